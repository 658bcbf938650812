//! RE-3: what a file should hold by now and does not; PR-12: how late things are recorded;
//! and the chronology of significant events.

use jiff::Timestamp;
use practice::When;
use record::Moment;
use record::expected::{self, Missing};
use record::{lateness, telling};

use crate::given::{File, book, day, typed};

fn missing(file: &File, on: &str) -> Vec<Missing> {
    expected::missing(&Moment::of(book(), &file.folded(), end(on)))
}

fn end(on: &str) -> Timestamp {
    When::Day(day(on)).end()
}

fn ids(missing: &[Missing]) -> Vec<&str> {
    missing.iter().map(|missing| missing.id.as_str()).collect()
}

fn in_care() -> File {
    let mut file = File::default();
    file.written(
        "care-episode-started",
        "2026-06-01",
        typed(&[("reason", "S"), ("legal_status", "V2"), ("placement", "U6")]),
        None,
    );
    file
}

#[test]
fn re_3_a_gap_is_told_once_its_day_is_past_and_not_before() {
    let file = in_care();
    assert!(!ids(&missing(&file, "2026-06-08")).contains(&"delegated-authority"));
    let late = missing(&file, "2026-06-09");
    let gap = late
        .iter()
        .find(|gap| gap.id == "delegated-authority")
        .expect("it is told");
    assert_eq!(
        gap.due,
        Some(When::Day(day("2026-06-08"))),
        "five working days"
    );
    assert_eq!(
        (gap.owner.as_str(), gap.because.as_str()),
        ("social worker", "In a placement")
    );
    assert!(gap.sources[0].contains("schedule 2"), "{:?}", gap.sources);
}

#[test]
fn re_3_what_is_recorded_is_not_missing() {
    let mut file = in_care();
    let agreed = [("agreed_on", "2026-06-03"), ("carer_decides", "Sleepovers")];
    file.written("delegated-authority", "2026-06-03", typed(&agreed), None);
    assert!(!ids(&missing(&file, "2026-11-22")).contains(&"delegated-authority"));
}

#[test]
fn pr_5_the_childs_words_are_good_for_twelve_weeks_and_then_missing_again() {
    let mut file = in_care();
    file.written(
        "childs-own-words",
        "2026-07-01",
        typed(&[("words", "I like it here.")]),
        None,
    );
    assert!(!ids(&missing(&file, "2026-09-23")).contains(&"childs-words-in-care"));
    let late = missing(&file, "2026-09-24");
    let gap = late
        .iter()
        .find(|gap| gap.id == "childs-words-in-care")
        .expect("it is told");
    assert_eq!(gap.last, Some(When::Day(day("2026-07-01"))));
    assert_eq!(gap.due, Some(When::Day(day("2026-09-23"))));
}

#[test]
fn re_3_what_a_clock_owes_is_told_by_its_clock() {
    let late = missing(&in_care(), "2026-11-22");
    let gap = late
        .iter()
        .find(|gap| gap.id == "placement-plan")
        .expect("it is told");
    assert_eq!(gap.clock.as_deref(), Some("cla-placement-plan"));
    let clock = book().clock("cla-placement-plan").expect("a clock");
    assert_eq!(gap.owner, clock.owner);
}

#[test]
fn re_3_of_a_child_in_no_such_state_nothing_is_missing() {
    assert_eq!(missing(&File::default(), "2026-11-22"), []);
    let mut file = in_care();
    let first = file.folded().facts[0].id.to_string();
    file.written(
        "care-episode-ceased",
        "2026-09-01",
        typed(&[("episode", &first), ("reason", "E4A")]),
        None,
    );
    assert_eq!(missing(&file, "2026-11-22"), []);
}

#[test]
fn pr_12_the_time_between_event_and_recording_is_measured_by_kind() {
    // The entries of these tests are recorded on 21 September 2026.
    let mut file = File::default();
    for on in ["2026-09-20", "2026-09-16", "2026-08-01"] {
        file.written("childs-own-words", on, typed(&[("words", "No.")]), None);
    }
    file.written(
        "promise",
        "2026-09-25",
        typed(&[("what", "To come back")]),
        None,
    );
    let told = [("told_by", "ssda903"), ("authority_id", "A1")];
    file.written("child-details", "2020-01-01", typed(&told), None);
    let late = lateness::of(book(), &file.folded());
    let days: Vec<_> = (late.iter())
        .map(|late| {
            (
                late.kind.as_str(),
                late.records,
                late.median_days,
                late.most_days,
            )
        })
        .collect();
    assert_eq!(days, [("childs-own-words", 3, 5, 51), ("promise", 1, 0, 0)]);
}

#[test]
fn the_chronology_holds_what_is_significant_and_leaves_out_the_rest() {
    let mut file = in_care();
    let first = file.folded().facts[0].id.to_string();
    file.written(
        "care-episode-ceased",
        "2026-07-01",
        typed(&[("episode", &first), ("reason", "X1")]),
        None,
    );
    file.written(
        "care-episode-started",
        "2026-07-01",
        typed(&[("reason", "L"), ("legal_status", "C2")]),
        None,
    );
    file.written(
        "case-note",
        "2026-07-02",
        typed(&[("subject", "Telephone call")]),
        None,
    );
    let event = [("kind", "achievement"), ("what", "Won the swimming gala.")];
    file.written("significant-event", "2026-05-01", typed(&event), None);
    let told = telling::chronology(book(), &file.folded(), end("2026-11-22"));
    let told: Vec<_> = told
        .iter()
        .map(|told| (told.at.to_string(), told.kind.as_str()))
        .collect();
    let expected = [
        ("2026-05-01".to_owned(), "significant-event"),
        ("2026-06-01".to_owned(), "care-episode-started"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn re_1_the_timeline_tells_a_marked_passage_to_whoever_may_read_the_file() {
    let mut file = File::default();
    let what = "[[third party: Her aunt was ill.]] She stayed with us.";
    let event = [("kind", "health"), ("what", what)];
    file.written("significant-event", "2026-05-01", typed(&event), None);
    let told = telling::happened(book(), &file.folded(), end("2026-11-22"));
    let says = &told[0].says;
    assert!(
        says.ends_with("Her aunt was ill. She stayed with us."),
        "{says}"
    );
}

#[test]
fn re_3_what_is_missing_leads_to_the_record_of_the_childs_own_kind_of_placement() {
    let missing = missing(&in_care(), "2026-06-20");

    let plan = missing
        .iter()
        .find(|missing| missing.id == "placement-plan");

    // She is with foster carers: the plan of a placement with parents is not hers.
    assert_eq!(plan.expect("no plan").kinds, ["placement-plan"]);
}
