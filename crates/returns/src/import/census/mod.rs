//! What a child of the children in need census says, as records.

mod child;
mod pre_proceedings;
mod protection;
mod referral;

use record::staging::Batch;

use super::Extract;
use super::take::{From, Taking, Wanted};
use crate::read::census::CensusChild;
use crate::read::{Cell, dates};

/// The batch of one child.
pub fn batch(extract: &Extract<'_>, child: &CensusChild) -> Batch {
    let mut batch = Batch::default();
    if child::identify(extract, child, &mut batch) {
        child::details(extract, child, &mut batch);
        for details in &child.cin_details {
            referral::take(extract, details, &mut batch);
        }
    }
    taking(extract, &mut batch, "Child").unread(&child.unread);
    batch
}

fn taking<'e, 'b>(extract: &'e Extract<'b>, batch: &'e mut Batch, table: &'static str) -> Taking<'e, 'b> {
    Taking {
        extract,
        batch,
        table,
        date: dates::census,
    }
}

fn cell(cell: Option<&Cell>) -> From<'_> {
    From::Cell(cell)
}

/// A record without values that merely go along.
fn wanted<'c>(
    kind: &'static str,
    line: u32,
    fields: Vec<(&'static str, From<'c>)>,
    links: Vec<(&'static str, Option<usize>)>,
) -> Wanted<'c> {
    Wanted {
        kind,
        line,
        fields,
        links,
        along: Vec::new(),
    }
}
