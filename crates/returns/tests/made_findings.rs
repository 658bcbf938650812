//! An error of a return appears where it can be mended: on the child, at the record.

mod a_file;
mod cin_reference;
mod the_book;

use a_file::File;
use jiff::civil::{Date, date};
use returns::made::AsRecorded;
use returns::made::findings::{Beside, Finding, Return, of_child};

const TODAY: Date = date(2026, 1, 20);

fn found(file: &File, on: Date) -> Vec<Finding> {
    let beside = Beside {
        book: cin_reference::reference(),
        names: &AsRecorded,
    };
    of_child("A1", &file.0, on, beside).unwrap()
}

fn rules(found: &[Finding]) -> Vec<&str> {
    found.iter().map(|one| one.rule).collect()
}

/// A child whose referral was assessed and led to a plan.
fn in_need() -> File {
    let mut file = File::of_a_child();
    let referral = [("source", "6"), ("primary_need", "N1")];
    let referral = file.on("2025-10-06", "referral", &referral).to_string();
    let of = ("referral", referral.as_str());
    let started = file
        .on("2025-10-07", "assessment-started", &[of])
        .to_string();
    let authorised = [of, ("assessment", started.as_str())];
    let authorised = file.on("2025-11-10", "assessment-authorised", &authorised);
    let factors = practice::Value::Codes(vec!["2B".to_owned()]);
    file.set(authorised, "factors", factors);
    file.on("2025-11-11", "cin-plan-started", &[of]);
    file
}

#[test]
fn le_13_a_file_with_nothing_wrong_has_no_findings() {
    assert_eq!(rules(&found(&in_need(), TODAY)), Vec::<&str>::new());
}

#[test]
fn le_13_a_finding_names_the_rule_its_words_and_the_field_to_be_mended() {
    // Given a child without an ethnicity
    let mut file = in_need();
    let details = file.0[0].id;
    file.0[0].fields.remove("ethnicity");

    // When the rules look at the child
    let all = found(&file, TODAY);

    // Then the rule says so, and leads to the field of the record that it is about
    let one = all
        .iter()
        .find(|one| one.rule == "4220")
        .expect("rule 4220");
    assert_eq!(one.of, Return::Census);
    assert!(
        one.message.starts_with("Ethnicity is missing"),
        "{}",
        one.message
    );
    assert!(!one.is_query);
    let mended: Vec<_> = one
        .mended_in
        .iter()
        .map(|at| (at.entry, at.kind.as_str(), at.field))
        .collect();
    assert_eq!(mended, [(Some(details), "child-details", "ethnicity")]);
}

#[test]
fn what_is_not_recorded_yet_is_named_by_the_record_that_is_wanted() {
    // Given a child who was looked after from October, of whose permanence before nobody told
    let mut file = in_need();
    let care = [
        ("reason", "S"),
        ("legal_status", "V2"),
        ("category_of_need", "N1"),
        ("placement", "U6"),
        ("placement_provider", "PR4"),
    ];
    file.on("2025-12-01", "care-episode-started", &care);

    let all = found(&file, TODAY);

    let looked_after: Vec<&Finding> = all
        .iter()
        .filter(|one| one.of == Return::LookedAfter)
        .collect();
    let one = looked_after
        .iter()
        .find(|one| one.rule == "630")
        .expect("rule 630");
    assert!(!one.mended_in.is_empty());
    // And every finding says where it can be mended
    for one in looked_after {
        assert!(!one.mended_in.is_empty(), "{} {}", one.rule, one.message);
    }
}

#[test]
fn nothing_is_said_of_an_assessment_before_it_is_late() {
    // Given an assessment that began on 7 October, and no more
    let mut file = File::of_a_child();
    let referral = [("source", "6"), ("primary_need", "N1")];
    let referral = file.on("2025-10-06", "referral", &referral).to_string();
    file.on(
        "2025-10-07",
        "assessment-started",
        &[("referral", &referral)],
    );

    // Then it is found 45 working days on, and not before
    assert!(!rules(&found(&file, date(2025, 11, 3))).contains(&"8670Q"));
    assert!(rules(&found(&file, TODAY)).contains(&"8670Q"));
}

#[test]
fn what_is_told_at_the_end_of_the_year_is_not_wanted_yet() {
    // Given a child who has been looked after all year so far
    let mut file = File::of_a_child();
    file.on(
        "2024-03-01",
        "care-episode-started",
        &[("reason", "S"), ("legal_status", "C2")],
    );

    let yearly = |on| {
        let all = found(&file, on);
        let one = all.into_iter().find(|one| one.rule == "191");
        one.expect("rule 191, of the year as a whole")
            .due_at_the_end
    };

    assert!(yearly(TODAY), "in January there is time");
    assert!(!yearly(date(2026, 3, 31)), "on the last day there is not");
}

#[test]
fn a_child_of_neither_return_has_no_findings() {
    assert!(found(&File::of_a_child(), TODAY).is_empty());
}
