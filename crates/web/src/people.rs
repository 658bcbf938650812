//! People: who is signed in, how they stand to a file, and by what names others are known.

use std::collections::HashMap;

use jiff::Timestamp;
use maud::{Markup, html};
use practice::Id;
use practice::book::RecordType;
use record::may::{Action, Decision, Target, Whom};
use record::qualified::{self, Held};
use record::{Casefile, ChildRow, Moment, Names};
use store::Reader;

use crate::app::App;
use crate::child::File;
use crate::reply::Stop;
use crate::visit::{Visit, Who};
use crate::words;

/// Who a worker is and what decides what they may do; `None` where they have left. `workforce` is
/// as [`Visit::workforce`].
pub(crate) fn who(
    app: &App,
    reader: &mut Reader,
    workforce: Option<u64>,
    (worker, now): (Id, Timestamp),
) -> Result<Option<Who>, Stop> {
    let Some(standing) = app.workforce.standing(reader, workforce, worker)? else {
        return Ok(None);
    };
    let teams = app.workforce.teams(reader, workforce)?;
    let row = &standing.me.worker;
    Ok((!row.has_left(now)).then(|| Who {
        worker,
        name: row.name.clone(),
        actor: standing.actor(&teams, now),
    }))
}

/// A person's roles, with the team in which each was given.
pub(crate) fn roles_in_words(visit: &Visit<'_>) -> Vec<String> {
    let roles = &visit.app.book.permissions.roles;
    let title = |name: &str| {
        let role = roles.iter().find(|role| role.name == name);
        role.map_or(name.to_owned(), |role| words::sentence(&role.title))
    };
    let own = visit
        .who
        .actor
        .offices
        .iter()
        .map(|office| title(&office.role));
    let covered = visit.who.actor.covers.iter().flat_map(|colleague| {
        let roles = colleague.offices.iter().map(|office| title(&office.role));
        roles.map(|role| format!("{role}, covering for a colleague"))
    });
    own.chain(covered).collect()
}

/// A child's file as it stands now, for what may be done with it.
pub(crate) fn target(visit: &mut Visit<'_>, subject: Id) -> Result<Target, Stop> {
    Ok(visit.reader.target(subject, "child", visit.now)?)
}

/// A file with the names of workers and teams in place of what stands for them, to be shown.
pub(crate) fn with_names(visit: &mut Visit<'_>, casefile: &Casefile) -> Result<Casefile, Stop> {
    Ok(names(visit, casefile)?.put_in(casefile))
}

/// The names of the workers and teams that a file names.
pub(crate) fn names(visit: &mut Visit<'_>, casefile: &Casefile) -> Result<Names, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    Names::of(&book, casefile, |named| visit.name_of(named))
}

/// What of a file this person may read, as it was told or as it is shown: what a form may offer
/// to lead to, and what may be filled in.
pub(crate) fn readable(visit: &Visit<'_>, file: &File, of: &Casefile) -> Casefile {
    let mut may: HashMap<&str, bool> = HashMap::new();
    let mut readable = of.clone();
    for fact in &of.facts {
        may.entry(&fact.kind)
            .or_insert_with(|| may_read_kind(visit, file, &fact.kind).allowed);
    }
    (readable.facts).retain(|fact| may.get(fact.kind.as_str()).copied().unwrap_or(false));
    readable
}

/// Whether this person may read records of this type in a file.
pub(crate) fn may_read_kind(visit: &Visit<'_>, file: &File, kind: &str) -> Decision {
    let record = visit.app.book.record(kind);
    visit.may(Action::Read, &file.target, record)
}

/// Whether this person may record this type in a file.
pub(crate) fn may_record(visit: &Visit<'_>, file: &File, record: &RecordType) -> Decision {
    visit.may(Action::Record, &file.target, Some(record))
}

/// By what name the child is known: what was told last, or else the authority's identifier.
pub(crate) fn child_name(casefile: &Casefile, child: &ChildRow) -> String {
    let latest = |field: &str| {
        let told = (casefile.facts.iter()).filter(|fact| !fact.withdrawn);
        let told = told.filter_map(|fact| Some((fact.occurred.start(), fact.text(field)?)));
        told.max_by_key(|(at, _)| *at)
            .map(|(_, text)| text.to_owned())
    };
    let names: Vec<String> = ["forename", "surname"]
        .into_iter()
        .filter_map(latest)
        .collect();
    if names.is_empty() {
        format!("Child {}", child.authority_id)
    } else {
        names.join(" ")
    }
}

/// The workers whom a child has had, newest first, by the names that others know them by.
pub(crate) fn workers_so_far(visit: &mut Visit<'_>, file: &File) -> Result<Markup, Stop> {
    let as_at = file.as_at(visit);
    let mut rows = file.scope(visit)?.to_vec();
    rows.retain(|row| row.from <= as_at && row.effect == practice::book::Effect::Concerns);
    rows.sort_by_key(|row| std::cmp::Reverse(row.from));
    let teams = visit.teams()?;
    let mut said = Vec::with_capacity(rows.len());
    for row in &rows {
        let who = match &row.whom {
            Whom::Worker(name) => worker_named(visit, name)?,
            Whom::Team(name) => (teams.iter())
                .find(|team| team.names().contains(name))
                .map_or_else(|| name.clone(), |team| team.name.clone()),
            Whom::Everybody => continue,
        };
        let relations = &visit.app.book.permissions.relations;
        let relation = relations
            .iter()
            .find(|relation| relation.name == row.relation);
        let relation = relation.map_or(row.relation.as_str(), |relation| &relation.title);
        // What the file itself calls it says more: a social worker, a personal adviser.
        let told = file.casefile.fact(row.entry);
        let told = told.and_then(|fact| fact.text("role"));
        let relation = told.unwrap_or(relation);
        let until = row.until.filter(|until| *until <= as_at);
        said.push((who, relation, row.from, until));
    }
    Ok(html! {
        @if said.is_empty() { p class="govuk-body" { "None is recorded." } }
        @else { p class="govuk-body" { (words::count(i64::try_from(said.len()).unwrap_or(i64::MAX), "worker or team", "workers and teams")) " so far." } }
        ul class="govuk-list" {
            @for (who, relation, from, until) in &said {
                li {
                    strong { (who) } ", from " (words::day(*from))
                    @if let Some(until) = until { " to " (words::day(*until)) }
                    br; span class="govuk-hint sightline-inline" { (words::sentence(relation)) }
                }
            }
        }
    })
}

/// For how many days a child who was owed a qualified worker had none, in words; nothing where
/// the child was never owed one.
pub(crate) fn without_qualified(
    visit: &mut Visit<'_>,
    file: &File,
    at: &Moment<'_>,
) -> Result<Markup, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let Some(rule) = book.qualified.as_ref() else {
        return Ok(Markup::default());
    };
    let rows = file.scope(visit)?;
    let mut held = Vec::new();
    for (name, spans) in qualified::holders(rule, &rows) {
        let mut one = Held {
            spans,
            ..Held::default()
        };
        if let Some(worker) = visit.worker_named(name)? {
            let registered = visit.registered(worker.subject)?;
            one.registered = registered.map(|spans| spans.to_vec());
            one.roles = qualified::in_role(rule, &visit.offices_of(worker.subject)?);
        }
        held.push(one);
    }
    let Some(without) = qualified::without(at, &held) else {
        return Ok(Markup::default());
    };
    let days = |many: i64| words::count(many, "day", "days");
    Ok(html! {
        h2 class="govuk-heading-m" { (rule.title) }
        @if let Some(since) = without.since {
            p class="govuk-body" {
                strong class="govuk-tag govuk-tag--red" { "None now" } " since "
                (words::when(practice::When::Day(since)))
            }
        }
        p class="govuk-body" {
            (days(without.days)) " of the " (days(without.owed)) " on which the child was owed one."
            @if without.not_known > 0 {
                " Of " (days(without.not_known)) " more it is not known: the worker’s registration or role is not recorded."
            }
        }
    })
}

/// By what name others know a worker, whom a file names by an identifier or a number.
pub(crate) fn worker_named(visit: &mut Visit<'_>, name: &str) -> Result<String, Stop> {
    let worker = visit.worker_named(name)?;
    Ok(worker.map_or_else(|| name.to_owned(), |worker| worker.name.clone()))
}
