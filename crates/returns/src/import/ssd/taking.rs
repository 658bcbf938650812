//! What is taken from the rows of one file: proposals, each once, and what is set aside.

use std::collections::HashMap;

use practice::book::RecordType;
use practice::{Fields, Id, Value, When};
use record::Provenance;
use record::kinds;
use record::staging::{Batch, Column as Counted, Proposed, SetAside};

use super::proposing::is_link;
use super::{Row, Whose, check, values};
use crate::import::Extract;
use crate::read::ssd::{Column, Table};

/// Takes records from the rows of one file.
pub(super) struct Taking<'e, 'b> {
    pub extract: &'e Extract<'b>,
    pub whose: Whose<'e>,
    pub batch: Batch,
    /// The rows that were taken.
    pub taken: Vec<Taken>,
    /// For each row by table and key, the record that it is about.
    pub anchors: HashMap<(usize, String), usize>,
    /// What was proposed, by record type and what tells one from another.
    met: HashMap<(&'static str, Vec<Option<Value>>), usize>,
}

/// A row that was taken.
pub(super) struct Taken {
    pub table: usize,
    pub key: String,
    pub from: Provenance,
    /// Its cells, as the dataset writes them.
    pub cells: Vec<Option<String>>,
    /// The record that it is about, where there is one.
    pub anchor: Option<usize>,
    /// The record that holds each cell.
    pub placed: Vec<Option<usize>>,
}

impl<'e, 'b> Taking<'e, 'b> {
    pub fn new(extract: &'e Extract<'b>, whose: Whose<'e>) -> Self {
        Self {
            extract,
            whose,
            batch: Batch::default(),
            taken: Vec::new(),
            anchors: HashMap::new(),
            met: HashMap::new(),
        }
    }

    /// That the person stood in this dataset.
    pub fn listing(&mut self, first: &Row) {
        let period = self.extract.period;
        let fields = Fields::from([
            ("source".to_owned(), Value::text(self.extract.source)),
            ("from".to_owned(), Value::text(period.from)),
            ("to".to_owned(), Value::text(period.to)),
        ]);
        let from = self.from(first);
        let occurred = When::Day(period.from);
        self.put(kinds::EXTRACT_LISTING, occurred, fields, Vec::new(), from);
    }

    /// Adds a proposal, or finds the same one: what tells it from others is met already.
    pub fn put(
        &mut self,
        kind: &'static str,
        occurred: When,
        fields: Fields,
        links: Vec<(&'static str, usize)>,
        from: Provenance,
    ) -> usize {
        let key = (self.extract.book.record(kind))
            .map(|record| told_apart(record, &fields, &links, occurred))
            .unwrap_or_default();
        if let Some(index) = self.met.get(&(kind, key.clone())) {
            return *index;
        }
        let index = self.batch.proposed.len();
        self.met.insert((kind, key), index);
        self.batch.proposed.push(Proposed {
            kind,
            occurred,
            fields,
            links,
            from,
            values: Vec::new(),
            unread: Vec::new(),
        });
        index
    }

    /// Whether a value fits the field that holds its column.
    pub fn fits(&self, column: &Column, text: String) -> Result<String, String> {
        values::fits(self.extract.book, column, &text).map(|()| text)
    }

    /// Sets a value aside.
    pub fn value(&mut self, row: &Row, at: usize, reason: String) {
        let Some(table) = Table::ALL.get(row.table) else {
            return;
        };
        let column: Counted = (table.name, table.columns.get(at).map_or("", |it| it.name));
        self.batch.set_aside.push(SetAside {
            table: table.name.to_owned(),
            column: column.1.to_owned(),
            value: row.cells.get(at).cloned().flatten().unwrap_or_default(),
            reason,
            record: table.anchors.first().copied(),
            from: self.from(row),
            values: vec![column],
        });
    }

    /// A row set aside whole.
    pub fn whole_row(&self, row: &Row, reason: String) -> SetAside {
        let table = Table::ALL.get(row.table);
        SetAside {
            table: table.map_or("", |table| table.name).to_owned(),
            column: String::new(),
            value: check::key(row),
            reason,
            record: table.and_then(|table| table.anchors.first().copied()),
            from: self.from(row),
            values: super::columns(row).collect(),
        }
    }

    pub fn from(&self, row: &Row) -> Provenance {
        Provenance {
            source: self.extract.source.to_owned(),
            file: row.file.clone(),
            line: u64::from(row.line),
            recorded: None,
            tells_to: Some(self.extract.period.to),
        }
    }
}

/// An identifier for something proposed, until it has one of its own.
pub(super) fn id_of(index: usize) -> Id {
    Id::from_bytes((index as u128 + 1).to_be_bytes())
}

/// What tells a record from others of its type, as the staging will see it.
fn told_apart(
    record: &RecordType,
    fields: &Fields,
    links: &[(&'static str, usize)],
    occurred: When,
) -> Vec<Option<Value>> {
    let link = |name: &str| {
        let link = links.iter().find(|(field, _)| *field == name);
        link.map(|(_, index)| Value::text(id_of(*index)))
    };
    let value = |name: &String| link(name).or_else(|| fields.get(name).cloned());
    let mut key: Vec<Option<Value>> = record.key.iter().map(value).collect();
    let mut of: Vec<&String> = record.key.iter().collect();
    of.retain(|name| is_link(record, name));
    if !of.is_empty() && of.iter().all(|name| link(name).is_none()) {
        key.push(Some(Value::text(occurred)));
    }
    key
}
