//! The practice book: which is in force since when and by whom, those before, and what was
//! brought to be; and the form with which somebody brings an authority's own practice.

use maud::{Markup, html};
use practice::Id;
use record::in_force::{BROUGHT, Brought, InForce, brought_fields};
use record::may::Action;

use super::books::{Books, Fault, check};
use super::folder;
use super::{append, only_if_may};
use crate::components::{Button, ErrorSummary, FileUpload, Label, TextInput};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// The page.
pub(super) const PAGE: &str = "/administer/book";
/// The question of the folder.
const FOLDER: &str = "folder";
/// The question of why.
const WHY: &str = "why";

/// What was answered, and what is wrong with it.
#[derive(Default)]
struct Form {
    why: String,
    folder_wrong: Option<String>,
    why_wrong: bool,
    faults: Vec<Fault>,
}

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit, Action::SeeAdministration)?;
    page(visit, &Form::default()).map(Reply::Page)
}

/// Checks what was brought, and keeps it for somebody else to decide on; or says what is wrong.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit, Action::TakeIntoForce)?;
    let mut form = Form {
        why: asked.answers.one(WHY).to_owned(),
        ..Form::default()
    };
    form.why_wrong = form.why.is_empty();
    let without = asked.answers.one("without") == "yes";
    let uploads = asked.files.iter().filter(|file| file.question == FOLDER);
    let files = if without {
        Ok(Vec::new())
    } else {
        folder::read(uploads)
    };
    let files = match files {
        Ok(files) => files,
        Err(says) => {
            form.folder_wrong = Some(says);
            return page(visit, &form).map(Reply::Invalid);
        }
    };
    if form.why_wrong {
        if !without {
            form.folder_wrong = Some("Select the folder again".to_owned());
        }
        return page(visit, &form).map(Reply::Invalid);
    }
    let books = Books::of(visit)?;
    let passed = match check(&books.with(&files)) {
        Ok(passed) => passed,
        Err(faults) => {
            form.faults = faults;
            return page(visit, &form).map(Reply::Invalid);
        }
    };
    if passed.book.hash == visit.app.book.hash {
        form.folder_wrong = Some("This practice is in force already: nothing would change".into());
        return page(visit, &form).map(Reply::Invalid);
    }
    let entry: Id = asked
        .answers
        .one("entry")
        .parse()
        .map_err(|_| Stop::Stale)?;
    let fields = brought_fields(&passed.book, passed.examples, &form.why, &files);
    append(visit, entry, BROUGHT, fields)?;
    visit.app.trials.begin(visit.app, entry, passed.book)?;
    Ok(Reply::Go(format!("{PAGE}/{entry}")))
}

fn page(visit: &mut Visit<'_>, form: &Form) -> Result<Markup, Stop> {
    let books = Books::of(visit)?;
    let mut names = Vec::new();
    for (one, by) in books.in_force.iter().zip(&books.by) {
        names.push(by_whom(visit, &books, one, *by)?);
    }
    let mut brought = Vec::new();
    for one in &books.brought {
        let by = people::worker_named(visit, &one.by.to_string())?;
        brought.push((one, by));
    }
    let brings = super::may(visit, Action::TakeIntoForce).allowed;
    let form_part = if brings {
        bring(visit, form, !books.overlay().is_empty())?
    } else {
        Markup::default()
    };
    let book = std::sync::Arc::clone(&visit.app.book);
    let main = html! {
        (summary(form))
        h1 class="govuk-heading-l" { "The practice book" }
        (faults(&form.faults))
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                h2 class="govuk-heading-m" { "In force" }
                dl class="govuk-summary-list" {
                    (row("Title", &book.title))
                    (row("Edition", &book.edition))
                    (row("Duties", &words::number(number(book.clocks.len()))))
                    (row("Kinds of record", &words::number(number(book.records.len()))))
                    @match (books.in_force.first(), names.first()) {
                        (Some(last), Some(by)) if last.hash == book.hash => {
                            (row("Since", &since(last)))
                            (row("Taken into force by", by))
                        }
                        (Some(last), _) => {
                            (row("Since", &format!("Not known: {}, edition {}, was taken into force last, and another is used", last.title, last.edition)))
                        }
                        (None, _) => { (row("Since", "From the beginning: it is the program’s own")) }
                    }
                    (row("Own practice", &own_practice(&book)))
                }
                @if book.local.is_some() {
                    @if let Some(entry) = books.in_force.first().filter(|last| last.hash == book.hash).and_then(|last| last.entry) {
                        p class="govuk-body" { a class="govuk-link" href={ (PAGE) "/changes?from=law&to=" (entry) } { "What it says otherwise than the law’s book" } }
                    }
                }
            }
        }
        (waiting(&brought))
        (before(&books, &names))
        (form_part)
        p class="govuk-body" { a class="govuk-link" href="/administer" { "Administer" } }
    };
    Ok(visit.page(&Content {
        title: "The practice book",
        main,
        has_errors: form.folder_wrong.is_some() || form.why_wrong || !form.faults.is_empty(),
        ..Content::default()
    }))
}

fn number(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}

fn own_practice(book: &practice::Book) -> String {
    book.local.as_ref().map_or_else(
        || "None: it is the law’s book alone".to_owned(),
        |local| format!("{}, edition {}", local.title, local.edition),
    )
}

fn row(key: &str, value: &str) -> Markup {
    html! {
        div class="govuk-summary-list__row" {
            dt class="govuk-summary-list__key" { (key) }
            dd class="govuk-summary-list__value" { (value) }
        }
    }
}

fn since(one: &InForce) -> String {
    one.since.map_or_else(String::new, words::when)
}

/// Who took a book into force: those who brought it and decided on it, or whoever keeps the
/// program.
fn by_whom(visit: &mut Visit<'_>, books: &Books, one: &InForce, by: Id) -> Result<String, Stop> {
    let brought = one.brought.and_then(|brought| books.one(brought).ok());
    if let Some((brought, decided)) = brought.and_then(|one| Some((one, one.decided.as_ref()?))) {
        let decided_by = people::worker_named(visit, &decided.by.to_string())?;
        let brought_by = people::worker_named(visit, &brought.by.to_string())?;
        return Ok(format!("{decided_by}; brought by {brought_by}"));
    }
    if by == visit.reader.about().organisation {
        return Ok("Whoever keeps the program".to_owned());
    }
    people::worker_named(visit, &by.to_string())
}

/// How a practice that was brought stands, in words; and whether it waits for somebody.
pub(super) fn stands(one: &Brought) -> (String, bool) {
    match &one.decided {
        _ if one.came => ("Came into force".to_owned(), false),
        None => ("Waits for somebody else to decide".to_owned(), true),
        Some(decided) => match decided.from {
            Some(from) => {
                let from = practice::book::day_in_words(from);
                (format!("Comes into force on {from}"), false)
            }
            None => ("Refused".to_owned(), false),
        },
    }
}

fn waiting(brought: &[(&Brought, String)]) -> Markup {
    html! {
        @if !brought.is_empty() {
            h2 class="govuk-heading-m" { "Brought to be taken into force" }
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Practices that were brought, the last first" }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        th scope="col" class="govuk-table__header" { "Practice" }
                        th scope="col" class="govuk-table__header" { "Brought" }
                        th scope="col" class="govuk-table__header" { "How it stands" }
                    }
                }
                tbody class="govuk-table__body" {
                    @for (one, by) in brought {
                        @let (says, waits) = stands(one);
                        tr class="govuk-table__row" {
                            th scope="row" class="govuk-table__header" {
                                a class="govuk-link" href={ (PAGE) "/" (one.entry) } { (one.title) ", edition " (one.edition) }
                            }
                            td class="govuk-table__cell" data-label="Brought" { (words::when(one.at)) ", by " (by) }
                            td class="govuk-table__cell" data-label="How it stands" {
                                @if waits { strong class="govuk-tag govuk-tag--orange" { (says) } } @else { (says) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Those that were in force, each with what changed from the one before.
fn before(books: &Books, names: &[String]) -> Markup {
    html! {
        @if !books.in_force.is_empty() {
            h2 class="govuk-heading-m" { "Since when each was in force" }
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Practice books that were in force, the last first" }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        th scope="col" class="govuk-table__header" { "Book" }
                        th scope="col" class="govuk-table__header" { "Since" }
                        th scope="col" class="govuk-table__header" { "By" }
                        th scope="col" class="govuk-table__header" { "What changed" }
                    }
                }
                tbody class="govuk-table__body" {
                    @for (place, (one, by)) in books.in_force.iter().zip(names).enumerate() {
                        @let earlier = books.in_force.get(place + 1).and_then(|earlier| earlier.entry);
                        tr class="govuk-table__row" {
                            th scope="row" class="govuk-table__header" { (one.title) ", edition " (one.edition) }
                            td class="govuk-table__cell" data-label="Since" { (since(one)) }
                            td class="govuk-table__cell" data-label="By" { (by) }
                            td class="govuk-table__cell" data-label="What changed" {
                                @if let Some(entry) = one.entry {
                                    a class="govuk-link" href={ (PAGE) "/changes?from=" (earlier.map_or_else(|| "law".to_owned(), |earlier| earlier.to_string())) "&to=" (entry) } {
                                        @if earlier.is_some() { "Since the one before" } @else { "Beside the law’s book" }
                                        span class="govuk-visually-hidden" { ": " (one.title) ", edition " (one.edition) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            p class="govuk-body" { "Every answer that was given says by which book; each book is kept with its whole text." }
        }
    }
}

fn summary(form: &Form) -> Markup {
    let mut errors: Vec<(&str, Option<&str>)> = Vec::new();
    if !form.faults.is_empty() {
        errors.push((
            "The practice does not pass: see its faults",
            Some("#faults"),
        ));
    }
    if let Some(says) = &form.folder_wrong {
        errors.push((says, Some("#folder")));
    }
    if form.why_wrong {
        errors.push((NO_REASON, Some("#why")));
    }
    ErrorSummary { errors }.markup()
}

const NO_REASON: &str = "Enter why, or who decided it";

/// Each fault with its place.
fn faults(faults: &[Fault]) -> Markup {
    html! {
        @if !faults.is_empty() {
            h2 class="govuk-heading-m" id="faults" tabindex="-1" {
                (words::count(number(faults.len()), "fault", "faults")) ": it was not kept"
            }
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Faults, with their places" }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        th scope="col" class="govuk-table__header" { "Where" }
                        th scope="col" class="govuk-table__header" { "What" }
                    }
                }
                tbody class="govuk-table__body" {
                    @for fault in faults {
                        tr class="govuk-table__row" {
                            th scope="row" class="govuk-table__header" { (fault.place) }
                            td class="govuk-table__cell sightline-typed" data-label="What" { (fault.what) }
                        }
                    }
                }
            }
        }
    }
}

/// The form with which a practice is brought.
fn bring(visit: &Visit<'_>, form: &Form, has_own: bool) -> Result<Markup, Stop> {
    let entry = visit.app.new_id()?;
    let why = |id| {
        TextInput {
            label: Label {
                text: "Why, and who decided it?",
                of: id,
                ..Label::default()
            },
            hint: Some("For example, agreed by the procedures board on 3 May 2026"),
            id,
            name: WHY,
            value: Some(form.why.as_str()).filter(|why| !why.is_empty()),
            error: form.why_wrong.then_some(NO_REASON),
            ..TextInput::default()
        }
        .markup()
    };
    Ok(html! {
        div class="govuk-grid-row sightline-not-printed" {
            div class="govuk-grid-column-two-thirds" {
                h2 class="govuk-heading-m" { "Bring your own practice" }
                p class="govuk-body" {
                    "It is checked at once, with its worked examples. You see what it changes, and somebody else decides whether it comes into force and from what day."
                }
                @if visit.app.settings.book_is_named {
                    div class="govuk-inset-text" {
                        "The program was started with a practice book that was named to it. As long as it is, that book is used, whatever is decided here."
                    }
                }
                form method="post" action=(PAGE) enctype="multipart/form-data" novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    input type="hidden" name="entry" value=(entry);
                    (FileUpload {
                        label: Label { text: "Your folder, as a zip", of: FOLDER, ..Label::default() },
                        id: FOLDER,
                        name: FOLDER,
                        hint: Some("Or its files (.toml and .cedar), all at once. Of a zip nothing else is taken. The whole of your practice: it takes the place of what is laid over the law’s book now"),
                        error: form.folder_wrong.as_deref(),
                        accept: Some(".zip,.toml,.cedar"),
                        several: true,
                        ..FileUpload::default()
                    }.markup())
                    (why("why"))
                    (Button { text: "Check it", once: true, ..Button::default() }.markup())
                }
                @if has_own {
                    details class="govuk-details" {
                        summary class="govuk-details__summary" {
                            span class="govuk-details__summary-text" { "Go back to the law’s book alone" }
                        }
                        div class="govuk-details__text" {
                            form method="post" action=(PAGE) novalidate {
                                input type="hidden" name="form" value=(visit.form_key());
                                input type="hidden" name="entry" value=(visit.app.new_id()?);
                                input type="hidden" name="without" value="yes";
                                (why("why-without"))
                                (Button { text: "Propose it", once: true, ..Button::default() }.markup())
                            }
                        }
                    }
                }
            }
        }
    })
}
