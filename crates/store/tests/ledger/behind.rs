//! A way into a ledger's database behind the product's back, whatever it runs on.

use std::fmt::Write as _;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use crate::Engine;

/// As somebody with full access has it.
pub enum Behind {
    Sqlite(Connection),
    Postgresql(server_for_tests::Behind),
}

impl Behind {
    /// To the database of this name; one that is not there is made, empty.
    pub fn to(engine: Engine, name: &str) -> Self {
        match engine {
            Engine::Sqlite => {
                let folder = Path::new(name);
                std::fs::create_dir_all(folder).unwrap();
                Self::Sqlite(Connection::open(folder.join("sightline.sqlite")).unwrap())
            }
            Engine::Postgresql => {
                let behind = server_for_tests::Behind::to(name);
                let (_, schema) = name.split_once("&schema=").unwrap();
                behind.run(&format!("create schema if not exists {schema}"));
                Self::Postgresql(behind)
            }
        }
    }

    /// Runs statements; how many rows the last of them changed.
    pub fn run(&self, statements: &str) -> u64 {
        match self {
            Self::Sqlite(connection) => {
                connection
                    .execute_batch(statements)
                    .unwrap_or_else(|error| panic!("{statements}: {error}"));
                connection.changes()
            }
            Self::Postgresql(behind) => behind.run(statements),
        }
    }

    /// Has the database refuse to do this (`insert on entry`) to rows of which this holds.
    /// A trigger stands in for whatever makes a database refuse.
    pub fn refuse(&self, done: &str, condition: &str) {
        match self {
            Self::Sqlite(_) => self.run(&format!(
                "create trigger no_more before {done} when {condition} \
                 begin select raise(abort, 'no more'); end"
            )),
            Self::Postgresql(_) => self.run(&format!(
                "create or replace function no_more() returns trigger language plpgsql \
                 as $$ begin raise exception 'no more' using errcode = 'check_violation'; end $$;
                 create trigger no_more before {done} for each row when ({condition}) \
                 execute function no_more()"
            )),
        };
    }

    /// Has the database do it again.
    pub fn allow(&self, table: &str) {
        match self {
            Self::Sqlite(_) => self.run("drop trigger no_more"),
            Self::Postgresql(_) => self.run(&format!("drop trigger no_more on {table}")),
        };
    }

    /// The rows of a query, each column written out.
    pub fn rows(&self, query: &str) -> Vec<Vec<Option<String>>> {
        let connection = match self {
            Self::Postgresql(behind) => return behind.rows(query),
            Self::Sqlite(connection) => connection,
        };
        let mut rows = connection.prepare(query).unwrap();
        let columns = rows.column_count();
        rows.query_map([], |row| {
            Ok((0..columns).map(|at| written(row, at)).collect())
        })
        .unwrap()
        .map(Result::unwrap)
        .collect()
    }

    /// These bytes, as they are written in a statement.
    pub fn bytes(&self, bytes: &[u8]) -> String {
        let hex = hex(bytes);
        match self {
            Self::Sqlite(_) => format!("x'{hex}'"),
            Self::Postgresql(_) => format!("'\\x{hex}'::bytea"),
        }
    }

    /// The tables there are.
    pub fn tables(&self) -> Vec<String> {
        let rows = self.rows(match self {
            Self::Sqlite(_) => "select name from sqlite_schema where type = 'table'",
            Self::Postgresql(_) => {
                "select tablename from pg_tables where schemaname = current_schema()"
            }
        });
        rows.into_iter()
            .map(|mut row| row.remove(0).unwrap())
            .collect()
    }

    /// The columns of a table, with the types the store gave them.
    pub fn columns(&self, table: &str) -> Vec<(String, String)> {
        let rows = self.rows(&match self {
            Self::Sqlite(_) => {
                format!("select name, lower(type) from pragma_table_info('{table}')")
            }
            Self::Postgresql(_) => format!(
                "select column_name, data_type from information_schema.columns \
                 where table_schema = current_schema() and table_name = '{table}'"
            ),
        });
        rows.into_iter()
            .map(|mut row| (row.remove(0).unwrap(), row.remove(0).unwrap()))
            .collect()
    }

    /// How many rows of a table hold these bytes in a column of text or bytes.
    pub fn rows_that_hold(&self, table: &str, bytes: &str) -> usize {
        let places: Vec<String> = self
            .columns(table)
            .into_iter()
            .filter_map(|(column, kind)| match kind.as_str() {
                "blob" => Some(format!("instr({column}, {bytes}) > 0")),
                "bytea" => Some(format!("position({bytes} in {column}) > 0")),
                "text" if matches!(self, Self::Sqlite(_)) => {
                    Some(format!("instr(cast({column} as blob), {bytes}) > 0"))
                }
                "text" => Some(format!(
                    "position({bytes} in convert_to({column}, 'UTF8')) > 0"
                )),
                _ => None,
            })
            .collect();
        if places.is_empty() {
            return 0;
        }
        self.rows(&format!(
            "select 1 from {table} where {}",
            places.join(" or ")
        ))
        .len()
    }
}

/// A column, written out with its type.
fn written(row: &Row<'_>, column: usize) -> Option<String> {
    match row.get_ref(column).unwrap() {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Some(hex(bytes)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}
