//! What the store asks of a database, done in PostgreSQL's way.

use futures_util::TryStreamExt as _;
use futures_util::future::{LocalBoxFuture, join, join_all, try_join_all};

use super::session::{Purpose, Session};
use super::{Postgres, errors, words};
use crate::engine::{Cell, Engine, Many, Question, ServerFacts, Take, TakeOf};
use crate::error::StoreError;
use crate::sql::{Statement, Table};

/// How many rows go in one statement.
const ROWS: usize = 2048;
/// How many questions are sent before the first is answered.
const QUESTIONS: usize = 256;
/// How many statements with many rows are sent before the first is answered.
const TOGETHER: usize = 24;

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

    fn write(&mut self, many: &[Many<'_>]) -> Result<(), StoreError> {
        let (runtime, session) = self.session()?;
        let done = runtime.block_on(write(session, many, false));
        done.map_err(|error| self.failed(&error))
    }

    fn write_or_not(&mut self, many: &[Many<'_>]) -> Result<(), StoreError> {
        let (runtime, session) = self.session()?;
        let done = runtime.block_on(write(session, many, true));
        let done = done.map_err(|error| self.failed(&error));
        if done.as_ref().is_err_and(StoreError::is_of_one_command) {
            self.back_to_mark()?;
        }
        done
    }

    fn mark(&mut self) -> Result<(), StoreError> {
        self.run("savepoint mark")
    }

    fn release_mark(&mut self) -> Result<(), StoreError> {
        self.run("release savepoint mark")
    }

    fn back_to_mark(&mut self) -> Result<(), StoreError> {
        self.run("rollback to savepoint mark; release savepoint mark")
    }

    fn ask(&mut self, questions: &[Question<'_>], take: &mut TakeOf<'_>) -> Result<(), StoreError> {
        for (first, some) in (0..).step_by(QUESTIONS).zip(questions.chunks(QUESTIONS)) {
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
                        let rows = client.query_raw(prepared, question.1).await?;
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
            // The server was stopped and started since the last question. A state that was
            // held is gone with the connection, and another is never taken for it.
            Err(StoreError::Unreachable { .. })
                if self.purpose == Purpose::Read && !begun && !self.holding =>
            {
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

    fn hold(&mut self) -> Result<(), StoreError> {
        self.run("begin isolation level repeatable read read only")?;
        self.holding = true;
        Ok(())
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

    fn commit(&mut self) -> Result<(), StoreError> {
        self.run("commit").map_err(unconfirmed)
    }

    fn commit_with(&mut self, statement: Statement, cells: &[Cell<'_>]) -> Result<(), StoreError> {
        let (runtime, session) = self.session()?;
        let kept = runtime.block_on(async {
            let statement = session.prepare(statement).await?;
            let last = session.client.execute_raw(&statement, cells);
            // Where the last statement fails, the server keeps nothing.
            let (ran, kept) = join(last, session.client.batch_execute("commit")).await;
            ran.and(kept)
        });
        kept.map_err(|error| unconfirmed(self.failed(&error)))
    }

    fn rollback(&mut self) {
        self.holding = false;
        if self.session.is_some() {
            let _ = self.run("rollback");
        }
    }

    /// Until the server looked by itself, a minute or more later, each statement would be planned
    /// as if the tables were small.
    fn is_filled(&mut self) {
        let names = self.tables().unwrap_or_default();
        let mut names = names.iter();
        let _ = names.try_for_each(|name| self.run(&format!("analyze {name}")));
    }

    fn settle(&mut self) {
        self.free_right();
    }

    fn sweep(&mut self, tables: &[&str]) -> Result<bool, StoreError> {
        self.write_anew(tables)
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

/// A connection that was lost while the server was keeping what was written.
fn unconfirmed(error: StoreError) -> StoreError {
    match error {
        StoreError::Unreachable { dir, why } => StoreError::Unconfirmed { dir, why },
        error => error,
    }
}

/// Sends all the statements, each with many rows, and then waits for the answers; behind a
/// savepoint, if it is to be marked. The first error is the one that counts: after it the
/// server refuses the rest.
async fn write(
    session: &mut Session,
    many: &[Many<'_>],
    marked: bool,
) -> Result<(), tokio_postgres::Error> {
    let mut prepared = Vec::new();
    for one in many.iter().filter(|one| one.rows().next().is_some()) {
        let statement = session.prepare_many(one.statement).await?;
        prepared.extend(
            one.columns(ROWS)
                .map(|columns| (statement.clone(), columns)),
        );
    }
    let client = &session.client;
    let mut sent: Vec<LocalBoxFuture<'_, Result<u64, tokio_postgres::Error>>> =
        Vec::with_capacity(prepared.len() + 2);
    let said = |sql| async move { client.batch_execute(sql).await.map(|()| 0) };
    if marked {
        sent.push(Box::pin(said("savepoint mark")));
    }
    for (statement, columns) in &prepared {
        sent.push(Box::pin(client.execute_raw(statement, columns)));
    }
    if marked {
        sent.push(Box::pin(said("release savepoint mark")));
    }
    while !sent.is_empty() {
        // Few enough to be sent in their order.
        let some = sent.drain(..sent.len().min(TOGETHER));
        for answer in join_all(some).await {
            answer?;
        }
    }
    Ok(())
}
