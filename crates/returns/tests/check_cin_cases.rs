//! The rules of the census agree with the published cases, or it is explained why not.

mod cin_reference;
mod common;

use std::fs::File;
use std::io::BufReader;

use cin_reference::reference;
use returns::check::cases::{CaseRunner, Explained, read_cases, run_cases};
use returns::check::cin::CinCases;

/// The disagreements with published cases, each with its reason.
const EXPLAINED: &str = include_str!("../../../docs/returns/disagreements.toml");

#[test]
fn every_published_case_agrees_or_its_disagreement_is_explained() {
    let Some(shared) = common::shared() else {
        return;
    };
    let file = File::open(shared.join("conformance/cin-rule-cases.ndjson")).unwrap();
    let cases = read_cases(BufReader::new(file)).unwrap();
    let runner = CinCases::new(reference());
    let explained = Explained::parse(EXPLAINED).unwrap();

    let summary = run_cases(&cases, &[&runner as &dyn CaseRunner], &explained);

    for one in &summary.differ {
        println!("{one:#?}");
    }
    assert!(summary.differ.is_empty(), "{} differ", summary.differ.len());
    assert_eq!(summary.cases, 75);
    assert_eq!(summary.explained, 3);
}
