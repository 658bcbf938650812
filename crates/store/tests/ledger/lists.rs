//! A list shows just the children that somebody may see one by one: narrowed in SQL, it
//! never hides one that a single look would allow, and what is shown of it is asked about.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use jiff::Timestamp;
use practice::{Id, When};
use proptest::prelude::*;
use proptest::sample::select;
use record::may::{Action, Permissions};
use store::{Reader, StoreError};

use super::common::{Ledger, child, id};
use super::people::{book, write, writer};

const WORKERS: u128 = 4;
const CHILDREN: u128 = 6;
const TEAMS: [&str; 2] = ["east", "west"];

fn permissions() -> &'static Permissions {
    static PERMISSIONS: OnceLock<Permissions> = OnceLock::new();
    PERMISSIONS.get_or_init(|| Permissions::of(&book()).unwrap())
}

fn worker(n: u128) -> Id {
    id(0x3000 + n)
}

/// A name by which entries may name a worker: the identifier of their file, or their number.
fn name(n: u128, by_number: bool) -> String {
    if by_number {
        format!("SW{n}")
    } else {
        worker(n).to_string()
    }
}

/// A worker: whether they work for another organisation, and what stands in their file.
type Worker = (bool, Vec<Told>);

/// One entry, its fields owned.
type Told = (&'static str, String, Vec<(&'static str, String)>);

fn day() -> impl Strategy<Value = String> {
    (1_u8..=4, 1_u8..=28).prop_map(|(month, day)| format!("2026-{month:02}-{day:02}"))
}

fn time() -> impl Strategy<Value = String> {
    (day(), 0_u8..24).prop_map(|(day, hour)| format!("{day}T{hour:02}:00:00Z"))
}

fn any_name() -> impl Strategy<Value = String> {
    (0..WORKERS, any::<bool>()).prop_map(|(n, by_number)| name(n, by_number))
}

fn any_team() -> impl Strategy<Value = String> {
    select(&TEAMS[..]).prop_map(str::to_owned)
}

/// What stands in a worker's file beside who they are.
fn of_worker() -> impl Strategy<Value = Told> {
    let roles: Vec<String> = (book().permissions.roles.iter())
        .map(|role| role.name.clone())
        .collect();
    prop_oneof![
        6 => (select(roles), prop::option::of(any_team()), day(), prop::option::of(day())).prop_map(
            |(role, team, from, until)| {
                let mut fields = vec![("role", role)];
                fields.extend(team.map(|team| ("team", team)));
                fields.extend(until.map(|until| ("until", until)));
                ("role-given", from, fields)
            }
        ),
        2 => (any_name(), day(), day()).prop_map(|(whom, from, until)| {
            ("cover-arranged", from, vec![("worker", whom), ("until", until)])
        }),
        2 => (any_name(), day(), day()).prop_map(|(whom, from, until)| {
            ("authorisation-delegated", from, vec![("worker", whom), ("until", until)])
        }),
        1 => day().prop_map(|at| ("worker-left", at, Vec::new())),
    ]
}

/// What stands in a child's file; a link names the entry that stands so many places before.
fn of_child() -> impl Strategy<Value = Vec<Told>> {
    prop_oneof![
        4 => (any_name(), day(), prop::option::of(day())).prop_map(|(whom, from, until)| {
            let mut told = vec![("social-worker-allocated", from, vec![("worker", whom)])];
            told.extend(until.map(|at| ("social-worker-ended", at, vec![("allocation", "@1".to_owned())])));
            told
        }),
        4 => (any_team(), prop::option::of(any_name()), day(), prop::option::of(day())).prop_map(
            |(team, whom, from, until)| {
                let mut fields = vec![("team", team)];
                fields.extend(whom.map(|whom| ("worker", whom)));
                let mut told = vec![("involvement-started", from, fields)];
                told.extend(until.map(|at| ("involvement-ended", at, vec![("involvement", "@1".to_owned())])));
                told
            }
        ),
        3 => (time(), prop::option::of((time(), any_name())), prop::option::of(time())).prop_map(
            |(at, named, lifted)| {
                let mut told = vec![("restriction-placed", at, vec![("why", "other".to_owned())])];
                let has_name = named.is_some();
                told.extend(named.map(|(at, whom)| {
                    ("restriction-named", at, vec![("restriction", "@1".to_owned()), ("worker", whom)])
                }));
                let back = if has_name { "@2" } else { "@1" };
                told.extend(lifted.map(|at| ("restriction-lifted", at, vec![("restriction", back.to_owned())])));
                told
            }
        ),
        2 => (time(), any_name()).prop_map(|(at, whom)| {
            vec![("glass-broken", at, vec![("worker", whom), ("reason", "a fire".to_owned())])]
        }),
    ]
}

/// Everything in the files of so many, each file's own at its place.
fn world() -> impl Strategy<Value = (Vec<Worker>, Vec<Vec<Told>>)> {
    let files = usize::try_from(WORKERS).unwrap();
    let workers = prop::collection::vec(
        (
            prop::bool::weighted(0.2),
            prop::collection::vec(of_worker(), 0..4),
        ),
        files,
    );
    let children = prop::collection::vec(
        prop::collection::vec(of_child(), 0..4).prop_map(|told| told.concat()),
        usize::try_from(CHILDREN).unwrap(),
    );
    (workers, children)
}

/// Writes a file whose first entry is given, and links made to lead where they say.
fn write_file(writer: &store::Writer, owner: Id, first: u128, head: Told, told: Vec<Told>) {
    let mut all = vec![head];
    for (kind, at, mut fields) in told {
        let place = first + all.len() as u128;
        for (_, value) in &mut fields {
            if let Some(back) = value.strip_prefix('@') {
                *value = id(place - back.parse::<u128>().unwrap()).to_string();
            }
        }
        all.push((kind, at, fields));
    }
    let fields: Vec<Vec<(&str, &str)>> = (all.iter())
        .map(|(_, _, fields)| {
            fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect()
        })
        .collect();
    let told: Vec<super::people::Told<'_>> = (all.iter().zip(&fields))
        .map(|((kind, at, _), fields)| (*kind, at.as_str(), fields.as_slice()))
        .collect();
    write(writer, owner, first, &told).unwrap();
}

/// The children whom a list shows to somebody, and those whom they may see one by one.
fn both(reader: &mut Reader, who: Id, action: Action, at: Timestamp) -> (Vec<Id>, BTreeSet<Id>) {
    let actor = reader.actor(who, at).unwrap().unwrap();
    let narrowing = permissions().narrowing(&actor, action, "child");
    let mut narrowed = Vec::new();
    reader
        .each_child_within::<StoreError>(&narrowing, at, |child| {
            narrowed.push(child.subject);
            Ok(())
        })
        .unwrap();
    let mut may = |subject: Id| {
        let target = reader.target(subject, "child", at).unwrap();
        permissions().may(&actor, action, &target, None).allowed
    };
    narrowed.retain(|subject| may(*subject));
    let one_by_one = (1..=CHILDREN)
        .map(child)
        .filter(|subject| may(*subject))
        .collect();
    (narrowed, one_by_one)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_list_shows_just_what_single_looks_allow((workers, children) in world()) {
        let ledger = Ledger::new();
        let writer = writer(&ledger);
        for (n, (elsewhere, told)) in (0..).zip(workers) {
            let mut head = vec![("name", format!("Worker {n}")), ("number", format!("SW{n}"))];
            head.extend(elsewhere.then(|| ("organisation", "Another trust".to_owned())));
            write_file(&writer, worker(n), 0x10000 * (n + 1), ("worker-details", "2026-01-01".to_owned(), head), told);
        }
        for (n, told) in (1..).zip(children) {
            let head = vec![("authority_id", format!("W{n}"))];
            write_file(&writer, child(n), 0x100_0000 * n, ("child-details", "2026-01-01".to_owned(), head), told);
        }
        drop(writer);
        let mut reader = ledger.reader();
        for at in ["2026-01-20T12:00:00Z", "2026-02-14T23:30:00Z", "2026-03-10T08:00:00Z"] {
            let at = at.parse::<When>().unwrap().start();
            for (n, action) in (0..WORKERS).flat_map(|n| [Action::Find, Action::Read].map(|a| (n, a))) {
                let (list, single) = both(&mut reader, worker(n), action, at);
                let shown: BTreeSet<Id> = list.iter().copied().collect();
                prop_assert_eq!(shown.len(), list.len(), "each once");
                prop_assert_eq!(shown, single);
            }
        }
    }
}
