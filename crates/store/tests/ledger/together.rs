//! One event of several children: an entry in each one's file, all of them or none.

use record::Draft;
use store::StoreError;

use super::common::{Ledger, child, command, draft, id};

/// A draft of a group of its own.
fn of_group(file: u128, entry: u128, fields: &[(&str, &str)]) -> Draft {
    Draft {
        group: id(0x6_0000),
        ..draft(child(file), entry, fields)
    }
}

#[test]
fn what_is_recorded_of_sisters_at_once_stands_in_each_ones_file() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let commands: Vec<_> = (1..=3)
        .map(|n| command(child(n), 0, vec![of_group(n, n, &[("due", "2026-07-01")])]))
        .collect();

    let appended = writer.append_together(commands.clone()).unwrap();

    let places: Vec<_> = appended.iter().map(|one| one.first_position).collect();
    assert_eq!(places, [2, 3, 4]);
    let mut reader = ledger.reader();
    for n in 1..=3 {
        let file = reader.file(child(n)).unwrap();
        assert_eq!(file.len(), 1);
        assert_eq!(reader.duties_of(child(n)).unwrap().len(), 1);
        let together = reader.together_with(&file[0]).unwrap();
        assert_eq!(together, [1, 2, 3].map(|n| (child(n), id(n))));
    }
    // The same again is what was written before.
    let again = writer.append_together(commands).unwrap();
    assert!(again.iter().all(|one| one.already));
    assert_eq!(ledger.verify().unwrap().entries, 4);
}

#[test]
fn where_one_file_has_moved_on_or_cannot_be_written_nothing_is_recorded_of_any() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    writer
        .append(command(child(2), 0, vec![draft(child(2), 20, &[])]))
        .unwrap();
    let whole = || command(child(1), 0, vec![of_group(1, 1, &[("due", "2026-07-01")])]);
    let refused = |with| writer.append_together(vec![whole(), with]).unwrap_err();

    let moved_on = refused(command(child(2), 0, vec![of_group(2, 2, &[])]));
    assert!(
        matches!(moved_on, StoreError::VersionConflict { owner, .. } if owner == child(2)),
        "{moved_on}"
    );
    let broken = refused(command(child(3), 0, vec![of_group(3, 3, &[("panic", "")])]));
    assert!(matches!(broken, StoreError::Projection { .. }), "{broken}");
    // The database refuses the rows of one of them.
    let twice = [("due", "2026-07-01"), ("twice", "yes")];
    let clash = refused(command(child(3), 0, vec![of_group(3, 3, &twice)]));
    assert!(matches!(clash, StoreError::Refused { .. }), "{clash}");
    let same_file = refused(whole());
    assert!(matches!(same_file, StoreError::FileTwice { .. }));

    let mut reader = ledger.reader();
    assert!(reader.file(child(1)).unwrap().is_empty());
    assert!(reader.file(child(3)).unwrap().is_empty());
    assert_eq!(ledger.verify().unwrap().entries, 2);
    // What is in order is written all the same.
    let well = command(child(2), 1, vec![of_group(2, 2, &[])]);
    assert_eq!(
        writer.append_together(vec![whole(), well]).unwrap().len(),
        2
    );
}

#[test]
fn a_part_of_what_was_recorded_alone_is_not_taken_for_the_whole() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let one = |n| command(child(n), 0, vec![of_group(n, n, &[])]);
    writer.append(one(1)).unwrap();

    let refused = writer.append_together(vec![one(1), one(2)]).unwrap_err();

    assert!(matches!(refused, StoreError::IdTaken { .. }), "{refused}");
    assert!(ledger.reader().file(child(2)).unwrap().is_empty());
}

#[test]
fn those_of_a_group_of_its_own_stand_together_with_nobody() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    for n in 1..=2 {
        let alone = Draft {
            group: id(0x7_0000 + n),
            ..draft(child(n), n, &[])
        };
        writer.append(command(child(n), 0, vec![alone])).unwrap();
    }
    let mut reader = ledger.reader();
    let file = reader.file(child(1)).unwrap();

    let together = reader.together_with(&file[0]).unwrap();

    assert_eq!(together, [(child(1), id(1))]);
}
