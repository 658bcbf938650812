//! LE-1, PR-10, PR-11, CA-19: whoever opens a file sees on one screen what matters now, and
//! is told plainly what is not recorded.

use practice::When;
use record::Moment;
use record::summary::{self, Item, Section};

use crate::given::{File, book, day, typed};

pub fn as_at(file: &File, on: &str) -> Vec<Section> {
    let file = file.folded();
    summary::of(&Moment::of(book(), &file, When::Day(day(on)).end()), &file)
}

pub fn section<'s>(sections: &'s [Section], id: &str) -> &'s Section {
    let mut sections = sections.iter();
    sections
        .find(|section| section.id == id)
        .expect("the section is shown")
}

pub fn words(sections: &[Section], id: &str) -> Vec<String> {
    let items = section(sections, id).items.iter();
    items.map(|item| item.words.clone()).collect()
}

pub fn only(sections: &[Section], id: &str) -> Item {
    let items = &section(sections, id).items;
    assert_eq!(items.len(), 1, "{items:?}");
    items[0].clone()
}

pub fn in_care() -> File {
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
fn once_another_source_tells_the_birth_nobody_is_said_to_be_unborn() {
    let mut file = File::default();
    for (source, on, field, day) in [
        ("cin-census", "2025-01-10", "expected_on", "2025-03-20"),
        ("ssda903", "2025-04-01", "born_on", "2025-03-17"),
    ] {
        let told = [("told_by", source), ("authority_id", "A1"), (field, day)];
        file.written("child-details", on, typed(&told), None);
    }
    assert_eq!(
        words(&as_at(&file, "2025-04-17"), "who"),
        ["Born on 17 March 2025, 1 month old"]
    );
}

#[test]
fn a_file_with_nothing_in_it_says_of_every_section_that_nothing_is_recorded() {
    let now = as_at(&File::default(), "2026-11-22");
    assert_eq!(now.len(), book().summary.len());
    assert!(now.iter().all(|section| section.items.is_empty()));
    assert_eq!(section(&now, "risks").empty, "No risk is recorded");
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
