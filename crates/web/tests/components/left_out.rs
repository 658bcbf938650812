//! Which of the design system's cases are left out, and why: `left-out.txt`.

use std::collections::BTreeSet;
use std::fs;

use crate::fixtures;

/// Reasons begin with `#`. Under each stand cases, as `component: case`, or a whole
/// component by its name alone.
const LIST: &str = include_str!("left-out.txt");

/// The components that are compared with the design system's cases.
const COMPARED: &[&str] = &[
    "accordion",
    "back-link",
    "breadcrumbs",
    "button",
    "character-count",
    "checkboxes",
    "date-input",
    "details",
    "error-summary",
    "fieldset",
    "file-upload",
    "footer",
    "generic-header",
    "input",
    "inset-text",
    "notification-banner",
    "pagination",
    "panel",
    "password-input",
    "radios",
    "select",
    "service-navigation",
    "skip-link",
    "summary-list",
    "table",
    "tabs",
    "tag",
    "task-list",
    "textarea",
    "warning-text",
];

fn lines() -> impl Iterator<Item = &'static str> {
    LIST.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The cases of a component that are left out.
pub fn cases(component: &str) -> Vec<&'static str> {
    let of_it = |line: &'static str| {
        let (name, case) = line.split_once(": ")?;
        (name == component).then_some(case)
    };
    lines().filter_map(of_it).collect()
}

#[test]
fn every_component_of_the_design_system_is_compared_or_left_out() {
    let folders = fs::read_dir(fixtures::folder()).expect("the design system");
    let theirs: BTreeSet<String> = folders
        .map(|entry| entry.expect("a file"))
        .filter(|entry| entry.path().join("fixtures.json").exists())
        .map(|entry| entry.file_name().into_string().expect("text"))
        .collect();
    let whole = lines().filter(|line| !line.contains(": "));
    let ours: BTreeSet<String> = whole
        .chain(COMPARED.iter().copied())
        .map(str::to_owned)
        .collect();
    assert_eq!(ours, theirs);
}

#[test]
fn every_case_that_is_left_out_is_one_of_a_component_that_is_compared() {
    for line in lines() {
        if let Some((component, case)) = line.split_once(": ") {
            let known = component.starts_with("moj-") || COMPARED.contains(&component);
            assert!(known, "{component}: {case}");
        }
    }
}

#[test]
fn everything_that_is_left_out_is_named_once_and_has_a_reason() {
    let mut named = BTreeSet::new();
    let mut reasons = 0;
    for line in LIST.lines().filter(|line| !line.is_empty()) {
        if line.starts_with("# ") {
            reasons += 1;
        } else {
            assert!(reasons > 0 && named.insert(line), "{line}");
        }
    }
}
