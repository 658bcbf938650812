//! The records of one file, to be found by what the tables ask for.

use std::collections::HashMap;

use practice::expr::FieldType;
use practice::{Book, Fact, Id, Value};

use super::kept::KeptRows;
use super::worked::Periods;
use crate::read::ssd::{How, Link, Table};

/// The records that stand in one file.
pub(super) struct Pool<'f> {
    pub book: &'f Book,
    pub kept: KeptRows,
    pub periods: Periods,
    by_kind: HashMap<&'f str, Vec<&'f Fact>>,
}

impl<'f> Pool<'f> {
    pub fn of(book: &'f Book, standing: &'f [Fact], all: &[Fact]) -> Self {
        let mut by_kind: HashMap<&str, Vec<&Fact>> = HashMap::new();
        for fact in standing {
            by_kind.entry(&fact.kind).or_default().push(fact);
        }
        let episodes = by_kind.get("care-episode-started");
        Self {
            book,
            kept: KeptRows::of(all),
            periods: Periods::of(episodes.map_or(&[], Vec::as_slice), |episode| {
                let ceased = by_kind.get("care-episode-ceased")?;
                let of = |fact: &&&Fact| fact.link("episode") == Some(episode.id);
                ceased.iter().find(of)?.when("ceased_on")
            }),
            by_kind,
        }
    }

    /// The records of a type.
    pub fn kind(&self, kind: &str) -> &[&'f Fact] {
        self.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }

    /// The record of a type with this identifier.
    pub fn fact(&self, kind: &str, id: Id) -> Option<&'f Fact> {
        self.kind(kind).iter().find(|fact| fact.id == id).copied()
    }

    /// The records that the rows of a table are about.
    pub fn anchors(&self, table: &Table) -> Vec<&'f Fact> {
        let kinds = table.anchors.iter().flat_map(|kind| self.kind(kind));
        let fits = |fact: &Fact| {
            let mut says = table.says.iter().filter(|says| says.only);
            says.all(|says| says.kind != fact.kind || fact.text(says.field) == Some(says.value))
        };
        kinds.filter(|fact| fits(fact)).copied().collect()
    }

    /// The record of this type that goes with an anchor; the latest, where a file has
    /// several.
    pub fn part(&self, table: &Table, anchor: &'f Fact, kind: &str) -> Option<&'f Fact> {
        if anchor.kind == kind {
            return Some(anchor);
        }
        let latest = |field: &str, to: Id| {
            let all = self.kind(kind).iter().copied();
            all.filter(|fact| fact.link(field) == Some(to))
                .max_by_key(|fact| (fact.occurred.start(), format!("{:?}", fact.fields)))
        };
        match table.part(kind)?.link {
            Link::ToAnchor(field) => latest(field, anchor.id),
            Link::FromAnchor(field) => self.fact(kind, anchor.link(field)?),
            Link::ToPart(field, other) => latest(field, self.part(table, anchor, other)?.id),
            Link::Alone => {
                let all = self.kind(kind).iter().copied();
                all.max_by_key(|fact| (fact.occurred.start(), format!("{:?}", fact.fields)))
            }
        }
    }

    /// What tells a row from others of the file in its table: the key that a dataset
    /// gave it, or the value of the field that holds its key, or else the entry.
    pub fn key(&self, table: &Table, anchor: &Fact) -> String {
        if let Some(key) = self.kept.key(table.name, anchor.id) {
            return key.to_owned();
        }
        let held = table.own_key().map(|(_, column)| {
            let how = column.in_kind(&anchor.kind);
            match how {
                Some(How::Field(field)) => anchor.text(field).map(str::to_owned),
                _ => None,
            }
        });
        let held: Vec<String> = held.map(Option::unwrap_or_default).collect();
        if held.iter().all(String::is_empty) && table.single_key().is_some() {
            anchor.id.to_string()
        } else {
            held.join("|")
        }
    }

    /// The key of the row that is about this entry.
    pub fn key_of(&self, table: &str, entry: Id) -> Option<String> {
        let (_, table) = Table::named(table)?;
        let anchor = (table.anchors.iter()).find_map(|kind| self.fact(kind, entry))?;
        if self.kept.rows(table.name, entry).is_empty() {
            return None;
        }
        Some(self.key(table, anchor))
    }

    /// Whether a field leads to another record.
    pub fn is_link(&self, kind: &str, field: &str) -> bool {
        let field = self
            .book
            .record(kind)
            .and_then(|record| record.fields.get(field));
        field.is_some_and(|field| matches!(field.kind, FieldType::Link(_)))
    }
}

/// A value as text, before a column writes it in its own way.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::YesNo(true) => "Y".to_owned(),
        Value::YesNo(false) => "N".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Codes(codes) => serde_json::to_string(codes).unwrap_or_default(),
    }
}
