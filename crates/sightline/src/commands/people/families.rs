//! Made-up names and families for the children of an example: extracts name nobody.
//!
//! The same extracts give the same names.

use jiff::civil::Date;
use practice::{Book, When};
use record::{Casefile, ChildRow};

use super::write::Told;

/// First names, of the many languages of an English authority.
const FORENAMES: [&str; 26] = [
    "Kofi", "Maisie", "Yusuf", "Siobhan", "Tyrell", "Amelia", "Dariusz", "Priti", "Callum",
    "Zainab", "Ewan", "Rosie", "Mateo", "Chidi", "Freya", "Hamza", "Lacey", "Oisin", "Nadia",
    "Reece", "Thuy", "Jodie", "Bartek", "Imani", "Kieran", "Esther",
];
/// Surnames that no telephone book has.
const SURNAMES: [&str; 13] = [
    "Fennimoor",
    "Thislewood",
    "Ashdrake",
    "Okonquay",
    "Barrowclay",
    "Mistrydale",
    "Pellowick",
    "Quillander",
    "Norrisby",
    "Szczepanowicz",
    "Harrowgill",
    "Dunmarrow",
    "Velasquith",
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
    let forename = nth(&FORENAMES, number);
    let surname = nth(&SURNAMES, number / 2);
    let unborn = child.born_on.is_none();
    let named = Told::new(book, "person-details", on)?
        .with("forename", (!unborn).then_some(forename))
        .with("surname", Some(surname));
    let mother = format!("{} {surname}", nth(&FORENAMES, number * 2 + 1));
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

fn nth(names: &[&'static str], number: usize) -> &'static str {
    names
        .get(number % names.len().max(1))
        .copied()
        .unwrap_or("Example")
}
