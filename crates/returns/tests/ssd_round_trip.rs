//! What is read from a dataset is given back as it stood.

mod dataset;
#[path = "dataset/random.rs"]
mod random;

use dataset::{File, batch, book, ended_in, given, tables};
use proptest::prelude::*;
use returns::import::ssd::{self, Row, Whose};
use returns::write::ssd::Projected;

fn of_rows(rows: &[Row]) -> dataset::Tables {
    tables(rows.iter().map(|row| (row.table, &row.cells)))
}

fn of_projected(projected: &Projected) -> dataset::Tables {
    tables(projected.rows.iter().map(|row| (row.table, &row.cells)))
}

/// Rows that one side has and the other has not.
fn differences(wanted: &dataset::Tables, found: &dataset::Tables) -> Vec<String> {
    let lines = |tables: &dataset::Tables| -> Vec<String> {
        let rows = tables
            .iter()
            .flat_map(|(name, rows)| rows.iter().map(move |row| format!("{name} {row:?}")));
        rows.collect()
    };
    let (wanted, found) = (lines(wanted), lines(found));
    let lost = wanted.iter().filter(|line| !found.contains(line));
    let new = found.iter().filter(|line| !wanted.contains(line));
    let lost = lost.map(|line| format!("lost: {line}"));
    let mut all: Vec<String> = lost.chain(new.map(|line| format!("new: {line}"))).collect();
    if all.is_empty() && wanted.len() != found.len() {
        all.push("a row stands twice".to_owned());
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn le_14_a_persons_rows_are_given_back_as_they_stood(seed in any::<u64>()) {
        let rows = random::person("A1", seed);
        let taken = batch("A1", &rows);
        prop_assert!(taken.set_aside.is_empty(), "{:#?}", taken.set_aside);
        let mut file = File::default();
        let staged = file.take(taken);
        prop_assert_eq!(staged.set_aside, 0, "{:#?}", staged.drafts);
        let differences = differences(&of_rows(&rows), &of_projected(&file.project(Some("A1"))));
        prop_assert!(differences.is_empty(), "{differences:#?}");
    }

    #[test]
    fn le_14_the_organisations_rows_are_given_back_as_they_stood(seed in any::<u64>()) {
        let rows = random::organisation(seed);
        let taken = ssd::batch(&dataset::extract(), Whose::Organisation, rows.clone());
        prop_assert!(taken.set_aside.is_empty(), "{:#?}", taken.set_aside);
        let mut file = File::default();
        file.take(taken);
        let differences = differences(&of_rows(&rows), &of_projected(&file.project(None)));
        prop_assert!(differences.is_empty(), "{differences:#?}");
    }

    #[test]
    fn every_value_ends_in_one_place(seed in any::<u64>()) {
        let rows = random::person("A1", seed);
        let (given, ended) = (given(&rows), ended_in(&batch("A1", &rows)));
        let other: Vec<_> = given.iter().filter(|(column, count)| ended.get(*column) != Some(count)).collect();
        prop_assert!(other.is_empty() && given.len() == ended.len(), "{other:#?}");
    }

    #[test]
    fn reading_a_dataset_twice_adds_nothing(seed in any::<u64>()) {
        let rows = random::person("A1", seed);
        let mut file = File::default();
        file.take(batch("A1", &rows));
        let again = file.take(batch("A1", &rows));
        prop_assert_eq!(again.drafts, vec![]);
    }
}

#[test]
fn the_book_has_every_type_that_is_proposed() {
    for seed in 0..50 {
        let taken = batch("A1", &random::person("A1", seed));
        for proposed in &taken.proposed {
            let record = book().record(proposed.kind).expect(proposed.kind);
            for field in proposed.fields.keys() {
                assert!(
                    record.fields.contains_key(field),
                    "{}.{field}",
                    proposed.kind
                );
            }
        }
    }
}
