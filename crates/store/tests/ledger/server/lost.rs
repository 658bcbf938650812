//! Pulling the plug: connections that are lost, and servers that are stopped.

use server_for_tests::{Options, address, fresh_schema, shared};
use store::{Note, StoreError};

use super::proxy::{Next, Proxy};
use super::{new_ledger_at, server};
use crate::on_postgresql::common::{Ledger, child, write_file};
use crate::on_postgresql::desk::typed;

/// A ledger behind a way that can be cut.
fn behind_a_proxy() -> (Proxy, Ledger) {
    let proxy = Proxy::to(shared());
    let ledger = new_ledger_at(address(proxy.folder.path(), &fresh_schema()));
    (proxy, ledger)
}

#[test]
fn a_commit_that_the_server_never_heard_of_is_done_again() {
    let (proxy, ledger) = behind_a_proxy();
    let writer = ledger.writer();
    proxy.next_commit(Next::IsNotHeard);

    let appended = write_file(&writer, 1, 4).unwrap();

    assert_eq!((appended.first_position, appended.already), (2, false));
    assert_eq!(ledger.verify().unwrap().entries, 5);
    assert_eq!(write_file(&writer, 2, 4).unwrap().first_position, 6);
}

#[test]
fn a_commit_that_was_kept_though_the_answer_was_lost_is_found_and_not_done_twice() {
    let (proxy, ledger) = behind_a_proxy();
    let writer = ledger.writer();
    proxy.next_commit(Next::IsNotAnswered);

    let appended = write_file(&writer, 1, 4).unwrap();

    assert_eq!((appended.first_position, appended.already), (2, false));
    assert_eq!(ledger.verify().unwrap().entries, 5);
    assert_eq!(ledger.reader().counts().unwrap().duties, 4);
    assert_eq!(write_file(&writer, 2, 4).unwrap().first_position, 6);
}

#[test]
fn where_it_cannot_be_known_whether_a_commit_was_kept_that_is_said_and_a_retry_is_safe() {
    let (proxy, ledger) = behind_a_proxy();
    let writer = ledger.writer();
    proxy.next_commit(Next::IsNotAnsweredAndShut);

    let unknown = write_file(&writer, 1, 4).unwrap_err();
    let refused = write_file(&writer, 2, 4).unwrap_err();
    proxy.open();

    assert!(
        matches!(unknown, StoreError::Unconfirmed { .. }),
        "{unknown:?}"
    );
    assert!(
        matches!(refused, StoreError::Unreachable { .. }),
        "{refused:?}"
    );
    assert!(write_file(&writer, 1, 4).unwrap().already);
    assert_eq!(write_file(&writer, 2, 4).unwrap().first_position, 6);
    assert_eq!(ledger.verify().unwrap().entries, 9);
}

#[test]
fn notes_that_were_kept_though_the_answer_was_lost_are_found_and_not_kept_twice() {
    let (proxy, ledger) = behind_a_proxy();
    let writer = ledger.writer();
    write_file(&writer, 1, 4).unwrap();
    let draft = |version| typed(1, child(1), version, "seen at home");
    writer.note(vec![Note::Draft(draft(1))]).unwrap();

    for (next, version) in [(Next::IsNotAnswered, 2), (Next::IsNotHeard, 3)] {
        proxy.next_commit(next);
        writer.note(vec![Note::Draft(draft(version))]).unwrap();
    }
    proxy.next_commit(Next::IsNotAnsweredAndShut);
    let unknown = writer.note(vec![Note::Draft(draft(4))]).unwrap_err();
    proxy.open();

    assert!(
        matches!(unknown, StoreError::Unconfirmed { .. }),
        "{unknown:?}"
    );
    assert_eq!(writer.note(vec![Note::Draft(draft(4))]), Ok(()));
    assert_eq!(ledger.reader().drafts_for(child(1)), Ok(vec![draft(4)]));
}

#[test]
fn a_whole_group_whose_answer_was_lost_is_answered_one_by_one() {
    let (proxy, ledger) = behind_a_proxy();
    let writer = ledger.writer();
    proxy.next_commit(Next::IsNotAnswered);

    std::thread::scope(|scope| {
        for n in 1..=16 {
            let writer = &writer;
            scope.spawn(move || assert!(!write_file(writer, n, 2).unwrap().already));
        }
    });

    assert_eq!(ledger.verify().unwrap().entries, 33);
}

#[test]
fn a_server_that_is_stopped_is_said_to_be_and_the_writer_goes_on_when_it_is_back() {
    let mut server = server(&Options::default());
    let ledger = new_ledger_at(server.address("wexcombe"));
    let writer = ledger.writer();
    let mut reader = ledger.reader();
    write_file(&writer, 1, 4).unwrap();

    server.stop();
    let refused = write_file(&writer, 2, 4).unwrap_err();
    let unread = reader.head().unwrap_err();
    let exists = ledger.store.exists().unwrap_err();
    server.start_again().unwrap();

    for error in [refused, unread, exists] {
        assert!(matches!(error, StoreError::Unreachable { .. }), "{error:?}");
        assert!(error.to_string().contains("cannot be reached"), "{error}");
    }
    assert_eq!(reader.head().unwrap().position, 5);
    assert_eq!(write_file(&writer, 2, 4).unwrap().first_position, 6);
    assert_eq!(ledger.verify().unwrap().entries, 9);
}

#[test]
fn nothing_that_was_answered_is_lost_when_the_server_breaks_down() {
    let mut server = server(&Options::default());
    let ledger = new_ledger_at(server.address("wexcombe"));
    let writer = ledger.writer();

    for n in 1..=3 {
        write_file(&writer, n, 4).unwrap();
        let head = ledger.reader().head().unwrap();
        server.kill();
        server.start_again().unwrap();

        assert_eq!(ledger.verify().unwrap().head, head);
    }

    assert_eq!(write_file(&writer, 4, 4).unwrap().first_position, 14);
    assert_eq!(ledger.verify().unwrap().entries, 17);
}

#[test]
fn every_commit_waits_for_its_flush_whatever_the_server_is_set_to() {
    let server = server(&Options::default());
    let ledger = new_ledger_at(server.address("wexcombe"));
    let behind = ledger.behind();
    behind.run("alter database postgres set synchronous_commit = off");
    let writer = ledger.writer();
    behind.run("create table synchronous (was text)");
    // Told by the database itself, in the midst of the writer's own transaction.
    behind.run(
        "create function keep_setting() returns trigger language plpgsql as \
         'begin insert into synchronous values (current_setting(''synchronous_commit'')); \
         return new; end'; \
         create trigger keep_setting before insert on entry for each row \
         execute function keep_setting()",
    );

    write_file(&writer, 1, 4).unwrap();

    let was = behind.rows("select distinct was from synchronous");
    assert_eq!(was, [[Some("on".to_owned())]]);
}
