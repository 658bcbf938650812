//! Two files merged and parted: read together, written to one, and what is kept of them the same
//! after a rebuild, a move and a backup's way.

use practice::Id;
use record::merge;
use record::{Body, Draft, Entry};
use store::{Appended, Command, StoreError, Writer};

use super::common::{Fold, Ledger, Repeating, child, command, draft, id, write_file};
use super::dispose::dispose;
use super::documents::{attach, attaches, brought, whole};

/// The entry that merges one file into another.
fn merges(entry: u128, into: Id, other: Id) -> Draft {
    of_merging(entry, into, "files-merged", |at| {
        merge::merging(other, "the same person", id(0xcc), at)
    })
}

fn of_merging(
    entry: u128,
    owner: Id,
    kind: &str,
    fields: impl Fn(jiff::Timestamp) -> practice::Fields,
) -> Draft {
    let mut said = draft(owner, entry, &[]);
    said.kind = kind.into();
    said.corrects = None;
    said.body = Body {
        fields: fields(jiff::Timestamp::UNIX_EPOCH),
        ..Body::default()
    };
    said
}

/// The entry that parts what was merged last; these go with the other.
fn parts(ledger: &Ledger, entry: u128, from: Id, going: &[u128]) -> Draft {
    let file = ledger.reader().file(from).unwrap();
    let merged = *merge::merged(from, &file).last().unwrap();
    let going = going.iter().copied().map(id).collect();
    of_merging(entry, from, "files-parted", |at| {
        merge::parting(merged, &going, "two people", id(0xcc), at)
    })
}

fn append(writer: &Writer, version: u64, said: Draft) -> Result<Appended, StoreError> {
    writer.append(command(said.owner, version, vec![said]))
}

/// Something told in a file, with when it is due.
fn note(owner: Id, entry: u128) -> Draft {
    let mut note = draft(owner, entry, &[("due", "2026-06-09")]);
    note.corrects = None;
    note
}

/// A ledger of three files, the second merged into the first.
fn merged() -> Ledger {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    append(&writer, 4, merges(0x901, child(1), child(2))).unwrap();
    drop(writer);
    ledger
}

/// Every row of every read model.
fn derived(ledger: &Ledger) -> Vec<(String, Vec<Vec<Option<String>>>)> {
    let behind = ledger.behind();
    [
        ("child", "subject"),
        ("duty", "subject, clock, started_by, ordinal"),
        ("owed", "subject, clock, started_by, ordinal"),
        ("spell", "subject, state"),
        ("set_aside", "subject, entry, ordinal"),
        ("scope", "subject, ordinal"),
        ("joined", "subject, other"),
        ("number", "authority_id, subject"),
        ("search_person", "subject"),
        ("search_key", "key, subject"),
    ]
    .map(|(table, by)| {
        let rows = behind.rows(&format!("select * from {table} order by {by}"));
        (table.to_owned(), rows)
    })
    .into()
}

fn rebuilt(ledger: &Ledger) {
    let before = derived(ledger);
    let projector = ledger.outside().projector;
    ledger.store.rebuild(&projector, |_, _| {}).unwrap();
    assert_eq!(derived(ledger), before, "the same, row by row");
}

fn ids(file: &[Entry]) -> Vec<Id> {
    file.iter().map(|entry| entry.header.id).collect()
}

#[test]
fn what_is_merged_is_read_with_the_file_that_stays_and_found_under_every_number() {
    let ledger = Ledger::of_three_files();
    let before = ledger.reader().counts().unwrap();
    let writer = ledger.writer();

    let appended = append(&writer, 4, merges(0x901, child(1), child(2))).unwrap();

    assert_eq!(appended.version, 9);
    let mut reader = ledger.reader();
    let file = reader.file(child(1)).unwrap();
    assert_eq!(file.len(), 9);
    assert!(file.is_sorted_by_key(|entry| entry.position));
    assert_eq!(reader.merged_into(child(2)), Ok(Some(child(1))));
    assert_eq!(reader.merged_into(child(1)), Ok(None));
    assert_eq!(reader.child(child(2)), Ok(None));
    for number in ["W00001", "W00002"] {
        let found = reader.children_with_authority_id(number).unwrap();
        let found: Vec<Id> = found.iter().map(|row| row.subject).collect();
        assert_eq!(found, [child(1)], "{number}");
    }
    // What is owed to both is owed to the one; nothing is counted twice.
    assert_eq!(reader.duties_of(child(1)).unwrap().len(), 8);
    assert_eq!(reader.duties_of(child(2)), Ok(Vec::new()));
    let counts = reader.counts().unwrap();
    assert_eq!(
        (counts.children, counts.duties),
        (before.children - 1, before.duties)
    );
    assert_eq!(counts.set_aside, before.set_aside);
    let mut seen = Vec::new();
    reader
        .each_file::<StoreError>(|owner, file| {
            seen.push((owner, file.len()));
            Ok(())
        })
        .unwrap();
    assert!(seen.contains(&(child(1), 9)) && !seen.iter().any(|(owner, _)| *owner == child(2)));
    drop(writer);
    rebuilt(&ledger);
    assert!(ledger.verify().is_ok());
}

#[test]
fn what_is_written_goes_to_the_file_that_stays_and_is_decided_on_all_of_it() {
    let ledger = merged();
    let writer = ledger.writer();
    let (stays, other) = (child(1), child(2));

    let to_the_other = append(&writer, 4, note(other, 0x91));
    let on_its_own = append(&writer, 5, note(stays, 0x92));
    let known = ledger.reader().file(stays).unwrap();
    let appended = writer.append(Command {
        owner: stays,
        expected_version: 9,
        known: Some(known),
        drafts: vec![note(stays, 0x93)],
    });
    let again = append(&writer, 9, note(stays, 0x93)).unwrap();

    let merged = StoreError::MergedInto {
        owner: other,
        into: stays,
    };
    assert_eq!(to_the_other, Err(merged));
    let conflict = StoreError::VersionConflict {
        owner: stays,
        expected: 5,
        actual: 9,
    };
    assert_eq!(on_its_own, Err(conflict));
    let appended = appended.unwrap();
    assert_eq!((appended.version, appended.already), (10, false));
    assert_eq!((again.version, again.already), (10, true));
    let mut reader = ledger.reader();
    let last = reader.file(stays).unwrap().pop().unwrap();
    assert_eq!((last.header.owner_version, last.position), (6, 15));
    assert_eq!(reader.duties_of(stays).unwrap().len(), 9);
    drop(writer);
    rebuilt(&ledger);
}

#[test]
fn merged_and_parted_with_nothing_recorded_between_everything_kept_is_as_it_was() {
    let ledger = Ledger::of_three_files();
    let before = derived(&ledger);
    let files = [1, 2, 3].map(|n| ids(&ledger.reader().file(child(n)).unwrap()));
    let writer = ledger.writer();
    append(&writer, 4, merges(0x901, child(1), child(2))).unwrap();
    assert_ne!(derived(&ledger), before);

    append(&writer, 9, parts(&ledger, 0x902, child(1), &[])).unwrap();

    let mut after = derived(&ledger);
    after.retain(|(table, _)| table != "joined");
    let mut same = before;
    same.retain(|(table, _)| table != "joined");
    assert_eq!(after, same);
    let mut reader = ledger.reader();
    assert_eq!(reader.merged_into(child(2)), Ok(None));
    for (n, before) in [1, 2, 3].into_iter().zip(files) {
        let mut now = reader.file(child(n)).unwrap();
        now.retain(|entry| !merge::is_of_merging(&entry.header.kind));
        assert_eq!(ids(&now), before);
    }
    drop(writer);
    rebuilt(&ledger);
}

#[test]
fn parted_each_goes_on_by_itself_with_what_was_assigned_to_it() {
    let ledger = merged();
    let writer = ledger.writer();
    let (stays, other) = (child(1), child(2));
    append(&writer, 9, note(stays, 0x91)).unwrap();
    append(&writer, 10, note(stays, 0x92)).unwrap();
    let not_sound = append(&writer, 11, parts(&ledger, 0x90, stays, &[1001]));

    append(&writer, 11, parts(&ledger, 0x902, stays, &[0x92])).unwrap();

    let refused = StoreError::CannotMerge {
        owner: stays,
        other,
    };
    assert_eq!(not_sound, Err(refused), "what is older does not go");
    let mut reader = ledger.reader();
    let has = |file: &[Entry], entry: u128| ids(file).contains(&id(entry));
    let (one, two) = (reader.file(stays).unwrap(), reader.file(other).unwrap());
    assert!(has(&one, 0x91) && !has(&one, 0x92));
    assert!(has(&two, 0x92) && !has(&two, 0x91));
    assert_eq!((one.len(), two.len()), (7, 7));
    assert!(
        two.iter().all(|entry| entry.body.is_some()),
        "each under its own key"
    );
    assert_eq!(reader.duties_of(other).unwrap().len(), 5);
    // Each is written to again, at the version at which it is read.
    append(&writer, 7, note(other, 0x93)).unwrap();
    append(&writer, 7, note(stays, 0x94)).unwrap();
    assert_eq!(reader.duties_of(other).unwrap().len(), 6);
    drop(writer);
    rebuilt(&ledger);
    assert_eq!(ledger.reader().file(other).unwrap().len(), 8);
}

#[test]
fn what_is_merged_already_or_cannot_be_read_or_was_not_merged_is_refused() {
    let ledger = merged();
    let alone = Ledger::of_three_files();
    let writer = ledger.writer();
    let refused = |into: u128, version, other: u128| {
        let said = append(
            &writer,
            version,
            merges(0x990 + into, child(into), child(other)),
        );
        let cannot = StoreError::CannotMerge {
            owner: child(into),
            other: child(other),
        };
        assert_eq!(said, Err(cannot), "{other} into {into}");
    };

    refused(3, 4, 2);
    refused(3, 4, 3);
    refused(3, 4, 77);
    drop(writer);
    let writer = alone.writer();
    let never = parts(&ledger, 0x99, child(1), &[]);
    assert!(
        append(&writer, 4, never).is_err(),
        "these were never merged"
    );
}

#[test]
fn a_merging_and_what_is_written_to_the_other_file_at_the_same_moment_do_not_pass_each_other() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();

    let tickets = [
        writer.submit(command(child(2), 4, vec![note(child(2), 0x91)])),
        writer.submit(command(
            child(1),
            4,
            vec![merges(0x901, child(1), child(2))],
        )),
        writer.submit(command(child(2), 5, vec![note(child(2), 0x92)])),
        writer.submit(command(child(1), 10, vec![note(child(1), 0x93)])),
    ];
    let outcomes = tickets.map(|ticket| ticket.wait().map(|appended| appended.version));

    let merged = StoreError::MergedInto {
        owner: child(2),
        into: child(1),
    };
    assert_eq!(outcomes, [Ok(5), Ok(10), Err(merged), Ok(11)]);
    assert_eq!(ledger.reader().duties_of(child(1)).unwrap().len(), 10);
    drop(writer);
    rebuilt(&ledger);
}

#[test]
fn documents_of_both_files_are_read_in_the_one_and_go_back_when_they_are_parted() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    let (stays, other) = (child(1), child(2));
    append(&writer, 4, note(other, 0x70)).unwrap();
    let to_the_note = |attachment: &store::Attachment| {
        let mut says_so = attaches(attachment);
        let record = practice::Value::text(id(0x70));
        says_so.body.fields.insert("record".to_owned(), record);
        says_so
    };
    let attached = brought(0x501, other, 0x77, b"before");
    attach(&writer, &attached, b"before").unwrap();
    append(&writer, 5, to_the_note(&attached)).unwrap();
    append(&writer, 4, merges(0x901, stays, other)).unwrap();
    let since = brought(0x502, stays, 0x78, b"since");
    attach(&writer, &since, b"since").unwrap();

    append(&writer, 11, to_the_note(&since)).unwrap();
    append(&writer, 12, parts(&ledger, 0x902, stays, &[0x502])).unwrap();

    // It was attached to what stands in the other file, and goes there.
    assert_eq!(whole(&ledger, since.id), Some(b"since".to_vec()));
    let file = ledger.reader().file(other).unwrap();
    let documents = record::Casefile::fold(&file).documents;
    let found: Vec<Id> = documents.iter().map(|one| one.id).collect();
    assert_eq!(found, [attached.id, since.id]);
    assert_eq!(ledger.verify().unwrap().documents, 2);
}

#[test]
fn le_14_a_merged_record_is_moved_and_is_the_same_there() {
    let ledger = merged();
    write_file(&ledger.writer(), 4, 3).unwrap();
    let (to, key) = (ledger.dir.path().join("out"), ledger.dir.path().join("key"));
    let book = store::BookNamed {
        title: "England".into(),
        edition: "2026-11".into(),
        mark: 0,
    };
    (ledger.store)
        .export(&to, &key, &book, &ledger.clock, &mut Repeating(3), |_| {})
        .unwrap();
    let there = Ledger::nothing();

    (there.store)
        .receive(
            &to,
            &key,
            None,
            &Fold,
            &there.clock,
            &mut Repeating(4),
            |_, _| {},
        )
        .unwrap();

    assert_eq!(derived(&there), derived(&ledger));
    let (mut one, mut other) = (ledger.reader(), there.reader());
    assert_eq!(one.file(child(1)), other.file(child(1)));
    append(&there.writer(), 9, note(child(1), 0x91)).unwrap();
}

#[test]
fn files_that_are_merged_are_disposed_of_together_and_what_belongs_to_another_is_kept() {
    let ledger = merged();
    let alone = dispose(&ledger, child(2), 9);
    let refused = StoreError::MergedInto {
        owner: child(2),
        into: child(1),
    };
    assert_eq!(alone, Err(refused));

    dispose(&ledger, child(1), 9).unwrap();

    assert_eq!(
        ledger.reader().owners_without_key().map(|gone| gone.len()),
        Ok(2)
    );
    assert_eq!(
        ledger.reader().children_with_authority_id("W00002"),
        Ok(Vec::new())
    );
    rebuilt(&ledger);

    // Parted, the one holds what belongs to the other.
    let ledger = merged();
    let writer = ledger.writer();
    append(&writer, 9, note(child(1), 0x91)).unwrap();
    append(&writer, 10, parts(&ledger, 0x902, child(1), &[0x91])).unwrap();
    drop(writer);
    let holds = StoreError::HoldsOthers {
        owner: child(1),
        other: child(2),
    };
    assert_eq!(dispose(&ledger, child(1), 9), Err(holds));
    dispose(&ledger, child(2), 10).unwrap();
    assert_eq!(ledger.reader().child(child(2)), Ok(None));
    rebuilt(&ledger);
    dispose(&ledger, child(1), 11).unwrap();
}

#[test]
fn who_is_found_in_either_file_is_found_in_the_one_that_stays_and_after_a_rebuild_too() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    for (n, surname) in [(1, "Ames"), (2, "Aimes")] {
        let mut named = draft(child(n), 0x80 + n, &[("surname", surname)]);
        named.corrects = None;
        append(&writer, 4, named).unwrap();
    }
    let found = |ledger: &Ledger| {
        let rows = ledger
            .behind()
            .rows("select distinct subject from search_key");
        let people = ledger.behind().rows("select subject from search_person");
        (rows.len(), people.len())
    };
    let apart = derived(&ledger);
    assert_eq!(found(&ledger), (2, 2));

    append(&writer, 5, merges(0x901, child(1), child(2))).unwrap();

    assert_eq!(found(&ledger), (1, 1));
    drop(writer);
    rebuilt(&ledger);
    let writer = ledger.writer();
    append(&writer, 11, parts(&ledger, 0x902, child(1), &[])).unwrap();
    drop(writer);
    let find = |derived: &[(String, Vec<Vec<Option<String>>>)]| {
        let tables = derived
            .iter()
            .filter(|(table, _)| table.starts_with("search"));
        tables.map(|(_, rows)| rows.clone()).collect::<Vec<_>>()
    };
    assert_eq!(find(&derived(&ledger)), find(&apart));
    rebuilt(&ledger);
}
