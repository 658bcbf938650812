//! What is kept at people's desks: accounts, sessions, drafts, looks.

use jiff::{Timestamp, ToSpan};
use practice::Id;
use store::{Account, KeptDraft, Look, Note, Reader, Session, StoreError};

use super::common::{Ledger, ORGANISATION, Repeating, child, command, draft, id};
use super::custody::{recoverable_in, recovery, rotate};
use super::dispose::dispose;

const AMINA: u128 = 0xa1;
const BEN: u128 = 0xb2;

fn at(minute: i64) -> Timestamp {
    let nine: Timestamp = "2026-06-01T09:00:00Z".parse().unwrap();
    nine + minute.minutes()
}

pub fn account(worker: u128, sign_in: &str) -> Account {
    Account {
        worker: id(worker),
        sign_in: sign_in.into(),
        password: format!("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA${sign_in}"),
        code_secret: vec![7; 20],
        last_code: 58_000_000,
        recovery: vec![[1; 32], [2; 32]],
        failures: 0,
        locked_until: None,
        must_change: true,
        made_at: at(0),
        closed_at: None,
        version: 1,
    }
}

fn session(n: u8, worker: u128) -> Session {
    Session {
        token: [n; 32],
        worker: id(worker),
        began_at: at(0),
        used_at: at(0),
        ends_at: at(600),
        form_key: [n ^ 0xff; 32],
    }
}

pub fn typed(n: u128, owner: Id, version: u64, note: &str) -> KeptDraft {
    KeptDraft {
        id: id(n),
        worker: id(AMINA),
        owner,
        kind: "case-note".into(),
        corrects: version.is_multiple_of(2).then(|| id(0x99)),
        based_on: 4,
        fields: [
            ("note".to_owned(), vec![note.to_owned()]),
            ("present".to_owned(), vec!["mother".into(), "aunt".into()]),
        ]
        .into(),
        kept_at: at(i64::try_from(version).unwrap()),
        version,
    }
}

fn look(n: u128, minute: i64, subject: Id) -> Look {
    Look {
        id: id(n),
        at: at(minute),
        worker: id(AMINA),
        subject,
        what: "timeline".into(),
        because: "allocated-worker".into(),
        reason: None,
    }
}

pub fn with_a_reason(n: u128, subject: Id) -> Look {
    Look {
        because: "break-glass".into(),
        reason: Some("the police ask tonight".into()),
        ..look(n, 5, subject)
    }
}

fn ids(looks: Vec<Look>) -> Vec<Id> {
    looks.into_iter().map(|look| look.id).collect()
}

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
fn a_set_that_is_refused_takes_back_itself_and_nothing_else() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    let subject = child(1);

    let tickets: Vec<_> = (1..=60)
        .map(|n| {
            let mut notes = vec![Note::Looked(look(n, 1, subject))];
            match n {
                // A draft whose first version nobody has kept.
                20 => notes.push(Note::Draft(typed(20, subject, 2, "lost"))),
                // One that is fine, in a set that is not.
                40 => {
                    notes.insert(0, Note::Draft(typed(40, subject, 1, "fine")));
                    notes.push(Note::Account(account(AMINA, "amina.k")));
                }
                n if n % 10 == 0 => notes.push(Note::Draft(typed(n, subject, 1, "kept"))),
                _ => {}
            }
            (n, writer.submit_notes(notes))
        })
        .collect();
    let mut refused = Vec::new();
    for (n, ticket) in tickets {
        refused.extend(ticket.wait().err().map(|error| (n, error)));
    }

    let (draft, worker) = (id(20), id(AMINA));
    let moved_on = StoreError::DraftMovedOn {
        draft,
        expected: 1,
        actual: 0,
    };
    assert_eq!(
        refused,
        [(20, moved_on), (40, StoreError::NoAccount { worker })]
    );
    let mut reader = ledger.reader();
    let mut looks = ids(reader.looks_at(subject, None, 100).unwrap());
    looks.reverse();
    let others = (1..=60).filter(|n| ![20, 40].contains(n));
    assert_eq!(looks, others.map(id).collect::<Vec<_>>());
    assert_eq!(reader.drafts_for(subject).unwrap().len(), 4);
}

#[test]
fn a_look_that_the_database_refuses_loses_no_other_of_its_group() {
    let ledger = Ledger::of_three_files();
    let behind = ledger.behind();
    let fifth = behind.bytes(id(5).bytes());
    behind.refuse("insert on look", &format!("new.id = {fifth}"));
    let writer = ledger.writer();

    let tickets: Vec<_> = (1..=30)
        .map(|n| {
            (
                n,
                writer.submit_notes(vec![Note::Looked(look(n, 1, child(1)))]),
            )
        })
        .collect();
    let refused: Vec<_> = tickets
        .into_iter()
        .filter_map(|(n, ticket)| ticket.wait().is_err().then_some(n))
        .collect();

    assert_eq!(refused, [5]);
    assert_eq!(
        ledger.reader().looks_at(child(1), None, 100).unwrap().len(),
        29
    );
}

#[test]
fn a_draft_is_kept_again_and_again_and_never_over_what_somebody_else_kept() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    let owner = child(2);
    let note = |draft: &KeptDraft| writer.note(vec![Note::Draft(draft.clone())]);
    for version in 1..=3 {
        note(&typed(1, owner, version, "more and more")).unwrap();
    }

    let stale = note(&typed(1, owner, 3, "from another window"));
    let again = note(&typed(1, owner, 3, "more and more"));
    let anew = note(&typed(1, owner, 1, "as if new"));
    writer.note(vec![Note::DropDraft { id: id(2) }]).unwrap();

    let moved_on = |expected| {
        Err(StoreError::DraftMovedOn {
            draft: id(1),
            expected,
            actual: 3,
        })
    };
    assert_eq!((stale, again, anew), (moved_on(2), Ok(()), moved_on(0)));
    let mut reader = ledger.reader();
    let kept = typed(1, owner, 3, "more and more");
    assert_eq!(reader.draft(id(1)), Ok(Some(kept)));
    writer.note(vec![Note::DropDraft { id: id(1) }]).unwrap();
    assert_eq!(reader.draft(id(1)), Ok(None));
}

#[test]
fn drafts_are_found_by_who_writes_them_and_by_the_file_the_last_kept_first() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    let mut others = typed(4, child(1), 1, "by another");
    others.worker = id(BEN);
    let mut later = typed(2, child(1), 1, "later");
    later.kept_at = at(30);
    let notes = [
        typed(1, child(1), 1, "one"),
        later,
        typed(3, child(2), 1, "three"),
        others,
    ];
    writer.note(notes.map(Note::Draft).into()).unwrap();

    let mut reader = ledger.reader();
    let ids = |drafts: Vec<KeptDraft>| drafts.iter().map(|draft| draft.id).collect::<Vec<_>>();

    assert_eq!(
        ids(reader.drafts_of(id(AMINA)).unwrap()),
        [id(2), id(3), id(1)]
    );
    assert_eq!(
        ids(reader.drafts_for(child(1)).unwrap()),
        [id(2), id(4), id(1)]
    );
    assert_eq!(reader.drafts_of(id(0xc3)), Ok(Vec::new()));
}

/// Whose key each draft is kept under.
fn keys_of_drafts(ledger: &Ledger) -> Vec<String> {
    let rows = ledger.behind().rows("select key_of from draft order by id");
    let keys = rows.into_iter().map(|mut row| row.remove(0).unwrap());
    keys.map(|key| key.trim_start_matches("\\x").to_owned())
        .collect()
}

#[test]
fn a_draft_for_a_file_that_is_not_there_yet_is_under_the_organisations_key_until_it_is() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    let owner = child(50);
    let note = |draft: &KeptDraft| writer.note(vec![Note::Draft(draft.clone())]).unwrap();
    note(&typed(1, owner, 1, "a new child"));
    let before = keys_of_drafts(&ledger);
    writer
        .append(command(owner, 0, vec![draft(owner, 50_001, &[])]))
        .unwrap();
    let unchanged = ledger.reader().draft(id(1)).unwrap();

    note(&typed(1, owner, 2, "a new child, known"));

    assert_eq!(before, [ORGANISATION.to_string()]);
    assert_eq!(unchanged, Some(typed(1, owner, 1, "a new child")));
    assert_eq!(keys_of_drafts(&ledger), [owner.to_string()]);
    let kept = ledger.reader().draft(id(1));
    assert_eq!(kept, Ok(Some(typed(1, owner, 2, "a new child, known"))));
}

#[test]
fn what_one_caller_hands_over_is_done_in_that_order() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    let owner = child(60);

    // The draft's file comes into being in the midst of it; then it is recorded, and dropped.
    let first = writer.submit_notes(vec![Note::Draft(typed(1, owner, 1, "one"))]);
    let begun = writer.submit(command(owner, 0, vec![draft(owner, 60_001, &[])]));
    let next = writer.submit_notes(vec![Note::Draft(typed(1, owner, 2, "two"))]);
    let recorded = writer.submit(command(owner, 1, vec![draft(owner, 60_002, &[])]));
    let dropped = writer.submit_notes(vec![Note::DropDraft { id: id(1) }]);
    let anew = writer.submit_notes(vec![Note::Draft(typed(1, owner, 1, "three"))]);

    assert_eq!((first.wait(), next.wait()), (Ok(()), Ok(())));
    assert_eq!((dropped.wait(), anew.wait()), (Ok(()), Ok(())));
    assert_eq!(begun.wait().unwrap().version, 1);
    assert_eq!(recorded.wait().unwrap().version, 2);
    let kept = ledger.reader().draft(id(1));
    assert_eq!(kept, Ok(Some(typed(1, owner, 1, "three"))));
    assert!(ledger.verify().is_ok());
}

#[test]
fn notes_are_kept_though_every_command_of_their_group_is_refused() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    let refused = writer.submit(command(child(1), 99, vec![draft(child(1), 77, &[])]));
    let twice = [("due", "2026-07-01"), ("twice", "yes")];
    let bad = writer.submit(command(child(70), 0, vec![draft(child(70), 78, &twice)]));

    let noted = writer.note(vec![Note::Looked(look(1, 1, child(1)))]);

    assert!(refused.wait().is_err() && bad.wait().is_err());
    assert_eq!(noted, Ok(()));
    assert_eq!(
        ledger.reader().looks_at(child(1), None, 9).unwrap().len(),
        1
    );
}

fn tokens(reader: &mut Reader, worker: u128) -> Vec<u8> {
    let sessions = reader.sessions_of(id(worker)).unwrap();
    sessions.iter().map(|session| session.token[0]).collect()
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
fn the_same_notes_given_again_are_not_done_twice() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    let notes = vec![
        Note::NewAccount(account(AMINA, "amina.k")),
        Note::BeginSession(session(1, AMINA)),
        Note::Draft(typed(1, child(1), 1, "one")),
        Note::Looked(look(1, 1, child(1))),
        Note::Looked(with_a_reason(2, child(1))),
    ];

    let answers: Vec<_> = (0..3).map(|_| writer.note(notes.clone())).collect();

    assert_eq!(answers, [Ok(()), Ok(()), Ok(())]);
    let mut reader = ledger.reader();
    assert_eq!(reader.looks_at(child(1), None, 9).unwrap().len(), 2);
    assert_eq!(tokens(&mut reader, AMINA), [1]);
    assert_eq!(reader.drafts_for(child(1)).unwrap().len(), 1);
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
