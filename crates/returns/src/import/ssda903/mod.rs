//! What a child of the looked after return says, as records.

mod adoption;
mod child;
mod episodes;
mod others;
mod yearly;

use practice::Value;
use record::kinds;
use record::staging::Batch;

use super::Extract;
use super::take::{From, Taking, Wanted};
use crate::read::ssda903::{ChildView, Column, Row, RowView, Ssda903Return, Table};
use crate::read::{Cell, Place, dates};

/// The batch of one child, from all of the child's rows.
///
/// A row whose date of birth is not that of the child's header is doubtful, and is
/// set aside whole; so is every row that does not say whose it is.
pub fn batch(extract: &Extract<'_>, whole: &Ssda903Return, child: ChildView<'_>) -> Batch {
    let mut batch = Batch::default();
    child.id().clone_into(&mut batch.authority_id);
    let rows: Vec<Row> = Table::ALL
        .into_iter()
        .flat_map(|table| child.rows(table))
        .map(owned)
        .collect();
    let born = |row: &Row| {
        row.get(Column::Dob)
            .and_then(|cell| dates::ssda903(&cell.text).ok())
    };
    batch.born_on = rows.iter().find_map(born);
    if let Some(first) = rows.first().filter(|_| !batch.authority_id.is_empty()) {
        listing(extract, whole, first, &mut batch);
    }
    for row in &rows {
        let mut taking = taking(extract, whole, &mut batch, row.table);
        let doubtful = born(row).filter(|day| taking.batch.born_on != Some(*day));
        if row.get(Column::Child).is_none() {
            aside(
                row,
                Column::Child,
                "The row has no CHILD, so it cannot be said whose it is. Add it at the source."
                    .to_owned(),
                &mut taking,
            );
        } else if doubtful.is_some() {
            let known = taking
                .batch
                .born_on
                .map(|day| day.to_string())
                .unwrap_or_default();
            aside(
                row,
                Column::Dob,
                format!(
                    "The date of birth is not the one given first for this child ({known}), so it is not certain whose row this is. Correct it at the source."
                ),
                &mut taking,
            );
        } else {
            unreadable_birth(row, &mut taking);
            take(row, &mut taking);
        }
    }
    batch
}

/// What stands in the files and is no part of a row: columns that the return does
/// not have, values beyond the last column, and what an XML file holds besides.
pub fn outside(extract: &Extract<'_>, whole: &Ssda903Return) -> Batch {
    let mut batch = Batch::default();
    for table in Table::ALL {
        let mut taking = taking(extract, whole, &mut batch, table);
        let rows = whole.table(table);
        for extra in rows.extra_columns() {
            taking.extra_column(&extra.name, 1, extra.values);
        }
        taking.unread(rows.unread());
        for wrong in rows.wrong_widths() {
            taking.wrong_width(wrong.line, wrong.expected, wrong.found);
        }
    }
    taking(extract, whole, &mut batch, Table::Header).unread(whole.unread());
    batch
}

/// A row as it stands in memory, as one of its own.
fn owned(view: RowView<'_>) -> Row {
    let mut row = Row::new(view.table(), view.line());
    for (column, cell) in view.cells() {
        let own = Cell::new(cell.field, cell.text.to_owned(), cell.place);
        if view.is_copied(column) {
            row.copy(column, Some(&own));
        } else {
            // A view has one cell for each column, so that no slot is taken twice.
            let _ = row.put(column, own);
        }
    }
    row
}

fn take(row: &Row, taking: &mut Taking<'_, '_>) {
    match row.table {
        Table::Header => child::details(row, taking),
        Table::Uasc => child::unaccompanied(row, taking),
        Table::Episodes => episodes::take(row, taking),
        Table::Reviews => others::review(row, taking),
        Table::Missing => others::missing(row, taking),
        Table::SocialWorker => others::social_worker(row, taking),
        Table::DeprivationOfLiberty => others::deprivation_of_liberty(row, taking),
        Table::Oc2 => yearly::looked_after_year(row, taking),
        Table::Oc3 => yearly::care_leaver(row, taking),
        Table::Ad1 => adoption::decision_and_match(row, taking),
        Table::PlacedAdoption => adoption::should_be_placed(row, taking),
        Table::PreviousPermanence => adoption::previous_permanence(row, taking),
    }
}

fn listing(extract: &Extract<'_>, whole: &Ssda903Return, first: &Row, batch: &mut Batch) {
    taking(extract, whole, batch, first.table).record(Wanted {
        kind: kinds::EXTRACT_LISTING,
        line: first.line,
        fields: vec![
            ("source", From::Known(Value::text(extract.source))),
            ("from", From::Known(Value::text(extract.period.from))),
            ("to", From::Known(Value::text(extract.period.to))),
        ],
        links: Vec::new(),
        along: Vec::new(),
    });
}

fn taking<'e, 'b>(
    extract: &'e Extract<'b>,
    whole: &'e Ssda903Return,
    batch: &'e mut Batch,
    table: Table,
) -> Taking<'e, 'b> {
    Taking {
        extract,
        batch,
        file: whole.table(table).file(),
        table: table.name(),
        elsewhere: ("", &[]),
        date: dates::ssda903,
    }
}

/// Sets aside a date of birth that goes along with a row and cannot be compared. In
/// the header it is a field of its own.
fn unreadable_birth(row: &Row, taking: &mut Taking<'_, '_>) {
    let own = row.own_cells().find(|(column, _)| *column == Column::Dob);
    let Some((_, cell)) = own.filter(|_| row.table != Table::Header) else {
        return;
    };
    if let Err(problem) = dates::ssda903(&cell.text) {
        let reason = format!(
            "{problem}, so it could not be compared with the child's. Correct it at the source; the rest of the row was taken."
        );
        taking.aside(&[cell], cell, reason);
    }
}

/// Sets a row aside whole. It may have been this child's after all, so that of what
/// it would have told, silence says nothing.
fn aside(row: &Row, at: Column, reason: String, taking: &mut Taking<'_, '_>) {
    let cells: Vec<&Cell> = row.own_cells().map(|(_, cell)| cell).collect();
    let record = Some(told_in(row.table));
    let place = Place {
        line: row.line,
        column: 1,
    };
    let nothing = Cell::new(at.name(), String::new(), place);
    let at = row.get(at).or(cells.first().copied()).unwrap_or(&nothing);
    taking.aside_of(record, &cells, at, reason);
}

/// The record type that a table tells of first.
const fn told_in(table: Table) -> &'static str {
    match table {
        Table::Header => kinds::CHILD_DETAILS,
        Table::Episodes => "care-episode-started",
        Table::Reviews => "looked-after-review",
        Table::Uasc => "unaccompanied-child",
        Table::Oc2 => "looked-after-year",
        Table::Oc3 => "care-leaver-outcome",
        Table::Ad1 | Table::PlacedAdoption => "adoption-decision",
        Table::PreviousPermanence => "previous-permanence",
        Table::Missing => "missing-episode-started",
        Table::SocialWorker => "social-worker-allocated",
        Table::DeprivationOfLiberty => "deprivation-of-liberty-started",
    }
}

/// A record of a row: fields from columns, the identifying columns going along.
fn wanted<'c>(
    kind: &'static str,
    row: &'c Row,
    fields: &[(&'static str, Column)],
    links: Vec<(&'static str, Option<usize>)>,
) -> Wanted<'c> {
    Wanted {
        kind,
        line: row.line,
        fields: fields
            .iter()
            .map(|(name, column)| {
                let cell = row.get(*column);
                let copied = row.is_copied(*column);
                (
                    *name,
                    if copied {
                        From::Copied(cell)
                    } else {
                        From::Cell(cell)
                    },
                )
            })
            .collect(),
        links,
        along: Vec::new(),
    }
}

/// The columns that say whose row it is, to go along with its first record.
fn whose(row: &Row) -> Vec<&Cell> {
    row.own_cells()
        .filter(|(column, cell)| match column {
            Column::Child => true,
            Column::Dob => dates::ssda903(&cell.text).is_ok(),
            _ => false,
        })
        .map(|(_, cell)| cell)
        .collect()
}
