//! What the tests are given from outside: a clock that is set, chance that repeats,
//! and a fold that is easy to check.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use practice::{Fields, Id, Value, When};
use record::find::{Name, Particulars};
use record::{
    Body, ChildRow, Draft, Duty, Ending, Entry, FindRow, Mark, NumberRow, Projection, Projector,
    Provenance, SetAsideRow,
};
use store::{
    Appended, Clock, Command, KeySource, NoRandomness, Outside, Randomness, Reader, Setup, Store,
    StoreError, Writer,
};
use tempfile::TempDir;

use crate::Engine;
use crate::behind::Behind;

/// A clock that stands until it is set.
#[derive(Clone)]
pub struct Set(pub Arc<Mutex<Timestamp>>, pub bool);

impl Set {
    pub fn at(time: &str) -> Self {
        Self(Arc::new(Mutex::new(time.parse().unwrap())), false)
    }

    pub fn set(&self, time: &str) {
        *self.0.lock().unwrap() = time.parse().unwrap();
    }

    /// The same, said to be the machine's own.
    pub fn machine(self) -> Self {
        Self(self.0, true)
    }
}

impl Clock for Set {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn is_machine(&self) -> bool {
        self.1
    }
}

/// Chance that repeats from a seed (SplitMix64).
pub struct Repeating(pub u64);

impl Randomness for Repeating {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        for chunk in bytes.chunks_mut(8) {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let z = (z ^ (z >> 31)).to_le_bytes();
            chunk.copy_from_slice(&z[..chunk.len()]);
        }
        Ok(())
    }
}

/// Folds each entry with the field `due` into a duty, each with `aside` into a row
/// set aside, and the last `authority_id` into the child. A file with `panic` breaks
/// the fold, one with `twice` makes a row twice, one with `other` speaks of another.
pub struct Fold;

impl Projector for Fold {
    fn project(&self, subject: Id, file: &[Entry]) -> Projection {
        let mut made = Projection {
            joined: record::merge::rows(subject, file),
            numbers: numbers(subject, file),
            ..Projection::default()
        };
        let told = file
            .iter()
            .filter(|one| !record::merge::is_of_merging(&one.header.kind));
        let length = told.count();
        for entry in file {
            let Some(body) = &entry.body else { continue };
            let text = |name: &str| match body.fields.get(name) {
                Some(Value::Text(text)) => Some(text.as_str()),
                _ => None,
            };
            assert!(text("panic").is_none(), "the fold was told to break down");
            if let Some(authority_id) = text("authority_id") {
                made.child = Some(ChildRow {
                    subject,
                    organisation: entry.header.organisation,
                    authority_id: authority_id.to_owned(),
                    born_on: text("born_on").map(|day| day.parse().unwrap()),
                });
            }
            if let Some(surname) = text("surname") {
                made.find = Some(found_by(subject, surname));
            }
            if let Some(due) = text("due") {
                made.duties.push(duty(subject, entry, due, length));
            }
            if text("twice").is_some() {
                let again = made.duties.last().unwrap().clone();
                made.duties.push(again);
            }
            let merges = record::merge::is_of_merging(&entry.header.kind);
            if text("other").is_some() && !merges {
                made.duties.last_mut().unwrap().subject = id(0xff);
            }
            if let Some(reason) = text("aside") {
                made.set_aside.push(SetAsideRow {
                    subject,
                    entry: entry.header.id,
                    child: text("authority_id").map(str::to_owned),
                    source: "cin-census".into(),
                    file: "census.xml".into(),
                    line: entry.position,
                    table: "CINDetails".into(),
                    column: "ReferralDate".into(),
                    value: "2026-02-30".into(),
                    reason: reason.into(),
                });
            }
        }
        made
    }
}

/// Every `authority_id` that leads to a file that is made of several.
fn numbers(subject: Id, file: &[Entry]) -> Vec<NumberRow> {
    let merged = record::merge::rows(subject, file);
    if !merged.iter().any(|row| row.whole) {
        return Vec::new();
    }
    let bodies = file.iter().filter_map(|entry| entry.body.as_ref());
    let told = bodies.filter_map(|body| match body.fields.get("authority_id") {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    });
    let told: BTreeSet<String> = told.collect();
    let rows = told.into_iter().map(|authority_id| NumberRow {
        subject,
        authority_id,
        born_on: None,
    });
    rows.collect()
}

/// Somebody of a surname, under a key of it and one that all have.
fn found_by(subject: Id, surname: &str) -> FindRow {
    let name = Name {
        surname: surname.to_owned(),
        ..Name::default()
    };
    FindRow {
        subject,
        particulars: Particulars {
            about: "child".to_owned(),
            names: vec![name],
            ..Particulars::default()
        },
        keys: [format!("n:{surname}"), "d:20150606".to_owned()].into(),
    }
}

/// A duty of every shape there is, by the version of the entry that started it.
fn duty(subject: Id, entry: &Entry, due: &str, length: usize) -> Duty {
    let n = entry.header.owner_version;
    let mark = Mark {
        at: entry.header.occurred,
        by: entry.header.id,
    };
    Duty {
        subject,
        clock: format!("clock-{}", n % 3),
        area: format!("area-{}", n % 2),
        ordinal: u32::try_from(n % 5 / 4).unwrap(),
        started: mark,
        due: (n % 7 != 6).then(|| due.parse().unwrap()),
        plan_by: (n % 7 != 6).then(|| "2026-05-29".parse().unwrap()),
        earliest: (n % 7 == 6).then(|| due.parse().unwrap()),
        should_by: (n % 7 == 5).then(|| due.parse().unwrap()),
        lapses: n % 7 == 4,
        met: n.is_multiple_of(2).then_some(mark),
        late_is_certain: n.is_multiple_of(2),
        recorded_late: [None, Some(true), Some(false)][length % 3],
        ended: n.is_multiple_of(3).then_some(Ending {
            at: n.is_multiple_of(2).then_some(entry.header.occurred),
            by: entry.header.id,
            withdrawn: n % 2 == 1,
        }),
        silence_until: n.is_multiple_of(4).then(|| "2026-03-31".parse().unwrap()),
    }
}

/// The identifier that ends in this number.
pub fn id(n: u128) -> Id {
    Id::from_bytes(n.to_be_bytes())
}

/// A child's file, whose identifier is spread as chance would spread it.
pub fn child(n: u128) -> Id {
    let mut bytes = [0; 16];
    Repeating(u64::try_from(n).unwrap())
        .fill(&mut bytes)
        .unwrap();
    Id::from_bytes(bytes)
}

/// A draft for a file, with these fields of text.
pub fn draft(owner: Id, entry: u128, fields: &[(&str, &str)]) -> Draft {
    Draft {
        id: id(entry),
        owner,
        refers_to: vec![id(0xaa), id(0xbb)],
        kind: "contact".into(),
        kind_version: 2,
        occurred: When::Day("2026-05-22".parse().unwrap()),
        recorded_by: id(0xcc),
        organisation: ORGANISATION,
        corrects: Some(id(0xdd)),
        group: id(0xee),
        body: Body {
            fields: fields
                .iter()
                .map(|(name, text)| ((*name).to_owned(), Value::text(text)))
                .collect::<Fields>(),
            from: Some(Box::new(Provenance {
                source: "cin-census".into(),
                file: "census.xml".into(),
                line: 12,
                recorded: None,
                tells_to: None,
            })),
            ..Body::default()
        },
    }
}

/// A command for a file at a version.
pub fn command(owner: Id, expected_version: u64, drafts: Vec<Draft>) -> Command {
    Command {
        owner,
        expected_version,
        known: None,
        drafts,
    }
}

pub const ORGANISATION: Id = Id::from_bytes([7; 16]);

/// A ledger in a directory, or a schema, that goes with the test.
pub struct Ledger {
    pub dir: TempDir,
    /// Its name: the directory, or the address.
    pub name: String,
    pub store: Store,
    pub clock: Set,
}

impl Ledger {
    /// An example ledger, with its first entry alone.
    pub fn new() -> Self {
        Self::nothing().created()
    }

    fn created(self) -> Self {
        drop(self.store.create(&setup(true), self.outside()).unwrap());
        self
    }

    /// A place without a ledger where nobody else reads: on a server, in a database of its
    /// own.
    pub fn nothing_alone() -> Self {
        let nothing = Self::nothing();
        let Engine::Postgresql = super::ENGINE else {
            return nothing;
        };
        let (_, schema) = nothing.name.split_once("&schema=").unwrap();
        server_for_tests::Behind::to(&nothing.name).run(&format!("create database {schema}"));
        let name = nothing.name.replace("/postgres?", &format!("/{schema}?"));
        Self::named(nothing.dir, name)
    }

    /// An example ledger where nobody else reads.
    pub fn alone() -> Self {
        Self::nothing_alone().created()
    }

    /// A place without a ledger.
    pub fn nothing() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let name = match super::ENGINE {
            Engine::Sqlite => dir.path().join("data").display().to_string(),
            Engine::Postgresql => server_for_tests::fresh(),
        };
        Self::named(dir, name)
    }

    /// A place of this name. On a server the master key stands in the directory.
    pub fn named(dir: TempDir, name: String) -> Self {
        let store = Store::named(&name).unwrap();
        let store = match super::ENGINE {
            Engine::Sqlite => store,
            Engine::Postgresql => store.with_key_file(dir.path().join("master.key")),
        };
        Self {
            dir,
            name,
            store,
            clock: Set::at("2026-06-01T09:00:00Z"),
        }
    }

    /// An example ledger of three files: position 1 is the first entry, and then
    /// four entries each.
    pub fn of_three_files() -> Self {
        Self::new().with_three_files()
    }

    /// With three files more.
    pub fn with_three_files(self) -> Self {
        let writer = self.writer();
        for n in 1..=3 {
            write_file(&writer, n, 4).unwrap();
        }
        drop(writer);
        self
    }

    pub fn outside(&self) -> Outside {
        Outside {
            clock: Box::new(self.clock.clone()),
            randomness: Box::new(Repeating(42)),
            projector: Arc::new(Fold),
        }
    }

    pub fn writer(&self) -> Writer {
        let mut outside = self.outside();
        // Chance of its own each time, so that no nonce comes twice.
        let seed = self.store.open_reader().unwrap().head().unwrap().position;
        outside.randomness = Box::new(Repeating(seed << 32));
        self.store.open_writer(outside).unwrap()
    }

    pub fn reader(&self) -> Reader {
        self.store.open_reader().unwrap()
    }

    /// The file of the master key.
    pub fn key_file(&self) -> PathBuf {
        match self.store.key().unwrap() {
            KeySource::File(path) => path.clone(),
            KeySource::Command(command) => panic!("it is what `{command}` prints"),
        }
    }

    /// A way in behind the product's back.
    pub fn behind(&self) -> Behind {
        Behind::to(super::ENGINE, &self.name)
    }

    /// Whether nothing was made in its place: no directory, and no schema.
    pub fn is_untouched(&self) -> bool {
        match super::ENGINE {
            Engine::Sqlite => !std::path::Path::new(&self.name).exists(),
            Engine::Postgresql => {
                let (_, schema) = self.name.split_once("&schema=").unwrap();
                let behind = server_for_tests::Behind::to(&self.name);
                let named = format!("select 1 from pg_namespace where nspname = '{schema}'");
                behind.rows(&named).is_empty()
            }
        }
    }

    pub fn verify(&self) -> Result<store::Verified, StoreError> {
        self.reader().verify(&[], |_, _| {})
    }
}

pub fn setup(example: bool) -> Setup {
    Setup {
        organisation: ORGANISATION,
        name: "Wexcombe Children's Services".into(),
        example,
    }
}

/// Writes a child's file of so many entries, in one command.
pub fn write_file(writer: &Writer, n: u128, entries: u128) -> Result<Appended, StoreError> {
    let owner = child(n);
    let authority_id = format!("W{n:05}");
    let drafts = (1..=entries)
        .map(|e| {
            let fields = [
                ("authority_id", authority_id.as_str()),
                ("born_on", "2014-02-28"),
                (
                    "due",
                    if e % 2 == 0 {
                        "2026-06-05"
                    } else {
                        "2026-06-05T16:30:00Z"
                    },
                ),
                ("aside", "no such day"),
            ];
            draft(owner, n * 1000 + e, &fields)
        })
        .collect();
    writer.append(command(owner, 0, drafts))
}
