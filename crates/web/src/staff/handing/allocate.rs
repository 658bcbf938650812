//! One child allocated to a social worker, with the brothers and sisters who go along, or a team or
//! another worker involved.

use std::sync::Arc;

use maud::{Markup, html};
use practice::{Id, Value, When};
use record::WorkerRow;

use super::against::{Against, against};
use super::along::{along, had, kin};
use super::asked::{self, Why};
use super::choose::{Whom as Offered, with_children};
use crate::answers::Answers;
use crate::child::open;
use crate::edge::Asked;
use crate::recording::Wrong;
use crate::reply::{Reply, Stop};
use crate::staff::act::{self, Act, entry, read};
use crate::staff::give::{Giving, given, handover};
use crate::staff::involved::{ALLOCATED, INVOLVED, SOCIAL_WORKER_ENDED, TEAM_OF, running};
use crate::staff::known::{may_write, named, only_if, team_of, teams};
use crate::staff::questions::{questions, wrong_about};
use crate::staff::waiting::Whose;
use crate::staff::write::{Told, append, record_type};
use crate::visit::Visit;

/// The codes of why a social worker changed.
const REASONS: &str = "reason-social-worker-changed";

/// The form, and the brothers and sisters who have the same social worker now: whose they are.
struct Form {
    act: Act,
    siblings: Vec<Id>,
    before: Option<WorkerRow>,
}

/// Shows the form of somebody who is to work with the child.
pub(in crate::staff) fn add(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let form = added(visit, asked, &[], &[])?;
    act::show(visit, &form.act)
}

/// Records it.
pub(in crate::staff) fn take_add(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let Form {
        mut act,
        siblings,
        before,
    } = added(visit, asked, &[], &[])?;
    let book = Arc::clone(&visit.app.book);
    let record = record_type(&book, act.kind)?;
    let Ok((mut fields, from)) = read(visit, &act, record, &asked.answers) else {
        return act::take(visit, asked, &act);
    };
    let text = |name: &str| match fields.get(name) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let (worker, team) = (text("worker"), text("team"));
    if worker.is_none() && team.is_none() {
        let wrong = wrong_about(record, "worker", "Select a worker or a team");
        act.known = asked.answers.clone();
        return act::again(visit, &act, &[wrong]);
    }
    let to = worker
        .map(|name| named(visit, &name))
        .transpose()?
        .flatten();
    let mut why = Why::default();
    if let Some(to) = &to {
        let all: Vec<Id> = std::iter::once(act.owner)
            .chain(along(asked, &siblings))
            .collect();
        let mut against = against(visit, to, &all, from)?;
        if act.kind != ALLOCATED {
            // Who works beside the social worker is not weighed as one.
            against.retain(|one| one.refuses);
        }
        let (said, wrong) = Why::read(record, &asked.answers, &against, act.kind == ALLOCATED);
        if !wrong.is_empty() {
            let mut form = added(visit, asked, &wrong, &against)?;
            form.act.known = asked.answers.clone();
            return act::again(visit, &form.act, &wrong);
        }
        fields.extend(said.fields());
        why = said;
    }
    let first = entry(asked)?;
    let mut told = vec![Told::of(record, from, fields)];
    if let Some(to) = to.filter(|_| act.kind == ALLOCATED) {
        if let Some(team) = team_of(visit, &to.subject.to_string())? {
            let of = Told::new(record_type(&book, TEAM_OF)?, from);
            told.push(of.with("allocation", first).with("team", team));
        }
        let reason = reason(&book, asked.answers.one("f-reason"));
        told.extend(replaced(visit, act.owner, from, reason)?);
        let giving = Giving {
            child: act.owner,
            first,
            to: &to,
            from,
            why: &why,
            reason,
        };
        let scope = visit.reader.scope_of(act.owner)?;
        told.extend(handover(visit, None, &scope, &giving)?);
        if let Some(before) = before {
            // Each is looked at before the first is written.
            let mut theirs = Vec::new();
            for child in along(asked, &siblings) {
                let first = asked.answers.one(&format!("entry-{child}"));
                let first: Id = first.parse().map_err(|_| Stop::Stale)?;
                let whose = Whose::Worker(before.clone());
                let giving = Giving {
                    child,
                    first,
                    ..giving
                };
                theirs.push((child, first, given(visit, &whose, &giving)?));
            }
            append(visit, act.owner, first, told)?;
            for (child, first, told) in theirs {
                append(visit, child, first, told)?;
            }
            return Ok(Reply::Go(act.back));
        }
    }
    append(visit, act.owner, first, told)?;
    Ok(Reply::Go(act.back))
}

/// A reason for which a social worker changed, as the returns have them; none of any other.
pub(in crate::staff) fn reason<'a>(book: &practice::Book, said: &'a str) -> &'a str {
    let codes = book.codes.get(REASONS);
    if codes.is_some_and(|codes| codes.codes.contains_key(said)) {
        said
    } else {
        ""
    }
}

/// The question of the returns why a social worker changed.
pub(super) fn returns_ask(
    visit: &Visit<'_>,
    answers: &Answers,
    wrong: &[Wrong],
) -> Result<Markup, Stop> {
    let mut ended = record_type(&visit.app.book, SOCIAL_WORKER_ENDED)?.clone();
    if let Some(field) = ended.fields.get_mut("reason") {
        "For the returns: why does the worker change?".clone_into(&mut field.ask);
    }
    Ok(questions(visit, &ended, &["reason"], &[], answers, wrong))
}

/// The times of the social workers whom a new one takes over from end on the day before; why,
/// as the returns ask, where it was said.
fn replaced(visit: &mut Visit<'_>, child: Id, from: When, why: &str) -> Result<Vec<Told>, Stop> {
    let book = Arc::clone(&visit.app.book);
    let record = record_type(&book, SOCIAL_WORKER_ENDED)?;
    let before = from.day().yesterday().unwrap_or(from.day());
    let mut told = Vec::new();
    for row in running(visit, child)? {
        if row.relation != "allocated" {
            continue;
        }
        let last = When::Day(before.max(When::Instant(row.from).day()));
        let ended = Told::new(record, last).with("allocation", row.entry);
        told.push(ended.with("reason", why));
    }
    Ok(told)
}

/// The form; with what is wrong with the reasons, and what speaks against it, where that is known.
fn added(
    visit: &mut Visit<'_>,
    asked: &Asked,
    wrong: &[Wrong],
    against: &[Against],
) -> Result<Form, Stop> {
    let file = open(visit, asked, "workers")?;
    let id = file.child.subject;
    let (mut act, asks): (Act, &[&'static str]) = match asked.query.one("as") {
        ALLOCATED => (
            Act::new(id, ALLOCATED, "Allocate a social worker"),
            &["worker", "started_on"],
        ),
        INVOLVED => {
            let act = Act::new(id, INVOLVED, "Involve a team or another worker");
            (act, &["team", "worker", "role", "started_on"])
        }
        _ => return Err(Stop::NotFound),
    };
    only_if(may_write(visit, &file.target, act.kind)?)?;
    act.asks = asks.to_vec();
    act.choices
        .push(("worker", with_children(visit, offered(act.kind))?));
    act.choices.push(("team", teams(visit)?));
    let titles = visit
        .app
        .book
        .permissions
        .roles
        .iter()
        .map(|role| role.title.clone());
    act.choices
        .push(("role", titles.map(|title| (title.clone(), title)).collect()));
    act.before = html! { p class="govuk-body" { "Beside each name stands with how many children they work today." } };
    if act.kind == ALLOCATED {
        let record = record_type(&visit.app.book, act.kind)?;
        act.after = asked::questions(visit, record, &asked.answers, wrong, against);
    }
    let mut siblings = Vec::new();
    let before = had(visit, id)?.filter(|_| act.kind == ALLOCATED);
    if let Some(before) = &before {
        let (kin, along) = kin(visit, &file, before, asked)?;
        siblings = kin;
        act.after = html! {
            (act.after)
            (along)
            p class="govuk-body" { "The social worker whom the child has now, " (before.name) ", ends on the day before. A handover is made from the file, for the next worker to read and sign." }
            (returns_ask(visit, &asked.answers, &[])?)
        };
    }
    act.about = file.name;
    act.button = "Allocate";
    act.action.clone_from(&asked.address);
    act.back = format!("/child/{id}/workers");
    Ok(Form {
        act,
        siblings,
        before,
    })
}

/// Of which workers one is offered.
fn offered(kind: &str) -> Offered {
    if kind == ALLOCATED {
        Offered::ByNumber
    } else {
        Offered::Anybody
    }
}
