//! The local authorities of England that are responsible for children's services, with
//! the days between which each was there.
//!
//! Authorities are reorganised: a county is divided, districts become one authority, a
//! boundary moves and the code with it. A file speaks of them by the codes of the day on
//! which it was made, so that [`Authorities::on`] says which authority a code stands for
//! on another day.

use std::collections::BTreeMap;

use jiff::civil::Date;

/// One authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// Its name.
    pub name: String,
    /// The Department for Education's number of three figures.
    pub number: u16,
    /// The first day of its code; `None` where it was there before the codes.
    pub from: Option<Date>,
    /// The last day of its code; `None` where it is there still.
    pub until: Option<Date>,
    /// The codes of the authorities that it took over from.
    pub follows: Vec<String>,
    /// The codes of the districts in it, each as the first and last of a run.
    pub districts: Vec<(String, String)>,
}

impl Authority {
    /// Whether it was there on a day.
    pub fn is_there_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    fn holds(&self, district: &str) -> bool {
        let runs = &self.districts;
        runs.iter()
            .any(|(first, last)| (first.as_str()..=last.as_str()).contains(&district))
    }
}

/// The authorities there are and have been, by their code of the Office for National
/// Statistics (`E06000063`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authorities {
    by_code: BTreeMap<String, Authority>,
}

impl Authorities {
    /// The authority of a code.
    pub fn get(&self, code: &str) -> Option<&Authority> {
        self.by_code.get(code)
    }

    /// Every authority with its code, in the order of the codes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Authority)> {
        self.by_code.iter().map(|(code, one)| (code.as_str(), one))
    }

    /// Whether an authority with this number was there by a day, be it there still or not.
    pub fn has_number_by(&self, number: u16, day: Date) -> bool {
        let mut all = self.by_code.values();
        all.any(|one| one.number == number && one.from.is_none_or(|from| from <= day))
    }

    /// The code of the authority with this number on a day.
    pub fn with_number_on(&self, number: u16, day: Date) -> Option<&str> {
        self.iter()
            .find(|(_, one)| one.number == number && one.is_there_on(day))
            .map(|(code, _)| code)
    }

    /// The authority that a code stands for on a day: that of a district, and for an
    /// authority that is not there on the day the one that it became, or came from.
    ///
    /// A code that stands for nothing here, or for several on that day (a county that
    /// was divided), is given back as it is.
    pub fn on<'a>(&'a self, code: &'a str, day: Date) -> &'a str {
        if let Some(code) = self.holding(code, day) {
            return code;
        }
        let mut at = code;
        // No chain is longer than there are authorities.
        for _ in 0..self.by_code.len() {
            let Some(one) = self.get(at) else { break };
            if one.is_there_on(day) {
                return at;
            }
            let ended = one.until.is_some_and(|until| until < day);
            let next = if ended {
                only(
                    self.iter()
                        .filter(|(_, next)| next.follows.iter().any(|f| f == at)),
                )
                .map(|(next, _)| next)
            } else {
                only(one.follows.iter()).map(String::as_str)
            };
            let Some(next) = next else { break };
            at = next;
        }
        code
    }

    /// The authority that holds a district on a day.
    fn holding(&self, district: &str, day: Date) -> Option<&str> {
        self.iter()
            .find(|(_, one)| one.is_there_on(day) && one.holds(district))
            .map(|(code, _)| code)
    }

    /// Adds an authority; the one that stood under its code before, if any.
    pub(crate) fn add(&mut self, code: String, one: Authority) -> Option<Authority> {
        self.by_code.insert(code, one)
    }
}

/// The only item there is; `None` of several.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}
