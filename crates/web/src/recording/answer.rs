//! What was typed, read as the practice book's types, and what is wrong with it in words.

use jiff::civil::{Date, DateTime, Time};
use practice::book::{Field, RecordType};
use practice::expr::FieldType;
use practice::when::london;
use practice::{Book, Fields, Id, Value, When};
use record::Casefile;

use super::rows;
use crate::answers::Answers;

/// Something wrong with an answer: the field, the id of its question, and the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// The field.
    pub field: String,
    /// Where the message leads.
    pub id: String,
    /// What to do.
    pub says: String,
}

/// The id, and the name, of a field's question.
pub(crate) fn id(field: &str) -> String {
    format!("f-{field}")
}

/// The fields of a record type, in the order in which the book has them.
pub(crate) fn in_order(record: &RecordType) -> Vec<(&str, &Field)> {
    let mut fields: Vec<_> = record
        .fields
        .iter()
        .map(|(name, field)| (name.as_str(), field))
        .collect();
    fields.sort_by_key(|(_, field)| field.place);
    fields
}

/// The answers as values, and all that is wrong with them. A link leads to something of
/// `offered`, as the form has it: what stands in the file and this person may read. Nothing that
/// happened lies after `now`; what is planned may.
pub(crate) fn read(
    book: &Book,
    record: &RecordType,
    answers: &Answers,
    offered: &Casefile,
    now: jiff::Timestamp,
) -> (Fields, Vec<Wrong>) {
    let (fields, mut wrong) = read_all(book, record, answers, offered);
    if let Some(says) = too_late(record, &fields, now) {
        let field = &record.occurred;
        let id = record
            .fields
            .get(field)
            .map_or_else(|| id(field), |kind| first_id(field, kind));
        wrong.push(Wrong {
            field: field.clone(),
            id,
            says,
        });
    }
    (fields, wrong)
}

/// The same of what may be planned: a role that is given from next week on. No link is offered.
pub(crate) fn read_planned(
    book: &Book,
    record: &RecordType,
    answers: &Answers,
) -> (Fields, Vec<Wrong>) {
    read_all(book, record, answers, &Casefile::fold(&[]))
}

fn read_all(
    book: &Book,
    record: &RecordType,
    answers: &Answers,
    offered: &Casefile,
) -> (Fields, Vec<Wrong>) {
    let (mut fields, mut wrong) = (Fields::new(), Vec::new());
    for (name, field) in in_order(record) {
        match one(book, (name, field), answers, offered) {
            Ok(Some(value)) => {
                fields.insert(name.to_owned(), value);
            }
            Ok(None) if field.required => wrong.push(missing(name, field)),
            Ok(None) => {}
            Err(says) => wrong.push(Wrong {
                field: name.to_owned(),
                id: first_id(name, field),
                says,
            }),
        }
    }
    (fields, wrong)
}

/// When it happened, by its fields.
pub(crate) fn occurred(record: &RecordType, fields: &Fields) -> Option<When> {
    match fields.get(&record.occurred) {
        Some(Value::Text(text)) => text.parse().ok(),
        _ => None,
    }
}

fn too_late(record: &RecordType, fields: &Fields, now: jiff::Timestamp) -> Option<String> {
    let occurred = occurred(record, fields)?;
    let is_later = match occurred {
        When::Day(day) => day > When::Instant(now).day(),
        When::Instant(instant) => instant > now,
    };
    is_later.then(|| {
        format!(
            "“{}” must be today or in the past",
            ask(record, &record.occurred)
        )
    })
}

fn ask<'r>(record: &'r RecordType, field: &'r str) -> &'r str {
    record
        .fields
        .get(field)
        .map_or(field, |field| field.ask.as_str())
}

/// Where the message about a field leads: to the first box of its question.
pub(crate) fn first_id(name: &str, field: &Field) -> String {
    match field.kind {
        FieldType::Date | FieldType::Instant => format!("{}-day", id(name)),
        FieldType::Text if !field.columns.is_empty() => rows::cell(&id(name), 0, 0),
        _ => id(name),
    }
}

fn missing(name: &str, field: &Field) -> Wrong {
    let ask = &field.ask;
    let says = match field.kind {
        FieldType::Date | FieldType::Instant => format!("Enter a date: “{ask}”"),
        FieldType::YesNo | FieldType::Code(_) | FieldType::Codes(_) | FieldType::Link(_) => {
            format!("Select an answer: “{ask}”")
        }
        FieldType::Number | FieldType::Text => format!("Enter an answer: “{ask}”"),
    };
    Wrong {
        field: name.to_owned(),
        id: first_id(name, field),
        says,
    }
}

fn one(
    book: &Book,
    (name, field): (&str, &Field),
    answers: &Answers,
    offered: &Casefile,
) -> Result<Option<Value>, String> {
    let id = id(name);
    let ask = &field.ask;
    let text = answers.one(&id);
    let unknown = || format!("Select one of the answers: “{ask}”");
    match &field.kind {
        FieldType::Date => Ok(day(&id, ask, answers)?.map(Value::text)),
        FieldType::Instant => Ok(instant(&id, ask, answers)?.map(Value::text)),
        FieldType::Text if !field.columns.is_empty() => Ok(rows::read(&id, field, answers)),
        _ if text.is_empty() && !matches!(field.kind, FieldType::Codes(_)) => Ok(None),
        FieldType::YesNo => match text {
            "yes" => Ok(Some(Value::YesNo(true))),
            "no" => Ok(Some(Value::YesNo(false))),
            _ => Err(unknown()),
        },
        FieldType::Number => match text.replace([',', ' '], "").parse() {
            Ok(number) => Ok(Some(Value::Number(number))),
            Err(_) => Err(format!("Answer must be a whole number: “{ask}”")),
        },
        FieldType::Text => Ok(Some(Value::text(text))),
        FieldType::Code(list) => {
            let known = book
                .codes
                .get(list)
                .is_some_and(|codes| codes.codes.contains_key(text));
            known.then(|| Some(Value::text(text))).ok_or_else(unknown)
        }
        FieldType::Codes(list) => {
            let chosen: Vec<String> = answers
                .all(&id)
                .iter()
                .filter(|code| !code.is_empty())
                .cloned()
                .collect();
            let codes = book.codes.get(list);
            let known = |code: &String| codes.is_some_and(|codes| codes.codes.contains_key(code));
            if !chosen.iter().all(known) {
                return Err(unknown());
            }
            Ok((!chosen.is_empty()).then_some(Value::Codes(chosen)))
        }
        FieldType::Link(to) => match text.parse::<Id>() {
            Ok(id) if is_offered(offered, to, id) => Ok(Some(Value::text(id))),
            _ => Err(unknown()),
        },
    }
}

/// Whether a form may have offered something to be led to.
fn is_offered(offered: &Casefile, to: &str, id: Id) -> bool {
    let fact = offered.fact(id).filter(|fact| !fact.withdrawn);
    fact.is_some_and(|fact| to == FieldType::ANY || fact.kind == to)
}

/// A day from its three boxes; `None` where all are empty.
fn day(id: &str, ask: &str, answers: &Answers) -> Result<Option<Date>, String> {
    let part = |name: &str| answers.one(&format!("{id}-{name}"));
    let [day, month, year] = [part("day"), part("month"), part("year")];
    let empty: Vec<&str> = [("day", day), ("month", month), ("year", year)]
        .into_iter()
        .filter_map(|(name, text)| text.is_empty().then_some(name))
        .collect();
    match empty.as_slice() {
        [] => {}
        [_, _, _] => return Ok(None),
        some => {
            return Err(format!(
                "Date must include a {}: “{ask}”",
                some.join(" and a ")
            ));
        }
    }
    let real = || {
        let year = year.parse::<i16>().ok().filter(|year| *year >= 1000)?;
        Date::new(year, month_of(month)?, day.parse().ok()?).ok()
    };
    real()
        .map(Some)
        .ok_or_else(|| format!("Date must be a real date, such as 6 6 2027: “{ask}”"))
}

/// A month by its number or its name.
fn month_of(text: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let name = text.to_lowercase();
    let place = NAMES.iter().position(|month| name.starts_with(month))?;
    i8::try_from(place + 1).ok()
}

/// A day and a time in England; `None` where all is empty.
fn instant(id: &str, ask: &str, answers: &Answers) -> Result<Option<jiff::Timestamp>, String> {
    let typed = answers.one(&format!("{id}-time"));
    let Some(day) = day(id, ask, answers)? else {
        return if typed.is_empty() {
            Ok(None)
        } else {
            Err(format!("Enter the day of that time: “{ask}”"))
        };
    };
    let time =
        time(typed).ok_or_else(|| format!("Time must be one such as 4.30pm or 16:30: “{ask}”"))?;
    DateTime::from_parts(day, time)
        .to_zoned(london())
        .map(|zoned| Some(zoned.timestamp()))
        .map_err(|_| format!("Date must be a real date, such as 6 6 2027: “{ask}”"))
}

/// A time as people type it: 16:30, 1630, 4.30pm, 4pm.
fn time(typed: &str) -> Option<Time> {
    let typed = typed.trim().to_lowercase().replace(' ', "");
    let (figures, half) = match (typed.strip_suffix("am"), typed.strip_suffix("pm")) {
        (Some(figures), _) => (figures, Some(0)),
        (_, Some(figures)) => (figures, Some(12)),
        _ => (typed.as_str(), None),
    };
    let (hour, minute) = match figures.split_once([':', '.']) {
        Some((hour, minute)) => (hour, minute),
        None if figures.len() == 4 => figures.split_at_checked(2)?,
        None if half.is_some() => (figures, "0"),
        None => return None,
    };
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour % 12 + half,
    };
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        let read = |typed: &str| time(typed).map(|time| time.strftime("%H:%M").to_string());
        for (typed, is) in [
            ("16:30", "16:30"),
            ("1630", "16:30"),
            ("4.30pm", "16:30"),
            ("4 pm", "16:00"),
            ("12am", "00:00"),
            ("12.15pm", "12:15"),
            ("9.05 AM", "09:05"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(is), "{typed}");
        }
        for typed in ["", "4", "25:00", "13pm", "4.75pm", "noon"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_date_says_what_is_missing() {
        let read = |body: &str| day("f-on", "When?", &Answers::read(body.as_bytes()));
        assert_eq!(read(""), Ok(None));
        assert_eq!(
            read("f-on-day=6&f-on-month=June&f-on-year=2027"),
            Ok(Some(Date::constant(2027, 6, 6)))
        );
        assert_eq!(
            read("f-on-day=6"),
            Err("Date must include a month and a year: “When?”".to_owned())
        );
        assert!(read("f-on-day=31&f-on-month=2&f-on-year=2027").is_err());
        assert!(read("f-on-day=1&f-on-month=2&f-on-year=27").is_err());
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused(day_ in ".*", month in ".*", year in ".*", typed in ".*") {
            let mut answers = Answers::default();
            for (part, text) in [("day", day_), ("month", month), ("year", year), ("time", typed)] {
                answers.0.insert(format!("f-on-{part}"), vec![text]);
            }
            let _either = instant("f-on", "When?", &answers);
        }
    }
}
