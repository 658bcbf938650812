//! LE-13: extracts that nobody here wrote, awkward by accident and on purpose.

use super::harness::{Desk, accounts_for_everything, copy, samples, sum};

#[test]
fn le_13_all_the_samples_go_in_at_once_and_every_value_is_accounted_for() {
    let Some(samples) = samples() else { return };
    let desk = Desk::new();
    for folder in ["cin", "ssda903"] {
        copy(&samples.join(folder), &desk.path(folder));
    }

    let report = desk.sightline("import cin ssda903 --format json");

    let report = report.done().json();
    accounts_for_everything(&report);
    assert_eq!(report["extracts"].as_array().map(Vec::len), Some(4 + 2));
    assert!(sum(&report, "new_children") > 3000);
    let left = report["left_alone"].as_array().expect("left alone");
    assert!(!left.is_empty(), "the provider lists are named");
    desk.sightline("duties --state overdue --as-at 2018-03-31")
        .done();
    assert!(desk.entries() > 20_000);
}
