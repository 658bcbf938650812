//! Putting a fact into a plain sentence.

use super::Book;
use crate::expr::FieldType;
use crate::fact::Fact;
use crate::value::Value;

impl Book {
    /// The fact as its record type says it: codes in words, days as people write
    /// them, and what was left empty as "not recorded".
    pub fn say(&self, fact: &Fact) -> String {
        let Some(record) = self.record(&fact.kind) else {
            return format!(
                "{} (a record type that this practice book does not have)",
                fact.kind
            );
        };
        let mut sentence = String::new();
        let mut rest = record.says.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (field, after) = after.split_once('}').unwrap_or((after, ""));
            sentence.push_str(before);
            sentence.push_str(&self.say_field(fact, field));
            rest = after;
        }
        sentence.push_str(rest);
        sentence
    }

    /// One field of a fact, in words.
    pub fn say_field(&self, fact: &Fact, field: &str) -> String {
        let Some(value) = fact.field(field) else {
            return "not recorded".to_owned();
        };
        let kind = self
            .record(&fact.kind)
            .and_then(|record| record.fields.get(field));
        match (kind.map(|field| &field.kind), value) {
            (Some(FieldType::Code(list)), Value::Text(code)) => self.words(list, code).to_owned(),
            (Some(FieldType::Codes(list)), Value::Codes(codes)) => {
                let words: Vec<_> = codes.iter().map(|code| self.words(list, code)).collect();
                words.join(", ")
            }
            (Some(FieldType::Date), Value::Text(text)) => {
                text.parse().map_or_else(|_| text.clone(), day_in_words)
            }
            (Some(FieldType::Instant), Value::Text(text)) => {
                text.parse().map_or_else(|_| text.clone(), moment_in_words)
            }
            _ => value.to_string(),
        }
    }
}

/// A day as people write it: 22 May 2026.
pub fn day_in_words(day: jiff::civil::Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// A day and a time in England as people write them: 22 May 2026, 4.30pm.
pub fn moment_in_words(instant: jiff::Timestamp) -> String {
    let there = instant.to_zoned(crate::when::london());
    let hour = match there.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    let half = if there.hour() < 12 { "am" } else { "pm" };
    let day = day_in_words(there.date());
    match there.minute() {
        0 => format!("{day}, {hour}{half}"),
        minute => format!("{day}, {hour}.{minute:02}{half}"),
    }
}
