//! What is kept from whom.

use std::fs;

use crate::common::{Ledger, child, command, draft, write_file};
use store::StoreError;

/// Words that are found nowhere by chance.
const DISTINCTIVE: &str = "Zephyrine Quackenbush told her social worker";

#[test]
fn a_body_never_stands_in_clear_in_any_file_of_the_ledger() {
    let ledger = Ledger::new();
    let owner = child(1);
    let writer = ledger.writer();
    let told = draft(owner, 1, &[("note", DISTINCTIVE)]);
    writer.append(command(owner, 0, vec![told])).unwrap();

    let while_open = files_that_hold(&ledger, DISTINCTIVE);
    drop(writer);
    ledger
        .behind()
        .execute_batch("pragma wal_checkpoint(truncate)")
        .unwrap();
    let after = files_that_hold(&ledger, DISTINCTIVE);

    assert_eq!((while_open, after), (vec![], vec![]));
    // The search would have found it: kinds stand in clear.
    assert!(!files_that_hold(&ledger, "ledger-opened").is_empty());
    assert_eq!(ledger.reader().file(owner).unwrap().len(), 1);
}

fn files_that_hold(ledger: &Ledger, text: &str) -> Vec<String> {
    fs::read_dir(ledger.path())
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| {
            let bytes = fs::read(path).unwrap();
            bytes.windows(text.len()).any(|at| at == text.as_bytes())
        })
        .map(|path| path.display().to_string())
        .collect()
}

#[test]
fn a_file_whose_key_was_destroyed_cannot_be_read_nor_added_to_and_the_chain_still_holds() {
    let ledger = Ledger::of_three_files();
    let owner = child(2);
    ledger
        .behind()
        .execute("delete from owner_key where owner = ?1", [owner.bytes()])
        .unwrap();

    let verified = ledger.verify().unwrap();

    assert_eq!((verified.entries, verified.without_key), (13, 1));
    let mut reader = ledger.reader();
    let file = reader.file(owner).unwrap();
    assert_eq!(file.len(), 4);
    assert!(file.iter().all(|entry| entry.body.is_none()));
    assert!(file.iter().all(|entry| entry.header.kind == "contact"));
    assert!(reader.file(child(1)).unwrap()[0].body.is_some());
    assert_eq!(
        ledger
            .writer()
            .append(command(owner, 4, vec![draft(owner, 99, &[])])),
        Err(StoreError::KeyDestroyed { owner })
    );
}

#[test]
fn the_key_of_one_file_does_not_open_another() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    for n in 1..=2 {
        write_file(&writer, n, 1).unwrap();
    }
    drop(writer);
    ledger
        .behind()
        .execute(
            "update owner_key set (nonce, wrapped) = \
             (select nonce, wrapped from owner_key where owner = ?2) where owner = ?1",
            [child(1).bytes(), child(2).bytes()],
        )
        .unwrap();

    let unread = ledger.reader().file(child(1));

    assert_eq!(unread, Err(StoreError::BodyUnreadable { position: 2 }));
}
