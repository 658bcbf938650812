//! `summary`: what matters now in a child's file, on one screen.

use std::sync::Arc;

use practice::Book;
use practice::book::day_in_words;
use record::Moment;
use record::expected::{self, Missing};
use record::family::{self, Genogram, Row};
use record::household::{self, Member};
use record::lateness::{self, Late};
use record::summary::{self, Item, Section};
use record::telling::{Happened, chronology};
use serde::Serialize;

use super::file::Asked;
use crate::cli::{Format, Global, Then};
use crate::outcome::Outcome;
use crate::{ledger, show};

#[derive(Serialize)]
struct SummaryShown {
    child: String,
    as_at: jiff::Timestamp,
    sections: Vec<Section>,
    /// Who lived with the child on that day.
    household: Vec<Member>,
    missing: Vec<Missing>,
    chronology: Vec<Happened>,
    recorded_late: Vec<Late>,
    family: Genogram,
    family_rows: Vec<Row>,
}

pub fn run(global: &Global, book: &Arc<Book>, id: &str, then: Then) -> anyhow::Result<Outcome> {
    let asked = Asked::from(then);
    let book = asked.book(book);
    let mut reader = ledger::read(global)?;
    let child = ledger::child(&mut reader, id)?;
    let casefile = asked.casefile(&mut reader, &child)?;
    let named = asked.shown(&book, &mut reader, &child)?;
    let (as_at, day) = (asked.as_at, practice::When::Instant(asked.as_at).day());
    let family = family::of(&book, &casefile, as_at);
    let at = Moment::of(&book, &casefile, as_at);
    let shown = SummaryShown {
        child: child.authority_id,
        as_at,
        sections: summary::of(&at, &named),
        household: household::on(&book, &casefile, day),
        missing: expected::missing(&at),
        chronology: chronology(&book, &named, as_at),
        recorded_late: lateness::of(&book, &casefile),
        family_rows: family.rows(),
        family,
    };
    if global.format == Format::Json {
        show::json(&shown)?;
    } else {
        show::lines(in_words(&shown))?;
    }
    Ok(Outcome::Holds)
}

fn in_words(shown: &SummaryShown) -> Vec<String> {
    let mut lines = vec![format!("Child {}", shown.child)];
    lines.extend(shown.sections.iter().flat_map(section));
    let parts = [
        (
            "What the file should hold and does not",
            "Nothing that is asked for is missing",
            shown.missing.iter().map(missing).collect::<Vec<_>>(),
        ),
        (
            "Family",
            "Nobody of the family is recorded",
            // The child alone is no family.
            (shown
                .family_rows
                .iter()
                .filter(|_| shown.family_rows.len() > 1))
            .map(row)
            .collect(),
        ),
        (
            "Chronology",
            "No significant event is recorded",
            (shown.chronology.iter())
                .map(|told| format!("{}  {}", told.at, told.says))
                .collect(),
        ),
        (
            "How late things were recorded",
            "Nothing was written here: everything came from extracts",
            shown.recorded_late.iter().map(late).collect(),
        ),
    ];
    for (title, empty, part) in parts {
        lines.extend([String::new(), title.to_owned()]);
        if part.is_empty() {
            lines.push(format!("  {empty}"));
        }
        lines.extend(part.into_iter().map(|line| format!("  {line}")));
    }
    lines
}

fn missing(missing: &Missing) -> String {
    let due = missing.due.map_or_else(
        || "no date is set".to_owned(),
        |due| format!("was due {}", day_in_words(due.day())),
    );
    let clock = (missing.clock.as_ref()).map_or_else(String::new, |clock| format!(" [{clock}]"));
    format!("{}: {due}; {}{clock}", missing.title, missing.owner)
}

fn row(row: &Row) -> String {
    let told = [&row.relation, &row.dates].into_iter();
    let told: Vec<_> = told.filter(|told| !told.is_empty()).cloned().collect();
    if told.is_empty() {
        row.name.clone()
    } else {
        format!("{}: {}", row.name, told.join("; "))
    }
}

fn late(late: &Late) -> String {
    format!(
        "{}: {} recorded, half within {} days, the last after {}",
        late.title, late.records, late.median_days, late.most_days
    )
}

fn section(section: &Section) -> Vec<String> {
    let mark = if section.urgent && !section.items.is_empty() {
        " (read this first)"
    } else {
        ""
    };
    let mut lines = vec![String::new(), format!("{}{mark}", section.title)];
    if section.items.is_empty() {
        lines.push(format!("  {}", section.empty));
    }
    lines.extend(section.items.iter().flat_map(item));
    lines
}

fn item(item: &Item) -> Vec<String> {
    let looked_at = item.renewed.unwrap_or(item.at).day();
    let review = item.review.map_or_else(String::new, |day| {
        let when = if item.review_passed { "was due" } else { "due" };
        format!("; {when} {}", day_in_words(day))
    });
    let mut lines = vec![format!("  {} [{looked_at}{review}]", item.words)];
    lines.extend(
        (item.details.iter()).map(|detail| format!("    {}: {}", detail.label, detail.says)),
    );
    lines
}
