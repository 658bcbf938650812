//! By what a person may be found, how much each agreement tells, and which words of a
//! name or an address tell little: what the book's `[finding]` says.

mod agreement;

pub use agreement::Agreement;

use std::collections::{BTreeMap, BTreeSet};

/// What a field of a record tells of a person, by which the person may be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundBy {
    /// First names.
    Forename,
    /// The surname.
    Surname,
    /// What sort of name the names of the same record are (a birth name, an alias): they
    /// stand beside the name that the person goes by now.
    KindOfName,
    /// The date of birth.
    BirthDate,
    /// A number or code that somebody gave the person.
    Identifier,
    /// What sort of identifier that of the same record is.
    KindOfIdentifier,
    /// Lines of an address.
    Address,
    /// A postcode.
    Postcode,
}

impl FoundBy {
    /// Each, as the book writes it.
    pub const ALL: [(&'static str, Self); 8] = [
        ("forename", Self::Forename),
        ("surname", Self::Surname),
        ("kind of name", Self::KindOfName),
        ("date of birth", Self::BirthDate),
        ("identifier", Self::Identifier),
        ("kind of identifier", Self::KindOfIdentifier),
        ("address", Self::Address),
        ("postcode", Self::Postcode),
    ];

    /// The one that the book writes so.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find_map(|(said, this)| (said == name).then_some(this))
    }
}

/// How much one agreement, or disagreement, tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// In hundredths of a bit: the logarithm, to the base 2, of how much oftener it is seen
    /// between two records of one person than between two people. Below zero where it is
    /// seen more seldom.
    pub hundredths: i32,
    /// What it is, as people are told it.
    pub says: String,
    /// Why it weighs so much.
    pub why: String,
}

/// How people are found.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// What it rests on.
    pub source: String,
    /// From which sum of weights on two files are likely to be one person's, in hundredths
    /// of a bit.
    pub likely: i32,
    /// Words of a name that are left out where another stands beside them (`de`, `bin`).
    pub particles: BTreeSet<String>,
    /// Words of an address that so many have that they find nobody (`road`).
    pub common_in_addresses: BTreeSet<String>,
    /// What each agreement tells: one for each of [`Agreement::ALL`], in its order.
    pub weights: Vec<Weight>,
    /// For each name, the names that are used for the same person.
    alike: BTreeMap<String, BTreeSet<String>>,
}

impl Finding {
    /// The same, with names and their short forms.
    #[must_use]
    pub fn with_short_forms(mut self, short: &BTreeMap<String, Vec<String>>) -> Self {
        for (name, forms) in short {
            let all: BTreeSet<&String> = forms.iter().chain([name]).collect();
            for one in &all {
                let others = all.iter().filter(|other| *other != one);
                let alike = self.alike.entry((*one).clone()).or_default();
                alike.extend(others.map(|other| (*other).clone()));
            }
        }
        self
    }

    /// What an agreement tells.
    pub fn weight(&self, agreement: Agreement) -> i32 {
        self.weights
            .get(agreement as usize)
            .map_or(0, |weight| weight.hundredths)
    }

    /// What an agreement is, in words.
    pub fn says(&self, agreement: Agreement) -> &str {
        self.weights
            .get(agreement as usize)
            .map_or("", |weight| weight.says.as_str())
    }

    /// The names that are used for the same person as this one: short for it, or what it is
    /// short for.
    pub fn alike(&self, name: &str) -> impl Iterator<Item = &str> {
        self.alike
            .get(name)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// Whether two names are used for the same person.
    pub fn are_alike(&self, one: &str, other: &str) -> bool {
        self.alike
            .get(one)
            .is_some_and(|alike| alike.contains(other))
    }
}
