//! A child of the children in need census, from the child's file.
//!
//! The census has every referral that was received in the year or open in it, and what
//! followed from each as it stood on the last day of the year: what happened since is not
//! told. Which record fills which element stands beside each block.

mod child;
mod pen;
mod pre_proceedings;
mod protection;
mod referral;

use practice::Fact;

use self::pen::Pen;
use super::file::{ChildFile, yes};
use super::{LeftOut, Origins, YearTo};
use crate::read::census::{CensusChild, CensusHeader};
use crate::read::{Cell, Place};

/// The first collection with pre-proceedings, by the year in which it ends.
const PRE_PROCEEDINGS_SINCE: u16 = 2027;

/// A child of the census, with where each element comes from.
#[derive(Debug, Clone, Default)]
pub struct MadeChild {
    /// The child's blocks.
    pub child: CensusChild,
    /// Where its elements come from. Rows are counted within the child.
    pub origins: Origins,
}

/// What the census says of itself. `number` is the authority's three figures, `written` the
/// instant at which it is written (`2026-04-20T09:00:00`).
pub fn header(year: YearTo, number: Option<u16>, written: &str) -> CensusHeader {
    let said = |field, text: String| Some(Cell::new(field, text, Place::default()));
    CensusHeader {
        collection: said("Collection", "CIN".to_owned()),
        year: said("Year", year.collection.year().to_string()),
        reference_date: said("ReferenceDate", year.ends.to_string()),
        source_level: said("SourceLevel", "L".to_owned()),
        lea: number.and_then(|number| said("LEA", format!("{number:03}"))),
        software_code: said("SoftwareCode", "Sightline".to_owned()),
        release: said("Release", env!("CARGO_PKG_VERSION").to_owned()),
        serial_no: said("SerialNo", "001".to_owned()),
        date_time: said("DateTime", written.to_owned()),
        ..CensusHeader::default()
    }
}

/// The child as the census of a year has it, or why it does not.
///
/// # Errors
///
/// Why the child is not in the census.
pub fn child(file: &ChildFile<'_>, year: YearTo) -> Result<MadeChild, LeftOut> {
    let referrals: Vec<&Fact> = referral::in_the_year(file, year).collect();
    if referrals.is_empty() {
        return Err(
            if super::ssda903::looked_after_between(file, year.starts, year.ends) {
                LeftOut::LookedAfterWithoutReferral
            } else {
                LeftOut::NoReferralInTheYear
            },
        );
    }
    let mut pen = Pen::default();
    let mut child = CensusChild::default();
    pen.row("Child");
    child::identifiers(file, year, &mut pen, &mut child);
    child::characteristics(file, &mut pen, &mut child);
    child.cin_details = (referrals.into_iter())
        .map(|referral| referral::details(file, year, referral, &mut pen))
        .collect();
    Ok(MadeChild {
        child,
        origins: pen.origins,
    })
}

/// A record, unless it fell after the year: the census does not know of it yet.
fn known(year: YearTo, fact: Option<&Fact>) -> Option<&Fact> {
    fact.filter(|fact| fact.occurred.day() <= year.ends)
}
