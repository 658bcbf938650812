//! A plain file of tables, beside the ledger and no part of it: rows of text put in and
//! taken out again, without a word of what they mean.
//!
//! It serves two ends. A dataset that the sector keeps as a database is read and written
//! with it. And what is read or written in another order than it is needed – a dataset
//! comes by table and is taken by person – is put down in one that has no name: it goes
//! when it is closed, and a crash leaves nothing that could be found.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row, params_from_iter};

/// What went wrong with a file of tables.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {what}; {do_this}")]
pub struct TableError {
    /// The file, as it was named.
    file: String,
    /// What the database said.
    what: String,
    /// What to do.
    do_this: &'static str,
}

/// A row: its number, counted from 1, and its cells.
pub type Numbered = (i64, Vec<Option<String>>);

/// A file of tables.
pub struct TableFile {
    connection: Connection,
    name: String,
}

impl TableFile {
    /// One without a name, that goes when it is dropped.
    pub fn scratch() -> Result<Self, TableError> {
        let name = "a file for a while".to_owned();
        let opened = Connection::open("").and_then(|connection| {
            connection
                .execute_batch("pragma journal_mode = off; pragma synchronous = off; begin")?;
            Ok(connection)
        });
        finish(opened, name, "free some space on the disk")
    }

    /// A new one. What it is written with, and in which order, is all that its bytes
    /// depend on.
    pub fn create(path: &Path) -> Result<Self, TableError> {
        let opened = Connection::open(path).and_then(|connection| {
            connection.execute_batch("pragma journal_mode = off; begin")?;
            Ok(connection)
        });
        finish(
            opened,
            path.display().to_string(),
            "name a file in a folder that can be written to",
        )
    }

    /// One that is there, to be read.
    pub fn open(path: &Path) -> Result<Self, TableError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(path, flags);
        finish(opened, path.display().to_string(), READ)
    }

    /// The tables, by name.
    pub fn tables(&self) -> Result<Vec<String>, TableError> {
        self.texts("select name from sqlite_master where type in ('table', 'view') order by name")
    }

    /// The columns of a table, in order.
    pub fn columns(&self, table: &str) -> Result<Vec<String>, TableError> {
        let found = (self.connection)
            .prepare("select name from pragma_table_info(?) order by cid")
            .and_then(|mut select| select.query_map([table], |row| row.get(0))?.collect());
        self.said(found)
    }

    /// Makes a table. Columns of whole numbers are kept as such, all others as text.
    pub fn make(
        &self,
        table: &str,
        columns: &[(&str, bool)],
        indexes: &[Vec<&str>],
    ) -> Result<(), TableError> {
        let column = |(name, whole): &(&str, bool)| {
            format!(
                "{} {}",
                quoted(name),
                if *whole { "integer" } else { "text" }
            )
        };
        let columns: Vec<String> = columns.iter().map(column).collect();
        let mut all = vec![format!(
            "create table {} ({})",
            quoted(table),
            columns.join(", ")
        )];
        for (number, index) in indexes.iter().enumerate() {
            let names: Vec<String> = index.iter().map(|name| quoted(name)).collect();
            let name = quoted(&format!("{table} {number}"));
            let names = names.join(", ");
            all.push(format!(
                "create index {name} on {} ({names})",
                quoted(table)
            ));
        }
        self.said(self.connection.execute_batch(&all.join(";")))
    }

    /// Adds a row.
    pub fn add(&self, table: &str, cells: &[Option<&str>]) -> Result<(), TableError> {
        let holes = vec!["?"; cells.len()].join(", ");
        let text = format!("insert into {} values ({holes})", quoted(table));
        let added = self.connection.prepare_cached(&text);
        let added = added.and_then(|mut insert| insert.execute(params_from_iter(cells)));
        self.said(added.map(drop))
    }

    /// Sets a cell of a row.
    pub fn set(&self, table: &str, row: i64, column: &str, to: &str) -> Result<(), TableError> {
        let text = format!(
            "update {} set {} = ? where rowid = ?",
            quoted(table),
            quoted(column)
        );
        let set = self.connection.prepare_cached(&text);
        self.said(set.and_then(|mut set| set.execute((to, row))).map(drop))
    }

    /// The rows that have these values, in the order in which they were added.
    pub fn find(
        &self,
        table: &str,
        having: &[(&str, Option<&str>)],
    ) -> Result<Vec<Numbered>, TableError> {
        let having_names: Vec<String> = (having.iter())
            .map(|(name, _)| format!("{} is ?", quoted(name)))
            .collect();
        let text = format!(
            "select rowid, * from {} where {} order by rowid",
            quoted(table),
            having_names.join(" and ")
        );
        let found = self
            .connection
            .prepare_cached(&text)
            .and_then(|mut select| {
                let values = params_from_iter(having.iter().map(|(_, value)| value));
                select.query_map(values, numbered)?.collect()
            });
        self.said(found)
    }

    /// The next rows after one, in the order in which they were added.
    pub fn page(&self, table: &str, after: i64, most: u32) -> Result<Vec<Numbered>, TableError> {
        let text = format!(
            "select rowid, * from {} where rowid > ? order by rowid limit ?",
            quoted(table)
        );
        let found = self
            .connection
            .prepare_cached(&text)
            .and_then(|mut select| select.query_map((after, most), numbered)?.collect());
        self.said(found)
    }

    /// Every row, by these columns first and then by all in turn. The first error of
    /// `take` ends it.
    pub fn each<E: From<TableError>>(
        &self,
        table: &str,
        by: &[&str],
        mut take: impl FnMut(Vec<Option<String>>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut order: Vec<String> = by.iter().map(|name| quoted(name)).collect();
        order.extend(self.columns(table)?.iter().map(|name| quoted(name)));
        let text = format!(
            "select * from {} order by {}",
            quoted(table),
            order.join(", ")
        );
        let mut select = self.said(self.connection.prepare(&text))?;
        let mut rows = self.said(select.query([]))?;
        while let Some(row) = self.said(rows.next())? {
            take(self.said(cells(row, 0))?)?;
        }
        Ok(())
    }

    /// Every row in the order in which it stands, for a table whose rows have no numbers.
    pub fn each_as_it_stands<E: From<TableError>>(
        &self,
        table: &str,
        mut take: impl FnMut(Vec<Option<String>>) -> Result<(), E>,
    ) -> Result<(), E> {
        let text = format!("select * from {}", quoted(table));
        let mut select = self.said(self.connection.prepare(&text))?;
        let mut rows = self.said(select.query([]))?;
        while let Some(row) = self.said(rows.next())? {
            take(self.said(cells(row, 0))?)?;
        }
        Ok(())
    }

    /// Writes everything down and closes it.
    pub fn end(self) -> Result<(), TableError> {
        self.said(self.connection.execute_batch("commit"))?;
        let name = self.name;
        let closed = self.connection.close().map_err(|(_, error)| error);
        closed.map_err(|error| failed(&name, &error, WRITE))
    }

    fn texts(&self, query: &str) -> Result<Vec<String>, TableError> {
        let found = self
            .connection
            .prepare(query)
            .and_then(|mut select| select.query_map([], |row| row.get(0))?.collect());
        self.said(found)
    }

    fn said<T>(&self, result: rusqlite::Result<T>) -> Result<T, TableError> {
        result.map_err(|error| failed(&self.name, &error, WRITE))
    }
}

const READ: &str = "check that it is a whole SQLite database and may be read";
const WRITE: &str = "check that it is a whole SQLite database, and that there is space on the disk";

fn finish(
    opened: rusqlite::Result<Connection>,
    name: String,
    do_this: &'static str,
) -> Result<TableFile, TableError> {
    match opened {
        Ok(connection) => Ok(TableFile { connection, name }),
        Err(error) => Err(failed(&name, &error, do_this)),
    }
}

fn failed(file: &str, error: &rusqlite::Error, do_this: &'static str) -> TableError {
    TableError {
        file: file.to_owned(),
        what: error.to_string(),
        do_this,
    }
}

/// A name as SQL takes it, whatever characters it has.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn numbered(row: &Row<'_>) -> rusqlite::Result<Numbered> {
    Ok((row.get(0)?, cells(row, 1)?))
}

/// The cells from one on, as text: numbers as they are written, bytes in hexadecimal
/// figures.
fn cells(row: &Row<'_>, from: usize) -> rusqlite::Result<Vec<Option<String>>> {
    let count = row.as_ref().column_count();
    let cell = |at: usize| {
        Ok(match row.get_ref(at)? {
            ValueRef::Null => None,
            ValueRef::Integer(number) => Some(number.to_string()),
            ValueRef::Real(number) => Some(number.to_string()),
            ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(bytes) => Some(figures(bytes)),
        })
    };
    (from..count).map(cell).collect()
}

fn figures(bytes: &[u8]) -> String {
    let mut figures = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            figures.extend(char::from_digit(half.into(), 16));
        }
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: [Option<&str>; 2]) -> Vec<Option<String>> {
        cells.map(|cell| cell.map(str::to_owned)).to_vec()
    }

    #[test]
    fn rows_come_out_as_they_went_in_and_in_the_order_that_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tables.sqlite");
        let file = TableFile::create(&path).unwrap();
        file.make("odd \"name\"", &[("a", false), ("b", true)], &[vec!["a"]])
            .unwrap();
        for cells in [[Some("x"), Some("2")], [None, Some("1")], [Some("x"), None]] {
            file.add("odd \"name\"", &cells).unwrap();
        }
        file.end().unwrap();
        let file = TableFile::open(&path).unwrap();
        assert_eq!(file.tables().unwrap(), ["odd \"name\""]);
        assert_eq!(file.columns("odd \"name\"").unwrap(), ["a", "b"]);
        let mut rows = Vec::new();
        file.each("odd \"name\"", &["b"], |row| {
            rows.push(row);
            Ok::<_, TableError>(())
        })
        .unwrap();
        let sorted = [
            row([Some("x"), None]),
            row([None, Some("1")]),
            row([Some("x"), Some("2")]),
        ];
        assert_eq!(rows, sorted);
        let found = file.find("odd \"name\"", &[("a", Some("x")), ("b", None)]);
        assert_eq!(found.unwrap(), [(3, row([Some("x"), None]))]);
    }

    #[test]
    fn the_same_rows_make_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str| {
            let path = folder.path().join(name);
            let file = TableFile::create(&path).unwrap();
            file.make("t", &[("a", false)], &[]).unwrap();
            for number in 0..2000 {
                file.add("t", &[Some(&format!("row {number}"))]).unwrap();
            }
            file.end().unwrap();
            std::fs::read(path).unwrap()
        };
        assert!(write("one") == write("other"));
    }

    #[test]
    fn what_is_no_database_is_refused_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("letter.sqlite");
        std::fs::write(&path, "Dear all, this is a letter and no database at all.").unwrap();
        let error = TableFile::open(&path).unwrap().tables().unwrap_err();
        assert!(error.to_string().contains("letter.sqlite"), "{error}");
    }
}
