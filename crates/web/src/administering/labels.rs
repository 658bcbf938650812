//! An authority's own words for codes: what stands in the lists to choose from, and another word for
//! one of them, which is brought as any other change of the practice is.

use maud::{Markup, html};
use practice::book::label::{self, Relabel, relabelled};
use practice::{Book, Id};
use record::in_force::{BROUGHT, Files, brought_fields};
use record::may::Action;

use super::book::PAGE as BOOK;
use super::books::{Books, check};
use super::{append, only_if_may};
use crate::components::{Button, ErrorSummary, Label, Select, SelectItem, TextInput};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// The page.
const PAGE: &str = "/administer/labels";

/// What was answered, and what is wrong with it.
#[derive(Default)]
struct Form {
    code: String,
    label: String,
    why: String,
    wrong: Vec<(&'static str, String)>,
}

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit, Action::SeeAdministration)?;
    page(visit, asked.query.one("list"), &Form::default()).map(Reply::Page)
}

/// Brings the practice in force with one word changed; or says what is wrong.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit, Action::TakeIntoForce)?;
    let list = asked.answers.one("list");
    let said = |name: &str| asked.answers.one(name).to_owned();
    let mut form = Form {
        code: said("code"),
        label: said("label"),
        why: said("why"),
        wrong: Vec::new(),
    };
    let book = std::sync::Arc::clone(&visit.app.book);
    let codes = book.codes.get(list).ok_or(Stop::NotFound)?;
    if !codes.codes.contains_key(&form.code) {
        form.wrong.push(("code", "Select a code".to_owned()));
    }
    if form.why.is_empty() {
        let says = "Enter why, or who decided it".to_owned();
        form.wrong.push(("why", says));
    }
    let books = Books::of(visit)?;
    let mut passed = None;
    if form.wrong.is_empty() {
        let overlay = with_label(visit, &books, list, &form);
        match overlay.and_then(|files| {
            let checked = check(&books.with(&files));
            checked.map(|passed| (files, passed)).map_err(|faults| {
                let says = faults.into_iter().map(|fault| fault.what);
                says.collect::<Vec<_>>().join(". ")
            })
        }) {
            Ok((_, found)) if found.book.hash == book.hash => {
                let says = "It is called that already".to_owned();
                form.wrong.push(("label", says));
            }
            Ok(found) => passed = Some(found),
            Err(says) => form.wrong.push(("label", says)),
        }
    }
    let Some((files, passed)) = passed else {
        return page(visit, list, &form).map(Reply::Invalid);
    };
    let entry: Id = asked
        .answers
        .one("entry")
        .parse()
        .map_err(|_| Stop::Stale)?;
    let fields = brought_fields(&passed.book, passed.examples, &form.why, &files);
    append(visit, entry, BROUGHT, fields)?;
    visit.app.trials.begin(visit.app, entry, passed.book)?;
    Ok(Reply::Go(format!("{BOOK}/{entry}")))
}

/// The files of the practice in force, with the word changed.
fn with_label(visit: &Visit<'_>, books: &Books, list: &str, form: &Form) -> Result<Files, String> {
    let mut files: Files = books.overlay().to_vec();
    if files.is_empty() {
        let today = practice::When::Instant(visit.now).day();
        let titled = label::titled("Our own practice", &today.to_string());
        files.push(("own.toml".to_owned(), titled));
    }
    let before = files.iter().find(|(name, _)| name == label::FILE);
    let one = Relabel {
        list,
        code: &form.code,
        label: Some(form.label.as_str()).filter(|label| !label.is_empty()),
        source: &form.why,
    };
    let text = relabelled(before.map(|(_, text)| text.as_str()), &one)?;
    files.retain(|(name, _)| name != label::FILE);
    files.extend(text.map(|text| (label::FILE.to_owned(), text)));
    files.sort();
    Ok(files)
}

fn page(visit: &mut Visit<'_>, list: &str, form: &Form) -> Result<Markup, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let entry = visit.app.new_id()?;
    let errors: Vec<(String, String)> = (form.wrong.iter())
        .map(|(of, says)| (says.clone(), format!("#{of}")))
        .collect();
    let brings = super::may(visit, Action::TakeIntoForce).allowed;
    let mut lists: Vec<(&String, &String)> = (book.codes.iter())
        .map(|(name, codes)| (name, &codes.title))
        .collect();
    lists.sort_by_key(|(_, title)| title.to_lowercase());
    let main = html! {
        (ErrorSummary { errors: errors.iter().map(|(says, place)| (says.as_str(), Some(place.as_str()))).collect() }.markup())
        h1 class="govuk-heading-l" { "Labels of codes" }
        p class="govuk-body" {
            "Your own words in the lists to choose from. The code and what it means stay, and returns write the code."
        }
        form method="get" action=(PAGE) class="sightline-choices sightline-not-printed" {
            div class="govuk-form-group" {
                label class="govuk-label" for="list" { "Which list?" }
                select class="govuk-select" id="list" name="list" {
                    @for (name, title) in &lists { option value=(name) selected[name.as_str() == list] { (title) } }
                }
            }
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Show" }
        }
        @if let Some(codes) = book.codes.get(list) {
            h2 class="govuk-heading-m" { (codes.title) }
            (table(codes))
            @if brings { (change(visit, &book, list, form, entry)) }
        }
        p class="govuk-body" { a class="govuk-link" href="/administer" { "Administer" } }
    };
    Ok(visit.page(&Content {
        title: "Labels of codes",
        main,
        has_errors: !form.wrong.is_empty(),
        ..Content::default()
    }))
}

fn in_order(codes: &practice::book::Codes) -> Vec<(&String, &practice::book::Code)> {
    let mut all: Vec<_> = codes.codes.iter().collect();
    all.sort_by_key(|(_, one)| one.place);
    all
}

fn table(codes: &practice::book::Codes) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { (codes.title) }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    th scope="col" class="govuk-table__header" { "Code" }
                    th scope="col" class="govuk-table__header" { "What it is called" }
                    th scope="col" class="govuk-table__header" { "The book’s own words" }
                }
            }
            tbody class="govuk-table__body" {
                @for (code, one) in in_order(codes) {
                    tr class="govuk-table__row" {
                        th scope="row" class="govuk-table__header" { (code) }
                        td class="govuk-table__cell" data-label="What it is called" { (one.says) }
                        td class="govuk-table__cell" data-label="The book’s own words" {
                            @match &one.means { Some(means) => { (means) } None => { "The same" } }
                        }
                    }
                }
            }
        }
        p class="govuk-hint" { (codes.source) }
    }
}

/// The form of another word.
fn change(visit: &Visit<'_>, book: &Book, list: &str, form: &Form, entry: Id) -> Markup {
    let wrong = |of: &str| {
        let found = form.wrong.iter().find(|(question, _)| *question == of);
        found.map(|(_, says)| says.as_str())
    };
    let mut items = vec![SelectItem::new("", "Select a code")];
    if let Some(codes) = book.codes.get(list) {
        let codes = in_order(codes).into_iter();
        items.extend(
            codes.map(|(code, one)| SelectItem::new(code.clone(), format!("{code}: {}", one.says))),
        );
    }
    let typed = |text: &'_ str| (!text.is_empty()).then(|| text.to_owned());
    let (label, why) = (typed(&form.label), typed(&form.why));
    html! {
        div class="govuk-grid-row sightline-not-printed" {
            div class="govuk-grid-column-two-thirds" {
                h2 class="govuk-heading-m" { "Call one something else" }
                p class="govuk-body" { "It is brought as a change of your practice: somebody else decides, and from what day." }
                form method="post" action=(PAGE) novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    input type="hidden" name="entry" value=(entry);
                    input type="hidden" name="list" value=(list);
                    (Select {
                        label: Label { text: "Which code?", of: "code", ..Label::default() },
                        id: "code", name: "code", error: wrong("code"), items,
                        value: Some(form.code.as_str()).filter(|code| !code.is_empty()),
                        class: "govuk-!-width-full",
                        ..Select::default()
                    }.markup())
                    (TextInput {
                        label: Label { text: "What is it to be called? (optional)", of: "label", ..Label::default() },
                        hint: Some("Left empty, it has the book’s own words again"),
                        id: "label", name: "label", value: label.as_deref(), error: wrong("label"),
                        ..TextInput::default()
                    }.markup())
                    (TextInput {
                        label: Label { text: "Why, and who decided it?", of: "why", ..Label::default() },
                        id: "why", name: "why", value: why.as_deref(), error: wrong("why"),
                        ..TextInput::default()
                    }.markup())
                    (Button { text: "Propose it", once: true, ..Button::default() }.markup())
                }
            }
        }
    }
}
