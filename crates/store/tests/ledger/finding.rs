//! LE-1: people are looked up by keys that are kept in step with their files.

use practice::Id;
use record::find::keys::Sort;
use record::find::{Candidate, Lookup};
use store::StoreError;

use super::common::{Ledger, child, command, draft};
use super::dispose::dispose;

fn lookup(key: &str, begins: bool, part: usize, weight: i32) -> Lookup {
    Lookup {
        key: key.to_owned(),
        begins,
        part,
        weight,
    }
}

/// A ledger of people of these surnames; the file of the first is that of child 1.
fn people(surnames: &[&str]) -> Ledger {
    let ledger = Ledger::alone();
    let writer = ledger.writer();
    for (n, surname) in (1..).zip(surnames) {
        let draft = draft(
            child(n),
            n * 1000,
            &[("surname", surname), ("authority_id", "7")],
        );
        writer.append(command(child(n), 0, vec![draft])).unwrap();
    }
    drop(writer);
    ledger
}

fn found(ledger: &Ledger, lookups: &[Lookup], limit: usize) -> (Vec<String>, bool) {
    let candidates = ledger.reader().find(lookups, limit).unwrap();
    let surname = |candidate: &Candidate| candidate.particulars.names[0].surname.clone();
    (
        candidates.people.iter().map(surname).collect(),
        candidates.cut,
    )
}

#[test]
fn whoever_has_a_key_is_found_and_whoever_has_more_of_them_comes_first() {
    let ledger = people(&["jessop", "shah", "shaw", "fernsby"]);

    let by_name = found(&ledger, &[lookup("n:shah", false, 0, 900)], 9);
    let begun = found(
        &ledger,
        &[
            lookup("n:sh", true, 0, 400),
            lookup("n:shaw", false, 1, 900),
        ],
        9,
    );
    let nobody = found(&ledger, &[lookup("n:sha", false, 0, 900)], 9);

    assert_eq!(by_name, (vec!["shah".to_owned()], false));
    assert_eq!(begun, (vec!["shaw".to_owned(), "shah".to_owned()], false));
    assert_eq!(nobody, (Vec::new(), false));
}

#[test]
fn of_several_keys_for_one_part_the_heaviest_counts() {
    let ledger = people(&["shah", "shaw"]);

    let (names, _) = found(
        &ledger,
        &[
            lookup("d:20150606", false, 0, 100),
            lookup("n:shah", false, 0, 300),
            lookup("n:sh", true, 0, 200),
            lookup("n:shaw", false, 1, 250),
        ],
        9,
    );

    // 250 + 200 against 300.
    assert_eq!(names, ["shaw", "shah"]);
}

#[test]
fn when_not_all_are_brought_it_is_said() {
    let ledger = people(&["jessop", "shah", "shaw"]);
    let all = [lookup("d:20150606", false, 0, 100)];

    assert_eq!(found(&ledger, &all, 3).0.len(), 3);
    assert!(!found(&ledger, &all, 3).1);
    let (names, cut) = found(&ledger, &all, 2);
    assert_eq!((names.len(), cut), (2, true));
    // Those left out have less for them than those brought.
    let (names, cut) = found(&ledger, &[all[0].clone(), lookup("n:shah", false, 1, 9)], 1);
    assert_eq!((names, cut), (vec!["shah".to_owned()], false));
}

#[test]
fn a_name_that_was_changed_is_found_anew_and_one_that_was_not_still() {
    let ledger = people(&["jessop", "shah"]);
    let writer = ledger.writer();
    let married = draft(child(1), 1001, &[("surname", "fernsby")]);
    writer.append(command(child(1), 1, vec![married])).unwrap();
    let visited = draft(child(2), 2001, &[("due", "2026-08-01")]);
    writer.append(command(child(2), 1, vec![visited])).unwrap();
    drop(writer);

    let at = |key: &str| found(&ledger, &[lookup(key, false, 0, 1)], 9).0;

    assert_eq!(at("n:jessop"), Vec::<String>::new());
    assert_eq!(at("n:fernsby"), ["fernsby"]);
    assert_eq!(at("n:shah"), ["shah"]);
    assert_eq!(at("d:20150606").len(), 2);
}

#[test]
fn whoever_is_disposed_of_is_found_by_nothing() {
    let ledger = people(&["jessop", "shah"]);

    dispose(&ledger, child(1), 9).unwrap();

    assert_eq!(
        found(&ledger, &[lookup("d:20150606", false, 0, 1)], 9).0,
        ["shah"]
    );
    let behind = ledger.behind();
    for table in ["search_key", "search_person"] {
        let left = behind.rows(&format!("select * from {table}")).len();
        assert_eq!(left, if table == "search_key" { 2 } else { 1 }, "{table}");
    }
}

#[test]
fn those_under_one_key_are_laid_beside_each_other() {
    let ledger = people(&["jessop", "shah", "shah"]);
    let mut seen: Vec<Vec<Id>> = Vec::new();
    let mut see = |sort| {
        ledger
            .reader()
            .each_under_a_key::<StoreError>(sort, |people: &[Candidate], more| {
                assert_eq!(more, 0);
                seen.push(people.iter().map(|person| person.subject).collect());
                Ok(())
            })
            .unwrap();
    };

    see(Sort::Name);
    see(Sort::Birth);
    see(Sort::Identifier);

    let sorted = |mut ids: Vec<Id>| {
        ids.sort_unstable();
        ids
    };
    assert_eq!(
        seen,
        [
            sorted(vec![child(2), child(3)]),
            sorted(vec![child(1), child(2), child(3)])
        ]
    );
}
