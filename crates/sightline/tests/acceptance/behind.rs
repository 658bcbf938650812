//! A way into a record behind the program's back, as somebody with full access has it.

use std::fs;

use rusqlite::Connection;
use server_for_tests::Behind;

use super::harness::Desk;

impl Desk {
    /// Whether the record is there, or anything of it.
    pub fn has_a_record(&self) -> bool {
        match &self.address {
            None => self.has("sightline-data"),
            Some(address) => {
                let (_, schema) = address.split_once("schema=").expect("a schema");
                let sql = format!("select 1 from pg_namespace where nspname = '{schema}'");
                let there = Behind::to(address).rows(&sql);
                !there.is_empty()
            }
        }
    }

    /// Runs a statement behind the record's back; how many rows it changed.
    pub fn behind(&self, statement: &str) -> u64 {
        match &self.address {
            None => {
                let changed = self.database().execute(statement, []).expect("it is done");
                changed.try_into().expect("a number of rows")
            }
            Some(address) => Behind::to(address).run(statement),
        }
    }

    /// Runs a statement that changes something behind the record's back.
    pub fn changed_behind(&self, statement: &str) {
        assert!(self.behind(statement) > 0, "something was changed");
    }

    /// Runs a statement for each engine: SQLite's, and PostgreSQL's.
    pub fn behind_each(&self, sqlite: &str, postgresql: &str) {
        match &self.address {
            None => self.database().execute_batch(sqlite).expect("it is done"),
            Some(address) => drop(Behind::to(address).run(postgresql)),
        }
    }

    /// An identifier, as a query writes it.
    pub fn quoted(&self, id: &str) -> String {
        match &self.address {
            None => format!("x'{id}'"),
            Some(_) => format!("'\\x{id}'::bytea"),
        }
    }

    /// A number that a query behind the record's back gives.
    pub fn number_behind(&self, query: &str) -> i64 {
        match &self.address {
            None => self
                .database()
                .query_row(query, [], |row| row.get(0))
                .expect("a number"),
            Some(address) => {
                let rows = Behind::to(address).rows(query);
                let number = rows
                    .first()
                    .and_then(|row| row.first()?.as_ref()?.parse().ok());
                number.expect("a number")
            }
        }
    }

    /// What replaces a byte of a column of bytes by another.
    pub fn with_other_byte(&self, column: &str, at: u32) -> String {
        let (before, after) = (at - 1, at + 1);
        match &self.address {
            None => format!(
                "cast(substr({column}, 1, {before}) || x'00' || substr({column}, {after}) as blob)"
            ),
            Some(_) => format!(
                "substr({column}, 1, {before}) || '\\x00'::bytea || substr({column}, {after})"
            ),
        }
    }

    /// The files of the record that hold these bytes; none where it is on a server, whose
    /// files are not the record's to look into.
    pub fn files_that_hold(&self, bytes: &[u8]) -> Vec<String> {
        let files = fs::read_dir(self.path("sightline-data"));
        let paths = files
            .into_iter()
            .flatten()
            .map(|file| file.expect("a file").path());
        paths
            .filter(|path| {
                let held = fs::read(path).expect("it can be read");
                held.windows(bytes.len()).any(|at| at == bytes)
            })
            .map(|path| path.display().to_string())
            .collect()
    }

    /// The file of the record, where it is in a folder.
    pub fn database(&self) -> Connection {
        Connection::open(self.path("sightline-data/sightline.sqlite")).expect("a database")
    }
}
