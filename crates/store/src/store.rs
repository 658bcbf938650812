//! A ledger in its place: made once, then opened to write or to read.

use std::path::PathBuf;
use std::sync::Arc;

use record::Projector;

use crate::custody::{LedgerKey, LedgerRow, upgrade};
use crate::directory::WriterLock;
use crate::dispose;
use crate::engine::{Cell, Columns, Engine};
use crate::error::StoreError;
use crate::head::Head;
use crate::keys::{KeySource, Keyring, MasterKey};
use crate::ledger::{Ledger, Writer};
use crate::outside::Outside;
use crate::place::Place;
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

/// The number in `meta` that is 1 from a disposal or a rotation until what was destroyed is
/// gone from the database's own files.
pub(crate) const SWEEP_DUE: &str = "sweep-due";

/// A ledger in its place: a directory, or a schema of a PostgreSQL server.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) place: Place,
    key: Option<KeySource>,
    pub(crate) waiting: usize,
}

/// How many commands and sets of notes may wait to be written, where it is not said
/// otherwise.
pub const WAITING: usize = 512;

/// A ledger open for writing. The lock is that of a directory; on a server the engine holds
/// the right itself.
pub(crate) type Locked = (Box<dyn Engine>, LedgerRow, Keyring, Option<WriterLock>);

impl Store {
    /// The ledger in this directory, with its master key beside it
    /// (`master.key`).
    pub fn at(dir: impl Into<PathBuf>) -> Self {
        let place = Place::folder(dir.into());
        let key = place.master_key().map(KeySource::File);
        Self {
            place,
            key,
            waiting: WAITING,
        }
    }

    /// The ledger of this name: a directory, or an address on a PostgreSQL server,
    /// `postgres://user@host:port/database?schema=name`, whose master key has to be in a
    /// file of its own ([`Store::with_key_file`]).
    pub fn named(name: &str) -> Result<Self, StoreError> {
        let place = Place::named(name)?;
        let key = place.master_key().map(KeySource::File);
        Ok(Self {
            place,
            key,
            waiting: WAITING,
        })
    }

    /// With its master key in this file instead.
    #[must_use]
    pub fn with_key_file(self, key_file: impl Into<PathBuf>) -> Self {
        self.with_key(KeySource::File(key_file.into()))
    }

    /// With its master key from there instead.
    #[must_use]
    pub fn with_key(self, key: KeySource) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }

    /// With room for so many commands and sets of notes to wait until they are written, one at
    /// least. Whoever has one more waits to hand it over.
    #[must_use]
    pub fn with_waiting(self, waiting: usize) -> Self {
        Self {
            waiting: waiting.max(1),
            ..self
        }
    }

    /// Its name, for messages: never with a password.
    pub fn name(&self) -> String {
        self.place.name()
    }

    /// Where its master key comes from.
    pub fn key(&self) -> Result<&KeySource, StoreError> {
        self.key
            .as_ref()
            .ok_or_else(|| StoreError::KeyFileNeeded { dir: self.name() })
    }

    /// Whether there is a database here. A server has to answer for that.
    pub fn exists(&self) -> Result<bool, StoreError> {
        self.place.exists()
    }

    /// Opens it for writing. One writer at a time: another is refused with the
    /// holder's process id.
    pub fn open_writer(&self, outside: Outside) -> Result<Writer, StoreError> {
        let (mut ledger, _, lock) = self.open_ledger(outside)?;
        // Should there be no room for it, it stays due; to write goes on.
        let _ = dispose::finish(ledger.engine.as_mut());
        Ok(Writer::start(ledger, lock, self.waiting))
    }

    /// Opens the ledger for writing, its read models in step with it.
    pub(crate) fn open_ledger(
        &self,
        outside: Outside,
    ) -> Result<(Ledger, About, Option<WriterLock>), StoreError> {
        let (mut engine, mut row, keys, lock) = self.open_locked()?;
        let mut outside = outside;
        if !row.about.example && !outside.clock.is_machine() {
            return Err(StoreError::NotTheMachinesClock { dir: self.name() });
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
                dir: self.name(),
                found,
                known: sql::READ_MODELS_VERSION,
                at,
                head: head.position,
            });
        }
        if meta(engine.as_mut(), READ_MODELS_BY)? != outside.projector.mark() {
            return Err(StoreError::DerivedByAnother { dir: self.name() });
        }
        let desk = LedgerKey::read(engine.as_mut(), row.format, LedgerKey::DESK)?;
        let desk = desk.ok_or(StoreError::Unreadable {
            table: "ledger_key",
            column: "name",
        })?;
        let desk = desk.cipher(&row.about, &keys.wrapping)?;
        let ledger = Ledger {
            engine,
            keys,
            desk,
            organisation: row.about.organisation,
            head,
            outside,
            unsure: false,
        };
        Ok((ledger, row.about, lock))
    }

    /// Opens it for reading, also while it is written.
    pub fn open_reader(&self) -> Result<Reader, StoreError> {
        let (engine, row) = self.open_to_read()?;
        let keys = row.open(&MasterKey::read(self.key()?)?)?;
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
    pub(crate) fn open_locked(&self) -> Result<Locked, StoreError> {
        let (mut engine, lock) = self.place.write()?;
        let row = LedgerRow::read(engine.as_mut(), &self.name())?;
        let keys = row.open(&MasterKey::read(self.key()?)?)?;
        Ok((engine, row, keys, lock))
    }

    /// Opens the database for reading, without the master key.
    pub(crate) fn open_to_read(&self) -> Result<(Box<dyn Engine>, LedgerRow), StoreError> {
        let mut engine = self.place.read()?;
        let row = LedgerRow::read(engine.as_mut(), &self.name())?;
        Ok((engine, row))
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
