//! What the rules of the census and of the looked after return find in one child's file, as
//! it stands on a day: each with the rule, its words, and the records and fields where it
//! can be mended.
//!
//! Rules about a return as a whole are left out: nobody can mend them in one file.

use std::collections::BTreeSet;

use jiff::civil::Date;
use practice::Fact;

use super::{ChildFile, Names, Origin, Origins, YearTo, cin, ssda903};
use crate::check::cin::{Published, Reference, SCHEMA, SchemaFind};
use crate::check::{self, Collection, Finds, Report};
use crate::read::ReadError;
use crate::read::census::CensusChild;
use crate::read::ssda903::{Row, Ssda903Return};

/// One of the returns that are made of a child's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Return {
    /// The children in need census.
    Census,
    /// The looked after return.
    LookedAfter,
}

impl Return {
    /// Its name in commands and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Census => "cin",
            Self::LookedAfter => "ssda903",
        }
    }

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Census => "children in need census",
            Self::LookedAfter => "looked after return",
        }
    }
}

/// What one rule finds in one child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Of which return.
    pub of: Return,
    /// The rule's code.
    pub rule: &'static str,
    /// The rule's words; of the schema, what it asks.
    pub message: String,
    /// Whether the return may be right all the same.
    pub is_query: bool,
    /// Whether what is missing is told once a year, at its end, and the year is not over.
    pub due_at_the_end: bool,
    /// The fields of records that the rule speaks of, where they would be put right, each
    /// once. Those that are not there yet have no entry.
    pub mended_in: Vec<Origin>,
}

/// What the rules may look at besides the file.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// The calendars and authorities of the book.
    pub book: Reference<'a>,
    /// What workers are called.
    pub names: &'a dyn Names,
}

/// What would be found in a child if the returns were made on a day, of the year that the
/// day lies in: a child in neither return has no findings.
///
/// # Errors
///
/// Where the child's rows are more than can be counted.
pub fn of_child(
    authority_id: &str,
    facts: &[Fact],
    on: Date,
    beside: Beside<'_>,
) -> Result<Vec<Finding>, ReadError> {
    let Some(year) = YearTo::so_far(on) else {
        return Ok(Vec::new());
    };
    let file = ChildFile::of(authority_id, facts);
    let mut found = Vec::new();
    if let Ok(made) = cin::child(&file, year) {
        of_census(&made.child, &made.origins, year, beside, &mut found);
    }
    if let Ok(made) = ssda903::rows(&file, year, beside.names) {
        let before = year
            .before()
            .and_then(|year| ssda903::rows(&file, year, beside.names).ok());
        let before = before.map_or_else(Vec::new, |made| made.rows);
        of_looked_after(made, before, year, beside, &mut found)?;
    }
    Ok(found)
}

fn of_census(
    child: &CensusChild,
    origins: &Origins,
    year: YearTo,
    beside: Beside<'_>,
    found: &mut Vec<Finding>,
) {
    let header = cin::header(year, None, "");
    let checked = check::cin::check_child(&header, child, year.collection, beside.book);
    let rules: Vec<Published> = check::cin::published(year.collection).collect();
    for (rule, tables) in each(&checked.report, &rules) {
        found.push(Finding {
            of: Return::Census,
            rule: rule.code,
            message: rule.message.to_owned(),
            is_query: rule.severity == Some(check::Severity::Query),
            due_at_the_end: false,
            mended_in: mended_in(rule, &tables, origins),
        });
    }
    for find in &checked.schema {
        found.push(of_schema(find, origins));
    }
}

fn of_schema(find: &SchemaFind, origins: &Origins) -> Finding {
    let origin = origins.of(find.table, find.row, find.element);
    let origin = origin.or_else(|| origins.of_row(find.table, find.row));
    Finding {
        of: Return::Census,
        rule: SCHEMA,
        message: format!("{}: {}", find.element, find.problem),
        is_query: false,
        due_at_the_end: false,
        mended_in: origin.cloned().into_iter().collect(),
    }
}

fn of_looked_after(
    made: ssda903::MadeRows,
    before: Vec<Row>,
    year: YearTo,
    beside: Beside<'_>,
    found: &mut Vec<Finding>,
) -> Result<(), ReadError> {
    let whole = Ssda903Return::from_rows(made.rows)?;
    let before = Ssda903Return::from_rows(before)?;
    let given = check::ssda903::Beside {
        previous: Some(&before),
        until: Some(year.ends),
        ..check::ssda903::Beside::default()
    };
    let authorities = beside.book.authorities;
    let report = check::ssda903::check(&whole, year.collection, authorities, &given);
    let rules: Vec<Published> = published(year.collection).collect();
    for (rule, tables) in each(&report, &rules) {
        let yearly = tables.iter().all(|(table, _)| is_yearly(table));
        found.push(Finding {
            of: Return::LookedAfter,
            rule: rule.code,
            message: rule.message.to_owned(),
            is_query: rule.severity == Some(check::Severity::Query),
            due_at_the_end: yearly && !year.is_over(),
            mended_in: mended_in(rule, &tables, &made.origins),
        });
    }
    Ok(())
}

/// What is published of the rules of the looked after return.
pub fn published(collection: Collection) -> impl Iterator<Item = Published> {
    let all = check::ssda903::rules::all().filter(move |rule| rule.is_of(collection));
    all.map(|rule| Published {
        code: rule.code,
        message: rule.message,
        severity: rule.severity,
        fields: rule.fields,
    })
}

/// Whether a table tells of a year as a whole, at its end.
fn is_yearly(table: &str) -> bool {
    table == "OC2"
}

/// Rows of a table.
type InTable<'r> = (&'r str, &'r BTreeSet<u32>);

/// Each rule that found something in the child, with where.
fn each<'r>(
    report: &'r Report,
    rules: &'r [Published],
) -> impl Iterator<Item = (&'r Published, Vec<InTable<'r>>)> {
    report.finds.iter().filter_map(|(code, found)| {
        let rule = rules.iter().find(|rule| rule.code == code)?;
        let own = found
            .iter()
            .filter(|(table, _)| *table != Finds::WHOLE_RETURN);
        let tables: Vec<InTable<'_>> = own.map(|(table, rows)| (table.as_str(), rows)).collect();
        (!tables.is_empty()).then_some((rule, tables))
    })
}

/// The fields that a rule speaks of in the rows that it found; where it speaks of none of a
/// row, the record that the row is about.
fn mended_in(rule: &Published, tables: &[InTable<'_>], origins: &Origins) -> Vec<Origin> {
    let mut all: Vec<Origin> = Vec::new();
    let mut add = |origin: &Origin| {
        if !all.contains(origin) {
            all.push(origin.clone());
        }
    };
    for (table, rows) in tables {
        for row in *rows {
            let fields = rule.fields.iter().filter(|(of, _)| is_table(of, table));
            let mut named = fields
                .filter_map(|(_, column)| origins.of(table, *row, column))
                .peekable();
            if named.peek().is_none() {
                origins.of_row(table, *row).into_iter().for_each(&mut add);
            }
            named.for_each(&mut add);
        }
    }
    all
}

/// Whether a table, as a rule's publication writes it, is this one.
fn is_table(written: &str, table: &str) -> bool {
    written == table || check::ssda903::table_name(written).as_deref() == Some(table)
}
