//! Killed at twenty-five moments while four people look at files and write drafts: every look
//! and every draft that was acknowledged is there. Each set holds a look and the next version
//! of a draft, so that there are as many looks as the draft has versions.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::thread;

use jiff::{Timestamp, ToSpan};
use practice::Id;
use store::{KeptDraft, Look, Note};

use crate::appender::{self, Place, number};

/// How often the plug is pulled.
const PULLS: u64 = 25;
/// How many write at once.
const PEOPLE: u64 = 4;

#[test]
fn le_1_whatever_was_acknowledged_of_looks_and_drafts_is_there_after_each_kill() {
    each_of_the_kills(&Place::in_a_folder());
}

#[test]
fn le_1_whatever_was_acknowledged_of_looks_and_drafts_is_there_after_each_kill_on_postgresql() {
    each_of_the_kills(&Place::on_a_server(server_for_tests::fresh()));
}

fn each_of_the_kills(place: &Place) {
    let mut there: BTreeMap<(u64, u64), u64> = BTreeMap::new();
    for pull in 1..=PULLS {
        let name = "noter::the_noter";
        let mut process = appender::start_as(name, place, pull, u64::MAX, None);
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let enough = ((pull * 37) % 97).max(1);
        let mut told = 0;
        for line in lines {
            let line = line.unwrap();
            let Some((person, version)) = acknowledged(&line) else {
                continue;
            };
            there.insert((pull, person), version);
            told += 1;
            if told == enough {
                process.kill().unwrap();
            }
        }
        assert!(!process.wait().unwrap().success(), "it was killed");
        assert!(told >= enough, "it told {told} before it was killed");

        let mut reader = place.store().open_reader().unwrap();
        for ((round, person), version) in &there {
            let file = number(*round, *person, 0);
            let looks = reader.looks_at(file, None, u32::MAX).unwrap();
            let kept = reader.draft(number(*round, *person, 1)).unwrap().unwrap();
            let at = format!("pull {pull}: {round} {person}");
            assert!(kept.version >= *version, "{at}");
            assert_eq!(kept, draft(*round, *person, kept.version), "{at}");
            assert_eq!(looks.len() as u64, kept.version, "{at}");
        }
    }
}

/// What an acknowledgement says: who it is, and the version of the draft.
fn acknowledged(line: &str) -> Option<(u64, u64)> {
    let (person, version) = line.strip_prefix("kept ")?.split_once(' ')?;
    Some((person.parse().ok()?, version.parse().ok()?))
}

#[test]
#[ignore = "it is the process that other tests start and kill"]
fn the_noter() {
    let (writer, round, _) = appender::told();
    thread::scope(|scope| {
        for person in 1..=PEOPLE {
            let writer = &writer;
            scope.spawn(move || {
                for version in 1..u64::MAX {
                    let look = Note::Looked(look(round, person, version));
                    let draft = Note::Draft(draft(round, person, version));
                    writer.note(vec![look, draft]).unwrap();
                    let line = format!("kept {person} {version}\n");
                    std::io::stdout().write_all(line.as_bytes()).unwrap();
                }
            });
        }
    });
}

fn at(version: u64) -> Timestamp {
    let nine: Timestamp = "2026-06-01T09:00:00Z".parse().unwrap();
    nine + i64::try_from(version).unwrap().milliseconds()
}

fn look(round: u64, person: u64, version: u64) -> Look {
    Look {
        id: number(round, person << 24 | version, 3),
        at: at(version),
        worker: Id::from_bytes([9; 16]),
        subject: number(round, person, 0),
        what: "file".into(),
        because: "allocated-worker".into(),
        reason: version.is_multiple_of(3).then(|| "tonight".to_owned()),
    }
}

fn draft(round: u64, person: u64, version: u64) -> KeptDraft {
    KeptDraft {
        id: number(round, person, 1),
        worker: Id::from_bytes([9; 16]),
        owner: number(round, person, 0),
        kind: "case-note".into(),
        corrects: None,
        based_on: 0,
        fields: [("note".to_owned(), vec!["so far ".repeat(20); 3])].into(),
        kept_at: at(version),
        version,
    }
}
