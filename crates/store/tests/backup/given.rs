//! A record on either engine, and a fold that is easy to check.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use practice::{Id, Value, When};
use record::document::Particulars;
use record::{Body, ChildRow, Draft, Duty, Entry, Mark, Projection, Projector};
use sha2::{Digest as _, Sha256};
use store::{
    Account, Appended, Attachment, Backup, Clock, Command, Digest, KeptDraft, Look, NoRandomness,
    Note, Outside, Piece, Randomness, Reader, RecoveryKey, Seen, Session, Setup, Store, StoreError,
    Writer,
};
use tempfile::TempDir;

pub const ORGANISATION: Id = Id::from_bytes([7; 16]);
/// How many entries each command appends.
pub const TOGETHER: u64 = 3;

/// What a record is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgresql,
}

pub const BOTH: [Engine; 2] = [Engine::Sqlite, Engine::Postgresql];

/// The machine's clock, which stands.
pub struct Standing;

impl Clock for Standing {
    fn now(&self) -> Timestamp {
        "2026-06-01T09:00:00Z".parse().unwrap()
    }

    fn is_machine(&self) -> bool {
        true
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

/// A child and a duty for each entry of a file.
pub struct Fold;

impl Projector for Fold {
    fn project(&self, subject: Id, file: &[Entry]) -> Projection {
        let mut made = Projection {
            joined: record::merge::rows(subject, file),
            ..Projection::default()
        };
        for entry in file.iter().filter(|entry| entry.body.is_some()) {
            if subject == ORGANISATION {
                continue;
            }
            made.child = Some(ChildRow {
                subject,
                organisation: ORGANISATION,
                authority_id: format!("W{}", entry.header.owner_version),
                born_on: Some("2014-02-28".parse().unwrap()),
            });
            made.duties.push(Duty {
                subject,
                clock: "visit".into(),
                area: "protection".into(),
                ordinal: 0,
                started: Mark {
                    at: entry.header.occurred,
                    by: entry.header.id,
                },
                due: Some("2026-06-05".parse().unwrap()),
                plan_by: None,
                earliest: None,
                should_by: None,
                lapses: false,
                met: None,
                late_is_certain: false,
                recorded_late: None,
                ended: None,
                silence_until: None,
            });
        }
        made
    }
}

/// What a writer is given.
pub fn outside(seed: u64) -> Outside {
    Outside {
        clock: Box::new(Standing),
        randomness: Box::new(Repeating(seed)),
        projector: Arc::new(Fold),
    }
}

/// A place for a record, which goes with the test. Its master key stands in a file apart.
pub struct Place {
    pub dir: TempDir,
    pub store: Store,
}

impl Place {
    /// Without a record.
    pub fn empty(engine: Engine) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let name = match engine {
            Engine::Sqlite => dir.path().join("data").display().to_string(),
            Engine::Postgresql => server_for_tests::fresh(),
        };
        let store = Store::named(&name).unwrap();
        let store = store.with_key_file(dir.path().join("master.key"));
        Self { dir, store }
    }

    /// With the master key of another.
    pub fn with_key_of(engine: Engine, other: &Self) -> Self {
        let place = Self::empty(engine);
        std::fs::copy(other.key(), place.key()).unwrap();
        place
    }

    /// A real record of so many files.
    pub fn of_files(engine: Engine, files: u64) -> (Self, RecoveryKey) {
        let place = Self::empty(engine);
        let recovery = RecoveryKey::new(&mut Repeating(4)).unwrap();
        let setup = Setup {
            organisation: ORGANISATION,
            name: "Wexcombe Children's Services".into(),
            example: false,
        };
        let made = (place.store).create_recoverable(&setup, outside(1 << 40), &recovery);
        drop(made.unwrap());
        let writer = place.writer();
        for n in 1..=files {
            write_file(&writer, n).unwrap();
            writer.note(desk(n)).unwrap();
            writer.note(document(n, b"Written in Wexcombe")).unwrap();
        }
        drop(writer);
        (place, recovery)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn key(&self) -> PathBuf {
        self.path("master.key")
    }

    pub fn writer(&self) -> Writer {
        // Chance of its own each time, so that no nonce comes twice.
        let seed = self.reader().head().unwrap().position << 32;
        self.store.open_writer(outside(seed)).unwrap()
    }

    pub fn reader(&self) -> Reader {
        self.store.open_reader().unwrap()
    }

    pub fn entries(&self) -> Vec<Entry> {
        self.reader().entries(1, u32::MAX).unwrap()
    }

    pub fn backup(&self, to: &Path) -> Result<Backup, StoreError> {
        let randomness = &mut Repeating(9);
        self.store.backup(to, &Standing, randomness, |_| {})
    }

    pub fn restore(&self, from: &Path) -> Result<Backup, StoreError> {
        self.store.restore(from, &Fold, |_, _| {})
    }

    /// The head of a record that holds.
    pub fn verified(&self) -> store::Verified {
        self.reader().verify(&[], |_, _| {}).unwrap()
    }
}

/// The parts of a backup.
pub const PARTS: [&str; 10] = [
    "accounts.jsonl",
    "documents.jsonl",
    "drafts.jsonl",
    "entries.jsonl",
    "keys.jsonl",
    "looks.jsonl",
    "manifest.json",
    "manifest.signature",
    "pieces.jsonl",
    "told.jsonl",
];

/// When something was done at a desk.
fn at_a_desk() -> Timestamp {
    Standing.now()
}

/// The desk of a worker who looks at a file, and writes.
pub fn desk(n: u64) -> Vec<Note> {
    let (worker, at) = (child(1 << 34 | n), at_a_desk());
    vec![
        Note::NewAccount(Account {
            worker,
            sign_in: format!("worker{n}"),
            password: format!("$argon2id$Wexcombe{n}"),
            code_secret: vec![3; 20],
            last_code: n,
            recovery: vec![[4; 32]],
            failures: 1,
            locked_until: n.is_multiple_of(2).then_some(at),
            must_change: n.is_multiple_of(3),
            made_at: at,
            closed_at: None,
            version: 1,
        }),
        Note::BeginSession(Session {
            token: [u8::try_from(n).unwrap(); 32],
            worker,
            began_at: at,
            used_at: at,
            ends_at: at,
            form_key: [5; 32],
            vouched: None,
        }),
        Note::Draft(KeptDraft {
            id: child(1 << 35 | n),
            worker,
            owner: child(n),
            kind: "case-note".into(),
            corrects: None,
            based_on: TOGETHER,
            fields: [("note".to_owned(), vec!["Typed in Wexcombe".to_owned()])].into(),
            kept_at: at,
            version: 1,
        }),
        Note::Looked(look(n, None)),
        Note::Looked(look(1000 + n, Some("Wexcombe is on fire".into()))),
        Note::Seen {
            worker,
            seen: Seen {
                to: n,
                before: 0,
                at,
            },
        },
        Note::Often {
            worker,
            often: n.is_multiple_of(2).then(|| "weekly".to_owned()),
        },
        Note::Digest {
            worker,
            digest: Digest {
                of: "2026-06-01".to_owned(),
                tries: 2,
                again_at: n.is_multiple_of(3).then_some(at),
                trouble: Some("refused".to_owned()),
            },
        },
    ]
}

/// A document of a file, kept with a draft that is for it; of few bytes.
pub fn document(n: u64, content: &[u8]) -> Vec<Note> {
    let hash: [u8; 32] = Sha256::digest(content).into();
    let document = child(1 << 37 | n);
    let attachment = Attachment {
        id: document,
        owner: child(n),
        draft: child(1 << 35 | n),
        worker: child(1 << 34 | n),
        kept_at: at_a_desk(),
        told: Particulars {
            name: "Letter of Wexcombe.txt".into(),
            format: "txt".into(),
            bytes: content.len() as u64,
            sha256: hash.map(|byte| format!("{byte:02x}")).concat(),
            withheld: None,
        },
    };
    let piece = Piece {
        of: document,
        place: 0,
        content: content.to_vec(),
    };
    vec![
        Note::Attach(attachment),
        Note::Piece(piece),
        Note::Attached { document },
    ]
}

/// What of the documents of a draft can be read: each whole.
pub fn documents_of(place: &Place, n: u64) -> Vec<(Attachment, Vec<u8>)> {
    let mut reader = place.reader();
    let attached = reader.attachments_with(child(1 << 35 | n)).unwrap();
    assert!(!attached.is_empty());
    let read = attached.into_iter().map(|one| {
        let piece = reader.piece(&one, 0).unwrap();
        (one, piece)
    });
    read.collect()
}

fn look(n: u64, reason: Option<String>) -> Look {
    Look {
        id: child(1 << 36 | n),
        at: at_a_desk(),
        worker: child(1 << 34 | n),
        subject: child(n % 1000),
        what: "file".into(),
        because: "allocated-worker".into(),
        reason,
    }
}

/// Everything at the desks that a backup carries, of the files with these numbers.
pub fn at_the_desks(
    place: &Place,
    files: u64,
) -> (Vec<Account>, Vec<Vec<KeptDraft>>, Vec<Vec<Look>>) {
    let mut reader = place.reader();
    let drafts = (1..=files).map(|n| reader.drafts_for(child(n)).unwrap());
    let drafts = drafts.collect();
    let looks = (1..=files).map(|n| reader.looks_at(child(n), None, 99).unwrap());
    let looks = looks.collect();
    (reader.accounts().unwrap(), drafts, looks)
}

/// A child's file, whose identifier is spread as chance would spread it.
pub fn child(n: u64) -> Id {
    let mut bytes = [0; 16];
    Repeating(n).fill(&mut bytes).unwrap();
    Id::from_bytes(bytes)
}

/// Appends a new file of a few entries, in one command.
pub fn write_file(writer: &Writer, n: u64) -> Result<Appended, StoreError> {
    let owner = child(n);
    let draft = |entry: u64| Draft {
        id: child((1 << 32) + n * 100 + entry),
        owner,
        refers_to: Vec::new(),
        kind: "contact".into(),
        kind_version: 1,
        occurred: When::Day("2026-05-22".parse().unwrap()),
        recorded_by: ORGANISATION,
        organisation: ORGANISATION,
        corrects: None,
        group: child(1 << 33 | n),
        body: Body {
            fields: [("note".to_owned(), Value::text("Seen in Wexcombe"))].into(),
            ..Body::default()
        },
    };
    writer.append(Command {
        owner,
        expected_version: 0,
        known: None,
        drafts: (1..=TOGETHER).map(draft).collect(),
    })
}
