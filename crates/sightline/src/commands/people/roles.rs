//! `role give` and `role end`.

use std::sync::Arc;

use anyhow::{Context as _, bail, ensure};
use jiff::civil::Date;
use practice::Book;
use record::kinds;
use record::workforce::Gives;
use serde_json::json;

use super::args::WhichRole;
use super::known;
use super::write::{Files, Told, day_or_today};
use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::{edge, show};

/// Gives a worker a role.
pub fn give(
    global: &Global,
    book: &Arc<Book>,
    which: &WhichRole,
    from: Option<Date>,
    until: Option<Date>,
) -> anyhow::Result<Outcome> {
    known::role(book, &which.role)?;
    let mut files = Files::open(global, book)?;
    let worker = known::worker(&mut files.reader, &which.worker)?;
    if let Some(left) = worker.left_on {
        bail!("{} left on {left}", worker.name);
    }
    let teams = files.reader.teams()?;
    let team = (which.team.as_deref())
        .map(|named| known::team(&teams, named))
        .transpose()?;
    let from = day_or_today(from);
    ensure!(
        until.is_none_or(|until| until >= from.day()),
        "the last day of a role is not before its first"
    );
    let told = Told::new(book, kinds::ROLE_GIVEN, from)?
        .with("role", Some(&which.role))
        .with("team", team.map(|team| team.subject))
        .with("until", until);
    files.append(book, worker.subject, vec![told])?;
    say(global, &worker.name, &which.role, "was given")
}

/// Ends a role of a worker that lasts.
pub fn end(
    global: &Global,
    book: &Arc<Book>,
    which: &WhichRole,
    on: Option<Date>,
) -> anyhow::Result<Outcome> {
    known::role(book, &which.role)?;
    let mut files = Files::open(global, book)?;
    let worker = known::worker(&mut files.reader, &which.worker)?;
    let teams = files.reader.teams()?;
    let team = (which.team.as_deref())
        .map(|named| known::team(&teams, named))
        .transpose()?;
    let now = edge::now();
    let mut held = files.reader.offices_of(worker.subject)?;
    held.retain(|office| {
        office.gives == Gives::Role
            && office.name.as_deref() == Some(&which.role)
            && office.until.is_none_or(|until| until > now)
            && team.is_none_or(|team| {
                (office.whom.as_ref()).is_some_and(|whom| team.names().contains(whom))
            })
    });
    ensure!(
        held.len() < 2,
        "{} has the role {} in more than one team: say in which with --team",
        worker.name,
        which.role
    );
    let office = (held.first())
        .with_context(|| format!("{} does not have the role {}", worker.name, which.role))?;
    let last = day_or_today(on);
    ensure!(
        last.end() >= office.from,
        "the last day of a role is not before its first"
    );
    let told = Told::new(book, kinds::ROLE_ENDED, last)?.with("given", Some(office.entry));
    files.append(book, worker.subject, vec![told])?;
    say(global, &worker.name, &which.role, "no longer has")
}

fn say(global: &Global, name: &str, role: &str, what: &str) -> anyhow::Result<Outcome> {
    if global.format == Format::Json {
        show::json(&json!({ "worker": name, "role": role }))?;
    } else {
        show::lines([format!("{name} {what} the role {role}.")])?;
    }
    Ok(Outcome::Holds)
}
