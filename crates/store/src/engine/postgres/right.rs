//! The right to write, on a server.
//!
//! A row of the table `writer` says whose it is: a number that counts up whenever the
//! right changes hands, the process, and its connection. Another may take it only when the
//! server no longer knows that connection. Each transaction begins by holding the row at
//! its own number; whoever has lost the right finds another there, and stops.

use std::time::Duration;

use super::{Postgres, errors};
use crate::engine::{Cell, Columns, Engine};
use crate::error::StoreError;
use crate::sql::Statement;

/// How often to look whether a connection that was just closed is gone, and for how long
/// to wait between.
const LOOKS: (u32, Duration) = (40, Duration::from_millis(25));

/// A connection that the server knows.
const KNOWN: &str = "select 1 from pg_stat_activity where pid = $1 and \
    (backend_start is null or (extract(epoch from backend_start) * 1000000)::bigint = $2)";
/// This connection.
const OURS: &str = "select pid::bigint, (extract(epoch from backend_start) * 1000000)::bigint, \
    coalesce(host(client_addr), '') from pg_stat_activity where pid = pg_backend_pid()";
/// Ends a connection of ours that the server still takes for alive.
const END: &str = "select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 \
    and (extract(epoch from backend_start) * 1000000)::bigint = $2";

/// The right to write, as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Holder {
    epoch: i64,
    process: String,
    host: String,
    backend: i64,
    since: i64,
}

impl Holder {
    /// The process, and where it runs where that is another machine.
    fn named(&self) -> String {
        if self.host.is_empty() {
            self.process.clone()
        } else {
            format!("{} on {}", self.process, self.host)
        }
    }
}

impl Postgres {
    /// Takes the right to write; refused, with the holder's process id, while another
    /// connection has it.
    pub fn take_right(&mut self) -> Result<(), StoreError> {
        let (mut looks, pause) = LOOKS;
        loop {
            let holder = self.holder()?;
            if self.is_known(&holder)? {
                if looks == 0 {
                    return Err(StoreError::WriterHeld {
                        dir: self.name.clone(),
                        pid: holder.named(),
                    });
                }
                looks -= 1;
                self.runtime
                    .block_on(async { tokio::time::sleep(pause).await });
            } else if self.take_from(holder.epoch)? {
                return Ok(());
            }
        }
    }

    /// Takes the right again on a new connection, if nobody else has taken it since.
    pub(super) fn take_right_again(&mut self, epoch: i64) -> Result<(), StoreError> {
        let holder = self.holder()?;
        if holder.epoch == epoch {
            // What the old connection was doing is over before this one goes on: its
            // transaction holds the row.
            self.query_row(END, &[&holder_pid(&holder), &holder.since])?;
            if self.take_from(epoch)? {
                return Ok(());
            }
        }
        Err(self.right_lost()?)
    }

    /// Who has the right to write, as far as the server knows the connection.
    pub(super) fn writer(&mut self) -> Result<Option<String>, StoreError> {
        let holder = self.holder()?;
        Ok(self.is_known(&holder)?.then(|| holder.named()))
    }

    /// Gives the right back.
    pub(super) fn free_right(&mut self) {
        if let Some(epoch) = self.right.take() {
            // The next writer sees that the connection is gone, should this fail.
            let _ = self.execute(Statement::FreeWriter, &[Cell::Int(epoch)]);
        }
    }

    /// That another process has taken the right.
    pub(super) fn right_lost(&mut self) -> Result<StoreError, StoreError> {
        Ok(StoreError::RightLost {
            dir: self.name.clone(),
            pid: self.holder()?.named(),
        })
    }

    fn take_from(&mut self, epoch: i64) -> Result<bool, StoreError> {
        let row = self
            .query_row(OURS, &[])?
            .ok_or_else(|| StoreError::Database {
                dir: self.name.clone(),
                why: "it does not list this connection in pg_stat_activity".to_owned(),
            })?;
        let cell = |error| errors::error(&self.name, &error);
        let (pid, since): (i64, i64) = (
            row.try_get(0).map_err(cell)?,
            row.try_get::<_, Option<i64>>(1).map_err(cell)?.unwrap_or(0),
        );
        let host: String = row.try_get(2).map_err(cell)?;
        let process = std::process::id().to_string();
        let taken = self.execute(
            Statement::TakeWriter,
            &[
                Cell::Int(epoch),
                Cell::Text(&process),
                Cell::Text(&host),
                Cell::Int(pid),
                Cell::Int(since),
            ],
        )?;
        if taken == 1 {
            self.right = Some(epoch + 1);
        }
        Ok(taken == 1)
    }

    fn holder(&mut self) -> Result<Holder, StoreError> {
        let engine: &mut dyn Engine = self;
        let holder = engine.first(Statement::WriterIs, &[], |row| {
            let mut columns = Columns::of("writer", row);
            Ok(Holder {
                epoch: columns.int("epoch")?,
                process: columns.text("process")?.to_owned(),
                host: columns.text("host")?.to_owned(),
                backend: columns.int("backend")?,
                since: columns.int("since")?,
            })
        })?;
        holder.ok_or(StoreError::Unreadable {
            table: "writer",
            column: "epoch",
        })
    }

    fn is_known(&mut self, holder: &Holder) -> Result<bool, StoreError> {
        if holder.backend == 0 {
            return Ok(false);
        }
        let known = self.query_row(KNOWN, &[&holder_pid(holder), &holder.since])?;
        Ok(known.is_some())
    }
}

/// The number of the holder's connection, as the server counts them.
fn holder_pid(holder: &Holder) -> i32 {
    i32::try_from(holder.backend).unwrap_or(0)
}
