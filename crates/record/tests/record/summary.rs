//! LE-1, PR-10, PR-11, CA-19: whoever opens a file sees on one screen what matters now, and
//! is told plainly what is not recorded.

use practice::{Fields, Value, When};
use record::summary::{self, Item, Section};

use crate::given::{File, book, day, fields, typed};

fn as_at(file: &File, on: &str) -> Vec<Section> {
    summary::of(book(), &file.folded(), When::Day(day(on)).end())
}

fn section<'s>(sections: &'s [Section], id: &str) -> &'s Section {
    let mut sections = sections.iter();
    sections
        .find(|section| section.id == id)
        .expect("the section is shown")
}

fn words(sections: &[Section], id: &str) -> Vec<String> {
    let items = section(sections, id).items.iter();
    items.map(|item| item.words.clone()).collect()
}

fn only(sections: &[Section], id: &str) -> Item {
    let items = &section(sections, id).items;
    assert_eq!(items.len(), 1, "{items:?}");
    items[0].clone()
}

fn in_care() -> File {
    let mut file = File::default();
    let told = [
        ("told_by", "ssda903"),
        ("authority_id", "A1"),
        ("born_on", "2014-05-10"),
    ];
    file.written("child-details", "2026-03-31", typed(&told), None);
    let first = file.written(
        "care-episode-started",
        "2025-02-03",
        typed(&[("reason", "S"), ("legal_status", "V2"), ("placement", "U6")]),
        None,
    );
    let ceased = [("episode", first.to_string()), ("reason", "X1".to_owned())];
    let ceased: Vec<_> = ceased
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    file.written("care-episode-ceased", "2025-09-01", typed(&ceased), None);
    file.written(
        "care-episode-started",
        "2025-09-01",
        typed(&[("reason", "L"), ("legal_status", "C2"), ("placement", "U6")]),
        None,
    );
    file
}

#[test]
fn le_1_a_child_in_care_is_told_by_age_legal_status_and_placement() {
    let now = as_at(&in_care(), "2026-11-22");
    assert_eq!(words(&now, "who"), ["Born on 10 May 2014, 12 years old"]);
    assert_eq!(
        only(&now, "legal-status").words,
        book().words("legal-status", "C2")
    );
    assert_eq!(
        only(&now, "placement").words,
        book().words("placement", "U6")
    );
}

#[test]
fn le_1_as_at_an_earlier_day_it_says_what_was_so_then() {
    let then = as_at(&in_care(), "2025-06-01");
    assert_eq!(words(&then, "who"), ["Born on 10 May 2014, 11 years old"]);
    assert_eq!(
        only(&then, "legal-status").words,
        book().words("legal-status", "V2")
    );
    let before = as_at(&in_care(), "2025-01-01");
    assert_eq!(words(&before, "legal-status"), [""; 0]);
}

#[test]
fn le_1_of_a_child_who_left_care_no_legal_status_of_care_is_shown() {
    let mut file = in_care();
    let last = file
        .folded()
        .facts
        .last()
        .expect("the last episode")
        .id
        .to_string();
    file.written(
        "care-episode-ceased",
        "2026-05-01",
        typed(&[("episode", &last), ("reason", "E4A")]),
        None,
    );
    let now = as_at(&file, "2026-11-22");
    assert_eq!(words(&now, "legal-status"), [""; 0]);
    assert_eq!(words(&now, "placement"), [""; 0]);
}

#[test]
fn a_child_on_a_protection_plan_has_it_shown_until_it_ends() {
    let mut file = File::default();
    let plan = [
        ("started_on", "2026-04-02"),
        ("category", "NEG"),
        ("latest_category", "EMO"),
    ];
    let plan = file
        .written("protection-plan-started", "2026-04-02", typed(&plan), None)
        .to_string();
    let shown = only(&as_at(&file, "2026-05-01"), "plans");
    assert_eq!(shown.words, "Child protection plan since 2 April 2026");
    assert_eq!(shown.details[0].label, "Category");
    assert_eq!(
        shown.details[0].says,
        book().words("category-of-abuse", "EMO")
    );

    file.written(
        "protection-plan-ended",
        "2026-06-01",
        typed(&[("plan", &plan)]),
        None,
    );
    assert_eq!(words(&as_at(&file, "2026-05-31"), "plans").len(), 1);
    assert_eq!(words(&as_at(&file, "2026-06-01"), "plans"), [""; 0]);
}

#[test]
fn an_unborn_child_is_said_to_be_not_yet_born() {
    let mut file = File::default();
    let told = [
        ("told_by", "cin-census"),
        ("authority_id", "A1"),
        ("expected_on", "2027-01-20"),
    ];
    file.written("child-details", "2026-11-01", typed(&told), None);
    file.written(
        "pre-birth-planning",
        "2026-11-02",
        typed(&[("expected_on", "2027-01-20")]),
        None,
    );
    let now = as_at(&file, "2026-11-22");
    assert_eq!(
        words(&now, "who"),
        ["Not yet born; expected on 20 January 2027"]
    );
    assert_eq!(words(&now, "plans").len(), 1);
}

#[test]
fn a_file_with_nothing_in_it_says_of_every_section_that_nothing_is_recorded() {
    let now = as_at(&File::default(), "2026-11-22");
    assert_eq!(now.len(), book().summary.len());
    assert!(now.iter().all(|section| section.items.is_empty()));
    assert_eq!(section(&now, "risks").empty, "No risk is recorded");
}

#[test]
fn warnings_for_whoever_visits_come_first_and_say_how_to_visit() {
    let mut file = in_care();
    let mut warning: Fields = fields(&[
        ("kind", "animal"),
        ("what", "A dog that bites"),
        ("review_on", "2026-11-01"),
    ]);
    let two = Value::Codes(vec!["two-workers".to_owned()]);
    warning.insert("precautions".to_owned(), two);
    let body = record::Body {
        fields: warning,
        ..record::Body::default()
    };
    file.written("worker-safety-warning", "2026-08-01", body, None);
    let now = as_at(&file, "2026-11-22");
    assert_eq!(now[0].id, "worker-safety");
    assert_eq!(now[0].items[0].words, "An animal: Two workers together");
    assert!(
        now[0].items[0].review_passed,
        "it was to be looked at on 1 November"
    );
    let first_calm = now.iter().position(|section| !section.urgent);
    assert!(
        now[first_calm.expect("one is not urgent")..]
            .iter()
            .all(|section| !section.urgent)
    );
}

#[test]
fn pr_10_a_risk_looked_at_again_shows_what_was_found_then_and_goes_when_it_ended() {
    let mut file = File::default();
    let risk = file.written(
        "risk",
        "2026-07-01",
        typed(&[
            ("kind", "domestic-abuse"),
            ("level", "high"),
            ("what", "He comes back."),
            ("review_on", "2026-08-01"),
        ]),
        None,
    );
    let of = risk.to_string();
    file.written(
        "risk-reviewed",
        "2026-08-03",
        typed(&[
            ("risk", &of),
            ("level", "medium"),
            ("changed", "An order was made."),
            ("review_on", "2026-12-01"),
        ]),
        None,
    );
    let then = only(&as_at(&file, "2026-08-02"), "risks");
    assert_eq!(
        (then.words.as_str(), then.review_passed),
        ("Domestic abuse: High", true)
    );
    let now = only(&as_at(&file, "2026-11-22"), "risks");
    assert_eq!(
        (now.words.as_str(), now.review_passed),
        ("Domestic abuse: Medium", false)
    );
    assert_eq!(
        (now.entry, now.renewed),
        (risk, Some(When::Day(day("2026-08-03"))))
    );
    assert!(
        now.details
            .iter()
            .any(|detail| detail.says == "An order was made.")
    );

    file.written(
        "risk-ended",
        "2026-11-01",
        typed(&[("risk", &of), ("evidence", "Six months.")]),
        None,
    );
    assert_eq!(words(&as_at(&file, "2026-11-22"), "risks"), [""; 0]);
}

#[test]
fn ca_19_promises_stay_open_until_what_became_of_them_is_written_down() {
    let mut file = File::default();
    let made = [
        ("by_whom", "Her worker"),
        ("what", "To ring Mum"),
        ("by", "2026-11-10"),
    ];
    let promise = file
        .written("promise", "2026-11-01", typed(&made), None)
        .to_string();
    let open = only(&as_at(&file, "2026-11-22"), "promises");
    assert_eq!(open.words, "To ring Mum (Her worker, by 10 November 2026)");
    assert!(open.review_passed);
    file.written(
        "promise-concluded",
        "2026-11-23",
        typed(&[("promise", &promise), ("outcome", "late")]),
        None,
    );
    assert_eq!(words(&as_at(&file, "2026-11-23"), "promises"), [""; 0]);
}

#[test]
fn of_each_person_only_the_latest_communication_need_is_shown() {
    let mut file = File::default();
    for (on, who, language) in [
        ("2026-01-05", "Mother", "Kurdish"),
        ("2026-02-05", "Child", "English"),
        ("2026-03-05", "Mother", "Kurmanji Kurdish"),
    ] {
        let need = [
            ("who", who),
            ("needs", "spoken-interpreter"),
            ("language", language),
        ];
        file.written("communication-need", on, typed(&need), None);
    }
    let now = as_at(&file, "2026-11-22");
    let shown: Vec<_> = (section(&now, "communication").items.iter())
        .map(|item| item.details[0].says.as_str())
        .collect();
    assert_eq!(shown, ["Kurmanji Kurdish", "English"]);
}

#[test]
fn what_was_withdrawn_is_not_shown() {
    let mut file = File::default();
    let said = [
        ("kind", "neglect"),
        ("level", "high"),
        ("what", "x"),
        ("review_on", "2026-08-01"),
    ];
    let risk = file.written("risk", "2026-07-01", typed(&said), None);
    let mut withdrawn = typed(&said);
    withdrawn.withdrawn = Some("It was written in the wrong file.".to_owned());
    file.written("risk", "2026-07-01", withdrawn, Some(risk));
    assert_eq!(words(&as_at(&file, "2026-11-22"), "risks"), [""; 0]);
}

#[test]
fn a_baby_is_told_in_days_weeks_and_months_and_a_child_in_years() {
    let mut file = File::default();
    let told = [
        ("told_by", "cin-census"),
        ("authority_id", "A1"),
        ("born_on", "2024-01-31"),
    ];
    file.written("child-details", "2024-02-01", typed(&told), None);
    for (on, expected) in [
        ("2024-01-31", "born today"),
        ("2024-02-01", "1 day old"),
        ("2024-02-13", "1 week old"),
        ("2024-02-29", "4 weeks old"),
        ("2024-03-31", "2 months old"),
        ("2025-01-30", "11 months old"),
        ("2025-01-31", "1 year old"),
        ("2026-11-22", "2 years old"),
    ] {
        let words = format!("Born on 31 January 2024, {expected}");
        assert_eq!(words_of(&file, on), [words], "{on}");
    }
}

fn words_of(file: &File, on: &str) -> Vec<String> {
    words(&as_at(file, on), "who")
}
