//! What was arranged for a day that has passed, and of which nobody has said whether it was held: told in
//! the diary, with the ways to say so.

use jiff::Timestamp;
use maud::{Markup, html};
use practice::When;
use practice::book::{day_in_words, diary::Diary};
use record::may::Action;
use record::{ArrangedRow, Became};

use super::diary::{name, title};
use crate::lists::Children;
use crate::visit::Visit;

/// How many stand there; the rest is said in a number, and stands on the children's own pages.
const MOST: usize = 20;

/// Whether its day has passed and nothing is said of it.
pub(super) fn is_passed(row: &ArrangedRow, now: Timestamp) -> bool {
    row.became == Became::Nothing && When::Day(row.at.day()).is_past(now)
}

/// Those of one's children, the oldest first; nothing where there are none.
pub(super) fn passed(visit: &Visit<'_>, rows: &[ArrangedRow], children: &Children) -> Markup {
    let asked = |row: &ArrangedRow| of(visit, row).is_some_and(|one| one.clock.is_some());
    let mut rows: Vec<&ArrangedRow> = rows
        .iter()
        .filter(|row| is_passed(row, visit.now) && asked(row))
        .collect();
    if rows.is_empty() {
        return Markup::default();
    }
    rows.sort_by_key(|row| (row.at.start(), row.entry));
    let more = rows.len().saturating_sub(MOST);
    html! {
        h2 class="govuk-heading-m" { "The day has passed: was it held?" }
        ul class="govuk-list govuk-list--spaced" {
            @for row in rows.iter().take(MOST) {
                li {
                    @let what = title(visit, row);
                    (day_in_words(row.at.day())) " "
                    a class="govuk-link" href={ "/child/" (row.subject) "/entry/" (row.entry) } { (what) }
                    ", " (name(children, row.subject))
                    @for (kind, says) in ways(visit, row, children) {
                        " "
                        a class="govuk-link sightline-not-printed" href={ "/child/" (row.subject) "/record/" (kind) "?about=" (row.entry) } {
                            (says) span class="govuk-visually-hidden" { ": " (what) ", " (name(children, row.subject)) }
                        }
                    }
                }
            }
        }
        @if more > 0 { p class="govuk-body" { "And " (more) " more." } }
    }
}

fn of<'v>(visit: &'v Visit<'_>, row: &ArrangedRow) -> Option<&'v Diary> {
    let mut diary = visit.app.book.diary.iter();
    diary.find(|one| one.on == row.kind)
}

/// The record types by which this person may say what became of it, with what leads to each.
fn ways<'v>(
    visit: &'v Visit<'_>,
    row: &ArrangedRow,
    children: &Children,
) -> Vec<(&'v str, &'static str)> {
    let (Some(shown), Some(child)) = (of(visit, row), children.get(&row.subject)) else {
        return Vec::new();
    };
    let may = |kind: &str| {
        let record = visit.app.book.record(kind);
        record.is_some_and(|record| {
            let may = visit.may(Action::Record, &child.target, Some(record));
            may.allowed
        })
    };
    let held = shown.held_as(row.code.as_deref());
    let held = held.map(|kind| (kind, "Record that it was held"));
    let off = shown.off.as_deref().map(|kind| (kind, "It was called off"));
    (held.into_iter().chain(off))
        .filter(|(kind, _)| may(kind))
        .collect()
}
