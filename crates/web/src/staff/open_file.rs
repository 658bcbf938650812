//! A file for a child who has none yet. Whoever may be the same child is shown first, so that
//! nobody has two files.

use maud::{Markup, html};
use practice::{Id, When};
use record::find::Found;
use record::kinds;
use record::may::{Action, Decision, Target};

use super::act::entry;
use super::involved::INVOLVED;
use super::known::only_if;
use super::new_child::{ADDRESS_KIND, Answered, DETAILS, LIVES, PERSON, PERSON_KIND, likely, told};
use super::questions::{questions, summary};
use super::write::{Told, append, record_type};
use crate::answers::Answers;
use crate::edge::Asked;
use crate::page::Content;
use crate::recording::Wrong;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Shows the form.
pub(super) fn show(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    let file = visit.app.new_id()?;
    allowed(visit, file)?;
    let ids = (file, visit.app.new_id()?);
    Ok(Reply::Page(page(
        visit,
        &Answers::default(),
        &[],
        &[],
        ids,
    )?))
}

/// Shows who may be the same child; opens the file where there is nobody, or where none of
/// them is.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file: Id = asked.answers.one("file").parse().map_err(|_| Stop::Stale)?;
    let first = entry(asked)?;
    let may = allowed(visit, file)?;
    if !visit.reader.file(file)?.is_empty() {
        // The same form, sent before.
        return Ok(Reply::Go(format!("/child/{file}")));
    }
    let (told, wrong) = told(visit, file, &asked.answers)?;
    let Some(told) = told else {
        return Ok(Reply::Invalid(page(
            visit,
            &asked.answers,
            &wrong,
            &[],
            (file, first),
        )?));
    };
    // Whoever was shown already, and is not the child, is not asked about again.
    let seen = asked.answers.all("seen");
    let likely = likely(visit, &told)?;
    let unseen = likely
        .iter()
        .any(|found| !seen.contains(&found.candidate.subject.to_string()));
    if unseen {
        return Ok(Reply::Invalid(page(
            visit,
            &asked.answers,
            &[],
            &likely,
            (file, first),
        )?));
    }
    let entries = entries(visit, file, told, &may)?;
    append(visit, file, first, entries)?;
    Ok(Reply::Go(format!("/child/{file}")))
}

/// Whether this person may open a file.
fn allowed(visit: &Visit<'_>, file: Id) -> Result<Decision, Stop> {
    let target = Target::new(file, "child", visit.reader.about().organisation);
    let may = visit.may(Action::OpenFile, &target, None);
    only_if(may.clone())?;
    Ok(may)
}
/// The entries of the new file. Who could not read the file that they open is involved with
/// the child from now on, until a manager allocates it.
fn entries(visit: &Visit<'_>, file: Id, told: Answered, may: &Decision) -> Result<Vec<Told>, Stop> {
    let book = &visit.app.book;
    let today = When::Day(When::Instant(visit.now).day());
    let details = record_type(book, kinds::CHILD_DETAILS)?;
    let mut entries = vec![
        Told::of(details, today, told.details),
        Told::of(record_type(book, PERSON_KIND)?, today, told.person),
    ];
    if told.lives.contains_key("address") || told.lives.contains_key("postcode") {
        entries.push(Told::of(
            record_type(book, ADDRESS_KIND)?,
            today,
            told.lives,
        ));
    }
    let target = Target::new(file, "child", visit.reader.about().organisation);
    if !visit.may(Action::Read, &target, None).allowed {
        let offices = visit.who.actor.offices.iter();
        let mut offices = offices.filter(|office| may.role.as_ref() == Some(&office.role));
        let team = offices.find_map(|office| office.team.first().cloned());
        let involved = Told::new(record_type(book, INVOLVED)?, today);
        entries.push(
            involved
                .with("worker", visit.who.worker)
                .with("role", "Opened the file")
                .with("team", team.unwrap_or_default()),
        );
    }
    Ok(entries)
}

fn page(
    visit: &Visit<'_>,
    answers: &Answers,
    wrong: &[Wrong],
    likely: &[Found],
    (file, entry): (Id, Id),
) -> Result<Markup, Stop> {
    let book = &visit.app.book;
    let part = |kind, asks| {
        Ok::<_, Stop>(questions(
            visit,
            record_type(book, kind)?,
            asks,
            &[],
            answers,
            wrong,
        ))
    };
    let today = When::Instant(visit.now).day();
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (summary(wrong))
                h1 class="govuk-heading-l" { "Open a new file" }
                @if !likely.is_empty() { (same(likely, today)) }
                form method="post" action="/new-file" novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    input type="hidden" name="file" value=(file);
                    input type="hidden" name="entry" value=(entry);
                    @for found in likely { input type="hidden" name="seen" value=(found.candidate.subject); }
                    @if !likely.is_empty() { h2 class="govuk-heading-m" { "If it is none of them" } }
                    (part(PERSON_KIND, PERSON)?)
                    (part(kinds::CHILD_DETAILS, DETAILS)?)
                    p class="govuk-hint" { "Where the authority has no number for the child, one is made." }
                    (part(ADDRESS_KIND, LIVES)?)
                    button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" {
                        @if likely.is_empty() { "Open the file" } @else { "It is none of them: open a new file" }
                    }
                }
            }
        }
    };
    Ok(visit.page(&Content {
        title: "Open a new file",
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    }))
}

/// Those who may be the same child.
fn same(likely: &[Found], today: jiff::civil::Date) -> Markup {
    html! {
        div class="govuk-inset-text" role="status" {
            h2 class="govuk-heading-m" { "Is it one of these children?" }
            ul class="govuk-list" {
                @for found in likely {
                    @let person = &found.candidate.particulars;
                    li {
                        a class="govuk-link govuk-!-font-weight-bold" href={ "/child/" (found.candidate.subject) } {
                            (person.name().unwrap_or_else(|| "Name not recorded".to_owned()))
                        }
                        @if let Some(born) = person.born_on.first() {
                            ", born " (practice::book::day_in_words(*born)) " (" (crate::child::age(*born, today)) ")"
                        }
                        div class="govuk-hint" {
                            (found.fits.reasons.iter().map(|reason| reason.says.as_str()).collect::<Vec<_>>().join("; "))
                        }
                    }
                }
            }
        }
    }
}
