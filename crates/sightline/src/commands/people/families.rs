//! Made-up names and families for the children of an example: extracts name nobody.
//!
//! The same extracts give the same names.

use jiff::civil::Date;
use practice::{Book, When};
use record::{Casefile, ChildRow};

use super::example_names;
use super::write::Told;

/// First names of mothers.
const MOTHERS: [&str; 8] = [
    "Ngozi",
    "Sarah",
    "Agnieszka",
    "Farida",
    "Bethan",
    "Marisol",
    "Joanne",
    "Thandiwe",
];

/// What is told of a child's name and family; nothing where a name is told already.
pub fn told(
    book: &Book,
    casefile: &Casefile,
    number: usize,
    child: &ChildRow,
    on: When,
) -> anyhow::Result<Vec<Told>> {
    let has_name = |fact: &practice::Fact| fact.text("surname").is_some();
    if casefile.of_kind("person-details").any(has_name) {
        return Ok(Vec::new());
    }
    let (forename, surname) = example_names::of(number);
    let unborn = child.born_on.is_none();
    let named = Told::new(book, "person-details", on)?
        .with("forename", (!unborn).then_some(forename))
        .with("surname", Some(surname));
    let first = MOTHERS
        .get(number % MOTHERS.len())
        .copied()
        .unwrap_or_default();
    let mother = format!("{first} {surname}");
    let since = child.born_on.map_or(on, When::Day);
    let related = Told::new(book, "relationship", on)?
        .with("name", Some(&mother))
        .with("relation", Some("mother"));
    let at_home = Told::new(book, "household-member", since)?
        .with("name", Some(&mother))
        .with("relation", Some("mother"));
    let mut told = vec![named, related];
    if since.day() > Date::constant(2010, 1, 1) && !unborn {
        told.push(at_home);
    }
    Ok(told)
}
