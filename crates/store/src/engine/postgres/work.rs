//! What the store asks of a database, done in PostgreSQL's way.

use futures_util::TryStreamExt as _;
use futures_util::future::{join, try_join_all};

use super::session::{Purpose, Session};
use super::{Postgres, errors, words};
use crate::engine::{Cell, Engine, Question, ServerFacts, Take, TakeOf};
use crate::error::StoreError;
use crate::sql::{Statement, Table};

/// How many rows go in one statement.
const ROWS: usize = 2048;
/// How many statements are sent before the first is answered.
const STATEMENTS: usize = 256;

impl Engine for Postgres {
    fn execute(&mut self, statement: Statement, cells: &[Cell<'_>]) -> Result<usize, StoreError> {
        let (runtime, session) = self.session()?;
        let changed = runtime.block_on(async {
            let prepared = session.prepare(statement).await?;
            session.client.execute_raw(&prepared, cells).await
        });
        changed
            .map(|changed| usize::try_from(changed).unwrap_or(usize::MAX))
            .map_err(|error| self.failed(&error))
    }

    fn execute_many(
        &mut self,
        statement: Statement,
        rows: &[&[Cell<'_>]],
    ) -> Result<(), StoreError> {
        if rows.is_empty() {
            return Ok(());
        }
        let (runtime, session) = self.session()?;
        let done = runtime.block_on(async {
            if let Some(many) = session.prepare_many(statement).await? {
                for rows in rows.chunks(ROWS) {
                    let columns: Vec<Vec<Cell<'_>>> = (0..many.params().len())
                        .map(|column| {
                            let cells = rows.iter().map(|row| row.get(column).copied());
                            cells.map(|cell| cell.unwrap_or(Cell::Null)).collect()
                        })
                        .collect();
                    session.client.execute_raw(&many, &columns).await?;
                }
                return Ok(());
            }
            let one = session.prepare(statement).await?;
            let client = &session.client;
            for rows in rows.chunks(STATEMENTS) {
                try_join_all(rows.iter().map(|row| client.execute_raw(&one, *row))).await?;
            }
            Ok(())
        });
        done.map_err(|error| self.failed(&error))
    }

    fn ask(&mut self, questions: &[Question<'_>], take: &mut TakeOf<'_>) -> Result<(), StoreError> {
        for (first, some) in (0..).step_by(STATEMENTS).zip(questions.chunks(STATEMENTS)) {
            let (runtime, session) = self.session()?;
            let answers = runtime.block_on(async {
                let mut prepared = Vec::with_capacity(some.len());
                for (statement, _) in some {
                    prepared.push(session.prepare(*statement).await?);
                }
                let client = &session.client;
                let answers = some
                    .iter()
                    .zip(&prepared)
                    .map(|(question, prepared)| async {
                        let rows = client.query_raw(prepared, &question.1).await?;
                        rows.try_collect::<Vec<_>>().await
                    });
                try_join_all(answers).await
            });
            let answers = answers.map_err(|error| self.failed(&error))?;
            for (place, rows) in (first..).zip(&answers) {
                rows.iter().try_for_each(|row| take(place, row))?;
            }
        }
        Ok(())
    }

    fn each(
        &mut self,
        statement: Statement,
        cells: &[Cell<'_>],
        take: &mut Take<'_>,
    ) -> Result<(), StoreError> {
        let mut begun = false;
        let done = self.stream(statement, cells, &mut |row| {
            begun = true;
            take(row)
        });
        match done {
            // The server was stopped and started since the last question.
            Err(StoreError::Unreachable { .. }) if self.purpose == Purpose::Read && !begun => {
                self.ready()?;
                self.stream(statement, cells, take)
            }
            done => done,
        }
    }

    fn ready(&mut self) -> Result<bool, StoreError> {
        if self
            .session
            .as_ref()
            .is_some_and(|session| !session.client.is_closed())
        {
            return Ok(false);
        }
        self.session = None;
        let session = Session::open(&self.runtime, &self.address, &self.tls, self.purpose)?;
        self.session = Some(session);
        if let Some(epoch) = self.right
            && let Err(error) = self.take_right_again(epoch)
        {
            // It is to be asked again, the next time.
            self.session = None;
            return Err(error);
        }
        Ok(true)
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        const BEGIN: &str = "begin isolation level read committed";
        let Some(epoch) = self.right else {
            return self.run(BEGIN);
        };
        let (runtime, session) = self.session()?;
        let held = runtime.block_on(async {
            let statement = session.prepare(Statement::HoldWriter).await?;
            let client = &session.client;
            let began = client.batch_execute(BEGIN);
            let (began, held) =
                join(began, client.execute_raw(&statement, [Cell::Int(epoch)])).await;
            began.and(held)
        });
        match held {
            Ok(1) => Ok(()),
            Ok(_) => {
                self.rollback();
                Err(self.right_lost()?)
            }
            Err(error) => {
                let error = self.failed(&error);
                self.rollback();
                Err(error)
            }
        }
    }

    fn mark(&mut self) -> Result<(), StoreError> {
        self.run("savepoint mark")
    }

    fn back(&mut self) -> Result<(), StoreError> {
        self.run("rollback to savepoint mark; release savepoint mark")
    }

    fn unmark(&mut self) -> Result<(), StoreError> {
        self.run("release savepoint mark")
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.run("commit").map_err(|error| match error {
            StoreError::Unreachable { dir, why } => StoreError::Unconfirmed { dir, why },
            error => error,
        })
    }

    fn rollback(&mut self) {
        if self.session.is_some() {
            let _ = self.run("rollback");
        }
    }

    fn settle(&mut self) {
        self.free_right();
    }

    fn make_tables(&mut self, tables: &[Table]) -> Result<(), StoreError> {
        for table in tables {
            self.run(&words::table(table.create))?;
            table.indexes.iter().try_for_each(|index| self.run(index))?;
        }
        Ok(())
    }

    fn drop_tables(&mut self, tables: &[Table]) -> Result<(), StoreError> {
        tables
            .iter()
            .try_for_each(|table| self.run(&format!("drop table if exists {}", table.name)))
    }

    /// A table that is dropped is closed to readers until the commit; one that is emptied
    /// is not.
    fn renew_tables(&mut self, tables: &[Table], same: bool) -> Result<(), StoreError> {
        let there = self.tables()?;
        for table in tables {
            if same && there.iter().any(|name| name == table.name) {
                self.run(&format!("delete from {}", table.name))?;
            } else {
                self.drop_tables(std::slice::from_ref(table))?;
                self.make_tables(std::slice::from_ref(table))?;
            }
        }
        Ok(())
    }

    fn tables(&mut self) -> Result<Vec<String>, StoreError> {
        let schema = self.address.schema.clone();
        let (runtime, session) = self.session()?;
        let names = runtime.block_on(session.client.query(
            "select tablename::text from pg_tables where schemaname = $1",
            &[&schema],
        ));
        names
            .and_then(|names| names.iter().map(|row| row.try_get(0)).collect())
            .map_err(|error| self.failed(&error))
    }

    fn server(&mut self) -> Result<Option<ServerFacts>, StoreError> {
        const FACTS: &str = "select current_setting('server_version'), \
            current_setting('synchronous_commit'), current_setting('fsync'), \
            coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false)";
        let row = self.query_row(FACTS, &[])?;
        let Some(row) = row else { return Ok(None) };
        let writer = self.writer()?;
        let cell = |error| errors::error(&self.name, &error);
        Ok(Some(ServerFacts {
            version: row.try_get(0).map_err(cell)?,
            synchronous_commit: row.try_get(1).map_err(cell)?,
            flushes: row.try_get::<_, String>(2).map_err(cell)? == "on",
            encrypted: row.try_get(3).map_err(cell)?,
            schema: self.address.schema.clone(),
            writer,
        }))
    }
}
