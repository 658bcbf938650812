//! RE-2: an import that is killed, at whatever moment, loses nothing that was kept and
//! keeps nothing by half; begun again, it comes to the same record.

use std::io::Read as _;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::harness::{Desk, number};

/// How often the plug is pulled.
const PULLS: u64 = 50;

/// Whoever is owed what, by what can be compared between two records: every identifier
/// of an entry is chance.
fn owed(desk: &Desk) -> Vec<Value> {
    let mut owed = desk.duties("2026-04-01", "");
    for duty in &mut owed {
        let duty = duty.as_object_mut().expect("a duty");
        for chance in ["id", "started_by", "met_by"] {
            duty.remove(chance);
        }
    }
    owed.sort_by_cached_key(ToString::to_string);
    owed
}

/// Imports, and is killed after so long, unless it has ended by then. Whether it had.
fn import_for(desk: &Desk, time: Duration) -> bool {
    let mut import = desk.start("import census.xml --example");
    let mut out = import.stdout.take().expect("its output");
    let (ended, wait) = channel();
    thread::spawn(move || {
        let mut all = Vec::new();
        let _closed = out.read_to_end(&mut all);
        let _gone = ended.send(());
    });
    let ended = wait.recv_timeout(time) != Err(RecvTimeoutError::Timeout);
    if !ended {
        import.kill().expect("it is killed");
    }
    let mut told = String::new();
    let mut err = import.stderr.take().expect("its complaints");
    err.read_to_string(&mut told).expect("words");
    let status = import.wait().expect("it has ended");
    assert!(!ended || status.success(), "it came to its end: {told}");
    ended
}

/// Whether there is a record to be verified: it may have been killed before there was one.
fn has_begun(desk: &Desk) -> bool {
    let asked = desk.sightline("verify --format json");
    assert!(
        asked.code == Some(0)
            || asked.err.contains("is not a Sightline ledger")
            || asked.err.contains("there is no record"),
        "{asked:?}"
    );
    asked.code == Some(0)
}

#[test]
fn re_2_an_import_killed_at_any_moment_is_taken_up_again_to_the_same_record() {
    let census = Desk::new();
    census
        .sightline("bench census --children 400 --out census.xml")
        .done();
    let census = census.text("census.xml");
    let whole = Desk::new();
    whole.write("census.xml", &census);
    #[expect(
        clippy::disallowed_methods,
        reason = "the test asks how long an import takes"
    )]
    let begun = Instant::now();
    whole.sightline("import census.xml --example").done();
    let time = begun.elapsed();
    let (owed_by_all, all) = (owed(&whole), whole.entries());

    let (mut pulls, mut half) = (0, 0);
    while pulls < PULLS {
        let desk = Desk::new();
        desk.write("census.xml", &census);
        let mut kept = 0;
        loop {
            // Spread over the whole of it, in steps that do not repeat; each goes on
            // from where the last was killed.
            pulls += 1;
            let part = u32::try_from((pulls * 618) % 1000).expect("small");
            if import_for(&desk, time * part / 2000) {
                break;
            }
            if desk.has_a_record() && has_begun(&desk) {
                let verified = desk.sightline("verify --format json").done().json();
                let entries = number(&verified, "entries");
                assert!(
                    entries >= kept,
                    "{entries} entries, and {kept} were kept before"
                );
                half += u64::from(entries > 1 && entries < all);
                kept = entries;
            }
            if pulls % 7 == 0 {
                desk.sightline("import census.xml --example").done();
                break;
            }
        }
        assert_eq!(owed(&desk), owed_by_all, "after {pulls} pulls");
        let again = desk
            .sightline("import census.xml --format json")
            .done()
            .json();
        let extract = &again["extracts"][0];
        assert_eq!(
            (number(extract, "added"), number(extract, "children")),
            (0, 400)
        );
    }
    assert!(
        half > PULLS / 5,
        "{half} of {pulls} pulls came while it was at work"
    );
}
