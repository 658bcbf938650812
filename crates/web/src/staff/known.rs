//! Workers, teams and roles by the names that people know, and as lists to choose from.

use practice::{Book, Id};
use record::may::{Action, Decision, Target, Whom};
use record::workforce::Gives;
use record::{OfficeRow, TeamRow, WorkerRow};

use super::questions::Choices;
use super::write::record_type;
use crate::edge::Asked;
use crate::reply::Stop;
use crate::visit::Visit;
use crate::words;

/// The worker whom the address names, and their file to ask what may be done with it.
///
/// # Errors
///
/// [`Stop::NotFound`] where there is none that this person may find.
pub(super) fn worker(visit: &mut Visit<'_>, asked: &Asked) -> Result<(WorkerRow, Target), Stop> {
    let subject = asked.id("worker")?;
    let row = visit.reader.worker(subject)?.ok_or(Stop::NotFound)?;
    let target = visit.reader.target(subject, "worker", visit.now)?;
    let may = visit.may(Action::Find, &target, None);
    if may.allowed {
        Ok((row, target))
    } else {
        Err(Stop::NotFound)
    }
}

/// Stops unless it is allowed, and says why it is not.
pub(super) fn only_if(may: Decision) -> Result<(), Stop> {
    if may.allowed {
        return Ok(());
    }
    Err(Stop::NotAllowed {
        because: may.because,
        glass: None,
    })
}

/// Whether this person may write a record of this type in a file.
pub(super) fn may_write(visit: &Visit<'_>, target: &Target, kind: &str) -> Result<Decision, Stop> {
    let record = record_type(&visit.app.book, kind)?;
    Ok(visit.may(Action::Record, target, Some(record)))
}

/// Whether there can be a file about this with which this person may do it: one of the
/// organisation's, or one with which they or their team are concerned.
pub(crate) fn may_somewhere(
    visit: &Visit<'_>,
    action: Action,
    about: &str,
    kind: Option<&str>,
) -> bool {
    let record = kind.and_then(|kind| visit.app.book.record(kind));
    let mut target = Target::new(
        Id::from_bytes([0; 16]),
        about,
        visit.reader.about().organisation,
    );
    if visit.may(action, &target, record).allowed {
        return true;
    }
    let concerns = |whom| (String::new(), practice::book::Effect::Concerns, whom);
    let actor = &visit.who.actor;
    let workers = actor.workers().map(|name| Whom::Worker(name.to_owned()));
    let teams = actor.teams().map(|name| Whom::Team(name.to_owned()));
    target.stands = workers.chain(teams).map(concerns).collect();
    visit.may(action, &target, record).allowed
}

/// What a role is called.
pub(super) fn role_title(book: &Book, name: &str) -> String {
    let role = book.permissions.roles.iter().find(|role| role.name == name);
    role.map_or_else(|| name.to_owned(), |role| role.title.clone())
}

/// The roles, to choose from.
pub(super) fn roles(book: &Book) -> Choices {
    let roles = book.permissions.roles.iter();
    roles
        .map(|role| (role.name.clone(), role.title.clone()))
        .collect()
}

/// What a team is called that a file names by its identifier or its code.
pub(crate) fn team_named(teams: &[TeamRow], name: &str) -> String {
    let team = teams
        .iter()
        .find(|team| team.names().iter().any(|held| held == name));
    team.map_or_else(|| name.to_owned(), |team| team.name.clone())
}

/// The teams that there are today, to choose from.
pub(super) fn teams(visit: &mut Visit<'_>) -> Result<Choices, Stop> {
    let teams = visit.reader.teams()?;
    let today = practice::When::Instant(visit.now).day();
    let open = teams
        .iter()
        .filter(|team| team.closed_on.is_none_or(|closed| closed >= today));
    Ok(open
        .map(|team| (team.subject.to_string(), team.name.clone()))
        .collect())
}

/// The workers who are here today but for one, to choose from, each with what they are.
pub(super) fn workers(visit: &mut Visit<'_>, but: Option<Id>) -> Result<Choices, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let mut choices = Vec::new();
    for row in visit.reader.workers()? {
        if row.has_left(visit.now) || but == Some(row.subject) {
            continue;
        }
        let roles = held(&book, &visit.reader.offices_of(row.subject)?, visit.now);
        let says = if roles.is_empty() {
            row.name
        } else {
            format!("{}, {roles}", row.name)
        };
        choices.push((row.subject.to_string(), says));
    }
    Ok(choices)
}

/// The roles that somebody has, in words; empty where there is none.
pub(crate) fn held(book: &Book, offices: &[OfficeRow], now: jiff::Timestamp) -> String {
    let roles = offices
        .iter()
        .filter(|row| row.gives == Gives::Role && row.holds(now));
    let mut titles: Vec<String> = roles
        .filter_map(|row| Some(role_title(book, row.name.as_deref()?).to_lowercase()))
        .collect();
    titles.dedup();
    titles.join(" and ")
}

/// From when until when, in words.
pub(super) fn time(from: jiff::Timestamp, until: Option<jiff::Timestamp>) -> String {
    let from = words::day(from);
    // It ends with the instant before.
    let last = until.and_then(|until| until.checked_sub(jiff::SignedDuration::from_secs(1)).ok());
    match last {
        Some(last) => format!("{from} to {}", words::day(last)),
        None => format!("since {from}"),
    }
}

/// A number of things: *1 child*, *2 children*.
pub(super) fn many(many: usize, one: &str, more: &str) -> String {
    words::count(i64::try_from(many).unwrap_or(i64::MAX), one, more)
}

/// The worker whom a file names by identifier or number.
pub(super) fn named(visit: &mut Visit<'_>, name: &str) -> Result<Option<WorkerRow>, Stop> {
    if let Ok(subject) = name.parse::<Id>() {
        return Ok(visit.reader.worker(subject)?);
    }
    Ok(visit.reader.workers_with_number(name)?.into_iter().next())
}

/// The team in which a worker, named by identifier or number, has a role today.
pub(super) fn team_of(visit: &mut Visit<'_>, worker: &str) -> Result<Option<String>, Stop> {
    let Some(subject) = named(visit, worker)?.map(|row| row.subject) else {
        return Ok(None);
    };
    let now = visit.now;
    let offices = visit.reader.offices_of(subject)?;
    let mut roles = offices
        .into_iter()
        .filter(|row| row.gives == Gives::Role && row.holds(now));
    Ok(roles.find_map(|row| row.whom))
}
