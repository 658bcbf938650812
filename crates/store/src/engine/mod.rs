//! A database, in as few words as the store needs.
//!
//! One engine is a connection that runs the statements of [`crate::sql`]. What a
//! database does in its own way (settings, types, error codes) stays in its own
//! file.

mod cells;
mod held;
mod postgres;
mod sqlite;

pub(crate) use cells::{Cell, Columns, Row, Unreadable};
pub(crate) use held::{Held, HeldMany};
pub(crate) use postgres::{Address, Postgres};
pub(crate) use sqlite::Sqlite;

use std::ops::ControlFlow;

use crate::error::StoreError;
use crate::sql::{Statement, Table};

/// What is done with each row: go on, or stop.
pub(crate) type Take<'t> = dyn FnMut(&dyn Row) -> Result<ControlFlow<()>, StoreError> + 't;

/// What is done with each row of several questions: which question it answers, and the
/// row.
pub(crate) type TakeOf<'t> = dyn FnMut(usize, &dyn Row) -> Result<(), StoreError> + 't;

/// One question of several: a query, and its cells.
pub(crate) type Question<'q> = (Statement, &'q [Cell<'q>]);

/// A statement, and the rows it is to be run for.
pub(crate) struct Many<'c> {
    /// The statement.
    pub statement: Statement,
    width: usize,
    cells: Vec<Cell<'c>>,
}

impl<'c> Many<'c> {
    /// Of these rows.
    pub fn of<const N: usize>(
        statement: Statement,
        rows: impl Iterator<Item = [Cell<'c>; N]>,
    ) -> Self {
        let mut cells = Vec::new();
        rows.for_each(|row| cells.extend_from_slice(&row));
        Self {
            statement,
            width: N.max(1),
            cells,
        }
    }

    /// Of rows so many columns wide, whose cells are given one after the other.
    pub fn wide(statement: Statement, width: usize, cells: impl Iterator<Item = Cell<'c>>) -> Self {
        Self {
            statement,
            width: width.max(1),
            cells: cells.collect(),
        }
    }

    /// The cells of each row.
    pub fn rows(&self) -> impl Iterator<Item = &[Cell<'c>]> {
        self.cells.chunks_exact(self.width)
    }

    /// The cells of up to so many rows at a time, column by column.
    pub fn columns(&self, rows: usize) -> impl Iterator<Item = Vec<Vec<Cell<'c>>>> {
        self.cells.chunks(rows.max(1) * self.width).map(|some| {
            (0..self.width)
                .map(|column| {
                    some.iter()
                        .skip(column)
                        .step_by(self.width)
                        .copied()
                        .collect()
                })
                .collect()
        })
    }
}

/// A connection to a database.
pub(crate) trait Engine: Send {
    /// Runs a statement that changes rows; how many it changed.
    fn execute(&mut self, statement: Statement, cells: &[Cell<'_>]) -> Result<usize, StoreError>;

    /// Runs statements in their order, each once for each of its rows, as an engine does it
    /// fastest. On an error some may stand, and the transaction is to be rolled back.
    fn write(&mut self, many: &[Many<'_>]) -> Result<(), StoreError>;

    /// The same, behind a mark: where a row is refused, all of it is taken back, and what was
    /// written in the transaction before stays.
    fn write_or_not(&mut self, many: &[Many<'_>]) -> Result<(), StoreError>;

    /// Sets a mark in the transaction, up to which what is written from here on can be taken
    /// back.
    fn mark(&mut self) -> Result<(), StoreError>;

    /// Lets the mark go: what was written since stays, if the transaction does.
    fn release_mark(&mut self) -> Result<(), StoreError>;

    /// Takes back what was written since the mark, and lets it go.
    fn back_to_mark(&mut self) -> Result<(), StoreError>;

    /// Asks several questions, each with few rows for an answer, as an engine does it
    /// fastest. The answers come in the order of the questions.
    fn ask(&mut self, questions: &[Question<'_>], take: &mut TakeOf<'_>) -> Result<(), StoreError> {
        for (place, (statement, cells)) in questions.iter().enumerate() {
            self.each(*statement, cells, &mut |row| {
                take(place, row).map(ControlFlow::Continue)
            })?;
        }
        Ok(())
    }

    /// Runs a query, and hands over each row. A query sees one state of the
    /// database from its first row to its last.
    fn each(
        &mut self,
        statement: Statement,
        cells: &[Cell<'_>],
        take: &mut Take<'_>,
    ) -> Result<(), StoreError>;

    /// Makes sure that the database can be spoken to: connects again where the connection
    /// was lost. Whether it was.
    fn ready(&mut self) -> Result<bool, StoreError> {
        Ok(false)
    }

    /// From the next query on, every query sees the same state of the database, whoever
    /// writes meanwhile, until [`Engine::rollback`].
    fn hold(&mut self) -> Result<(), StoreError>;

    /// That many questions follow, and none after what is written meanwhile, until
    /// [`Engine::let_go`]: an engine that answers them quicker from one state does so.
    fn steady(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    /// Ends what [`Engine::steady`] began, where it did.
    fn let_go(&mut self) {}

    /// Begins to write. Nothing is kept before [`Engine::commit`].
    fn begin(&mut self) -> Result<(), StoreError>;

    /// Keeps what was written, durably.
    fn commit(&mut self) -> Result<(), StoreError>;

    /// Runs a last statement, and keeps what was written with it.
    fn commit_with(&mut self, statement: Statement, cells: &[Cell<'_>]) -> Result<(), StoreError> {
        self.execute(statement, cells)?;
        self.commit()
    }

    /// Forgets what was written.
    fn rollback(&mut self);

    /// Tells the database that it was filled from nothing, where it plans by how much there is. It
    /// finds out by itself in time, so a failure is none.
    fn is_filled(&mut self) {}

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

    /// Makes tables anew, empty, so that readers see the old ones until the commit.
    /// `same` says that those there are, are of the same shape.
    fn renew_tables(&mut self, tables: &[Table], _same: bool) -> Result<(), StoreError> {
        self.drop_tables(tables)?;
        self.make_tables(tables)
    }

    /// Takes the indexes of tables away until [`Engine::make_indexes`], where the engine then
    /// adds many rows faster.
    fn leave_indexes_out(&mut self, _tables: &[Table]) -> Result<(), StoreError> {
        Ok(())
    }

    /// Makes the indexes that were left out.
    fn make_indexes(&mut self, _tables: &[Table]) -> Result<(), StoreError> {
        Ok(())
    }

    /// The names of the tables there are.
    fn tables(&mut self) -> Result<Vec<String>, StoreError>;

    /// What is known of the server; `None` where there is none.
    fn server(&mut self) -> Result<Option<ServerFacts>, StoreError> {
        Ok(None)
    }
}

/// What is known of a server on which a ledger is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerFacts {
    /// Its version, as it says it.
    pub version: String,
    /// Whether this connection to it is encrypted.
    pub encrypted: bool,
    /// The schema that holds the ledger.
    pub schema: String,
    /// `synchronous_commit`, as it is for this connection.
    pub synchronous_commit: String,
    /// Whether the server flushes what it writes (`fsync`). Where it does not, what was
    /// answered as kept may be lost with the power.
    pub flushes: bool,
    /// The process that has the right to write, if one has.
    pub writer: Option<String>,
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
