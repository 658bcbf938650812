//! What waits to be authorised and files opened in emergencies: kept in step with the entries,
//! asked without reading a file, made again by a rebuild, and gone with a file that is
//! disposed of.

use std::sync::Arc;

use jiff::Timestamp;
use practice::Id;
use record::{EmergencyRow, WaitingRow, WaitingStep};

use super::common::{Ledger, child, id};
use super::people::{Told, by_book, write, writer};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

const NOON: &str = "2026-10-30T12:00:00Z";

/// A child of the team T1 with two assessments: the first sent, the second let through and
/// authorised.
fn with_assessments(ledger: &Ledger) -> Id {
    let writer = writer(ledger);
    let owner = child(1);
    let (first, second) = (id(3).to_string(), id(4).to_string());
    let of = |entry| [("what", "Assessment"), ("entry", entry), ("version", entry)];
    let (sent, authorised) = (of(first.as_str()), of(second.as_str()));
    let gate = [("gate", "child-seen"), ("reason", "She is in hospital")];
    let through = [&authorised[..], &gate[..]].concat();
    let told: [Told<'_>; 7] = [
        ("child-details", "2026-10-01", &[("authority_id", "X1")]),
        ("involvement-started", "2026-10-01", &[("team", "T1")]),
        ("assessment-written", "2026-10-20", &[("analysis", "one")]),
        ("assessment-written", "2026-10-21", &[("analysis", "two")]),
        ("sent-for-authorisation", "2026-10-22T09:00:00Z", &sent),
        ("gate-overridden", "2026-10-23T09:00:00Z", &through),
        ("authorised", "2026-10-23T09:00:00Z", &authorised),
    ];
    write(&writer, owner, 1, &told).unwrap();
    owner
}

fn waiting(ledger: &Ledger, team: &str, then: &str) -> Vec<WaitingRow> {
    let teams = [team.to_owned()];
    ledger.reader().waiting_for(&[], &teams, at(then)).unwrap()
}

#[test]
fn what_waits_is_known_to_the_team_of_the_child_and_to_no_other() {
    let ledger = Ledger::new();
    let owner = with_assessments(&ledger);

    let rows = waiting(&ledger, "T1", NOON);

    let steps: Vec<_> = rows.iter().map(|row| (row.entry, row.step)).collect();
    assert_eq!(
        steps,
        [(id(3), WaitingStep::Sent), (id(4), WaitingStep::Authorised)]
    );
    assert!(rows.iter().all(|row| row.subject == owner));
    assert_eq!(rows[0].at.to_string(), "2026-10-22T09:00:00Z");
    assert_eq!(rows[0].hands, [id(0xcc)]);
    assert_eq!(rows[0].through, None);
    let through = rows[1].through.map(|at| at.to_string());
    assert_eq!(through.as_deref(), Some("2026-10-23T09:00:00Z"));
    assert!(waiting(&ledger, "T2", NOON).is_empty());
    // Nobody was concerned with the child then.
    assert!(waiting(&ledger, "T1", "2026-09-30T12:00:00Z").is_empty());
}

#[test]
fn a_rebuild_makes_the_same_rows() {
    let ledger = Ledger::new();
    with_assessments(&ledger);
    let before = waiting(&ledger, "T1", NOON);

    let projector = by_book(&ledger).projector;
    ledger
        .store
        .rebuild(&Arc::clone(&projector), |_, _| {})
        .unwrap();

    assert_eq!(before.len(), 2);
    assert_eq!(waiting(&ledger, "T1", NOON), before);
}

#[test]
fn an_opening_in_an_emergency_is_told_until_somebody_has_looked_into_it() {
    let ledger = Ledger::new();
    let writer = writer(&ledger);
    let opened = |entry: u128, subject: Id, when: &str, seen: bool| EmergencyRow {
        subject,
        entry: id(entry),
        at: at(when),
        seen,
    };
    let (first, second) = ("2026-10-22T09:00:00Z", "2026-10-23T09:00:00Z");
    let glass = id(11).to_string();
    let looked_into: [Told<'_>; 2] = [
        ("glass-broken", first, &[("reason", "A call at night")]),
        ("glass-reviewed", second, &[("glass", &glass)]),
    ];
    write(&writer, child(1), 11, &looked_into).unwrap();
    let not_yet: [Told<'_>; 1] = [("glass-broken", second, &[("reason", "A call at night")])];
    write(&writer, child(2), 21, &not_yet).unwrap();

    let mut reader = ledger.reader();
    let unseen = reader.emergencies(false).unwrap();
    let seen = reader.emergencies(true).unwrap();

    assert_eq!(unseen, [opened(21, child(2), second, false)]);
    assert_eq!(seen, [opened(11, child(1), first, true)]);
}
