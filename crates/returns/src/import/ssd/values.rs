//! Values of the dataset as values of the record's fields, and back.

use practice::expr::FieldType;
use practice::{Book, Value};

use crate::read::ssd::{Column, How, form};

/// Reads a value as a field of the record asks; `None` where the field cannot hold it
/// as it is, so that it is kept beside the record.
pub(super) fn read(book: &Book, kind: &FieldType, column: &Column, text: &str) -> Option<Value> {
    match kind {
        FieldType::Date | FieldType::Instant => form::day(text).map(Value::text),
        FieldType::YesNo => match text {
            "Y" => Some(Value::YesNo(true)),
            "N" => Some(Value::YesNo(false)),
            _ => None,
        },
        FieldType::Number => text.parse().map(Value::Number).ok(),
        FieldType::Code(list) => code(book, list, column, text).map(Value::Text),
        FieldType::Codes(list) => {
            let codes = several(text)?;
            let mut known: Vec<String> = (codes.iter())
                .map(|text| code(book, list, column, text))
                .collect::<Option<_>>()?;
            known.sort_unstable();
            known.dedup();
            Some(Value::Codes(known))
        }
        FieldType::Text => Some(Value::text(text)),
        FieldType::Link(_) => None,
    }
}

/// Whether a column's value could be held by the fields that hold it.
pub(super) fn fits(book: &Book, column: &Column, text: &str) -> Result<(), String> {
    for held in column.held.iter().flatten() {
        let How::Field(field) = held.how else {
            continue;
        };
        let record = book.record(held.kind);
        let Some(field) = record.and_then(|record| record.fields.get(field)) else {
            continue;
        };
        let is_link = matches!(field.kind, FieldType::Link(_));
        if is_link || read(book, &field.kind, column, text).is_some() {
            continue;
        }
        let short: String = text.chars().take(40).collect();
        return Err(match &field.kind {
            FieldType::Code(list) | FieldType::Codes(list) => {
                let title = book
                    .codes
                    .get(list)
                    .map_or(list.as_str(), |list| &list.title);
                format!("\"{short}\" is not a code of this list: {title}")
            }
            FieldType::Number => format!("\"{short}\" is not a whole number"),
            _ => format!("\"{short}\" is not what is expected: {}", field.ask),
        });
    }
    Ok(())
}

/// Several codes: a list of them, or an object that says of each whether it holds.
fn several(text: &str) -> Option<Vec<String>> {
    if let Ok(list) = serde_json::from_str(text) {
        return Some(list);
    }
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).ok()?;
    let holds = |value: &serde_json::Value| {
        let text = value.as_str().unwrap_or_default();
        text.eq_ignore_ascii_case("yes") || text.eq_ignore_ascii_case("y")
    };
    let found = object.into_iter().filter(|(_, value)| holds(value));
    Some(found.map(|(code, _)| code).collect())
}

fn code(book: &Book, list: &str, column: &Column, text: &str) -> Option<String> {
    let codes = &book.codes.get(list)?.codes;
    let known = |text: &str| codes.contains_key(text).then(|| text.to_owned());
    let word = column.words.iter();
    let word =
        word.filter(|(ours, theirs)| theirs.eq_ignore_ascii_case(text) && known(ours).is_some());
    let upper = text.to_ascii_uppercase();
    known(text)
        .or_else(|| known(&upper))
        .or_else(|| word.map(|(ours, _)| (*ours).to_owned()).next())
}
