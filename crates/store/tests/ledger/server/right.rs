//! Whose the right to write is.

use store::StoreError;

use crate::behind::Behind;
use crate::on_postgresql::common::{Ledger, write_file};

/// Cuts the writer off, as an administrator or a broken line would.
fn cut_off(behind: &Behind) {
    let cut =
        behind.rows("select pg_terminate_backend(backend::int) from writer where backend > 0");
    assert_eq!(cut, [[Some("t".to_owned())]]);
}

#[test]
fn a_writer_that_was_cut_off_takes_up_its_right_again_where_nobody_else_has_it() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    write_file(&writer, 1, 4).unwrap();

    for n in 2..=4 {
        cut_off(&ledger.behind());
        let appended = write_file(&writer, n, 4).unwrap();
        assert!(!appended.already);
    }

    assert_eq!(ledger.verify().unwrap().entries, 17);
    let refused = ledger.store.open_writer(ledger.outside()).err();
    assert!(matches!(refused, Some(StoreError::WriterHeld { .. })));
}

#[test]
fn a_writer_that_lost_its_right_writes_nothing_more_and_is_told_who_has_it() {
    let ledger = Ledger::new();
    let first = ledger.writer();
    write_file(&first, 1, 4).unwrap();
    cut_off(&ledger.behind());
    let second = ledger.writer();

    let refused = write_file(&first, 2, 4);

    let pid = std::process::id().to_string();
    assert!(
        matches!(&refused, Err(StoreError::RightLost { pid: held, .. }) if *held == pid),
        "{refused:?}"
    );
    assert_eq!(write_file(&second, 3, 4).unwrap().first_position, 6);
    assert!(write_file(&first, 2, 4).is_err(), "for ever");
    // And when it ends, it does not give back what is not its own.
    drop(first);
    let third = ledger.store.open_writer(ledger.outside()).err();
    assert!(matches!(third, Some(StoreError::WriterHeld { .. })));
    assert_eq!(ledger.verify().unwrap().entries, 9);
}

#[test]
fn a_right_taken_while_the_connection_stands_stops_the_next_transaction() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    // As another node of a cluster would, which does not see this connection.
    let taken = "update writer set epoch = epoch + 1, process = '4711', host = '10.0.0.5'";
    assert_eq!(ledger.behind().run(taken), 1);

    let refused = write_file(&writer, 1, 4).unwrap_err();

    assert!(
        matches!(&refused, StoreError::RightLost { pid, .. } if pid == "4711 on 10.0.0.5"),
        "{refused:?}"
    );
    assert_eq!(ledger.verify().unwrap().entries, 1);
}

#[test]
fn the_right_is_given_back_when_the_writer_ends_and_no_transaction_stays_open_meanwhile() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    write_file(&writer, 1, 4).unwrap();
    let behind = ledger.behind();
    let open = "select 1 from pg_stat_activity join writer on backend = pid \
        where state <> 'idle' or backend_xmin is not null";

    assert_eq!(behind.rows(open).len(), 0, "it would hold back the vacuum");
    drop(writer);

    assert_eq!(
        behind.rows("select backend from writer"),
        [[Some("0".to_owned())]]
    );
}

#[test]
fn a_rebuild_takes_the_right_too_and_readers_read_on() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    let outside = ledger.outside();
    let refused = ledger.store.rebuild(&outside.projector, |_, _| {});
    assert!(matches!(refused, Err(StoreError::WriterHeld { .. })));
    drop(writer);

    let mut reader = ledger.reader();
    let mut duties = Vec::new();
    ledger
        .store
        .rebuild(&outside.projector, |_, _| {
            duties.push(reader.counts().unwrap().duties);
        })
        .unwrap();

    assert_eq!(
        duties,
        [12],
        "the old rows, until the new ones are complete"
    );
    assert_eq!(ledger.reader().counts().unwrap().duties, 12);
}
