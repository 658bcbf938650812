//! Everything at a desk: kept, hidden, told, disposed of, and read after a rotation.

use practice::Id;
use store::{Account, Note, StoreError};

use super::super::common::{Ledger, Repeating, child, id};
use super::super::custody::{recoverable_in, recovery, rotate};
use super::super::dispose::dispose;
use super::{AMINA, BEN, account, ids, look, session, typed, with_a_reason};

#[test]
fn what_is_kept_at_a_desk_is_there_as_it_was_given_when_the_call_returns() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    let (made, begun) = (account(AMINA, "amina.k"), session(1, AMINA));
    let (drafted, looked) = (
        typed(1, child(2), 1, "seen at home"),
        with_a_reason(1, child(2)),
    );

    let noted = writer.note(vec![
        Note::NewAccount(made.clone()),
        Note::BeginSession(begun.clone()),
        Note::Draft(drafted.clone()),
        Note::Looked(looked.clone()),
    ]);

    assert_eq!(noted, Ok(()));
    let mut reader = ledger.reader();
    assert_eq!(reader.account_of(id(AMINA)), Ok(Some(made.clone())));
    assert_eq!(reader.account_named("Amina.K"), Ok(Some(made.clone())));
    assert_eq!(reader.accounts(), Ok(vec![made]));
    assert_eq!(reader.session(&[1; 32]), Ok(Some(begun)));
    assert_eq!(reader.session(&[2; 32]), Ok(None));
    assert_eq!(reader.draft(id(1)), Ok(Some(drafted)));
    assert_eq!(reader.looks_at(child(2), None, 10), Ok(vec![looked]));
    assert_eq!(
        ledger.verify().unwrap().entries,
        13,
        "the record is as it was"
    );
}

#[test]
fn nothing_of_a_desk_that_is_secret_or_personal_can_be_read_without_the_keys() {
    let ledger = Ledger::of_three_files();
    let made = account(AMINA, "amina.k");
    let notes = vec![
        Note::NewAccount(made.clone()),
        Note::BeginSession(session(1, AMINA)),
        Note::Draft(typed(1, child(2), 1, "seen at home")),
        Note::Draft(typed(2, child(50), 1, "a call about a child")),
        Note::Looked(with_a_reason(1, child(2))),
    ];

    ledger.writer().note(notes).unwrap();

    let behind = ledger.behind();
    let secrets: [&[u8]; 8] = [
        b"argon2id",
        &[7; 20],
        &[1; 32][..8],
        &[0xfe; 32],
        b"seen at home",
        b"aunt",
        b"a call about",
        b"the police",
    ];
    for table in ["account", "session", "draft", "look"] {
        assert!(!behind.rows(&format!("select * from {table}")).is_empty());
        for secret in secrets {
            // The session's own token is the SHA-256 of a cookie, and no secret.
            if table == "session" && secret.starts_with(&[1]) {
                continue;
            }
            let secret = behind.bytes(secret);
            assert_eq!(
                behind.rows_that_hold(table, &secret),
                0,
                "{table}: {secret}"
            );
        }
    }
}

#[test]
fn looks_are_told_by_file_and_by_worker_the_newest_first_and_page_by_page() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    let notes = (1..=25).map(|n| {
        // Three in each minute, of two files; one in five by somebody else.
        let minute = i64::try_from(n / 3).unwrap();
        let mut look = look(n, minute, child(1 + n % 2));
        look.worker = id(if n % 5 == 0 { BEN } else { AMINA });
        Note::Looked(look)
    });
    writer.note(notes.collect()).unwrap();
    let mut reader = ledger.reader();

    let mut pages = Vec::new();
    let mut before = None;
    loop {
        let page = reader.looks_at(child(1), before, 5).unwrap();
        let Some(last) = page.last() else { break };
        before = Some((last.at, last.id));
        pages.push(ids(page));
    }
    let by_ben = ids(reader.looks_by(id(BEN), None, 100).unwrap());

    let even: Vec<Id> = (1..=25).rev().filter(|n| n % 2 == 0).map(id).collect();
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [5, 5, 2]);
    assert_eq!(pages.concat(), even);
    assert_eq!(by_ben, [25, 20, 15, 10, 5].map(id));
}

#[test]
fn a_disposal_takes_the_drafts_for_the_file_and_the_reasons_and_leaves_the_looks() {
    let ledger = Ledger::of_three_files();
    let owner = child(2);
    let notes = vec![
        Note::Draft(typed(1, owner, 1, "about this child")),
        Note::Draft(typed(2, child(1), 1, "about another")),
        Note::Looked(with_a_reason(1, owner)),
        Note::Looked(look(2, 6, owner)),
    ];
    ledger.writer().note(notes).unwrap();

    dispose(&ledger, owner, 9).unwrap();

    let mut reader = ledger.reader();
    assert_eq!(reader.drafts_for(owner), Ok(Vec::new()));
    assert_eq!(reader.drafts_of(id(AMINA)).unwrap().len(), 1);
    let looks = reader.looks_at(owner, None, 9).unwrap();
    assert!(looks.iter().all(|look| look.reason.is_none()));
    assert_eq!(ids(looks), [id(2), id(1)]);
    let writer = ledger.writer();
    let late = writer.note(vec![Note::Draft(typed(3, owner, 1, "too late"))]);
    assert_eq!(late, Err(StoreError::KeyDestroyed { owner }));
    writer
        .note(vec![Note::Looked(with_a_reason(3, owner))])
        .unwrap();
    let looks = reader.looks_at(owner, None, 9).unwrap();
    let told = looks.into_iter().filter(|look| look.reason.is_some());
    assert_eq!(ids(told.collect()), [id(3)], "given since, it is told");
}

#[test]
fn everything_at_the_desks_is_read_with_the_new_master_key_after_a_rotation() {
    let (ledger, new_key) = recoverable_in(Ledger::nothing(), &recovery(1));
    let (made, begun) = (account(AMINA, "amina.k"), session(1, AMINA));
    let (drafted, looked) = (
        typed(1, child(2), 1, "seen at home"),
        with_a_reason(1, child(2)),
    );
    let notes = vec![
        Note::NewAccount(made.clone()),
        Note::BeginSession(begun.clone()),
        Note::Draft(drafted.clone()),
        Note::Looked(looked.clone()),
    ];
    ledger.writer().note(notes).unwrap();

    rotate(&ledger, &new_key, &recovery(2)).unwrap();

    let store = ledger.store.clone().with_key_file(&new_key);
    let mut reader = store.open_reader().unwrap();
    assert_eq!(reader.account_of(id(AMINA)), Ok(Some(made.clone())));
    assert_eq!(reader.session(&[1; 32]), Ok(Some(begun)));
    assert_eq!(reader.draft(id(1)), Ok(Some(drafted)));
    assert_eq!(reader.looks_at(child(2), None, 9), Ok(vec![looked]));
    let mut outside = ledger.outside();
    outside.randomness = Box::new(Repeating(77));
    let writer = store.open_writer(outside).unwrap();
    let next = Account { version: 2, ..made };
    assert_eq!(writer.note(vec![Note::Account(next)]), Ok(()));
}
