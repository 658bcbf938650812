//! Taking values out of a row: each becomes a field of a record, by the type that
//! the practice book gives that field, or is set aside.

mod aside;

use jiff::civil::Date;
use practice::book::RecordType;
use practice::expr::FieldType;
use practice::{Fields, Value, When};
use record::Provenance;
use record::staging::{Batch, Column, Proposed};

use super::Extract;
use crate::read::Cell;
use crate::read::dates::DateProblem;

/// How this source writes a date.
pub(super) type ReadDate = fn(&str) -> Result<Date, DateProblem>;

/// What a field is filled from.
pub(super) enum From<'c> {
    /// A cell of the row, where it has one.
    Cell(Option<&'c Cell>),
    /// A cell that stands elsewhere in the file, and is counted and judged there.
    Copied(Option<&'c Cell>),
    /// Several cells, for a field of several codes.
    Cells(&'c [Cell]),
    /// A value that the row does not hold but is known.
    Known(Value),
}

impl<'c> From<'c> {
    /// The cells of the row that it takes up.
    fn cells(&self) -> Vec<&'c Cell> {
        match self {
            Self::Cell(cell) => cell.as_slice().to_vec(),
            Self::Cells(cells) => cells.iter().collect(),
            Self::Copied(_) | Self::Known(_) => Vec::new(),
        }
    }
}

/// One record to be taken from a row.
pub(super) struct Wanted<'c> {
    pub kind: &'static str,
    /// The line on which its row or block begins.
    pub line: u32,
    /// Its fields and what they are filled from.
    pub fields: Vec<(&'static str, From<'c>)>,
    /// Its links, where what they lead to was taken.
    pub links: Vec<(&'static str, Option<usize>)>,
    /// Values of the row that go with it though no field holds them.
    pub along: Vec<&'c Cell>,
}

/// Takes records from the rows of one table into a child's batch.
pub(super) struct Taking<'e, 'b> {
    pub extract: &'e Extract<'b>,
    pub batch: &'e mut Batch,
    /// The file, as it was named.
    pub file: &'e str,
    pub table: &'static str,
    /// Fields that stand in another table or block than the row's, and in which.
    pub elsewhere: (&'static str, &'static [&'static str]),
    pub date: ReadDate,
}

impl Taking<'_, '_> {
    /// Takes a record that another table may tell too: what stands in this child's
    /// batch already, with the same day, takes up these values as well.
    pub fn record_or_join(&mut self, wanted: Wanted<'_>) -> Option<usize> {
        let before = self.batch.proposed.len();
        let index = self.record(wanted)?;
        let made = self.batch.proposed.get(index)?;
        let same = |other: &Proposed| other.kind == made.kind && other.occurred == made.occurred;
        let Some(first) = (self.batch.proposed.iter().take(before)).position(same) else {
            return Some(index);
        };
        let joined = self.batch.proposed.pop()?;
        if let Some(first) = self.batch.proposed.get_mut(first) {
            first.values.extend(joined.values);
        }
        Some(first)
    }

    /// Takes one record; returns its index for others to link to. A record without
    /// its own date cannot be taken: its values are set aside together.
    pub fn record(&mut self, wanted: Wanted<'_>) -> Option<usize> {
        let cells = given(&wanted);
        let Some(record) = self.extract.book.record(wanted.kind) else {
            self.not_in_book(&cells, &format!("record type {}", wanted.kind));
            return None;
        };
        let when = wanted
            .fields
            .iter()
            .find(|(name, _)| *name == record.occurred);
        let occurred = match when.map(|(_, from)| from) {
            Some(From::Known(value)) => value.to_string().parse().ok(),
            Some(From::Cell(Some(cell))) => match (self.date)(&cell.text) {
                Ok(day) => Some(When::Day(day)),
                Err(problem) => {
                    self.aside_of(Some(wanted.kind), &cells, cell, format!("{problem}; without it nothing here can be placed in time. Correct it at the source."));
                    return None;
                }
            },
            _ => None,
        };
        let Some(occurred) = occurred else {
            if let Some(first) = cells.first().copied() {
                let date = &record
                    .fields
                    .get(&record.occurred)
                    .map(|field| field.ask.clone())
                    .unwrap_or_default();
                self.aside_of(
                    Some(wanted.kind),
                    &cells,
                    first,
                    format!("There is no date to go with it ({date}). Add it at the source."),
                );
            }
            return None;
        };
        let mut values: Vec<Column> = wanted.along.iter().map(|cell| self.column(cell)).collect();
        let (mut fields, mut unread) = (Fields::new(), Vec::new());
        for (name, from) in wanted.fields {
            let given = !from.cells().is_empty();
            self.field((wanted.kind, record), name, from, &mut fields, &mut values);
            if given && !fields.contains_key(name) {
                unread.push(name);
            }
        }
        let links = wanted
            .links
            .into_iter()
            .filter_map(|(name, to)| Some((name, to?)))
            .collect();
        self.batch.proposed.push(Proposed {
            kind: wanted.kind,
            occurred,
            fields,
            links,
            from: self.from(wanted.line),
            values,
            unread,
        });
        Some(self.batch.proposed.len() - 1)
    }

    fn field(
        &mut self,
        (of, record): (&'static str, &RecordType),
        name: &'static str,
        from: From<'_>,
        fields: &mut Fields,
        values: &mut Vec<Column>,
    ) {
        let Some(kind) = record.fields.get(name).map(|field| &field.kind) else {
            self.not_in_book(&from.cells(), &format!("field {name} of {of}"));
            return;
        };
        match from {
            From::Known(value) => {
                fields.insert(name.to_owned(), value);
            }
            From::Cell(None) | From::Copied(None) => {}
            From::Copied(Some(cell)) => {
                if let Ok(value) = self.read(kind, &cell.text) {
                    fields.insert(name.to_owned(), value);
                }
            }
            From::Cell(Some(cell)) => {
                if let Some(value) = self.value(of, kind, cell) {
                    fields.insert(name.to_owned(), value);
                    values.push(self.column(cell));
                }
            }
            From::Cells(cells) => {
                let mut codes = Vec::new();
                for cell in cells {
                    match self.value(of, kind, cell) {
                        Some(Value::Codes(mut code)) => {
                            codes.append(&mut code);
                            values.push(self.column(cell));
                        }
                        Some(_) => self.not_in_book(&[cell], &format!("several of {name} of {of}")),
                        None => {}
                    }
                }
                codes.sort_unstable();
                codes.dedup();
                if !codes.is_empty() {
                    fields.insert(name.to_owned(), Value::Codes(codes));
                }
            }
        }
    }

    /// Reads a cell as its field asks; what cannot be read is set aside.
    fn value(&mut self, of: &'static str, kind: &FieldType, cell: &Cell) -> Option<Value> {
        match self.read(kind, &cell.text) {
            Ok(value) => Some(value),
            Err(why) => {
                let reason =
                    format!("{why} Correct it at the source; the rest of the row was taken.");
                self.aside_of(Some(of), &[cell], cell, reason);
                None
            }
        }
    }

    fn read(&self, kind: &FieldType, text: &str) -> Result<Value, String> {
        match kind {
            FieldType::Date | FieldType::Instant => (self.date)(text)
                .map(Value::text)
                .map_err(|problem| format!("{problem}.")),
            FieldType::YesNo => yes_no(text),
            FieldType::Number => text
                .parse()
                .map(Value::Number)
                .map_err(|_| format!("\"{text}\" is not a whole number.")),
            FieldType::Code(list) => self.code(list, text).map(Value::Text),
            FieldType::Codes(list) => self.code(list, text).map(|code| Value::Codes(vec![code])),
            FieldType::Text | FieldType::Link(_) => Ok(Value::Text(text.to_owned())),
        }
    }

    fn code(&self, list: &str, text: &str) -> Result<String, String> {
        let book = self.extract.book;
        let known = |code: &str| {
            book.codes
                .get(list)
                .is_some_and(|codes| codes.codes.contains_key(code))
        };
        let upper = text.to_ascii_uppercase();
        if known(text) {
            Ok(text.to_owned())
        } else if known(&upper) {
            Ok(upper)
        } else {
            let title = book
                .codes
                .get(list)
                .map_or(list, |codes| codes.title.as_str());
            Err(format!("\"{text}\" is not a code of this list: {title}."))
        }
    }

    fn column(&self, cell: &Cell) -> Column {
        let (block, fields) = self.elsewhere;
        let table = if fields.contains(&cell.field) {
            block
        } else {
            self.table
        };
        (table, cell.field)
    }

    fn from(&self, line: u32) -> Provenance {
        Provenance {
            source: self.extract.source.to_owned(),
            file: self.file.to_owned(),
            line: u64::from(line),
            recorded: None,
            tells_to: Some(self.extract.period.to),
        }
    }
}

/// The cells that a record would take up.
fn given<'c>(wanted: &Wanted<'c>) -> Vec<&'c Cell> {
    let own = wanted.fields.iter().flat_map(|(_, from)| from.cells());
    wanted.along.iter().copied().chain(own).collect()
}

fn yes_no(text: &str) -> Result<Value, String> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "y" => Ok(Value::YesNo(true)),
        "0" | "false" | "no" | "n" => Ok(Value::YesNo(false)),
        _ => Err(format!(
            "\"{text}\" is neither yes nor no (1, true, 0 or false is expected)."
        )),
    }
}
