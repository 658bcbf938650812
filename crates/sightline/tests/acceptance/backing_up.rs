//! A backup, taken and restored as somebody who runs the service does it.

use std::fs;

use super::harness::{Desk, THE_DAY_AFTER, copy, number, text};

/// Another desk, to which the backup was carried; the master key comes another way.
fn carried(desk: &Desk) -> Desk {
    let there = Desk::new();
    copy(&desk.path("kept"), &there.path("kept"));
    fs::copy(desk.path(desk.key_file()), there.path("the.key")).expect("the key is at hand");
    there
}

#[test]
fn re_2_what_was_backed_up_is_restored_and_owes_the_same() {
    let desk = Desk::with_the_example_imported();
    desk.sightline("head sign before.json").done();
    let taken = desk.sightline("backup kept --format json").done().json();
    assert_eq!(number(&taken["backup"], "entries"), desk.entries());
    let there = carried(&desk);
    let key = "--master-key the.key";
    there
        .sightline(&format!("verify --backup kept {key}"))
        .done()
        .saying(&["is whole", text(&taken["backup"], "seal")]);

    let restored = there.sightline(&format!("restore kept {key}"));

    restored
        .done()
        .saying(&["verified again", text(&taken["backup"], "seal")]);
    for words in [
        "child X1007 --as-at 2026-04-01",
        "timeline X1018 --as-at 2026-04-01",
        "set-aside",
        "head show",
        "duties --as-at 2026-04-01 --format json",
    ] {
        let is = there.sightline(&format!("{words} {key}")).done().out;
        assert_eq!(is, desk.sightline(words).done().out, "{words}");
    }
    assert!(!desk.duties(THE_DAY_AFTER, "").is_empty());
    fs::copy(desk.path("before.json"), there.path("before.json")).expect("it is kept too");
    there
        .sightline(&format!("verify --against before.json {key}"))
        .done();
}

#[test]
fn re_2_a_damaged_backup_is_named_and_nothing_of_it_is_kept() {
    let desk = Desk::with_the_example_imported();
    desk.sightline("backup kept").done();
    let entries = desk.text("kept/entries.jsonl");
    desk.write(
        "kept/entries.jsonl",
        entries.replacen("child-details", "child-detailz", 1),
    );
    let there = carried(&desk);
    let key = "--master-key the.key";

    let checked = there.sightline(&format!("verify --backup kept {key}"));
    let restored = there.sightline(&format!("restore kept {key}"));

    let place = "kept/entries.jsonl:";
    checked.does_not_hold().saying(&[place, "its seal"]);
    restored
        .refused()
        .saying(&[place, "nothing of it was kept"]);
    there
        .sightline(&format!("verify {key}"))
        .refused()
        .saying(&["no record in"]);
}

#[test]
fn with_the_master_key_lost_the_backup_and_the_paper_are_enough() {
    let desk = Desk::with_the_example();
    let made = desk.sightline("import extract").done();
    let paper = made.recovery.expect("it is shown once");
    desk.sightline("backup kept").done();
    let there = Desk::new();
    copy(&desk.path("kept"), &there.path("kept"));
    there
        .sightline("restore kept --master-key lost.key")
        .refused()
        .saying(&["lost.key", "keys recover --backup"]);

    let recovered = there.sightline_typing("keys recover --backup kept --new-key the.key", &paper);

    recovered
        .done()
        .saying(&["restore kept --master-key the.key"]);
    there.sightline("restore kept --master-key the.key").done();
    let verified = there.sightline("verify --master-key the.key --format json");
    let verified = verified.done().json();
    assert_eq!(number(&verified, "entries"), desk.entries());
}

#[test]
fn a_backup_goes_nowhere_that_it_would_do_harm() {
    let desk = Desk::with_the_example_imported();
    desk.sightline("backup kept").done();

    desk.sightline("backup kept")
        .refused()
        .saying(&["is not written over"]);
    desk.sightline("restore kept")
        .refused()
        .saying(&["a ledger in", "already"]);
    desk.sightline(&format!("backup keys --master-key {}", "keys/the.key"))
        .refused();
    assert!(!desk.has("keys"));
    Desk::new().sightline("backup kept").refused();
}
