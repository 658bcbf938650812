//! A way into a record behind the program's back, as somebody with full access has it.

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

    fn database(&self) -> Connection {
        Connection::open(self.path("sightline-data/sightline.sqlite")).expect("a database")
    }
}
