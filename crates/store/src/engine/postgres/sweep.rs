//! Taking what was deleted out of the server's own files of a table.
//!
//! A plain `vacuum` frees the space of a row and leaves its bytes there, in an index at times
//! the whole key. `vacuum full` writes the table and its indexes anew without them and lets
//! the old files go; `analyze` with it forgets the values that stood in the statistics. What
//! somebody may still read is copied as well, so it is done only when nobody reads an older
//! state. The server's log keeps the rows until it is recycled (`SECURITY.md`).

use std::time::Duration;

use super::{Postgres, errors};
use crate::error::StoreError;

/// How often to look whether those who read an older state have ended, and how long to wait
/// between. Somebody may read for hours, and is not waited for.
const LOOKS: (u32, Duration) = (40, Duration::from_millis(50));

/// To wait for readers of a table no longer than others wait behind us; and to have the time
/// that it takes.
const PATIENCE: [(&str, &str); 2] = [("lock_timeout", "200ms"), ("statement_timeout", "30min")];

impl Postgres {
    /// Writes these tables anew without what was deleted from them; whether that was possible
    /// now.
    pub(super) fn write_anew(&mut self, tables: &[&str]) -> Result<bool, StoreError> {
        if !self.nobody_reads_an_older_state()? {
            return Ok(false);
        }
        let mut before = Vec::new();
        for (name, value) in PATIENCE {
            before.push((name, self.text(&format!("show {name}"))?));
            self.run(&format!("set {name} = '{value}'"))?;
        }
        let swept = tables
            .iter()
            .try_for_each(|table| self.run(&format!("vacuum (full, analyze) {table}")));
        if self.session.is_some() {
            for (name, value) in before {
                self.run(&format!("set {name} = '{value}'"))?;
            }
        }
        match swept {
            Ok(()) => Ok(true),
            Err(StoreError::Locked { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Waits a little until nobody sees, or can come to see, what was so before now. Whoever
    /// still writes, in another database of the server too, holds back what a new snapshot
    /// takes for gone, that of `vacuum full` as well.
    fn nobody_reads_an_older_state(&mut self) -> Result<bool, StoreError> {
        let now = self.text("select pg_snapshot_xmax(pg_current_snapshot())::xid::text")?;
        let older = format!(
            "with others as (
                 select backend_xmin as oldest, backend_xid as own from pg_stat_activity
                 where pid <> pg_backend_pid()
                     and (datname = current_database() or datname is null)
                 union all select xmin, null from pg_replication_slots
                 union all select transaction, null from pg_prepared_xacts
                 where database = current_database()
                 union all select pg_snapshot_xmin(pg_current_snapshot())::xid, null)
             select count(*)::text from others
             where age(oldest) > age('{now}'::xid) or age(own) > age('{now}'::xid)"
        );
        let (looks, pause) = LOOKS;
        for _ in 0..looks {
            if self.text(&older)? == "0" {
                return Ok(true);
            }
            // The pause must be begun where it is waited for.
            self.runtime
                .block_on(async { tokio::time::sleep(pause).await });
        }
        Ok(false)
    }

    /// What a query of one row and one column of text says.
    fn text(&mut self, sql: &str) -> Result<String, StoreError> {
        let row = self.query_row(sql, &[])?;
        let text = row.map(|row| row.try_get::<_, String>(0)).transpose();
        text.map(Option::unwrap_or_default)
            .map_err(|error| errors::error(&self.name, &error))
    }
}
