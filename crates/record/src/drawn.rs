//! What a new record is filled in with from the file, by the practice book: a handover with who the
//! child is, what happened, the risks, the plan and what is owed.
//!
//! Only what is of the record's own class goes into it: whoever reads it may read all that is in
//! it. What is marked as exempt keeps its mark.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan as _};
use practice::book::day_in_words;
use practice::book::drawn::Drawn;
use practice::{Book, When};

use crate::Moment;
use crate::casefile::Casefile;
use crate::owed::OwedRow;
use crate::summary::Section;
use crate::{summary, telling};

/// Something that is owed, as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owing {
    /// The clock.
    pub clock: String,
    /// The type of the record that started it.
    pub kind: String,
    /// Since when it is owed.
    pub from: Timestamp,
    /// When it is due; `None` where no date is set.
    pub due: Option<When>,
    /// Whether it is late.
    pub late: bool,
}

impl Owing {
    /// A row of what is owed.
    pub fn of(row: &OwedRow, now: Timestamp) -> Self {
        Self {
            clock: row.clock.clone(),
            kind: row.kind.clone(),
            from: row.from,
            due: row.due,
            late: row.is_late(now),
        }
    }
}

/// The answers with which a new record of this type begins, by field; nothing where the book draws
/// none or the file tells nothing. The file is as it is shown, with the names of workers and teams.
pub fn of(
    book: &Book,
    kind: &str,
    shown: &Casefile,
    owing: &[Owing],
    now: Timestamp,
) -> BTreeMap<String, String> {
    let (Some(fields), Some(record)) = (book.drawn.get(kind), book.record(kind)) else {
        return BTreeMap::new();
    };
    let of_class = |kind: &str| {
        let told = book.record(kind);
        told.is_some_and(|told| told.class == record.class)
    };
    let at = Moment::of(book, shown, now);
    let sections = summary::marked(&at, shown);
    let mut answers = BTreeMap::new();
    for (name, drawn) in fields {
        let mut lines = Vec::new();
        for id in &drawn.sections {
            let section = sections.iter().find(|section| section.id == *id);
            lines.extend(section.into_iter().flat_map(|one| items(one, &of_class)));
        }
        let more = standing(&at, drawn, &of_class);
        lines.extend(
            more.into_iter()
                .filter_map(|(name, line)| {
                    // Who stands there already is not told of again.
                    let told =
                        |name: &String| lines.iter().any(|line| line.contains(name.as_str()));
                    (!name.as_ref().is_some_and(told)).then_some(line)
                })
                .collect::<Vec<_>>(),
        );
        lines.extend(significant(book, shown, drawn, &of_class, now));
        lines.extend(owed(book, drawn, owing, &of_class, now));
        if !lines.is_empty() {
            answers.insert(name.clone(), lines.join("\n"));
        }
    }
    answers
}

/// What stands in a section of the summary, a line to each thing.
fn items(section: &Section, of_class: &impl Fn(&str) -> bool) -> Vec<String> {
    let items = section.items.iter().filter(|item| of_class(&item.kind));
    items
        .map(|item| {
            let details = item.details.iter();
            let details = details.map(|detail| format!("{}: {}", detail.label, detail.says));
            let all = std::iter::once(item.words.clone()).chain(details);
            // A sentence that ends as one wants no second full stop.
            let all: Vec<String> = all
                .map(|words| words.trim_end_matches('.').to_owned())
                .collect();
            all.join(". ")
        })
        .collect()
}

/// The records of these types that stand, a line to each, with whom it names.
fn standing(
    at: &Moment<'_>,
    drawn: &Drawn,
    of_class: &impl Fn(&str) -> bool,
) -> Vec<(Option<String>, String)> {
    let current = &at.current;
    let kinds = drawn.records.iter().filter(|kind| of_class(kind));
    kinds
        .flat_map(|kind| current.of_kind(kind))
        .filter(|fact| current.closed(fact).is_none())
        .map(|fact| (fact.text("name").map(str::to_owned), at.book.say(fact)))
        .collect()
}

/// The last significant events, in the order in which they happened.
fn significant(
    book: &Book,
    shown: &Casefile,
    drawn: &Drawn,
    of_class: &impl Fn(&str) -> bool,
    now: Timestamp,
) -> Vec<String> {
    let Some(most) = drawn.significant else {
        return Vec::new();
    };
    let mut events = telling::chronology(book, shown, now);
    events.retain(|event| of_class(&event.kind));
    let before = events.len().saturating_sub(most);
    let told = events.iter().skip(before).filter_map(|event| {
        let fact = shown.fact(event.entry)?;
        Some(format!(
            "{}: {}",
            day_in_words(fact.occurred.day()),
            book.say(fact)
        ))
    });
    let mut lines: Vec<String> = told.collect();
    if before > 0 {
        lines.insert(
            0,
            format!("{before} earlier events stand in the chronology."),
        );
    }
    lines
}

/// What is late, and what is owed in so many days, the first first.
fn owed(
    book: &Book,
    drawn: &Drawn,
    owing: &[Owing],
    of_class: &impl Fn(&str) -> bool,
    now: Timestamp,
) -> Vec<String> {
    let Some(days) = drawn.owed_in else {
        return Vec::new();
    };
    let today = When::Instant(now).day();
    let last = today.checked_add(i64::from(days).days()).unwrap_or(today);
    let mut rows: Vec<&Owing> = (owing.iter())
        .filter(|row| of_class(&row.kind) && row.from <= now)
        .filter(|row| row.due.is_none_or(|due| row.late || !due.is_past(now)))
        .filter(|row| row.due.is_none_or(|due| due.day() <= last))
        .collect();
    rows.sort_by_key(|row| (row.due.is_none(), row.due.map(When::end), row.from));
    let title = |clock: &str| {
        let known = book.clock(clock);
        known.map_or_else(|| clock.to_owned(), |known| known.title.clone())
    };
    let said = rows.iter().map(|row| match row.due {
        Some(due) if row.late => {
            format!(
                "{}: late since {}",
                title(&row.clock),
                day_in_words(due.day())
            )
        }
        Some(due) => format!("{}: by {}", title(&row.clock), day_in_words(due.day())),
        None => format!(
            "{}: as soon as possible, since {}",
            title(&row.clock),
            day_in_words(When::Instant(row.from).day())
        ),
    });
    said.collect()
}
