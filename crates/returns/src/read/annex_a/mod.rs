//! Annex A: the eleven lists of children that inspectors ask for, as a workbook with a sheet
//! for each ("List 1" to "List 11").
//!
//! | what you look for | where it is |
//! |---|---|
//! | the lists and their columns, in order | [`LISTS`]: `front_door.rs`, `in_need.rs`, `in_care.rs`, `adoption.rs` |
//! | the values that a column allows | `words.rs` |
//! | which headers are taken for which column | [`headers`] |
//! | what a cell holds | [`Value`] |
//! | reading a workbook | [`read_xlsx`](workbook::read_xlsx) |
//!
//! There is no list later than these eleven in any open specification (November 2026).

pub mod headers;
pub mod words;
pub mod workbook;

mod adoption;
mod front_door;
mod in_care;
mod in_need;
mod value;
mod zip;

pub use value::Value;
use words::Words;

/// One of the eleven lists.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// Its number.
    pub number: u8,
    /// What it is called.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
}

/// A column of a list.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// What stands at its head.
    pub name: &'static str,
    /// Whether each row has to fill it.
    pub must: bool,
    /// What it holds.
    pub holds: Holds,
}

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// Words, a name or a number of somebody.
    Text,
    /// A whole number from nought.
    Number,
    /// A day.
    Day,
    /// One of these values.
    OneOf(Words),
}

/// The lists, in order.
pub const LISTS: [List; 11] = [
    front_door::CONTACTS,
    front_door::EARLY_HELP,
    front_door::REFERRALS,
    in_need::ASSESSMENTS,
    in_need::ENQUIRIES,
    in_need::IN_NEED,
    in_need::PROTECTION,
    in_care::IN_CARE,
    in_care::LEAVING_CARE,
    adoption::ADOPTION,
    adoption::ADOPTERS,
];

impl List {
    /// The list of a number.
    pub fn numbered(number: u8) -> Option<&'static Self> {
        LISTS.iter().find(|list| list.number == number)
    }

    /// The name of its sheet.
    pub fn sheet(&self) -> &'static str {
        const SHEETS: [&str; 11] = [
            "List 1", "List 2", "List 3", "List 4", "List 5", "List 6", "List 7", "List 8",
            "List 9", "List 10", "List 11",
        ];
        let at = usize::from(self.number).saturating_sub(1);
        SHEETS.get(at).copied().unwrap_or_default()
    }

    /// The place of the column of this name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The number of the list.
    pub list: u8,
    /// The row of the sheet, from 1 as a spreadsheet counts; 0 where it stands in none.
    pub line: u32,
    /// Its values, in the order of the list's columns.
    pub cells: Vec<Value>,
}

impl Row {
    /// A row that says nothing yet.
    pub fn new(list: &List, line: u32) -> Self {
        Self {
            list: list.number,
            line,
            cells: vec![Value::Blank; list.columns.len()],
        }
    }

    /// The value of a column.
    pub fn get(&self, column: &str) -> &Value {
        let list = List::numbered(self.list);
        let at = list.and_then(|list| list.column(column));
        at.and_then(|at| self.cells.get(at))
            .unwrap_or(&Value::Blank)
    }
}

/// The lists as a workbook has them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnnexA {
    /// The name of the file.
    pub file: String,
    /// The rows of each list, in the order of the sheet.
    pub rows: [Vec<Row>; 11],
    /// The lists that have a sheet, and which of their columns that has.
    pub has: [Option<Vec<bool>>; 11],
    /// What was left alone, each in a sentence: sheets, and columns that no list has.
    pub left_alone: Vec<String>,
}

impl AnnexA {
    /// The rows of the list of a number.
    pub fn list(&self, number: u8) -> &[Row] {
        let at = usize::from(number).checked_sub(1);
        at.and_then(|at| self.rows.get(at))
            .map_or(&[], Vec::as_slice)
    }
}

/// A column of words that each row fills.
const fn text(name: &'static str) -> Column {
    column(name, Holds::Text)
}

/// A column of numbers.
const fn number(name: &'static str) -> Column {
    column(name, Holds::Number)
}

/// A column of days.
const fn day(name: &'static str) -> Column {
    column(name, Holds::Day)
}

/// A column of one of these values.
const fn code(name: &'static str, words: Words) -> Column {
    column(name, Holds::OneOf(words))
}

const fn column(name: &'static str, holds: Holds) -> Column {
    Column {
        name,
        must: true,
        holds,
    }
}

impl Column {
    /// The same, that may be blank.
    const fn may(mut self) -> Self {
        self.must = false;
        self
    }

    /// Whether one of its values is written so, in whatever letters and with or without the
    /// mark before it: `a) WBRI`, `WBRI`.
    pub fn allows(&self, text: &str) -> bool {
        let Holds::OneOf(words) = self.holds else {
            return true;
        };
        let written = headers::plain(text);
        let same = |value: &str| {
            let unmarked = value.split_once(") ").map_or(value, |(_, rest)| rest);
            let code = unmarked.split_once(": ").map_or(unmarked, |(code, _)| code);
            let code = code.split_once(" - ").map_or(code, |(code, _)| code);
            [value, unmarked, code]
                .iter()
                .any(|value| headers::plain(value) == written)
        };
        words.iter().any(|(_, value)| same(value))
    }

    /// The value for a code of the record.
    pub fn value_of(&self, code: &str) -> Option<&'static str> {
        let Holds::OneOf(words) = self.holds else {
            return None;
        };
        let own = words
            .iter()
            .find(|(own, _)| *own == code && !code.is_empty());
        own.map(|(_, value)| *value)
    }
}
