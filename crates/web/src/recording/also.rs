//! Choosing whom a record is also for – brothers, sisters, those of the same household – and
//! what differs from one child to another. What was typed before stays, in the same draft.

use std::collections::BTreeMap;

use maud::{Markup, html};
use practice::Id;
use practice::book::RecordType;
use store::{KeptDraft, Note};

use super::group::{ALSO, EACH, Group, MOST, answers_of, can_be_for_several, put_own, to_choose};
use super::kin::{self, Kin};
use super::known::known;
use super::several::based_on;
use crate::answers::Answers;
use crate::child::{File, open, open_other};
use crate::components::{Checkboxes, Choice, Legend};
use crate::edge::Asked;
use crate::page::Content;
use crate::people::readable;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Shows the form.
pub(crate) fn also(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = several(visit, &file, asked, &book)?;
    let draft = kept(visit, &file, record, asked.query.one("draft"))?;
    let kin = kin::of(visit, &file, record)?;
    Ok(Reply::Page(form(visit, &file, record, &draft, &kin)))
}

/// Keeps the choice in the draft, and goes on to the form.
pub(crate) fn take_also(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = several(visit, &file, asked, &book)?;
    let mut draft = kept(visit, &file, record, asked.answers.one("draft"))?;
    let kin = kin::of(visit, &file, record)?;
    let own = file.child.subject;

    let before = Answers(std::mem::take(&mut draft.fields));
    let was = Group::of(record, &before);
    let whole = if was.is_nobody_else() {
        before.clone()
    } else {
        answers_of(record, &was, &before, own)
    };
    // What brothers and sisters were told to have of their own stays theirs.
    let mut after = whole.clone();
    let of_others = before.0.into_iter();
    let of_others = of_others.filter(|(name, _)| name.starts_with("c-"));
    after.0.extend(of_others);
    after.0.remove(ALSO);
    after.0.remove(EACH);

    let chosen: Vec<String> = (asked.answers.all(ALSO).iter())
        .filter(|chosen| kin.iter().any(|kin| kin.subject.to_string() == **chosen))
        .take(MOST)
        .cloned()
        .collect();
    if !chosen.is_empty() {
        after.0.insert(ALSO.to_owned(), chosen);
        after
            .0
            .insert(EACH.to_owned(), asked.answers.all(EACH).to_vec());
        let group = Group::of(record, &after);
        put_own(record, &group, &whole, own, &mut after);
        for child in &group.also {
            let other = open_other(visit, *child, "form")?;
            let known = known(
                &book,
                record,
                &readable(visit, &other, &other.casefile),
                visit.now,
            )
            .answers;
            put_own(record, &group, &known, *child, &mut after);
            let version = other.entries.len().to_string();
            after.0.insert(based_on(&other), vec![version]);
        }
    }
    let address = format!("/child/{own}/record/{}?draft={}", record.name, draft.id);
    draft.fields = after.0;
    draft.version += 1;
    draft.kept_at = visit.now;
    visit.app.writer.note(vec![Note::Draft(draft)])?;
    Ok(Reply::Go(address))
}

/// The record type in the address, where it can be for several.
fn several<'b>(
    visit: &Visit<'_>,
    file: &File,
    asked: &Asked,
    book: &'b practice::Book,
) -> Result<&'b RecordType, Stop> {
    let record = super::new::allowed(visit, file, asked, book)?;
    can_be_for_several(record)
        .then_some(record)
        .ok_or(Stop::NotFound)
}

/// The draft that is named, where it is this person's and of this file; or a new one.
fn kept(
    visit: &mut Visit<'_>,
    file: &File,
    record: &RecordType,
    named: &str,
) -> Result<KeptDraft, Stop> {
    let own = |kept: &KeptDraft| {
        kept.worker == visit.who.worker
            && kept.owner == file.child.subject
            && kept.kind == record.name
    };
    if let Ok(id) = named.parse::<Id>()
        && let Some(kept) = visit.reader.draft(id)?
    {
        return if own(&kept) {
            Ok(kept)
        } else {
            Err(Stop::Stale)
        };
    }
    let begun = known(
        &visit.app.book,
        record,
        &readable(visit, file, &file.casefile),
        visit.now,
    );
    Ok(KeptDraft {
        id: visit.app.new_id()?,
        worker: visit.who.worker,
        owner: file.child.subject,
        kind: record.name.clone(),
        corrects: None,
        based_on: file.entries.len() as u64,
        fields: begun.answers.0,
        kept_at: visit.now,
        version: 0,
    })
}

fn form(
    visit: &Visit<'_>,
    file: &File,
    record: &RecordType,
    draft: &KeptDraft,
    kin: &[Kin],
) -> Markup {
    let child = file.child.subject;
    let back = format!("/child/{child}/record/{}?draft={}", record.name, draft.id);
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                span class="govuk-caption-l" { (file.name) ", " (record.title) }
                h1 class="govuk-heading-l" { "Who else is it about?" }
                @if kin.is_empty() {
                    p class="govuk-body" {
                        "No brother or sister, and nobody of the same household, is recorded here in whose file you may record this. Record them, with the number of their file, under "
                        a class="govuk-link" href={ "/child/" (child) "/record/relationship" } { "Relationship" } "."
                    }
                    p class="govuk-body" { a class="govuk-link" href=(back) { "Go back to the form" } }
                } @else {
                    p class="govuk-body" { "It is recorded in each child’s own file, whole: who reads one file reads nothing of the others." }
                    form method="post" action={ "/child/" (child) "/record/" (record.name) "/also" } novalidate {
                        input type="hidden" name="form" value=(visit.form_key());
                        input type="hidden" name="draft" value=(draft.id);
                        (whom(&draft.fields, kin))
                        (what(&draft.fields, record))
                        div class="govuk-button-group" {
                            button type="submit" class="govuk-button" data-module="govuk-button" { "Go on to the form" }
                            a class="govuk-link" href=(back) { "Leave it as it was" }
                        }
                    }
                }
            }
        }
    };
    visit.page(&Content {
        title: "Who else is it about?",
        main,
        ..Content::default()
    })
}

/// Whom it is also for.
fn whom(fields: &BTreeMap<String, Vec<String>>, kin: &[Kin]) -> Markup {
    let items = kin.iter().map(|kin| Choice {
        value: kin.subject.to_string().into(),
        text: kin.name.as_str().into(),
        hint: Some(kin.relation.as_str().into()),
        ..Choice::default()
    });
    let chosen = fields.get(ALSO).map_or(&[] as &[String], Vec::as_slice);
    Checkboxes {
        legend: Some(legend("It is also about")),
        id: Some(ALSO),
        name: ALSO,
        items: items.collect(),
        values: chosen.iter().map(String::as_str).collect(),
        ..Checkboxes::default()
    }
    .markup()
}

/// What differs from one to another: what the book says, until somebody has chosen.
fn what(fields: &BTreeMap<String, Vec<String>>, record: &RecordType) -> Markup {
    let asked = to_choose(record);
    let by_the_book = asked.iter().filter(|(_, _, each)| *each);
    let values: Vec<&str> = match fields.get(EACH) {
        Some(chosen) if fields.contains_key(ALSO) => chosen.iter().map(String::as_str).collect(),
        _ => by_the_book.map(|(name, _, _)| *name).collect(),
    };
    let items = asked.iter().map(|(name, ask, _)| Choice {
        value: (*name).into(),
        text: (*ask).into(),
        ..Choice::default()
    });
    Checkboxes {
        legend: Some(legend("What is different for each child?")),
        hint: Some("Everything else is answered once, for all of them"),
        id: Some(EACH),
        name: EACH,
        class: "govuk-checkboxes--small",
        items: items.collect(),
        values,
        ..Checkboxes::default()
    }
    .markup()
}

fn legend(text: &str) -> Legend<'_> {
    Legend {
        text,
        size: "govuk-fieldset__legend--m",
        ..Legend::default()
    }
}
