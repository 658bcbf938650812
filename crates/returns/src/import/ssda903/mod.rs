//! What a child of the looked after return says, as records.

mod adoption;
mod child;
mod episodes;
mod others;
mod yearly;

use practice::Value;
use record::kinds;
use record::staging::{Batch, SetAside};

use super::Extract;
use super::take::{From, Taking, Wanted};
use crate::read::ssda903::{Column, Row, Table};
use crate::read::{Cell, dates};

/// The batch of one child, from all of the child's rows.
///
/// A row whose date of birth is not that of the child's header is doubtful, and is
/// set aside whole.
pub fn batch(extract: &Extract<'_>, child: &str, rows: &[Row]) -> Batch {
    let mut batch = Batch::default();
    child.clone_into(&mut batch.authority_id);
    let mut rows: Vec<&Row> = rows.iter().collect();
    rows.sort_by_key(|row| row.table);
    let born = |row: &&Row| row.get(Column::Dob).and_then(|cell| dates::ssda903(&cell.text).ok());
    batch.born_on = rows.iter().find_map(born);
    if let Some(first) = rows.first() {
        listing(extract, first.line, &mut batch);
    }
    for row in rows {
        let doubtful = born(&row).is_some_and(|day| batch.born_on != Some(day));
        if doubtful {
            let known = batch.born_on.map(|day| day.to_string()).unwrap_or_default();
            aside(extract, row, Column::Dob, format!("The date of birth is not the one given first for this child ({known}), so it is not certain whose row this is. Correct it at the source."), &mut batch);
            continue;
        }
        let mut taking = taking(extract, &mut batch, row.table.name());
        take(row, &mut taking);
        taking.unread(&row.unread);
    }
    batch
}

/// A row that has no CHILD: it cannot be said whose it is.
pub fn nobodys(extract: &Extract<'_>, row: &Row, batch: &mut Batch) {
    let reason = "The row has no CHILD, so it cannot be said whose it is. Add it at the source.";
    aside(extract, row, Column::Child, reason.to_owned(), batch);
    taking(extract, batch, row.table.name()).unread(&row.unread);
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
        Table::PlacedAdoption => adoption::placed(row, taking),
        Table::PreviousPermanence => adoption::previous_permanence(row, taking),
    }
}

fn listing(extract: &Extract<'_>, line: u32, batch: &mut Batch) {
    taking(extract, batch, Table::Header.name()).record(Wanted {
        kind: kinds::EXTRACT_LISTING,
        line,
        fields: vec![
            ("source", From::Known(Value::text(extract.source))),
            ("from", From::Known(Value::text(extract.period.from))),
            ("to", From::Known(Value::text(extract.period.to))),
        ],
        links: Vec::new(),
        along: Vec::new(),
    });
}

fn taking<'e, 'b>(extract: &'e Extract<'b>, batch: &'e mut Batch, table: &'static str) -> Taking<'e, 'b> {
    Taking {
        extract,
        batch,
        table,
        date: dates::ssda903,
    }
}

fn aside(extract: &Extract<'_>, row: &Row, at: Column, reason: String, batch: &mut Batch) {
    batch.set_aside.push(SetAside {
        table: row.table.name().to_owned(),
        column: at.name().to_owned(),
        value: row.text(at).to_owned(),
        reason,
        from: record::Provenance {
            source: extract.source.to_owned(),
            file: extract.file.clone(),
            line: u64::from(row.line),
            recorded: None,
        },
        values: row.own_cells().map(|(column, _)| (row.table.name(), column.name())).collect(),
    });
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
        fields: fields.iter().map(|(name, column)| (*name, From::Cell(row.get(*column)))).collect(),
        links,
        along: Vec::new(),
    }
}

/// The columns that say whose row it is, to go along with its first record.
fn whose(row: &Row) -> Vec<&Cell> {
    let whose = [Column::Child, Column::Dob];
    row.own_cells().filter(|(column, _)| whose.contains(column)).map(|(_, cell)| cell).collect()
}
