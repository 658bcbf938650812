//! RE-2: a change made behind the record's back is evident; what is derived can be made
//! again; and whether the installation is in order can be asked.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::harness::{Desk, THE_DAY_AFTER, number, text};
use crate::Engine;

#[test]
fn re_2_an_untouched_record_holds_from_first_to_last() {
    let desk = Desk::with_the_example_imported();

    let verified = desk.sightline("verify").done();

    verified.saying(&["hold, from the first to the last", "Seal of the last: "]);
}

#[test]
fn re_2_one_changed_byte_is_evident_and_the_entry_named() {
    let changes = [
        ("a body", "body", None),
        ("when it happened", "occurred", Some("'2025-01-01'")),
        ("what it is", "kind", Some("'referral' || kind")),
        (
            "when it was recorded",
            "recorded_at",
            Some("recorded_at + 1"),
        ),
        ("its seal", "seal", None),
    ];
    for (what, column, value) in changes {
        let desk = Desk::with_the_example_imported();
        let value = value.map_or_else(|| desk.with_other_byte(column, 4), str::to_owned);
        desk.changed_behind(&format!(
            "update entry set {column} = {value} where position = 40"
        ));

        let json = desk
            .sightline("verify --format json")
            .does_not_hold()
            .json();

        assert_eq!(json["holds"], false, "{what}");
        assert_eq!(number(&json, "position"), 40, "{what}");
        desk.sightline("verify")
            .does_not_hold()
            .saying(&["Entry 40 does not hold"]);
    }
}

#[test]
fn re_2_an_entry_taken_out_is_evident() {
    let desk = Desk::with_the_example_imported();
    desk.changed_behind("delete from entry where position = 40");

    let json = desk
        .sightline("verify --format json")
        .does_not_hold()
        .json();

    assert!((40..=41).contains(&number(&json, "position")), "{json}");
}

#[test]
fn what_is_derived_is_made_again_the_same() {
    let desk = Desk::with_the_example_imported();
    let before = desk.duties(THE_DAY_AFTER, "");
    let aside = desk.sightline("set-aside").done().out;

    let rebuilt = desk.sightline("rebuild --format json").done().json();

    assert_eq!(number(&rebuilt, "entries"), desk.entries());
    assert_eq!(
        number(&rebuilt, "files"),
        26 + 1,
        "the children's and the organisation's"
    );
    assert_eq!(desk.duties(THE_DAY_AFTER, ""), before);
    assert_eq!(desk.sightline("set-aside").done().out, aside);

    desk.changed_behind("delete from duty");
    desk.changed_behind("update child set authority_id = 'Y' || authority_id");
    desk.sightline("rebuild")
        .done()
        .saying(&["Made again from"]);
    assert_eq!(desk.duties(THE_DAY_AFTER, ""), before);
}

#[test]
fn an_installation_in_order_says_so() {
    let desk = Desk::with_the_example_imported();

    let doctor = desk.sightline("doctor --format json").done().list();

    assert!(doctor.iter().all(|check| check["in_order"] == true));
    let whats: Vec<_> = doctor.iter().map(|check| text(check, "what")).collect();
    let expected = [
        "clock",
        "practice book",
        "master key",
        "record",
        "server",
        "what was disposed of",
        "what is derived",
        "book in force",
        "disk",
    ];
    let other = match super::ENGINE {
        Engine::Postgresql => "disk",
        Engine::Sqlite => "server",
    };
    let expected: Vec<_> = expected.into_iter().filter(|what| *what != other).collect();
    assert_eq!(whats, expected);
    desk.sightline("doctor")
        .done()
        .saying(&["an example of organisation"]);
}

#[test]
fn a_key_that_others_can_read_is_to_be_mended() {
    let desk = Desk::with_the_example_imported();
    let key = desk.path(desk.key_file());
    let mode = fs::metadata(&key).expect("a key").permissions().mode();
    assert_eq!(mode & 0o077, 0, "it is made for its owner alone");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("it is opened up");

    let doctor = desk.sightline("doctor").does_not_hold();

    doctor.saying(&[
        "MEND      master key",
        ".key can be read by others on this machine: run chmod 600 on it",
    ]);
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("it is mended");
    desk.sightline("doctor").done();
}

#[test]
fn a_key_kept_elsewhere_is_made_and_asked_for_there() {
    let desk = Desk::with_the_example();
    desk.write("keys/.keep", "");
    let elsewhere = [("SIGHTLINE_MASTER_KEY_FILE", "keys/master.key")];

    desk.sightline_with("import extract", &elsewhere).done();

    assert!(desk.has("keys/master.key") && !desk.has(desk.key_file()));
    desk.sightline("verify")
        .refused()
        .saying(&[desk.key_file()]);
    desk.sightline("verify --master-key keys/master.key").done();
    desk.sightline_with("doctor", &elsewhere).done();
}

#[test]
fn where_there_is_no_record_every_question_says_how_to_begin() {
    let desk = Desk::new();
    for words in [
        "duties",
        "verify",
        "rebuild",
        "set-aside",
        "child X",
        "timeline X",
        "explain x",
    ] {
        let ran = desk.sightline(words);
        ran.refused()
            .saying(&["no record in ", desk.record(), "sightline import"]);
    }
    desk.sightline("doctor")
        .does_not_hold()
        .saying(&["no record in ", desk.record()]);
    assert!(!desk.has_a_record(), "asking makes nothing");
}
