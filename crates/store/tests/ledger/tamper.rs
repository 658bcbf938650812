//! RE-2: records that were changed. Every change behind the product's back shows,
//! at the first entry that it touches.

use store::{Flaw, StoreError};

use super::common::{Ledger, child};
use crate::Engine;

#[test]
fn re_2_a_change_to_any_column_of_an_entry_shows_at_that_entry() {
    let ledger = Ledger::of_three_files();
    let behind = ledger.behind();
    behind.run("create table kept as select * from entry where position = 9");
    let mut columns = behind.columns("entry");
    columns.retain(|(column, _)| column != "position");
    assert_eq!(columns.len(), 15);

    for (column, kind) in columns {
        for change in changes(&kind) {
            let change = change.replace("{}", &column);
            let sql = format!("update entry set {column} = {change} where position = 9");
            assert_eq!(behind.run(&sql), 1);

            let verdict = ledger.verify();

            assert!(
                matches!(verdict, Err(StoreError::Broken { position: 9, .. })),
                "{sql}: {verdict:?}"
            );
            behind
                .run("delete from entry where position = 9; insert into entry select * from kept");
        }
    }
    assert!(ledger.verify().is_ok());
}

/// Changes to a column of a type, as far as the database takes them: SQLite also takes
/// values of another type.
fn changes(kind: &str) -> &'static [&'static str] {
    match kind {
        "integer" => &["{} + 1", "-1", "'x'", "0.5"],
        "bigint" => &["{} + 1", "-1", "9223372036854775807"],
        "text" if super::ENGINE == Engine::Sqlite => {
            &["{} || 'x'", "''", "x'00ff'", "cast({} as blob)"]
        }
        "text" => &["{} || 'x'", "''"],
        "blob" => &[
            "substr({}, 1, length({}) - 1) || x'99'",
            "{} || x'00'",
            "x''",
            "cast({} as text)",
            "substr({}, 2)",
        ],
        "bytea" => &[
            "substr({}, 1, length({}) - 1) || '\\x99'",
            "{} || '\\x00'",
            "''",
            "substr({}, 2)",
        ],
        other => panic!("a type without a test: {other}"),
    }
}

/// Changes a ledger of 13 entries behind the product's back: where it shows, and
/// why.
fn changed(sql: &str) -> (u64, Flaw) {
    let ledger = Ledger::of_three_files();
    assert_eq!(ledger.verify().unwrap().entries, 13);
    ledger.behind().run(sql);
    match ledger.verify() {
        Err(StoreError::Broken { position, why }) => (position, why),
        other => panic!("the change was not noticed: {other:?}"),
    }
}

#[test]
fn re_2_a_correction_that_is_taken_out_of_an_entry_shows() {
    let shown = changed("update entry set corrects = null where position = 5");

    assert_eq!(shown, (5, Flaw::Seal));
}

#[test]
fn re_2_a_deleted_entry_shows_where_it_stood() {
    assert_eq!(
        changed("delete from entry where position = 5"),
        (5, Flaw::Missing { next: 6 })
    );
    assert_eq!(
        changed("delete from entry where position < 4"),
        (1, Flaw::Missing { next: 4 })
    );
}

#[test]
fn re_2_a_deleted_entry_shows_though_those_after_it_are_moved_up() {
    let shown = changed(
        "delete from entry where position = 5;
         update entry set position = position - 1 where position = 6;
         update entry set position = position - 1 where position = 7;
         delete from entry where position > 7",
    );

    assert_eq!(shown, (5, Flaw::Seal));
}

#[test]
fn re_2_an_end_that_was_cut_shows_where_it_was_cut() {
    let cut = changed("delete from entry where position > 11");
    let all = changed("delete from entry");

    assert_eq!(cut, (12, Flaw::Cut { known: 13 }));
    assert_eq!(all, (1, Flaw::Cut { known: 13 }));
}

#[test]
fn re_2_a_ledger_whose_end_was_cut_is_neither_written_nor_rebuilt_over() {
    let ledger = Ledger::of_three_files();
    ledger.behind().run("delete from entry where position > 11");

    let written = ledger.store.open_writer(ledger.outside()).err();
    let rebuilt = ledger
        .store
        .rebuild(&ledger.outside().projector, |_, _| {})
        .err();

    assert!(matches!(
        written,
        Some(StoreError::ReadModelsOutOfStep {
            at: 13,
            head: 11,
            ..
        })
    ));
    assert!(matches!(
        rebuilt,
        Some(StoreError::Broken {
            position: 12,
            why: Flaw::Cut { known: 13 }
        })
    ));
}

#[test]
fn re_2_an_inserted_entry_shows_where_it_was_put() {
    let copy_to = |position: i64| {
        format!(
            "create temp table t as select * from entry where position = 9;
             update t set position = {position}, owner_version = 99;
             insert into entry select * from t"
        )
    };

    assert_eq!(changed(&copy_to(14)), (14, Flaw::Seal));
    assert_eq!(changed(&copy_to(20)), (14, Flaw::Missing { next: 20 }));
    assert_eq!(changed(&copy_to(0)), (1, Flaw::BeforeTheFirst { at: 0 }));
    assert_eq!(changed(&copy_to(-3)), (1, Flaw::BeforeTheFirst { at: -3 }));
    assert_eq!(
        changed(&copy_to(i64::MIN)),
        (1, Flaw::BeforeTheFirst { at: i64::MIN })
    );
}

#[test]
fn re_2_two_entries_that_were_swapped_show_at_the_first() {
    let swap = |a: u32, b: u32| {
        format!(
            "update entry set position = 1000 where position = {a};
             update entry set position = {a} where position = {b};
             update entry set position = {b} where position = 1000"
        )
    };

    assert_eq!(changed(&swap(6, 7)), (6, Flaw::Seal));
    assert_eq!(changed(&swap(1, 13)), (1, Flaw::Seal));
}

#[test]
fn re_2_bodies_that_were_exchanged_between_entries_show() {
    let shown = changed(
        "create temp table t as select nonce, body, position from entry;
         update entry set (nonce, body) = (select nonce, body from t where t.position = 8)
             where position = 7;
         update entry set (nonce, body) = (select nonce, body from t where t.position = 7)
             where position = 8",
    );

    assert_eq!(shown, (7, Flaw::Seal));
}

#[test]
fn re_2_a_seal_made_without_the_key_shows_though_the_chain_is_made_afresh() {
    let nothing = Ledger::nothing().behind().bytes(&[0; 32]);

    let shown = changed(&format!(
        "update entry set seal = {nothing} where position >= 4"
    ));

    assert_eq!(shown, (4, Flaw::Seal));
}

#[test]
fn re_2_a_key_that_was_changed_shows_at_its_owners_first_entry() {
    let owner = child(2);
    let behind = Ledger::nothing().behind();
    for change in [
        format!("wrapped = {}", behind.bytes(&[0; 48])),
        format!("nonce = {}", behind.bytes(&[0; 24])),
        "wrapped = 'x'".to_owned(),
    ] {
        let bytes = behind.bytes(owner.bytes());
        let shown = changed(&format!(
            "update owner_key set {change} where owner = {bytes}"
        ));

        assert_eq!(shown, (6, Flaw::Key { owner }), "{change}");
    }
}

#[test]
fn verifying_says_how_far_it_is() {
    let ledger = Ledger::of_three_files();
    let mut said = Vec::new();

    ledger
        .reader()
        .verify(&[], |done, of| said.push((done, of)))
        .unwrap();

    assert_eq!(said, [(13, 13)]);
}
