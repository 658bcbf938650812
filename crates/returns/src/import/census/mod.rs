//! What a child of the children in need census says, as records.

mod child;
mod pre_proceedings;
mod protection;
mod referral;

use record::staging::Batch;

use super::Extract;
use super::take::{From, Taking, Wanted};
use crate::read::census::{CensusChild, ChildCharacteristics};
use crate::read::{Cell, Unread, dates};

/// The census that is being taken: what it is, and how its file was named.
#[derive(Clone, Copy)]
struct Census<'e, 'b> {
    extract: &'e Extract<'b>,
    file: &'e str,
}

/// The batch of one child.
pub fn batch(extract: &Extract<'_>, file: &str, child: &CensusChild) -> Batch {
    let census = Census { extract, file };
    let mut batch = Batch::default();
    if child::identify(census, child, &mut batch) {
        child::details(census, child, &mut batch);
        for details in &child.cin_details {
            referral::take(census, details, &mut batch);
        }
    }
    taking(census, &mut batch, "Child").unread(&child.unread);
    batch
}

/// What stands in the file outside every child and was not read.
pub fn outside(extract: &Extract<'_>, file: &str, unread: &[Unread]) -> Batch {
    let mut batch = Batch::default();
    taking(Census { extract, file }, &mut batch, "Message").unread(unread);
    batch
}

fn taking<'e, 'b>(
    census: Census<'e, 'b>,
    batch: &'e mut Batch,
    table: &'static str,
) -> Taking<'e, 'b> {
    Taking {
        extract: census.extract,
        batch,
        file: census.file,
        table,
        elsewhere: (ChildCharacteristics::ELEMENT, &["Ethnicity", "Disability"]),
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
