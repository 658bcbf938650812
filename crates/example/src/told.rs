//! One entry that is about to be written, and whether it is as the book asks.

use jiff::Timestamp;
use jiff::civil::Date;
use practice::book::RecordType;
use practice::expr::FieldType;
use practice::{Book, Fields, Id, Value, When};

use crate::fault::Fault;

/// One entry that is about to be written.
#[derive(Clone, Debug)]
pub struct Told {
    /// The record type.
    pub kind: &'static str,
    /// When it happened.
    pub occurred: When,
    /// The answers; when it happened is added as it is written.
    pub fields: Fields,
    /// The version that it corrects.
    pub corrects: Option<Id>,
}

impl Told {
    /// Of a day.
    pub fn on(kind: &'static str, day: Date) -> Self {
        Self::when(kind, When::Day(day))
    }

    /// Of a moment.
    pub fn at(kind: &'static str, moment: Timestamp) -> Self {
        Self::when(kind, When::Instant(moment))
    }

    fn when(kind: &'static str, occurred: When) -> Self {
        Self {
            kind,
            occurred,
            fields: Fields::new(),
            corrects: None,
        }
    }

    /// With words, a code, a day or the identifier of an entry; nothing where it is empty.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl std::fmt::Display) -> Self {
        let value = value.to_string();
        if !value.is_empty() {
            self.fields.insert(field.to_owned(), Value::Text(value));
        }
        self
    }

    /// With an answer of yes or no.
    #[must_use]
    pub fn yes(mut self, field: &str, yes: bool) -> Self {
        self.fields.insert(field.to_owned(), Value::YesNo(yes));
        self
    }

    /// With a number.
    #[must_use]
    pub fn number(mut self, field: &str, number: i64) -> Self {
        self.fields.insert(field.to_owned(), Value::Number(number));
        self
    }

    /// With several codes.
    #[must_use]
    pub fn codes(mut self, field: &str, codes: &[&str]) -> Self {
        let codes = codes.iter().map(|code| (*code).to_owned()).collect();
        self.fields.insert(field.to_owned(), Value::Codes(codes));
        self
    }

    /// In place of this version.
    #[must_use]
    pub fn in_place_of(mut self, version: Id) -> Self {
        self.corrects = Some(version);
        self
    }

    /// Adds when it happened, and refuses what is not as the record type asks.
    pub fn fit<'b>(&mut self, book: &'b Book) -> Result<&'b RecordType, Fault> {
        let record = book.record(self.kind).ok_or_else(|| Fault::NotInTheBook {
            what: "record type",
            name: self.kind.to_owned(),
        })?;
        let misfit = |field: &str, why: &str| Fault::Misfit {
            kind: self.kind.to_owned(),
            field: field.to_owned(),
            why: why.to_owned(),
        };
        let when = self.occurred;
        let asked = record.fields.get(&record.occurred).map(|field| &field.kind);
        let happened = match (asked, when) {
            (Some(FieldType::Date), when) => When::Day(when.day()),
            (_, When::Day(_)) => return Err(misfit(&record.occurred, "it asks for the time")),
            (_, when) => when,
        };
        let told = Value::text(happened);
        self.fields.insert(record.occurred.clone(), told);
        self.occurred = happened;
        for (name, value) in &self.fields {
            let field = record.fields.get(name);
            let field = field.ok_or_else(|| misfit(name, "there is no such field"))?;
            if let Some(why) = wrong(book, &field.kind, value) {
                return Err(misfit(name, why));
            }
        }
        for (name, field) in &record.fields {
            if field.required && !self.fields.contains_key(name) {
                return Err(misfit(name, "it must be answered"));
            }
        }
        Ok(record)
    }
}

/// What is wrong with an answer, by its field's type.
fn wrong(book: &Book, kind: &FieldType, value: &Value) -> Option<&'static str> {
    let listed = |list: &str, code: &str| {
        (book.codes.get(list)).is_some_and(|list| list.codes.contains_key(code))
    };
    match (kind, value) {
        (FieldType::YesNo, Value::YesNo(_))
        | (FieldType::Number, Value::Number(_))
        | (FieldType::Text, Value::Text(_)) => None,
        (FieldType::Date, Value::Text(day)) => day.parse::<Date>().err().map(|_| "it is not a day"),
        (FieldType::Instant, Value::Text(at)) => {
            at.parse::<Timestamp>().err().map(|_| "it is not a time")
        }
        (FieldType::Code(list), Value::Text(code)) => {
            (!listed(list, code)).then_some("the list has no such code")
        }
        (FieldType::Codes(list), Value::Codes(codes)) => (codes.iter())
            .any(|code| !listed(list, code))
            .then_some("the list has no such code"),
        (FieldType::Link(_), Value::Text(entry)) => {
            entry.parse::<Id>().err().map(|_| "it names no entry")
        }
        _ => Some("it is of another type"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use practice::Book;

    use super::Told;
    use crate::fault::Fault;

    fn misfit(told: Told) -> String {
        let book = Book::england().expect("the book is in order");
        let mut told = told;
        match told.fit(&book) {
            Err(Fault::Misfit { field, why, .. }) => format!("{field}: {why}"),
            Err(other) => other.to_string(),
            Ok(_) => "it fits".to_owned(),
        }
    }

    #[test]
    fn what_is_not_as_the_practice_book_asks_is_not_written() {
        // Given a day and a referral as the book asks for it
        let day = date(2026, 3, 2);
        let referral = || Told::on("referral", day).with("source", "6");
        assert_eq!(misfit(referral()), "it fits");

        // When something is told that it does not ask, in a code that no list has, of another
        // type, or without what must be answered
        let strange = misfit(referral().with("weather", "fair"));
        let code = misfit(referral().with("primary_need", "N77"));
        let yes = misfit(referral().with("no_further_action", "no"));
        let lacks = misfit(Told::on("referral-decision", day));
        let time = misfit(Told::on("case-note", day));

        // Then it is refused, and says what is wrong
        assert_eq!(strange, "weather: there is no such field");
        assert_eq!(code, "primary_need: the list has no such code");
        assert_eq!(yes, "no_further_action: it is of another type");
        assert_eq!(lacks, "referral: it must be answered");
        assert_eq!(time, "happened_at: it asks for the time");
    }
}
