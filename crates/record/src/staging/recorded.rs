//! What is recorded in a file, to be found by what tells one record from another.

use std::collections::HashMap;

use practice::book::RecordType;
use practice::expr::FieldType;
use practice::{Book, Fact, Fields, Id, Value, When};

use crate::casefile::Casefile;
use crate::kinds;

/// What tells one record of a kind from another.
pub(super) type Key = Vec<Option<Value>>;

/// What is recorded in a file, by record type and key.
pub(super) struct Recorded<'f> {
    before: HashMap<(&'f str, Key), &'f Fact>,
    here: HashMap<(&'static str, Key), (Id, u64)>,
    asides: HashMap<Key, usize>,
}

/// What is known of something that an extract tells.
pub(super) enum Taken<'f> {
    Nothing,
    /// Recorded before this import.
    Before(&'f Fact),
    /// Already met in this very extract.
    Here {
        id: Id,
        line: u64,
    },
}

impl<'f> Recorded<'f> {
    pub fn of(book: &Book, file: &'f Casefile) -> Self {
        let mut recorded = Self {
            before: HashMap::new(),
            here: HashMap::new(),
            asides: HashMap::new(),
        };
        for fact in &file.facts {
            let Some(record) = book.record(&fact.kind) else {
                continue;
            };
            let key = key(record, &fact.fields, fact.occurred);
            if fact.kind == kinds::VALUE_SET_ASIDE {
                *recorded.asides.entry(key).or_default() += 1;
            } else {
                recorded.before.insert((&fact.kind, key), fact);
            }
        }
        recorded
    }

    pub fn take(&self, kind: &'static str, key: &[Option<Value>]) -> Taken<'f> {
        if let Some((id, line)) = self.here.get(&(kind, key.to_vec())) {
            return Taken::Here {
                id: *id,
                line: *line,
            };
        }
        match self.before.get(&(kind, key.to_vec())) {
            Some(fact) => Taken::Before(fact),
            None => Taken::Nothing,
        }
    }

    pub fn put(&mut self, kind: &'static str, key: Key, told: (Id, u64)) {
        self.here.insert((kind, key), told);
    }

    /// Whether one more of these must be noted than was noted before.
    pub fn take_one_more(&mut self, key: &[Option<Value>]) -> bool {
        match self.asides.get_mut(key) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        }
    }
}

/// The fields of the record type's key. What has lost all that it is part of, because
/// that could not be read, is told from its like by its day.
pub(super) fn key(record: &RecordType, fields: &Fields, occurred: When) -> Key {
    let values = record.key.iter().map(|field| fields.get(field).cloned());
    let mut links = (record.key.iter()).filter(|name| {
        let field = record.fields.get(*name);
        field.is_some_and(|field| matches!(field.kind, FieldType::Link(_)))
    });
    let has_links = links.clone().next().is_some();
    let is_lost = has_links && links.all(|link| !fields.contains_key(link));
    values
        .chain(is_lost.then(|| Some(Value::text(occurred))))
        .collect()
}

/// Whether nothing differs but when it was told.
pub(super) fn same(record: &RecordType, before: &Fields, now: &Fields) -> bool {
    let told = |name: &str| record.fields.get(name).is_some_and(|field| field.told);
    let differs = |one: &Fields, other: &Fields| {
        one.iter()
            .any(|(name, value)| !told(name) && other.get(name) != Some(value))
    };
    !differs(before, now) && !differs(now, before)
}

/// Whether what is recorded stands against what an extract says: it was withdrawn or
/// corrected here, or an extract that tells of a later time told it.
pub(super) fn stands(fact: &Fact, tells_to: Option<jiff::civil::Date>) -> bool {
    fact.withdrawn || fact.tells_to.is_none() || fact.tells_to > tells_to
}
