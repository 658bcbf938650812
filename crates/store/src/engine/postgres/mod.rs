//! PostgreSQL: everything that is its own way.
//!
//! - Settings ([`session`]): every commit flushed before it is answered
//!   (`synchronous_commit`, which is checked), every wait bounded, readers read-only.
//! - Round trips: what belongs to a group of commands is asked and written in a few, many
//!   rows in one statement ([`words`]).
//! - The right to write ([`right`]): a row of the table `writer`.
//!
//! The driver is asynchronous. Its runtime is this connection's own, and turns only while
//! something is waited for; nothing else runs on it. So a connection must not be used in
//! the midst of another such runtime, but on a thread where waiting is allowed.

mod address;
mod errors;
mod parameters;
mod right;
mod rows;
mod runtime;
mod session;
mod sweep;
#[cfg(test)]
mod tests;
mod tls;
mod words;
mod work;

pub(crate) use address::Address;

use std::ops::ControlFlow;
use std::sync::Arc;

use futures_util::StreamExt as _;
use tokio_postgres::types::ToSql;

use self::runtime::Own;
use self::session::{Purpose, Session};
use self::tls::Tls;
use super::{Cell, Engine, Take};
use crate::error::StoreError;
use crate::sql::{self, Statement};

/// How many rows are handed over before the next are waited for.
const ROWS: usize = 256;

/// A connection to a PostgreSQL server.
pub(crate) struct Postgres {
    address: Arc<Address>,
    /// The address, for messages.
    name: String,
    purpose: Purpose,
    tls: Tls,
    runtime: Own,
    /// `None` once the connection was lost.
    session: Option<Session>,
    /// The number under which this connection may write.
    right: Option<i64>,
    /// Whether one state is held for every query.
    holding: bool,
}

impl Postgres {
    /// Connects to read.
    pub fn read(address: &Arc<Address>) -> Result<Self, StoreError> {
        Self::open(address, Purpose::Read)
    }

    /// Connects to write; the right to is taken by [`Postgres::take_right`].
    pub fn write(address: &Arc<Address>) -> Result<Self, StoreError> {
        Self::open(address, Purpose::Write)
    }

    /// Connects to write, with the right to, and makes the schema where it is not there. One
    /// that holds something else is left alone.
    pub fn make(address: &Arc<Address>) -> Result<Self, StoreError> {
        let mut engine = Self::open(address, Purpose::Write)?;
        let tables = engine.tables()?;
        if !tables.is_empty() && !tables.iter().any(|name| name == sql::WRITER.name) {
            return Err(StoreError::NotALedger {
                dir: engine.name.clone(),
            });
        }
        let writer = words::table(sql::WRITER.create);
        let writer = writer.replace("create table", "create table if not exists");
        let schema = engine.address.quoted_schema();
        // Two that begin at once may clash; the second time it is there.
        for last in [false, true] {
            let made = engine.run(&format!("create schema if not exists {schema}; {writer}"));
            let made = made.and_then(|()| engine.execute(Statement::NewWriter, &[]));
            match made {
                Ok(_) => break,
                Err(StoreError::Clash { .. }) if !last => {}
                Err(error) => return Err(error),
            }
        }
        engine.take_right()?;
        Ok(engine)
    }

    fn open(address: &Arc<Address>, purpose: Purpose) -> Result<Self, StoreError> {
        let name = address.to_string();
        let tls = Tls::of(address)?;
        let runtime = Own::new().map_err(|error| StoreError::Database {
            dir: name.clone(),
            why: error.to_string(),
        })?;
        let session = Session::open(&runtime, address, &tls, purpose)?;
        Ok(Self {
            address: Arc::clone(address),
            name,
            purpose,
            tls,
            runtime,
            session: Some(session),
            right: None,
            holding: false,
        })
    }

    /// The connection, and what it needs to be used.
    fn session(&mut self) -> Result<(&Own, &mut Session), StoreError> {
        match &mut self.session {
            Some(session) => Ok((&self.runtime, session)),
            None => Err(StoreError::Unreachable {
                dir: self.name.clone(),
                why: "the connection was lost".to_owned(),
            }),
        }
    }

    /// What an error means. A connection that was lost is let go.
    fn failed(&mut self, error: &tokio_postgres::Error) -> StoreError {
        let error = errors::error(&self.name, error);
        if matches!(error, StoreError::Unreachable { .. }) {
            self.session = None;
        }
        error
    }

    /// Runs statements that need no cells, and answer nothing.
    fn run(&mut self, sql: &str) -> Result<(), StoreError> {
        let (runtime, session) = self.session()?;
        let ran = runtime.block_on(session.client.batch_execute(sql));
        ran.map_err(|error| self.failed(&error))
    }

    /// The first row of a query that is this engine's own.
    fn query_row(
        &mut self,
        sql: &str,
        cells: &[&(dyn ToSql + Sync)],
    ) -> Result<Option<tokio_postgres::Row>, StoreError> {
        let (runtime, session) = self.session()?;
        let found = runtime.block_on(session.client.query_opt(sql, cells));
        found.map_err(|error| self.failed(&error))
    }

    /// Runs a query, and hands over each row as it comes: the server sends on as the rows
    /// are taken.
    fn stream(
        &mut self,
        statement: Statement,
        cells: &[Cell<'_>],
        take: &mut Take<'_>,
    ) -> Result<(), StoreError> {
        let (runtime, session) = self.session()?;
        let rows = runtime.block_on(async {
            let prepared = session.prepare(statement).await?;
            session.client.query_raw(&prepared, cells).await
        });
        let rows = rows.map_err(|error| self.failed(&error))?;
        let mut rows = Box::pin(rows.ready_chunks(ROWS));
        while let Some(chunk) = self.runtime.block_on(rows.next()) {
            for row in chunk {
                let row = row.map_err(|error| self.failed(&error))?;
                if let ControlFlow::Break(()) = take(&row)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        runtime::away(|| {
            self.free_right();
            if let Some(session) = self.session.take() {
                session.close(&self.runtime);
            }
        });
    }
}
