//! Proposing the records of a row: what it is about, and the parts that go with it.

use std::collections::HashMap;

use practice::book::RecordType;
use practice::expr::FieldType;
use practice::{Fields, Value};

use super::taking::{Taken, Taking};
use super::{Row, check, values};
use crate::read::ssd::{Column, How, Link, Role, Table};

impl Taking<'_, '_> {
    /// Proposes the records of a row.
    pub fn row(&mut self, row: &Row) {
        let Some(table) = Table::ALL.get(row.table).copied() else {
            return;
        };
        let mut taken = Taken {
            table: row.table,
            key: check::key(row),
            from: self.from(row),
            placed: vec![None; row.cells.len()],
            cells: row.cells.clone(),
            anchor: None,
        };
        let kind = table
            .anchors
            .iter()
            .find(|kind| self.suits(table, row, kind));
        if let Some(kind) = kind {
            let mut parts: HashMap<&'static str, usize> = HashMap::new();
            let mut links = Vec::new();
            for part in table.parts {
                if let Link::FromAnchor(field) = part.link
                    && let Some(index) = self.led_to(table, row, kind, field, part.kind, &mut taken)
                {
                    links.push((field, index));
                    parts.insert(part.kind, index);
                }
            }
            if let Some(anchor) = self.one(table, row, kind, links, &mut taken, true) {
                taken.anchor = Some(anchor);
                self.anchors.insert((row.table, taken.key.clone()), anchor);
                parts.insert(kind, anchor);
                for part in table.parts {
                    let to = match part.link {
                        Link::ToAnchor(field) if self.leads(part.kind, field, kind) => {
                            vec![(field, anchor)]
                        }
                        Link::ToPart(field, other) => match parts.get(other) {
                            Some(index) => vec![(field, *index)],
                            None => continue,
                        },
                        Link::Alone => Vec::new(),
                        Link::ToAnchor(_) | Link::FromAnchor(_) => continue,
                    };
                    if let Some(index) = self.one(table, row, part.kind, to, &mut taken, false) {
                        parts.insert(part.kind, index);
                    }
                }
            }
        }
        self.taken.push(taken);
    }

    /// The record of a row that a key of another table leads to, with this row's values
    /// put in where it has none.
    fn led_to(
        &mut self,
        table: &'static Table,
        row: &Row,
        anchor: &str,
        field: &'static str,
        kind: &'static str,
        taken: &mut Taken,
    ) -> Option<usize> {
        let holds = |column: &&Column| column.in_kind(anchor) == Some(How::Field(field));
        let Some(column) = table.columns.iter().find(holds) else {
            return self.one(table, row, kind, Vec::new(), taken, false);
        };
        let index = self.anchor_of(table, row, column)?;
        for (at, column) in table.columns.iter().enumerate() {
            let Some(How::Field(name)) = column.in_kind(kind) else {
                continue;
            };
            let Some(value) = self.cell_value(kind, name, row, at, column) else {
                continue;
            };
            let Some(proposed) = self.batch.proposed.get_mut(index) else {
                continue;
            };
            proposed.fields.or_insert(name, value.clone());
            if proposed.fields.get(name) == Some(&value)
                && let Some(placed) = taken.placed.get_mut(at)
            {
                *placed = Some(index);
            }
        }
        Some(index)
    }

    /// Whether a row can be about a record of this type: it has its day, and the columns
    /// that such a record says by its type have those values.
    fn suits(&self, table: &'static Table, row: &Row, kind: &str) -> bool {
        let Some(record) = self.extract.book.record(kind) else {
            return false;
        };
        (table.columns.iter().zip(&row.cells)).all(|(column, cell)| match column.in_kind(kind) {
            Some(How::Known(value)) => cell.as_deref() == Some(value),
            Some(How::KnownOrEmpty(value)) => cell.as_deref().is_none_or(|cell| cell == value),
            Some(How::Field(field)) => field != record.occurred || cell.is_some(),
            None => true,
        })
    }

    /// Proposes one record of a row, where it has its day and anything to say.
    fn one(
        &mut self,
        table: &'static Table,
        row: &Row,
        kind: &'static str,
        mut links: Vec<(&'static str, usize)>,
        taken: &mut Taken,
        is_anchor: bool,
    ) -> Option<usize> {
        let record = self.extract.book.record(kind)?;
        let mut fields = Fields::new();
        let mut held = Vec::new();
        for (at, column) in table.columns.iter().enumerate() {
            let Some(how) = column.in_kind(kind) else {
                continue;
            };
            let has_cell = row.cells.get(at).is_some_and(Option::is_some);
            match how {
                How::Known(_) | How::KnownOrEmpty(_) if has_cell => held.push(at),
                How::Known(_) | How::KnownOrEmpty(_) => {}
                How::Field(field) if is_link(record, field) => {
                    if let Some(index) = self.anchor_of(table, row, column) {
                        links.push((field, index));
                        held.push(at);
                    }
                }
                How::Field(field) => {
                    if let Some(value) = self.cell_value(kind, field, row, at, column) {
                        fields.insert(field.to_owned(), value);
                        held.push(at);
                    }
                }
            }
        }
        if !is_anchor && fields.is_empty() && held.is_empty() {
            return None;
        }
        let told = record
            .fields
            .get(&record.occurred)
            .is_some_and(|field| field.told);
        if told {
            let to = Value::text(self.extract.period.to);
            fields.insert(record.occurred.clone(), to);
        }
        for says in table.says.iter().filter(|says| says.kind == kind) {
            fields.insert(says.field.to_owned(), Value::text(says.value));
        }
        let occurred = fields.get(&record.occurred)?.to_string().parse().ok()?;
        self.inherit(record, &mut links);
        let index = self.put(kind, occurred, fields, links, self.from(row));
        for at in held {
            if let Some(placed) = taken.placed.get_mut(at) {
                placed.get_or_insert(index);
            }
        }
        Some(index)
    }

    /// What is part of something that is part of a referral is part of that too.
    fn inherit(&self, record: &RecordType, links: &mut Vec<(&'static str, usize)>) {
        const REFERRAL: &str = "referral";
        if !is_link(record, REFERRAL) || links.iter().any(|(field, _)| *field == REFERRAL) {
            return;
        }
        let of = |index: usize| {
            let links = &self.batch.proposed.get(index)?.links;
            links.iter().find(|(field, _)| *field == REFERRAL).copied()
        };
        if let Some(link) = links.iter().find_map(|(_, index)| of(*index)) {
            links.push(link);
        }
    }

    /// A cell as the value of a field.
    fn cell_value(
        &self,
        kind: &str,
        field: &str,
        row: &Row,
        at: usize,
        column: &Column,
    ) -> Option<Value> {
        let text = row.cells.get(at)?.as_deref()?;
        let field = self.extract.book.record(kind)?.fields.get(field)?;
        values::read(self.extract.book, &field.kind, column, text)
    }

    /// The record of the row that a cell names.
    fn anchor_of(&self, table: &Table, row: &Row, column: &Column) -> Option<usize> {
        let Role::Of(other) = column.role else {
            return None;
        };
        let (at, _) = table.column(column.name)?;
        let (other, _) = Table::named(other)?;
        let key = row.cells.get(at)?.clone()?;
        self.anchors.get(&(other, key)).copied()
    }

    /// Whether a field of a record type leads to records of another.
    fn leads(&self, kind: &str, field: &str, to: &str) -> bool {
        let record = self.extract.book.record(kind);
        let field = record.and_then(|record| record.fields.get(field));
        field.is_some_and(|field| matches!(&field.kind, FieldType::Link(other) if other == to))
    }
}

/// Whether a field of a record type leads to another record.
pub(super) fn is_link(record: &RecordType, field: &str) -> bool {
    let field = record.fields.get(field);
    field.is_some_and(|field| matches!(field.kind, FieldType::Link(_)))
}
