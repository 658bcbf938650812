//! What was destroyed stands in no file of the database's own either, once it is swept: on
//! SQLite in no file of the directory, on a server in no file of the schema's tables and
//! indexes. (The server's log is not looked at: there it stays until it is recycled.)

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use practice::Id;
use record::{Entry, Projection, Projector};
use store::Note;

use super::common::{Ledger, child, command, draft};
use super::custody::{recoverable_in, recovery, rotate};
use super::desk::typed;
use super::dispose::dispose;
use crate::Engine;

/// The database's own files: those there are, and those there were.
struct Files<'l> {
    ledger: &'l Ledger,
    known: BTreeSet<PathBuf>,
}

impl<'l> Files<'l> {
    fn of(ledger: &'l Ledger) -> Self {
        let known = BTreeSet::new();
        Self { ledger, known }
    }

    /// Those that hold these bytes now.
    fn that_hold(&mut self, bytes: &[u8]) -> Vec<PathBuf> {
        let there = match super::ENGINE {
            Engine::Sqlite => fs::read_dir(&self.ledger.name)
                .unwrap()
                .map(|file| file.unwrap().path())
                .collect(),
            Engine::Postgresql => self.on_the_server(),
        };
        self.known.extend::<Vec<PathBuf>>(there);
        let held = self.known.iter().filter(|path| {
            let held = fs::read(path).unwrap_or_default();
            held.windows(bytes.len()).any(|at| at == bytes)
        });
        held.cloned().collect()
    }

    /// With everything in them that the server still has in its memory.
    fn on_the_server(&self) -> Vec<PathBuf> {
        let behind = self.ledger.behind();
        behind.run("checkpoint");
        let files = behind.rows(
            "select current_setting('data_directory') || '/' || pg_relation_filepath(oid) \
             from pg_class where relnamespace = current_schema()::regnamespace \
             and pg_relation_filepath(oid) is not null",
        );
        assert!(files.len() > 10, "tables and indexes: {files:?}");
        files
            .into_iter()
            .map(|mut file| PathBuf::from(file.remove(0).unwrap()))
            .collect()
    }
}

/// The bytes of a column, of every row.
fn bytes(ledger: &Ledger, query: &str) -> Vec<Vec<u8>> {
    let rows = ledger.behind().rows(query).into_iter();
    let hex = rows.map(|mut row| row.remove(0).unwrap());
    hex.map(|hex| {
        let hex = hex.trim_start_matches("\\x");
        (0..hex.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
            .collect()
    })
    .collect()
}

/// The wrapped key of a file, as it stands in the database.
fn wrapped(ledger: &Ledger, owner: Id) -> Vec<u8> {
    let owner = ledger.behind().bytes(owner.bytes());
    let query = format!("select wrapped from owner_key where owner = {owner}");
    bytes(ledger, &query).remove(0)
}

/// What was typed for a file, as it stands in the database.
fn drafted(ledger: &Ledger, owner: Id) -> Vec<u8> {
    let owner = ledger.behind().bytes(owner.bytes());
    let query = format!("select fields from draft where owner = {owner}");
    bytes(ledger, &query).remove(0)
}

#[test]
fn nothing_of_what_was_disposed_of_stands_in_the_databases_files() {
    // Enough files that pages were divided while they were written.
    let ledger = Ledger::alone();
    let writer = ledger.writer();
    let id = |n: u128| format!("QX{:06}Z", n * 7919 % 1_000_003);
    let born = |n: u128| format!("{:04}-0{}-{:02}", 1800 + n, 1 + n % 9, 1 + n % 28);
    for n in 1..400_u128 {
        let owner = child(n);
        let (id, born) = (id(n), born(n));
        let fields = [
            ("authority_id", id.as_str()),
            ("born_on", born.as_str()),
            ("due", "2026-06-05"),
            ("aside", "no such day"),
        ];
        let drafts = (1..=3).map(|e| draft(owner, n * 10 + e, &fields)).collect();
        writer.append(command(owner, 0, drafts)).unwrap();
    }
    let drafts = (1..400).map(|n| Note::Draft(typed(n, child(n), 1, "seen at home")));
    writer.note(drafts.collect()).unwrap();
    drop(writer);
    let mut files = Files::of(&ledger);

    for n in (1..400).step_by(80) {
        let owner = child(n);
        let gone = [
            wrapped(&ledger, owner),
            id(n).into_bytes(),
            born(n).into_bytes(),
            drafted(&ledger, owner),
        ];
        for bytes in &gone {
            assert!(!files.that_hold(bytes).is_empty(), "it was there");
        }

        assert!(dispose(&ledger, owner, 100_000 + n).unwrap().swept);

        for bytes in &gone {
            assert_eq!(files.that_hold(bytes), Vec::<PathBuf>::new(), "{n}");
            let behind = ledger.behind();
            let bytes = behind.bytes(bytes);
            for table in behind.tables() {
                assert_eq!(behind.rows_that_hold(&table, &bytes), 0, "{table}");
            }
        }
    }
    assert_eq!(ledger.verify().unwrap().without_key, 5);
}

/// A fold that makes nothing of any file.
struct Nothing;

impl Projector for Nothing {
    fn project(&self, _: Id, _: &[Entry]) -> Projection {
        Projection::default()
    }
}

#[test]
fn what_a_rebuild_no_longer_makes_goes_with_the_file_it_was_of() {
    let ledger = Ledger::alone();
    let writer = ledger.writer();
    let id = |n: u128| format!("QX{:06}Z", n * 7919 % 1_000_003);
    for n in 1..300_u128 {
        let fields = [("authority_id", id(n)), ("due", "2026-06-05".to_owned())];
        let fields = fields.each_ref().map(|(name, value)| (*name, &**value));
        let drafts = (1..=4).map(|e| draft(child(n), n * 10 + e, &fields));
        writer
            .append(command(child(n), 0, drafts.collect()))
            .unwrap();
    }
    drop(writer);
    let mut files = Files::of(&ledger);
    assert!(
        !files.that_hold(id(7).as_bytes()).is_empty(),
        "it was there"
    );

    let nothing: Arc<dyn Projector> = Arc::new(Nothing);
    ledger.store.rebuild(&nothing, |_, _| {}).unwrap();
    assert!(dispose(&ledger, child(7), 100_000).unwrap().swept);

    assert_eq!(files.that_hold(id(7).as_bytes()), Vec::<PathBuf>::new());
}

#[test]
fn what_somebody_still_reads_goes_when_the_ledger_is_next_written_to() {
    let ledger = Ledger::alone().with_three_files();
    let owner = child(2);
    let key = wrapped(&ledger, owner);
    let mut files = Files::of(&ledger);
    assert!(!files.that_hold(&key).is_empty(), "it was there");
    let behind = ledger.behind();
    behind.run(match super::ENGINE {
        Engine::Sqlite => "begin; select count(*) from entry",
        Engine::Postgresql => "begin isolation level repeatable read; select count(*) from entry",
    });

    let disposed = dispose(&ledger, owner, 9).unwrap();

    assert!(!disposed.swept);
    assert!(ledger.reader().sweep_due().unwrap());
    behind.run("commit");
    drop(ledger.writer());
    assert!(!ledger.reader().sweep_due().unwrap());
    assert_eq!(files.that_hold(&key), Vec::<PathBuf>::new());
}

#[test]
fn what_the_old_key_wrapped_stands_in_no_file_of_the_ledger_after_a_rotation() {
    let (ledger, new_key) = recoverable_in(Ledger::nothing_alone(), &recovery(1));
    let wrapped: Vec<_> = [
        "select wrapped from owner_key",
        "select wrapped from ledger_key",
        "select seal_key from ledger",
    ]
    .into_iter()
    .flat_map(|query| bytes(&ledger, query))
    .collect();
    let mut files = Files::of(&ledger);
    assert_eq!(wrapped.len(), 4 + 3 + 1);
    for bytes in &wrapped {
        assert!(!files.that_hold(bytes).is_empty(), "it was there");
    }

    rotate(&ledger, &new_key, &recovery(2)).unwrap();

    for bytes in &wrapped {
        assert_eq!(files.that_hold(bytes), Vec::<PathBuf>::new());
    }
    let store = ledger.store.clone().with_key_file(&new_key);
    assert!(!store.open_reader().unwrap().sweep_due().unwrap());
}
