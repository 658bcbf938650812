//! What the schema of the census asks: which elements must be there, and what form and
//! codes their values have. `spec.rs` says it for each element.
//!
//! Yes and no may be written `true` and `false` as well as `1` and `0`: the rules take
//! both (8568), and files have both.
//!
//! A value in a list is found at the row of the block the list stands in. The order of
//! the elements is not looked at: the reader takes any.

mod form;
mod spec;

use std::fmt;

use self::spec::Field;
use super::parse::next;
use super::rows::{At, Child, table};
use crate::check::{Collection, Finds};
use crate::read::census::{CensusChild, CensusHeader, CinDetails};
use crate::read::{Cell, Place, Unread, WhyUnread};

/// Something in the file that the schema does not allow, or that it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaFind {
    /// Where it stands; of what is missing, where the block begins that lacks it.
    pub place: Place,
    /// The table of the row it is found at.
    pub table: &'static str,
    /// The row, from 0.
    pub row: u32,
    /// The element; empty for what the reader did not know.
    pub element: &'static str,
    /// What is wrong.
    pub problem: SchemaProblem,
}

/// What is wrong with an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaProblem {
    /// It must be there.
    Missing,
    /// Its value is not as it must be; this is how.
    NotAsAsked(&'static str),
    /// The census of the collection has no such element.
    NotOfThisCollection,
    /// The reader did not know it.
    Unread(WhyUnread),
}

impl fmt::Display for SchemaProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("it must be there"),
            Self::NotAsAsked(asked) => write!(f, "it must be {asked}"),
            Self::NotOfThisCollection => f.write_str("the collection has no such element"),
            Self::Unread(why) => why.fmt(f),
        }
    }
}

/// How many findings are kept with their places.
const MOST_PLACES: usize = 10_000;

/// Checks the parts of a census as they are read.
pub(super) struct Checker {
    year: u16,
    finds: Finds,
    places: Vec<SchemaFind>,
    beyond: u64,
    pre_proceedings: u32,
}

impl Checker {
    pub fn new(collection: Collection) -> Self {
        Self {
            year: collection.year(),
            finds: Finds::default(),
            places: Vec::new(),
            beyond: 0,
            pre_proceedings: 0,
        }
    }

    pub fn header(&mut self, header: &CensusHeader) {
        let at = At {
            table: table::HEADER,
            row: 0,
        };
        self.block(spec::HEADER, at, header.place, header.cells());
    }

    /// A child as it was read, and its rows.
    pub fn child(&mut self, read: &CensusChild, child: &Child<'_>) {
        let at = At {
            table: table::CHILD,
            row: child.number,
        };
        match (&read.identifiers, child.identifiers.at) {
            (Some(block), Some(at)) => {
                self.block(spec::CHILD_IDENTIFIERS, at, block.place, block.cells());
            }
            _ => self.missing(at, read.place, "ChildIdentifiers"),
        }
        match (&read.characteristics, &child.characteristics) {
            (Some(block), Some(row)) => {
                let at = row.at.unwrap_or(at);
                self.block(spec::CHILD_CHARACTERISTICS, at, block.place, block.cells());
            }
            _ => self.missing(at, read.place, "ChildCharacteristics"),
        }
        if read.cin_details.is_empty() {
            self.missing(at, read.place, "CINdetails");
        }
        for (block, row) in read.cin_details.iter().zip(&child.referrals) {
            let at = row.at.unwrap_or(at);
            self.block(spec::CIN_DETAILS, at, block.place, block.cells());
            for (block, row) in block.assessments.iter().zip(&row.assessments) {
                let at = row.at.unwrap_or(at);
                self.block(spec::ASSESSMENTS, at, block.place, block.cells());
            }
            for (block, row) in block.plans.iter().zip(&row.plans) {
                let at = row.at.unwrap_or(at);
                self.block(spec::CIN_PLAN_DATES, at, block.place, block.cells());
            }
            for (block, row) in block.section47.iter().zip(&row.enquiries) {
                let at = row.at.unwrap_or(at);
                self.block(spec::SECTION_47, at, block.place, block.cells());
            }
            let plans = block.protection_plans.iter();
            for (block, row) in plans.zip(&row.all_protection_plans) {
                let at = row.at.unwrap_or(at);
                self.block(spec::PROTECTION_PLANS, at, block.place, block.cells());
            }
            self.pre_proceedings(block);
        }
        for unread in &read.unread {
            self.unread(at, unread);
        }
    }

    /// What stands outside any child and was not read.
    pub fn outside_children(&mut self, unread: &[Unread]) {
        let at = At {
            table: Finds::WHOLE_RETURN,
            row: 0,
        };
        for unread in unread {
            self.unread(at, unread);
        }
    }

    /// The rows found, the places of the first of them, and how many there are beyond.
    pub fn into_finds(self) -> (Finds, Vec<SchemaFind>, u64) {
        (self.finds, self.places, self.beyond)
    }

    fn pre_proceedings(&mut self, referral: &CinDetails) {
        for block in &referral.pre_proceedings {
            let at = next(table::PRE_PROCEEDINGS, &mut self.pre_proceedings);
            if self.year < spec::PRE_PROCEEDINGS_SINCE {
                let problem = SchemaProblem::NotOfThisCollection;
                self.find(at, block.place, table::PRE_PROCEEDINGS, problem);
            }
            self.block(spec::PRE_PROCEEDINGS, at, block.place, block.cells());
        }
    }

    fn block<'c>(
        &mut self,
        fields: &'static [Field],
        at: At,
        place: Place,
        cells: impl Iterator<Item = &'c Cell>,
    ) {
        let mut there: u32 = 0;
        for cell in cells {
            let Some(here) = fields.iter().position(|field| field.name == cell.field) else {
                continue;
            };
            there |= 1 << here;
            let Some(field) = fields.get(here) else {
                continue;
            };
            let problem = if !field.is_of(self.year) {
                SchemaProblem::NotOfThisCollection
            } else if field.form.allows(&cell.text) {
                continue;
            } else {
                SchemaProblem::NotAsAsked(field.form.asked())
            };
            self.find(at, cell.place(), field.name, problem);
        }
        for (here, field) in fields.iter().enumerate() {
            if field.must && field.is_of(self.year) && there & (1 << here) == 0 {
                self.missing(at, place, field.name);
            }
        }
    }

    fn missing(&mut self, at: At, place: Place, element: &'static str) {
        self.find(at, place, element, SchemaProblem::Missing);
    }

    fn unread(&mut self, at: At, unread: &Unread) {
        let problem = SchemaProblem::Unread(unread.why.clone());
        self.find(at, unread.place, "", problem);
    }

    fn find(&mut self, at: At, place: Place, element: &'static str, problem: SchemaProblem) {
        self.finds.flag(at.table, at.row);
        if self.places.len() < MOST_PLACES {
            self.places.push(SchemaFind {
                place,
                table: at.table,
                row: at.row,
                element,
                problem,
            });
        } else {
            self.beyond += 1;
        }
    }
}
