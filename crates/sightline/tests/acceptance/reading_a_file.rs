//! LE-1, RE-3: whoever opens a file sees on one screen what matters now, and what should be
//! there and is not.

use std::collections::BTreeSet;

use serde_json::Value;

use super::harness::{Desk, THE_DAY_AFTER, text};

/// The section of a summary with this id.
fn section<'j>(json: &'j Value, id: &str) -> &'j Value {
    let sections = json["sections"].as_array().expect("sections");
    let found = sections.iter().find(|section| section["id"] == id);
    found.unwrap_or_else(|| panic!("the section {id} is shown"))
}

fn children(desk: &Desk) -> Vec<String> {
    let duties = desk.duties(THE_DAY_AFTER, "--all");
    let children = duties.iter().map(|duty| text(duty, "child").to_owned());
    children.collect::<BTreeSet<_>>().into_iter().collect()
}

#[test]
fn le_1_every_section_is_shown_filled_or_with_its_own_words_for_nothing() {
    let desk = Desk::with_the_example_imported();
    let mut filled = 0;

    for child in children(&desk) {
        let ask = format!("summary {child} --as-at {THE_DAY_AFTER}");
        let json = desk
            .sightline(&format!("{ask} --format json"))
            .done()
            .json();
        let mut words = desk.sightline(&ask).done();

        for section in json["sections"].as_array().expect("sections") {
            let title = section["title"].as_str().expect("a title");
            words = words.saying(&[title]);
            let items = section["items"].as_array().expect("items");
            filled += items.len();
            let said = match items.first() {
                Some(item) => &item["words"],
                None => &section["empty"],
            };
            words = words.saying(&[said.as_str().expect("words")]);
        }
        words.saying(&["No warning for whoever visits is recorded"]);
    }

    assert!(filled > 0, "somebody's summary has something in it");
}

#[test]
fn re_3_a_child_in_care_has_a_legal_status_and_what_is_missing_is_told() {
    let desk = Desk::with_the_example_imported();
    let asked = |child: &String| {
        let ask = format!("summary {child} --as-at {THE_DAY_AFTER} --format json");
        desk.sightline(&ask).done().json()
    };

    let in_care = children(&desk).iter().map(asked).find(|json| {
        let told = section(json, "legal-status")["items"].as_array();
        told.is_some_and(|items| !items.is_empty())
    });

    let in_care = in_care.expect("a child of the example is looked after");
    let missing = in_care["missing"].as_array().expect("what is missing");
    let told = |id: &str| missing.iter().any(|gap| gap["id"] == id);
    assert!(told("parental-responsibility-looked-after"), "{missing:?}");
    let chronology = in_care["chronology"].as_array().expect("a chronology");
    assert!(
        chronology
            .iter()
            .any(|told| told["kind"] == "care-episode-started")
    );
}

#[test]
fn le_1_as_at_a_day_before_anything_happened_the_summary_is_empty() {
    let desk = Desk::with_the_example_imported();

    for child in children(&desk) {
        let ask = format!("summary {child} --as-at 1990-01-01 --format json");
        let json = desk.sightline(&ask).done().json();
        for id in ["risks", "legal-status", "placement", "plans", "workers"] {
            assert_eq!(
                section(&json, id)["items"],
                Value::Array(Vec::new()),
                "{id}"
            );
        }
        assert_eq!(json["missing"], Value::Array(Vec::new()));
        assert_eq!(json["chronology"], Value::Array(Vec::new()));
    }
}

#[test]
fn a_child_who_is_not_in_the_record_is_said_to_be_unknown() {
    let desk = Desk::with_the_example_imported();

    desk.sightline("summary NOBODY").refused();
}
