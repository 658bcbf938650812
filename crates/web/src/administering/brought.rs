//! A practice that somebody brought: what it changes, what it would do to the files there are, and
//! the decision of somebody else.

use jiff::civil::Date;
use maud::{Markup, html};
use practice::{Book, Id, When};
use record::in_force::{APPROVED, Brought, REFUSED, decided_fields};
use record::may::{Action, Decision, Target};
use record::what_if::Counts;

use super::book::{PAGE, stands};
use super::books::{Books, check};
use super::changes::differences;
use super::trial::{FILES, Progress, Stands};
use super::{append, only_if_may};
use crate::components::{
    Button, Choice, DateInput, ErrorSummary, Label, Legend, Radios, TextInput,
};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// What was answered, and what is wrong with it.
#[derive(Default)]
struct Form {
    chosen: String,
    day: [String; 3],
    why: String,
    wrong: Vec<(&'static str, String)>,
}

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit, Action::SeeAdministration)?;
    let books = Books::of(visit)?;
    let one = books.one(asked.id("brought")?)?;
    let today = When::Instant(visit.now).day();
    let form = Form {
        day: [
            today.day().to_string(),
            today.month().to_string(),
            today.year().to_string(),
        ],
        ..Form::default()
    };
    page(visit, &books, one, &form).map(Reply::Page)
}

/// Begins to count what it would change, where that was lost or never begun; or decides.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let books = Books::of(visit)?;
    let one = books.one(asked.id("brought")?)?;
    let address = format!("{PAGE}/{}", one.entry);
    if asked.answers.one("do") == "count" {
        only_if_may(visit, Action::TakeIntoForce)?;
        if let Ok(passed) = check(&books.with(&one.overlay)) {
            visit.app.trials.begin(visit.app, one.entry, passed.book)?;
        }
        return Ok(Reply::Go(address));
    }
    let may = may_decide(visit, one);
    if !may.allowed {
        return Err(Stop::NotAllowed {
            because: may.because,
            glass: None,
        });
    }
    if one.decided.is_some() {
        return Ok(Reply::Go(address));
    }
    let mut form = read(asked);
    let from = day(&form.day);
    let today = When::Instant(visit.now).day();
    let approves = form.chosen == "approve";
    if !["approve", "refuse"].contains(&form.chosen.as_str()) {
        let says = "Select whether it comes into force".to_owned();
        form.wrong.push(("do", says));
    }
    if approves && from.is_none_or(|from| from < today) {
        let says = "From what day must be today or later".to_owned();
        form.wrong.push(("from-day", says));
    }
    if form.chosen == "refuse" && form.why.is_empty() {
        form.wrong.push(("why", "Enter why it does not".to_owned()));
    }
    // It is checked again: the law's book may be another by now.
    let passes = check(&books.with(&one.overlay)).is_ok();
    if approves && !passes {
        let says = "It does not pass any more: bring it again".to_owned();
        form.wrong.push(("do", says));
    }
    if !form.wrong.is_empty() {
        return page(visit, &books, one, &form).map(Reply::Invalid);
    }
    let entry: Id = asked
        .answers
        .one("entry")
        .parse()
        .map_err(|_| Stop::Stale)?;
    let from = from.filter(|_| approves);
    let kind = if approves { APPROVED } else { REFUSED };
    append(
        visit,
        entry,
        kind,
        decided_fields(one.entry, from, &form.why),
    )?;
    if approves {
        let own = super::books::own(visit)?;
        visit.app.comes_into_force(record::in_force::next(&own));
    }
    Ok(Reply::Go(address))
}

/// Whether this person may decide: not who brought it.
fn may_decide(visit: &Visit<'_>, one: &Brought) -> Decision {
    let organisation = visit.reader.about().organisation;
    let target = Target::new(organisation, "organisation", organisation);
    visit.may(Action::TakeIntoForce, &target.recorded_by(one.by), None)
}

fn read(asked: &Asked) -> Form {
    let answers = &asked.answers;
    Form {
        chosen: answers.one("do").to_owned(),
        day: ["from-day", "from-month", "from-year"].map(|part| answers.one(part).to_owned()),
        why: answers.one("why").to_owned(),
        wrong: Vec::new(),
    }
}

fn day([day, month, year]: &[String; 3]) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn page(visit: &mut Visit<'_>, books: &Books, one: &Brought, form: &Form) -> Result<Markup, Stop> {
    let by = people::worker_named(visit, &one.by.to_string())?;
    let decided_by = match &one.decided {
        Some(decided) => Some(people::worker_named(visit, &decided.by.to_string())?),
        None => None,
    };
    let read = books.with(&one.overlay).read();
    let changes = match &read {
        Ok(book) => differences(&visit.app.book, book),
        Err(problems) => html! {
            p class="govuk-body" { "It cannot be read over the law’s book as it is now: " }
            pre class="sightline-typed" { (problems) }
        },
    };
    let may = may_decide(visit, one);
    let decide = if one.decided.is_none() && may.allowed {
        decide(visit, one, form)?
    } else {
        Markup::default()
    };
    let trial = visit.app.trials.of(one.entry);
    let errors: Vec<(String, String)> = (form.wrong.iter())
        .map(|(of, says)| (says.clone(), format!("#{of}")))
        .collect();
    let (says, _) = stands(one);
    let main = html! {
        (ErrorSummary { errors: errors.iter().map(|(says, place)| (says.as_str(), Some(place.as_str()))).collect() }.markup())
        span class="govuk-caption-l" { "Practice that was brought" }
        h1 class="govuk-heading-l" { (one.title) ", edition " (one.edition) }
        dl class="govuk-summary-list" {
            (row("How it stands", &says))
            (row("Brought", &format!("{}, by {by}", words::when(one.at))))
            (row("Why", &one.why))
            (row("Files", &files(one)))
            (row("Checked", &format!("All of it holds, with {} worked examples", one.examples)))
            @if let (Some(decided), Some(decided_by)) = (&one.decided, &decided_by) {
                (row("Decided", &format!("{}, by {decided_by}", words::when(decided.at))))
                @if let Some(why) = &decided.why { (row("Why it was decided so", why)) }
            }
        }
        @if one.decided.is_none() && !may.allowed && one.by == visit.who.worker {
            p class="govuk-body" { "You brought it: somebody else decides." }
        }
        (comes(visit, one, read.as_ref().ok()))
        h2 class="govuk-heading-m" { "What it would do to the files there are" }
        (would_do(visit, one, trial.as_ref(), read.as_ref().ok()))
        h2 class="govuk-heading-m" { "What it says otherwise than the book in force" }
        (changes)
        (decide)
        p class="govuk-body sightline-not-printed" { a class="govuk-link" href=(PAGE) { "The practice book" } }
    };
    Ok(visit.page(&Content {
        title: "A practice that was brought",
        main,
        has_errors: !form.wrong.is_empty(),
        ..Content::default()
    }))
}

fn files(one: &Brought) -> String {
    if one.overlay.is_empty() {
        return "None: the law’s book alone".to_owned();
    }
    let names = one.overlay.iter().map(|(name, _)| name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

fn row(key: &str, value: &str) -> Markup {
    html! {
        div class="govuk-summary-list__row" {
            dt class="govuk-summary-list__key" { (key) }
            dd class="govuk-summary-list__value" { (value) }
        }
    }
}

/// How and when one that was decided on comes into force.
fn comes(visit: &Visit<'_>, one: &Brought, read: Option<&Book>) -> Markup {
    let from = one.decided.as_ref().and_then(|decided| decided.from);
    let Some(from) = from.filter(|_| !one.came) else {
        return Markup::default();
    };
    let today = When::Instant(visit.now).day();
    html! {
        div class="govuk-inset-text" {
            @if visit.app.settings.book_is_named {
                "The program was started with a practice book that was named to it: this one comes into force when it is started without."
            } @else if read.is_none() {
                "It does not pass any more, and does not come into force: bring it again."
            } @else if from > today {
                "At the beginning of " (practice::book::day_in_words(from)) " everything that is owed is worked out anew. Until that is done no page is answered."
            } @else {
                "Everything that is owed is being worked out anew. Until that is done no page is answered. Where it is not in force after that, the log of the program says why."
            }
        }
    }
}

/// What would differ, as far as it was counted.
fn would_do(
    visit: &Visit<'_>,
    one: &Brought,
    trial: Option<&Progress>,
    read: Option<&Book>,
) -> Markup {
    let may = super::may(visit, Action::TakeIntoForce).allowed;
    html! {
        @match trial {
            None if one.came || read.is_none() => { p class="govuk-body" { "It is not counted any more." } }
            None => {
                p class="govuk-body" { "It was not counted since the program was started." }
                @if may {
                    form method="post" action={ (PAGE) "/" (one.entry) } class="sightline-not-printed" {
                        input type="hidden" name="form" value=(visit.form_key());
                        input type="hidden" name="do" value="count";
                        (Button { text: "Count it", look: crate::components::Look::Secondary, once: true, ..Button::default() }.markup())
                    }
                    @if visit.app.trials.is_busy() { p class="govuk-body" { "Another is being counted: wait until it is done." } }
                }
            }
            Some(progress) => { (counted(visit, one, progress, read)) }
        }
    }
}

fn counted(visit: &Visit<'_>, one: &Brought, progress: &Progress, read: Option<&Book>) -> Markup {
    let called = |id: &String| {
        let clock = read.and_then(|book| book.clock(id));
        let clock = clock.or_else(|| visit.app.book.clock(id));
        clock.map_or_else(|| id.clone(), |clock| format!("{} ({id})", clock.title))
    };
    let by_duty = progress.found.by_clock.iter();
    let by_duty = by_duty.map(|(id, counts)| (called(id), *counts)).collect();
    let files = i64::try_from(progress.files).unwrap_or(i64::MAX);
    let found = &progress.found;
    html! {
        p class="govuk-body" role="status" {
            (words::count(files, "file", "files")) " worked out by both books, as they stood on " (words::moment(progress.as_at)) ". Nothing was changed. "
            @match &progress.state {
                Stands::Going => { "It goes on: " a class="govuk-link" href={ (PAGE) "/" (one.entry) } { "look again" } "." }
                Stands::Whole => { "These are all." }
                Stands::Bounded => { "No more than " (words::number(i64::try_from(FILES).unwrap_or(i64::MAX))) " are counted here: " code { "sightline what-if --overlay FOLDER" } " counts all." }
                Stands::Failed(why) => { "It went no further: " (why) "." }
            }
        }
        @if found.by_clock.is_empty() {
            @if progress.state != Stands::Going { p class="govuk-body" { "No duty would be otherwise." } }
        } @else {
            (table("By duty", &by_duty))
            (table("By who owes it", &found.by_owner))
            (table("By team", &found.by_team))
        }
    }
}

fn table(title: &str, counts: &std::collections::BTreeMap<String, Counts>) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-table__caption--s" { (title) }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    th scope="col" class="govuk-table__header" { "Which" }
                    @for head in HEADS { th scope="col" class="govuk-table__header govuk-table__header--numeric" { (head) } }
                }
            }
            tbody class="govuk-table__body" {
                @for (name, one) in counts {
                    tr class="govuk-table__row" {
                        th scope="row" class="govuk-table__header" { (name) }
                        @for (head, number) in HEADS.iter().zip([one.added, one.gone, one.earlier, one.later, one.newly_late, one.no_longer_late]) {
                            td class="govuk-table__cell govuk-table__cell--numeric" data-label=(head) { (number) }
                        }
                    }
                }
            }
        }
    }
}

const HEADS: [&str; 6] = [
    "Added",
    "Gone",
    "Due earlier",
    "Due later",
    "Newly late",
    "No longer late",
];

/// The form of the decision.
fn decide(visit: &Visit<'_>, one: &Brought, form: &Form) -> Result<Markup, Stop> {
    let wrong = |of: &str| {
        let found = form.wrong.iter().find(|(question, _)| *question == of);
        found.map(|(_, says)| says.as_str())
    };
    let entry = visit.app.new_id()?;
    Ok(html! {
        div class="govuk-grid-row sightline-not-printed" {
            div class="govuk-grid-column-two-thirds" {
                form method="post" action={ (PAGE) "/" (one.entry) } novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    input type="hidden" name="entry" value=(entry);
                    (Radios {
                        legend: Some(Legend { text: "Does it come into force?", size: "govuk-fieldset__legend--m", ..Legend::default() }),
                        name: "do",
                        error: wrong("do"),
                        items: vec![Choice::new("approve", "Yes, from the day below"), Choice::new("refuse", "No")],
                        value: Some(form.chosen.as_str()).filter(|chosen| !chosen.is_empty()),
                        ..Radios::default()
                    }.markup())
                    (from_day(form, wrong("from-day")))
                    (TextInput {
                        label: Label { text: "Why? (optional where it comes into force)", of: "why", ..Label::default() },
                        id: "why", name: "why",
                        value: Some(form.why.as_str()).filter(|why| !why.is_empty()),
                        error: wrong("why"),
                        ..TextInput::default()
                    }.markup())
                    (Button { text: "Decide", once: true, ..Button::default() }.markup())
                }
            }
        }
    })
}

fn from_day(form: &Form, wrong: Option<&str>) -> Markup {
    let [day, month, year] = &form.day;
    DateInput {
        legend: Some(Legend {
            text: "From what day?",
            size: "govuk-fieldset__legend--s",
            ..Legend::default()
        }),
        id: "from",
        prefix: Some("from"),
        hint: Some(
            "From midnight on. Today means at once, and no page is answered until all that is owed is worked out anew",
        ),
        error: wrong,
        day: Some(day.as_str()),
        month: Some(month.as_str()),
        year: Some(year.as_str()),
        ..DateInput::default()
    }
    .markup()
}
