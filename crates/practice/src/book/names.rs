//! The names that a condition may use, where it stands in the book.

use super::model::RecordType;
use super::{Book, State};
use crate::expr::{FieldType, Names};

/// Names in scope for a condition on a record, or on nothing but the child.
pub(super) struct InScope<'a> {
    pub book: &'a Book,
    pub record: Option<&'a RecordType>,
}

impl Names for InScope<'_> {
    fn field(&self, name: &str) -> Option<FieldType> {
        self.record?
            .fields
            .get(name)
            .map(|field| field.kind.clone())
    }

    fn state(&self, name: &str) -> Option<usize> {
        self.book
            .states
            .iter()
            .position(|state| state.name.replace('-', "_") == name)
    }

    fn carried(&self, state: usize, name: &str) -> Option<FieldType> {
        let State { carries, .. } = self.book.states.get(state)?;
        let (record, field) = carries.get(name)?;
        let field = self.book.records.get(record)?.fields.get(field)?;
        Some(field.kind.clone())
    }

    fn has_code(&self, list: &str, code: &str) -> bool {
        self.book
            .codes
            .get(list)
            .is_some_and(|codes| codes.codes.contains_key(code))
    }

    fn place(&self) -> String {
        self.record
            .map_or_else(|| "the child".to_owned(), |record| record.name.clone())
    }
}
