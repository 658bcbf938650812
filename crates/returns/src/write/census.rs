//! Writes a children in need census, from the same blocks the reader gives.
//!
//! Elements stand in the order of the Department for Education's schema. Pre-proceedings
//! come last. One child is written at a time, so that a census of any size takes no
//! memory. What the reader reported unread is not written.

use std::borrow::Borrow;
use std::io::{self, Write};

use quick_xml::escape::escape;

use crate::read::Cell;
use crate::read::census::{
    Assessment, CensusChild, CensusHeader, ChildProtectionPlan, CinDetails, CinPlanDates,
    PreProceedings, Section47,
};

/// Writes a whole census.
pub fn census<W: Write>(
    out: W,
    header: &CensusHeader,
    children: impl IntoIterator<Item: Borrow<CensusChild>>,
) -> io::Result<()> {
    let mut writer = CensusWriter::begin(out, header)?;
    for one in children {
        writer.child(one.borrow())?;
    }
    writer.end().map(drop)
}

/// Writes a census child by child, as they come.
pub struct CensusWriter<W> {
    to: Elements<W>,
}

impl<W: Write> CensusWriter<W> {
    /// Writes what the census says of itself.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn begin(out: W, header: &CensusHeader) -> io::Result<Self> {
        let mut to = Elements { out, depth: 0 };
        to.out
            .write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        to.open("Message")?;
        to.around(CensusHeader::ELEMENT, |to| {
            to.around("CollectionDetails", |to| {
                to.cells([&header.collection, &header.year, &header.reference_date])
            })?;
            to.around("Source", |to| {
                to.cells([&header.source_level, &header.lea, &header.software_code])?;
                to.cells([&header.release, &header.serial_no, &header.date_time])
            })
        })?;
        to.open("Children")?;
        Ok(Self { to })
    }

    /// Writes a child.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn child(&mut self, one: &CensusChild) -> io::Result<()> {
        child(&mut self.to, one)
    }

    /// Ends the file, and gives back what it was written to.
    ///
    /// # Errors
    ///
    /// Where the last of it cannot be written.
    pub fn end(mut self) -> io::Result<W> {
        self.to.close("Children")?;
        self.to.close("Message")?;
        self.to.out.flush()?;
        Ok(self.to.out)
    }
}

fn child<W: Write>(to: &mut Elements<W>, child: &CensusChild) -> io::Result<()> {
    to.around(CensusChild::ELEMENT, |to| {
        if let Some(identifiers) = &child.identifiers {
            to.block("ChildIdentifiers", identifiers.cells())?;
        }
        if let Some(characteristics) = &child.characteristics {
            to.around("ChildCharacteristics", |to| {
                to.cells([&characteristics.ethnicity])?;
                to.list("Disabilities", &characteristics.disabilities)
            })?;
        }
        child
            .cin_details
            .iter()
            .try_for_each(|referral| details(to, referral))
    })
}

fn details<W: Write>(to: &mut Elements<W>, one: &CinDetails) -> io::Result<()> {
    to.around(CinDetails::ELEMENT, |to| {
        to.cells([
            &one.referral_date,
            &one.referral_source,
            &one.primary_need_code,
        ])?;
        to.cells([
            &one.closure_date,
            &one.reason_for_closure,
            &one.date_of_initial_cpc,
        ])?;
        for assessment in &one.assessments {
            to.around(Assessment::ELEMENT, |to| {
                to.cells([
                    &assessment.actual_start_date,
                    &assessment.internal_review_date,
                ])?;
                to.cells([&assessment.authorisation_date])?;
                to.list("FactorsIdentifiedAtAssessment", &assessment.factors)
            })?;
        }
        for plan in &one.plans {
            to.block(CinPlanDates::ELEMENT, plan.cells())?;
        }
        for enquiry in &one.section47 {
            to.block(Section47::ELEMENT, enquiry.cells())?;
        }
        to.cells([&one.referral_nfa])?;
        for plan in &one.protection_plans {
            to.around(ChildProtectionPlan::ELEMENT, |to| {
                to.cells([&plan.start_date, &plan.end_date])?;
                to.cells([
                    &plan.initial_category_of_abuse,
                    &plan.latest_category_of_abuse,
                ])?;
                to.cells([&plan.number_of_previous_cpp])?;
                to.list("Reviews", &plan.reviews)
            })?;
        }
        for process in &one.pre_proceedings {
            to.block(PreProceedings::ELEMENT, process.cells())?;
        }
        Ok(())
    })
}

/// Elements, each on its own line.
struct Elements<W> {
    out: W,
    depth: usize,
}

impl<W: Write> Elements<W> {
    fn around(
        &mut self,
        name: &str,
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.open(name)?;
        inside(self)?;
        self.close(name)
    }

    fn open(&mut self, name: &str) -> io::Result<()> {
        let indent = self.depth * 2;
        self.depth += 1;
        writeln!(self.out, "{:indent$}<{name}>", "")
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        let indent = self.depth * 2;
        writeln!(self.out, "{:indent$}</{name}>", "")
    }

    fn block<'a>(&mut self, name: &str, cells: impl Iterator<Item = &'a Cell>) -> io::Result<()> {
        self.around(name, |to| {
            cells.into_iter().try_for_each(|cell| to.cell(cell))
        })
    }

    fn cells<const N: usize>(&mut self, cells: [&Option<Cell>; N]) -> io::Result<()> {
        cells
            .into_iter()
            .flatten()
            .try_for_each(|cell| self.cell(cell))
    }

    /// A list that is empty is left out, with the element around it.
    fn list(&mut self, around: &str, cells: &[Cell]) -> io::Result<()> {
        if cells.is_empty() {
            Ok(())
        } else {
            self.block(around, cells.iter())
        }
    }

    fn cell(&mut self, cell: &Cell) -> io::Result<()> {
        let (indent, name) = (self.depth * 2, cell.field);
        writeln!(
            self.out,
            "{:indent$}<{name}>{}</{name}>",
            "",
            escape(&cell.text)
        )
    }
}
