//! A database, in as few words as the store needs.
//!
//! One engine is a connection that runs the statements of [`crate::sql`]. What a
//! database does in its own way (settings, types, error codes) stays in its own
//! file.

mod cells;
mod sqlite;

pub(crate) use cells::{Cell, Columns, Row, Unreadable};
pub(crate) use sqlite::Sqlite;

use std::ops::ControlFlow;

use crate::error::StoreError;
use crate::sql::{Statement, Table};

/// What is done with each row: go on, or stop.
pub(crate) type Take<'t> = dyn FnMut(&dyn Row) -> Result<ControlFlow<()>, StoreError> + 't;

/// A connection to a database.
pub(crate) trait Engine: Send {
    /// Runs a statement that changes rows; how many it changed.
    fn execute(&mut self, statement: Statement, cells: &[Cell<'_>]) -> Result<usize, StoreError>;

    /// Runs a query, and hands over each row. A query sees one state of the
    /// database from its first row to its last.
    fn each(
        &mut self,
        statement: Statement,
        cells: &[Cell<'_>],
        take: &mut Take<'_>,
    ) -> Result<(), StoreError>;

    /// Begins to write. Nothing is kept before [`Engine::commit`].
    fn begin(&mut self) -> Result<(), StoreError>;

    /// Keeps what was written, durably.
    fn commit(&mut self) -> Result<(), StoreError>;

    /// Forgets what was written.
    fn rollback(&mut self);

    /// Puts everything in its place when the writing is over, so that whoever opens
    /// the database next need not. What was committed is durable without it, so a
    /// failure is none.
    fn settle(&mut self);

    /// Takes what was deleted from these tables out of the database's own files, as far
    /// as the engine can. Whether it is gone from them: not while somebody who reads
    /// keeps an older state.
    fn sweep(&mut self, tables: &[&str]) -> Result<bool, StoreError>;

    /// Makes tables.
    fn make_tables(&mut self, tables: &[Table]) -> Result<(), StoreError>;

    /// Drops tables, as far as they are there.
    fn drop_tables(&mut self, tables: &[Table]) -> Result<(), StoreError>;

    /// The names of the tables there are.
    fn tables(&mut self) -> Result<Vec<String>, StoreError>;
}

impl dyn Engine + '_ {
    /// The first row of a query, read by `read`; `None` where there is none.
    pub fn first<T>(
        &mut self,
        statement: Statement,
        cells: &[Cell<'_>],
        mut read: impl FnMut(&dyn Row) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut found = None;
        self.each(statement, cells, &mut |row| {
            found = Some(read(row)?);
            Ok(ControlFlow::Break(()))
        })?;
        Ok(found)
    }

    /// Every row of a query, read by `read`.
    pub fn all<T>(
        &mut self,
        statement: Statement,
        cells: &[Cell<'_>],
        mut read: impl FnMut(&dyn Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.each(statement, cells, &mut |row| {
            found.push(read(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }
}
