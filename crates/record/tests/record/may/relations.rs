//! Relations as they are folded from a file.

use jiff::Timestamp;
use practice::{Id, When};
use record::may::{ScopeRow, Whom, rows};
use record::{Body, Entry, Header};

use crate::given::{book, fields, id};
use record::Casefile;

/// An entry: its number, its type, when it happened, and its fields.
type Told<'t> = (u64, &'t str, &'t str, &'t [(&'t str, &'t str)]);

/// A file of entries, each with its number, type, day and fields; a link names the number.
fn file(entries: &[Told<'_>]) -> Vec<ScopeRow> {
    let entries: Vec<Entry> = (entries.iter())
        .map(|(number, kind, at, with)| entry(*number, kind, at, with))
        .collect();
    rows(book(), id(1), &Casefile::fold(&entries))
}

fn entry(number: u64, kind: &str, at: &str, with: &[(&str, &str)]) -> Entry {
    let with: Vec<(&str, String)> = (with.iter())
        .map(|(name, value)| {
            let link = value.strip_prefix('@').and_then(|n| n.parse().ok());
            (
                *name,
                link.map_or((*value).to_owned(), |n: u64| id(n).to_string()),
            )
        })
        .collect();
    let with: Vec<(&str, &str)> = with.iter().map(|(n, v)| (*n, v.as_str())).collect();
    Entry {
        position: number,
        header: Header {
            id: id(number),
            owner: id(1),
            owner_version: number,
            refers_to: Vec::new(),
            kind: kind.to_owned(),
            kind_version: 1,
            occurred: at.parse().expect("a day or a time"),
            recorded_at: "2026-06-01T09:00:00Z".parse().expect("an instant"),
            recorded_by: id(9),
            organisation: id(8),
            corrects: None,
            group: id(7),
        },
        body: Some(Body {
            fields: fields(&with),
            ..Body::default()
        }),
    }
}

fn start(day: &str) -> Timestamp {
    day.parse::<When>().expect("a day").start()
}

/// Whom each row is about, from when and until when.
fn spans(rows: &[ScopeRow]) -> Vec<(&str, Whom, Timestamp, Option<Timestamp>)> {
    (rows.iter())
        .map(|row| (row.relation.as_str(), row.whom.clone(), row.from, row.until))
        .collect()
}

fn worker(name: &str) -> Whom {
    Whom::Worker(name.to_owned())
}

#[test]
fn le_1_an_allocation_lasts_to_the_end_of_the_day_on_which_it_ended() {
    let found = file(&[
        (
            1,
            "social-worker-allocated",
            "2026-01-05",
            &[("worker", " SW12 ")],
        ),
        (
            2,
            "allocation-details",
            "2026-03-31",
            &[("allocation", "@1"), ("team", "T1")],
        ),
        (
            3,
            "social-worker-ended",
            "2026-04-10",
            &[("allocation", "@1"), ("ended_on", "2026-04-10")],
        ),
        (
            4,
            "social-worker-allocated",
            "2026-04-11",
            &[("worker", "SW13")],
        ),
    ]);
    let over = Some(start("2026-04-11"));
    let team = Whom::Team("T1".to_owned());
    assert_eq!(
        spans(&found),
        [
            ("allocated", worker("SW12"), start("2026-01-05"), over),
            ("allocated-team", team, start("2026-01-05"), over),
            ("allocated", worker("SW13"), start("2026-04-11"), None),
        ]
    );
    assert!(found[0].holds("2026-04-10T22:59:59Z".parse().unwrap()));
    assert!(!found[0].holds("2026-04-10T23:00:00Z".parse().unwrap()));
}

#[test]
fn an_involvement_may_be_of_a_worker_and_a_team_and_an_empty_name_is_nobody() {
    let found = file(&[
        (
            1,
            "involvement-started",
            "2026-01-05",
            &[("worker", "w1"), ("team", "t1")],
        ),
        (2, "involvement-started", "2026-01-05", &[("worker", " ")]),
    ]);
    let whom: Vec<Whom> = found.into_iter().map(|row| row.whom).collect();
    assert_eq!(whom, [worker("w1"), Whom::Team("t1".to_owned())]);
}

#[test]
fn pr_17_a_name_lasts_no_longer_than_the_restriction_and_may_end_before() {
    let found = file(&[
        (
            1,
            "restriction-placed",
            "2026-02-01T09:00:00Z",
            &[("why", "colleague")],
        ),
        (
            2,
            "restriction-named",
            "2026-02-01T09:00:00Z",
            &[("restriction", "@1"), ("worker", "w1")],
        ),
        (
            3,
            "restriction-named",
            "2026-02-02T09:00:00Z",
            &[("restriction", "@1"), ("worker", "w2")],
        ),
        (
            4,
            "restriction-name-ended",
            "2026-02-03T09:00:00Z",
            &[("named", "@3")],
        ),
        (
            5,
            "restriction-lifted",
            "2026-03-01T09:00:00Z",
            &[("restriction", "@1"), ("reason", "moved")],
        ),
        // a name to no restriction of this file is none
        (
            6,
            "restriction-named",
            "2026-02-02T09:00:00Z",
            &[("restriction", "@99"), ("worker", "w3")],
        ),
    ]);
    let at = |text: &str| text.parse::<Timestamp>().expect("an instant");
    let lifted = Some(at("2026-03-01T09:00:00Z"));
    assert_eq!(
        spans(&found),
        [
            (
                "restricted",
                Whom::Everybody,
                at("2026-02-01T09:00:00Z"),
                lifted
            ),
            ("named", worker("w1"), at("2026-02-01T09:00:00Z"), lifted),
            (
                "named",
                worker("w2"),
                at("2026-02-02T09:00:00Z"),
                Some(at("2026-02-03T09:00:00Z"))
            ),
        ]
    );
}

#[test]
fn broken_glass_mends_after_twelve_hours_and_a_role_ends_on_its_last_day() {
    let found = file(&[
        (
            1,
            "glass-broken",
            "2026-02-01T22:00:00Z",
            &[("worker", "w1"), ("reason", "a fire")],
        ),
        (
            2,
            "role-given",
            "2026-02-01",
            &[
                ("role", "team-manager"),
                ("team", "t1"),
                ("until", "2026-02-28"),
            ],
        ),
    ]);
    let mended = "2026-02-02T10:00:00Z".parse().expect("an instant");
    assert_eq!(found[0].until, Some(mended));
    assert_eq!(found[1].until, Some(start("2026-03-01")));
}

#[test]
fn what_was_withdrawn_opens_nothing() {
    let mut entries = vec![entry(
        1,
        "social-worker-allocated",
        "2026-01-05",
        &[("worker", "SW12")],
    )];
    let mut withdrawal = entry(2, "social-worker-allocated", "2026-01-05", &[]);
    withdrawal.header.corrects = Some(id(1));
    withdrawal.body = Some(Body {
        withdrawn: Some("the wrong child".to_owned()),
        ..Body::default()
    });
    entries.push(withdrawal);
    assert_eq!(
        rows(book(), Id::from_bytes([1; 16]), &Casefile::fold(&entries)),
        []
    );
}
