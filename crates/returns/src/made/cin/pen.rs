//! Fills the elements of a child, and keeps where each comes from.

use practice::{Fact, Value, When};

use crate::made::{Origin, Origins};
use crate::read::{Cell, Place};

/// A row of a table that is being filled.
pub(super) type Row = (&'static str, u32);

/// Fills elements. Rows are counted as the check counts them.
#[derive(Default)]
pub(super) struct Pen {
    pub origins: Origins,
}

impl Pen {
    /// Begins the next row of a table.
    pub fn row(&mut self, table: &'static str) -> Row {
        (table, self.origins.row(table))
    }

    /// An element from a field of a record; blank where the field is.
    pub fn field(
        &mut self,
        row: Row,
        element: &'static str,
        fact: &Fact,
        field: &'static str,
    ) -> Option<Cell> {
        self.origins.say(row, element, Origin::of(fact, field));
        written(fact.field(field)?).and_then(|text| filled(element, text))
    }

    /// The same, of a record that may not be there: then it is wanted.
    pub fn of(
        &mut self,
        row: Row,
        element: &'static str,
        fact: Option<&Fact>,
        (kind, field): (&str, &'static str),
    ) -> Option<Cell> {
        if let Some(fact) = fact {
            return self.field(row, element, fact, field);
        }
        self.origins.say(row, element, Origin::wanting(kind, field));
        None
    }

    /// An element that follows from a record otherwise than word for word.
    pub fn known(
        &mut self,
        row: Row,
        element: &'static str,
        from: Origin,
        text: Option<impl ToString>,
    ) -> Option<Cell> {
        self.origins.say(row, element, from);
        filled(element, text?.to_string())
    }

    /// Each code of a field, in its own row of a table where that has one.
    pub fn codes(
        &mut self,
        row: Row,
        element: &'static str,
        fact: &Fact,
        field: &'static str,
    ) -> Vec<Cell> {
        self.origins.say(row, element, Origin::of(fact, field));
        let codes: &[String] = match fact.field(field) {
            Some(Value::Codes(codes)) => codes,
            _ => &[],
        };
        let cells = codes.iter();
        cells
            .filter_map(|code| filled(element, code.clone()))
            .collect()
    }
}

/// A cell; none for an empty text.
pub(super) fn filled(element: &'static str, text: String) -> Option<Cell> {
    (!text.is_empty()).then(|| Cell::new(element, text, Place::default()))
}

/// A value as the census writes it: days as `yyyy-mm-dd`, yes and no as `true` and `false`.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::YesNo(yes) => Some(yes.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Codes(codes) => codes.first().cloned(),
        Value::Text(text) => Some(match text.parse() {
            // An instant is told by its day.
            Ok(when @ When::Instant(_)) => when.day().to_string(),
            _ => text.clone(),
        }),
    }
}
