//! Who works with a child: a worker or a team allocated, and no more.
//!
//! The child's social worker is allocated as the returns know it, with the team they work
//! in; anybody else is involved. Both are relations that the practice book declares.

use maud::html;
use practice::Id;
use practice::book::Effect;
use record::ScopeRow;
use record::may::{Action, Whom};

use super::act::{self, Act};
use super::known::{may_write, only_if, team_named, time};
use crate::child::{File, open};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// A worker or a team is involved.
pub(crate) const INVOLVED: &str = "involvement-started";
/// The child's social worker.
pub(crate) const ALLOCATED: &str = "social-worker-allocated";
/// The end of that.
pub(super) const SOCIAL_WORKER_ENDED: &str = "social-worker-ended";
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
pub(super) fn running(visit: &mut Visit<'_>, child: Id) -> Result<Vec<ScopeRow>, Stop> {
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
