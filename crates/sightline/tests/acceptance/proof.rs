//! RE-2: the head, signed to a place outside, and the record held against it.

use std::fs;

use super::harness::{Desk, number};

/// The first entries of the example's record, its head signed, and then the rest.
fn with_a_head_from_before() -> Desk {
    let desk = Desk::with_the_example();
    desk.sightline("import extract/census.xml --example").done();
    desk.sightline("head sign outside.json").done();
    desk.sightline("import extract").done();
    desk
}

#[test]
fn re_2_a_record_that_was_only_added_to_holds_against_every_head_that_was_kept() {
    let desk = with_a_head_from_before();
    desk.sightline("head sign later.json").done();

    let verified = desk.sightline("verify --against outside.json --against later.json");

    verified
        .done()
        .saying(&["hold, from the first to the last", "2 heads kept outside"]);
}

#[test]
fn re_2_a_head_shows_what_was_signed_and_is_never_written_over() {
    let desk = with_a_head_from_before();

    let shown = desk.sightline("head show --format json").done().json();
    let again = desk.sightline("head sign outside.json");

    assert_eq!(number(&shown, "position"), desk.entries());
    again
        .refused()
        .saying(&["outside.json", "not written over"]);
    let kept: serde_json::Value = serde_json::from_str(&desk.text("outside.json")).expect("JSON");
    assert_eq!(kept["ledger"], shown["ledger"]);
    assert!(number(&kept, "position") < number(&shown, "position"));
}

#[test]
fn re_2_a_tail_that_was_cut_without_a_trace_shows_against_a_head_kept_outside() {
    let desk = with_a_head_from_before();
    desk.sightline("head sign later.json").done();
    let all = desk.entries();
    desk.changed_behind(&format!("delete from entry where position > {}", all - 3));
    desk.changed_behind(&format!(
        "update meta set value = {} where key = 'read-models-at'",
        all - 3
    ));
    desk.sightline("verify").done();
    desk.sightline("verify --against outside.json").done();

    let json = desk.sightline("verify --against later.json --format json");

    let json = json.does_not_hold().json();
    assert_eq!(number(&json, "position"), all - 2);
}

#[test]
fn re_2_a_record_made_afresh_with_the_same_master_key_shows() {
    let desk = with_a_head_from_before();
    let forged = format!("--data {}", desk.another_record("forged"));
    let key = desk.key_file();
    let with_the_key = [("SIGHTLINE_MASTER_KEY_FILE", key)];
    let typed = |words: &str| desk.sightline_with(&format!("{words} {forged}"), &with_the_key);
    typed("import extract --example").done();
    typed("verify").done();

    let verified = typed("verify --against outside.json");

    verified
        .does_not_hold()
        .saying(&["is of the ledger", "the whole ledger was replaced"]);
    desk.sightline("verify --against outside.json").done();
}

#[test]
fn re_2_a_head_that_was_changed_or_is_none_is_refused() {
    let desk = with_a_head_from_before();
    let position = format!("\"position\": {}", {
        let kept: serde_json::Value =
            serde_json::from_str(&desk.text("outside.json")).expect("JSON");
        number(&kept, "position")
    });
    desk.change("outside.json", &position, "\"position\": 1");
    desk.write("other.json", "{}");

    let changed = desk.sightline("verify --against outside.json");

    changed.refused().saying(&["outside.json", "changed after"]);
    for other in ["other.json", "missing.json"] {
        let refused = desk.sightline(&format!("verify --against {other}"));
        refused.refused().saying(&[other]);
    }
}

#[test]
fn re_2_the_head_is_signed_to_a_folder_whenever_something_was_written() {
    let desk = Desk::with_the_example();
    desk.write("heads/.keep", "");
    let settings = [("SIGHTLINE_HEADS", "heads")];
    let heads = || {
        let names = fs::read_dir(desk.path("heads")).expect("a folder");
        let names = names.map(|file| file.expect("a file").file_name().into_string());
        let names = names.map(|name| name.expect("a name"));
        names.filter(|name| name.starts_with("head-")).count()
    };

    desk.sightline_with("import extract/census.xml --example", &settings)
        .done();
    assert_eq!(heads(), 1);
    desk.sightline_with("import extract", &settings).done();
    assert_eq!(heads(), 2);
    desk.sightline_with("import extract", &settings).done();
    assert_eq!(heads(), 2, "nothing was added");
    desk.sightline_with("import extract --dry-run", &settings)
        .done();
    desk.sightline("head sign elsewhere.json").done();
    assert_eq!(heads(), 2);

    for file in fs::read_dir(desk.path("heads")).expect("a folder") {
        let name = file.expect("a file").file_name();
        let name = name.to_str().expect("a name");
        if name.starts_with("head-") {
            desk.sightline(&format!("verify --against heads/{name}"))
                .done();
        }
    }
}
