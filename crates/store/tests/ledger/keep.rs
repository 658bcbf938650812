//! What is kept from whom.

use super::common::{Ledger, child, command, draft, write_file};
use store::StoreError;

/// Words that are found nowhere by chance.
const DISTINCTIVE: &str = "Zephyrine Quackenbush told her social worker";

#[test]
fn a_body_never_stands_in_clear_in_any_row_of_the_ledger() {
    let ledger = Ledger::new();
    let owner = child(1);
    let told = draft(owner, 1, &[("note", DISTINCTIVE)]);
    ledger
        .writer()
        .append(command(owner, 0, vec![told]))
        .unwrap();
    let behind = ledger.behind();
    let hold = |text: &str| {
        let text = behind.bytes(text.as_bytes());
        let tables = behind.tables().into_iter();
        tables
            .filter(|table| behind.rows_that_hold(table, &text) > 0)
            .collect::<Vec<_>>()
    };

    assert_eq!(hold(DISTINCTIVE), Vec::<String>::new());
    // The search would have found it: kinds stand in clear.
    assert_eq!(hold("ledger-opened"), ["entry"]);
}

#[test]
fn a_file_whose_key_was_destroyed_cannot_be_read_nor_added_to_and_the_chain_still_holds() {
    let ledger = Ledger::of_three_files();
    let owner = child(2);
    let behind = ledger.behind();
    let bytes = behind.bytes(owner.bytes());
    behind.run(&format!("delete from owner_key where owner = {bytes}"));

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
    let behind = ledger.behind();
    let (one, two) = (
        behind.bytes(child(1).bytes()),
        behind.bytes(child(2).bytes()),
    );
    behind.run(&format!(
        "update owner_key set (nonce, wrapped) = \
         (select nonce, wrapped from owner_key where owner = {two}) where owner = {one}"
    ));

    let unread = ledger.reader().file(child(1));

    assert_eq!(unread, Err(StoreError::BodyUnreadable { position: 2 }));
}
