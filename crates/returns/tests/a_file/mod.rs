//! A child's file, as facts: recorded by hand, or taken from an extract.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use practice::{Fact, Fields, Id, Value, When};
use record::staging::Batch;

/// What is recorded of one child, in the order of recording.
#[derive(Default)]
pub struct File(pub Vec<Fact>);

impl File {
    /// A child with everything that is asked of who the child is.
    pub fn of_a_child() -> Self {
        let mut file = Self::default();
        let details = [
            ("told_by", "recorded"),
            ("authority_id", "A1"),
            ("upn_unknown", "UN2"),
            ("born_on", "2012-05-04"),
            ("sex", "F"),
            ("ethnicity", "WBRI"),
        ];
        let details = file.on("2025-05-01", "child-details", &details);
        file.set(
            details,
            "disabilities",
            Value::Codes(vec!["NONE".to_owned()]),
        );
        file.set(details, "mother", Value::YesNo(false));
        file
    }

    /// Records something of a day. Every field is text; see [`Self::set`].
    pub fn on(&mut self, day: &str, kind: &str, fields: &[(&str, &str)]) -> Id {
        let number = u8::try_from(self.0.len() + 1).unwrap();
        let id = Id::from_bytes([number; 16]);
        let occurred: When = day.parse().unwrap();
        let book = super::the_book::book();
        let record = book.record(kind).unwrap_or_else(|| panic!("no {kind}"));
        let mut all = Fields::from([(record.occurred.clone(), Value::text(day))]);
        for (name, value) in fields {
            assert!(record.fields.contains_key(*name), "{kind}.{name}");
            all.insert((*name).to_owned(), Value::text(value));
        }
        self.0.push(Fact {
            id,
            kind: kind.to_owned(),
            occurred,
            recorded: None,
            imported: false,
            tells_to: None,
            fields: all,
            earlier: Vec::new(),
            withdrawn: false,
        });
        id
    }

    /// Fills a field with another value than text.
    pub fn set(&mut self, id: Id, field: &str, value: Value) {
        let fact = self.0.iter_mut().find(|fact| fact.id == id).unwrap();
        fact.fields.insert(field.to_owned(), value);
    }

    /// Takes what an extract proposes of the child.
    pub fn of_batch(batch: &Batch) -> Self {
        let first = Self::default();
        let id = |index: usize| Id::from_bytes([u8::try_from(index + 1).unwrap(); 16]);
        batch
            .proposed
            .iter()
            .enumerate()
            .fold(first, |mut file, (index, one)| {
                let mut fields = one.fields.clone();
                for (field, to) in &one.links {
                    fields.insert((*field).to_owned(), Value::text(id(*to)));
                }
                file.0.push(Fact {
                    id: id(index),
                    kind: one.kind.to_owned(),
                    occurred: one.occurred,
                    recorded: None,
                    imported: true,
                    tells_to: one.from.tells_to,
                    fields,
                    earlier: Vec::new(),
                    withdrawn: false,
                });
                file
            })
    }
}
