//! The keys as somebody who runs the service meets them.

use std::fs;

use super::harness::Desk;

/// A real record – no example – and its recovery key.
fn real() -> (Desk, String) {
    let desk = Desk::with_the_example();
    let ran = desk.sightline("import extract").done();
    let recovery = ran.recovery.expect("it is shown");
    (desk, recovery)
}

#[test]
fn a_new_record_shows_its_recovery_key_once_and_an_example_has_none() {
    let (desk, recovery) = real();

    assert_eq!(recovery.len(), 8 * 5 + 7);
    assert_eq!(desk.sightline("import extract").done().recovery, None);
    let shown = desk.sightline("keys show").done();
    assert!(!shown.out.contains(&recovery) && shown.out.contains("Recovery key  made "));
    let example = Desk::with_the_example();
    let ran = example.sightline("import extract --example").done();
    assert_eq!(ran.recovery, None);
    example
        .sightline("keys show")
        .done()
        .saying(&["Recovery key  none"]);
}

#[test]
fn a_lost_master_key_is_had_again_with_what_was_written_down() {
    let (desk, recovery) = real();
    let master = desk.path(desk.key_file());
    let was = desk.text(desk.key_file());
    fs::remove_file(&master).expect("it is lost");
    desk.sightline("verify").refused();
    let recover = &format!("keys recover --new-key {}", desk.key_file());

    let slip = if recovery.starts_with('0') { "1" } else { "0" };
    let slipped = format!("{slip}{}\n", &recovery[1..]);
    desk.sightline_typing(recover, &slipped)
        .refused()
        .saying(&["group 1"]);
    desk.sightline_typing(recover, "").refused();
    assert!(!master.exists());
    desk.sightline_typing(recover, &format!("{}\n", recovery.to_lowercase()))
        .done();

    assert_eq!(desk.text(desk.key_file()), was);
    desk.sightline("verify").done();
}

#[test]
fn another_records_recovery_key_is_refused() {
    let (desk, _) = real();
    let (_, other) = real();

    let refused = desk.sightline_typing("keys recover --new-key new.key", &other);

    refused.refused().saying(&["does not open this ledger"]);
    assert!(!desk.has("new.key"));
}

#[test]
fn the_master_key_is_changed_for_a_new_one_and_the_old_one_opens_nothing() {
    let (desk, recovery) = real();
    desk.sightline("head sign before.json").done();

    let rotated = desk.sightline("keys rotate --new-key new.key").done();

    let new_recovery = rotated.recovery.clone().expect("a new one is shown");
    assert_ne!(new_recovery, recovery);
    rotated.saying(&["version 2", "new.key"]);
    desk.sightline("verify")
        .refused()
        .saying(&["does not open this ledger"]);
    let with = "--master-key new.key";
    desk.sightline(&format!("verify {with} --against before.json"))
        .done();
    desk.sightline(&format!("import extract {with}")).done();
    let shown = desk.sightline(&format!("keys show {with}")).done();
    shown.saying(&["version 2, since"]);
    let refused = desk.sightline_typing("keys recover --new-key again.key", &recovery);
    refused.refused();
    desk.sightline_typing("keys recover --new-key again.key", &new_recovery)
        .done();
    assert_eq!(desk.text("again.key"), desk.text("new.key"));
}

#[test]
fn a_rotation_that_is_refused_leaves_the_key_good_and_says_what_to_ask() {
    let (desk, _) = real();
    desk.write("taken.key", "something else");
    let there = desk.sightline("keys rotate --new-key taken.key");
    there.refused().saying(&["taken.key", "not written over"]);
    // It stands in for whatever makes the database refuse.
    desk.behind_each(
        "create trigger no_more before update on owner_key \
         begin select raise(abort, 'no more'); end",
        "create function no_more() returns trigger language plpgsql as \
         'begin raise exception ''no more''; end'; \
         create trigger no_more before update on owner_key execute function no_more()",
    );

    let cut = desk.sightline("keys rotate --new-key new.key");

    cut.refused().saying(&["cut short", "sightline keys show"]);
    desk.sightline("keys show").done().saying(&["version 1"]);
    desk.sightline("keys show --master-key new.key").refused();
    desk.sightline("verify").done();
}

#[test]
fn an_example_gains_a_recovery_key_when_its_master_key_is_changed() {
    let desk = Desk::with_the_example_imported();

    let rotated = desk.sightline("keys rotate --new-key new.key").done();

    let recovery = rotated.recovery.expect("it is shown");
    desk.sightline_typing("keys recover --new-key again.key", &recovery)
        .done();
    desk.sightline("verify --master-key again.key").done();
}

#[test]
fn the_master_key_may_be_what_a_command_prints_and_is_never_shown() {
    let desk = Desk::with_the_example();
    let secret = "0f".repeat(32);
    desk.write("vault", &secret);
    let command = [("SIGHTLINE_MASTER_KEY_COMMAND", "cat vault")];

    let ran = desk.sightline_with("import extract", &command).done();

    assert!(!desk.has(desk.key_file()));
    assert!(!ran.out.contains(&secret));
    desk.sightline_with("verify", &command).done();
    desk.sightline_with("doctor", &command).done();
    desk.sightline("verify").refused();
    let failing = [("SIGHTLINE_MASTER_KEY_COMMAND", "echo no key; exit 3")];
    let failed = desk.sightline_with("verify", &failing).refused();
    failed.saying(&["echo no key", "it failed"]);
}

#[test]
fn where_there_is_no_record_there_are_no_keys_to_ask_after() {
    let desk = Desk::new();
    for words in [
        "keys show",
        "keys rotate --new-key new.key",
        "keys recover --new-key new.key",
        "head show",
        "head sign head.json",
    ] {
        desk.sightline(words)
            .refused()
            .saying(&["no record in ", desk.record()]);
    }
    assert!(!desk.has("new.key") && !desk.has_a_record());
}
