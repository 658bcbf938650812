//! A ledger in its directory: made once, then opened to write or to read.

use std::path::PathBuf;
use std::sync::Arc;

use practice::{Id, Value, When};
use record::{Body, Draft, Projector};

use crate::directory::{Directory, WriterLock};
use crate::engine::{Cell, Columns, Engine, Sqlite};
use crate::error::StoreError;
use crate::head::Head;
use crate::keys::{self, Keyring, MASTER_VERSION, MasterKey, Wrapped};
use crate::ledger::{Command, Ledger, Writer};
use crate::outside::Outside;
use crate::reader::{About, Reader};
use crate::rebuild::{self, Rebuilt};
use crate::sql::{self, Statement};

/// The number in `meta` of the version of the read models.
pub(crate) const READ_MODELS: &str = "read-models";
/// The number in `meta` of the last entry that the read models take in.
pub(crate) const READ_MODELS_AT: &str = "read-models-at";

/// What a new ledger is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The organisation whose record it is. It owns the first entry.
    pub organisation: Id,
    /// The organisation's name.
    pub name: String,
    /// Whether it is an example: it says so for ever, and may be given a clock
    /// other than the machine's.
    pub example: bool,
}

/// A ledger in its directory.
#[derive(Clone, Debug)]
pub struct Store {
    directory: Directory,
    key_file: PathBuf,
}

impl Store {
    /// The ledger in this directory, with its master key beside it
    /// (`master.key`).
    pub fn at(dir: impl Into<PathBuf>) -> Self {
        let directory = Directory::at(dir.into());
        let key_file = directory.master_key();
        Self {
            directory,
            key_file,
        }
    }

    /// With its master key in this file instead.
    #[must_use]
    pub fn with_key_file(self, key_file: impl Into<PathBuf>) -> Self {
        Self {
            key_file: key_file.into(),
            ..self
        }
    }

    /// Whether there is a database here.
    pub fn exists(&self) -> bool {
        self.directory.database().exists()
    }

    /// Makes a new ledger, with its first entry: of the kind `ledger-opened`, in
    /// the organisation's file, with the fields `example` and `name`.
    ///
    /// The directory is made where it is not there, and so is the master key. What
    /// an earlier attempt left unfinished is finished.
    pub fn create(&self, setup: &Setup, outside: Outside) -> Result<Writer, StoreError> {
        let dir = self.directory.name();
        if !setup.example && !outside.clock.is_machine() {
            return Err(StoreError::NotTheMachinesClock { dir });
        }
        self.directory.make()?;
        let lock = self.directory.lock()?;
        let mut engine = Sqlite::write(&self.directory.database(), &dir, true)?;
        if engine.has_table("ledger")? {
            return Err(StoreError::AlreadyThere { dir });
        }
        let Outside {
            clock,
            mut randomness,
            projector,
        } = outside;
        let mut id = || {
            let mut bytes = [0; 16];
            randomness.fill(&mut bytes).map(|()| Id::from_bytes(bytes))
        };
        let (ledger_id, entry_id, group) = (id()?, id()?, id()?);
        let master = keys::read_or_make(&self.key_file, randomness.as_mut())?;
        let about = About {
            ledger: ledger_id,
            organisation: setup.organisation,
            example: setup.example,
        };
        let (keys, seal_key) = Keyring::create(&master, &place(&about), randomness.as_mut())?;
        let occurred = clock.now();
        let mut ledger = Ledger {
            engine: Box::new(engine),
            keys,
            head: Head::NONE,
            outside: Outside {
                clock,
                randomness,
                projector,
            },
        };
        let opened = Draft {
            id: entry_id,
            owner: setup.organisation,
            refers_to: Vec::new(),
            kind: "ledger-opened".to_owned(),
            kind_version: 1,
            occurred: When::Instant(occurred),
            recorded_by: setup.organisation,
            organisation: setup.organisation,
            corrects: None,
            group,
            body: Body {
                fields: [
                    ("example".to_owned(), Value::YesNo(setup.example)),
                    ("name".to_owned(), Value::text(&setup.name)),
                ]
                .into(),
                from: None,
            },
        };
        let first = Command {
            owner: setup.organisation,
            expected_version: 0,
            known: None,
            drafts: vec![opened],
        };
        ledger.open_with(first, |engine| {
            engine.define(sql::LEDGER)?;
            engine.define(sql::READ_MODELS)?;
            write_about(engine, &about, &seal_key)
        })?;
        Ok(Writer::start(ledger, lock))
    }

    /// Opens it for writing. One writer at a time: another is refused with the
    /// holder's process id.
    pub fn open_writer(&self, outside: Outside) -> Result<Writer, StoreError> {
        let (mut engine, about, keys, lock) = self.open_locked()?;
        if !about.example && !outside.clock.is_machine() {
            return Err(StoreError::NotTheMachinesClock {
                dir: self.directory.name(),
            });
        }
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
        let ledger = Ledger {
            engine,
            keys,
            head,
            outside,
        };
        Ok(Writer::start(ledger, lock))
    }

    /// Opens it for reading, also while it is written.
    pub fn open_reader(&self) -> Result<Reader, StoreError> {
        let dir = self.directory.name();
        let file = self.database()?;
        let mut engine = Sqlite::read(&file, &dir)?;
        let (about, keys) = self.open(&mut engine)?;
        Ok(Reader::new(Box::new(engine), about, keys))
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

    fn open_locked(&self) -> Result<(Box<dyn Engine>, About, Keyring, WriterLock), StoreError> {
        let dir = self.directory.name();
        let file = self.database()?;
        let lock = self.directory.lock()?;
        let mut engine = Sqlite::write(&file, &dir, false)?;
        let (about, keys) = self.open(&mut engine)?;
        Ok((Box::new(engine), about, keys, lock))
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

    /// Reads what the ledger is, and opens its seal key.
    fn open(&self, engine: &mut dyn Engine) -> Result<(About, Keyring), StoreError> {
        let not_a_ledger = || StoreError::NotALedger {
            dir: self.directory.name(),
        };
        if !engine.has_table("ledger")? {
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
                dir: self.directory.name(),
                found: format,
                known: sql::FORMAT,
            });
        }
        let master = MasterKey::read(&self.key_file)?;
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

/// Says in a new database what it is.
fn write_about(
    engine: &mut dyn Engine,
    about: &About,
    seal_key: &Wrapped,
) -> Result<(), StoreError> {
    engine.execute(
        Statement::NewLedger,
        &[
            Cell::from(&about.ledger),
            Cell::from(&about.organisation),
            Cell::from(about.example),
            Cell::Int(sql::FORMAT),
            Cell::Int(MASTER_VERSION),
            Cell::Bytes(&seal_key.hidden),
            Cell::Bytes(&seal_key.nonce),
        ],
    )?;
    for (key, value) in [(READ_MODELS, sql::READ_MODELS_VERSION), (READ_MODELS_AT, 0)] {
        engine.execute(Statement::NewMeta, &[Cell::Text(key), Cell::Int(value)])?;
    }
    Ok(())
}

/// Where the seal key belongs: to this ledger, of this organisation, an example or
/// not. A change to any of them shows when the ledger is opened.
fn place(about: &About) -> Vec<u8> {
    [
        b"seal-key:".as_slice(),
        &MASTER_VERSION.to_be_bytes(),
        about.ledger.bytes(),
        about.organisation.bytes(),
        &[u8::from(about.example)],
    ]
    .concat()
}
