//! Tables that are carried as they stand: rows that cannot be derived, one line of JSON each.
//! What is hidden in a row stays hidden, and under the same key.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use serde::ser::SerializeMap as _;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::line::{LinesIn, LinesOut};
use super::manifest::Part;
use crate::engine::{Cell, Engine, Many, Row};
use crate::error::StoreError;
use crate::head::{hex, unhex_any};
use crate::sql::Statement;

/// How many rows are written at a time.
const TOGETHER: usize = 1024;
/// After how many bytes no more are added to them.
const ENOUGH: usize = 8 << 20;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Int,
    Flag,
    Text,
    Bytes,
}

/// A table that is carried.
pub(super) struct Carried {
    /// The file that its rows stand in.
    pub file: &'static str,
    table: &'static str,
    columns: &'static [(&'static str, Kind)],
    each: Statement,
    new: Statement,
}

/// Who may sign in.
pub(super) const ACCOUNTS: Carried = Carried {
    file: "accounts.jsonl",
    table: "account",
    columns: &[
        ("worker", Kind::Bytes),
        ("sign_in", Kind::Text),
        ("last_code", Kind::Int),
        ("failures", Kind::Int),
        ("locked_until", Kind::Int),
        ("must_change", Kind::Flag),
        ("made_at", Kind::Int),
        ("closed_at", Kind::Int),
        ("version", Kind::Int),
        ("nonce", Kind::Bytes),
        ("secrets", Kind::Bytes),
    ],
    each: Statement::EachAccount,
    new: Statement::NewAccount,
};

/// What somebody is in the midst of writing.
pub(super) const DRAFTS: Carried = Carried {
    file: "drafts.jsonl",
    table: "draft",
    columns: &[
        ("id", Kind::Bytes),
        ("worker", Kind::Bytes),
        ("owner", Kind::Bytes),
        ("kind", Kind::Text),
        ("corrects", Kind::Bytes),
        ("based_on", Kind::Int),
        ("kept_at", Kind::Int),
        ("version", Kind::Int),
        ("key_of", Kind::Bytes),
        ("nonce", Kind::Bytes),
        ("fields", Kind::Bytes),
    ],
    each: Statement::EachKeptDraft,
    new: Statement::NewKeptDraft,
};

/// Who has looked at what.
pub(super) const LOOKS: Carried = Carried {
    file: "looks.jsonl",
    table: "look",
    columns: &[
        ("subject", Kind::Bytes),
        ("looked_at", Kind::Int),
        ("id", Kind::Bytes),
        ("worker", Kind::Bytes),
        ("what", Kind::Text),
        ("because", Kind::Text),
        ("key_of", Kind::Bytes),
        ("nonce", Kind::Bytes),
        ("reason", Kind::Bytes),
    ],
    each: Statement::EachLook,
    new: Statement::NewLook,
};

/// What somebody has been told.
pub(super) const TOLD: Carried = Carried {
    file: "told.jsonl",
    table: "told",
    columns: &[
        ("worker", Kind::Bytes),
        ("seen", Kind::Int),
        ("seen_before", Kind::Int),
        ("seen_at", Kind::Int),
        ("often", Kind::Text),
        ("digest_of", Kind::Text),
        ("tries", Kind::Int),
        ("again_at", Kind::Int),
        ("trouble", Kind::Text),
    ],
    each: Statement::EachTold,
    new: Statement::NewTold,
};

/// The columns of a document.
const OF_A_DOCUMENT: &[(&str, Kind)] = &[
    ("id", Kind::Bytes),
    ("owner", Kind::Bytes),
    ("draft", Kind::Bytes),
    ("worker", Kind::Bytes),
    ("kept_at", Kind::Int),
    ("whole", Kind::Flag),
    ("nonce", Kind::Bytes),
    ("told", Kind::Bytes),
];

/// The columns of a piece of one.
const OF_A_PIECE: &[(&str, Kind)] = &[
    ("attachment", Kind::Bytes),
    ("place", Kind::Int),
    ("nonce", Kind::Bytes),
    ("content", Kind::Bytes),
];

/// Every document, those that are kept with drafts with them.
pub(super) const DOCUMENTS: Carried = Carried {
    file: "documents.jsonl",
    table: "attachment",
    columns: OF_A_DOCUMENT,
    each: Statement::EachAttachment,
    new: Statement::NewAttachment,
};

/// The pieces of every document.
pub(super) const PIECES: Carried = Carried {
    file: "pieces.jsonl",
    table: "attachment_chunk",
    columns: OF_A_PIECE,
    each: Statement::EachAttachmentChunk,
    new: Statement::NewAttachmentChunk,
};

/// The documents of the record: those that entries attach.
pub(super) const RECORDED_DOCUMENTS: Carried = Carried {
    each: Statement::EachAttachmentOfAnEntry,
    ..DOCUMENTS
};

/// The pieces of those.
pub(super) const RECORDED_PIECES: Carried = Carried {
    each: Statement::EachAttachmentChunkOfAnEntry,
    ..PIECES
};

/// The documents and their pieces, as a manifest tells of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Attached {
    pub documents: Rows,
    pub pieces: Rows,
}

impl Attached {
    /// Writes every document that these carry to its files in this folder.
    pub fn write(
        tables: [&Carried; 2],
        engine: &mut dyn Engine,
        folder: &Path,
    ) -> Result<Self, StoreError> {
        let [documents, pieces] = tables;
        Ok(Self {
            documents: documents.write(engine, folder)?,
            pieces: pieces.write(engine, folder)?,
        })
    }

    /// Whether its files in this folder are what it says, line by line.
    pub fn check(&self, folder: &Path) -> Result<(), StoreError> {
        DOCUMENTS.check(folder, &self.documents)?;
        PIECES.check(folder, &self.pieces)
    }

    /// Puts every document into the tables.
    pub fn put(&self, engine: &mut dyn Engine, folder: &Path) -> Result<(), StoreError> {
        DOCUMENTS.put(engine, folder, &self.documents)?;
        PIECES.put(engine, folder, &self.pieces)
    }
}

/// The rows of a table, as a manifest tells of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rows {
    pub rows: u64,
    pub file: Part,
}

/// What a column of a row that was read holds.
enum Owned {
    Null,
    Int(i64),
    Flag(bool),
    Text(String),
    Bytes(Vec<u8>),
}

impl Owned {
    /// How long it is, where it may be long.
    fn length(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
            Self::Null | Self::Int(_) | Self::Flag(_) => 0,
        }
    }
}

/// A row on its way to a file: its columns in the order of the table.
struct Line<'r>(&'static [(&'static str, Kind)], Vec<Cell<'r>>);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(columns, cells) = self;
        let mut line = serializer.serialize_map(Some(columns.len()))?;
        for ((name, _), cell) in columns.iter().zip(cells) {
            match cell {
                Cell::Int(number) => line.serialize_entry(name, number)?,
                Cell::Flag(flag) => line.serialize_entry(name, flag)?,
                Cell::Text(text) => line.serialize_entry(name, text)?,
                Cell::Bytes(bytes) => line.serialize_entry(name, &hex(bytes))?,
                Cell::Null | Cell::Strange => line.serialize_entry(name, &())?,
            }
        }
        line.end()
    }
}

impl Carried {
    /// Writes every row to its file in this folder.
    pub fn write(&self, engine: &mut dyn Engine, folder: &Path) -> Result<Rows, StoreError> {
        let mut lines = LinesOut::create(folder.join(self.file))?;
        let mut rows = 0;
        engine.each(self.each, &[], &mut |row| {
            lines.write(&self.line(row)?)?;
            rows += 1;
            Ok(ControlFlow::Continue(()))
        })?;
        let file = lines.finish()?;
        Ok(Rows { rows, file })
    }

    fn line<'r>(&self, row: &'r dyn Row) -> Result<Line<'r>, StoreError> {
        let cells = (0..).zip(self.columns).map(|(place, (column, kind))| {
            let unreadable = StoreError::Unreadable {
                table: self.table,
                column,
            };
            match (kind, row.cell(place)) {
                (Kind::Flag, Cell::Int(number @ (0 | 1))) => Ok(Cell::Flag(number == 1)),
                (_, Cell::Null) => Ok(Cell::Null),
                (Kind::Int, cell @ Cell::Int(_))
                | (Kind::Flag, cell @ Cell::Flag(_))
                | (Kind::Text, cell @ Cell::Text(_))
                | (Kind::Bytes, cell @ Cell::Bytes(_)) => Ok(cell),
                _ => Err(unreadable),
            }
        });
        let cells = cells.collect::<Result<_, _>>()?;
        Ok(Line(self.columns, cells))
    }

    /// Whether its file in this folder is what the manifest says, line by line.
    pub fn check(&self, folder: &Path, said: &Rows) -> Result<(), StoreError> {
        self.read(folder, said, &mut |_| Ok(()))
    }

    /// Puts every row of its file into the table.
    pub fn put(
        &self,
        engine: &mut dyn Engine,
        folder: &Path,
        said: &Rows,
    ) -> Result<(), StoreError> {
        let (mut some, mut bytes): (Vec<Owned>, usize) = (Vec::new(), 0);
        self.read(folder, said, &mut |row| {
            bytes += row.iter().map(Owned::length).sum::<usize>();
            some.extend(row);
            if some.len() >= TOGETHER * self.columns.len() || bytes >= ENOUGH {
                self.insert(engine, &some)?;
                some.clear();
                bytes = 0;
            }
            Ok(())
        })?;
        self.insert(engine, &some)
    }

    fn insert(&self, engine: &mut dyn Engine, rows: &[Owned]) -> Result<(), StoreError> {
        let cells = rows.iter().map(|owned| match owned {
            Owned::Null => Cell::Null,
            Owned::Int(number) => Cell::Int(*number),
            Owned::Flag(flag) => Cell::Flag(*flag),
            Owned::Text(text) => Cell::Text(text),
            Owned::Bytes(bytes) => Cell::Bytes(bytes),
        });
        engine.write(&[Many::wide(self.new, self.columns.len(), cells)])
    }

    fn read(
        &self,
        folder: &Path,
        said: &Rows,
        take: &mut dyn FnMut(Vec<Owned>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut lines = LinesIn::open(folder.join(self.file))?;
        let mut rows = 0;
        while let Some(line) = lines.next::<BTreeMap<String, Value>>()? {
            let row = self.owned(line).map_err(|column| {
                lines.wrong(&format!("its {column} is not of the form that is written"))
            })?;
            take(row)?;
            rows += 1;
        }
        if rows != said.rows {
            return Err(lines.wrong("there are not as many lines as the manifest says"));
        }
        lines.finish(&said.file)
    }

    /// The columns of a line; otherwise the one that is not of the form that is written.
    fn owned(&self, mut line: BTreeMap<String, Value>) -> Result<Vec<Owned>, String> {
        let mut row = Vec::with_capacity(self.columns.len());
        for (column, kind) in self.columns {
            let wrong = || (*column).to_owned();
            row.push(match (kind, line.remove(*column).ok_or_else(wrong)?) {
                (_, Value::Null) => Owned::Null,
                (Kind::Int, Value::Number(number)) => {
                    Owned::Int(number.as_i64().ok_or_else(wrong)?)
                }
                (Kind::Flag, Value::Bool(flag)) => Owned::Flag(flag),
                (Kind::Text, Value::String(text)) => Owned::Text(text),
                (Kind::Bytes, Value::String(text)) => {
                    Owned::Bytes(unhex_any(&text).ok_or_else(wrong)?)
                }
                _ => return Err(wrong()),
            });
        }
        match line.into_keys().next() {
            Some(unknown) => Err(unknown),
            None => Ok(row),
        }
    }
}
