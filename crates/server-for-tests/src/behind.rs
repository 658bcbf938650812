//! A way into a database behind the product's back, as somebody with full access has it.

use tokio::runtime::Runtime;
use tokio_postgres::{Client, NoTls, SimpleQueryMessage};

/// A connection to one schema.
pub struct Behind {
    runtime: Runtime,
    client: Client,
}

impl Behind {
    /// To the schema of this address.
    ///
    /// # Panics
    ///
    /// Where it cannot be reached.
    pub fn to(address: &str) -> Self {
        Self::try_to(address).expect("the server answers")
    }

    /// To the schema of this address.
    ///
    /// # Errors
    ///
    /// Why it cannot be reached.
    pub fn try_to(address: &str) -> Result<Self, String> {
        let told = |error: tokio_postgres::Error| error.to_string();
        let (address, schema) = match address.split_once("&schema=") {
            Some((address, schema)) => (address, schema),
            None => (address, "public"),
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        let client = runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(address, NoTls).await?;
            tokio::spawn(connection);
            let path = format!("set search_path = \"{schema}\"");
            client.batch_execute(&path).await?;
            Ok(client)
        });
        let client = client.map_err(told)?;
        Ok(Self { runtime, client })
    }

    /// Runs statements; how many rows the last of them changed.
    ///
    /// # Panics
    ///
    /// Where the server refuses one.
    pub fn run(&self, statements: &str) -> u64 {
        let said = self.runtime.block_on(self.client.simple_query(statements));
        let said = said.unwrap_or_else(|error| {
            let why = error.as_db_error().map(ToString::to_string);
            panic!("{statements}: {}", why.unwrap_or_else(|| error.to_string()))
        });
        let counts = said.iter().filter_map(|message| match message {
            SimpleQueryMessage::CommandComplete(count) => Some(*count),
            _ => None,
        });
        counts.last().unwrap_or(0)
    }

    /// The rows of a query, each column as the server writes it.
    ///
    /// # Panics
    ///
    /// Where the server refuses it.
    pub fn rows(&self, query: &str) -> Vec<Vec<Option<String>>> {
        let said = self.runtime.block_on(self.client.simple_query(query));
        said.unwrap_or_else(|error| panic!("{query}: {error}"))
            .iter()
            .filter_map(|message| match message {
                SimpleQueryMessage::Row(row) => Some(
                    (0..row.len())
                        .map(|column| row.get(column).map(ToOwned::to_owned))
                        .collect(),
                ),
                _ => None,
            })
            .collect()
    }
}
