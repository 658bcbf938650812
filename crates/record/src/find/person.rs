//! A person made ready to be weighed: everything folded once.

use std::collections::BTreeSet;

use jiff::civil::Date;
use practice::finding::Finding;

use super::numbers::Postcode;
use super::particulars::{Name, Particulars};
use super::query::Field;
use super::{fold, keys};

/// A person made ready to be weighed.
#[derive(Clone, Debug)]
pub struct Person {
    pub(super) tokens: Vec<Token>,
    pub(super) born_on: Vec<Date>,
    /// Folded, with what each is called and as it was recorded.
    pub(super) identifiers: Vec<(String, String, String)>,
    pub(super) postcodes: Vec<Postcode>,
    pub(super) address: BTreeSet<String>,
}

/// One word of a name.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub text: String,
    pub sounds: Vec<String>,
    pub field: Field,
    /// Whether it is of another name than the one the person goes by.
    pub other: bool,
    /// The name as it was recorded.
    pub recorded: String,
}

impl Person {
    /// Of what a file tells.
    pub fn new(particulars: &Particulars, finding: &Finding) -> Self {
        let identifiers = particulars.identifiers.iter().map(|identifier| {
            let folded = fold::identifier(&identifier.value);
            (folded, identifier.called.clone(), identifier.value.clone())
        });
        let addresses = particulars.addresses.iter();
        let words = addresses.clone().flat_map(|address| {
            let numbers = fold::words(&address.lines);
            let numbers = numbers
                .into_iter()
                .filter(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
            keys::address_words(&address.lines, finding).chain(numbers)
        });
        Self {
            tokens: (particulars.names.iter())
                .flat_map(|name| tokens(name, finding))
                .collect(),
            born_on: particulars.born_on.clone(),
            identifiers: identifiers.collect(),
            postcodes: addresses
                .clone()
                .filter_map(|address| Postcode::parse(&address.postcode))
                .collect(),
            address: words.collect(),
        }
    }
}

fn tokens(name: &Name, finding: &Finding) -> impl Iterator<Item = Token> {
    let forenames = fold::forename(&name.forename).into_iter();
    let surnames = fold::surname(&name.surname, finding).into_iter();
    let all = forenames
        .map(|text| (text, Field::Forename, name.forename.clone()))
        .chain(surnames.map(|text| (text, Field::Surname, name.surname.clone())));
    let other = !name.standing.is_now();
    all.map(move |(text, field, recorded)| Token {
        sounds: fold::sounds(&text),
        text,
        field,
        other,
        recorded,
    })
}
