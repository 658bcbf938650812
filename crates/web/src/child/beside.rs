//! What stands beside an entry: those of brothers and sisters that were recorded together with
//! it, and what somebody said who disagrees with it.

use maud::{Markup, html};
use practice::expr::FieldType;
use practice::{Fact, Id};
use record::Casefile;
use record::may::Action;

use super::File;
use super::entry::answers;
use crate::people;
use crate::reply::Stop;
use crate::visit::Visit;
use crate::words;

/// The record type of a disagreement, and its link to what it is about.
const DISAGREEMENT: (&str, &str) = ("disagreement", "entry");
/// The record type of the answer to one, and its link to that.
const ANSWERED: (&str, &str) = ("disagreement-answered", "disagreement");

/// The entries of other children that were recorded together with this one: whose file, which
/// entry, and the child's name. Where there is one that this person may not read, nothing is
/// said of any.
pub(crate) fn together_with(
    visit: &mut Visit<'_>,
    file: &File,
    fact: &Fact,
) -> Result<Vec<(Id, Id, String)>, Stop> {
    let Some(entry) = file.entries.iter().find(|one| one.header.id == fact.id) else {
        return Ok(Vec::new());
    };
    let own = file.child.subject;
    let mut others = visit.reader.together_with(entry)?;
    others.retain(|(owner, _)| *owner != own);
    let mut links = Vec::with_capacity(others.len());
    for (owner, id) in others {
        let Some(child) = visit.reader.child(owner)? else {
            return Ok(Vec::new());
        };
        let target = people::target(visit, owner)?;
        let record = visit.app.book.record(&fact.kind);
        let may = |action, kind| visit.may(action, &target, kind).allowed;
        if !may(Action::Find, None) || !may(Action::Read, None) || !may(Action::Read, record) {
            return Ok(Vec::new());
        }
        let casefile = Casefile::fold(&visit.reader.file(owner)?);
        links.push((owner, id, people::child_name(&casefile, &child)));
    }
    Ok(links)
}

/// Links to the entries of other children that were recorded together with this one, and to
/// what can be done with all of them at once.
pub(super) fn together(visit: &mut Visit<'_>, file: &File, fact: &Fact) -> Result<Markup, Stop> {
    let links = together_with(visit, file, fact)?;
    let may_correct = !fact.withdrawn
        && visit
            .app
            .book
            .record(&fact.kind)
            .is_some_and(crate::recording::is_typed)
        && !crate::recording::others(visit, file, fact, Action::Correct)?.is_empty();
    let all = links.len() + 1;
    Ok(html! {
        @if !links.is_empty() {
            p class="govuk-body" {
                "Recorded at once for: "
                @for (number, (owner, id, name)) in links.iter().enumerate() {
                    @if number > 0 { ", " }
                    a class="govuk-link" href={ "/child/" (owner) "/entry/" (id) } { (name) }
                }
            }
            @if may_correct {
                p class="govuk-body" {
                    a class="govuk-link" href={ "/child/" (file.child.subject) "/entry/" (fact.id) "/correct?for=all" } {
                        "Correct this for all " (all) " children"
                    }
                }
            }
        }
    })
}

/// What somebody said who disagrees with an entry, and what was answered; and the way to
/// record that somebody does.
pub(super) fn disagreements(visit: &Visit<'_>, file: &File, fact: &Fact) -> Markup {
    let book = &visit.app.book;
    let (kind, link) = DISAGREEMENT;
    let Some(record) = book.record(kind) else {
        return Markup::default();
    };
    if fact.kind == kind || !people::may_read_kind(visit, file, kind).allowed {
        return Markup::default();
    }
    let of_it = |one: &&Fact| one.link(link) == Some(fact.id);
    let said: Vec<&Fact> = file.shown.of_kind(kind).filter(of_it).collect();
    let answer = |one: &Fact| {
        let mut answered = file.shown.of_kind(ANSWERED.0);
        answered.find(|answer| answer.link(ANSWERED.1) == Some(one.id))
    };
    let child = file.child.subject;
    let may = !fact.withdrawn && people::may_record(visit, file, record).allowed;
    html! {
        @if !said.is_empty() {
            section aria-labelledby="disagreement" {
                h2 class="govuk-heading-m" id="disagreement" { "Somebody disagrees with this" }
                @for one in &said {
                    div class="govuk-inset-text" {
                        p class="govuk-body" {
                            a class="govuk-link" href=(file.address(&format!("entry/{}", one.id))) {
                                (words::sentence(&book.say(one)))
                            }
                            ", " (words::when(one.occurred))
                        }
                        (answers(book, one))
                        @match answer(one) {
                            Some(answer) => { h3 class="govuk-heading-s" { "What was answered, " (words::when(answer.occurred)) } (answers(book, answer)) }
                            None => { p class="govuk-body" { "It is not answered yet." } }
                        }
                    }
                }
            }
        }
        @if may && is_disputed(book, fact) {
            p class="govuk-body" {
                a class="govuk-link" href={ "/child/" (child) "/record/" (kind) "?about=" (fact.id) } {
                    "Record that somebody disagrees with this"
                }
            }
        }
    }
}

/// Whether it says something that one can disagree with: more than links and when it was.
fn is_disputed(book: &practice::Book, fact: &Fact) -> bool {
    let decided = record::kinds::OF_DECIDING.contains(&fact.kind.as_str());
    let says = |record: &practice::book::RecordType| {
        let mut fields = record.fields.iter();
        fields.any(|(name, field)| {
            *name != record.occurred && !matches!(field.kind, FieldType::Link(_))
        })
    };
    !decided && book.record(&fact.kind).is_some_and(says)
}
