//! The keys under which people are looked up.
//!
//! A key is a letter for its sort, a colon, and what was folded. The letters are for ever
//! the same in one version of the read models; a change of them raises the derivation.

use std::collections::BTreeSet;

use jiff::civil::Date;
use practice::finding::Finding;

use super::fold;
use super::numbers::Postcode;
use super::particulars::{Name, Particulars};

/// The sort of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A word of a name.
    Name,
    /// How a word of a name sounds.
    Sound,
    /// How a first name and a surname sound together, in the order of the alphabet.
    Pair,
    /// A date of birth; day and month may be the other way round.
    Birth,
    /// An identifier.
    Identifier,
    /// A postcode.
    Postcode,
    /// A word of an address.
    Address,
}

impl Sort {
    const fn letter(self) -> char {
        match self {
            Self::Name => 'n',
            Self::Sound => 's',
            Self::Pair => 'p',
            Self::Birth => 'd',
            Self::Identifier => 'i',
            Self::Postcode => 'c',
            Self::Address => 'a',
        }
    }

    /// What every key of this sort begins with.
    pub fn begins(self) -> String {
        format!("{}:", self.letter())
    }
}

/// A key of a sort.
pub fn key(sort: Sort, folded: &str) -> String {
    format!("{}:{folded}", sort.letter())
}

/// The keys of a person.
pub fn of(particulars: &Particulars, finding: &Finding) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for name in &particulars.names {
        of_name(name, finding, &mut keys);
    }
    for day in &particulars.born_on {
        keys.insert(birth(*day));
    }
    for identifier in &particulars.identifiers {
        let folded = fold::identifier(&identifier.value);
        if !folded.is_empty() {
            keys.insert(key(Sort::Identifier, &folded));
        }
    }
    for address in &particulars.addresses {
        if let Some(postcode) = Postcode::parse(&address.postcode) {
            keys.insert(key(Sort::Postcode, &postcode.whole()));
        }
        let words = address_words(&address.lines, finding);
        keys.extend(words.map(|word| key(Sort::Address, &word)));
    }
    keys
}

fn of_name(name: &Name, finding: &Finding, keys: &mut BTreeSet<String>) {
    let forenames = fold::forename(&name.forename);
    let surnames = fold::surname(&name.surname, finding);
    for word in forenames.iter().chain(&surnames) {
        keys.insert(key(Sort::Name, word));
        let sounds = fold::sounds(word);
        keys.extend(sounds.iter().map(|sound| key(Sort::Sound, sound)));
    }
    if let (Some(forename), Some(surname)) = (forenames.first(), surnames.first()) {
        keys.extend(pairs(forename, surname));
    }
}

/// How two words sound together.
pub(super) fn pairs(one: &str, other: &str) -> Vec<String> {
    let first = |word: &str| fold::sounds(word).into_iter().next();
    let (Some(one), Some(other)) = (first(one), first(other)) else {
        return Vec::new();
    };
    let (low, high) = if one <= other {
        (one, other)
    } else {
        (other, one)
    };
    vec![key(Sort::Pair, &format!("{low} {high}"))]
}

/// The key of a date of birth: the same where day and month are changed over.
pub(super) fn birth(day: Date) -> String {
    let (low, high) = (day.month().min(day.day()), day.month().max(day.day()));
    key(Sort::Birth, &format!("{:04}{low:02}{high:02}", day.year()))
}

/// The words of an address that tell something.
pub(super) fn address_words(lines: &str, finding: &Finding) -> impl Iterator<Item = String> {
    fold::words(lines)
        .into_iter()
        .filter(|word| word.len() > 2 && !finding.common_in_addresses.contains(word))
}
