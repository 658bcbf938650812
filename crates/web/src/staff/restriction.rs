//! A restricted file: restricted with a reason, workers named to it, and lifted.
//!
//! Who may restrict a file comes here although they are not named to it and could not read
//! it: that the page was looked at is kept as any look is.

use maud::html;
use practice::book::Effect;
use practice::{Id, Value};
use record::Casefile;
use record::may::{Action, Target, Whom};

use super::act::{self, Act};
use super::known::{may_write, only_if, time, workers};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

const PLACED: &str = "restriction-placed";
const NAMED: &str = "restriction-named";
const NAME_ENDED: &str = "restriction-name-ended";
const LIFTED: &str = "restriction-lifted";

/// A file whose restriction this person may keep.
struct Kept {
    subject: Id,
    target: Target,
    name: String,
    casefile: Casefile,
}

/// Opens it, with the look kept.
fn kept(visit: &mut Visit<'_>, asked: &Asked) -> Result<Kept, Stop> {
    let subject = asked.id("child")?;
    let child = visit.reader.child(subject)?.ok_or(Stop::NotFound)?;
    let target = people::target(visit, subject)?;
    let may = may_write(visit, &target, PLACED)?;
    if !may.allowed {
        let seen = visit.may(Action::Find, &target, None).allowed;
        return if seen {
            only_if(may).and(Err(Stop::NotFound))
        } else {
            Err(Stop::NotFound)
        };
    }
    visit.looked(subject, "restriction", &may)?;
    let casefile = Casefile::fold(&visit.reader.file(subject)?);
    Ok(Kept {
        subject,
        target,
        name: people::child_name(&casefile, &child),
        casefile,
    })
}

/// Every restricted file, for who may lift restrictions.
pub(super) fn list(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    let mut files = Vec::new();
    let mut may_any = super::known::may_somewhere(visit, Action::Restrict, "child", Some(PLACED));
    for subject in visit.reader.restricted(visit.now)? {
        let target = people::target(visit, subject)?;
        if !may_write(visit, &target, PLACED)?.allowed {
            continue;
        }
        may_any = true;
        if let Some(child) = visit.reader.child(subject)? {
            files.push((
                subject,
                people::child_name(&Casefile::fold(&visit.reader.file(subject)?), &child),
            ));
        }
    }
    if !may_any {
        return Err(Stop::NotFound);
    }
    let main = html! {
        h1 class="govuk-heading-l" { "Restricted files" }
        @if files.is_empty() { p class="govuk-body" { "No file is restricted today." } }
        ul class="govuk-list" {
            @for (subject, name) in &files {
                li { a class="govuk-link" href={ "/child/" (subject) "/restriction" } { (name) } }
            }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Restricted files",
        main,
        ..Content::default()
    })))
}

/// How the file is restricted, and who is named to it.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let kept = kept(visit, asked)?;
    let address = format!("/child/{}/restriction", kept.subject);
    let rows = visit.reader.scope_of(kept.subject)?;
    let now = visit.now;
    let mut named = Vec::new();
    for row in rows
        .iter()
        .filter(|row| row.effect == Effect::Names && row.holds(now))
    {
        let Whom::Worker(name) = &row.whom else {
            continue;
        };
        let of = kept.casefile.facts.iter().find(|fact| fact.id == row.entry);
        let of = of.and_then(|fact| fact.link("restriction"));
        named.push((
            of,
            people::worker_named(visit, name)?,
            time(row.from, row.until),
            row.entry,
        ));
    }
    let restricts = rows
        .iter()
        .filter(|row| row.effect == Effect::Restricts && row.holds(now));
    let placed: Vec<_> = restricts
        .filter_map(|row| kept.casefile.facts.iter().find(|fact| fact.id == row.entry))
        .collect();
    let book = &visit.app.book;
    let main = html! {
        span class="govuk-caption-l" { (kept.name) }
        h1 class="govuk-heading-l" { "Who may see this file" }
        @if placed.is_empty() { p class="govuk-body" { "The file is not restricted." } }
        @for fact in &placed {
            div class="govuk-summary-card" {
                div class="govuk-summary-card__title-wrapper" {
                    h2 class="govuk-summary-card__title" { "Restricted since " (words::when(fact.occurred)) }
                }
                div class="govuk-summary-card__content" {
                    p class="govuk-body" {
                        (words::sentence(&book.say_field(fact, "why"))) "."
                        @if let Some(reason) = fact.text("reason") { " " (reason) }
                    }
                    h3 class="govuk-heading-s" { "Named to it" }
                    p class="govuk-body" { "Nobody else sees that the file is there." }
                    @if !named.iter().any(|(of, ..)| *of == Some(fact.id)) { p class="govuk-body" { "Nobody yet." } }
                    ul class="govuk-list" {
                        @for (_, who, time, entry) in named.iter().filter(|(of, ..)| *of == Some(fact.id)) {
                            li {
                                strong { (who) } ", " (time) " "
                                a class="govuk-link" href={ (address) "/" (NAME_ENDED) "?of=" (entry) } { "End" span class="govuk-visually-hidden" { ": " (who) } }
                            }
                        }
                    }
                    p class="govuk-body" {
                        a class="govuk-link" href={ (address) "/" (NAMED) "?of=" (fact.id) } { "Name a worker" } ", "
                        a class="govuk-link" href={ (address) "/" (LIFTED) "?of=" (fact.id) } { "lift the restriction" }
                    }
                }
            }
        }
        @if placed.is_empty() {
            a href={ (address) "/" (PLACED) } role="button" draggable="false" class="govuk-button" data-module="govuk-button" { "Restrict the file" }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Who may see this file",
        main,
        ..Content::default()
    })))
}

/// Shows the form that restricts, names, ends or lifts.
pub(super) fn change(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let act = of(visit, asked)?;
    act::show(visit, &act)
}

/// Records it.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let act = of(visit, asked)?;
    act::take(visit, asked, &act)
}

fn of(visit: &mut Visit<'_>, asked: &Asked) -> Result<Act, Stop> {
    let kept = kept(visit, asked)?;
    let id = kept.subject;
    let now = visit.now.to_string();
    let mut act = match asked.word("kind")? {
        PLACED => {
            let mut act = Act::new(id, PLACED, "Restrict the file");
            act.before = html! { p class="govuk-body" { "From now on nobody sees that the file is there but for those whom you name on the next page." } };
            act.asks = vec!["why", "reason"];
            act.fixed.push(("placed_on", now));
            act.button = "Restrict the file";
            act
        }
        NAMED => {
            let mut act = Act::new(id, NAMED, "Name a worker to the file");
            act.choices.push(("worker", workers(visit, None)?));
            act.asks = vec!["worker"];
            act.fixed = vec![
                ("named_on", now),
                ("restriction", linked(&kept, asked, PLACED)?),
            ];
            act.button = "Name the worker";
            act
        }
        NAME_ENDED => {
            let mut act = Act::new(id, NAME_ENDED, "End that somebody is named to the file");
            let named = linked(&kept, asked, NAMED)?;
            let fact = kept
                .casefile
                .facts
                .iter()
                .find(|fact| fact.id.to_string() == named);
            let worker = fact.and_then(|fact| match fact.fields.get("worker") {
                Some(Value::Text(name)) => Some(name.clone()),
                _ => None,
            });
            let who = people::worker_named(visit, &worker.unwrap_or_default())?;
            act.before =
                html! { p class="govuk-body" { (who) " does not see the file any more." } };
            act.fixed = vec![("ended_on", now), ("named", named)];
            act.button = "End it";
            act
        }
        LIFTED => {
            let mut act = Act::new(id, LIFTED, "Lift the restriction");
            act.asks = vec!["reason"];
            act.fixed = vec![
                ("lifted_on", now),
                ("restriction", linked(&kept, asked, PLACED)?),
            ];
            act.button = "Lift the restriction";
            act
        }
        _ => return Err(Stop::NotFound),
    };
    only_if(may_write(visit, &kept.target, act.kind)?)?;
    act.about = kept.name;
    act.action.clone_from(&asked.address);
    act.back = format!("/child/{id}/restriction");
    Ok(act)
}

/// The record of this type that the address names.
fn linked(kept: &Kept, asked: &Asked, kind: &str) -> Result<String, Stop> {
    let of = asked.query.one("of");
    let mut facts = kept
        .casefile
        .facts
        .iter()
        .filter(|fact| !fact.withdrawn && fact.kind == kind);
    facts
        .find(|fact| fact.id.to_string() == of)
        .map(|fact| fact.id.to_string())
        .ok_or(Stop::NotFound)
}
