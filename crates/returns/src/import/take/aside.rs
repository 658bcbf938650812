//! Setting values aside, with the reason and what to do about it.

use record::staging::SetAside;

use super::Taking;
use crate::import::NOT_IN_SPECIFICATION;
use crate::read::{Cell, Unread};

impl Taking<'_, '_> {
    /// Sets aside what the book has no place for.
    pub(super) fn not_in_book(&mut self, cells: &[&Cell], what: &str) {
        if let Some(first) = cells.first() {
            let reason = format!("The practice book in force has no {what}: add it to the book.");
            self.aside(cells, first, reason);
        }
    }

    /// Sets values aside together, for a reason found at one of them.
    pub fn aside(&mut self, cells: &[&Cell], at: &Cell, reason: String) {
        self.aside_of(None, cells, at, reason);
    }

    /// The same, of a record that cannot be made, or not whole, without them.
    pub fn aside_of(
        &mut self,
        record: Option<&'static str>,
        cells: &[&Cell],
        at: &Cell,
        reason: String,
    ) {
        let aside = SetAside {
            table: self.column(at).0.to_owned(),
            column: at.field.to_owned(),
            value: at.text.clone(),
            reason,
            record,
            from: self.from(at.line),
            values: cells.iter().map(|cell| self.column(cell)).collect(),
        };
        self.batch.set_aside.push(aside);
    }

    /// Sets aside what the reader found no cell for.
    pub fn unread(&mut self, unread: &[Unread]) {
        for one in unread {
            let counted = !one.text.is_empty();
            self.batch.set_aside.push(SetAside {
                table: self.table.to_owned(),
                column: one.path.clone(),
                value: one.text.clone(),
                reason: format!("{}.", one.why),
                record: None,
                from: self.from(one.place.line),
                values: counted
                    .then_some(NOT_IN_SPECIFICATION)
                    .into_iter()
                    .collect(),
            });
        }
    }

    /// Sets aside a column that the return does not have, with all its values.
    pub fn extra_column(&mut self, name: &str, line: u32, values: u64) {
        self.batch.set_aside.push(SetAside {
            table: self.table.to_owned(),
            column: name.to_owned(),
            value: match values {
                1 => "1 value".to_owned(),
                values => format!("{values} values"),
            },
            reason: "The return has no such column; its values were not read. Rename it, or take it out.".to_owned(),
            record: None,
            from: self.from(line),
            values: (0..values).map(|_| NOT_IN_SPECIFICATION).collect(),
        });
    }

    /// Notes a row that has not as many fields as its header: they were taken from
    /// the left, and may have slipped.
    pub fn wrong_width(&mut self, line: u32, expected: u32, found: u32) {
        self.batch.set_aside.push(SetAside {
            table: self.table.to_owned(),
            column: String::new(),
            value: format!("{found} fields"),
            reason: format!("The row has {found} fields where its header has {expected}; they were taken from the left, and may have slipped. Check the row."),
            record: None,
            from: self.from(line),
            values: Vec::new(),
        });
    }
}
