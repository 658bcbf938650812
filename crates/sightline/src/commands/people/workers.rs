//! `worker add` and `worker leave`.

use std::sync::Arc;

use anyhow::{bail, ensure};
use jiff::civil::Date;
use practice::{Book, Id, When};
use record::workforce::Gives;
use record::{Casefile, TeamRow, kinds};
use serde_json::json;

use super::args::Add;
use super::known;
use super::write::{Files, Told, day_or_today};
use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::show;

/// Adds a worker.
pub fn add(global: &Global, book: &Arc<Book>, add: &Add) -> anyhow::Result<Outcome> {
    known::role(book, &add.role)?;
    ensure!(!add.name.trim().is_empty(), "a worker has a name");
    let mut files = Files::open(global, book)?;
    let teams = files.reader.teams()?;
    let team = (add.team.as_deref())
        .map(|named| known::team(&teams, named))
        .transpose()?;
    if let Some(number) = &add.number
        && let Some(other) = files.reader.workers_with_number(number.trim())?.first()
    {
        bail!(
            "{} has the number {number} already, and whatever it names in children's files is theirs",
            other.name
        );
    }
    let worker = new(book, &mut files, add, team)?;
    if global.format == Format::Json {
        show::json(&json!({ "worker": worker, "name": add.name }))?;
    } else {
        show::lines([format!("{} was added. Worker: {worker}", add.name.trim())])?;
    }
    Ok(Outcome::Holds)
}

/// Writes a new worker's file, and says which it is.
pub fn new(
    book: &Book,
    files: &mut Files,
    add: &Add,
    team: Option<&TeamRow>,
) -> anyhow::Result<Id> {
    let worker = files.new_id()?;
    let from = day_or_today(add.from);
    let mut told = vec![
        Told::new(book, kinds::WORKER_DETAILS, from)?
            .with("name", Some(&add.name))
            .with("email", add.email.as_ref())
            .with("number", add.number.as_ref())
            .with("organisation", add.organisation.as_ref()),
    ];
    let role = (book.permissions.roles.iter()).find(|role| role.name == add.role);
    // Who works for somebody else is not employed here.
    if add.organisation.is_none()
        && let Some(employed_as) = role.and_then(|role| role.employed_as.as_ref())
    {
        let started = Told::new(book, kinds::WORKER_STARTED, from)?;
        told.push(started.with("role", Some(employed_as)));
    }
    told.push(
        Told::new(book, kinds::ROLE_GIVEN, from)?
            .with("role", Some(&add.role))
            .with("team", team.map(|team| team.subject)),
    );
    files.append(book, worker, told)?;
    Ok(worker)
}

/// Records that a worker left, and that each of their roles ended.
pub fn leave(
    global: &Global,
    book: &Arc<Book>,
    named: &str,
    on: Option<Date>,
) -> anyhow::Result<Outcome> {
    let mut files = Files::open(global, book)?;
    let worker = known::worker(&mut files.reader, named)?;
    if let Some(left) = worker.left_on {
        bail!("{} left on {left} already", worker.name);
    }
    let last = day_or_today(on);
    let mut told = Vec::new();
    for office in files.reader.offices_of(worker.subject)? {
        // One that ends by itself before then stays as it is.
        let ends_later = office.until.is_none_or(|until| until > last.end());
        if office.gives == Gives::Role && ends_later {
            let ended = Told::new(book, kinds::ROLE_ENDED, last_day(last, office.from))?;
            told.push(ended.with("given", Some(office.entry)));
        }
    }
    let ended = told.len() as u64;
    let file = Casefile::fold(&files.reader.file(worker.subject)?);
    let started = file.of_kind(kinds::WORKER_STARTED).last();
    if let Some(started) = started {
        let left = Told::new(book, kinds::WORKER_LEFT, last)?;
        told.push(left.with("employment", Some(started.id)));
    }
    ensure!(
        !told.is_empty(),
        "{} has no role that could end",
        worker.name
    );
    files.append(book, worker.subject, told)?;
    if global.format == Format::Json {
        show::json(
            &json!({ "worker": worker.subject, "left_on": last.day(), "roles_ended": ended }),
        )?;
    } else {
        let roles = show::count(ended, "role ended", "roles ended");
        show::lines([format!(
            "{}: the last day is {}; {roles}.",
            worker.name,
            last.day()
        )])?;
    }
    Ok(Outcome::Holds)
}

/// The last day of something, which is not before it began.
fn last_day(last: When, from: jiff::Timestamp) -> When {
    let first = When::Instant(from).day();
    When::Day(last.day().max(first))
}
