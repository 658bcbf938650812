//! `worker`, `team`, `role` and `who-may`: who works here, what they are given, and what
//! that lets them do.

pub mod args;
mod example_names;
mod examples;
mod families;
mod known;
mod list;
mod roles;
mod teams;
mod who_may;
mod workers;
mod write;

use std::sync::Arc;

use practice::Book;

use crate::cli::Global;
use crate::outcome::Outcome;
use args::{Role, Team, Worker};

pub use who_may::run as who_may;

/// `worker`.
pub fn worker(global: &Global, book: &Arc<Book>, command: &Worker) -> anyhow::Result<Outcome> {
    match command {
        Worker::Add(add) => workers::add(global, book, add),
        Worker::List { team } => list::workers(global, book, team.as_deref()),
        Worker::Leave { worker, on } => workers::leave(global, book, worker, *on),
        Worker::Examples => examples::run(global, book),
    }
}

/// `team`.
pub fn team(global: &Global, book: &Arc<Book>, command: &Team) -> anyhow::Result<Outcome> {
    match command {
        Team::Add {
            name,
            code,
            service,
            organisation,
        } => {
            let of = [
                ("name", Some(name)),
                ("code", code.as_ref()),
                ("service", service.as_ref()),
                ("organisation", organisation.as_ref()),
            ];
            teams::add(global, book, &of)
        }
        Team::List => list::teams(global, book),
    }
}

/// `role`.
pub fn role(global: &Global, book: &Arc<Book>, command: &Role) -> anyhow::Result<Outcome> {
    match command {
        Role::Give { which, from, until } => roles::give(global, book, which, *from, *until),
        Role::End { which, on } => roles::end(global, book, which, *on),
    }
}
