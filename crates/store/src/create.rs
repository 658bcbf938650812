//! Making a new ledger: its directory, its keys, its tables and its first entry,
//! which says for ever what it is.

use practice::{Id, Value, When};
use record::{Body, Draft};

use crate::engine::{Cell, Engine};
use crate::error::StoreError;
use crate::head::Head;
use crate::keys::{self, Keyring, MASTER_VERSION, Wrapped};
use crate::ledger::{Command, Ledger, Writer};
use crate::outside::{NoRandomness, Outside, Randomness};
use crate::reader::About;
use crate::sql::{self, Statement};
use crate::store::{self, READ_MODELS, READ_MODELS_AT, READ_MODELS_BY, Store};

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
    pub fn create(&self, setup: &Setup, outside: Outside) -> Result<Writer, StoreError> {
        let dir = self.name();
        if !setup.example && !outside.clock.is_machine() {
            return Err(StoreError::NotTheMachinesClock { dir });
        }
        let key_file = self.key_file()?;
        let (mut engine, lock) = self.place.make()?;
        let tables = engine.tables()?;
        if store::is_ledger(&tables) {
            return Err(StoreError::AlreadyThere { dir });
        } else if tables.iter().any(|name| name != sql::WRITER.name) {
            return Err(StoreError::NotALedger { dir });
        }

        let mut outside = outside;
        let randomness = outside.randomness.as_mut();
        let master = keys::read_or_make(key_file, randomness)?;
        let about = About {
            ledger: id(randomness)?,
            organisation: setup.organisation,
            example: setup.example,
        };
        let (keys, seal_key) = Keyring::create(&master, &store::place(&about), randomness)?;
        let first = first_entry(setup, &mut outside)?;
        let derived_by = outside.projector.mark();
        let mut ledger = Ledger {
            engine,
            keys,
            head: Head::NONE,
            outside,
            unsure: false,
        };
        ledger.open_with(first, |engine| {
            engine.make_tables(sql::LEDGER)?;
            engine.make_tables(sql::READ_MODELS)?;
            write_about(engine, &about, &seal_key, derived_by)
        })?;
        Ok(Writer::start(ledger, lock))
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
fn id(randomness: &mut dyn Randomness) -> Result<Id, NoRandomness> {
    let mut bytes = [0; 16];
    randomness.fill(&mut bytes)?;
    Ok(Id::from_bytes(bytes))
}

/// Says in a new database what it is.
fn write_about(
    engine: &mut dyn Engine,
    about: &About,
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
            Cell::Int(MASTER_VERSION),
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
