use std::ops::ControlFlow;

use super::*;
use crate::engine::Many;

/// A schema of its own, with all the tables.
fn engine() -> Postgres {
    let address = Arc::new(Address::parse(&server_for_tests::fresh()).unwrap());
    let mut engine = Postgres::make(&address).unwrap();
    crate::create::make_tables(&mut engine).unwrap();
    engine
}

#[test]
fn every_statement_can_be_prepared_on_postgresql() {
    let mut engine = engine();

    for statement in Statement::ALL {
        let (runtime, session) = engine.session().unwrap();
        let one = runtime.block_on(session.prepare(statement)).err();
        assert!(one.is_none(), "{statement:?}: {one:?}");

        if ["insert", "delete"]
            .iter()
            .any(|verb| statement.text().starts_with(verb))
            && statement.text().contains('$')
        {
            let many = runtime.block_on(session.prepare_many(statement)).err();
            assert!(many.is_none(), "{statement:?}: {many:?}");
        }
    }
}

#[test]
fn texts_are_compared_byte_by_byte() {
    let mut engine = engine();
    let collations = "select count(*) from information_schema.columns \
        where table_schema = current_schema() and data_type = 'text' \
        and collation_name is distinct from 'C'";

    let others: i64 = engine.query_row(collations, &[]).unwrap().unwrap().get(0);

    assert_eq!(others, 0);
}

/// Else each append would read the ledger from its beginning.
#[test]
fn no_query_of_one_file_reads_a_whole_table_on_postgresql() {
    let mut engine = engine();
    let of_one_file = [
        (Statement::Head, 0),
        (Statement::HeadOfFile, 1),
        (Statement::Key, 1),
        (Statement::File, 1),
        (Statement::FirstOfFile, 1),
        (Statement::DropChild, 1),
        (Statement::DropDuties, 1),
        (Statement::DropSetAside, 1),
        (Statement::DutiesOf, 1),
        (Statement::SetAsideOf, 1),
    ];

    for (statement, ids) in of_one_file {
        let id = format!("'\\x{}'::bytea", "07".repeat(16));
        let query = statement.text().replace("$1", &id);
        assert!(ids == 1 || query == statement.text());
        let explain = format!("explain (costs off) {query}");
        let (runtime, session) = engine.session().unwrap();
        let plan = runtime
            .block_on(session.client.query(&explain, &[]))
            .unwrap();
        for step in plan {
            let step: String = step.get(0);
            assert!(!step.contains("Seq Scan"), "{statement:?}: {step}");
        }
    }
}

#[test]
fn a_row_that_is_not_what_its_column_says_is_strange() {
    let mut engine = engine();

    let row = engine.query_row("select 1::int2, 'x'::name, null::bigint", &[]);

    let row = row.unwrap().unwrap();
    let row: &dyn super::super::Row = &row;
    assert_eq!(row.cell(0), Cell::Strange);
    assert_eq!(row.cell(1), Cell::Strange);
    assert_eq!(row.cell(2), Cell::Null);
    assert_eq!(row.cell(9), Cell::Strange);
}

#[test]
fn a_query_that_is_broken_off_leaves_the_connection_usable() {
    let mut engine = engine();
    let engine: &mut dyn Engine = &mut engine;
    let keys: Vec<String> = (0..5000).map(|n| format!("key-{n}")).collect();
    let rows = (0..)
        .zip(&keys)
        .map(|(n, key)| [Cell::from(key), Cell::Int(n)]);
    engine.write(&[Many::of(Statement::NewMeta, rows)]).unwrap();

    let mut seen = 0;
    for _ in 0..3 {
        engine
            .each(Statement::Meta, &[Cell::Text("key-7")], &mut |_| {
                seen += 1;
                Ok(ControlFlow::Break(()))
            })
            .unwrap();
    }

    let found = engine.first(Statement::Meta, &[Cell::Text("key-4999")], |row| {
        Ok(row.cell(0) == Cell::Int(4999))
    });
    assert_eq!((seen, found), (3, Ok(Some(true))));
}
