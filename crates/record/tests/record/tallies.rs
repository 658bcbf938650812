//! Every value of an extract is recorded, unchanged or set aside, whatever stands in it.

use std::collections::BTreeMap;

use proptest::prelude::*;
use record::staging::{Batch, Column, Proposed, Staged};

use crate::given::{File, aside, batch, linked, march, told};

/// Columns from which the values of a made-up row come.
const COLUMNS: [Column; 4] = [
    ("CINdetails", "CINreferralDate"),
    ("CINdetails", "ReferralSource"),
    ("Assessments", "AssessmentActualStartDate"),
    ("(not in the specification)", ""),
];

/// Record types of one key each, of several, of none, and one that no book has.
const KINDS: [(&str, &str); 6] = [
    ("referral", "referred_on"),
    ("assessment-started", "started_on"),
    ("case-closed", "closed_on"),
    ("unaccompanied-child", "known_on"),
    ("child-details", "told_on"),
    ("no-such-record", "on"),
];

/// A row: which record, its day, its text, what it links to, and its values.
fn row(line: u64) -> impl Strategy<Value = Proposed> {
    let values = proptest::collection::vec(0..COLUMNS.len(), 0..4);
    (
        0..KINDS.len(),
        1..4_u8,
        0..3_u8,
        any::<Option<u8>>(),
        values,
    )
        .prop_map(move |(kind, day, source, link, values)| {
            let (kind, date) = KINDS[kind];
            let day = format!("2025-10-0{day}");
            let source = source.to_string();
            let row = told(kind, &day, line, &[(date, &day), ("source", &source)]);
            let mut row = match link {
                Some(to) => linked(row, "referral", usize::from(to % 12)),
                None => row,
            };
            row.values = values.into_iter().map(|at| COLUMNS[at]).collect();
            row
        })
}

fn extract() -> impl Strategy<Value = Batch> {
    let rows = proptest::collection::vec(row(2), 0..12);
    let asides = proptest::collection::vec((0..3_u8, 0..COLUMNS.len()), 0..6);
    (rows, asides).prop_map(|(rows, asides)| {
        let asides = asides.into_iter().map(|(value, column)| {
            let mut one = aside(&value.to_string(), 3);
            one.values = vec![COLUMNS[column]; usize::from(value)];
            one
        });
        batch(rows, asides.collect())
    })
}

fn given(batch: &Batch) -> BTreeMap<Column, u64> {
    let proposed = batch.proposed.iter().flat_map(|one| &one.values);
    let aside = batch.set_aside.iter().flat_map(|one| &one.values);
    let mut values = BTreeMap::new();
    for column in proposed.chain(aside) {
        *values.entry(*column).or_default() += 1;
    }
    values
}

fn accounted(staged: &Staged) -> BTreeMap<Column, u64> {
    let sum = |(column, tally): (&Column, &record::staging::Tally)| {
        (*column, tally.recorded + tally.unchanged + tally.set_aside)
    };
    staged.tally.iter().map(sum).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_value_is_accounted_for_and_a_second_reading_adds_nothing(read in extract()) {
        let mut file = File::default();
        let values = given(&read);
        let first = file.read(read.clone(), march(2026));
        prop_assert_eq!(accounted(&first), values.clone());
        let again = file.read(read, march(2026));
        prop_assert_eq!(accounted(&again), values);
        prop_assert!(again.drafts.is_empty(), "{:#?}", again.drafts);
        prop_assert!(again.tally.values().all(|tally| tally.recorded == 0));
    }

    #[test]
    fn it_adds_up_over_what_other_extracts_said(one in extract(), other in extract(), later in 2025..2028_i16) {
        let mut file = File::default();
        file.read(one, march(2026));
        let values = given(&other);
        let first = file.read(other.clone(), march(later));
        prop_assert_eq!(accounted(&first), values.clone());
        let counted = first.added + first.corrected + first.set_aside;
        prop_assert_eq!(first.drafts.len() as u64, counted);
        let again = file.read(other, march(later));
        prop_assert_eq!(accounted(&again), values);
        prop_assert!(again.drafts.is_empty(), "{:#?}", again.drafts);
        prop_assert!(file.folded().unreadable.is_empty());
    }
}
