//! Checking a whole census: every rule of the catalogue is run, what the schema asks is
//! looked at, and what was not run is said.

mod check_cin_common;
mod cin_reference;
mod common;

use std::collections::BTreeSet;

use check_cin_common::{census, check, child, rows};
use returns::check::cin;

#[test]
fn every_rule_of_the_catalogue_is_run_in_each_of_its_collections_and_no_other_is() {
    let Some(shared) = common::shared() else {
        return;
    };
    let text = std::fs::read_to_string(shared.join("returns/cin-rules.json")).unwrap();
    let rules: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(rules.len(), 114);
    for collection in ["2022/23", "2023/24", "2024/25", "2025/26"] {
        let is_of = |rule: &&serde_json::Value| {
            let collections = rule["collections"].as_array().unwrap();
            collections.iter().any(|one| one == collection)
        };
        let expected = rules.iter().filter(is_of);
        let expected: BTreeSet<&str> = expected
            .map(|rule| rule["code"].as_str().unwrap())
            .collect();
        for rule in cin::published(collection.parse().unwrap()) {
            let mut texts = rules.iter().filter(is_of);
            let text = texts.find(|text| text["code"] == rule.code).unwrap();
            assert_eq!(text["message"].as_str().unwrap().trim(), rule.message);
            let severity = format!("{:?}", rule.severity.unwrap());
            assert_eq!(text["kind"], severity, "{}", rule.code);
            assert!(!rule.fields.is_empty(), "{} names no field", rule.code);
        }
        let report = check(&census(""), collection).report;
        let run: Vec<&str> = report.rules_run.iter().map(String::as_str).collect();
        assert_eq!(
            run.len(),
            expected.len() + 1,
            "a rule runs twice in {collection}"
        );
        let mut run: BTreeSet<&str> = run.into_iter().collect();
        assert!(run.remove(cin::SCHEMA));
        assert_eq!(run, expected, "{collection}");
        assert_eq!(report.rules_not_run, []);
    }
}

#[test]
fn a_census_without_fault_has_only_the_findings_of_so_small_a_return() {
    let found = check(&census(&child("A1", "")), "2025/26");
    let rules: Vec<&String> = found.report.finds.keys().collect();
    assert_eq!(rules, ["2887Q", "2888Q"]);
    assert_eq!(rows(&found, "2888Q", "(whole return)"), [0]);
    assert_eq!(found.schema, []);
}

#[test]
fn each_date_of_pre_proceedings_is_read_by_the_form_the_schema_asks() {
    let dates = "<PreProceedingsandFGDM><PPStartDate>2026-09-09</PPStartDate>\
         <LBPSentDate>20/09/2026</LBPSentDate><FGDMMeetingOffer>yes</FGDMMeetingOffer>\
         <InitialPPMeetingDate>2026-09-31</InitialPPMeetingDate>\
         <ReviewMeetingsCount>three</ReviewMeetingsCount>\
         <StepDecisionDate>2026-12-01</StepDecisionDate><CourtAppDate>soon</CourtAppDate>\
         <LetterInitCPDate>2027-02-30</LetterInitCPDate></PreProceedingsandFGDM>";
    let text = census(&child("A1", dates));

    let found = check(&text, "2026/27");
    let elements: Vec<&str> = found.schema.iter().map(|one| one.element).collect();
    assert_eq!(
        elements,
        [
            "LBPSentDate",
            "FGDMMeetingOffer",
            "InitialPPMeetingDate",
            "ReviewMeetingsCount",
            "CourtAppDate",
            "LetterInitCPDate"
        ]
    );
    assert_eq!(rows(&found, "schema", "PreProceedingsandFGDM"), [0]);

    // Before they were collected, the block itself is found as well.
    let found = check(&text, "2025/26");
    assert_eq!(found.schema.len(), 7);
    assert_eq!(found.schema[0].element, "PreProceedingsandFGDM");
}

#[test]
fn what_the_schema_asks_for_and_is_not_there_is_found_with_its_place() {
    let found = check(&census("\n<Child>\n<ChildIdentifiers/></Child>"), "2025/26");
    let said: Vec<String> = found
        .schema
        .iter()
        .map(|one| {
            format!(
                "{} {} {}: {}",
                one.place.line, one.table, one.element, one.problem
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            "3 ChildIdentifiers LAchildID: it must be there",
            "3 ChildIdentifiers Sex: it must be there",
            "2 Child ChildCharacteristics: it must be there",
            "2 Child CINdetails: it must be there",
        ]
    );
    assert_eq!(rows(&found, "8590", "ChildIdentifiers"), [0]);
    assert_eq!(rows(&found, "4220", "ChildIdentifiers"), [0]);
}

#[test]
fn the_year_of_the_collection_decides_between_gender_and_sex() {
    let text = census(&child("A1", ""));
    let found = check(&text, "2023/24");
    assert_eq!(rows(&found, "4180", "ChildIdentifiers"), [0]);
    let elements: Vec<&str> = found.schema.iter().map(|one| one.element).collect();
    assert_eq!(elements, ["Sex", "GenderCurrent"]);
    assert_eq!(rows(&found, "100", "Header"), [0]);
}

#[test]
fn of_a_collection_whose_rules_are_not_here_it_is_said_that_they_did_not_run() {
    let later = check(&census(""), "2026/27").report;
    assert_eq!(later.rules_not_run.len(), 1);
    assert!(
        later.rules_not_run[0]
            .why
            .contains("those of 2025/26 were run")
    );
    let earlier = check(&census(""), "2021/22").report;
    assert_eq!(earlier.rules_run, ["schema"]);
    assert_eq!(earlier.rules_not_run.len(), 105);
}

#[test]
fn rules_that_count_working_days_do_not_run_where_the_bank_holidays_are_not_known() {
    let text = census("").replace("2026", "1996");
    let report = check(&text, "1995/96").report;
    assert!(report.rules_run.len() < 3);
    let text = census("").replace("2026", "2041");
    let report = check(&text, "2040/41").report;
    let not_run: Vec<&str> = report.rules_not_run.iter().map(|one| &*one.rule).collect();
    assert_eq!(not_run[..3], ["8569Q", "8670Q", "8675Q"]);
}
