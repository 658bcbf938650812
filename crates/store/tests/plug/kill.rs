//! Killed at fifty moments while four callers append.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};

use practice::Id;

use crate::appender::{self, ENTRIES, Place, acknowledged};

/// How often the plug is pulled.
const PULLS: u64 = 50;

#[test]
fn re_2_whatever_was_acknowledged_is_there_and_whole_after_each_of_fifty_kills() {
    each_of_fifty_kills(&Place::in_a_folder());
}

#[test]
fn re_2_whatever_was_acknowledged_is_there_after_fifty_kills_on_postgresql() {
    each_of_fifty_kills(&Place::on_a_server(server_for_tests::fresh()));
}

fn each_of_fifty_kills(place: &Place) {
    let mut there: BTreeMap<Id, u64> = BTreeMap::new();
    for pull in 1..=PULLS {
        let mut process = appender::start(place, pull, u64::MAX, None);
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        // Killed after so many acknowledgements: each round at another moment. What
        // was on its way to be told is still read.
        let enough = (pull * 37) % 97;
        let mut told = 0;
        for line in lines {
            let line = line.unwrap();
            let Some((owner, version)) = acknowledged(&line) else {
                continue;
            };
            there.insert(owner, version);
            told += 1;
            if told == enough.max(1) {
                process.kill().unwrap();
            }
        }
        assert!(!process.wait().unwrap().success(), "it was killed");
        assert!(told >= enough.max(1), "it told {told} before it was killed");

        let store = place.store();
        let mut reader = store.open_reader().unwrap();
        let verified = reader.verify(&[], |_, _| {}).unwrap();
        for (owner, version) in &there {
            let file = reader.file(*owner).unwrap();
            assert_eq!(file.len() as u64, *version, "pull {pull}: {owner}");
        }
        // Of no command is there a part: every file has its three entries, the ledger its
        // first, and every entry its derived row.
        let counts = reader.counts().unwrap();
        assert_eq!(counts.entries, verified.entries);
        assert_eq!(
            counts.entries,
            1 + (counts.files - 1) * ENTRIES,
            "pull {pull}"
        );
        assert_eq!(counts.set_aside, counts.entries, "pull {pull}");
    }
    // And it can be written to again.
    let writer = place
        .store()
        .open_writer(appender::outside(PULLS + 1))
        .unwrap();
    drop(writer);
}
