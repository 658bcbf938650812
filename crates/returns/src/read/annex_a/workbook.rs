//! Reads the workbook, cell by cell: what a sheet says of its size is not believed, and no
//! more is held than lists of children can be.

use std::io::{Read, Seek, SeekFrom};

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::zip;
use super::{AnnexA, Holds, LISTS, List, Row, Value, headers};

/// In how many rows of a sheet its headers are looked for.
const HEADER_ROWS: u32 = 20;
/// How many rows of a list are read at the most.
const MOST_ROWS: usize = 200_000;
/// How wide a sheet may be: what stands further out is left alone.
const MOST_COLUMNS: u32 = 256;
/// How many letters a cell may have.
const MOST_LETTERS: usize = 32_767;
/// How large the file may be.
const MOST_BYTES: u64 = 64 << 20;
/// And how large what is packed in it, as it says itself.
const MOST_UNPACKED: u64 = 512 << 20;

/// Why a workbook was not read.
#[derive(Debug, thiserror::Error)]
pub enum AnnexError {
    /// It cannot be read at all.
    #[error("{file} could not be read ({source}); check that it exists and may be read")]
    Io {
        /// The file.
        file: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// It is too large to be these lists.
    #[error(
        "{file} is larger than {} MB, or than {} MB unpacked, and can be no Annex A",
        MOST_BYTES >> 20,
        MOST_UNPACKED >> 20
    )]
    TooLarge {
        /// The file.
        file: String,
    },
    /// It is no workbook, or it was cut short.
    #[error(
        "{file} could not be read as an .xlsx workbook ({source}): it is another kind of file, or was cut short; save it again as .xlsx"
    )]
    Xlsx {
        /// The file.
        file: String,
        /// What is wrong.
        source: XlsxError,
    },
    /// A sheet cannot be read to its end.
    #[error(
        "{file}, sheet {sheet:?}, after row {row}: it could not be read ({source}); save the workbook again as .xlsx"
    )]
    Sheet {
        /// The file.
        file: String,
        /// The sheet.
        sheet: String,
        /// The last row that was read, from 1.
        row: u32,
        /// What is wrong.
        source: XlsxError,
    },
    /// A list is longer than any can be.
    #[error(
        "{file}, sheet {sheet:?}: it has more than {MOST_ROWS} rows, and can be no list of Annex A"
    )]
    TooManyRows {
        /// The file.
        file: String,
        /// The sheet.
        sheet: String,
    },
    /// Two sheets hold one list.
    #[error("{file}: the sheets {first:?} and {second:?} are both list {list}; take one out")]
    TwoSheets {
        /// The file.
        file: String,
        /// The number of the list.
        list: u8,
        /// The sheet that came first.
        first: String,
        /// The other.
        second: String,
    },
    /// No sheet is any of the lists.
    #[error("{file}: no sheet is called List 1 to List 11, so it is no Annex A")]
    NoList {
        /// The file.
        file: String,
    },
}

/// Reads a workbook. `file` is its name for messages.
///
/// # Errors
///
/// Where it is no workbook, was cut short, or is none of these lists.
pub fn read_xlsx(
    mut content: impl Read + Seek,
    file: impl Into<String>,
) -> Result<AnnexA, AnnexError> {
    let file = file.into();
    let io = |source| AnnexError::Io {
        file: file.clone(),
        source,
    };
    if content.seek(SeekFrom::End(0)).map_err(io)? > MOST_BYTES {
        return Err(AnnexError::TooLarge { file });
    }
    content.rewind().map_err(io)?;
    if zip::unpacked(&mut content) > MOST_UNPACKED {
        return Err(AnnexError::TooLarge { file });
    }
    content.rewind().map_err(io)?;
    let mut workbook = Xlsx::new(content).map_err(|source| AnnexError::Xlsx {
        file: file.clone(),
        source,
    })?;
    let mut annex = AnnexA {
        file: file.clone(),
        ..AnnexA::default()
    };
    let mut sheets: [Option<String>; LISTS.len()] = Default::default();
    for name in workbook.sheet_names() {
        let Some(list) = headers::list(&name) else {
            let words = format!("Left alone: sheet {name:?} is none of the lists");
            annex.left_alone.push(words);
            continue;
        };
        let at = usize::from(list.number) - 1;
        if let Some(first) = sheets.get(at).cloned().flatten() {
            return Err(AnnexError::TwoSheets {
                file,
                list: list.number,
                first,
                second: name,
            });
        }
        let read = sheet(&mut workbook, &name, list, &file)?;
        annex.left_alone.extend(read.left_alone);
        if let Some(rows) = annex.rows.get_mut(at) {
            *rows = read.rows;
        }
        if let Some(has) = annex.has.get_mut(at) {
            *has = Some(read.has);
        }
        if let Some(own) = sheets.get_mut(at) {
            *own = Some(name);
        }
    }
    if sheets.iter().all(Option::is_none) {
        return Err(AnnexError::NoList { file });
    }
    Ok(annex)
}

/// What one sheet holds.
struct Sheet {
    rows: Vec<Row>,
    has: Vec<bool>,
    left_alone: Vec<String>,
}

/// A row of cells as they stand: the row from 1, and each cell with its column from 0.
type Cells = (u32, Vec<(u32, Value)>);

fn sheet<R: Read + Seek>(
    workbook: &mut Xlsx<R>,
    name: &str,
    list: &'static List,
    file: &str,
) -> Result<Sheet, AnnexError> {
    let mut done = 0;
    let broken = |row, source| AnnexError::Sheet {
        file: file.to_owned(),
        sheet: name.to_owned(),
        row,
        source,
    };
    let mut cells = workbook
        .worksheet_cells_reader(name)
        .map_err(|source| broken(0, source))?;
    let mut reading = Reading::new(list);
    let mut row: Cells = (0, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(|source| broken(done, source))? {
        let (line, column) = cell.get_position();
        let line = line.saturating_add(1);
        done = line;
        let value = value(cell.get_value());
        if value.is_blank() || column >= MOST_COLUMNS {
            continue;
        }
        if line != row.0 {
            reading.row(std::mem::replace(&mut row, (line, Vec::new())));
            if reading.rows.len() > MOST_ROWS {
                return Err(AnnexError::TooManyRows {
                    file: file.to_owned(),
                    sheet: name.to_owned(),
                });
            }
        }
        row.1.push((column, value));
    }
    reading.row(row);
    Ok(reading.finish(name))
}

/// A sheet while it is read.
struct Reading {
    list: &'static List,
    rows: Vec<Row>,
    /// The headers, once they were found: each column of the sheet with that of the list.
    columns: Option<Vec<(u32, Option<usize>, String)>>,
    /// Values under a header that no column has, by column of the sheet.
    beside: std::collections::BTreeMap<u32, u64>,
    before: u64,
}

impl Reading {
    fn new(list: &'static List) -> Self {
        Self {
            list,
            rows: Vec::new(),
            columns: None,
            beside: std::collections::BTreeMap::new(),
            before: 0,
        }
    }

    fn row(&mut self, (line, cells): Cells) {
        if cells.is_empty() {
            return;
        }
        let Some(columns) = &self.columns else {
            self.headers(line, &cells);
            return;
        };
        let mut row = Row::new(self.list, line);
        let mut fills = false;
        for (column, value) in cells {
            let own = columns.iter().find(|(at, ..)| *at == column);
            let slot = own.and_then(|(_, own, _)| row.cells.get_mut((*own)?));
            let holds = own.and_then(|(_, own, _)| self.list.columns.get((*own)?));
            if let Some(slot) = slot {
                *slot = match holds.map(|column| column.holds) {
                    // A number of a child is a name, whatever the spreadsheet takes it for.
                    Some(Holds::Text | Holds::OneOf(_)) => Value::text(value.to_string()),
                    _ => value,
                };
                fills = true;
            } else {
                *self.beside.entry(column).or_default() += 1;
            }
        }
        if fills {
            self.rows.push(row);
        }
    }

    /// Takes a row for the headers when at least half of the list's columns are among it.
    fn headers(&mut self, line: u32, cells: &[(u32, Value)]) {
        let mut taken = Vec::new();
        let mut known = vec![false; self.list.columns.len()];
        for (column, value) in cells {
            let header = value.to_string();
            let own = headers::column(self.list, &header);
            // The first of two with one header is taken.
            let own = own.filter(|own| !known.get(*own).copied().unwrap_or_default());
            if let Some(slot) = own.and_then(|own| known.get_mut(own)) {
                *slot = true;
            }
            taken.push((*column, own, header));
        }
        let found = known.iter().filter(|known| **known).count();
        if line <= HEADER_ROWS && found * 2 >= known.len() {
            self.columns = Some(taken);
        } else {
            self.before += 1;
        }
    }

    fn finish(self, sheet: &str) -> Sheet {
        let mut left_alone = Vec::new();
        let mut has = vec![false; self.list.columns.len()];
        for (column, own, header) in self.columns.iter().flatten() {
            if let Some(slot) = own.and_then(|own| has.get_mut(own)) {
                *slot = true;
            } else {
                let values = self.beside.get(column).copied().unwrap_or_default();
                left_alone.push(format!(
                    "Not looked at: sheet {sheet:?}, column {}: {header:?} is no column of list {}, or stands there twice ({values} in it)",
                    letters(*column),
                    self.list.number
                ));
            }
        }
        if self.columns.is_none() {
            left_alone.push(format!(
                "Not looked at: sheet {sheet:?}: no row among its first {HEADER_ROWS} has the headers of list {}",
                self.list.number
            ));
        }
        let unheaded = self.beside.iter().filter(|(column, _)| {
            let mut columns = self.columns.iter().flatten();
            !columns.any(|(at, ..)| at == *column)
        });
        for (column, values) in unheaded {
            left_alone.push(format!(
                "Not looked at: sheet {sheet:?}, column {}: it has no header ({values} in it)",
                letters(*column)
            ));
        }
        Sheet {
            rows: self.rows,
            has,
            left_alone,
        }
    }
}

/// A column as a spreadsheet names it: A, Z, AA.
fn letters(column: u32) -> String {
    let mut name = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        let letter = u8::try_from(left % 26).unwrap_or_default();
        name.push(char::from(b'A' + letter));
        left /= 26;
    }
    name.iter().rev().collect()
}

fn value(cell: &DataRef<'_>) -> Value {
    let words = |text: &str| Value::text(text.chars().take(MOST_LETTERS).collect::<String>());
    match cell {
        DataRef::Empty => Value::Blank,
        // Of numbers that a spreadsheet holds, none here is so large that it matters.
        #[allow(clippy::cast_precision_loss)]
        DataRef::Int(number) => Value::Number(*number as f64),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::DateTime(moment) => Value::moment(moment.as_f64()),
        DataRef::Bool(yes) => words(if *yes { "Yes" } else { "No" }),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            words(text)
        }
        DataRef::SharedString(text) => words(text),
        DataRef::Error(error) => words(&error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_a_spreadsheet_names_them() {
        let names: Vec<String> = [0, 25, 26, 255].map(letters).into();
        assert_eq!(names, ["A", "Z", "AA", "IV"]);
    }
}
