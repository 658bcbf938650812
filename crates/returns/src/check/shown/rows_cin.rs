//! The rows of a census in which something was found. A check keeps no child, so that
//! the census is read once more, no further than to the last row found.
//!
//! Rows are counted as `returns::check::cin` counts them: each table by itself, in the
//! order of the file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Read};

use super::{Finding, FoundRows, Located, ShowError};
use crate::check::Finds;
use crate::check::cin::{CensusCheck, Published, SCHEMA, SchemaFind};
use crate::read::census::{CensusChild, CensusReader, CinDetails};
use crate::read::{Cell, Place, ReadError};

/// The most findings of the schema that are told of one row.
const MOST_OF_A_ROW: usize = 5;

/// Gives the census from its beginning, as often as it is asked.
pub type Open<'a> = &'a dyn Fn() -> io::Result<Box<dyn Read>>;

/// A census that was checked.
pub struct CheckedCensus<'a> {
    file: &'a str,
    open: Open<'a>,
    /// What the schema asks, by table and row.
    schema: BTreeMap<&'static str, BTreeMap<u32, Vec<&'a SchemaFind>>>,
}

impl<'a> CheckedCensus<'a> {
    /// The file by its name for messages, how it is read once more, and what was found.
    pub fn new(file: &'a str, open: Open<'a>, checked: &'a CensusCheck) -> Self {
        let mut schema: BTreeMap<_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
        for find in &checked.schema {
            let table = schema.entry(find.table).or_default();
            table.entry(find.row).or_default().push(find);
        }
        Self { file, open, schema }
    }
}

impl Located for CheckedCensus<'_> {
    fn each(
        &self,
        found: &FoundRows<'_>,
        show: &mut dyn FnMut(&Finding<'_>) -> Result<(), ShowError>,
    ) -> Result<(), ShowError> {
        let content = (self.open)().map_err(|source| ReadError::Io {
            file: self.file.to_owned(),
            place: Place::default(),
            source,
        })?;
        let mut reader = CensusReader::new(content, self.file)?;
        let mut rows = Rows {
            census: self,
            file: self.file,
            tables: found.tables().collect(),
            counts: BTreeMap::new(),
            show,
        };
        let header = reader.header();
        rows.next("Header", header.place.line, "", header.cells())?;
        let mut children = reader.children();
        while !rows.only_of_the_return() {
            let Some(child) = children.next() else { break };
            rows.child(&child?)?;
        }
        drop(children);
        rows.about_the_return()
    }
}

/// The rows found that were not yet come to.
struct Rows<'a, 'f> {
    census: &'a CheckedCensus<'a>,
    file: &'a str,
    tables: BTreeMap<&'f str, &'f [(u32, &'f Published)]>,
    counts: BTreeMap<&'static str, u32>,
    show: &'a mut dyn FnMut(&Finding<'_>) -> Result<(), ShowError>,
}

impl Rows<'_, '_> {
    /// Goes through a child's blocks in the order in which they are counted.
    fn child(&mut self, child: &CensusChild) -> Result<(), ShowError> {
        let identifiers = child.identifiers.as_ref();
        let id = identifiers.and_then(|block| block.la_child_id.as_ref());
        let id = id.map_or("", |cell| cell.text.as_str());
        self.next("Child", child.place.line, id, [])?;
        if let Some(block) = identifiers {
            self.next("ChildIdentifiers", block.place.line, id, block.cells())?;
        }
        if let Some(block) = &child.characteristics {
            self.next("ChildCharacteristics", block.place.line, id, block.cells())?;
            for cell in &block.disabilities {
                self.next("Disabilities", cell.line, id, [cell])?;
            }
        }
        for block in &child.cin_details {
            self.referral(block, id)?;
        }
        Ok(())
    }

    fn referral(&mut self, referral: &CinDetails, id: &str) -> Result<(), ShowError> {
        self.next("CINdetails", referral.place.line, id, referral.cells())?;
        for block in &referral.assessments {
            self.next("Assessments", block.place.line, id, block.cells())?;
        }
        for block in &referral.plans {
            self.next("CINplanDates", block.place.line, id, block.cells())?;
        }
        for block in &referral.section47 {
            self.next("Section47", block.place.line, id, block.cells())?;
        }
        for block in &referral.protection_plans {
            self.next("ChildProtectionPlans", block.place.line, id, block.cells())?;
            for cell in &block.reviews {
                self.next("Reviews", cell.line, id, [cell])?;
            }
        }
        for block in &referral.pre_proceedings {
            self.next("PreProceedingsandFGDM", block.place.line, id, block.cells())?;
        }
        Ok(())
    }

    /// Comes to the next row of a table, and shows what was found in it.
    fn next<'c>(
        &mut self,
        table: &'static str,
        line: u32,
        child: &str,
        cells: impl IntoIterator<Item = &'c Cell>,
    ) -> Result<(), ShowError> {
        let count = self.counts.entry(table).or_default();
        let row = *count;
        *count = count.saturating_add(1);
        let Some(left) = self.tables.get_mut(table) else {
            return Ok(());
        };
        let here = left.iter().take_while(|(found, _)| *found == row).count();
        let (here, after) = left.split_at_checked(here).unwrap_or_default();
        *left = after;
        if here.is_empty() {
            return Ok(());
        }
        let cells: Vec<&Cell> = cells.into_iter().collect();
        for (_, rule) in here {
            let mut finding = Finding::without_place(rule, table, row);
            finding.message = self.census.message(rule, table, row);
            finding.file = self.file;
            finding.line = Some(line);
            finding.child = child;
            finding.fields = fields(rule, table, &cells);
            (self.show)(&finding)?;
        }
        Ok(())
    }

    /// Whether no row is left but those about the return itself.
    fn only_of_the_return(&self) -> bool {
        let mut tables = self.tables.iter();
        tables.all(|(table, left)| left.is_empty() || is_about_the_return(table))
    }

    fn about_the_return(self) -> Result<(), ShowError> {
        for (table, left) in self.tables {
            for (row, rule) in left {
                let mut finding = Finding::without_place(rule, table, *row);
                finding.message = self.census.message(rule, table, *row);
                finding.file = self.file;
                (self.show)(&finding)?;
            }
        }
        Ok(())
    }
}

fn is_about_the_return(table: &str) -> bool {
    table == Finds::WHOLE_RETURN
}

impl CheckedCensus<'_> {
    /// What a rule says; of the schema, what it asks of this row.
    fn message<'r>(&self, rule: &'r Published, table: &str, row: u32) -> Cow<'r, str> {
        let of_row = || self.schema.get(table)?.get(&row);
        let Some(finds) = (rule.code == SCHEMA).then(of_row).flatten() else {
            return rule.message.into();
        };
        let said = finds.iter().take(MOST_OF_A_ROW).map(|find| {
            let element = Some(find.element).filter(|name| !name.is_empty());
            format!(
                "{}{} ({})",
                element.map_or_else(String::new, |name| format!("{name}: ")),
                find.problem,
                find.place
            )
        });
        let more = finds.len().saturating_sub(MOST_OF_A_ROW);
        let more = (more > 0).then(|| format!("and {more} more"));
        said.chain(more).collect::<Vec<_>>().join("; ").into()
    }
}

/// The elements that the rule speaks of, and their values in the block. One that stands
/// several times has its values one after the other.
fn fields<'a>(
    rule: &'a Published,
    table: &str,
    cells: &[&'a Cell],
) -> Vec<(&'a str, Cow<'a, str>)> {
    let of_table = rule.fields.iter().filter(|(named, _)| *named == table);
    let value = |(_, name): &'a (&'static str, &'static str)| {
        let own = cells.iter().filter(|cell| cell.field == *name);
        let texts: Vec<&str> = own.map(|cell| cell.text.as_str()).collect();
        let text = match texts.as_slice() {
            [one] => Cow::Borrowed(*one),
            several => several.join(", ").into(),
        };
        (*name, text)
    };
    of_table.map(value).collect()
}
