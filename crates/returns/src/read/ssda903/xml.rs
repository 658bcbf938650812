//! Reads the looked after return from its XML file, one child after another, into
//! the rows its CSV files would have.
//!
//! `EXPSSDA903` holds a `CHILD` for each child. Its `HEADER` holds the fields of the
//! header, of care leavers (`IN_TOUCH` …), of adoption (`DATE_INT` …) and of
//! unaccompanied children (`DUC`) side by side, and a block for each review
//! (`AREVIEW`), time missing (`AMISSING`), placement for adoption (`AD_PLACED`),
//! earlier permanence (`PERMANENCE`) and for the outcomes (`OC2`). Each `EPISODE`
//! stands beside the `HEADER`. Two names differ from CSV: `CHILDID` and `PL`.
//!
//! Which table a field belongs to is told from its name ([`Table::of_column`]), so
//! that a block may be called otherwise and blocks of later years are read as well.
//! `CHILD`, `DOB` and `SEX` are copied into the rows that have them in CSV, with the
//! place they have in the header.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{Column, Row, Table};
use crate::read::xml::{Piece, Walker};
use crate::read::{Place, ReadError, Unread, WhyUnread};

/// Reads a looked after return from XML. [`Self::children`] gives the children.
pub struct XmlReader<R> {
    walker: Walker<R>,
    has_root: bool,
    finished: bool,
    unread: Vec<Unread>,
}

/// One child: its rows in every table, the header first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChildRows {
    /// Where the child begins.
    pub place: Place,
    /// The rows; each says its table.
    pub rows: Vec<Row>,
    /// What stands in the child and was not read.
    pub unread: Vec<Unread>,
}

impl XmlReader<File> {
    /// Opens a file.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let file = path.display().to_string();
        match File::open(path) {
            Ok(content) => Self::new(content, file),
            Err(source) => Err(ReadError::Io {
                file,
                place: Place::default(),
                source,
            }),
        }
    }
}

impl<R: Read> XmlReader<R> {
    /// Begins to read. `file` is the name for messages.
    pub fn new(content: R, file: impl Into<String>) -> Result<Self, ReadError> {
        let walker = Walker::new(content, file.into())?;
        Ok(Self {
            walker,
            has_root: false,
            finished: false,
            unread: Vec::new(),
        })
    }

    /// The name of the file, as it was given.
    pub fn file(&self) -> &str {
        self.walker.file()
    }

    /// The children, in the order of the file. Ends after the first error.
    pub fn children(&mut self) -> impl Iterator<Item = Result<ChildRows, ReadError>> + '_ {
        std::iter::from_fn(|| {
            if self.finished {
                return None;
            }
            let child = self.next_child().transpose();
            self.finished = !matches!(child, Some(Ok(_)));
            child
        })
    }

    /// What stands outside any child and was not read, so far.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    fn next_child(&mut self) -> Result<Option<ChildRows>, ReadError> {
        loop {
            match self.walker.next()? {
                Piece::Open(at) => match (self.walker.depth(), self.walker.name()) {
                    (1, "EXPSSDA903") if !self.has_root => self.has_root = true,
                    (1, _) if !self.has_root => {
                        return Err(self.walker.wrong_root(at, "EXPSSDA903"));
                    }
                    (2, "CHILD") => {
                        self.walker.hand_over(&mut self.unread)?;
                        self.walker.mark();
                        let mut child = child(&mut self.walker)?;
                        child.place = at;
                        child.unread = self.walker.take_unread();
                        self.walker.mark();
                        return Ok(Some(child));
                    }
                    _ => self.walker.pass_over(at, &WhyUnread::UnknownElement)?,
                },
                Piece::Text => self.walker.stray(),
                Piece::Close => {}
                Piece::End if self.has_root => {
                    self.walker.hand_over(&mut self.unread)?;
                    return Ok(None);
                }
                Piece::End => {
                    return Err(self.walker.wrong_root(self.walker.place(), "EXPSSDA903"));
                }
            }
        }
    }
}

/// Reads the `CHILD` just opened.
fn child<R: Read>(walker: &mut Walker<R>) -> Result<ChildRows, ReadError> {
    let mut header = None;
    let mut rows = Vec::new();
    loop {
        match walker.next()? {
            Piece::Open(at) if walker.name() == "HEADER" && header.is_none() => {
                header = Some(header_block(walker, at, &mut rows)?);
            }
            Piece::Open(at) if walker.name() == "HEADER" => {
                walker.pass_over(at, &WhyUnread::SecondBlock)?;
            }
            Piece::Open(at) => rows.extend(block(walker, at)?),
            Piece::Text => walker.stray(),
            Piece::Close | Piece::End => break,
        }
    }
    if let Some(header) = &header {
        for row in &mut rows {
            for column in [Column::Child, Column::Dob, Column::Sex] {
                row.copy(column, header.get(column));
            }
        }
    }
    let rows = header
        .into_iter()
        .filter(|row| !row.is_blank())
        .chain(rows)
        .collect();
    Ok(ChildRows {
        rows,
        ..ChildRows::default()
    })
}

/// Reads the `HEADER`: its own row is given back, those of other tables are added.
fn header_block<R: Read>(
    walker: &mut Walker<R>,
    at: Place,
    rows: &mut Vec<Row>,
) -> Result<Row, ReadError> {
    let mut header = Row::new(Table::Header, at.line);
    let mut beside: Vec<Row> = Vec::new();
    loop {
        let open = match walker.next()? {
            Piece::Open(open) => open,
            Piece::Text => {
                walker.stray();
                continue;
            }
            Piece::Close | Piece::End => break,
        };
        let Some(column) = column(walker.name()) else {
            rows.extend(block(walker, open)?);
            continue;
        };
        let Some(cell) = walker.field(column.name())? else {
            continue;
        };
        let row = match Table::of_column(column) {
            None | Some(Table::Header) => &mut header,
            Some(table) => match beside.iter().position(|row| row.table == table) {
                Some(index) => &mut beside[index],
                None => beside.push_mut(Row::new(table, at.line)),
            },
        };
        if let Err(cell) = row.put(column, cell) {
            walker.report_cell(cell, WhyUnread::SecondValue);
        }
    }
    // An unaccompanied child has a row of its own in CSV even when `DUC` is blank.
    if header.text(Column::Uasc) == "1" && beside.iter().all(|row| row.table != Table::Uasc) {
        beside.push(Row::new(Table::Uasc, at.line));
    }
    rows.append(&mut beside);
    Ok(header)
}

/// The blocks that may stand empty without a word being said of it.
const BLOCKS: [&str; 6] = [
    "AREVIEW",
    "AMISSING",
    "AD_PLACED",
    "PERMANENCE",
    "OC2",
    "EPISODE",
];

/// Reads a block as a row of the table its first field belongs to. A block without a
/// value is no row; a field of another table is reported.
fn block<R: Read>(walker: &mut Walker<R>, at: Place) -> Result<Option<Row>, ReadError> {
    let mut row: Option<Row> = None;
    let unknown = !BLOCKS.contains(&walker.name());
    let unknown = unknown.then(|| (walker.path().to_owned(), walker.reports()));
    loop {
        match walker.next()? {
            Piece::Open(open) => {
                let column = column(walker.name());
                let table = column.and_then(Table::of_column);
                let (Some(column), Some(table)) = (column, table) else {
                    walker.pass_over(open, &WhyUnread::UnknownElement)?;
                    continue;
                };
                if table == Table::Header || row.as_ref().is_some_and(|row| row.table != table) {
                    walker.pass_over(open, &WhyUnread::UnknownElement)?;
                    continue;
                }
                let row = row.get_or_insert_with(|| Row::new(table, at.line));
                if let Some(cell) = walker.field(column.name())?
                    && let Err(cell) = row.put(column, cell)
                {
                    walker.report_cell(cell, WhyUnread::SecondValue);
                }
            }
            Piece::Text => walker.stray(),
            Piece::Close | Piece::End => break,
        }
    }
    if let Some((path, reports)) = unknown
        && row.is_none()
        && walker.reports() == reports
    {
        walker.report_empty(at, path);
    }
    Ok(row.filter(|row| !row.is_blank()))
}

/// The column an element stands for.
fn column(element: &str) -> Option<Column> {
    match element {
        "CHILDID" => Some(Column::Child),
        "PL" => Some(Column::Place),
        "CHILD" | "PLACE" => None,
        name => Column::of_name(name),
    }
}
