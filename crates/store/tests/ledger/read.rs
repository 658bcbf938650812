//! Reading entries, children and what was set aside.

use practice::Id;
use store::{Counts, StoreError};

use super::common::{Ledger, ORGANISATION, child, command, draft, write_file};

#[test]
fn entries_are_read_in_order_a_page_at_a_time() {
    let ledger = Ledger::of_three_files();
    let mut reader = ledger.reader();
    let mut positions = Vec::new();
    let mut from = 1;
    loop {
        let page = reader.entries(from, 5).unwrap();
        let Some(last) = page.last() else { break };
        from = last.position + 1;
        positions.extend(page.iter().map(|entry| entry.position));
    }

    assert_eq!(positions, (1..=13).collect::<Vec<_>>());
    assert!(reader.entries(u64::MAX, 5).unwrap().is_empty());
}

#[test]
fn a_child_is_found_by_the_authoritys_identifier_and_by_its_file() {
    let ledger = Ledger::of_three_files();
    let mut reader = ledger.reader();

    let found = reader.children_with_authority_id("W00002").unwrap();

    assert_eq!(found.len(), 1);
    assert_eq!(found[0].subject, child(2));
    assert_eq!(found[0].organisation, ORGANISATION);
    assert_eq!(found[0].born_on, Some(jiff::civil::date(2014, 2, 28)));
    assert_eq!(reader.child(child(2)).unwrap().as_ref(), found.first());
    assert_eq!(reader.child(ORGANISATION).unwrap(), None);
    assert!(reader.children_with_authority_id("W9").unwrap().is_empty());
}

#[test]
fn every_child_is_read_in_the_order_of_the_files() {
    let ledger = Ledger::of_three_files();
    let mut subjects: Vec<Id> = Vec::new();

    ledger
        .reader()
        .each_child::<StoreError>(|child| {
            subjects.push(child.subject);
            Ok(())
        })
        .unwrap();

    let mut expected = vec![child(1), child(2), child(3)];
    expected.sort();
    assert_eq!(subjects, expected);
}

#[test]
fn what_was_set_aside_is_read_by_source_file_and_line() {
    let ledger = Ledger::of_three_files();
    let mut reader = ledger.reader();
    let mut lines = Vec::new();

    reader
        .each_set_aside::<StoreError>(|row| {
            lines.push(row.line);
            Ok(())
        })
        .unwrap();

    assert_eq!(lines, (2..=13).collect::<Vec<_>>());
    let of_one = reader.set_aside_of(child(1)).unwrap();
    assert_eq!(of_one.len(), 4);
    assert_eq!(of_one[0].child.as_deref(), Some("W00001"));
    assert_eq!(of_one[0].reason, "no such day");
}

#[test]
fn everything_is_counted() {
    let ledger = Ledger::of_three_files();

    assert_eq!(
        ledger.reader().counts().unwrap(),
        Counts {
            entries: 13,
            files: 4,
            children: 3,
            duties: 12,
            set_aside: 12,
        }
    );
}

#[test]
fn a_file_that_grows_has_its_derived_rows_replaced_and_not_doubled() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    write_file(&writer, 1, 2).unwrap();
    let moved = draft(child(1), 50, &[("authority_id", "X1"), ("aside", "again")]);

    writer.append(command(child(1), 2, vec![moved])).unwrap();

    let mut reader = ledger.reader();
    assert_eq!(reader.duties_of(child(1)).unwrap().len(), 2);
    assert_eq!(reader.set_aside_of(child(1)).unwrap().len(), 3);
    assert!(
        reader
            .children_with_authority_id("W00001")
            .unwrap()
            .is_empty()
    );
    assert_eq!(reader.children_with_authority_id("X1").unwrap().len(), 1);
}

#[test]
fn every_file_is_read_whole_and_once_however_its_entries_fall_on_pages() {
    // Given files of which one is longer than a page, and the organisation's own
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    for from in [0_u128, 2500] {
        let drafts = (0..2500).map(|n| draft(child(9), 90_000 + from + n, &[]));
        let command = command(child(9), from.try_into().unwrap(), drafts.collect());
        writer.append(command).unwrap();
    }
    drop(writer);
    let mut files: Vec<(Id, usize)> = Vec::new();
    // When each is read in turn
    ledger
        .reader()
        .each_file::<StoreError>(|owner, file| {
            let versions = file.iter().map(|entry| entry.header.owner_version);
            assert!(versions.eq(1..=file.len() as u64));
            assert!(file.iter().all(|entry| entry.header.owner == owner));
            files.push((owner, file.len()));
            Ok(())
        })
        .unwrap();
    // Then each came once, whole, in the order of the files
    let mut expected = vec![
        (ORGANISATION, 1),
        (child(1), 4),
        (child(2), 4),
        (child(3), 4),
        (child(9), 5000),
    ];
    expected.sort();
    assert_eq!(files, expected);
}
