//! LE-14: the service passes to another organisation, and the whole record with it.

use std::fs;

use serde_json::Value;

use super::harness::{Desk, THE_DAY_AFTER, copy, number, samples, text};

/// Exports the record of `from` under a transfer key of its own, and takes it in on
/// another desk, as it would travel: the folder one way and the key another.
fn move_house(from: &Desk) -> (Desk, Value) {
    from.sightline("export moved --transfer-key transfer.key")
        .done();
    let to = Desk::new();
    copy(&from.path("moved"), &to.path("arrived"));
    fs::copy(from.path("transfer.key"), to.path("by-courier.key")).expect("it arrives");
    let taken = to.sightline("import-ledger arrived --transfer-key by-courier.key --format json");
    let taken = taken.done().json();
    assert_eq!(taken["same"], true, "{taken}");
    (to, taken)
}

/// The parts of an export, by name.
fn parts(desk: &Desk, folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut parts: Vec<_> = fs::read_dir(desk.path(folder))
        .expect("an export")
        .map(|file| file.expect("a file").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into();
            (name, fs::read(path).expect("it can be read"))
        })
        .collect();
    parts.sort();
    parts
}

#[test]
fn le_14_nothing_is_lost_or_altered_on_the_way_to_another_organisation() {
    let desk = Desk::with_the_example_imported();
    desk.sightline("head sign before.json").done();

    let (there, taken) = move_house(&desk);

    assert_eq!(number(&taken["here"], "entries"), desk.entries());
    assert_eq!(
        there.duties(THE_DAY_AFTER, ""),
        desk.duties(THE_DAY_AFTER, "")
    );
    for words in [
        "child X1007 --as-at 2026-04-01",
        "timeline X1018 --as-at 2026-04-01",
        "set-aside",
        "head show",
    ] {
        assert_eq!(
            there.sightline(words).done().out,
            desk.sightline(words).done().out
        );
    }
    fs::copy(desk.path("before.json"), there.path("before.json")).expect("it is sent too");
    there.sightline("verify --against before.json").done();
    there.sightline("doctor").done();
}

#[test]
fn le_14_what_was_moved_and_is_exported_again_is_byte_for_byte_the_same() {
    let desk = Desk::with_the_example_imported();
    let (there, _) = move_house(&desk);

    there
        .sightline("export back --transfer-key by-courier.key")
        .done();

    assert_eq!(parts(&there, "back"), parts(&desk, "moved"));
    assert_eq!(parts(&desk, "moved").len(), 7);
}

#[test]
fn le_14_the_samples_are_moved_whole() {
    let Some(samples) = samples() else { return };
    let desk = Desk::new();
    for folder in ["cin", "ssda903"] {
        copy(&samples.join(folder), &desk.path(folder));
    }
    desk.sightline("import cin ssda903").done();

    let (there, taken) = move_house(&desk);

    assert!(number(&taken["here"], "entries") > 20_000);
    assert!(number(&taken["here"], "files") > 3000);
    let head = |desk: &Desk| desk.sightline("head show").done().out;
    assert_eq!(head(&there), head(&desk));
    let overdue = |desk: &Desk| desk.duties("2018-03-31", "--state overdue");
    assert!(!overdue(&desk).is_empty());
    assert_eq!(overdue(&there), overdue(&desk));
    there
        .sightline("export back --transfer-key by-courier.key")
        .done();
    assert_eq!(parts(&there, "back"), parts(&desk, "moved"));
}

#[test]
fn le_14_both_sides_are_told_the_same_numbers() {
    let desk = Desk::with_the_example();
    desk.sightline("import extract").done();
    let sent = desk
        .sightline("export moved --transfer-key transfer.key")
        .done();
    let to = Desk::new();
    copy(&desk.path("moved"), &to.path("moved"));

    let taken = to.sightline(&format!(
        "import-ledger moved --transfer-key {}",
        desk.path("transfer.key").display()
    ));

    let taken = taken.done();
    assert!(taken.recovery.is_some(), "a recovery key of its own");
    let numbers: Vec<&str> = sent
        .out
        .lines()
        .filter(|line| line.starts_with("    "))
        .collect();
    assert_eq!(numbers.len(), 7);
    for line in numbers {
        assert_eq!(
            taken.out.matches(line).count(),
            2,
            "told, and found: {line}"
        );
    }
    taken.saying(&["England, 2026-11"]);
}

#[test]
fn le_14_a_damaged_export_is_refused_and_nothing_of_it_is_kept() {
    let desk = Desk::with_the_example_imported();
    desk.sightline("export moved --transfer-key transfer.key")
        .done();
    let entries = desk.text("moved/entries.jsonl");
    desk.write(
        "moved/entries.jsonl",
        entries.replacen("child-details", "child-detailz", 1),
    );

    let there = desk.elsewhere("there");
    let take_in = "import-ledger moved --transfer-key transfer.key";

    let refused = desk.sightline_at(&there, take_in);

    refused.refused().saying(&[
        "moved/entries.jsonl:",
        "its seal does not fit",
        "nothing of it was kept",
    ]);
    desk.sightline_at(&there, "verify")
        .refused()
        .saying(&["no record in "]);
    assert!(!desk.has("there"));
    desk.write("moved/entries.jsonl", entries);
    desk.sightline_at(&there, take_in).done();
}

#[test]
fn le_14_the_transfer_key_does_not_travel_with_the_export() {
    let desk = Desk::with_the_example_imported();

    let refused = desk.sightline("export moved --transfer-key moved/transfer.key");

    refused.refused().saying(&["must not travel with it"]);
    assert!(!desk.has("moved"));
    let there = desk.elsewhere("there");
    desk.sightline_at(&there, "import-ledger extract --transfer-key none")
        .refused()
        .saying(&["extract/manifest.json"]);
    Desk::new()
        .sightline("export moved --transfer-key transfer.key")
        .refused()
        .saying(&["no record in "]);
}

#[test]
fn le_14_what_was_disposed_of_is_moved_as_disposed_of() {
    let desk = Desk::with_the_example_imported();
    let child = desk.sightline("child X1018 --format json").done().json();
    let file = text(&child, "file").to_owned();
    desk.sightline(
        "dispose --child X1018 --reason Its-time-is-over --by A --approved-by B --certificate c.txt",
    )
    .done();

    let (there, taken) = move_house(&desk);

    assert_eq!(number(&taken["here"], "without_key"), 1);
    there
        .sightline(&format!("child {file}"))
        .refused()
        .saying(&["was disposed of on", "Its-time-is-over"]);
    there.sightline("verify").done();
}
