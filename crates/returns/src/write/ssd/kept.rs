//! What the record keeps of the rows of a dataset that was read: the key of each, and
//! what no other record holds.

use std::collections::{BTreeMap, HashMap};

use practice::{Fact, Id, Value};
use record::kinds::{DATASET_ROW, REST};

/// The day to which the dataset told.
pub const TOLD_ON: &str = "told_on";
/// The table.
pub const TABLE: &str = "table";
/// What tells the row from others of the file in this table.
pub const ROW: &str = "row";
/// The entry that the row is about.
pub const ENTRY: &str = "entry";
/// That the dataset had no row for this entry.
pub const ABSENT: &str = "absent";

/// Not a table of its own: the identifier of a period of care, kept with its first
/// episode.
pub const PERIOD_OF_CARE: &str = "(period of care)";

/// A row of a dataset, as it is kept.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub row: String,
    pub absent: bool,
    /// The columns that no other record gives back, as a JSON object; null for empty.
    pub rest: BTreeMap<String, Option<String>>,
}

/// All that is kept, by table and entry.
#[derive(Default)]
pub(super) struct KeptRows {
    of: HashMap<(String, Id), Vec<Kept>>,
    alone: HashMap<String, Vec<Kept>>,
}

impl KeptRows {
    pub fn of(facts: &[Fact]) -> Self {
        let mut rows = Self::default();
        for fact in facts {
            if fact.kind != DATASET_ROW || fact.withdrawn {
                continue;
            }
            let table = fact.text(TABLE).unwrap_or_default().to_owned();
            let kept = Kept {
                row: fact.text(ROW).unwrap_or_default().to_owned(),
                absent: fact.field(ABSENT) == Some(&Value::YesNo(true)),
                rest: fact.text(REST).map(rest).unwrap_or_default(),
            };
            match fact.link(ENTRY) {
                Some(entry) => rows.of.entry((table, entry)).or_default().push(kept),
                None => rows.alone.entry(table).or_default().push(kept),
            }
        }
        for kept in rows.of.values_mut() {
            kept.sort_by(|one, other| one.row.cmp(&other.row));
        }
        rows
    }

    /// The rows about an entry: none where the dataset had none, one that nothing is
    /// kept of where no dataset told of it.
    pub fn rows(&self, table: &str, entry: Id) -> Vec<Option<&Kept>> {
        match self.of.get(&(table.to_owned(), entry)) {
            None => vec![None],
            Some(kept) if kept.iter().any(|kept| kept.absent) => Vec::new(),
            Some(kept) => kept.iter().map(Some).collect(),
        }
    }

    /// The key under which a dataset had an entry.
    pub fn key(&self, table: &str, entry: Id) -> Option<&str> {
        let kept = self.of.get(&(table.to_owned(), entry))?.first()?;
        (!kept.absent).then_some(kept.row.as_str())
    }

    /// The rows that are about no entry.
    pub fn without_entry(&self, table: &str) -> &[Kept] {
        self.alone.get(table).map_or(&[], Vec::as_slice)
    }
}

fn rest(text: &str) -> BTreeMap<String, Option<String>> {
    serde_json::from_str(text).unwrap_or_default()
}
