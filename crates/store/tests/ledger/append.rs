//! Appending to one file.

use practice::{Value, When};
use store::{Flaw, Setup, StoreError};

use super::common::{Ledger, Set, child, command, draft, id, setup, write_file};

#[test]
fn what_was_appended_is_read_back_as_it_was_given() {
    let ledger = Ledger::new();
    let owner = child(1);
    let mut instant = draft(owner, 2, &[("note", "seen at home, \"settled\"")]);
    instant.occurred = When::Instant("2026-05-22T15:30:00.123456789Z".parse().unwrap());
    instant.corrects = None;
    instant.refers_to = Vec::new();
    instant.body.from = None;
    let given = vec![draft(owner, 1, &[("reason", "domestic abuse")]), instant];

    let appended = ledger
        .writer()
        .append(command(owner, 0, given.clone()))
        .unwrap();

    let mut reader = ledger.reader();
    let file = reader.file(owner).unwrap();
    assert_eq!((appended.first_position, appended.last_position), (2, 3));
    assert_eq!((appended.version, appended.already), (2, false));
    assert_eq!(file.len(), 2);
    for ((entry, draft), n) in file.iter().zip(&given).zip(1..) {
        assert_eq!(entry.position, n + 1);
        assert_eq!(entry.header.id, draft.id);
        assert_eq!(entry.header.owner, owner);
        assert_eq!(entry.header.owner_version, n);
        assert_eq!(entry.header.refers_to, draft.refers_to);
        assert_eq!(entry.header.kind, draft.kind);
        assert_eq!(entry.header.kind_version, draft.kind_version);
        assert_eq!(entry.header.occurred, draft.occurred);
        assert_eq!(entry.header.recorded_at, appended.recorded_at);
        assert_eq!(entry.header.recorded_by, draft.recorded_by);
        assert_eq!(entry.header.organisation, draft.organisation);
        assert_eq!(entry.header.corrects, draft.corrects);
        assert_eq!(entry.header.group, draft.group);
        assert_eq!(entry.body.as_ref(), Some(&draft.body));
    }
    assert_eq!(reader.entry(3).unwrap().as_ref(), file.last());
    assert_eq!(reader.entry(4).unwrap(), None);
}

#[test]
fn the_first_entry_says_what_the_ledger_is() {
    for example in [true, false] {
        let ledger = Ledger::nothing();
        let mut outside = ledger.outside();
        outside.clock = Box::new(Set::at("2026-06-01T09:00:00Z").machine());
        let Setup {
            organisation, name, ..
        } = setup(example);

        drop(ledger.store.create(&setup(example), outside).unwrap());

        let mut reader = ledger.reader();
        let first = reader.entry(1).unwrap().unwrap();
        let fields = first.body.unwrap().fields;
        assert_eq!(first.header.kind, "ledger-opened");
        assert_eq!(first.header.owner, organisation);
        assert_eq!(fields.get("example"), Some(&Value::YesNo(example)));
        assert_eq!(fields.get("name"), Some(&Value::Text(name)));
        assert_eq!(reader.about().example, example);
        assert_eq!(reader.about().organisation, organisation);
        assert_eq!(reader.counts().unwrap().entries, 1);
    }
}

#[test]
fn a_command_decided_on_an_old_version_is_refused_with_both_versions() {
    let ledger = Ledger::of_three_files();
    let owner = child(1);

    for expected in [0, 3, 5] {
        let refused = ledger
            .writer()
            .append(command(owner, expected, vec![draft(owner, 77, &[])]));

        assert_eq!(
            refused,
            Err(StoreError::VersionConflict {
                owner,
                expected,
                actual: 4
            })
        );
    }
    assert_eq!(ledger.reader().file(owner).unwrap().len(), 4);
}

#[test]
fn a_retry_is_answered_as_already_appended_and_adds_nothing() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let first = write_file(&writer, 1, 4).unwrap();
    write_file(&writer, 2, 4).unwrap();
    ledger.clock.set("2026-06-02T09:00:00Z");

    let again = write_file(&writer, 1, 4).unwrap();

    assert!(again.already);
    assert_eq!(
        (again.first_position, again.last_position, again.version),
        (first.first_position, first.last_position, first.version)
    );
    assert_eq!(again.recorded_at, first.recorded_at);
    assert_eq!(ledger.reader().head().unwrap().position, 9);
}

#[test]
fn a_retry_decided_anew_on_the_newer_version_is_still_a_retry() {
    let ledger = Ledger::of_three_files();
    let owner = child(1);
    let more = vec![draft(owner, 71, &[("note", "more")])];
    let writer = ledger.writer();
    let first = writer.append(command(owner, 4, more.clone())).unwrap();

    let again = writer.append(command(owner, 5, more)).unwrap();

    assert_eq!(
        (again.last_position, again.already),
        (first.last_position, true)
    );
    assert_eq!(ledger.reader().file(owner).unwrap().len(), 5);
}

#[test]
fn an_identifier_that_says_something_else_now_is_refused_and_not_taken_for_a_retry() {
    let ledger = Ledger::new();
    let owner = child(1);
    let writer = ledger.writer();
    let was = draft(owner, 1, &[("note", "was")]);
    let is = draft(owner, 1, &[("note", "is")]);
    writer.append(command(owner, 0, vec![was])).unwrap();
    let refused = Err(StoreError::IdTaken {
        owner,
        entry: id(1),
    });

    assert_eq!(writer.append(command(owner, 0, vec![is.clone()])), refused);
    assert_eq!(writer.append(command(owner, 1, vec![is])), refused);
    let twice = vec![draft(owner, 2, &[]), draft(owner, 2, &[])];
    assert_eq!(
        writer.append(command(owner, 1, twice)),
        Err(StoreError::IdTaken {
            owner,
            entry: id(2)
        })
    );
}

#[test]
fn the_time_of_recording_never_steps_back_with_the_clock() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let mut recorded = Vec::new();
    for (n, time) in [
        "2026-06-01T10:00:00.000001Z",
        "2026-06-01T08:00:00Z",
        "2026-06-01T10:00:00.000002Z",
    ]
    .into_iter()
    .enumerate()
    {
        ledger.clock.set(time);
        recorded.push(write_file(&writer, n as u128 + 1, 1).unwrap().recorded_at);
    }
    drop(writer);
    ledger.clock.set("2020-01-01T00:00:00Z");
    recorded.push(write_file(&ledger.writer(), 4, 1).unwrap().recorded_at);

    assert_eq!(
        recorded.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "2026-06-01T10:00:00.000001Z",
            "2026-06-01T10:00:00.000001Z",
            "2026-06-01T10:00:00.000002Z",
            "2026-06-01T10:00:00.000002Z",
        ]
    );
}

#[test]
fn a_file_that_the_caller_has_at_hand_is_taken_as_it_is_known() {
    let ledger = Ledger::of_three_files();
    let owner = child(1);
    let known = ledger.reader().file(owner).unwrap();
    let mut with = command(owner, 4, vec![draft(owner, 71, &[("due", "2026-07-01")])]);
    with.known = Some(known);

    ledger.writer().append(with).unwrap();

    assert_eq!(ledger.reader().duties_of(owner).unwrap().len(), 5);
}

#[test]
fn a_file_at_hand_that_is_another_or_not_whole_is_refused() {
    let ledger = Ledger::of_three_files();
    let (owner, other) = (child(1), child(2));
    let mut reader = ledger.reader();
    let whole = reader.file(owner).unwrap();
    let mut last_differs = whole.clone();
    last_differs[3].header.id = id(99);
    let wrong = [
        reader.file(other).unwrap(),
        whole[..3].to_vec(),
        Vec::new(),
        whole.iter().rev().cloned().collect(),
        last_differs,
    ];
    let writer = ledger.writer();

    for known in wrong {
        let mut with = command(owner, 4, vec![draft(owner, 71, &[])]);
        with.known = Some(known);

        let refused = writer.append(with);

        assert_eq!(refused, Err(StoreError::AnotherFile { owner, version: 4 }));
    }
}

#[test]
fn a_command_of_nothing_or_of_two_files_is_refused() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let (owner, other) = (child(1), child(2));

    assert_eq!(
        writer.append(command(owner, 0, Vec::new())),
        Err(StoreError::NothingToAppend { owner })
    );
    assert_eq!(
        writer.append(command(
            owner,
            0,
            vec![draft(owner, 1, &[]), draft(other, 2, &[])]
        )),
        Err(StoreError::AnotherOwner {
            owner,
            entry: id(2),
            other
        })
    );
}

#[test]
fn le_14_the_chain_holds_across_openings_of_the_ledger() {
    let ledger = Ledger::new();
    for n in 1..=5 {
        write_file(&ledger.writer(), n, 3).unwrap();
    }

    let verified = ledger.verify().unwrap();

    assert_eq!(verified.entries, 16);
    assert_eq!(verified.head, ledger.reader().head().unwrap());
    assert_eq!((verified.keys, verified.without_key), (6, 0));
}

#[test]
fn le_14_a_head_kept_outside_shows_an_end_that_was_cut_and_a_chain_made_afresh() {
    let ledger = Ledger::of_three_files();
    let head = ledger.reader().head().unwrap();
    let mut other = head;
    other.position = 7;
    let mut longer = head;
    longer.position = 20;

    assert!(ledger.reader().verify(&[head], |_, _| {}).is_ok());
    assert_eq!(
        ledger.reader().verify(&[other], |_, _| {}),
        Err(StoreError::Broken {
            position: 7,
            why: Flaw::NotTheHead
        })
    );
    assert_eq!(
        ledger.reader().verify(&[longer], |_, _| {}),
        Err(StoreError::Broken {
            position: 14,
            why: Flaw::Cut { known: 20 }
        })
    );
}

#[test]
fn with_room_for_one_to_wait_everything_that_many_submit_is_written() {
    let ledger = Ledger::new();
    let store = ledger.store.clone().with_waiting(1);
    let writer = store.open_writer(ledger.outside()).unwrap();

    std::thread::scope(|scope| {
        for n in 1..=8 {
            let writer = &writer;
            scope.spawn(move || write_file(writer, n, 3).unwrap());
        }
    });

    for n in 1..=8 {
        assert_eq!(ledger.reader().file(child(n)).unwrap().len(), 3);
    }
    assert_eq!(ledger.reader().head().unwrap().position, 25);
}
