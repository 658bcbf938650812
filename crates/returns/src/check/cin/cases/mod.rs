//! Runs published cases against the rules of the census.
//!
//! A case has tables; `join.rs` makes children of them. It says no collection of its own:
//! its reference date stands in its table `Header`, and where it shows none, the rules go
//! by the last day of the collection. Rule 100 is asked of the date its published text
//! names.

mod blocks;
mod join;
mod table;

use self::table::CaseRows;
use super::rule::Check;
use super::tally::Tally;
use super::terms::{Census, Reference};
use super::{rows, rules_of};
use crate::check::cases::{Case, CaseRunner, RowsFound};
use crate::check::{Collection, Finds};
use crate::read::period::Period;
use jiff::civil::{Date, date};

/// The way to run the cases of the census.
pub struct CinCases<'c> {
    book: Reference<'c>,
}

/// The reference date that the published text of rule 100 names, whatever the collection.
const PUBLISHED_REFERENCE: Date = date(2022, 3, 31);

impl<'c> CinCases<'c> {
    /// With what the practice book knows.
    pub fn new(book: Reference<'c>) -> Self {
        Self { book }
    }

    fn census(&self, case: &Case, collection: Collection) -> Census<'c> {
        let header = CaseRows::of(case, rows::table::HEADER);
        let reference = header
            .iter(rows::table::HEADER)
            .next()
            .and_then(|row| row.day("ReferenceDate"));
        let ends = reference.unwrap_or(collection.ends());
        let starts = Collection::holding(ends).unwrap_or(collection).starts();
        let period = Period {
            from: starts,
            to: ends,
        };
        let mut census = Census::over(period, PUBLISHED_REFERENCE, self.book);
        census.written_reference = reference;
        census
    }
}

impl CaseRunner for CinCases<'_> {
    fn return_name(&self) -> &'static str {
        "cin"
    }

    fn table_name(&self, name: &str) -> String {
        let ours = rows::table::ALL.iter();
        let ours = ours.copied().find(|ours| ours.eq_ignore_ascii_case(name));
        ours.unwrap_or(name).to_owned()
    }

    fn run(&self, case: &Case, collection: Collection) -> Result<RowsFound, String> {
        let rule = rules_of(collection).find(|rule| rule.code == case.rule);
        let Some(rule) = rule else {
            return Err(format!("{collection} has no rule {}", case.rule));
        };
        let census = self.census(case, collection);
        let children = join::children(case);
        let mut finds = Finds::default();
        match rule.check {
            Check::Child(check) => {
                for child in &children {
                    check(child, &census, &mut finds);
                }
            }
            Check::Return(check) => {
                let mut tally = Tally::default();
                for child in &children {
                    tally.take(child, &census);
                }
                check(&tally, &census, &mut finds);
            }
        }
        Ok(named(case, finds))
    }
}

/// The rows by the `index` the case gives them. A finding about the return itself is
/// called 1 in cases.
fn named(case: &Case, finds: Finds) -> RowsFound {
    let mut named = RowsFound::new();
    for (table, rows) in finds.into_rows() {
        let rows = if table == Finds::WHOLE_RETURN {
            ["1".to_owned()].into()
        } else {
            let case = CaseRows::of(case, &table);
            rows.into_iter()
                .filter_map(|row| case.index(row).cloned())
                .collect()
        };
        named.insert(table, rows);
    }
    named
}
