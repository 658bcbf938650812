//! The children who are still allocated to somebody who leaves: a manager answers for them by name,
//! for a time. That is cover for the leaver, and is said in each child's file, where the practice book
//! warns before the time is over.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::html;
use practice::book::Effect;
use practice::{Id, When};
use record::may::{Action, Target, Whom};
use record::workforce::Gives;
use record::{ScopeRow, WorkerRow, kinds};

use super::involved::ending;
use super::known::{held, many, may_write, only_if};
use super::questions::{Choices, choose};
use super::write::{Told, record_type};
use crate::answers::Answers;
use crate::people;
use crate::recording::Wrong;
use crate::reply::Stop;
use crate::visit::Visit;

/// For how many days after their last a manager answers for the children whom somebody left.
const ANSWERS_FOR: i64 = 28;
/// The question who does.
pub(super) const ANSWERS: &str = "answers";
/// That a child's worker leaves, and who answers for the child.
const LEAVES: &str = "worker-leaves";

/// What is written so that a manager answers for the children, file by file: cover for the leaver from
/// the day after their last, so that whatever waits for them waits for the manager; and in each
/// child's file who answers, and until when.
pub(super) fn answers_for(
    visit: &mut Visit<'_>,
    manager: Id,
    leaver: &WorkerRow,
    last: Date,
) -> Result<Vec<(Id, Vec<Told>)>, Stop> {
    let target = visit.reader.target(manager, "worker", visit.now)?;
    only_if(may_write(visit, &target, kinds::COVER_ARRANGED)?)?;
    let book = Arc::clone(&visit.app.book);
    let first = last.tomorrow().unwrap_or(last);
    let until = first.checked_add(ANSWERS_FOR.days()).unwrap_or(first);
    let record = record_type(&book, kinds::COVER_ARRANGED)?;
    let cover = Told::new(record, When::Day(first))
        .with("worker", leaver.subject)
        .with("until", until);
    let mut all = vec![(manager, vec![cover])];
    let told_of = record_type(&book, LEAVES)?;
    let today = When::Day(When::Instant(visit.now).day());
    for Left { child, by } in left(visit, leaver, first)? {
        let target = people::target(visit, child)?;
        only_if(may_write(visit, &target, LEAVES)?)?;
        let told = by.into_iter().map(|(link, entry)| {
            Told::new(told_of, today)
                .with("worker", leaver.subject)
                .with("last_day", last)
                .with("manager", manager)
                .with("until", until)
                .with(link, entry)
        });
        all.push((child, told.collect()));
    }
    Ok(all)
}

/// A child who is still a leaver's.
struct Left {
    child: Id,
    /// What makes the child theirs: the link by which a record names it, and the entry.
    by: Vec<(&'static str, Id)>,
}

/// The children who are still theirs on the first day after.
fn left(visit: &mut Visit<'_>, leaver: &WorkerRow, first: Date) -> Result<Vec<Left>, Stop> {
    let names = leaver.names();
    let files = visit.reader.files_of(&names, &[], visit.now)?;
    let files: Vec<Id> = files.into_iter().collect();
    let first = When::Day(first).start();
    let book = Arc::clone(&visit.app.book);
    let relations = &book.permissions.relations;
    let is_theirs = |row: &&ScopeRow| {
        row.effect == Effect::Concerns
            && row.until.is_none_or(|until| until > first)
            && matches!(&row.whom, Whom::Worker(name) if names.contains(name))
    };
    let mut found = Vec::new();
    for child in visit.reader.children(&files)? {
        let scope = visit.reader.scope_of(child.subject)?;
        let mut seen = BTreeSet::new();
        let by: Vec<_> = (scope.iter())
            .filter(is_theirs)
            .filter_map(|row| {
                let relation = relations.iter().find(|one| one.name == row.relation)?;
                let (_, link) = ending(&relation.begins)?;
                seen.insert(row.entry).then_some((link, row.entry))
            })
            .collect();
        if !by.is_empty() {
            found.push(Left {
                child: child.subject,
                by,
            });
        }
    }
    Ok(found)
}

/// That they have children still, and the question who answers for the children.
pub(super) fn still_theirs(
    children: usize,
    managers: &Choices,
    answers: &Answers,
    wrong: &[Wrong],
) -> maud::Markup {
    html! {
        div class="govuk-inset-text" {
            (many(children, "child is", "children are")) " still allocated to them. Either a manager hands each over first, or you name the manager who answers for the children. The children stand in that manager’s own list from the day after the last, until each is given to somebody."
        }
        (choose(ANSWERS, "Which manager answers for the children?", true, managers, answers, wrong))
    }
}

/// Those who may allocate the children of this worker's teams, the managers of these first.
pub(super) fn managers(visit: &mut Visit<'_>, leaver: &WorkerRow) -> Result<Choices, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let now = visit.now;
    let teams: Vec<String> = (visit.reader.offices_of(leaver.subject)?.into_iter())
        .filter(|office| office.gives == Gives::Role)
        .filter_map(|office| office.whom)
        .collect();
    let organisation = visit.reader.about().organisation;
    let mut target = Target::new(Id::from_bytes([0; 16]), "child", organisation);
    let concerns = |team: &String| {
        let whom = Whom::Team(team.clone());
        (String::new(), practice::book::Effect::Concerns, whom)
    };
    target.stands = teams.iter().map(concerns).collect();
    let (mut own, mut others) = (Choices::new(), Choices::new());
    for row in visit.reader.workers()? {
        if row.has_left(now) || row.left_on.is_some() || row.subject == leaver.subject {
            continue;
        }
        let offices = visit.reader.offices_of(row.subject)?;
        let Some(actor) = visit.reader.actor(row.subject, now)? else {
            continue;
        };
        let permissions = &visit.app.permissions;
        if !permissions
            .may(&actor, Action::Authorise, &target, None)
            .allowed
        {
            continue;
        }
        let of_team = actor.teams().any(|team| teams.iter().any(|of| of == team));
        let choice = (
            row.subject.to_string(),
            format!("{}, {}", row.name, held(&book, &offices, now)),
        );
        if of_team {
            own.push(choice);
        } else {
            others.push(choice);
        }
    }
    own.extend(others);
    Ok(own)
}
