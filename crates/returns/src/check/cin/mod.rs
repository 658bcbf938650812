//! The rules of the children in need census, 2022/23 to 2025/26, and the schema's own.
//!
//! A census is checked while it is read, child by child: [`check`] keeps one child, what
//! was found, and the sums that rules about the whole return need.
//!
//! | what you look for | where it is |
//! |---|---|
//! | a rule | `rules/`, a file for each family |
//! | the rows a rule reads: child, referral, assessment … | `rows.rs`, made in `parse.rs` |
//! | reference date, census year, working days | `terms.rs` |
//! | sums over all children | `tally.rs` |
//! | what the schema asks of each element | `schema/` |
//! | running published cases | [`CinCases`] |
//!
//! Rows are counted from 0 in each table in the order of the file: one of `Reviews` for
//! each date of a review, one of `Disabilities` for each code. What a child lacks the
//! block for is found in the table `Child`.

mod cases;
mod codes;
mod days;
mod parse;
mod rows;
mod rule;
mod rules;
mod schema;
mod spans;
mod tally;
mod terms;

use std::io::Read;

use self::rule::{Check, CinRule};
use self::tally::Tally;
use self::terms::Census;
use super::{Collection, Finds, Report, Severity};
use crate::read::ReadError;
use crate::read::census::{CensusChild, CensusHeader, CensusReader};

pub use cases::CinCases;
pub use schema::{SchemaFind, SchemaProblem};
pub use terms::Reference;

/// What a check of a census says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CensusCheck {
    /// The rules run and what they found. The schema's findings stand in it under
    /// [`SCHEMA`].
    pub report: Report,
    /// The places of the schema's findings in the file, the first ten thousand.
    pub schema: Vec<SchemaFind>,
    /// How many findings of the schema there are beyond those.
    pub schema_beyond: u64,
}

impl CensusCheck {
    /// What is to be said besides of findings of the schema that are told without their words.
    pub fn without_words(&self) -> Option<String> {
        let beyond = self.schema_beyond;
        let told = if beyond == 1 {
            "finding is told"
        } else {
            "findings are told"
        };
        (beyond > 0 && self.report.finds.contains_key(SCHEMA)).then(|| {
            format!(
                "Beyond the first ten thousand, {beyond} {told} of the schema without its words."
            )
        })
    }
}

/// The name under which a report has the findings of the schema.
pub const SCHEMA: &str = "schema";

/// The newest collection whose rules are here, by the year in which it ends.
const NEWEST: u16 = 2026;

/// The rules that count working days.
const IN_WORKING_DAYS: [&str; 3] = ["8569Q", "8670Q", "8675Q"];

/// Checks a census by the rules of a collection, reading it to its end. An error is one of reading: of a file that cannot be
/// read to its end, nothing can be said about the whole.
pub fn check<R: Read>(
    reader: &mut CensusReader<R>,
    collection: Collection,
    book: Reference<'_>,
) -> Result<CensusCheck, ReadError> {
    let mut checking = Checking::begin(reader.header(), collection, book);
    for read in reader.children() {
        checking.child(&read?);
    }
    checking.schema.outside_children(reader.unread());
    Ok(checking.end())
}

/// Checks one child by the rules that look at a child at a time: what they find in it, and
/// what the schema asks of it. Rows are counted within the child.
pub fn check_child(
    header: &CensusHeader,
    child: &CensusChild,
    collection: Collection,
    book: Reference<'_>,
) -> CensusCheck {
    let mut checking = Checking::begin(header, collection, book);
    checking
        .running
        .retain(|(rule, _)| matches!(rule.check, Check::Child(_)));
    checking.child(child);
    let mut checked = checking.end();
    // What is said of the header is of the return.
    for found in checked.report.finds.values_mut() {
        found.retain(|table, _| table != rows::table::HEADER);
    }
    checked.report.finds.retain(|_, found| !found.is_empty());
    checked
        .schema
        .retain(|find| find.table != rows::table::HEADER);
    checked
}

/// A check that is under way, child by child.
struct Checking<'b> {
    census: Census<'b>,
    report: Report,
    schema: schema::Checker,
    running: Vec<(&'static CinRule, Finds)>,
    cannot: Vec<&'static CinRule>,
    tally: Tally,
    rows: parse::Rows,
}

impl<'b> Checking<'b> {
    fn begin(header: &CensusHeader, collection: Collection, book: Reference<'b>) -> Self {
        let census = Census::of(header, collection, book);
        let mut schema = schema::Checker::new(collection);
        schema.header(header);
        let (can_run, cannot): (Vec<&CinRule>, Vec<&CinRule>) =
            rules_of(collection).partition(|rule| can_count(rule, &census));
        let running = can_run.into_iter().map(|rule| (rule, Finds::default()));
        Self {
            report: Report::new("cin", collection),
            schema,
            running: running.collect(),
            cannot,
            tally: Tally::default(),
            rows: parse::Rows::default(),
            census,
        }
    }

    fn child(&mut self, read: &CensusChild) {
        let child = parse::child(read, &mut self.rows);
        for (rule, finds) in &mut self.running {
            if let Check::Child(check) = rule.check {
                check(&child, &self.census, finds);
            }
        }
        self.tally.take(&child, &self.census);
        self.schema.child(read, &child);
    }

    fn end(self) -> CensusCheck {
        let (mut report, census, tally) = (self.report, self.census, self.tally);
        let (schema_finds, places, beyond) = self.schema.into_finds();
        report.ran(SCHEMA, schema_finds);
        for (rule, mut finds) in self.running {
            if let Check::Return(check) = rule.check {
                check(&tally, &census, &mut finds);
            }
            report.ran(rule.code, finds);
        }
        for rule in self.cannot {
            report.did_not_run(
                rule.code,
                "it counts working days, and the calendar given does not know the bank holidays of \
                 the census year",
            );
        }
        say_what_is_not_here(&mut report);
        CensusCheck {
            report,
            schema: places,
            schema_beyond: beyond,
        }
    }
}

/// The collection a census says it is for: that of its year, else of its reference date.
pub fn collection_of(header: &CensusHeader) -> Option<Collection> {
    let year = header.year.as_ref();
    let year = year.and_then(|cell| Collection::ending(cell.text.parse().ok()?));
    year.or_else(|| {
        let reference = header.reference_date.as_ref()?;
        Collection::holding(days::written(&reference.text)?)
    })
}

/// What is published of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// The code.
    pub code: &'static str,
    /// The message.
    pub message: &'static str,
    /// Whether it is an error or a query.
    pub severity: Option<Severity>,
    /// The table and column of each field it speaks of.
    pub fields: &'static [(&'static str, &'static str)],
}

/// What is published of the rules of a collection, by family.
pub fn published(collection: Collection) -> impl Iterator<Item = Published> {
    rules_of(collection).map(|rule| Published {
        code: rule.code,
        message: rule.message,
        severity: rule.severity,
        fields: rule.fields,
    })
}

/// The rules of a collection, by family.
fn rules_of(collection: Collection) -> impl Iterator<Item = &'static CinRule> {
    rules::all().filter(move |rule| rule.is_of(collection))
}

fn can_count(rule: &CinRule, census: &Census<'_>) -> bool {
    census.holidays_known || !IN_WORKING_DAYS.contains(&rule.code)
}

/// Says of a collection before or after those here that its own rules were not run.
fn say_what_is_not_here(report: &mut Report) {
    let collection = report.collection;
    if collection.year() > NEWEST {
        report.did_not_run(
            "(rules new since 2025/26)",
            format!("the rules of {collection} are not here; those of 2025/26 were run"),
        );
    }
    let oldest = rules::all().map(|rule| rule.from).min();
    if oldest.is_some_and(|oldest| collection.year() < oldest) {
        for rule in rules::all().filter(|rule| Some(rule.from) == oldest) {
            let why = format!("the rules of {collection} are not here; the oldest are of 2022/23");
            report.did_not_run(rule.code, why);
        }
    }
}
