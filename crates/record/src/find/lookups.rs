//! The keys to look up for what is asked.

use practice::finding::{Agreement, Finding};

use super::fold;
use super::keys::{self, Sort, key};
use super::query::{Birth, Query, Reading};

/// A key to look up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The key.
    pub key: String,
    /// Whether every key that begins with it is meant.
    pub begins: bool,
    /// Which part of what was asked it is for: of several keys for one part the heaviest
    /// counts.
    pub part: usize,
    /// What it tells that somebody has it, roughly, in hundredths of a bit.
    pub weight: i32,
}

/// From how many letters on a word may be misspelt or only begun.
const MISSPELT_FROM: usize = 4;
const BEGUN_FROM: usize = 3;
/// Up to how many letters every misspelling is looked up.
const MISSPELT_TO: usize = 14;
/// From how many characters on an identifier may be mistyped.
pub(super) const MISTYPED_FROM: usize = 6;
const MISTYPED_TO: usize = 16;

impl Query {
    /// The keys to look up.
    pub fn lookups(&self, finding: &Finding) -> Vec<Lookup> {
        let mut lookups = Vec::new();
        for (part, asked) in self.parts.iter().enumerate() {
            let mut add = |key: String, agreement: Agreement| {
                lookups.push(Lookup {
                    key,
                    begins: false,
                    part,
                    weight: finding.weight(agreement),
                });
            };
            for reading in &asked.readings {
                of_reading(reading, finding, &mut add);
            }
            for begun in asked.readings.iter().filter_map(begun) {
                lookups.push(Lookup {
                    begins: true,
                    part,
                    weight: finding.weight(begun.1),
                    key: begun.0,
                });
            }
        }
        self.pairs(finding, &mut lookups);
        lookups
    }

    /// Two words of names at once: of two that many have, few have both.
    fn pairs(&self, finding: &Finding, lookups: &mut Vec<Lookup>) {
        let words: Vec<&String> = (self.parts.iter())
            .filter(|part| !part.optional)
            .flat_map(|part| &part.readings)
            .filter_map(|reading| match reading {
                Reading::Name { forms, .. } => forms.first(),
                _ => None,
            })
            .take(4)
            .collect();
        let weight =
            finding.weight(Agreement::SurnameSounds) + finding.weight(Agreement::ForenameSounds);
        for (place, one) in words.iter().enumerate() {
            for other in words.iter().skip(place + 1) {
                let keys = keys::pairs(one, other).into_iter();
                lookups.extend(keys.map(|key| Lookup {
                    key,
                    begins: false,
                    part: self.parts.len(),
                    weight,
                }));
            }
        }
    }
}

fn of_reading(reading: &Reading, finding: &Finding, add: &mut impl FnMut(String, Agreement)) {
    use Agreement as A;
    match reading {
        Reading::Name { forms, .. } => {
            for form in forms.iter().filter(|form| form.chars().count() > 1) {
                add(key(Sort::Name, form), A::SurnameSame);
                for alike in finding.alike(form) {
                    add(key(Sort::Name, alike), A::ForenameShort);
                }
                for sound in fold::sounds(form) {
                    add(key(Sort::Sound, &sound), A::SurnameSounds);
                }
            }
            for form in forms.iter().take(1) {
                for near in misspellings(form) {
                    add(key(Sort::Name, &near), A::SurnameMisspelt);
                }
            }
        }
        Reading::Birth(Birth::Day(day)) => add(keys::birth(*day), A::BirthSame),
        Reading::Identifier(asked) => {
            add(key(Sort::Identifier, asked), A::IdentifierSame);
            for near in mistypings(asked) {
                add(key(Sort::Identifier, &near), A::IdentifierMistyped);
            }
        }
        Reading::Recorded(held) => add(key(Sort::Identifier, held), A::IdentifierSame),
        Reading::Postcode(asked) => add(key(Sort::Postcode, &asked.whole()), A::PostcodeSame),
        // Too many were born in a month, and districts are looked up by how keys begin.
        Reading::Birth(_) | Reading::District(_) => {}
        Reading::Address(asked) => {
            if !finding.common_in_addresses.contains(asked) {
                add(key(Sort::Address, asked), A::AddressWord);
            }
        }
    }
}

/// The keys that begin as a reading does, and what that tells.
fn begun(reading: &Reading) -> Option<(String, Agreement)> {
    match reading {
        Reading::Name { forms, field: None } => {
            let word = forms.first()?;
            let long = word.chars().count() >= BEGUN_FROM;
            long.then(|| (key(Sort::Name, word), Agreement::ForenameBegins))
        }
        Reading::District(asked) => {
            let keys = key(Sort::Postcode, &format!("{asked} "));
            Some((keys, Agreement::PostcodeDistrict))
        }
        _ => None,
    }
}

/// Every word of the letters a to z that is one letter away: wrong, missing, too many, or
/// two changed over. They are made here, where one word is asked for, and not kept with
/// each person.
fn misspellings(word: &str) -> Vec<String> {
    let letters = word.as_bytes();
    if !(MISSPELT_FROM..=MISSPELT_TO).contains(&letters.len())
        || !letters.iter().all(u8::is_ascii_lowercase)
    {
        return Vec::new();
    }
    let mut near = Vec::with_capacity(letters.len() * 54 + 26);
    for place in 0..=letters.len() {
        let (before, after) = word.split_at(place);
        for letter in 'a'..='z' {
            near.push(format!("{before}{letter}{after}"));
        }
        let mut rest = after.chars();
        if rest.next().is_none() {
            continue;
        }
        let rest = rest.as_str();
        near.push(format!("{before}{rest}"));
        near.extend(('a'..='z').map(|letter| format!("{before}{letter}{rest}")));
        near.extend(changed_over(before, after));
    }
    near.sort_unstable();
    near.dedup();
    near.retain(|near| near != word);
    near
}

/// Every identifier with one digit otherwise, or two characters changed over.
fn mistypings(identifier: &str) -> Vec<String> {
    if !(MISTYPED_FROM..=MISTYPED_TO).contains(&identifier.len()) || !identifier.is_ascii() {
        return Vec::new();
    }
    let mut near = Vec::with_capacity(identifier.len() * 10);
    for place in 0..identifier.len() {
        let (before, after) = identifier.split_at(place);
        let mut rest = after.chars();
        if rest.next().is_some_and(|digit| digit.is_ascii_digit()) {
            let rest = rest.as_str();
            near.extend(('0'..='9').map(|digit| format!("{before}{digit}{rest}")));
        }
        near.extend(changed_over(before, after));
    }
    near.retain(|near| near != identifier);
    near
}

/// The first two letters of `after` changed over.
fn changed_over(before: &str, after: &str) -> Option<String> {
    let mut letters = after.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    (first != second).then(|| format!("{before}{second}{first}{}", letters.as_str()))
}
