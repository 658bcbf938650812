//! What the dataset has no place for, counted.

use std::collections::{BTreeMap, HashMap, HashSet};

use practice::expr::FieldType;
use practice::{Book, Fact, Id};
use record::kinds::DATASET_ROW;

/// By record type: how many records say something that the dataset has no column for,
/// and in which fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unheld {
    /// By record type: how many records, and by field how many values.
    pub records: BTreeMap<String, (u64, BTreeMap<String, u64>)>,
    /// Versions of records that were corrected since, or withdrawn.
    pub earlier: u64,
}

impl Unheld {
    /// Adds what another file counted.
    pub fn add(&mut self, other: &Self) {
        self.earlier += other.earlier;
        for (kind, (records, fields)) in &other.records {
            let (sum, sums) = self.records.entry(kind.clone()).or_default();
            *sum += records;
            for (field, values) in fields {
                *sums.entry(field.clone()).or_default() += values;
            }
        }
    }
}

/// Which fields of which records the rows hold.
pub(super) struct Held(HashMap<Id, HashSet<&'static str>>);

impl Held {
    /// Beginning with what stands in another form.
    pub fn new(elsewhere: Vec<(Id, &'static str)>) -> Self {
        let mut held = Self(HashMap::new());
        held.add(elsewhere);
        held
    }

    pub fn add(&mut self, held: Vec<(Id, &'static str)>) {
        for (id, field) in held {
            self.0.entry(id).or_default().insert(field);
        }
    }

    fn holds(&self, id: Id, name: &str) -> bool {
        self.0.get(&id).is_some_and(|fields| fields.contains(name))
    }

    /// What is left over. Links, and days on which something was told, go with what
    /// they belong to.
    pub fn left(&self, book: &Book, facts: &[Fact]) -> Unheld {
        let mut unheld = Unheld::default();
        for fact in facts.iter().filter(|fact| fact.kind != DATASET_ROW) {
            unheld.earlier += fact.earlier.len() as u64;
            if fact.withdrawn {
                continue;
            }
            let record = book.record(&fact.kind);
            let goes_along = |name: &str| {
                let field = record.and_then(|record| record.fields.get(name));
                field.is_some_and(|field| field.told || matches!(field.kind, FieldType::Link(_)))
            };
            let left = fact
                .fields
                .keys()
                .filter(|name| !goes_along(name) && !self.holds(fact.id, name));
            let left: Vec<&String> = left.collect();
            if left.is_empty() {
                continue;
            }
            let (records, fields) = unheld.records.entry(fact.kind.clone()).or_default();
            *records += 1;
            for name in left {
                *fields.entry(name.clone()).or_default() += 1;
            }
        }
        unheld
    }
}
