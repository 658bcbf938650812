//! The providers registered with Ofsted: the Social Care Providers list that the
//! Department for Education gives with each collection.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Postcodes;

/// One entry of the list. A provider of supported accommodation has one for each of its
/// settings, all with its URN.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provider {
    /// The postcode.
    pub postcode: Option<String>,
    /// The authority it lies in, by the code of the Office for National Statistics, where
    /// the list says; otherwise see [`Self::lies_in`].
    pub authority: Option<String>,
    /// The placements it may be used for: `K2`, `U4` …
    pub placements: Vec<String>,
    /// Whose provision it may be: `PR1`, `PR4` …
    pub provisions: Vec<String>,
    /// The day its registration ended.
    pub ended: Option<Date>,
}

/// The list, by URN.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Providers {
    by_urn: BTreeMap<String, Vec<Provider>>,
}

impl Providers {
    /// Adds an entry.
    pub fn add(&mut self, urn: &str, provider: Provider) {
        self.by_urn.entry(normal(urn)).or_default().push(provider);
    }

    /// Adds the entries of another list.
    pub fn join(&mut self, other: Self) {
        for (urn, mut entries) in other.by_urn {
            self.by_urn.entry(urn).or_default().append(&mut entries);
        }
    }

    /// The entries of a URN; none when it is not on the list.
    pub fn of(&self, urn: &str) -> &[Provider] {
        self.by_urn.get(&normal(urn)).map_or(&[], Vec::as_slice)
    }

    /// How many URNs there are.
    pub fn len(&self) -> usize {
        self.by_urn.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_urn.is_empty()
    }
}

impl Provider {
    /// The authority it lies in: what the list says, or where its postcode is.
    pub fn lies_in<'a>(&'a self, postcodes: Option<&'a Postcodes>) -> Option<&'a str> {
        let found = || postcodes?.find(self.postcode.as_deref()?);
        let placed = || {
            found()
                .map(|place| place.authority)
                .filter(|code| !code.is_empty())
        };
        self.authority.as_deref().or_else(placed)
    }
}

/// A URN as it is compared: in capitals, and without the `.0` that a spreadsheet adds.
fn normal(urn: &str) -> String {
    let urn = urn.trim();
    urn.strip_suffix(".0").unwrap_or(urn).to_ascii_uppercase()
}
