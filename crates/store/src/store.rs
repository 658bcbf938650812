//! A ledger in its directory: made once, then opened to write or to read.

use std::path::PathBuf;
use std::sync::Arc;

use record::Projector;

use crate::custody::{LedgerRow, upgrade};
use crate::directory::{Directory, WriterLock};
use crate::dispose;
use crate::engine::{Cell, Columns, Engine, Sqlite};
use crate::error::StoreError;
use crate::head::Head;
use crate::keys::{KeySource, Keyring, MasterKey};
use crate::ledger::{Ledger, Writer};
use crate::outside::Outside;
use crate::reader::{About, Reader};
use crate::rebuild::{self, Rebuilt};
use crate::sql::{self, Statement};

/// The number in `meta` of the version of the read models.
pub(crate) const READ_MODELS: &str = "read-models";
/// The number in `meta` of the last entry that the read models take in.
pub(crate) const READ_MODELS_AT: &str = "read-models-at";
/// The number in `meta` of the fold that made the read models.
pub(crate) const READ_MODELS_BY: &str = "read-models-by";

/// The number in `meta` of the time since which the master key is the present one, in
/// microseconds since 1970; none where it is the first.
pub(crate) const MASTER_KEY_SINCE: &str = "master-key-since";

/// The number in `meta` that is 1 from a disposal until what was deleted is gone from
/// the database's own files.
pub(crate) const SWEEP_DUE: &str = "sweep-due";

/// A ledger in its directory.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) directory: Directory,
    pub(crate) key: KeySource,
}

impl Store {
    /// The ledger in this directory, with its master key beside it
    /// (`master.key`).
    pub fn at(dir: impl Into<PathBuf>) -> Self {
        let directory = Directory::at(dir.into());
        let key = KeySource::File(directory.master_key());
        Self { directory, key }
    }

    /// With its master key in this file instead.
    #[must_use]
    pub fn with_key_file(self, key_file: impl Into<PathBuf>) -> Self {
        self.with_key(KeySource::File(key_file.into()))
    }

    /// With its master key from there instead.
    #[must_use]
    pub fn with_key(self, key: KeySource) -> Self {
        Self { key, ..self }
    }

    /// Whether there is a database here.
    pub fn exists(&self) -> bool {
        self.directory.database().exists()
    }

    /// Opens it for writing. One writer at a time: another is refused with the
    /// holder's process id.
    pub fn open_writer(&self, outside: Outside) -> Result<Writer, StoreError> {
        let (mut ledger, _, lock) = self.open_ledger(outside)?;
        // Should there be no room for it, it stays due; to write goes on.
        let _ = dispose::finish(ledger.engine.as_mut());
        Ok(Writer::start(ledger, lock))
    }

    /// Opens the ledger for writing, its read models in step with it.
    pub(crate) fn open_ledger(
        &self,
        outside: Outside,
    ) -> Result<(Ledger, About, WriterLock), StoreError> {
        let (mut engine, mut row, keys, lock) = self.open_locked()?;
        let mut outside = outside;
        if !row.about.example && !outside.clock.is_machine() {
            return Err(StoreError::NotTheMachinesClock {
                dir: self.directory.name(),
            });
        }
        let now = outside.clock.now().as_microsecond();
        let randomness = outside.randomness.as_mut();
        upgrade(engine.as_mut(), &mut row, &keys.wrapping, now, randomness)?;
        let head = head(engine.as_mut())?;
        let found = meta(engine.as_mut(), READ_MODELS)?;
        let at = meta(engine.as_mut(), READ_MODELS_AT)?;
        let at = u64::try_from(at).unwrap_or(0);
        if found != sql::READ_MODELS_VERSION || at != head.position {
            return Err(StoreError::ReadModelsOutOfStep {
                dir: self.directory.name(),
                found,
                known: sql::READ_MODELS_VERSION,
                at,
                head: head.position,
            });
        }
        if meta(engine.as_mut(), READ_MODELS_BY)? != outside.projector.mark() {
            return Err(StoreError::DerivedByAnother {
                dir: self.directory.name(),
            });
        }
        let ledger = Ledger {
            engine,
            keys,
            head,
            outside,
        };
        Ok((ledger, row.about, lock))
    }

    /// Opens it for reading, also while it is written.
    pub fn open_reader(&self) -> Result<Reader, StoreError> {
        let (engine, row) = self.open_to_read()?;
        let keys = row.open(&MasterKey::read(&self.key)?)?;
        Ok(Reader::new(engine, row.about, keys))
    }

    /// Drops the read models and makes them again from the entries, one file
    /// after the other. It takes the right to write; readers see the old rows until
    /// the new ones are complete.
    ///
    /// `progress` is told how many entries have been folded, and of how many.
    pub fn rebuild(
        &self,
        projector: &Arc<dyn Projector>,
        progress: impl FnMut(u64, u64),
    ) -> Result<Rebuilt, StoreError> {
        let (mut engine, _, keys, _lock) = self.open_locked()?;
        let rebuilt = rebuild::run(engine.as_mut(), &keys, projector.as_ref(), progress)?;
        let _ = dispose::finish(engine.as_mut());
        Ok(rebuilt)
    }

    /// Opens the database for writing, with the right to write.
    pub(crate) fn open_locked(
        &self,
    ) -> Result<(Box<dyn Engine>, LedgerRow, Keyring, WriterLock), StoreError> {
        let dir = self.directory.name();
        let file = self.database()?;
        let lock = self.directory.lock()?;
        let mut engine = Sqlite::write(&file, &dir)?;
        let row = LedgerRow::read(&mut engine, &dir)?;
        let keys = row.open(&MasterKey::read(&self.key)?)?;
        Ok((Box::new(engine), row, keys, lock))
    }

    /// Opens the database for reading, without the master key.
    pub(crate) fn open_to_read(&self) -> Result<(Box<dyn Engine>, LedgerRow), StoreError> {
        let dir = self.directory.name();
        let mut engine = Sqlite::read(&self.database()?, &dir)?;
        let row = LedgerRow::read(&mut engine, &dir)?;
        Ok((Box::new(engine), row))
    }

    /// The database, if it is there.
    fn database(&self) -> Result<PathBuf, StoreError> {
        let file = self.directory.database();
        if file.exists() {
            Ok(file)
        } else {
            Err(StoreError::NoLedger {
                dir: self.directory.name(),
            })
        }
    }
}

/// The last entry.
pub(crate) fn head(engine: &mut dyn Engine) -> Result<Head, StoreError> {
    let head = engine.first(Statement::Head, &[], |row| {
        let mut columns = Columns::of("entry", row);
        Ok(Head {
            position: columns.count("position")?,
            seal: crate::Seal::from_bytes(columns.array("seal")?),
            recorded_at: jiff::Timestamp::from_microsecond(columns.int("recorded_at")?).map_err(
                |_| StoreError::Unreadable {
                    table: "entry",
                    column: "recorded_at",
                },
            )?,
        })
    })?;
    Ok(head.unwrap_or(Head::NONE))
}

/// A number that is kept of the whole; 0 where it is not.
pub(crate) fn meta(engine: &mut dyn Engine, key: &str) -> Result<i64, StoreError> {
    let value = engine.first(Statement::Meta, &[Cell::Text(key)], |row| {
        Ok(Columns::of("meta", row).int("value")?)
    })?;
    Ok(value.unwrap_or(0))
}

/// Keeps a number of the whole, whether or not it was kept before.
pub(crate) fn set_meta(engine: &mut dyn Engine, key: &str, value: i64) -> Result<(), StoreError> {
    let cells = [Cell::Text(key), Cell::Int(value)];
    if engine.execute(Statement::SetMeta, &cells)? == 0 {
        engine.execute(Statement::NewMeta, &cells)?;
    }
    Ok(())
}

/// Whether a database with these tables is a ledger's.
pub(crate) fn is_ledger(tables: &[String]) -> bool {
    tables.iter().any(|name| name == "ledger")
}
