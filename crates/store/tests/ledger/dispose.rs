//! Disposal: the key gone, everything derived gone, and an entry that says so.

use practice::{Id, When};
use record::Draft;
use store::{Closing, Disposed, StoreError};

use super::common::{Ledger, ORGANISATION, Repeating, child, command, draft, write_file};

/// Disposes of a file, saying so in one entry.
pub fn dispose(ledger: &Ledger, owner: Id, entry: u128) -> Result<Disposed, StoreError> {
    let mut outside = ledger.outside();
    outside.randomness = Box::new(Repeating(u64::try_from(entry).unwrap() << 40));
    ledger
        .store
        .dispose(owner, outside, |_| Ok(vec![says_so(owner, entry)]))
}

/// The entry that says so.
pub fn says_so(owner: Id, entry: u128) -> Draft {
    let mut says_so = draft(ORGANISATION, entry, &[("file", &owner.to_string())]);
    says_so.kind = "file-disposed".into();
    says_so.refers_to = vec![owner];
    says_so.corrects = None;
    says_so
}

#[test]
fn a_disposed_file_is_read_by_nobody_and_the_chain_still_holds() {
    let ledger = Ledger::alone().with_three_files();
    let owner = child(2);

    let disposed = dispose(&ledger, owner, 9).unwrap();

    assert_eq!((disposed.position, disposed.swept), (14, true));
    assert_eq!(disposed.seal, disposed.head.seal);
    let verified = ledger.verify().unwrap();
    assert_eq!(
        (verified.entries, verified.keys, verified.without_key),
        (14, 3, 1)
    );
    let mut reader = ledger.reader();
    assert_eq!(reader.owners_without_key().unwrap(), [owner]);
    let file = reader.file(owner).unwrap();
    assert_eq!(file.len(), 4);
    assert!(file.iter().all(|entry| entry.body.is_none()));
    assert_eq!(reader.child(owner).unwrap(), None);
    assert_eq!(reader.duties_of(owner).unwrap(), []);
    assert_eq!(reader.set_aside_of(owner).unwrap(), []);
    assert_eq!(reader.counts().unwrap().children, 2);
    let says_so = reader.entry(14).unwrap().unwrap();
    assert_eq!(says_so.header.refers_to, [owner]);
    assert!(says_so.body.is_some());
}

#[test]
fn what_was_disposed_of_comes_back_by_no_rebuild_and_takes_no_more_entries() {
    let ledger = Ledger::of_three_files();
    let owner = child(2);
    dispose(&ledger, owner, 9).unwrap();

    let projector = ledger.outside().projector;
    ledger.store.rebuild(&projector, |_, _| {}).unwrap();

    assert_eq!(ledger.reader().child(owner).unwrap(), None);
    let appended = ledger
        .writer()
        .append(command(owner, 4, vec![draft(owner, 99, &[])]));
    assert_eq!(appended, Err(StoreError::KeyDestroyed { owner }));
    assert_eq!(
        dispose(&ledger, owner, 10),
        Err(StoreError::KeyDestroyed { owner })
    );
}

#[test]
fn a_disposal_that_is_refused_anywhere_leaves_everything_as_it_was() {
    let ledger = Ledger::of_three_files();
    let owner = child(2);
    let behind = ledger.behind();
    behind.refuse("insert on entry", "new.position > 0");

    let by_the_database = dispose(&ledger, owner, 9);
    behind.allow("entry");
    let by_whoever_decides = ledger
        .store
        .dispose(owner, ledger.outside(), |_| Err(StoreError::WriterStopped));

    assert!(by_the_database.is_err() && by_whoever_decides.is_err());
    assert_eq!(ledger.verify().unwrap().keys, 4);
    let mut reader = ledger.reader();
    assert!(reader.child(owner).unwrap().is_some());
    assert_eq!(reader.duties_of(owner).unwrap().len(), 4);
    assert!(!reader.sweep_due().unwrap());
}

#[test]
fn neither_the_organisations_own_file_nor_one_that_is_not_there_is_disposed_of() {
    let ledger = Ledger::of_three_files();

    let own = dispose(&ledger, ORGANISATION, 9);
    let none = dispose(&ledger, child(77), 9);

    assert_eq!(
        own,
        Err(StoreError::OwnFile {
            owner: ORGANISATION
        })
    );
    assert_eq!(none, Err(StoreError::NoFile { owner: child(77) }));
}

#[test]
fn whoever_decides_is_told_what_will_go_and_who_else_names_the_child() {
    let ledger = Ledger::of_three_files();
    // In the organisation's file a row was set aside that gives the identifier.
    let mut aside = draft(
        ORGANISATION,
        500,
        &[("authority_id", "W00002"), ("aside", "doubtful")],
    );
    aside.corrects = None;
    ledger
        .writer()
        .append(command(ORGANISATION, 1, vec![aside]))
        .unwrap();
    let mut told: Option<Closing> = None;

    let decided = ledger.store.dispose(child(2), ledger.outside(), |closing| {
        told = Some(closing.clone());
        Err(StoreError::WriterStopped)
    });

    assert!(decided.is_err());
    let told = told.unwrap();
    let day = When::Day("2026-05-22".parse().unwrap());
    assert_eq!((told.entries, told.first, told.last), (4, day, day));
    assert_eq!(told.child.unwrap().authority_id, "W00002");
    let named: Vec<Id> = told.named.iter().map(|row| row.subject).collect();
    assert_eq!(named, [ORGANISATION], "not the file's own rows");
    assert_eq!(told.own_file.len(), 2);
}

#[test]
fn a_file_of_the_same_child_that_comes_later_is_a_new_one() {
    let ledger = Ledger::of_three_files();
    dispose(&ledger, child(2), 9).unwrap();

    write_file(&ledger.writer(), 12, 2).unwrap();

    let mut reader = ledger.reader();
    assert_eq!(reader.file(child(12)).unwrap().len(), 2);
    assert_eq!(reader.counts().unwrap().children, 3);
}
