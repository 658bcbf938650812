//! RE-2, PR-12: a correction stands beside what it corrects, and what was known on a
//! day can be asked.

use jiff::Timestamp;

use super::harness::{Desk, THE_DAY_AFTER, accounts_for_everything, sum, text};
use super::importing::the_year_before;

#[test]
fn re_2_a_changed_value_corrects_and_what_it_said_before_stays() {
    let desk = Desk::with_the_example_imported();
    let first_import = last_recorded(&desk);
    desk.change("extract/census.xml", "2025-12-01<", "2025-11-05<");

    let report = desk.sightline("import extract --format json").done().json();

    assert_eq!((sum(&report, "added"), sum(&report, "corrected")), (0, 1));
    accounts_for_everything(&report);
    assert_eq!(desk.state("X1002", "assessment-45wd", THE_DAY_AFTER), "met");
    desk.sightline("timeline X1002").done().saying(&[
        "2025-11-05  Assessment authorised.",
        "corrected; it said before: Assessment authorised. (When did a manager authorise it? 1 December 2025, now 5 November 2025)",
    ]);
    let then = format!("--child X1002 --clock assessment-45wd --known-at {first_import}");
    let then = desk.duties(THE_DAY_AFTER, &then);
    assert_eq!(
        text(&then[0], "state"),
        "met-late",
        "as it was known before"
    );
    assert_eq!(then[0]["days_over"], 21);
}

#[test]
fn re_2_before_the_import_nothing_was_known_and_after_it_all() {
    let desk = Desk::with_the_example_imported();
    let (before, after) = ("2020-01-01", "2100-01-01");

    let known = |at: &str| desk.duties(THE_DAY_AFTER, &format!("--known-at {at}"));

    assert_eq!(known(before), Vec::<serde_json::Value>::new());
    assert_eq!(known(after), desk.duties(THE_DAY_AFTER, ""));
    let timeline = |at: &str| {
        desk.sightline(&format!("timeline X1007 --known-at {at}"))
            .done()
            .out
    };
    assert_eq!(timeline(before), "");
    assert_eq!(timeline(after), desk.sightline("timeline X1007").done().out);
}

#[test]
fn re_2_a_child_not_yet_recorded_shows_no_date_of_birth() {
    let desk = Desk::with_the_example_imported();

    let child = desk.sightline("child X1007 --known-at 2020-01-01 --format json");

    let child = &child.done().json();
    assert_eq!(child["born_on"], serde_json::Value::Null);
    for nothing in ["details", "states", "timeline", "duties"] {
        assert_eq!(child[nothing], serde_json::json!([]), "{nothing}");
    }
}

#[test]
fn an_older_extract_does_not_overwrite_a_later_one() {
    let desk = Desk::with_the_example_imported();
    desk.write("before.xml", the_year_before(&desk));
    let school = "Referral from School";
    let timeline = |desk: &Desk| desk.sightline("timeline X1001").done().out;
    assert!(timeline(&desk).contains(school));

    let report = desk
        .sightline("import before.xml --format json")
        .done()
        .json();

    assert_eq!(sum(&report, "corrected"), 0);
    accounts_for_everything(&report);
    assert!(
        timeline(&desk).contains(school),
        "what the later one says stands"
    );
    let aside = desk.sightline("set-aside --child X1001").done();
    aside.saying(&["before.xml", "tells of a later time", "was taken instead"]);
}

#[test]
fn two_years_in_one_folder_are_taken_oldest_first_whatever_they_are_called() {
    let desk = Desk::with_the_example();
    desk.write("both/a-now.xml", desk.text("extract/census.xml"));
    desk.write("both/b-before.xml", the_year_before(&desk));

    let report = desk.sightline("import both --format json").done().json();

    assert_eq!(text(&report["extracts"][0], "to"), "2025-03-31");
    assert_eq!(
        sum(&report, "corrected"),
        1,
        "the later year corrects the earlier"
    );
    let timeline = desk.sightline("timeline X1001").done();
    timeline.saying(&["Referral from School", "corrected; it said before"]);
}

#[test]
fn le_5_one_identifier_with_two_dates_of_birth_is_not_guessed_at() {
    let desk = Desk::with_the_example_imported();
    let before = desk.sightline("child X1001").done().out;
    desk.change("extract/census.xml", ">2018-05-14<", ">2011-02-03<");

    let report = desk.sightline("import extract --format json").done().json();

    assert_eq!(sum(&report, "doubtful"), 1);
    accounts_for_everything(&report);
    assert_eq!(desk.sightline("child X1001").done().out, before);
    let aside = desk.sightline("set-aside").done();
    aside.saying(&[
        "2011-02-03",
        "another date of birth (2018-05-14)",
        "extract/census.xml:",
    ]);
    let in_words = desk.sightline("import extract").done();
    in_words.saying(&["1 child is in doubt", "sightline set-aside"]);
}

/// When the newest entry was recorded, as the ledger's own clock says.
fn last_recorded(desk: &Desk) -> Timestamp {
    let at = desk.number_behind("select max(recorded_at) from entry");
    Timestamp::from_microsecond(at).expect("a time")
}
