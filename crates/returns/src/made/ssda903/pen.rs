//! Fills the rows of a child, and keeps where each cell comes from.

use jiff::civil::Date;
use practice::{Fact, Value, When};
use record::kinds;

use super::Of;
use crate::check::ssda903::table_name;
use crate::made::{Origin, Origins};
use crate::read::ssda903::{Column, Row, Table};
use crate::read::{Cell, Place};

/// Fills rows.
pub(super) struct Pen {
    pub rows: Vec<Row>,
    pub origins: Origins,
    child: String,
    born: Option<(String, Origin)>,
    sex: Option<(String, Origin)>,
}

/// One row while it is filled.
pub(super) struct Line<'p> {
    pen: &'p mut Pen,
    row: Row,
    at: (&'static str, u32),
}

impl Pen {
    /// For a child, whose number, birth and sex stand in several tables.
    pub fn new(authority_id: &str, of: &Of<'_, '_>) -> Self {
        let details = |field: &'static str| of.file.details(field);
        let born = details(kinds::BORN_ON).and_then(|fact| {
            let day = super::day(fact, kinds::BORN_ON)?;
            Some((written(day), Origin::of(fact, kinds::BORN_ON)))
        });
        let sex = details("sex").and_then(|fact| {
            let code = sex_of(fact.text("sex")?, of.year.collection.year());
            Some((code.to_owned(), Origin::of(fact, "sex")))
        });
        Self {
            rows: Vec::new(),
            origins: Origins::default(),
            child: authority_id.to_owned(),
            born,
            sex,
        }
    }

    /// Begins a row of a table: whose it is, is filled.
    pub fn line(&mut self, table: Table) -> Line<'_> {
        let name = report_name(table);
        let number = self.origins.row(name);
        let mut line = Line {
            row: Row::new(table, number),
            at: (name, number),
            pen: self,
        };
        let child = Origin::wanting(kinds::CHILD_DETAILS, kinds::AUTHORITY_ID);
        let number = line.pen.child.clone();
        line.known(Column::Child, child, Some(number));
        let wanting = |field| (String::new(), Origin::wanting(kinds::CHILD_DETAILS, field));
        let born = line.pen.born.clone();
        let (text, from) = born.unwrap_or_else(|| wanting(kinds::BORN_ON));
        line.known(Column::Dob, from, Some(text));
        let sex = line.pen.sex.clone();
        let (text, from) = sex.unwrap_or_else(|| wanting("sex"));
        line.known(Column::Sex, from, Some(text));
        line
    }
}

impl Line<'_> {
    /// A column from a field of a record; blank where the field is.
    pub fn field(&mut self, column: Column, fact: &Fact, field: &'static str) {
        let text = fact.field(field).and_then(as_written);
        self.known(column, Origin::of(fact, field), text);
    }

    /// The same, of a record that may not be there: then it is wanted.
    pub fn of(&mut self, column: Column, fact: Option<&Fact>, (kind, field): (&str, &'static str)) {
        match fact {
            Some(fact) => self.field(column, fact, field),
            None => self.known(column, Origin::wanting(kind, field), None::<&str>),
        }
    }

    /// A column that follows from a record otherwise than word for word.
    pub fn known(&mut self, column: Column, from: Origin, text: Option<impl ToString>) {
        if !self.row.table.columns().contains(&column) {
            return;
        }
        self.pen.origins.say(self.at, column.name(), from);
        let text = text.map(|text| text.to_string()).unwrap_or_default();
        if !text.is_empty() {
            // A column is filled once.
            let _ = self
                .row
                .put(column, Cell::new(column.name(), text, Place::default()));
        }
    }

    /// Puts the row down.
    pub fn end(self) {
        self.pen.rows.push(self.row);
    }
}

/// A day as the return writes it.
pub(super) fn written(day: Date) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// A value as the return writes it: days as `dd/mm/yyyy`, yes and no as `1` and `0`.
fn as_written(value: &Value) -> Option<String> {
    match value {
        Value::YesNo(yes) => Some(u8::from(*yes).to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Codes(codes) => codes.first().cloned(),
        Value::Text(text) => Some(match text.parse::<When>() {
            Ok(when) => written(when.day()),
            Err(_) => text.clone(),
        }),
    }
}

/// The sex in the codes of a collection: figures to 2023/24, letters since.
pub(super) fn sex_of(code: &str, year: u16) -> &str {
    match (code, year >= 2025) {
        ("1", true) => "M",
        ("2", true) => "F",
        ("0" | "9", true) => "U",
        ("M", false) => "1",
        ("F", false) => "2",
        (same, _) => same,
    }
}

/// The name of a table in reports, which lives for ever.
fn report_name(table: Table) -> &'static str {
    use crate::check::ssda903::rows::{
        Ad1, Dolo, Episode, Header, Missing, Oc2, Oc3, Placed, PrevPerm, Review, Row as _,
        SwEpisode, Uasc,
    };
    let name = match table {
        Table::Header => Header::TABLE,
        Table::Episodes => Episode::TABLE,
        Table::Reviews => Review::TABLE,
        Table::Uasc => Uasc::TABLE,
        Table::Oc2 => Oc2::TABLE,
        Table::Oc3 => Oc3::TABLE,
        Table::Ad1 => Ad1::TABLE,
        Table::PlacedAdoption => Placed::TABLE,
        Table::PreviousPermanence => PrevPerm::TABLE,
        Table::Missing => Missing::TABLE,
        Table::SocialWorker => SwEpisode::TABLE,
        Table::DeprivationOfLiberty => Dolo::TABLE,
    };
    debug_assert_eq!(table_name(table.name()).as_deref(), Some(name));
    name
}
