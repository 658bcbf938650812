//! The page to bring a return, and the checks made before.

use maud::{Markup, html};
use practice::When;
use returns::check::Collection;
use returns::check::shown::Rules;

use super::check::{AUTHORITY, COLLECTION, FILES, NotChecked, PREVIOUS, Wrong, check};
use super::finds::Since;
use super::kept::{self, Kept};
use super::{only_if_may, since};
use crate::answers::Answers;
use crate::components::{ErrorSummary, FileUpload, Label, Select, SelectItem, TextInput};
use crate::documents::size;
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// Which files are offered.
const ACCEPT: &str = ".csv,.xml";

/// Shows the form, and what was checked before.
pub(super) fn show(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit)?;
    let page = form(visit, &Answers::default(), &[])?;
    Ok(Reply::Page(page))
}

/// Checks what was sent, or says what is wrong with it.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit)?;
    let mut finds = match check(visit, asked) {
        Ok(finds) => finds,
        Err(NotChecked::Wrong(wrong)) => {
            return Ok(Reply::Invalid(form(visit, &asked.answers, &wrong)?));
        }
        Err(NotChecked::Stop(stop)) => return Err(stop),
    };
    let mut last = kept::all(visit)?.into_iter().filter(|kept| {
        let (now, then) = (&finds.about, &kept.finds.about);
        (now.which, &now.collection) == (then.which, &then.collection)
    });
    let last = last.next();
    if let Some(last) = &last {
        since::compare(&mut finds, &last.finds);
        finds.about.compared_with = Some(last.at.as_second());
    }
    let id = kept::keep(visit, &finds, last.map(|last| last.id))?;
    Ok(Reply::Go(format!("/uploads/{id}")))
}

/// Throws away what was found.
pub(super) fn throw_away(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit)?;
    let kept = kept::one(visit, asked.id("upload")?)?;
    kept::forget(visit, &kept)?;
    Ok(Reply::Go("/uploads".to_owned()))
}

fn form(visit: &mut Visit<'_>, answers: &Answers, wrong: &[Wrong]) -> Result<Markup, Stop> {
    let before = before(visit)?;
    let address = |question: &str| format!("#{question}");
    let addresses: Vec<String> = wrong.iter().map(|(of, _)| address(of)).collect();
    let errors = ErrorSummary {
        errors: (wrong.iter().zip(&addresses))
            .map(|((_, says), address)| (says.as_str(), Some(address.as_str())))
            .collect(),
    };
    let says = |question: &str| {
        let all = wrong.iter().filter(|(of, _)| *of == question);
        let all: Vec<&str> = all.map(|(_, says)| says.as_str()).collect();
        (!all.is_empty()).then(|| all.join(". "))
    };
    let (files, previous) = (says(FILES), says(PREVIOUS));
    let (collection, authority) = (says(COLLECTION), says(AUTHORITY));
    let settings = &visit.app.settings.returns;
    let hint = format!(
        "The census as its XML file, or the looked after return: all its CSV files at once, or its XML file. {} together at most",
        size(settings.largest as u64)
    );
    let chosen = answers.one(COLLECTION);
    let chosen = if answers.has(COLLECTION) {
        chosen.to_owned()
    } else {
        usual(visit).map_or_else(String::new, |one| one.to_string())
    };
    let mut items = vec![SelectItem::new("", "Select a year")];
    items.extend(Rules::collections().map(|one| SelectItem::new(one.to_string(), one.to_string())));
    let code = answers.one(AUTHORITY);
    let kept_for = words::count(settings.kept_for.as_hours() / 24, "day", "days");
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (errors.markup())
                h1 class="govuk-heading-l" { "Check a return" }
                p class="govuk-body" {
                    "Check a children in need census or a looked after return (SSDA903) by the Department’s rules before you send it. "
                    "You see what each rule finds, for which child and in which field, and what has changed since you last checked it."
                }
                form method="post" action="/uploads" enctype="multipart/form-data" novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    (Select {
                        label: Label { text: "Year of the return", of: COLLECTION, ..Label::default() },
                        id: COLLECTION,
                        name: COLLECTION,
                        hint: Some("From 1 April to 31 March"),
                        error: collection.as_deref(),
                        items,
                        value: Some(&chosen),
                        ..Select::default()
                    }.markup())
                    (FileUpload {
                        label: Label { text: "Files of the return", of: FILES, ..Label::default() },
                        id: FILES,
                        name: FILES,
                        hint: Some(&hint),
                        error: files.as_deref(),
                        accept: Some(ACCEPT),
                        several: true,
                        ..FileUpload::default()
                    }.markup())
                    (FileUpload {
                        label: Label { text: "Looked after return of the year before (optional)", of: PREVIOUS, ..Label::default() },
                        id: PREVIOUS,
                        name: PREVIOUS,
                        hint: Some("Some rules compare the two years, and cannot run without it"),
                        error: previous.as_deref(),
                        accept: Some(ACCEPT),
                        several: true,
                        ..FileUpload::default()
                    }.markup())
                    (TextInput {
                        label: Label { text: "Code of the authority, for a looked after return (optional)", of: AUTHORITY, ..Label::default() },
                        id: AUTHORITY,
                        name: AUTHORITY,
                        hint: Some("As the Office for National Statistics has it, like E08000025. Some rules need it"),
                        error: authority.as_deref(),
                        value: Some(code),
                        width: "govuk-input--width-10",
                        spelling: Some(false),
                        ..TextInput::default()
                    }.markup())
                    p class="govuk-body" {
                        "The files are not kept. What is found is kept for " (kept_for)
                        ", encrypted, so that the next check can say what has changed."
                    }
                    button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { "Check" }
                }
            }
        }
        (before)
    };
    Ok(visit.page(&Content {
        title: "Check a return",
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    }))
}

/// The collection that ended last.
fn usual(visit: &Visit<'_>) -> Option<Collection> {
    let today = When::Instant(visit.now).day();
    let year = Collection::holding(today)?.year();
    Collection::ending(year.checked_sub(1)?)
}

/// The checks made before.
fn before(visit: &mut Visit<'_>) -> Result<Markup, Stop> {
    let mut rows = Vec::new();
    for kept in kept::all(visit)? {
        let by = people::worker_named(visit, &kept.by.to_string())?;
        rows.push((kept, by));
    }
    let key = visit.form_key();
    Ok(html! {
        @if !rows.is_empty() {
            h2 class="govuk-heading-m" { "Checked before" }
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Checked before, the newest first" }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        th scope="col" class="govuk-table__header" { "Return" }
                        th scope="col" class="govuk-table__header" { "Checked" }
                        th scope="col" class="govuk-table__header" { "Found" }
                        th scope="col" class="govuk-table__header" { span class="govuk-visually-hidden" { "Do" } }
                    }
                }
                tbody class="govuk-table__body" {
                    @for (kept, by) in &rows { (one(kept, by, &key)) }
                }
            }
        }
    })
}

fn one(kept: &Kept, by: &str, key: &str) -> Markup {
    let about = &kept.finds.about;
    let title = format!("{}, {}", about.which.title(), about.collection);
    let new = kept.finds.count(Since::New);
    html! {
        tr class="govuk-table__row" {
            th scope="row" class="govuk-table__header" {
                a class="govuk-link" href={ "/uploads/" (kept.id) } { (title) }
            }
            td class="govuk-table__cell" data-label="Checked" { (words::moment(kept.at)) ", by " (by) }
            td class="govuk-table__cell" data-label="Found" {
                (super::groups::many(kept.finds.all(), "finding", "findings"))
                @if new > 0 { ", " (super::groups::number(new)) " new" }
            }
            td class="govuk-table__cell" {
                form method="post" action={ "/uploads/" (kept.id) "/drop" } {
                    input type="hidden" name="form" value=(key);
                    button type="submit" class="sightline-link-button" {
                        "Throw away" span class="govuk-visually-hidden" { " " (title) }
                    }
                }
            }
        }
    }
}
