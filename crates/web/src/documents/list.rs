//! The documents of a file, each with what it is attached to; the newest first.

use maud::{Markup, html};
use practice::Fact;
use record::Document;

use super::shown::{found, named, what};
use crate::child::{File, open, top};
use crate::edge::Asked;
use crate::lists::{Column, Columns, MOST, PAGE, Sheet, Wanted};
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// A document of the list.
struct Row<'f> {
    document: &'f Document,
    /// What it is attached to, and in words.
    fact: &'f Fact,
    of: String,
    /// Who attached it.
    by: Option<String>,
}

const COLUMNS: Columns = Columns {
    all: &[
        Column::least("document", "Document"),
        Column::least("of", "Attached to"),
        Column::greatest("when", "When and by whom"),
    ],
    own: &[],
    first: "when",
};

/// The page.
pub(crate) fn list(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "documents")?;
    let wanted = wanted(&file, asked);
    let (rows, more) = wanted.cut(rows(visit, &file, &wanted)?, PAGE);
    let main = html! {
        (top(visit, &file, "documents"))
        h1 class="govuk-heading-l" { "Documents" }
        @if rows.is_empty() { p class="govuk-body" { "No document is attached to anything in this file." } }
        @else {
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Documents of this file" }
                (COLUMNS.head(&wanted))
                tbody class="govuk-table__body" { @for row in &rows { (line(visit, &file, row)) } }
            }
            (wanted.foot(more))
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Documents of a file",
        main,
        ..Content::default()
    })))
}

/// The list, to be taken away; none of the documents is in it.
pub(crate) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "documents")?;
    let wanted = wanted(&file, asked);
    let rows = rows(visit, &file, &wanted)?;
    let more = rows.len() > MOST;
    let mut sheet = Sheet::with(&[
        "Document",
        "What it is",
        "Attached to",
        "Of",
        "Attached",
        "By whom",
        "Withdrawn, because",
    ]);
    for row in rows.into_iter().take(MOST) {
        let values = vec![
            row.document.told.name.clone(),
            what(&visit.app.book, row.document),
            row.of,
            words::when(row.fact.occurred),
            words::moment(row.document.recorded_at),
            row.by.unwrap_or_default(),
            row.document.withdrawn.clone().unwrap_or_default(),
        ];
        sheet.add_of(visit, (file.child.subject, &file.target), values)?;
    }
    sheet.reply(visit, "documents.csv", more)
}

fn wanted<'w>(file: &File, asked: &'w Asked) -> Wanted<'w> {
    Wanted::of(format!("/child/{}/documents", file.child.subject), asked)
}

/// Those of which this person may read what they are attached to, in the order that is asked for.
fn rows<'f>(
    visit: &mut Visit<'_>,
    file: &'f File,
    wanted: &Wanted<'_>,
) -> Result<Vec<Row<'f>>, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let mut rows = Vec::with_capacity(file.casefile.documents.len());
    for document in &file.casefile.documents {
        let Some((document, fact)) = found(visit, file, document.id) else {
            continue;
        };
        let by = visit.reader.worker(document.recorded_by)?;
        rows.push(Row {
            document,
            fact,
            of: words::sentence(&record::exempt::plain(&book.say(fact))),
            by: by.map(|by| by.name),
        });
    }
    let order = COLUMNS.order(wanted);
    match order.by {
        "document" => order.put(&mut rows, |row| Some(row.document.told.name.to_lowercase())),
        "of" => order.put(&mut rows, |row| {
            Some((row.of.clone(), row.fact.occurred.start()))
        }),
        _ => order.put(&mut rows, |row| {
            Some((row.document.recorded_at, row.document.id))
        }),
    }
    Ok(rows)
}

fn line(visit: &Visit<'_>, file: &File, row: &Row<'_>) -> Markup {
    html! {
        tr class="govuk-table__row" {
            th scope="row" class="govuk-table__header" {
                (named(file, row.document))
                br; span class="govuk-hint sightline-inline" { (what(&visit.app.book, row.document)) }
            }
            td class="govuk-table__cell" data-label="Attached to" {
                a class="govuk-link" href=(file.address(&format!("entry/{}", row.fact.id))) { (row.of) }
                br; span class="govuk-hint sightline-inline" { (words::when(row.fact.occurred)) }
            }
            td class="govuk-table__cell" data-label="When and by whom" {
                (words::moment(row.document.recorded_at))
                @if let Some(by) = &row.by { ", by " (by) }
            }
        }
    }
}
