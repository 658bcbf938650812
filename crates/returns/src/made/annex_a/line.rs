//! Fills a row of a list.

use jiff::civil::Date;
use practice::{Fact, Value as Recorded};
use record::kinds;

use super::{Of, day};
use crate::read::annex_a::{Column, List, Row, Value};

/// A row while it is filled.
pub(super) struct Line {
    list: &'static List,
    row: Row,
}

impl Line {
    /// A row about the child, with who the child is.
    pub fn about(of: &Of<'_, '_>, list: u8) -> Option<Self> {
        let mut line = Self::of_list(list)?;
        let details = |field: &'static str| of.file.details(field);
        line.text("Child Unique ID", Some(of.file.authority_id.to_owned()));
        line.code("Gender", details("sex").and_then(|fact| fact.text("sex")));
        let ethnicity = details("ethnicity").and_then(|fact| fact.text("ethnicity"));
        line.code("Ethnicity", ethnicity);
        let born = details(kinds::BORN_ON).and_then(|fact| day(fact, kinds::BORN_ON));
        line.day("Date of Birth", born);
        for name in ["Age", "Age of Child (Years)"] {
            line.number(name, of.age());
        }
        line.yes("Does the Child have a Disability", disabled(of));
        Some(line)
    }

    /// A row of a list that says nothing yet.
    pub fn of_list(list: u8) -> Option<Self> {
        let list = List::numbered(list)?;
        Some(Self {
            row: Row::new(list, 0),
            list,
        })
    }

    /// Words.
    pub fn text(&mut self, column: &str, text: Option<String>) {
        self.put(column, |_| text.map(Value::text));
    }

    /// A day.
    pub fn day(&mut self, column: &str, day: Option<Date>) {
        self.put(column, |_| day.map(Value::Day));
    }

    /// A count.
    pub fn number(&mut self, column: &str, number: Option<u32>) {
        self.put(column, |_| {
            number.map(|number| Value::Number(f64::from(number)))
        });
    }

    /// The value for a code of the record.
    pub fn code(&mut self, column: &str, code: Option<&str>) {
        self.put(column, |own| {
            own.value_of(code?)
                .map(|value| Value::Text(value.to_owned()))
        });
    }

    /// Yes or no.
    pub fn yes(&mut self, column: &str, yes: Option<bool>) {
        self.code(column, yes.map(|yes| if yes { "1" } else { "0" }));
    }

    /// The day of a record.
    pub fn when(&mut self, column: &str, fact: Option<&Fact>) {
        self.day(column, fact.map(|fact| fact.occurred.day()));
    }

    /// The row.
    pub fn row(self) -> Row {
        self.row
    }

    /// Fills a column, where the list has it.
    fn put(&mut self, column: &str, value: impl FnOnce(&Column) -> Option<Value>) {
        let Some(at) = self.list.column(column) else {
            return;
        };
        let own = self.list.columns.get(at).zip(self.row.cells.get_mut(at));
        if let Some((column, slot)) = own
            && let Some(value) = value(column)
        {
            *slot = value;
        }
    }
}

/// A count, as a list holds it.
pub(super) fn count(count: usize) -> Option<u32> {
    u32::try_from(count).ok()
}

/// Whether the child has a disability, where anything is told of it.
fn disabled(of: &Of<'_, '_>) -> Option<bool> {
    let told = of.file.last_with(kinds::CHILD_DETAILS, "disabilities");
    if let Some(Recorded::Codes(codes)) = told.and_then(|fact| fact.field("disabilities")) {
        return Some(codes.iter().any(|code| code != "NONE"));
    }
    let each = of.file.all("disability");
    let any = each
        .iter()
        .any(|fact| fact.text("disability") != Some("NONE"));
    (!each.is_empty()).then_some(any)
}
