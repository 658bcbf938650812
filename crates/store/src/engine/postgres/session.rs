//! One connection to the server, set up as the ledger needs it.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_postgres::config::TargetSessionAttrs;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Statement as Prepared};

use super::address::Address;
use super::errors;
use super::runtime::Own;
use super::tls::Tls;
use super::words;
use crate::error::StoreError;
use crate::sql::Statement;

/// How long to wait for a server that is starting up, and how often to look.
const STARTING: (u32, Duration) = (100, Duration::from_millis(100));

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To read alone.
    Read,
    /// To write. There is one such connection, and what it asks is always of one file, or
    /// in the order of an index. A plan that was made while a table was empty must not
    /// read it whole later.
    Write,
}

impl Purpose {
    /// The settings of a connection, as far as the server has them.
    fn settings(self) -> &'static str {
        match self {
            Self::Read => {
                "('default_transaction_read_only', 'on'), ('statement_timeout', '15min'), \
                 ('application_name', 'sightline reader')"
            }
            Self::Write => {
                "('statement_timeout', '2min'), ('lock_timeout', '10s'), \
                 ('idle_in_transaction_session_timeout', '2min'), \
                 ('client_connection_check_interval', '1s'), ('enable_seqscan', 'off'), \
                 ('application_name', 'sightline writer')"
            }
        }
    }
}

/// One connection, and the statements that are prepared on it.
pub(super) struct Session {
    pub client: Client,
    /// Passes on what is said; it runs while something is waited for.
    connection: JoinHandle<()>,
    one: Vec<Option<Prepared>>,
    many: Vec<Option<Prepared>>,
}

impl Session {
    /// Connects.
    pub fn open(
        runtime: &Own,
        address: &Arc<Address>,
        tls: &Tls,
        purpose: Purpose,
    ) -> Result<Self, StoreError> {
        let name = address.to_string();
        let mut config = address.config.clone();
        if purpose == Purpose::Write && config.get_hosts().len() > 1 {
            // Of several, the one that is no standby.
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        runtime.block_on(async {
            let (mut looks, pause) = STARTING;
            let (client, connection) = loop {
                match config.connect(tls.clone()).await {
                    Ok(connected) => break connected,
                    Err(error)
                        if looks > 0 && error.code() == Some(&SqlState::CANNOT_CONNECT_NOW) =>
                    {
                        looks -= 1;
                        tokio::time::sleep(pause).await;
                    }
                    Err(error) => return Err(errors::error(&name, &error)),
                }
            };
            let connection = tokio::spawn(async move {
                // Whoever waits for an answer is told of the failure.
                let _ = connection.await;
            });
            let session = Self {
                client,
                connection,
                one: vec![None; Statement::ALL.len()],
                many: vec![None; Statement::ALL.len()],
            };
            session.set_up(address, purpose).await?;
            Ok(session)
        })
    }

    /// Settles how the connection works, and checks what the ledger relies on.
    async fn set_up(&self, address: &Address, purpose: Purpose) -> Result<(), StoreError> {
        let name = address.to_string();
        let settings = format!(
            "set search_path = {};
             select set_config('synchronous_commit', case current_setting('synchronous_commit')
                 when 'remote_apply' then 'remote_apply' else 'on' end, false);
             select set_config(known.name, wanted.value, false) from pg_settings known join
                 (values ('client_min_messages', 'warning'), ('jit', 'off'),
                     ('tcp_keepalives_idle', '30'), ('tcp_keepalives_interval', '10'),
                     ('tcp_keepalives_count', '3'), {}) wanted (name, value)
                 on known.name = wanted.name",
            address.quoted_schema(),
            purpose.settings()
        );
        let failed = |error| errors::error(&name, &error);
        self.client.batch_execute(&settings).await.map_err(failed)?;
        let found = self
            .client
            .query_one(
                "select current_setting('synchronous_commit'), current_setting('server_encoding')",
                &[],
            )
            .await
            .map_err(failed)?;
        for (column, setting, wanted) in [
            (0, "synchronous_commit", ["on", "remote_apply"].as_slice()),
            (1, "server_encoding", ["UTF8"].as_slice()),
        ] {
            let is: String = found.try_get(column).map_err(failed)?;
            if !wanted.contains(&is.as_str()) {
                return Err(StoreError::Setting {
                    dir: name,
                    setting,
                    is,
                    wanted: wanted.first().copied().unwrap_or_default(),
                });
            }
        }
        Ok(())
    }

    /// A statement, prepared.
    pub async fn prepare(
        &mut self,
        statement: Statement,
    ) -> Result<Prepared, tokio_postgres::Error> {
        let place = statement as usize;
        if let Some(Some(prepared)) = self.one.get(place) {
            return Ok(prepared.clone());
        }
        let prepared = self.client.prepare(statement.text()).await?;
        if let Some(kept) = self.one.get_mut(place) {
            *kept = Some(prepared.clone());
        }
        Ok(prepared)
    }

    /// A statement that inserts or deletes, prepared for many rows at once.
    pub async fn prepare_many(
        &mut self,
        statement: Statement,
    ) -> Result<Prepared, tokio_postgres::Error> {
        let place = statement as usize;
        if let Some(Some(prepared)) = self.many.get(place) {
            return Ok(prepared.clone());
        }
        let one = self.prepare(statement).await?;
        let many = words::many(statement.text(), one.params());
        let prepared = self.client.prepare(&many).await?;
        if let Some(kept) = self.many.get_mut(place) {
            *kept = Some(prepared.clone());
        }
        Ok(prepared)
    }

    /// Says goodbye, so that the server lets go at once.
    pub fn close(self, runtime: &Own) {
        drop(self.client);
        let waits: Box<dyn Future<Output = ()> + Unpin> = Box::new(Box::pin(async {
            let _ = tokio::time::timeout(Duration::from_secs(1), self.connection).await;
        }));
        runtime.block_on(waits);
    }
}
