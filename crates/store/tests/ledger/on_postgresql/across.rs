//! LE-14: a record moves from a folder to a server, and back.

use std::path::PathBuf;

use store::BookNamed;

use super::common;
use crate::common::{Fold, Ledger, Repeating};

#[test]
fn le_14_a_record_moves_from_a_folder_to_a_server_and_back_whole() {
    let book = BookNamed {
        title: "England".into(),
        edition: "2026-11".into(),
        mark: 0,
    };
    let (folder, server, back) = (
        Ledger::of_three_files(),
        common::Ledger::nothing(),
        Ledger::nothing(),
    );
    let export = |store: &store::Store, name: &str| {
        let (to, key) = (
            folder.dir.path().join(name),
            folder.dir.path().join(format!("{name}.key")),
        );
        let moved = store.export(&to, &key, &book, &folder.clock, &mut Repeating(5), |_| {});
        moved.unwrap();
        (to, key)
    };
    let receive = |store: &store::Store, (from, key): &(PathBuf, PathBuf)| {
        let randomness = &mut Repeating(6);
        let moved = store.receive(from, key, None, &Fold, &folder.clock, randomness, |_, _| {});
        moved.unwrap();
    };

    receive(&server.store, &export(&folder.store, "there"));
    receive(&back.store, &export(&server.store, "back"));

    assert_eq!(server.verify(), folder.verify());
    assert_eq!(back.verify(), folder.verify());
    let entries = |store: &store::Store| store.open_reader().unwrap().entries(1, 100).unwrap();
    assert_eq!(entries(&server.store).len(), 13);
    assert_eq!(entries(&server.store), entries(&folder.store));
    assert_eq!(entries(&back.store), entries(&folder.store));
}
