//! Sets of notes: all of one or none, in their order, and not twice.

use store::{Note, StoreError};

use super::super::common::{Ledger, child, command, draft, id};
use super::{AMINA, account, ids, look, session, tokens, typed, with_a_reason};

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
