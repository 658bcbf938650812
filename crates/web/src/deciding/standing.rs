//! Where an entry stands that somebody else has to authorise: as its own page shows it.

use std::collections::BTreeSet;

use maud::{Markup, html};
use practice::{Fact, Id};
use record::authorising::{Said, Standing, Step, of};
use record::may::{Action, Decision, Target};

use crate::child::File;
use crate::reply::Stop;
use crate::visit::Visit;
use crate::words;

/// Where an entry stands, what is missing, and what this person may do about it; nothing
/// where its type needs no authorisation.
pub(crate) fn standing(visit: &mut Visit<'_>, file: &File, fact: &Fact) -> Result<Markup, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let day = practice::When::Instant(file.as_at(visit)).day();
    let Some(standing) = of(&book, &file.casefile, fact.id, day) else {
        return Ok(Markup::default());
    };
    let address = |page: &str| format!("/child/{}/entry/{}/{page}", file.child.subject, fact.id);
    let may_send = can_be_sent(&standing) && may_send(visit, file, &standing).allowed;
    let may_decide = can_be_decided(&standing) && may_authorise(visit, file, &standing).allowed;
    let step = step(visit, &standing)?;
    let through = overridden(visit, &standing)?;
    Ok(html! {
        section aria-labelledby="authorisation" {
            h2 class="govuk-heading-m" id="authorisation" { "Authorisation" }
            (step)
            (missing(file, &book, &standing, &html! { h3 class="govuk-heading-s" { "What is missing" } }))
            (through)
            @if may_send {
                a href=(address("send")) role="button" draggable="false" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Send for authorisation" }
            }
            @if may_decide {
                a href=(address("decide")) role="button" draggable="false" class="govuk-button" data-module="govuk-button" {
                    @if standing.waits() { "Authorise or return" } @else { "Take the authorisation back" }
                }
            }
        }
    })
}

/// What whoever corrects an entry is told, where it is authorised or was sent.
pub(crate) fn notice_of_correction(visit: &Visit<'_>, file: &File, fact: &Fact) -> Markup {
    let day = practice::When::Instant(visit.now).day();
    let standing = of(&visit.app.book, &file.casefile, fact.id, day);
    html! {
        @match standing.map(|standing| standing.step) {
            Some(Step::Authorised(_)) => div class="govuk-inset-text" {
                "This is authorised. To correct it takes the authorisation back, and it has to be sent again."
            },
            Some(Step::Sent(_)) => div class="govuk-inset-text" {
                "This was sent for authorisation. Once it is corrected it has to be sent again."
            },
            _ => {}
        }
    }
}

/// Whether it is at a point at which it can be sent.
pub(super) fn can_be_sent(standing: &Standing<'_, '_>) -> bool {
    matches!(standing.step, Step::Written | Step::Returned(_))
}

/// Whether it is at a point at which somebody can decide on it.
pub(super) fn can_be_decided(standing: &Standing<'_, '_>) -> bool {
    matches!(standing.step, Step::Sent(_) | Step::Authorised(_))
}

/// Whether this person may send it: whoever may record it.
pub(super) fn may_send(visit: &Visit<'_>, file: &File, standing: &Standing<'_, '_>) -> Decision {
    let record = visit.app.book.record(&standing.fact.kind);
    visit.may(Action::Record, &file.target, record)
}

/// Whether this person may authorise it: by the policies, and not what they wrote,
/// corrected or sent themselves.
pub(super) fn may_authorise(
    visit: &Visit<'_>,
    file: &File,
    standing: &Standing<'_, '_>,
) -> Decision {
    let hands = hands(file, standing).into_iter();
    may_authorise_by(visit, &file.target, &standing.fact.kind, hands)
}

/// Whether this person may authorise a record of this type in which these had a hand.
pub(super) fn may_authorise_by(
    visit: &Visit<'_>,
    target: &Target,
    kind: &str,
    hands: impl Iterator<Item = Id>,
) -> Decision {
    let record = visit.app.book.record(kind);
    let may = visit.may(Action::Authorise, target, record);
    let mut by_hand = hands.map(|hand| {
        let target = target.clone().recorded_by(hand);
        visit.may(Action::Authorise, &target, record)
    });
    by_hand.find(|may| !may.allowed).unwrap_or(may)
}

/// Who wrote, corrected or sent it.
fn hands(file: &File, standing: &Standing<'_, '_>) -> BTreeSet<Id> {
    let fact = standing.fact;
    let earlier = fact.earlier.iter().map(|earlier| earlier.corrected_by);
    let versions: BTreeSet<Id> = earlier.chain([fact.id]).collect();
    let writers = (file.entries.iter())
        .filter(|entry| versions.contains(&entry.header.id))
        .map(|entry| entry.header.recorded_by);
    writers
        .chain(standing.sent.iter().filter_map(|said| said.by))
        .collect()
}

/// How far it is, in words.
fn step(visit: &mut Visit<'_>, standing: &Standing<'_, '_>) -> Result<Markup, Stop> {
    let (colour, says, said) = match &standing.step {
        Step::Written if standing.rule.optional => ("grey", "Need not be authorised", None),
        Step::Written => ("grey", "Not sent for authorisation", None),
        Step::Sent(said) => ("blue", "Waiting for authorisation", Some(("Sent", said))),
        Step::Returned(said) => ("yellow", "Returned for changes", Some(("Returned", said))),
        Step::Authorised(said) => ("green", "Authorised", Some(("Authorised", said))),
        Step::Imported => ("grey", "Authorisation not known", None),
    };
    let said = said
        .map(|(verb, said)| one_said(visit, verb, said))
        .transpose()?;
    Ok(html! {
        p class="govuk-body" { strong class={ "govuk-tag govuk-tag--" (colour) } { (says) } }
        @if let Some(said) = said { (said) }
        @if standing.taken_back {
            div class="govuk-inset-text" {
                "It was authorised, and corrected since. The correction took the authorisation back."
            }
        }
        @if standing.step == Step::Imported {
            p class="govuk-body" { "It came from an extract, which does not tell who authorised it." }
        }
    })
}

fn one_said(visit: &mut Visit<'_>, verb: &str, said: &Said) -> Result<Markup, Stop> {
    let by = name(visit, said.by)?;
    Ok(html! {
        p class="govuk-body" {
            (verb) " " (words::when(said.at)) @if let Some(by) = by { " by " (by) } "."
        }
        @if let Some(words) = &said.words { div class="govuk-inset-text sightline-typed" { (words) } }
    })
}

/// By what name others know a worker.
pub(super) fn name(visit: &mut Visit<'_>, worker: Option<Id>) -> Result<Option<String>, Stop> {
    let Some(worker) = worker else {
        return Ok(None);
    };
    Ok(visit.reader.worker(worker)?.map(|row| row.name))
}

/// What is missing, each with a way to record it, below a heading.
pub(super) fn missing(
    file: &File,
    book: &practice::Book,
    standing: &Standing<'_, '_>,
    heading: &Markup,
) -> Markup {
    use practice::book::GateLooksFor;
    let child = file.child.subject;
    html! {
        @if !standing.missing.is_empty() {
            (heading)
            ul class="govuk-list govuk-list--bullet" {
                @for one in &standing.missing {
                    li {
                        (one.gate.missing)
                        @if one.not_known { " A question that it asks about was left empty." }
                        " "
                        @match &one.gate.looks_for {
                            GateLooksFor::Record { kind, .. } => {
                                @let title = book.record(kind).map_or(kind.as_str(), |record| record.title.as_str());
                                a class="govuk-link" href={ "/child/" (child) "/record/" (kind) } { "Record: " (title) }
                            }
                            GateLooksFor::Holds(_) => {
                                a class="govuk-link" href={ "/child/" (child) "/entry/" (standing.fact.id) "/correct" } {
                                    "Add it" span class="govuk-visually-hidden" { ": " (one.gate.missing) }
                                }
                            }
                        }
                        span class="govuk-hint" { "Asked by: " (one.gate.source) }
                    }
                }
            }
        }
    }
}

/// What was let through, and why.
fn overridden(visit: &mut Visit<'_>, standing: &Standing<'_, '_>) -> Result<Markup, Stop> {
    let mut rows = Vec::with_capacity(standing.overridden.len());
    for one in &standing.overridden {
        rows.push((one, name(visit, one.said.by)?));
    }
    Ok(html! {
        @if !rows.is_empty() {
            h3 class="govuk-heading-s" { "Let through although something was missing" }
            ul class="govuk-list govuk-list--bullet" {
                @for (one, by) in &rows {
                    li {
                        (one.missing) " " (words::when(one.said.at))
                        @if let Some(by) = by { ", " (by) }
                        @if let Some(why) = &one.said.words { ": " (why) }
                        @if !one.stands { " (before it was corrected)" }
                    }
                }
            }
        }
    })
}
