//! Drafts: what somebody is in the midst of writing.

use store::{KeptDraft, Note, StoreError};

use super::super::common::{Ledger, ORGANISATION, child, command, draft, id};
use super::{AMINA, BEN, at, typed};

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
