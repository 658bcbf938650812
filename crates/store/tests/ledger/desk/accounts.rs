//! Accounts and sessions: who may sign in, and who is.

use store::{Account, Note, Session, StoreError, Vouched};

use super::super::common::{Ledger, id};
use super::{AMINA, BEN, account, at, session, tokens};

#[test]
fn an_account_that_was_changed_behind_the_products_back_does_not_open() {
    let ledger = Ledger::new();
    let mut closed = account(AMINA, "amina.k");
    closed.closed_at = Some(at(5));
    ledger
        .writer()
        .note(vec![Note::NewAccount(closed)])
        .unwrap();

    ledger.behind().run("update account set closed_at = null");

    let opened = ledger.reader().account_named("amina.k");
    assert!(
        matches!(
            opened,
            Err(StoreError::Unreadable {
                table: "account",
                ..
            })
        ),
        "{opened:?}"
    );
}

#[test]
fn a_sign_in_name_is_one_workers_alone_in_whatever_case_it_is_written() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let note = |note| writer.note(vec![note]);
    note(Note::NewAccount(account(AMINA, "amina.k"))).unwrap();

    let another = note(Note::NewAccount(account(BEN, "Amina.K")));
    note(Note::NewAccount(account(BEN, "Ben.O"))).unwrap();
    let renamed = Account {
        version: 2,
        ..account(BEN, "AMINA.k")
    };
    let renamed = note(Note::Account(renamed));

    let taken = Err(StoreError::SignInTaken { worker: id(BEN) });
    assert_eq!((another, renamed), (taken.clone(), taken));
    let names = ledger.reader().accounts().unwrap();
    let names: Vec<_> = names
        .iter()
        .map(|account| account.sign_in.as_str())
        .collect();
    assert_eq!(names, ["amina.k", "ben.o"]);
}

#[test]
fn an_account_is_changed_only_by_whoever_has_seen_it_as_it_is() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let first = account(AMINA, "amina.k");
    let next = |version, failures| Account {
        version,
        failures,
        locked_until: Some(at(15)),
        ..first.clone()
    };
    let note = |account| writer.note(vec![Note::Account(account)]);
    let too_early = note(next(2, 1));
    writer.note(vec![Note::NewAccount(first.clone())]).unwrap();

    let changed = note(next(2, 1));
    let stale = note(next(2, 9));
    let ahead = note(next(4, 9));
    let again = note(next(2, 1));
    let made_twice = writer.note(vec![Note::NewAccount(first.clone())]);

    let worker = id(AMINA);
    let moved_on = |expected| {
        Err(StoreError::AccountMovedOn {
            worker,
            expected,
            actual: 2,
        })
    };
    assert_eq!(too_early, Err(StoreError::NoAccount { worker }));
    assert_eq!((changed, again), (Ok(()), Ok(())));
    assert_eq!((stale, ahead), (moved_on(1), moved_on(3)));
    assert_eq!(made_twice, Err(StoreError::AccountThere { worker }));
    assert_eq!(ledger.reader().account_of(worker), Ok(Some(next(2, 1))));
}

#[test]
fn a_session_is_used_and_ended_alone_with_all_of_its_workers_or_when_its_time_is_over() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let note = |note| writer.note(vec![note]).unwrap();
    for (n, worker) in [(1, AMINA), (2, AMINA), (3, AMINA), (4, BEN), (5, BEN)] {
        note(Note::BeginSession(session(n, worker)));
    }
    let short = Session {
        ends_at: at(30),
        ..session(6, BEN)
    };
    note(Note::BeginSession(short));
    let mut reader = ledger.reader();

    note(Note::UseSession {
        token: [2; 32],
        at: at(10),
    });
    note(Note::UseSession {
        token: [2; 32],
        at: at(8),
    });
    assert_eq!(tokens(&mut reader, AMINA), [2, 3, 1], "the last used first");
    assert_eq!(reader.session(&[2; 32]).unwrap().unwrap().used_at, at(10));

    note(Note::EndSession { token: [3; 32] });
    note(Note::UseSession {
        token: [3; 32],
        at: at(11),
    });
    assert_eq!(tokens(&mut reader, AMINA), [2, 1], "it is not begun again");

    note(Note::EndSessionsBefore { at: at(29) });
    assert_eq!(tokens(&mut reader, BEN), [6, 5, 4]);
    note(Note::EndSessionsBefore { at: at(30) });
    assert_eq!(tokens(&mut reader, BEN), [5, 4]);

    note(Note::EndSessionsOf { worker: id(AMINA) });
    assert!(tokens(&mut reader, AMINA).is_empty());
    assert_eq!(tokens(&mut reader, BEN), [5, 4]);
}

#[test]
fn what_a_provider_said_of_a_session_is_kept_hidden_and_anew_while_it_lasts() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let note = |note| writer.note(vec![note]).unwrap();
    let said = |refresh: &str, minute| Session {
        vouched: Some(Vouched {
            subject: "s-4711 there".into(),
            session: Some("sid-1".into()),
            refresh: Some(refresh.into()),
            checked_at: at(minute),
        }),
        ..session(1, AMINA)
    };
    note(Note::BeginSession(said("the first token", 0)));
    note(Note::BeginSession(session(2, BEN)));
    let mut reader = ledger.reader();
    assert_eq!(
        reader.session(&[1; 32]),
        Ok(Some(said("the first token", 0)))
    );

    note(Note::KeepSession(said("the next token", 10)));

    let both = vec![said("the next token", 10), session(2, BEN)];
    assert_eq!(reader.sessions(), Ok(both));
    let behind = ledger.behind();
    for secret in [&b"the next token"[..], b"s-4711 there"] {
        let secret = behind.bytes(secret);
        assert_eq!(behind.rows_that_hold("session", &secret), 0);
    }

    note(Note::EndSession { token: [1; 32] });
    note(Note::KeepSession(said("another token", 20)));
    assert_eq!(reader.session(&[1; 32]), Ok(None), "it is not begun again");
}
