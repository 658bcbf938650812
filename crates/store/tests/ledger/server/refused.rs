//! What a server refuses, and what is told of it.

use server_for_tests::Options;
use store::{Store, StoreError};

use super::{ledger_at, new_ledger_at, server};
use crate::behind::Behind;
use crate::on_postgresql::common::{Ledger, child, command, draft, id, setup, write_file};

/// Has the database refuse the next entries with an error of this code, as often as is
/// said. A trigger stands in for whatever makes it refuse.
fn refuse(behind: &Behind, code: &str, times: u32) {
    behind.run(&format!(
        "drop sequence if exists refusals cascade; create sequence refusals; \
         create or replace function refuse() returns trigger language plpgsql as $$ begin \
         if nextval('refusals') <= {times} then \
         raise exception 'told to' using errcode = '{code}'; end if; return new; end $$; \
         create or replace trigger refuse before insert on entry for each row \
         execute function refuse()"
    ));
}

#[test]
fn what_clashes_or_gets_in_the_way_for_a_moment_is_done_again() {
    for code in ["40001", "40P01", "23505"] {
        let ledger = Ledger::new();
        let writer = ledger.writer();
        refuse(&ledger.behind(), code, 2);

        let appended = write_file(&writer, 1, 4).unwrap();

        assert_eq!(
            (appended.first_position, appended.already),
            (2, false),
            "{code}"
        );
        assert_eq!(ledger.verify().unwrap().entries, 5, "{code}");
    }
}

#[test]
fn what_goes_on_being_refused_is_told_and_nothing_is_written() {
    type Expected = fn(&StoreError) -> bool;
    let cases: [(&str, Expected); 8] = [
        ("40001", |e| matches!(e, StoreError::Conflicted { .. })),
        ("40P01", |e| matches!(e, StoreError::Conflicted { .. })),
        ("23505", |e| matches!(e, StoreError::Refused { .. })),
        ("23514", |e| matches!(e, StoreError::Refused { .. })),
        ("53100", |e| matches!(e, StoreError::DiskFull { .. })),
        ("55P03", |e| matches!(e, StoreError::Locked { .. })),
        ("57014", |e| matches!(e, StoreError::TookTooLong { .. })),
        ("42501", |e| matches!(e, StoreError::NotLetIn { .. })),
    ];
    let ledger = Ledger::new();
    let writer = ledger.writer();
    for (code, expected) in cases {
        refuse(&ledger.behind(), code, 1000);

        let refused = write_file(&writer, 1, 4).unwrap_err();

        assert!(expected(&refused), "{code}: {refused:?}");
    }
    assert_eq!(ledger.verify().unwrap().entries, 1);
    refuse(&ledger.behind(), "40001", 0);
    assert_eq!(write_file(&writer, 1, 4).unwrap().first_position, 2);
}

#[test]
fn one_command_that_is_refused_leaves_the_others_of_its_group() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let behind = ledger.behind();
    behind.run("alter table entry add constraint no_such_kind check (kind <> 'refused')");
    let tickets: Vec<_> = (1..=40)
        .map(|n| {
            let owner = id(n);
            let mut one = draft(owner, n, &[("due", "2026-07-01")]);
            if n % 10 == 0 {
                one.kind = "refused".into();
            }
            (n, writer.submit(command(owner, 0, vec![one])))
        })
        .collect();

    let mut positions = Vec::new();
    for (n, ticket) in tickets {
        match ticket.wait() {
            Ok(appended) => positions.push(appended.first_position),
            Err(error) => {
                assert!(matches!(error, StoreError::Refused { .. }), "{error:?}");
                assert_eq!(n % 10, 0);
            }
        }
    }

    assert_eq!(positions, (2..=37).collect::<Vec<_>>());
    assert_eq!(ledger.verify().unwrap().entries, 37);
}

#[test]
fn a_database_that_may_only_be_read_is_read_and_said_to_be_so() {
    let server = server(&Options::default());
    let ledger = new_ledger_at(server.address("wexcombe"));
    let behind = ledger.behind();
    let writer = ledger.writer();
    behind.run("alter database postgres set default_transaction_read_only = on");
    let cut = "set default_transaction_read_only = off; \
        select pg_terminate_backend(backend::int) from writer";
    behind.run(cut);

    let refused = write_file(&writer, 1, 4).unwrap_err();
    let unopened = ledger.store.open_writer(ledger.outside()).err();
    let unmade = ledger_at(server.address("hart"));
    let unmade = unmade.store.create(&setup(true), unmade.outside()).err();

    assert!(
        matches!(refused, StoreError::ReadOnly { .. }),
        "{refused:?}"
    );
    assert!(matches!(unopened, Some(StoreError::ReadOnly { .. })));
    assert!(matches!(unmade, Some(StoreError::ReadOnly { .. })));
    assert_eq!(ledger.verify().unwrap().entries, 1);
    behind.run("alter database postgres set default_transaction_read_only = off");
    assert_eq!(write_file(&writer, 1, 4).unwrap().first_position, 2);
}

#[test]
fn a_database_or_a_right_that_is_not_there_is_said_to_be_missing() {
    let socket = server_for_tests::shared().display();
    for (user, database) in [("postgres", "nowhere"), ("nobody_at_all", "postgres")] {
        let address = format!("postgres://{user}:s3cret@/{database}?host={socket}");
        let refused = Store::named(&address).unwrap().exists().unwrap_err();

        assert!(
            matches!(refused, StoreError::NotLetIn { .. }),
            "{refused:?}"
        );
        assert!(!refused.to_string().contains("s3cret"), "{refused}");
    }
}

#[test]
fn a_user_without_the_right_to_write_may_read() {
    let ledger = Ledger::of_three_files();
    let behind = ledger.behind();
    let schema = ledger.name.split_once("schema=").unwrap().1;
    behind.run(&format!(
        "create role {schema} login; grant usage on schema {schema} to {schema}; \
         grant select on all tables in schema {schema} to {schema}"
    ));
    let address = ledger.name.replace("postgres@", &format!("{schema}@"));
    let analyst = Store::named(&address)
        .unwrap()
        .with_key_file(ledger.key_file());

    let mut reader = analyst.open_reader().unwrap();
    let refused = analyst.open_writer(ledger.outside()).err();

    assert_eq!(reader.counts().unwrap().entries, 13);
    assert!(
        matches!(refused, Some(StoreError::NotLetIn { .. })),
        "{refused:?}"
    );
}

#[test]
fn a_master_key_is_asked_for_where_the_ledger_is_on_a_server() {
    let store = Store::named(&server_for_tests::fresh()).unwrap();
    let ledger = Ledger::nothing();

    let refused = store.create(&setup(true), ledger.outside()).err().unwrap();

    assert!(matches!(refused, StoreError::KeyFileNeeded { .. }));
    assert!(
        refused.to_string().contains("--master-key FILE"),
        "{refused}"
    );
    assert_eq!(store.exists(), Ok(false));
}

#[test]
fn two_authorities_in_one_database_do_not_see_each_other() {
    let (one, two) = (Ledger::of_three_files(), Ledger::new());
    assert_eq!(
        one.name.split_once("schema=").unwrap().0,
        two.name.split_once("schema=").unwrap().0
    );

    let (first, second) = (one.writer(), two.writer());
    write_file(&second, 9, 1).unwrap();
    drop((first, second));

    assert_eq!(one.verify().unwrap().entries, 13);
    assert_eq!(two.verify().unwrap().entries, 2);
    assert_eq!(one.reader().file(child(9)), Ok(Vec::new()));
    assert_eq!(two.reader().file(child(1)), Ok(Vec::new()));
}

#[test]
fn a_nought_in_a_text_is_kept_in_the_entry_and_shown_as_its_sign_in_what_is_derived() {
    let ledger = Ledger::new();
    let owner = child(1);
    let fields = [("authority_id", "W\u{0}1"), ("aside", "it holds \0")];
    let given = draft(owner, 1, &fields);

    let one = command(owner, 0, vec![given.clone()]);
    ledger.writer().append(one).unwrap();

    let mut reader = ledger.reader();
    assert_eq!(reader.file(owner).unwrap()[0].body, Some(given.body));
    assert_eq!(
        reader.set_aside_of(owner).unwrap()[0].reason,
        "it holds \u{2400}"
    );
    assert_eq!(
        reader.children_with_authority_id("W\u{0}1").unwrap().len(),
        1
    );
}
