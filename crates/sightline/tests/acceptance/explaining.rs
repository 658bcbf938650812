//! RE-1, PR-12: every due date opens its reason, and a child's file reads as a story.

use serde_json::Value;

use super::harness::{Desk, THE_DAY_AFTER, text};

fn id_of(desk: &Desk, child: &str, clock: &str) -> String {
    text(&desk.duty(child, clock, THE_DAY_AFTER), "id").to_owned()
}

#[test]
fn a_duty_explains_rule_trigger_count_and_source() {
    let desk = Desk::with_the_example_imported();
    // The enquiry began on 20 March 2026; Good Friday and Easter Monday do not count.
    let id = id_of(&desk, "X1009", "icpc-15wd");

    let words = desk.sightline(&format!("explain {id} --as-at {THE_DAY_AFTER}"));

    words.done().saying(&[
        "Initial child protection conference for child X1009",
        "State    running",
        "Due      2026-04-14, to be planned by 2026-04-14",
        "Because  2026-03-20: Strategy discussion",
        "Counted  15 working days, trigger day excluded",
        "from 2026-03-23 to 2026-04-14",
        "2026-04-03, Good Friday",
        "2026-04-06, Easter Monday",
        "If       outcome == 'section-47-enquiry' (as the rule writes it)",
        "Owed by  conference service; climbs to team manager",
        "Source   Working Together to Safeguard Children",
        "Rule     icpc-15wd in the practice book, assessment/",
    ]);
    let json = desk.sightline(&format!(
        "explain {id} --as-at {THE_DAY_AFTER} --format json"
    ));
    let json = json.done().json();
    assert_eq!(text(&json, "state"), "running");
    let why = &json["why"];
    assert_eq!(text(&why["started"], "at"), "2026-03-20");
    assert_eq!(why["started"]["by"], json["started_by"]);
    assert_eq!(
        why["count"]["bank_holidays"].as_array().map(Vec::len),
        Some(2)
    );
    assert!(
        why["sources"]
            .as_array()
            .is_some_and(|sources| !sources.is_empty())
    );
}

#[test]
fn what_met_it_and_by_how_much_it_was_late_is_told() {
    let desk = Desk::with_the_example_imported();
    let id = id_of(&desk, "X1005", "icpc-15wd");

    let words = desk.sightline(&format!("explain {id} --as-at {THE_DAY_AFTER}"));

    words
        .done()
        .saying(&["State    met-late, 14 days over", "Met      2025-08-14:"]);
}

#[test]
fn what_no_source_could_tell_names_who_could_answer() {
    let desk = Desk::with_the_example_imported();
    let id = id_of(&desk, "X1007", "s47-child-seen");

    let words = desk.sightline(&format!("explain {id} --as-at {THE_DAY_AFTER}"));

    words
        .done()
        .saying(&["State    not-known", "Told     ", "It would be answered by"]);
}

#[test]
fn an_ending_is_told_where_a_duty_was_superseded() {
    let desk = Desk::with_the_example_imported();
    let id = id_of(&desk, "X1025", "cla-review-first");

    let words = desk.sightline(&format!("explain {id} --as-at {THE_DAY_AFTER}"));

    words
        .done()
        .saying(&["State    superseded", "Ended    2025-05-16:"]);
}

#[test]
fn as_at_an_earlier_day_what_came_later_is_not_told() {
    let desk = Desk::with_the_example_imported();
    let id = id_of(&desk, "X1007", "assessment-45wd");

    let then = desk
        .sightline(&format!("explain {id} --as-at 2026-01-20"))
        .done();

    assert!(
        !then.out.contains("2026-02-27"),
        "authorised later: {}",
        then.out
    );
    then.saying(&["State    running", "Due      2026-03-09"]);
    let then = desk.sightline(&format!("explain {id} --as-at 2026-01-20 --format json"));
    let then = then.done().json();
    assert_eq!(
        (&then["met_at"], &then["why"]["met"]),
        (&Value::Null, &Value::Null)
    );
    let ended = id_of(&desk, "X1025", "cla-review-first");
    let then = desk
        .sightline(&format!("explain {ended} --as-at 2025-05-01"))
        .done();
    assert!(!then.out.contains("Ended"), "{}", then.out);
}

#[test]
fn before_it_began_nothing_was_owed() {
    let desk = Desk::with_the_example_imported();
    let id = id_of(&desk, "X1007", "icpc-15wd");

    let before = desk.sightline(&format!("explain {id} --as-at 2026-01-11"));

    before.refused().saying(&[&id, "2026-01-12"]);
}

#[test]
fn a_duty_that_is_not_there_says_where_ids_are_printed() {
    let desk = Desk::with_the_example_imported();

    let ran = desk.sightline("explain icpc-15wd.0.0");

    ran.refused()
        .saying(&["icpc-15wd.0.0", "`sightline duties` prints the ids"]);
}

#[test]
fn a_child_s_file_tells_who_states_story_and_duties() {
    let desk = Desk::with_the_example_imported();

    let words = desk
        .sightline(&format!("child X1010 --as-at {THE_DAY_AFTER}"))
        .done();

    words.saying(&[
        "Child X1010, born 22 August 2021",
        "By the children in need census:",
        "By the looked-after return",
        "Looked after: from 2026-03-02, open",
        "2025-01-13  Child protection plan started: Neglect.",
        "2026-03-02  Started to be looked after",
        "met-late",
        "Letter before proceedings sent, 3 days over",
    ]);
    let json = desk.sightline(&format!(
        "child X1010 --as-at {THE_DAY_AFTER} --format json"
    ));
    let json = &json.done().json();
    assert_eq!(text(json, "born_on"), "2021-08-22");
    assert_eq!(
        json["duties"].as_array().map(Vec::len),
        Some(desk.duties(THE_DAY_AFTER, "--child X1010").len())
    );
    desk.sightline("child X9999")
        .refused()
        .saying(&["identifier X9999"]);
}

#[test]
fn a_timeline_is_in_order_and_ends_on_the_day_asked_about() {
    let desk = Desk::with_the_example_imported();

    let told = desk
        .sightline("timeline X1010 --as-at 2025-12-31 --format json")
        .done();

    let told = told.list();
    let days: Vec<_> = told.iter().map(|one| text(one, "at")).collect();
    assert!(days.is_sorted());
    assert_eq!(days.last(), Some(&"2025-11-10"));
    let words = desk.sightline("timeline X1010").done().out;
    assert!(words.contains("2026-02-23  Application for a care or supervision order issued."));
}
