//! SQLite: everything that is its own way.
//!
//! - Types: `bigint` is `integer`, `bytea` is `blob`, `$1` is `?1`. A table that is
//!   kept in the order of its key is `without rowid`.
//! - Settings: a write-ahead log, so that readers never wait; every commit
//!   flushed; deleted content overwritten.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{Cell, Engine, Many, Row, Take};
use crate::error::StoreError;
use crate::sql::{Statement, Table};

/// How long to wait for a lock that another program holds.
const PATIENCE: Duration = Duration::from_secs(10);

/// Settings of a reader's connection: 16 MiB of cache, since there are many. What somebody
/// writes meanwhile empties it.
const READER: &str = "
    pragma foreign_keys = off;
    pragma cache_size = -16384;
";

/// Settings of the writer's connection: 64 MiB of cache. The log is folded into
/// the database when it has 16 MiB, so that a page that changes often is written
/// once, and nobody waits long while it is folded.
const WRITER: &str = "
    pragma foreign_keys = off;
    pragma cache_size = -65536;
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma secure_delete = on;
    pragma wal_autocheckpoint = 4096;
    pragma journal_size_limit = 67108864;
";

/// How many bytes a page of the database has.
const PAGE: i64 = 4096;

/// How many noughts are written at a time where pages are overwritten.
const NOUGHTS: i64 = 16 * 1024 * 1024;

/// A connection to an SQLite database.
pub(crate) struct Sqlite {
    connection: Connection,
    /// The directory it stands in, for messages.
    dir: String,
    /// Every statement in SQLite's words.
    statements: Vec<String>,
}

impl Sqlite {
    /// Opens the database for writing. The file must be there; an empty one is an
    /// empty database.
    pub fn write(file: &Path, dir: &str) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let engine = Self::open(file, dir, flags)?;
        engine.run(WRITER)?;
        Ok(engine)
    }

    /// Opens the database for reading.
    pub fn read(file: &Path, dir: &str) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let engine = Self::open(file, dir, flags)?;
        engine.run(READER)?;
        Ok(engine)
    }

    fn open(file: &Path, dir: &str, flags: OpenFlags) -> Result<Self, StoreError> {
        let connection =
            Connection::open_with_flags(file, flags).map_err(|error| self::error(dir, &error))?;
        connection.set_prepared_statement_cache_capacity(2 * Statement::ALL.len());
        let engine = Self {
            connection,
            dir: dir.to_owned(),
            statements: Statement::ALL.iter().map(|s| in_sqlite(s.text())).collect(),
        };
        // A statement is planned once, and not again for every value that it is given.
        engine
            .connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
            .and_then(|_| engine.connection.busy_timeout(PATIENCE))
            .map_err(|error| engine.error(&error))?;
        Ok(engine)
    }

    fn run(&self, sql: &str) -> Result<(), StoreError> {
        self.connection
            .execute_batch(sql)
            .map_err(|error| self.error(&error))
    }

    fn error(&self, error: &rusqlite::Error) -> StoreError {
        self::error(&self.dir, error)
    }

    fn prepare(
        &self,
        statement: Statement,
        cells: &[Cell<'_>],
    ) -> Result<rusqlite::CachedStatement<'_>, rusqlite::Error> {
        let sql = self
            .statements
            .get(statement as usize)
            .map_or("", String::as_str);
        let mut prepared = self.connection.prepare_cached(sql)?;
        bind(&mut prepared, cells)?;
        Ok(prepared)
    }

    /// Overwrites every page that belongs to no table, so that nothing of what stood there is
    /// left in the file: a table of noughts takes them all, and is let go.
    fn overwrite_what_is_free(&self) -> Result<(), rusqlite::Error> {
        let pages =
            || (self.connection).pragma_query_value(None, "freelist_count", |row| row.get(0));
        let mut free: i64 = pages()?;
        if free == 0 {
            return Ok(());
        }
        self.connection
            .execute_batch("create table nought (noughts blob not null)")?;
        while free > 0 {
            let most = free.min(NOUGHTS / PAGE);
            self.connection
                .prepare_cached("insert into nought values (zeroblob(?1))")?
                .execute([most * PAGE])?;
            free = pages()?;
        }
        self.connection.execute_batch("drop table nought")
    }

    /// Runs a statement for each of its rows.
    fn run_for_each(&self, many: &Many<'_>) -> Result<(), rusqlite::Error> {
        let mut rows = many.rows();
        let Some(first) = rows.next() else {
            return Ok(());
        };
        let mut prepared = self.prepare(many.statement, first)?;
        prepared.raw_execute()?;
        for row in rows {
            bind(&mut prepared, row)?;
            prepared.raw_execute()?;
        }
        Ok(())
    }
}

/// Gives a statement all its cells.
fn bind(prepared: &mut rusqlite::Statement<'_>, cells: &[Cell<'_>]) -> Result<(), rusqlite::Error> {
    (cells.iter().enumerate())
        .try_for_each(|(place, cell)| prepared.raw_bind_parameter(place + 1, cell))
}

impl Engine for Sqlite {
    fn execute(&mut self, statement: Statement, cells: &[Cell<'_>]) -> Result<usize, StoreError> {
        self.prepare(statement, cells)
            .and_then(|mut prepared| prepared.raw_execute())
            .map_err(|error| self.error(&error))
    }

    fn write(&mut self, many: &[Many<'_>]) -> Result<(), StoreError> {
        (many.iter())
            .try_for_each(|one| self.run_for_each(one))
            .map_err(|error| self.error(&error))
    }

    fn write_or_not(&mut self, many: &[Many<'_>]) -> Result<(), StoreError> {
        self.mark()?;
        match self.write(many) {
            Err(error) if error.is_of_one_command() => {
                self.back_to_mark()?;
                Err(error)
            }
            Err(error) => Err(error),
            Ok(()) => self.release_mark(),
        }
    }

    fn mark(&mut self) -> Result<(), StoreError> {
        self.run("savepoint mark")
    }

    fn release_mark(&mut self) -> Result<(), StoreError> {
        self.run("release mark")
    }

    fn back_to_mark(&mut self) -> Result<(), StoreError> {
        self.run("rollback to mark; release mark")
    }

    fn each(
        &mut self,
        statement: Statement,
        cells: &[Cell<'_>],
        take: &mut Take<'_>,
    ) -> Result<(), StoreError> {
        let mut prepared = self
            .prepare(statement, cells)
            .map_err(|error| self.error(&error))?;
        let mut rows = prepared.raw_query();
        while let Some(row) = rows.next().map_err(|error| self.error(&error))? {
            if let ControlFlow::Break(()) = take(row)? {
                break;
            }
        }
        Ok(())
    }

    fn hold(&mut self) -> Result<(), StoreError> {
        self.run("begin")
    }

    /// What is written meanwhile would empty the cache before each of many questions, and each
    /// would ask for its lock.
    fn steady(&mut self) -> Result<(), StoreError> {
        self.rollback();
        self.hold()
    }

    fn let_go(&mut self) {
        self.rollback();
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        self.run("begin immediate")
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.run("commit")
    }

    fn rollback(&mut self) {
        // Some errors have rolled back already, and then there is nothing to do.
        if !self.connection.is_autocommit() {
            let _ = self.run("rollback");
        }
    }

    fn settle(&mut self) {
        // A reader in the middle of a query keeps the log; the next writer folds it.
        let _ = self.run("pragma wal_checkpoint(truncate);");
    }

    fn sweep(&mut self, _: &[&str]) -> Result<bool, StoreError> {
        // In the database itself it has been overwritten (`secure_delete`); the log still
        // holds the pages as they were. A reader may stay for hours, and is not waited for.
        let swept = self
            .connection
            .busy_timeout(Duration::from_millis(200))
            .and_then(|()| {
                self.connection
                    .query_row("pragma wal_checkpoint(truncate)", [], |row| {
                        Ok(row.get::<_, i64>(0)? == 0)
                    })
            })
            .map_err(|error| self.error(&error));
        self.connection
            .busy_timeout(PATIENCE)
            .map_err(|error| self.error(&error))?;
        swept
    }

    fn make_tables(&mut self, tables: &[Table]) -> Result<(), StoreError> {
        for table in tables {
            let shape = if table.by_key { " without rowid" } else { "" };
            self.run(&format!("{}{shape}", in_sqlite(table.create)))?;
            for index in table.indexes {
                self.run(&in_sqlite(index))?;
            }
        }
        Ok(())
    }

    /// Pages that are let go are taken again at once by the new tables: to overwrite each of
    /// them first, and to keep what it held until the statement ends, is to write all twice over.
    /// What is free at last is overwritten in [`Engine::make_indexes`].
    fn renew_tables(&mut self, tables: &[Table], _: bool) -> Result<(), StoreError> {
        self.run("pragma secure_delete = off")?;
        let renewed = (self.drop_tables(tables)).and_then(|()| self.make_tables(tables));
        self.run("pragma secure_delete = on")?;
        renewed
    }

    fn leave_indexes_out(&mut self, tables: &[Table]) -> Result<(), StoreError> {
        let indexes = tables.iter().flat_map(|table| table.indexes);
        // `create index NAME on …`
        let mut names = indexes.filter_map(|index| index.split_whitespace().nth(2));
        names.try_for_each(|name| self.run(&format!("drop index {name}")))
    }

    fn make_indexes(&mut self, tables: &[Table]) -> Result<(), StoreError> {
        let mut indexes = tables.iter().flat_map(|table| table.indexes);
        indexes.try_for_each(|index| self.run(&in_sqlite(index)))?;
        self.overwrite_what_is_free()
            .map_err(|error| self.error(&error))
    }

    fn drop_tables(&mut self, tables: &[Table]) -> Result<(), StoreError> {
        tables
            .iter()
            .try_for_each(|table| self.run(&format!("drop table if exists {}", table.name)))
    }

    fn tables(&mut self) -> Result<Vec<String>, StoreError> {
        self.connection
            .prepare("select name from sqlite_schema where type = 'table'")
            .and_then(|mut names| names.query_map([], |row| row.get(0))?.collect())
            .map_err(|error| self.error(&error))
    }
}

impl Row for rusqlite::Row<'_> {
    fn cell(&self, column: usize) -> Cell<'_> {
        match self.get_ref(column) {
            Ok(ValueRef::Null) => Cell::Null,
            Ok(ValueRef::Integer(number)) => Cell::Int(number),
            Ok(ValueRef::Blob(bytes)) => Cell::Bytes(bytes),
            Ok(ValueRef::Text(text)) => std::str::from_utf8(text).map_or(Cell::Strange, Cell::Text),
            Ok(ValueRef::Real(_)) | Err(_) => Cell::Strange,
        }
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Null | Self::Strange => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(number),
            Self::Flag(flag) => ValueRef::Integer(i64::from(flag)),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// The text of a statement in SQLite's words.
fn in_sqlite(sql: &str) -> String {
    sql.replace("bytea", "blob")
        .replace("bigint", "integer")
        .replace('$', "?")
}

/// What an error of SQLite means to the person who reads it.
fn error(dir: &str, error: &rusqlite::Error) -> StoreError {
    let dir = dir.to_owned();
    let why = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::DiskFull { dir },
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::ReadOnly { dir },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked { dir },
        Some(ErrorCode::NotADatabase) => StoreError::NotALedger { dir },
        Some(ErrorCode::CannotOpen) => StoreError::CannotOpen { dir },
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { dir, why },
        Some(ErrorCode::ConstraintViolation | ErrorCode::TooBig) => StoreError::Refused { why },
        _ => StoreError::Database { dir, why },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql;

    #[test]
    fn every_statement_can_be_prepared() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut engine = Sqlite::write(file.path(), "here").unwrap();
        crate::create::make_tables(&mut engine).unwrap();
        engine.make_tables(&[sql::WRITER]).unwrap();

        for statement in Statement::ALL {
            let sql = &engine.statements[statement as usize];

            let prepared = engine.connection.prepare(sql);

            assert!(prepared.is_ok(), "{statement:?}: {}", prepared.unwrap_err());
        }
    }

    #[test]
    fn an_error_of_the_database_says_what_to_do() {
        use rusqlite::ffi;
        let said = |code| {
            let failure = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            error("data", &failure).to_string()
        };

        assert!(said(ffi::SQLITE_FULL).contains("make room"));
        assert!(said(ffi::SQLITE_READONLY).contains("right to write"));
        assert!(said(ffi::SQLITE_CANTOPEN).contains("right to read"));
        assert!(said(ffi::SQLITE_BUSY).contains("another program"));
        assert!(said(ffi::SQLITE_NOTADB).contains("not a Sightline ledger"));
        assert!(said(ffi::SQLITE_CORRUPT).contains("backup"));
        assert!(said(ffi::SQLITE_IOERR).contains("data"));
    }

    #[test]
    fn every_statement_stands_at_its_own_place() {
        for (place, statement) in Statement::ALL.into_iter().enumerate() {
            assert_eq!(statement as usize, place, "{statement:?}");
        }
    }

    #[test]
    fn no_query_of_one_file_reads_a_whole_table() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut engine = Sqlite::write(file.path(), "here").unwrap();
        crate::create::make_tables(&mut engine).unwrap();
        engine.make_tables(&[sql::WRITER]).unwrap();
        let whole = [
            Statement::EachChild,
            Statement::EachChildOf,
            Statement::EachOpenChildOf,
            Statement::EachWorker,
            Statement::EachOffice,
            Statement::OfEachWorker,
            Statement::EachTeam,
            Statement::Restricted,
            Statement::EachDuty,
            // In the order of its index, to the end of a page.
            Statement::OwedByDanger,
            // All children at once.
            Statement::LateWithin,
            Statement::HeldAt,
            Statement::EachDutyOfClock,
            Statement::EachDutyOfArea,
            Statement::EachDutyOfClockAndArea,
            Statement::EachSetAside,
            Statement::EachKey,
            Statement::OwnersWithoutKey,
            Statement::EachOwnerWithoutKey,
            Statement::SetAsideNaming,
            Statement::EachAccount,
            Statement::EachKeptDraft,
            Statement::EachLook,
            Statement::EachJoined,
            Statement::EachAttachment,
            Statement::EachAttachmentChunk,
            Statement::EachAttachmentOfAnEntry,
            Statement::EachAttachmentChunkOfAnEntry,
            Statement::CountLooks,
            Statement::EachSession,
            Statement::EachTold,
            Statement::EndSessionsBefore,
            Statement::Ledger,
            Statement::SetFormat,
            Statement::SetSealKey,
            Statement::Counts,
        ];

        for statement in Statement::ALL.into_iter().filter(|s| !whole.contains(s)) {
            let sql = format!(
                "explain query plan {}",
                engine.statements[statement as usize]
            );
            let mut prepared = engine.connection.prepare(&sql).unwrap();
            let mut plan = prepared.raw_query();
            while let Some(step) = plan.next().unwrap() {
                let step: String = step.get(3).unwrap();
                assert!(
                    !step.starts_with("SCAN") || step == "SCAN entry",
                    "{statement:?}: {step}"
                );
                assert!(!step.contains("TEMP B-TREE"), "{statement:?}: {step}");
            }
        }
    }
}
