//! The rules of the looked after return against the published cases and a whole return
//! that someone else's validators decided.

mod common;
mod the_book;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::BufReader;
use std::path::Path;

use returns::check::cases::{Explained, read_cases, run_cases};
use returns::check::ssda903::{self, Beside, CaseRules};
use returns::check::{Collection, Report};
use returns::read::ssda903::Ssda903Return;
use returns::read::{Found, recognise};
use the_book::book;

fn read(path: &Path) -> Ssda903Return {
    let mut found = recognise(path).into_iter();
    let whole = found.find_map(|found| match found {
        Found::Ssda903Csv { files } => Some(Ssda903Return::from_csv(&files)),
        Found::Ssda903Xml { file } => Some(Ssda903Return::from_xml(&file)),
        _ => None,
    });
    whole.expect("a return").expect("readable")
}

/// Checks by the authorities of the book.
fn check(whole: &Ssda903Return, collection: Collection, beside: &Beside<'_>) -> Report {
    ssda903::check(whole, collection, &book().authorities, beside)
}

fn collection(text: &str) -> Collection {
    text.parse().unwrap()
}

fn project() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn every_published_case_agrees_or_its_disagreement_is_explained() {
    let Some(shared) = common::shared() else {
        return;
    };
    let file = File::open(shared.join("conformance/ssda903-rule-cases.ndjson")).unwrap();
    let cases = read_cases(BufReader::new(file)).unwrap();
    let list = fs::read_to_string(project().join("docs/returns/disagreements.toml")).unwrap();
    let explained = Explained::parse(&list).unwrap();
    let summary = run_cases(&cases, &[&CaseRules::new(&book().authorities)], &explained);
    println!("{} agree, {} explained", summary.agree, summary.explained);
    for differ in &summary.differ {
        println!("{}", serde_json::to_string(differ).unwrap());
    }
    assert!(summary.differ.is_empty());
    assert_eq!(summary.agree + summary.explained, summary.cases);
    assert!(summary.explained <= 5);
}

#[test]
fn a_whole_return_is_found_as_others_find_it_by_every_rule_they_ran() {
    let Some(shared) = common::shared() else {
        return;
    };
    let folder = shared.join("conformance/whole-return");
    let text = fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&text).unwrap();
    let previous = read(&folder.join("prev"));
    let beside = Beside {
        previous: Some(&previous),
        authority: expected["authority"].as_str(),
        ..Beside::default()
    };
    let report = check(&read(&folder), collection("2025/26"), &beside);
    let run: BTreeSet<&str> = report.rules_run.iter().map(String::as_str).collect();
    let skipped: Vec<&str> = expected["skipped_in_peer"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(serde_json::Value::as_str)
        .collect();
    let mut differ = 0;
    for (rule, tables) in expected["finds"].as_object().unwrap() {
        if skipped.contains(&rule.as_str()) {
            continue;
        }
        assert!(run.contains(rule.as_str()), "{rule} did not run");
        let expected: BTreeMap<String, BTreeSet<u32>> =
            serde_json::from_value(tables.clone()).unwrap();
        let found = report.finds.get(rule).cloned().unwrap_or_default();
        if found != expected {
            differ += 1;
            print_difference(rule, &expected, &found);
        }
    }
    assert_eq!(differ, 0);
}

fn print_difference(
    rule: &str,
    expected: &BTreeMap<String, BTreeSet<u32>>,
    found: &BTreeMap<String, BTreeSet<u32>>,
) {
    let tables: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
    let none = BTreeSet::new();
    for table in tables {
        let expected = expected.get(table).unwrap_or(&none);
        let found = found.get(table).unwrap_or(&none);
        let first = |rows: &BTreeSet<u32>, other: &BTreeSet<u32>| {
            let missing: Vec<u32> = rows.difference(other).copied().collect();
            (
                missing.len(),
                missing.into_iter().take(12).collect::<Vec<_>>(),
            )
        };
        println!(
            "{rule} {table}: expected {}, found {}; not found {:?}; besides {:?}",
            expected.len(),
            found.len(),
            first(expected, found),
            first(found, expected)
        );
    }
}

#[test]
fn every_rule_of_the_catalogue_is_in_the_report_of_its_collection_and_no_other() {
    let Some(shared) = common::shared() else {
        return;
    };
    let text = fs::read_to_string(shared.join("returns/ssda903-rules.json")).unwrap();
    let catalogue: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    for year in ["2022/23", "2023/24", "2024/25", "2025/26", "2026/27"] {
        let of_year = catalogue.iter().filter(|rule| {
            let years = rule["collections"].as_array().unwrap();
            years.iter().any(|own| own == year)
        });
        let expected: BTreeSet<String> = of_year
            .map(|rule| rule["code"].as_str().unwrap().to_owned())
            .collect();
        let report = check(
            &Ssda903Return::default(),
            collection(year),
            &Beside::default(),
        );
        assert_eq!(named(&report), expected, "{year}");
        assert!(report.rules_not_run.iter().all(|rule| !rule.why.is_empty()));
    }
}

fn named(report: &Report) -> BTreeSet<String> {
    let not_run = report.rules_not_run.iter().map(|rule| &rule.rule);
    report.rules_run.iter().chain(not_run).cloned().collect()
}

#[test]
fn the_samples_check_in_both_shapes_without_a_crash() {
    let Some(shared) = common::shared() else {
        return;
    };
    let folder = shared.join("samples/ssda903");
    for year in ["2022/23", "2026/27"] {
        let csv = check(&read(&folder), collection(year), &Beside::default());
        let xml = check(
            &read(&folder.join("fake_903.xml")),
            collection(year),
            &Beside::default(),
        );
        assert!(!csv.finds.is_empty() && !xml.finds.is_empty());
    }
}
