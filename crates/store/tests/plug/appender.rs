//! The process that appends until it is killed, and says what was acknowledged.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use jiff::Timestamp;
use practice::{Id, Value, When};
use record::{Body, Draft, Entry, Projection, Projector, SetAsideRow};
use store::{Clock, Command, NoRandomness, Outside, Randomness, Setup, Store, Writer};
use tempfile::TempDir;

/// How many entries a command has: all of them, or none, are in a file.
pub const ENTRIES: u64 = 3;
/// How many threads append at once.
const CALLERS: u64 = 4;

const WHERE: &str = "SIGHTLINE_TEST_PLUG_WHERE";
const KEY_FILE: &str = "SIGHTLINE_TEST_PLUG_KEY_FILE";
const ROUND: &str = "SIGHTLINE_TEST_PLUG_ROUND";
const COMMANDS: &str = "SIGHTLINE_TEST_PLUG_COMMANDS";

/// Where a ledger is: its name, and the file of its master key.
pub struct Place {
    pub folder: TempDir,
    pub name: String,
}

impl Place {
    /// A directory without a ledger.
    pub fn in_a_folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let name = folder.path().join("data").display().to_string();
        Self { folder, name }
    }

    /// A schema without a ledger.
    pub fn on_a_server(address: String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            folder,
            name: address,
        }
    }

    /// The ledger.
    pub fn store(&self) -> Store {
        store(&self.name, &self.key_file())
    }

    fn key_file(&self) -> PathBuf {
        self.folder.path().join("master.key")
    }
}

fn store(name: &str, key_file: &Path) -> Store {
    Store::named(name).unwrap().with_key_file(key_file)
}

/// Starts the process over a ledger, so many commands long. Rounds are numbered, so that
/// no identifier comes twice.
pub fn start(place: &Place, round: u64, commands: u64, shim: Option<(&Path, &Path)>) -> Child {
    start_as("appender::the_appender", place, round, commands, shim)
}

/// The same, as the process that this test is.
pub fn start_as(
    name: &str,
    place: &Place,
    round: u64,
    commands: u64,
    shim: Option<(&Path, &Path)>,
) -> Child {
    let program = std::env::current_exe().expect("this program");
    let mut process = Process::new(program);
    process
        .args(["--exact", name, "--ignored", "--nocapture"])
        .env(WHERE, &place.name)
        .env(KEY_FILE, place.key_file())
        .env(ROUND, round.to_string())
        .env(COMMANDS, commands.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit());
    if let Some((library, count)) = shim {
        process
            .env("LD_PRELOAD", library)
            .env("SIGHTLINE_TEST_FLUSHES", count);
    }
    process.spawn().expect("this program starts again")
}

/// What an acknowledgement says: the file, and its version.
pub fn acknowledged(line: &str) -> Option<(Id, u64)> {
    let (owner, version) = line.strip_prefix("acknowledged ")?.split_once(' ')?;
    Some((owner.parse().ok()?, version.parse().ok()?))
}

/// What a writer of a round is given.
pub fn outside(round: u64) -> Outside {
    Outside {
        clock: Box::new(Still),
        randomness: Box::new(Mixed(round << 32)),
        projector: Arc::new(One),
    }
}

#[test]
#[ignore = "it is the process that other tests start and kill"]
fn the_appender() {
    let (writer, round, commands) = told();
    let next = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..CALLERS {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= commands {
                        break;
                    }
                    let command = command(round, n);
                    let owner = command.owner;
                    let appended = writer.append(command).unwrap();
                    // Written whole or not at all: one call, shorter than a pipe's buffer.
                    let line = format!("acknowledged {owner} {}\n", appended.version);
                    std::io::stdout().write_all(line.as_bytes()).unwrap();
                }
            });
        }
    });
}

/// What the process is told: the writer of its ledger, which is made where it is not there,
/// the round, and how many commands.
pub fn told() -> (Writer, u64, u64) {
    let told = |name| {
        #[expect(
            clippy::disallowed_methods,
            reason = "a test tells its own process what to do"
        )]
        std::env::var(name).expect("it was started by a test")
    };
    let store = store(&told(WHERE), Path::new(&told(KEY_FILE)));
    let round: u64 = told(ROUND).parse().unwrap();
    let commands: u64 = told(COMMANDS).parse().unwrap();
    let writer = if store.exists().unwrap() {
        store.open_writer(outside(round)).unwrap()
    } else {
        let setup = Setup {
            organisation: Id::from_bytes([7; 16]),
            name: "Wexcombe Children's Services".into(),
            example: true,
        };
        store.create(&setup, outside(round)).unwrap()
    };
    (writer, round, commands)
}

/// An identifier of a round.
pub fn number(round: u64, n: u64, entry: u64) -> Id {
    let mut bytes = [0; 16];
    Mixed(round << 40 | n << 8 | entry)
        .fill(&mut bytes)
        .unwrap();
    Id::from_bytes(bytes)
}

/// A new file with three entries.
fn command(round: u64, n: u64) -> Command {
    let number = |entry: u64| number(round, n, entry);
    let owner = number(0);
    let drafts = (1..=ENTRIES).map(|entry| Draft {
        id: number(entry),
        owner,
        refers_to: Vec::new(),
        kind: "contact".into(),
        kind_version: 1,
        occurred: When::Day("2026-05-22".parse().unwrap()),
        recorded_by: owner,
        organisation: Id::from_bytes([7; 16]),
        corrects: None,
        group: number(1),
        body: Body {
            fields: [("reason".to_owned(), Value::text("somebody is worried"))].into(),
            ..Body::default()
        },
    });
    Command {
        owner,
        expected_version: 0,
        known: None,
        drafts: drafts.collect(),
    }
}

/// A clock that stands still.
struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        "2026-06-01T09:00:00Z".parse().unwrap()
    }

    fn is_machine(&self) -> bool {
        true
    }
}

/// Chance that repeats from a seed (SplitMix64).
struct Mixed(u64);

impl Randomness for Mixed {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        for chunk in bytes.chunks_mut(8) {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let z = (z ^ (z >> 31)).to_le_bytes();
            chunk.copy_from_slice(&z[..chunk.len()]);
        }
        Ok(())
    }
}

/// One row for each entry: what is derived must be as whole as what it is derived from.
struct One;

impl Projector for One {
    fn project(&self, subject: Id, file: &[Entry]) -> Projection {
        let row = |entry: &Entry| SetAsideRow {
            subject,
            entry: entry.header.id,
            child: None,
            source: "cin-census".into(),
            file: "census.xml".into(),
            line: entry.position,
            table: "CINDetails".into(),
            column: "ReferralDate".into(),
            value: "2026-02-30".into(),
            reason: "no such day".into(),
        };
        Projection {
            set_aside: file.iter().map(row).collect(),
            ..Projection::default()
        }
    }
}
