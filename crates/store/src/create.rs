//! Making a new ledger: its directory, its keys, its tables and its first entry,
//! which says for ever what it is.

use practice::{Id, Value, When};
use record::{Body, Draft};

use crate::custody::LedgerKey;
use crate::directory::WriterLock;
use crate::engine::{Cell, Engine};
use crate::error::StoreError;
use crate::head::Head;
use crate::keys::{self, Keyring, MasterKey, Place, RecoveryKey, Secret, Wrapped, Wrapping};
use crate::ledger::{Command, Ledger, Writer};
use crate::outside::{NoRandomness, Outside, Randomness};
use crate::reader::About;
use crate::sql::{self, Statement};
use crate::store::{self, READ_MODELS, READ_MODELS_AT, READ_MODELS_BY, Store};

/// The version of the master key that a ledger is made with.
pub(crate) const FIRST_VERSION: i64 = 1;

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

impl Store {
    /// Makes a new ledger, with its first entry: of the kind `ledger-opened`, in
    /// the organisation's file, with the fields `example` and `name`.
    ///
    /// The directory or schema is made where it is not there, and so is the master key. What
    /// an earlier attempt left unfinished is finished.
    ///
    /// It has no recovery key: whoever loses the master key of it has lost what was
    /// recorded. [`Store::create_recoverable`] gives it one.
    pub fn create(&self, setup: &Setup, outside: Outside) -> Result<Writer, StoreError> {
        self.make_ledger(setup, outside, None)
    }

    /// Makes a new ledger whose master key can be had again with this recovery key,
    /// which is to be shown once, and kept on paper.
    pub fn create_recoverable(
        &self,
        setup: &Setup,
        outside: Outside,
        recovery: &RecoveryKey,
    ) -> Result<Writer, StoreError> {
        self.make_ledger(setup, outside, Some(recovery))
    }

    /// Makes the place of a new ledger, and takes the right to write there: an empty
    /// database.
    pub(crate) fn make_place(&self) -> Result<(Box<dyn Engine>, Option<WriterLock>), StoreError> {
        let dir = self.name();
        let (mut engine, lock) = self.place.make()?;
        let tables = engine.tables()?;
        if store::is_ledger(&tables) {
            return Err(StoreError::AlreadyThere { dir });
        } else if tables.iter().any(|name| name != sql::WRITER.name) {
            return Err(StoreError::NotALedger { dir });
        }
        Ok((engine, lock))
    }

    fn make_ledger(
        &self,
        setup: &Setup,
        outside: Outside,
        recovery: Option<&RecoveryKey>,
    ) -> Result<Writer, StoreError> {
        let dir = self.name();
        if !setup.example && !outside.clock.is_machine() {
            return Err(StoreError::NotTheMachinesClock { dir });
        }
        let (engine, lock) = self.make_place()?;
        let mut outside = outside;
        let randomness = outside.randomness.as_mut();
        let master = MasterKey::read_or_make(self.key()?, randomness)?;
        let about = About {
            ledger: id(randomness)?,
            organisation: setup.organisation,
            example: setup.example,
        };
        let wrapping = Wrapping::new(&master.secret, FIRST_VERSION);
        let seal = Secret::new(randomness)?;
        let seal_key = wrapping.wrap(Place::Seal(&about), &seal, keys::nonce(randomness)?)?;
        let now = outside.clock.now().as_microsecond();
        let signing = LedgerKey::signing(&about, &wrapping, now, randomness)?;
        let recovery = recovery
            .map(|key| LedgerKey::recovery(&about, &master, key, now, randomness))
            .transpose()?;
        let desk_key = LedgerKey::desk(&about, &wrapping, now, randomness)?;
        let desk = desk_key.cipher(&about, &wrapping)?;
        let keys = Keyring::new(wrapping, &seal);
        let first = first_entry(setup, &mut outside)?;
        let derived_by = outside.projector.mark();
        let mut ledger = Ledger {
            engine,
            keys,
            desk,
            organisation: about.organisation,
            head: Head::NONE,
            outside,
            unsure: false,
        };
        ledger.open_with(first, |engine| {
            make_tables(engine)?;
            write_about(engine, &about, FIRST_VERSION, &seal_key, derived_by)?;
            signing.keep(engine, LedgerKey::SIGNING, FIRST_VERSION)?;
            desk_key.keep(engine, LedgerKey::DESK, FIRST_VERSION)?;
            match &recovery {
                Some(key) => key.keep(engine, LedgerKey::RECOVERY, FIRST_VERSION),
                None => Ok(()),
            }
        })?;
        Ok(Writer::start(ledger, lock, self.waiting))
    }
}

/// The first entry, in the file of the organisation.
fn first_entry(setup: &Setup, outside: &mut Outside) -> Result<Command, NoRandomness> {
    let Setup {
        organisation,
        name,
        example,
    } = setup;
    let fields = [
        ("example".to_owned(), Value::YesNo(*example)),
        ("name".to_owned(), Value::text(name)),
    ];
    let opened = Draft {
        id: id(outside.randomness.as_mut())?,
        owner: *organisation,
        refers_to: Vec::new(),
        kind: "ledger-opened".to_owned(),
        kind_version: 1,
        occurred: When::Instant(outside.clock.now()),
        recorded_by: *organisation,
        organisation: *organisation,
        corrects: None,
        group: id(outside.randomness.as_mut())?,
        body: Body {
            fields: fields.into(),
            ..Body::default()
        },
    };
    Ok(Command {
        owner: *organisation,
        expected_version: 0,
        known: None,
        drafts: vec![opened],
    })
}

/// A new identifier.
pub(crate) fn id(randomness: &mut dyn Randomness) -> Result<Id, NoRandomness> {
    let mut bytes = [0; 16];
    randomness.fill(&mut bytes)?;
    Ok(Id::from_bytes(bytes))
}

/// Makes every table of a new ledger.
pub(crate) fn make_tables(engine: &mut dyn Engine) -> Result<(), StoreError> {
    make_tables_of(sql::FORMAT, engine)
}

/// Makes the tables of a ledger of the second format, or a later one.
pub(crate) fn make_tables_of(format: i64, engine: &mut dyn Engine) -> Result<(), StoreError> {
    engine.make_tables(sql::LEDGER)?;
    engine.make_tables(sql::LEDGER_SINCE_2)?;
    if format >= 3 {
        engine.make_tables(sql::LEDGER_SINCE_3)?;
    }
    if format >= 4 {
        engine.make_tables(sql::LEDGER_SINCE_4)?;
    }
    if format >= 5 {
        engine.make_tables(sql::LEDGER_SINCE_5)?;
    }
    engine.make_tables(sql::READ_MODELS)
}

/// Says in a new database what it is.
pub(crate) fn write_about(
    engine: &mut dyn Engine,
    about: &About,
    key_version: i64,
    seal_key: &Wrapped,
    derived_by: i64,
) -> Result<(), StoreError> {
    engine.execute(
        Statement::NewLedger,
        &[
            Cell::from(&about.ledger),
            Cell::from(&about.organisation),
            Cell::from(about.example),
            Cell::Int(sql::FORMAT),
            Cell::Int(key_version),
            Cell::Bytes(&seal_key.hidden),
            Cell::Bytes(&seal_key.nonce),
        ],
    )?;
    for (key, value) in [
        (READ_MODELS, sql::READ_MODELS_VERSION),
        (READ_MODELS_AT, 0),
        (READ_MODELS_BY, derived_by),
    ] {
        engine.execute(Statement::NewMeta, &[Cell::Text(key), Cell::Int(value)])?;
    }
    Ok(())
}
