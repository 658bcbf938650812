//! A ledger in its place: made once, then opened to write or to read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use record::Projector;

use crate::directory::WriterLock;
use crate::engine::{Cell, Columns, Engine};
use crate::error::StoreError;
use crate::head::Head;
use crate::keys::{Keyring, MASTER_VERSION, MasterKey, Wrapped};
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

/// A ledger in its place: a directory, or a schema of a PostgreSQL server.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) place: Place,
    key_file: Option<PathBuf>,
}

/// A ledger open for writing. The lock is that of a directory; on a server the engine holds
/// the right itself.
type Locked = (Box<dyn Engine>, About, Keyring, Option<WriterLock>);

impl Store {
    /// The ledger in this directory, with its master key beside it
    /// (`master.key`).
    pub fn at(dir: impl Into<PathBuf>) -> Self {
        let place = Place::folder(dir.into());
        let key_file = place.master_key();
        Self { place, key_file }
    }

    /// The ledger of this name: a directory, or an address on a PostgreSQL server,
    /// `postgres://user@host:port/database?schema=name`, whose master key has to be in a
    /// file of its own ([`Store::with_key_file`]).
    pub fn named(name: &str) -> Result<Self, StoreError> {
        let place = Place::named(name)?;
        let key_file = place.master_key();
        Ok(Self { place, key_file })
    }

    /// With its master key in this file instead.
    #[must_use]
    pub fn with_key_file(self, key_file: impl Into<PathBuf>) -> Self {
        Self {
            key_file: Some(key_file.into()),
            ..self
        }
    }

    /// Its name, for messages: never with a password.
    pub fn name(&self) -> String {
        self.place.name()
    }

    /// The file of its master key.
    pub fn key_file(&self) -> Result<&Path, StoreError> {
        self.key_file
            .as_deref()
            .ok_or_else(|| StoreError::KeyFileNeeded { dir: self.name() })
    }

    /// Whether there is a database here. A server has to answer for that.
    pub fn exists(&self) -> Result<bool, StoreError> {
        self.place.exists()
    }

    /// Opens it for writing. One writer at a time: another is refused with the
    /// holder's process id.
    pub fn open_writer(&self, outside: Outside) -> Result<Writer, StoreError> {
        let (mut engine, about, keys, lock) = self.open_locked()?;
        if !about.example && !outside.clock.is_machine() {
            return Err(StoreError::NotTheMachinesClock { dir: self.name() });
        }
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
        let ledger = Ledger {
            engine,
            keys,
            head,
            outside,
            unsure: false,
        };
        Ok(Writer::start(ledger, lock))
    }

    /// Opens it for reading, also while it is written.
    pub fn open_reader(&self) -> Result<Reader, StoreError> {
        let mut engine = self.place.read()?;
        let (about, keys) = self.open(engine.as_mut())?;
        Ok(Reader::new(engine, about, keys))
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
        rebuild::run(engine.as_mut(), &keys, projector.as_ref(), progress)
    }

    fn open_locked(&self) -> Result<Locked, StoreError> {
        let (mut engine, lock) = self.place.write()?;
        let (about, keys) = self.open(engine.as_mut())?;
        Ok((engine, about, keys, lock))
    }

    /// Reads what the ledger is, and opens its seal key.
    fn open(&self, engine: &mut dyn Engine) -> Result<(About, Keyring), StoreError> {
        let not_a_ledger = || StoreError::NotALedger { dir: self.name() };
        if !is_ledger(&engine.tables()?) {
            return Err(not_a_ledger());
        }
        let (about, format, wrapped) = engine
            .first(Statement::Ledger, &[], |row| {
                let mut columns = Columns::of("ledger", row);
                let about = About {
                    ledger: columns.id("id")?,
                    organisation: columns.id("organisation")?,
                    example: columns.flag("example")?,
                };
                let format = columns.int("format")?;
                columns.int("key_version")?;
                let hidden = columns.bytes("seal_key")?.to_vec();
                let nonce = columns.array("seal_key_nonce")?;
                Ok((about, format, Wrapped { nonce, hidden }))
            })?
            .ok_or_else(not_a_ledger)?;
        if format > sql::FORMAT {
            return Err(StoreError::NewerFormat {
                dir: self.name(),
                found: format,
                known: sql::FORMAT,
            });
        }
        let master = MasterKey::read(self.key_file()?)?;
        let keys = Keyring::open(&master, &place(&about), wrapped)?;
        Ok((about, keys))
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

/// Whether a database with these tables is a ledger's.
pub(crate) fn is_ledger(tables: &[String]) -> bool {
    tables.iter().any(|name| name == "ledger")
}

/// Where the seal key belongs: to this ledger, of this organisation, an example or
/// not. A change to any of them shows when the ledger is opened.
pub(crate) fn place(about: &About) -> Vec<u8> {
    [
        b"seal-key:".as_slice(),
        &MASTER_VERSION.to_be_bytes(),
        about.ledger.bytes(),
        about.organisation.bytes(),
        &[u8::from(about.example)],
    ]
    .concat()
}
