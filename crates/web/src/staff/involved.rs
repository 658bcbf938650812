//! Who works with a child: a worker or a team allocated, and no more.
//!
//! The child's social worker is allocated as the returns know it, with the team they work
//! in; anybody else is involved. Both are relations that the practice book declares.

use maud::html;
use practice::book::Effect;
use practice::{Id, Value, When};
use record::ScopeRow;
use record::may::{Action, Whom};

use super::act::{self, Act, entry, read};
use super::give::{Giving, handover};
use super::handing::against::{Against, against};
use super::handing::asked::{self, Why};
use super::handing::choose::{Whom as Offered, with_children};
use super::known::{may_write, named, only_if, team_named, team_of, teams, time};
use super::questions::{questions, wrong_about};
use super::write::{Told, append, record_type};
use crate::child::{File, open};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// A worker or a team is involved.
pub(super) const INVOLVED: &str = "involvement-started";
/// The child's social worker.
pub(super) const ALLOCATED: &str = "social-worker-allocated";
/// The end of that, and the codes of why.
pub(super) const SOCIAL_WORKER_ENDED: &str = "social-worker-ended";
const REASONS: &str = "reason-social-worker-changed";
/// In which team that is.
pub(super) const TEAM_OF: &str = "allocation-details";

/// By which record type, and which link of it, one of these ends.
pub(super) fn ending(kind: &str) -> Option<(&'static str, &'static str)> {
    match kind {
        INVOLVED => Some(("involvement-ended", "involvement")),
        ALLOCATED => Some((SOCIAL_WORKER_ENDED, "allocation")),
        _ => None,
    }
}

/// Who works with the child.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "workers")?;
    let may = may_write(visit, &file.target, INVOLVED)?.allowed;
    let address = format!("/child/{}/workers", file.child.subject);
    let all_teams = visit.reader.teams()?;
    let mut rows = Vec::new();
    for row in running(visit, file.child.subject)? {
        let who = match &row.whom {
            Whom::Worker(name) => people::worker_named(visit, name)?,
            Whom::Team(name) => team_named(&all_teams, name),
            Whom::Everybody => continue,
        };
        let can_end = may && kind_of(&file, row.entry).and_then(ending).is_some();
        let ends = can_end.then(|| format!("{address}/{}/end", row.entry));
        let why = reasons(visit, &file, row.entry);
        rows.push((
            who,
            as_what(visit, &file, &row),
            time(row.from, row.until),
            ends,
            why,
        ));
    }
    let main = html! {
        span class="govuk-caption-l" { (file.name) }
        h1 class="govuk-heading-l" { "Who works with the child" }
        @if rows.is_empty() { p class="govuk-body" { "Nobody today." } }
        ul class="govuk-list" {
            @for (who, what, time, ends, why) in &rows {
                li {
                    strong { (who) } ", " (what) ", " (time)
                    @if let Some(ends) = ends {
                        " " a class="govuk-link" href=(ends) { "End" span class="govuk-visually-hidden" { ": " (who) } }
                    }
                    @for (ask, says) in why { br; span class="govuk-hint sightline-inline" { (ask) " " } (says) }
                }
            }
        }
        @if may {
            div class="govuk-button-group" {
                a href={ (address) "/add?as=" (ALLOCATED) } role="button" draggable="false" class="govuk-button" data-module="govuk-button" { "Allocate a social worker" }
                a href={ (address) "/add?as=" (INVOLVED) } role="button" draggable="false" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Involve a team or another worker" }
            }
        }
        p class="govuk-body" { a class="govuk-link" href={ "/child/" (file.child.subject) } { "Back to the file" } }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Who works with the child",
        main,
        ..Content::default()
    })))
}

/// Shows the form of somebody who is to work with the child.
pub(super) fn add(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let act = added(visit, asked, &[], &[])?;
    act::show(visit, &act)
}

/// Records it.
pub(super) fn take_add(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let mut act = added(visit, asked, &[], &[])?;
    let book = std::sync::Arc::clone(&visit.app.book);
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
        let mut against = against(visit, to, &[act.owner], from)?;
        if act.kind != ALLOCATED {
            // Who works beside the social worker is not weighed as one.
            against.retain(|one| one.refuses);
        }
        let (said, wrong) = Why::read(record, &asked.answers, &against, act.kind == ALLOCATED);
        if !wrong.is_empty() {
            let mut act = added(visit, asked, &wrong, &against)?;
            act.known = asked.answers.clone();
            return act::again(visit, &act, &wrong);
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
    }
    append(visit, act.owner, first, told)?;
    Ok(Reply::Go(act.back))
}

/// A reason for which a social worker changed, as the returns have them; none of any other.
pub(super) fn reason<'a>(book: &practice::Book, said: &'a str) -> &'a str {
    let codes = book.codes.get(REASONS);
    if codes.is_some_and(|codes| codes.codes.contains_key(said)) {
        said
    } else {
        ""
    }
}

/// The times of the social workers whom a new one takes over from end on the day before; why,
/// as the returns ask, where it was said.
fn replaced(visit: &mut Visit<'_>, child: Id, from: When, why: &str) -> Result<Vec<Told>, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
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
    wrong: &[crate::recording::Wrong],
    against: &[Against],
) -> Result<Act, Stop> {
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
    let had = running(visit, id)?
        .iter()
        .any(|row| row.relation == "allocated");
    if act.kind == ALLOCATED && had {
        let ended = record_type(&visit.app.book, SOCIAL_WORKER_ENDED)?;
        act.after = html! {
            (act.after)
            p class="govuk-body" { "The social worker whom the child has now ends on the day before." }
            (questions(visit, ended, &["reason"], &[], &asked.answers, &[]))
            p class="govuk-body" { "A handover is made from the file, for the next worker to read and sign." }
        };
    }
    act.about = file.name;
    act.button = "Allocate";
    act.action.clone_from(&asked.address);
    act.back = format!("/child/{id}/workers");
    Ok(act)
}

/// Of which workers one is offered.
fn offered(kind: &str) -> Offered {
    if kind == ALLOCATED {
        Offered::ByNumber
    } else {
        Offered::Anybody
    }
}

/// Shows the form by which somebody's time with the child ends.
pub(super) fn end(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let act = ended(visit, asked)?;
    act::show(visit, &act)
}

/// Ends it.
pub(super) fn take_end(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let act = ended(visit, asked)?;
    act::take(visit, asked, &act)
}

fn ended(visit: &mut Visit<'_>, asked: &Asked) -> Result<Act, Stop> {
    let file = open(visit, asked, "workers")?;
    let began = asked.id("entry")?;
    let row = running(visit, file.child.subject)?
        .into_iter()
        .find(|row| row.entry == began);
    let row = row.ok_or(Stop::NotFound)?;
    let (kind, link) = kind_of(&file, began)
        .and_then(ending)
        .ok_or(Stop::NotFound)?;
    only_if(may_write(visit, &file.target, kind)?)?;
    let mut act = Act::new(
        file.child.subject,
        kind,
        "End somebody’s time with the child",
    );
    let who = match &row.whom {
        Whom::Worker(name) => people::worker_named(visit, name)?,
        Whom::Team(name) => team_named(&visit.reader.teams()?, name),
        Whom::Everybody => return Err(Stop::NotFound),
    };
    act.about = format!("{}: {who}", file.name);
    act.asks = vec!["ended_on", "reason"];
    act.fixed.push((link, began.to_string()));
    act.not_before = Some(("ended_on", row.from));
    act.button = "End it";
    act.action.clone_from(&asked.address);
    act.back = format!("/child/{}/workers", file.child.subject);
    Ok(act)
}

/// Who is concerned with the child now, or will be.
fn running(visit: &mut Visit<'_>, child: Id) -> Result<Vec<ScopeRow>, Stop> {
    let mut rows = visit.reader.scope_of(child)?;
    rows.retain(|row| {
        row.effect == Effect::Concerns && row.until.is_none_or(|until| until > visit.now)
    });
    rows.sort_by_key(|row| std::cmp::Reverse(row.from));
    Ok(rows)
}

/// Why somebody was chosen, where it is recorded: question and answer.
fn reasons(visit: &Visit<'_>, file: &File, entry: Id) -> Vec<(String, maud::Markup)> {
    let Some(fact) = file.shown.fact(entry) else {
        return Vec::new();
    };
    let book = &visit.app.book;
    let record = book.record(&fact.kind);
    let fields = ["why_worker", "why_now", "despite"].into_iter();
    let told = fields.filter(|name| fact.field(name).is_some());
    let told = told.filter_map(|name| {
        let ask = record?.fields.get(name)?.ask.clone();
        Some((ask, crate::recording::marked(&book.say_field(fact, name))))
    });
    told.collect()
}

fn kind_of(file: &File, entry: Id) -> Option<&str> {
    let fact = file.casefile.facts.iter().find(|fact| fact.id == entry);
    fact.map(|fact| fact.kind.as_str())
}

/// As what somebody works with the child, in words.
fn as_what(visit: &Visit<'_>, file: &File, row: &ScopeRow) -> String {
    let fact = file.casefile.facts.iter().find(|fact| fact.id == row.entry);
    let role = fact
        .and_then(|fact| fact.text("role"))
        .map(str::to_lowercase);
    let relations = &visit.app.book.permissions.relations;
    let title = relations
        .iter()
        .find(|relation| relation.name == row.relation);
    role.filter(|role| !role.is_empty())
        .or_else(|| title.map(|relation| relation.title.to_lowercase()))
        .unwrap_or_else(|| row.relation.clone())
}

/// What leads from a file to who works with the child and to who may see it, for who may
/// change that.
pub(crate) fn links(visit: &Visit<'_>, file: &File) -> maud::Markup {
    let may = visit.may(Action::Allocate, &file.target, None).allowed;
    let restricts = visit.may(Action::Restrict, &file.target, None).allowed;
    html! {
        @if restricts {
            p class="govuk-body" {
                a class="govuk-link" href={ "/child/" (file.child.subject) "/restriction" } { "Who may see this file" }
            }
        }
        @if may {
            p class="govuk-body" {
                a class="govuk-link" href={ "/child/" (file.child.subject) "/workers" } { "Allocate, or end an allocation" }
            }
        }
    }
}
