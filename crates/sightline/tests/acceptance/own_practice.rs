//! An authority's own practice over a record: laid over the book, taken into force, and tried
//! out before it is.

use super::harness::{Desk, THE_DAY_AFTER, number, text};

/// A decision that makes one duty of the example shorter.
const SOONER: &str = r#"
[local]
title   = "Anytown's own practice"
edition = "2026-05"

[change.icpc-15wd]
within = "5 working days"
owner  = "duty manager"
source = { cite = "Local procedures 4.2, agreed 3 May 2026" }

[[change.icpc-15wd.example]]
given = ["2026-03-26 strategy-discussion outcome=section-47-enquiry"]
due = 2026-04-02
why = "five working days, agreed locally"

[[change.icpc-15wd.example]]
given = [
  "2026-05-18 referral no_further_action=false",
  "2026-05-18 plan-child-moved-in referral=@1",
]
due = 2026-05-26
why = "a child on a plan moved in; the Spring bank holiday does not count"
"#;

fn desk() -> Desk {
    let desk = Desk::with_the_example_imported();
    desk.write("own/procedures.toml", SOONER);
    desk
}

#[test]
fn another_practice_is_tried_out_and_nothing_is_changed() {
    // Given a record, and a practice that is not yet decided
    let desk = desk();
    let before = desk.duties(THE_DAY_AFTER, "--clock icpc-15wd");
    let entries = desk.entries();
    let words = format!("what-if --overlay own --children --format json --as-at {THE_DAY_AFTER}");
    // When it is asked what would differ
    let told = desk.sightline(&words).done().json();
    // Then each duty that would differ is named, its dates are right, and the counts agree
    let listed = told["differences"].as_array().expect("a list");
    let all = &told["counts"]["all"];
    assert_eq!(number(all, "earlier"), listed.len() as u64, "{told}");
    assert!(!listed.is_empty(), "the example has such duties");
    for one in listed {
        assert_eq!(text(one, "clock"), "icpc-15wd");
        assert_eq!(text(one, "owner"), "duty manager");
        assert!(text(one, "would_be_due") < text(one, "due"), "{one}");
        let held = before.iter().find(|duty| duty["id"] == one["id"]);
        let held = held.expect("it is a duty of the record");
        assert_eq!((&held["child"], &held["due"]), (&one["child"], &one["due"]));
    }
    assert_eq!(&told["counts"]["by_clock"]["icpc-15wd"], all);
    assert_eq!(&told["counts"]["by_owner"]["duty manager"], all);
    assert_eq!(&told["counts"]["by_area"]["assessment-and-s47"], all);
    // And nothing was changed
    assert_eq!(desk.duties(THE_DAY_AFTER, "--clock icpc-15wd"), before);
    assert_eq!(desk.entries(), entries);
    desk.sightline(&format!("what-if --overlay own --as-at {THE_DAY_AFTER}"))
        .done()
        .saying(&[
            "Nothing was changed",
            "icpc-15wd",
            "duty manager",
            "Newly late",
        ]);
}

#[test]
fn what_would_be_newly_late_is_what_is_late_once_the_practice_is_in_force() {
    let desk = desk();
    let late = |words: &str| {
        let words = format!("--clock icpc-15wd --state overdue,met-late {words}");
        desk.duties(THE_DAY_AFTER, &words).len() as u64
    };
    let before = late("");
    let told = desk
        .sightline(&format!(
            "what-if --overlay own --format json --as-at {THE_DAY_AFTER}"
        ))
        .done()
        .json();
    let all = &told["counts"]["all"];

    desk.sightline("practice take-into-force --overlay own")
        .done();

    let after = late("--overlay own");
    assert_eq!(
        after,
        before + number(all, "newly_late") - number(all, "no_longer_late")
    );
}

#[test]
fn a_book_taken_into_force_is_an_entry_and_the_record_says_which_it_is() {
    // Given a record that goes by the program's own book
    let desk = desk();
    let entries = desk.entries();
    desk.sightline("doctor")
        .done()
        .saying(&["none was taken into force"]);
    // When a practice is taken into force
    let taken = desk
        .sightline("practice take-into-force --overlay own --format json")
        .done()
        .json();
    // Then one entry says so, with the hash of the book, and taken in again it says no more
    assert_eq!(taken["taken"], true);
    assert_eq!(desk.entries(), entries + 1);
    let again = desk.sightline("practice take-into-force --overlay own --format json");
    assert_eq!(again.done().json()["taken"], false);
    assert_eq!(desk.entries(), entries + 1);
    let shown = desk
        .sightline("practice show book --overlay own --format json")
        .done()
        .json();
    assert_eq!(shown["in_force"]["hash"], taken["hash"]);
    assert_eq!(shown["in_force"]["same"], true);
    assert_eq!(text(&shown["local"], "title"), "Anytown's own practice");
    // And what is worked out goes by it; another book is refused, and doctor says which
    let named = desk.duties(THE_DAY_AFTER, "--clock icpc-15wd --overlay own");
    assert_eq!(desk.duties(THE_DAY_AFTER, "--clock icpc-15wd"), named);
    let duty = named.first().expect("a duty");
    let explained = desk.sightline(&format!("explain {} --overlay own", text(duty, "id")));
    explained
        .done()
        .saying(&["5 working days", "Local procedures 4.2, agreed 3 May 2026"]);
    desk.sightline("doctor")
        .done()
        .saying(&["Anytown's own practice"]);
    desk.write(
        "next/procedures.toml",
        SOONER.replace("duty manager", "team manager"),
    );
    desk.sightline("duties --overlay next")
        .refused()
        .saying(&["another practice book"]);
    desk.sightline("doctor --overlay next")
        .does_not_hold()
        .saying(&["Anytown's own practice", "another is used"]);
}

#[test]
fn what_would_differ_is_asked_of_the_book_that_the_record_keeps_not_of_a_folder() {
    // Given a practice in force whose folder has gone since
    let desk = desk();
    desk.sightline("practice take-into-force --overlay own")
        .done();
    std::fs::remove_dir_all(desk.path("own")).expect("it is removed");
    desk.write(
        "next/procedures.toml",
        SOONER.replace("duty manager", "team manager"),
    );
    // When a practice is tried out that counts the same
    let told = desk
        .sightline("what-if --overlay next --format json")
        .done()
        .json();
    // Then nothing would differ
    assert_eq!(number(&told["counts"]["all"], "earlier"), 0, "{told}");
    assert_eq!(told["counts"]["by_clock"], serde_json::json!({}));
    assert_eq!(
        text(&told["in_force"], "title"),
        "England, with Anytown's own practice"
    );
}

#[test]
fn a_practice_whose_examples_do_not_come_out_is_not_taken_into_force() {
    let desk = desk();
    desk.write(
        "own/procedures.toml",
        SOONER.replace("2026-04-02", "2026-04-09"),
    );
    let entries = desk.entries();

    let ran = desk.sightline("practice take-into-force --overlay own");

    ran.refused()
        .saying(&["procedures.toml", "do not come out"]);
    assert_eq!(desk.entries(), entries);
    desk.sightline("duties").done();
}

#[test]
fn what_the_authority_does_otherwise_is_laid_beside_the_law() {
    let desk = Desk::new();
    desk.write("own/procedures.toml", SOONER);

    let told = desk.sightline("practice diff --overlay own");

    told.done().saying(&[
        "icpc-15wd",
        "15 working days",
        "5 working days",
        "duty manager",
        "Local procedures 4.2, agreed 3 May 2026",
    ]);
    let setting = [("SIGHTLINE_OVERLAY", "own")];
    let json = desk
        .sightline_with("practice diff --format json", &setting)
        .done()
        .json();
    let differences = json["differences"].as_array().expect("a list");
    // The owner, and the time of two of its ways of starting.
    assert_eq!(differences.len(), 3, "{json}");
    desk.sightline("practice check --overlay own").done();
    let none = desk.sightline("practice diff --format json").done().json();
    assert_eq!(none["differences"], serde_json::json!([]));
}

#[test]
fn the_law_cannot_be_stretched_in_silence() {
    let desk = Desk::new();
    let longer = SOONER.replace("\"5 working days\"", "\"30 working days\"");
    desk.write("own/procedures.toml", longer);

    let ran = desk.sightline("practice check --overlay own");

    ran.refused()
        .saying(&["procedures.toml:6", "say in `departs` why less is done"]);
}

#[test]
fn the_whole_book_is_written_as_pages_to_read() {
    let desk = Desk::new();
    desk.write("own/procedures.toml", SOONER);

    desk.sightline("practice docs pages --overlay own")
        .done()
        .saying(&["pages/index.html"]);

    assert!(
        desk.text("pages/index.html")
            .contains("Anytown&#39;s own practice")
    );
    let page = desk.text("pages/area-assessment-and-s47.html");
    assert!(page.contains("Local procedures 4.2, agreed 3 May 2026"));
}
