//! Extracts that others made up: every value of each ends in exactly one place, and a
//! second reading adds nothing.

mod common;
mod importing;

use std::path::Path;

use importing::{Values, book, census, ended_in, given_by_child, given_by_return, looked_after};
use practice::{Id, When};
use record::staging::{Batch, Staged, Writing, stage};
use record::{Casefile, Entry, Header};
use returns::import;
use returns::read::census::CensusReader;
use returns::read::ssda903::Ssda903Return;
use returns::read::{Found, recognise};

/// The samples in a folder, recognised; none where there is no shared material.
fn samples(folder: &str) -> Vec<Found> {
    let Some(shared) = common::shared() else {
        return Vec::new();
    };
    let found = recognise(&shared.join("samples").join(folder));
    assert!(!found.is_empty(), "no samples in {folder}");
    found
}

fn census_batches(file: &Path) -> (Values, Vec<Batch>) {
    let mut reader = CensusReader::open(file).unwrap();
    let extract = census(book());
    let (mut given, mut batches) = (Values::new(), Vec::new());
    for child in reader.children() {
        let child = child.unwrap();
        for (column, count) in given_by_child(&child) {
            *given.entry(column).or_default() += count;
        }
        batches.push(import::census::batch(&extract, "census.xml", &child));
    }
    (given, batches)
}

/// Reads each child's batch into an empty file, and again.
fn read_twice(batches: Vec<Batch>) {
    for batch in batches {
        if batch.authority_id.is_empty() {
            continue;
        }
        let values: u64 = ended_in([&batch]).values().sum();
        let first = staged(&[], batch.clone());
        let entries = appended(&first);
        let again = staged(&entries, batch.clone());
        for read in [&first, &again] {
            let counted: u64 = (read.tally.values())
                .map(|tally| tally.recorded + tally.unchanged + tally.set_aside)
                .sum();
            assert_eq!(counted, values, "child {}", batch.authority_id);
        }
        assert!(
            again.drafts.is_empty(),
            "child {}: {:#?}",
            batch.authority_id,
            again.drafts
        );
    }
}

fn staged(entries: &[Entry], batch: Batch) -> Staged {
    let writing = Writing {
        book: book(),
        owner: Id::from_bytes([1; 16]),
        organisation: Id::from_bytes([2; 16]),
        recorded_by: Id::from_bytes([3; 16]),
        noted_on: When::Day(jiff::civil::date(2026, 3, 31)),
    };
    let mut next = entries.len() as u128;
    stage(&writing, &Casefile::fold(entries), batch, &mut || {
        next += 1;
        Id::from_bytes((next + 1000).to_be_bytes())
    })
}

fn appended(staged: &Staged) -> Vec<Entry> {
    let drafts = staged.drafts.iter().cloned().zip(1..);
    drafts
        .map(|(draft, position)| Entry {
            position,
            header: Header {
                id: draft.id,
                owner: draft.owner,
                owner_version: position,
                refers_to: draft.refers_to,
                kind: draft.kind,
                kind_version: draft.kind_version,
                occurred: draft.occurred,
                recorded_at: jiff::Timestamp::UNIX_EPOCH,
                recorded_by: draft.recorded_by,
                organisation: draft.organisation,
                corrects: draft.corrects,
                group: draft.group,
            },
            body: Some(draft.body),
        })
        .collect()
}

#[test]
fn every_value_of_every_sample_census_ends_in_one_place() {
    for found in samples("cin") {
        let Found::CinCensus { file } = found else {
            panic!("no census: {found:?}")
        };
        let (given, batches) = census_batches(&file);
        assert!(!given.is_empty(), "{}", file.display());
        assert_eq!(ended_in(&batches), given, "{}", file.display());
        read_twice(batches);
    }
}

#[test]
fn every_value_of_every_sample_return_ends_in_one_place() {
    for found in samples("ssda903") {
        let whole = match found {
            Found::Ssda903Csv { files } => Ssda903Return::from_csv(&files).unwrap(),
            Found::Ssda903Xml { file } => Ssda903Return::from_xml(&file).unwrap(),
            Found::LeftAlone { .. } => continue,
            other => panic!("no return: {other:?}"),
        };
        let given = given_by_return(&whole);
        assert!(given.len() > 20, "only {} columns", given.len());
        let batches = importing::batches(&looked_after(book(), 2018), &whole);
        assert_eq!(ended_in(&batches), given);
        read_twice(batches);
    }
}
