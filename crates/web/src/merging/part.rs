//! Parting files that were merged by mistake: each thing that was recorded since is assigned to one
//! of the two, by whoever parts them. Nothing is left over.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use practice::{Fact, Id};
use record::merge::{self, Merge, Since};
use record::{Casefile, Entry, exempt, kinds};
use store::StoreError;

use super::merge::{allowed, write};
use crate::child::{File, open};
use crate::components::{Choice, ErrorSummary, Label, Legend, Radios, Textarea};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// What stands where a thing is assigned to the file that stays, and to the other.
const STAYS: &str = "this";
const GOES: &str = "other";

/// Something wrong with what was sent: the question, and what is wrong.
type Wrong = (String, String);

/// What is parted.
struct Parting<'f> {
    file: &'f File,
    merge: Merge<'f>,
    since: Since<'f>,
    /// What each of the two is called: the one that stays, the other.
    called: [String; 2],
    /// What has been told first since, oldest first.
    facts: Vec<&'f Fact>,
}

/// Shows what has been recorded since.
pub(crate) fn part(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "merge")?;
    allowed(visit, &file)?;
    let parting = parting(visit, &file, asked)?;
    let chosen = parting.suggested();
    let entry = visit.app.new_id()?;
    Ok(Reply::Page(parting.page(visit, entry, &chosen, "", &[])))
}

/// Parts them, or says what is wrong.
pub(crate) fn take_parting(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "merge")?;
    allowed(visit, &file)?;
    let answers = &asked.answers;
    let entry: Id = answers.one("entry").parse().map_err(|_| Stop::Stale)?;
    let back = format!("/child/{}", file.child.subject);
    if file.entries.iter().any(|one| one.header.id == entry) {
        // The same form, sent before.
        return Ok(Reply::Go(back));
    }
    let parting = parting(visit, &file, asked)?;
    let mut chosen: BTreeMap<Id, &'static str> = BTreeMap::new();
    let mut wrong: Vec<Wrong> = Vec::new();
    for fact in &parting.facts {
        let name = question(fact.id);
        match answers.one(&name) {
            STAYS => chosen.insert(fact.id, STAYS),
            GOES => chosen.insert(fact.id, GOES),
            _ => {
                let says = format!("Select to whom this belongs: {}", parting.says(visit, fact));
                wrong.push((name, says));
                None
            }
        };
    }
    let reason = answers.one("reason");
    if reason.is_empty() {
        let says = "Enter how it is known that they are two people";
        wrong.push(("reason".to_owned(), says.to_owned()));
    }
    if !wrong.is_empty() {
        let page = parting.page(visit, entry, &chosen, reason, &wrong);
        return Ok(Reply::Invalid(page));
    }
    let goes = chosen.iter().filter(|(_, to)| **to == GOES);
    let assigned: BTreeSet<Id> = goes.map(|(fact, _)| *fact).collect();
    let going = parting.since.going(&assigned);
    let fields = merge::parting(parting.merge, &going, reason, visit.who.worker, visit.now);
    match write(visit, &file, entry, kinds::PARTED, fields) {
        Ok(()) => Ok(Reply::Go(back)),
        Err(StoreError::CannotMerge { .. } | StoreError::VersionConflict { .. }) => {
            let says = "Something was recorded meanwhile: go back to the file, and begin again";
            let wrong = [("reason".to_owned(), says.to_owned())];
            let page = parting.page(visit, entry, &chosen, reason, &wrong);
            Ok(Reply::Invalid(page))
        }
        Err(error) => Err(error.into()),
    }
}

/// The name of the question about something.
fn question(fact: Id) -> String {
    format!("to-{fact}")
}

/// The merging in the address, and what has been recorded since.
fn parting<'f>(visit: &Visit<'_>, file: &'f File, asked: &Asked) -> Result<Parting<'f>, Stop> {
    let id = asked.id("entry")?;
    let mut merged = merge::merged(file.child.subject, &file.entries).into_iter();
    let merge = merged
        .find(|one| one.entry.header.id == id)
        .ok_or(Stop::NotFound)?;
    let since = merge::since(&file.entries, merge);
    let to_assign: BTreeSet<Id> = since.to_assign().map(|entry| entry.header.id).collect();
    let shown = file
        .shown
        .facts
        .iter()
        .filter(|fact| to_assign.contains(&fact.id));
    let facts: Vec<&Fact> = shown.collect();
    // What corrects nothing that stands there tells nobody anything, and stays.
    let others: Vec<&Entry> = (file.entries.iter())
        .filter(|entry| since.is_others(entry.header.id))
        .collect();
    let own: Vec<&Entry> = (file.entries.iter())
        .filter(|entry| !since.is_others(entry.header.id) && entry.position < merge.entry.position)
        .collect();
    let called = [own, others].map(|entries| called(visit, file, &entries));
    Ok(Parting {
        file,
        merge,
        since,
        called,
        facts,
    })
}

/// By what name and number somebody is known, of whom these entries tell.
fn called(visit: &Visit<'_>, file: &File, entries: &[&Entry]) -> String {
    let casefile = Casefile::fold(entries.iter().copied());
    let told = casefile.of_kind(kinds::CHILD_DETAILS);
    let number = told
        .filter_map(|fact| fact.text(kinds::AUTHORITY_ID))
        .last();
    let child = record::ChildRow {
        authority_id: number.unwrap_or("not recorded").to_owned(),
        ..file.child.clone()
    };
    let name = people::child_name(&casefile, &child);
    let born = record::find::row(&visit.app.book, child.subject, &casefile);
    let born = born.and_then(|row| row.particulars.born_on.first().copied());
    let born = born.map_or_else(String::new, |born| {
        format!(", born {}", practice::book::day_in_words(born))
    });
    format!("{name}, number {}{born}", child.authority_id)
}

impl Parting<'_> {
    fn says(&self, visit: &Visit<'_>, fact: &Fact) -> String {
        let readable = people::may_read_kind(visit, self.file, &fact.kind).allowed;
        let record = visit.app.book.record(&fact.kind);
        let title = record.map_or(fact.kind.as_str(), |record| record.title.as_str());
        if readable {
            words::sentence(&exempt::plain(
                &visit.app.book.say(self.file.as_shown(fact)),
            ))
        } else {
            title.to_owned()
        }
    }

    /// To whom a thing belongs by what it refers to: what follows from something that stood in one
    /// of the files before.
    fn suggested(&self) -> BTreeMap<Id, &'static str> {
        let mut chosen: BTreeMap<Id, &'static str> = BTreeMap::new();
        for fact in &self.facts {
            let links = fact.fields.keys().filter_map(|name| fact.link(name));
            let mut to = links.filter_map(|link| {
                if self.since.is_others(link) {
                    return Some(GOES);
                }
                let known = self.file.casefile.fact(link).is_some();
                chosen.get(&link).copied().or_else(|| {
                    let is_new = self.facts.iter().any(|fact| fact.id == link);
                    (known && !is_new).then_some(STAYS)
                })
            });
            if let Some(to) = to.next() {
                chosen.insert(fact.id, to);
            }
        }
        chosen
    }

    fn page(
        &self,
        visit: &Visit<'_>,
        entry: Id,
        chosen: &BTreeMap<Id, &'static str>,
        reason: &str,
        wrong: &[Wrong],
    ) -> Markup {
        let links: Vec<String> = wrong.iter().map(|(name, _)| format!("#{name}")).collect();
        let errors = ErrorSummary {
            errors: (wrong.iter().zip(&links))
                .map(|((_, says), link)| (says.as_str(), Some(link.as_str())))
                .collect(),
        };
        let error = |name: &str| {
            let found = wrong.iter().find(|(other, _)| other == name);
            found.map(|(_, says)| says.as_str())
        };
        let [stays, goes] = &self.called;
        let ask = |fact: &Fact| {
            let name = question(fact.id);
            let text = format!("{}, {}", words::when(fact.occurred), self.says(visit, fact));
            Radios {
                legend: Some(Legend {
                    text: &text,
                    size: "govuk-fieldset__legend--s",
                    ..Legend::default()
                }),
                id: Some(&name),
                name: &name,
                error: error(&name),
                items: vec![
                    Choice::new(STAYS, stays.clone()),
                    Choice::new(GOES, goes.clone()),
                ],
                value: chosen.get(&fact.id).copied(),
                ..Radios::default()
            }
            .markup()
        };
        let main = html! {
            div class="govuk-grid-row" {
                div class="govuk-grid-column-two-thirds" {
                    (errors.markup())
                    span class="govuk-caption-l" { (self.file.name) }
                    h1 class="govuk-heading-l" { "Part two files that were merged" }
                    p class="govuk-body" {
                        "They were merged " (words::moment(self.merge.entry.header.recorded_at)) ". "
                        "What stood in each before goes back to it by itself, with what was corrected in it or attached to it since."
                    }
                    form method="post" novalidate
                        action={ "/child/" (self.file.child.subject) "/part/" (self.merge.entry.header.id) } {
                        input type="hidden" name="form" value=(visit.form_key());
                        input type="hidden" name="entry" value=(entry);
                        @if self.facts.is_empty() {
                            p class="govuk-body" { "Nothing else has been recorded since." }
                        } @else {
                            h2 class="govuk-heading-m" { "To whom belongs what has been recorded since?" }
                            @for fact in &self.facts { (ask(fact)) }
                        }
                        (Textarea {
                            label: Label { text: "How is it known that they are two people?", of: "reason", ..Label::default() },
                            id: "reason", name: "reason", rows: Some(4),
                            value: Some(reason).filter(|reason| !reason.is_empty()),
                            error: error("reason"),
                            ..Textarea::default()
                        }.markup())
                        button type="submit" class="govuk-button govuk-button--warning" data-module="govuk-button" data-prevent-double-click="true" { "Part the two files" }
                    }
                }
            }
        };
        visit.page(&Content {
            title: "Part two files that were merged",
            main,
            has_errors: !wrong.is_empty(),
            ..Content::default()
        })
    }
}
