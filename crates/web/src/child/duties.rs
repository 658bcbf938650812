//! Every duty of a file, with its state and *why is this due?*.

use maud::{Markup, html};
use practice::engine::{Story, evaluate};
use practice::{Book, When};
use record::telling::is_quiet;
use record::{Duty, State};

use super::top::top;
use super::{File, open};
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// How many stand on a page: a young person who was long looked after has many hundred.
const PAGE: usize = 100;

/// The page.
pub(crate) fn duties(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "duties")?;
    let all = asked.query.one("all") == "yes";
    let as_at = file.as_at(visit);
    let book = &visit.app.book;
    let story = Story::new(book, &file.casefile.facts);
    let evaluation = evaluate(book, file.child.subject, &story);
    let mut started: Vec<Duty> = (evaluation.owed.into_iter())
        .map(|owed| owed.duty)
        .filter(|duty| duty.had_started(as_at) && may_see(visit, &file, duty))
        .collect();
    let many = started.len();
    if !all {
        started.retain(|duty| is_open(duty.state(as_at)) && !is_quiet(book, duty, as_at));
    }
    let left_out = many - started.len();
    started.sort_by_key(|duty| order(duty, as_at));
    let page = asked.query.one("page").parse::<usize>().unwrap_or(1);
    let page = page.clamp(1, 100_000);
    let before = (page - 1) * PAGE;
    let on_page = started.iter().skip(before).take(PAGE).cloned();
    let on_page: Vec<Duty> = on_page.collect();
    let address = if all {
        with_all(&file)
    } else {
        file.address("duties")
    };
    let main = html! {
        (top(visit, &file, "duties"))
        h1 class="govuk-heading-l" { "What is owed" }
        @if started.is_empty() { p class="govuk-body" { "Nothing is open." } }
        @else { (table(book, &file, &on_page, as_at)) }
        (turn(&address, page, started.len() > page * PAGE))
        @if left_out > 0 {
            p class="govuk-body" {
                a class="govuk-link" href=(with_all(&file)) {
                    "Show also " (words::count(i64::try_from(left_out).unwrap_or(i64::MAX), "duty that is", "duties that are"))
                    " done, over, or not to be acted on"
                }
            }
        }
        @if !evaluation.undecided.is_empty() {
            h2 class="govuk-heading-m" { "What cannot be said" }
            ul class="govuk-list govuk-list--bullet" {
                @for undecided in &evaluation.undecided {
                    li {
                        (book.clock(&undecided.clock).map_or(undecided.clock.as_str(), |clock| clock.title.as_str()))
                        ": it is not recorded whether " code { (undecided.condition) }
                    }
                }
            }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "What is owed",
        main,
        ..Content::default()
    })))
}

fn with_all(file: &File) -> String {
    let address = file.address("duties");
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}all=yes")
}

/// Whether this person may read what set a duty going, and so may see the duty.
pub(super) fn may_see(visit: &Visit<'_>, file: &File, duty: &Duty) -> bool {
    let fact = file.casefile.fact(duty.started.by);
    fact.is_none_or(|fact| crate::people::may_read_kind(visit, file, &fact.kind).allowed)
}

/// Whether somebody may still have to do something about it.
pub(crate) fn is_open(state: State) -> bool {
    matches!(
        state,
        State::Running | State::Overdue | State::NotKnown | State::Allowed
    )
}

/// Overdue first, then by due date; what has no date comes last.
pub(crate) fn order(
    duty: &Duty,
    as_at: jiff::Timestamp,
) -> (bool, bool, Option<jiff::Timestamp>, String) {
    let is_late = duty.state(as_at) == State::Overdue;
    (
        !is_late,
        duty.due.is_none(),
        duty.due.map(When::end),
        duty.id(),
    )
}

/// The duties in a table.
pub(super) fn table(book: &Book, file: &File, duties: &[Duty], as_at: jiff::Timestamp) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { "Duties" }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    th scope="col" class="govuk-table__header" { "What" }
                    th scope="col" class="govuk-table__header" { "Due" }
                    th scope="col" class="govuk-table__header" { "State" }
                    th scope="col" class="govuk-table__header" { span class="govuk-visually-hidden" { "Why" } }
                }
            }
            tbody class="govuk-table__body" {
                @for duty in duties {
                    @let title = book.clock(&duty.clock).map_or(duty.clock.as_str(), |clock| clock.title.as_str());
                    tr class="govuk-table__row" {
                        th scope="row" class="govuk-table__header" { (title) }
                        td class="govuk-table__cell" data-label="Due" { (due(duty, as_at)) }
                        td class="govuk-table__cell" { (state(duty, as_at)) }
                        td class="govuk-table__cell" {
                            a class="govuk-link" href=(file.address(&format!("duty/{}", duty.id()))) {
                                "Why is this due?" span class="govuk-visually-hidden" { " " (title) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// When it is due, in words.
pub(crate) fn due(duty: &Duty, as_at: jiff::Timestamp) -> String {
    match (duty.due, duty.earliest) {
        (Some(due), _) => words::when(due),
        (None, Some(day)) => format!("Not before {}", words::when(day)),
        (None, None) => format!("No date; {} so far", duty.age(as_at)),
    }
}

/// Its state, as a tag, and by how many days it went over.
pub(super) fn state(duty: &Duty, as_at: jiff::Timestamp) -> Markup {
    let state = duty.state(as_at);
    let says = state_in_words(state);
    let colour = match state {
        State::Running => "blue",
        State::Met => "green",
        State::MetLate | State::TooEarly => "yellow",
        State::Overdue => "red",
        State::Allowed | State::Lapsed | State::Superseded | State::Cancelled => "grey",
        State::NotKnown => "purple",
    };
    let over = duty.days_over(as_at);
    html! {
        strong class={ "govuk-tag govuk-tag--" (colour) } { (says) }
        @if over > 0 { " " span class="sightline-over" { (words::count(over, "day", "days")) " late" } }
    }
}

/// A state in words.
pub(crate) const fn state_in_words(state: State) -> &'static str {
    match state {
        State::Running => "To do",
        State::Met => "Done",
        State::MetLate => "Done late",
        State::Overdue => "Overdue",
        State::TooEarly => "Done too early",
        State::Allowed => "May be done",
        State::Lapsed => "Lapsed",
        State::Superseded => "No longer owed",
        State::Cancelled => "Never owed",
        State::NotKnown => "Not known",
    }
}
