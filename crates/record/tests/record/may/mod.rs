//! Who may do what: as the book's policies have it, and as nobody's slip may change it.

mod every_role;
mod over_the_book;
mod relations;
mod rules;

use std::sync::OnceLock;

use practice::Id;
use practice::book::Effect;
use record::may::{Action, Actor, Colleague, Decision, Office, Permissions, Target, Whom};

use crate::given::{book, id};

/// The organisation whose record it is.
pub const ORGANISATION: u64 = 1;
/// The file in question.
pub const FILE: u64 = 2;
/// The worker who asks.
pub const WORKER: u64 = 3;
/// The team of the worker who asks.
pub const TEAM: &str = "east";

pub fn permissions() -> &'static Permissions {
    static PERMISSIONS: OnceLock<Permissions> = OnceLock::new();
    PERMISSIONS.get_or_init(|| Permissions::of(book()).unwrap_or_else(|found| panic!("{found}")))
}

/// A worker of the organisation with these roles, each in the team.
pub fn worker(roles: &[&str]) -> Actor {
    Actor {
        worker: id(WORKER),
        organisation: Some(id(ORGANISATION)),
        names: names(id(WORKER), "SW1"),
        offices: roles.iter().map(|role| office(role, TEAM)).collect(),
        covers: Vec::new(),
        delegations: Vec::new(),
    }
}

pub fn names(worker: Id, number: &str) -> Vec<String> {
    vec![worker.to_string(), number.to_owned()]
}

pub fn office(role: &str, team: &str) -> Office {
    Office {
        role: role.to_owned(),
        team: vec![team.to_owned()],
    }
}

/// A colleague of another team, known in other files by a number.
pub fn colleague(number: &str, role: &str, team: &str) -> Colleague {
    Colleague {
        worker: id(77),
        names: names(id(77), number),
        offices: vec![office(role, team)],
    }
}

/// A child's file with which nobody is concerned.
pub fn child() -> Target {
    Target::new(id(FILE), "child", id(ORGANISATION))
}

/// A child's file with whom it stands in these relations.
pub fn child_of(stands: &[(&str, Effect, Whom)]) -> Target {
    Target {
        stands: (stands.iter())
            .map(|(relation, effect, whom)| ((*relation).to_owned(), *effect, whom.clone()))
            .collect(),
        ..child()
    }
}

pub fn allocated_to(number: &str) -> (&'static str, Effect, Whom) {
    (
        "allocated",
        Effect::Concerns,
        Whom::Worker(number.to_owned()),
    )
}

pub fn of_team(team: &str) -> (&'static str, Effect, Whom) {
    ("involved", Effect::Concerns, Whom::Team(team.to_owned()))
}

pub fn restricted() -> (&'static str, Effect, Whom) {
    ("restricted", Effect::Restricts, Whom::Everybody)
}

pub fn named(number: &str) -> (&'static str, Effect, Whom) {
    ("named", Effect::Names, Whom::Worker(number.to_owned()))
}

pub fn glass_broken_by(number: &str) -> (&'static str, Effect, Whom) {
    ("glass", Effect::Opens, Whom::Worker(number.to_owned()))
}

/// What is decided of a record of this type.
pub fn asked(actor: &Actor, action: Action, target: &Target, kind: &str) -> Decision {
    let kind = book().record(kind).expect("a record type of the book");
    permissions().may(actor, action, target, Some(kind))
}

pub fn may(actor: &Actor, action: Action, target: &Target) -> bool {
    permissions().may(actor, action, target, None).allowed
}
