//! Many commands at once.

use std::thread;

use store::StoreError;

use super::common::{Ledger, child, command, draft, write_file};

#[test]
fn one_bad_command_does_not_lose_the_others_of_its_group() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let bad = [
        (20, "panic"), // the fold breaks down
        (40, "twice"), // the database refuses its rows
        (60, "other"), // the fold speaks of another file
    ];

    let tickets: Vec<_> = (1..=80)
        .map(|n| {
            let owner = child(n);
            let mut drafts = vec![draft(owner, n, &[("due", "2026-07-01")])];
            if let Some((_, field)) = bad.iter().find(|(at, _)| *at == n) {
                drafts.push(draft(owner, n + 1000, &[(field, "yes")]));
            }
            (n, writer.submit(command(owner, 0, drafts)))
        })
        .collect();
    let mut refused = Vec::new();
    let mut positions = Vec::new();
    for (n, ticket) in tickets {
        match ticket.wait() {
            Ok(appended) => positions.push(appended.first_position),
            Err(error) => refused.push((n, error)),
        }
    }

    assert_eq!(positions, (2..=78).collect::<Vec<_>>());
    assert!(
        matches!(
            refused.as_slice(),
            [
                (20, StoreError::Projection { .. }),
                (40, StoreError::Refused { .. }),
                (60, StoreError::Projection { .. }),
            ]
        ),
        "{refused:?}"
    );
    assert_eq!(ledger.verify().unwrap().entries, 78);
    let mut reader = ledger.reader();
    assert_eq!(reader.counts().unwrap().duties, 77);
    for (n, _) in bad {
        assert!(reader.file(child(n)).unwrap().is_empty());
    }
}

#[test]
fn a_file_that_was_refused_can_be_appended_to_once_it_is_right() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let owner = child(1);
    let bad = vec![draft(owner, 1, &[("due", "2026-07-01"), ("twice", "yes")])];
    let good = vec![draft(owner, 1, &[("due", "2026-07-01")])];
    writer.append(command(owner, 0, bad)).unwrap_err();

    let appended = writer.append(command(owner, 0, good)).unwrap();

    assert_eq!(appended.first_position, 2);
    assert!(ledger.verify().is_ok());
}

#[test]
fn commands_of_one_file_are_written_in_the_order_they_were_submitted_in() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let owner = child(1);

    let tickets: Vec<_> = (0..50)
        .map(|n| {
            let one = draft(owner, u128::from(n) + 1, &[("due", "2026-07-01")]);
            writer.submit(command(owner, n, vec![one]))
        })
        .collect();

    for (ticket, n) in tickets.into_iter().zip(1..) {
        assert_eq!(ticket.wait().unwrap().version, n);
    }
    assert_eq!(ledger.reader().duties_of(owner).unwrap().len(), 50);
    assert!(ledger.verify().is_ok());
}

#[test]
fn many_threads_may_append_through_one_writer() {
    let ledger = Ledger::new();
    let writer = ledger.writer();

    thread::scope(|scope| {
        for t in 0..8_u128 {
            let writer = &writer;
            scope.spawn(move || {
                for n in 1..=10 {
                    write_file(writer, t * 100 + n, 2).unwrap();
                }
            });
        }
    });

    let verified = ledger.verify().unwrap();
    assert_eq!((verified.entries, verified.keys), (161, 81));
}

#[test]
fn what_was_submitted_is_written_though_nobody_waits_for_it() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    for n in 1..=20 {
        let owner = child(n);
        let _unasked = writer.submit(command(owner, 0, vec![draft(owner, n, &[])]));
    }

    drop(writer);

    assert_eq!(ledger.reader().counts().unwrap().files, 21);
}
