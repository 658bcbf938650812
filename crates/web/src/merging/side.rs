//! What is shown of a file beside another, to see whether both are of the same person.

use maud::{Markup, html};
use practice::Id;
use practice::book::day_in_words;
use record::find::{self, Particulars};
use record::may::Whom;
use record::telling::happened;

use crate::child::File;
use crate::people;
use crate::reply::Stop;
use crate::visit::Visit;
use crate::words;

/// How many of the last things that happened are shown.
const LAST: usize = 5;

/// One of two files.
pub(super) struct Side {
    /// By what name the child is known, and the authority's identifier.
    pub called: String,
    /// Each question with what the file says, line by line.
    rows: Vec<Vec<String>>,
}

/// The questions.
const QUESTIONS: [&str; 8] = [
    "Names",
    "Born",
    "Our number",
    "Other identifiers",
    "Addresses",
    "Works with the child now",
    "How much is recorded",
    "What happened last",
];

impl Side {
    /// Of a file.
    pub fn of(visit: &mut Visit<'_>, file: &File) -> Result<Self, Stop> {
        let workers = working(visit, file.child.subject)?;
        let book = &visit.app.book;
        let found = find::row(book, file.child.subject, &file.casefile);
        let told = found.map(|row| row.particulars).unwrap_or_default();
        let mut last = happened(book, &file.shown, visit.now);
        last.retain(|one| people::may_read_kind(visit, file, &one.kind).allowed);
        let last = last.iter().rev().take(LAST);
        let last =
            last.map(|one| format!("{}: {}", words::when(one.at), words::sentence(&one.says)));
        let entries = i64::try_from(file.entries.len()).unwrap_or(i64::MAX);
        let since = file
            .entries
            .first()
            .map(|first| words::day(first.header.recorded_at));
        let much = format!(
            "{}, the first {}",
            words::count(entries, "entry", "entries"),
            since.unwrap_or_default()
        );
        let number = file.child.authority_id.clone();
        Ok(Self {
            called: format!("{}, number {number}", file.name),
            rows: vec![
                names(&told),
                told.born_on.iter().copied().map(day_in_words).collect(),
                vec![number],
                identifiers(&told),
                addresses(&told),
                workers,
                vec![much],
                last.collect(),
            ],
        })
    }
}

/// Both, question by question.
pub(super) fn table(one: &Side, other: &Side) -> Markup {
    let cell = |side: &Side, place: usize| {
        let lines = side.rows.get(place).map_or(&[][..], Vec::as_slice);
        html! {
            td class="govuk-table__cell" data-label=(side.called) {
                @if lines.is_empty() { span class="govuk-hint" { "Not recorded" } }
                @for line in lines { div { (line) } }
            }
        }
    };
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-table__caption--m" { "What the two files say" }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    td class="govuk-table__cell" {}
                    th scope="col" class="govuk-table__header" { (one.called) }
                    th scope="col" class="govuk-table__header" { (other.called) }
                }
            }
            tbody class="govuk-table__body" {
                @for (place, question) in QUESTIONS.iter().enumerate() {
                    tr class="govuk-table__row" {
                        th scope="row" class="govuk-table__header" { (question) }
                        (cell(one, place))
                        (cell(other, place))
                    }
                }
            }
        }
    }
}

fn names(told: &Particulars) -> Vec<String> {
    told.names.iter().map(ToString::to_string).collect()
}

fn identifiers(told: &Particulars) -> Vec<String> {
    let said = told.identifiers.iter().map(|one| {
        if one.called.is_empty() {
            one.value.clone()
        } else {
            format!("{} {}", one.called, one.value)
        }
    });
    said.collect()
}

fn addresses(told: &Particulars) -> Vec<String> {
    let said = told.addresses.iter().map(|one| {
        let parts = [one.lines.as_str(), one.postcode.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ").replace('\n', ", ")
    });
    said.collect()
}

/// Who works with the child now.
fn working(visit: &mut Visit<'_>, child: Id) -> Result<Vec<String>, Stop> {
    let mut names = Vec::new();
    for row in visit.reader.scope_of(child)? {
        if row.holds(visit.now)
            && row.effect == practice::book::Effect::Concerns
            && let Whom::Worker(name) = &row.whom
        {
            names.push(people::worker_named(visit, name)?);
        }
    }
    names.dedup();
    Ok(names)
}
