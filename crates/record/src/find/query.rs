//! What is asked for: parts that may each be read in more than one way.

use jiff::civil::Date;
use practice::finding::Finding;

use super::fold;
use super::numbers::Postcode;
use super::particulars::{Name, Particulars};
use super::{keys, text};

/// No search has more parts: what follows is left out, and said to be.
pub(super) const PARTS: usize = 16;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) parts: Vec<Part>,
    /// Whether parts were left out, because there were too many.
    pub shortened: bool,
}

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// How it may be meant.
    pub readings: Vec<Reading>,
    /// Whether it tells nothing that nobody has it.
    pub optional: bool,
}

/// One way in which a part may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A word of a name, in the forms it may have.
    Name {
        forms: Vec<String>,
        /// Of which name it is, where that was said.
        field: Option<Field>,
    },
    /// When the person was born.
    Birth(Birth),
    /// An identifier that somebody typed, folded.
    Identifier(String),
    /// An identifier that is recorded, folded: numbers are given in turn, so that a brother's
    /// may lie next to it, and another is no slip of it.
    Recorded(String),
    /// A whole postcode.
    Postcode(Postcode),
    /// The first half of one.
    District(String),
    /// A word of an address.
    Address(String),
}

/// Which of two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Forename,
    Surname,
}

/// When somebody was born, as far as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Birth {
    /// The day.
    Day(Date),
    /// Year and month.
    Month(i16, i8),
    /// The year.
    Year(i16),
}

impl Query {
    /// Reads what somebody typed into one box: names, dates, identifiers, postcodes and
    /// words of an address, in any order. `today` tells which century a year in two digits
    /// is of.
    pub fn parse(typed: &str, finding: &Finding, today: Date) -> Self {
        text::parse(typed, finding, today)
    }

    /// Of particulars: whoever is likely to be the same person.
    ///
    /// Names and dates that differ speak against it. That another identifier or address is
    /// recorded does not.
    pub fn like(particulars: &Particulars, finding: &Finding) -> Self {
        let now = particulars.names.iter().find(|name| name.standing.is_now());
        let name = now.or(particulars.names.first());
        let mut parts: Vec<Part> = name
            .into_iter()
            .flat_map(|name| names(name, finding))
            .collect();
        let births: Vec<Reading> = (particulars.born_on.iter())
            .map(|day| Reading::Birth(Birth::Day(*day)))
            .collect();
        if !births.is_empty() {
            parts.push(Part {
                readings: births,
                optional: false,
            });
        }
        let identifiers = particulars.identifiers.iter();
        let identifiers =
            identifiers.map(|identifier| Reading::Recorded(fold::identifier(&identifier.value)));
        let mut places = particulars.addresses.iter().flat_map(|address| {
            let postcode = Postcode::parse(&address.postcode).map(Reading::Postcode);
            postcode
                .into_iter()
                .chain(keys::address_words(&address.lines, finding).map(Reading::Address))
        });
        let optional = |reading| Part {
            readings: vec![reading],
            optional: true,
        };
        parts.extend(identifiers.map(optional));
        // One place is enough: brothers and sisters have all of it in common.
        parts.extend(places.next().map(optional));
        let shortened = parts.len() > PARTS;
        parts.truncate(PARTS);
        Self { parts, shortened }
    }

    /// Whether nothing was asked for by which anybody could be looked up.
    pub fn finds_nobody(&self, finding: &Finding) -> bool {
        self.lookups(finding).is_empty()
    }
}

fn names(name: &Name, finding: &Finding) -> Vec<Part> {
    let mut forenames = fold::forename(&name.forename);
    // The first, and all together: a second name in common is none of one's own.
    if forenames.len() > 2 {
        forenames.drain(1..forenames.len() - 1);
    }
    let both = [
        (forenames, Field::Forename),
        (fold::surname(&name.surname, finding), Field::Surname),
    ];
    let told = both.into_iter().filter(|(forms, _)| !forms.is_empty());
    told.map(|(forms, field)| Part {
        readings: vec![Reading::Name {
            forms,
            field: Some(field),
        }],
        optional: false,
    })
    .collect()
}
