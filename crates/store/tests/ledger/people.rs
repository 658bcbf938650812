//! Who works here and who is concerned with which file: kept in step with the entries, found
//! by number and by team, and gone with a file that is disposed of.

use std::sync::Arc;

use jiff::Timestamp;
use practice::{Book, Id, When};
use record::may::Action;
use record::{ByBook, Draft};
use store::{Outside, StoreError, Writer};

use super::common::{Ledger, Repeating, child, command, draft, id};
use super::dispose::says_so;
use crate::behind::Behind;

/// The book of England, read once.
pub fn book() -> Arc<Book> {
    static BOOK: std::sync::OnceLock<Arc<Book>> = std::sync::OnceLock::new();
    Arc::clone(BOOK.get_or_init(|| Arc::new(Book::england().unwrap())))
}

/// Of the ledger, with the fold by the book.
pub fn by_book(ledger: &Ledger) -> Outside {
    let mut outside = ledger.outside();
    outside.projector = Arc::new(ByBook(book()));
    outside
}

/// A writer that folds by the book.
pub fn writer(ledger: &Ledger) -> Writer {
    let projector = by_book(ledger).projector;
    ledger.store.rebuild(&projector, |_, _| {}).unwrap();
    ledger.store.open_writer(by_book(ledger)).unwrap()
}

/// An entry that is told: its kind, when it happened, and its fields.
pub type Told<'t> = (&'t str, &'t str, &'t [(&'t str, &'t str)]);

/// Appends entries of a file, each a kind, when it happened, and its fields; their ids count
/// on from `first`.
pub fn write(writer: &Writer, owner: Id, first: u128, told: &[Told<'_>]) -> Result<(), StoreError> {
    let drafts: Vec<Draft> = (first..)
        .zip(told)
        .map(|(number, (kind, at, fields))| {
            let mut draft = draft(owner, number, fields);
            (*kind).clone_into(&mut draft.kind);
            draft.occurred = at.parse::<When>().unwrap();
            draft.corrects = None;
            draft
        })
        .collect();
    writer.append(command(owner, 0, drafts)).map(|_| ())
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

const EAST: u128 = 0xea57;
const ANNA: u128 = 0xa77a;
const BEN: u128 = 0xbe7;

/// A team, two workers of it, and two children: Anna's, and one whom the team has.
fn told(ledger: &Ledger) -> Writer {
    let writer = writer(ledger);
    let east = id(EAST).to_string();
    write(
        &writer,
        id(EAST),
        100,
        &[(
            "team-details",
            "2026-01-01",
            &[("name", "East"), ("code", "T1")],
        )],
    )
    .unwrap();
    write(
        &writer,
        id(ANNA),
        200,
        &[
            (
                "worker-details",
                "2026-01-01",
                &[
                    ("name", "Anna Archer"),
                    ("number", "SW12"),
                    ("email", "a@example.org"),
                ],
            ),
            (
                "role-given",
                "2026-01-01",
                &[("role", "social-worker"), ("team", &east)],
            ),
            (
                "cover-arranged",
                "2026-05-01",
                &[("worker", &id(BEN).to_string()), ("until", "2026-05-14")],
            ),
        ],
    )
    .unwrap();
    write(
        &writer,
        id(BEN),
        300,
        &[
            (
                "worker-details",
                "2026-01-01",
                &[("name", "Ben Bowyer"), ("organisation", "Another trust")],
            ),
            (
                "role-given",
                "2026-01-01",
                &[
                    ("role", "team-manager"),
                    ("team", "T1"),
                    ("until", "2026-06-30"),
                ],
            ),
            (
                "authorisation-delegated",
                "2026-05-01",
                &[
                    ("worker", "SW12"),
                    ("until", "2026-05-14"),
                    ("what", "referral"),
                ],
            ),
            ("worker-left", "2026-07-31", &[]),
        ],
    )
    .unwrap();
    for (n, kind, field, name) in [
        (1, "social-worker-allocated", "worker", "SW12"),
        (2, "involvement-started", "team", "T1"),
    ] {
        write(
            &writer,
            child(n),
            1000 * n,
            &[
                (
                    "child-details",
                    "2026-01-01",
                    &[("authority_id", &format!("W{n}"))],
                ),
                (kind, "2026-02-01", &[(field, name)]),
            ],
        )
        .unwrap();
    }
    writer
}

#[test]
fn le_1_a_worker_is_known_with_team_cover_and_what_was_delegated() {
    let ledger = Ledger::new();
    drop(told(&ledger));
    let mut reader = ledger.reader();

    let names: Vec<String> = (reader.workers().unwrap().into_iter())
        .map(|row| row.name)
        .collect();
    assert_eq!(names, ["Anna Archer", "Ben Bowyer"]);
    let anna = reader.worker(id(ANNA)).unwrap().unwrap();
    assert_eq!(anna.email.as_deref(), Some("a@example.org"));
    assert_eq!(reader.workers_with_number("SW12").unwrap(), [anna]);
    assert!(reader.workers_with_number("SW13").unwrap().is_empty());
    assert_eq!(
        reader.worker(id(BEN)).unwrap().unwrap().left_on,
        Some("2026-07-31".parse().unwrap())
    );
    let team = reader.teams().unwrap().remove(0);
    assert_eq!(
        (team.name.as_str(), team.code.as_deref()),
        ("East", Some("T1"))
    );
    let mut of_team = |day| {
        let found = reader.workers_of_team(&team, at(day)).unwrap();
        found.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    assert_eq!(of_team("2026-05-05T09:00:00Z").len(), 2);
    assert_eq!(of_team("2026-07-05T09:00:00Z"), ["Anna Archer"]);

    let east = vec![id(EAST).to_string(), "T1".to_owned()];
    let actor = reader
        .actor(id(ANNA), at("2026-05-05T09:00:00Z"))
        .unwrap()
        .unwrap();
    assert_eq!(actor.names, [id(ANNA).to_string(), "SW12".to_owned()]);
    assert_eq!(actor.offices[0].team, east);
    assert_eq!(actor.covers[0].worker, id(BEN));
    assert_eq!(actor.covers[0].offices[0].team, east);
    assert_eq!(actor.delegations[0].what.as_deref(), Some("referral"));
    let later = reader
        .actor(id(ANNA), at("2026-05-15T09:00:00Z"))
        .unwrap()
        .unwrap();
    assert!(later.covers.is_empty() && later.delegations.is_empty());
    let ben = reader
        .actor(id(BEN), at("2026-05-05T09:00:00Z"))
        .unwrap()
        .unwrap();
    assert_eq!(ben.organisation, None);
    let gone = reader
        .actor(id(BEN), at("2026-08-01T09:00:00Z"))
        .unwrap()
        .unwrap();
    assert!(gone.offices.is_empty());
    assert_eq!(
        reader.actor(id(0x404), at("2026-08-01T09:00:00Z")).unwrap(),
        None
    );
}

#[test]
fn files_are_found_by_worker_by_team_and_by_day() {
    let ledger = Ledger::new();
    drop(told(&ledger));
    let mut reader = ledger.reader();
    let mut files = |workers: &[&str], teams: &[&str], day: &str| {
        let own = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>()
        };
        let found = reader
            .files_of(&own(workers), &own(teams), at(day))
            .unwrap();
        found.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(files(&["SW12"], &[], "2026-03-01T00:00:00Z"), [child(1)]);
    assert_eq!(files(&["SW12"], &[], "2026-01-31T23:59:59Z"), []);
    assert_eq!(files(&["T1"], &[], "2026-03-01T00:00:00Z"), []);
    let mut both = files(&["SW12"], &["T1"], "2026-03-01T00:00:00Z");
    both.retain(|file| *file == child(1) || *file == child(2));
    assert_eq!(both.len(), 2);
    let target = reader
        .target(child(2), "child", at("2026-03-01T00:00:00Z"))
        .unwrap();
    assert_eq!(target.stands.len(), 1);
    let permissions = record::may::Permissions::of(&book()).unwrap();
    let anna = reader
        .actor(id(ANNA), at("2026-03-01T00:00:00Z"))
        .unwrap()
        .unwrap();
    assert!(permissions.may(&anna, Action::Read, &target, None).allowed);
}

#[test]
fn re_2_people_are_rebuilt_just_as_they_were_and_go_with_a_disposed_file() {
    let ledger = Ledger::new();
    drop(told(&ledger));
    let dump = |behind: &Behind| {
        ["scope", "worker", "office", "team"]
            .map(|table| behind.rows(&format!("select * from {table} order by 1, 2")))
    };
    let before = dump(&ledger.behind());
    assert!(before.iter().all(|rows| !rows.is_empty()));
    ledger.behind().run("delete from scope; drop table office");
    ledger
        .store
        .rebuild(&by_book(&ledger).projector, |_, _| {})
        .unwrap();
    assert_eq!(dump(&ledger.behind()), before);

    for owner in [child(1), id(ANNA), id(EAST)] {
        let mut outside = by_book(&ledger);
        outside.randomness = Box::new(Repeating(u64::from(owner.bytes()[15]) << 33));
        ledger
            .store
            .dispose(owner, outside, |_| {
                Ok::<_, StoreError>(vec![says_so(owner, u128::from(owner.bytes()[15]) + 9000)])
            })
            .unwrap();
    }
    let mut reader = ledger.reader();
    assert_eq!(reader.scope_of(child(1)).unwrap(), []);
    assert_eq!(reader.worker(id(ANNA)).unwrap(), None);
    assert_eq!(reader.offices_of(id(ANNA)).unwrap(), []);
    assert_eq!(reader.teams().unwrap(), []);
    assert_eq!(reader.scope_of(child(2)).unwrap().len(), 1);
}
