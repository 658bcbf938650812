//! What a rule is: its official data, and the function that applies it.

use super::Collection;

/// One version of one rule. `F` is the function of the return: it looks at the joined
/// rows and flags those it finds.
///
/// A code may stand more than once, for collections that do not overlap.
#[derive(Debug, Clone, Copy)]
pub struct Rule<F> {
    /// The published code: `"101"`, `"SW09STG2"`.
    pub code: &'static str,
    /// The published message.
    pub message: &'static str,
    /// Whether it is an error or a query, where the publisher says.
    pub severity: Option<Severity>,
    /// The first collection of this version, by the year in which it ends.
    pub from: u16,
    /// The last collection of this version, by the year in which it ends; `None` when
    /// it still holds.
    pub until: Option<u16>,
    /// The table and column a person would put right, as published.
    pub fields: &'static [(&'static str, &'static str)],
    /// What it needs besides the return.
    pub needs: Needs,
    /// The function that applies it.
    pub check: F,
}

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The return is wrong.
    Error,
    /// The return may be right, and should be looked at again.
    Query,
}

/// What a rule needs besides the return. Without it the rule does not run, and the
/// report says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)] // each is a thing that is there or is not
pub struct Needs {
    /// The return of the year before.
    pub previous: bool,
    /// Where postcodes are: the national postcode directory.
    pub postcodes: bool,
    /// The providers registered with Ofsted.
    pub providers: bool,
    /// Which authority the return is from.
    pub authority: bool,
}

impl Needs {
    /// Nothing but the return.
    pub const NOTHING: Self = Self {
        previous: false,
        postcodes: false,
        providers: false,
        authority: false,
    };

    /// Both what this needs and what the other does.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            previous: self.previous || other.previous,
            postcodes: self.postcodes || other.postcodes,
            providers: self.providers || other.providers,
            authority: self.authority || other.authority,
        }
    }

    /// What of it is not there, in words; `None` when all is.
    pub fn missing(self, given: Self) -> Option<String> {
        let lacks = [
            (
                self.previous && !given.previous,
                "the return of the year before",
            ),
            (self.postcodes && !given.postcodes, "a postcode directory"),
            (
                self.providers && !given.providers,
                "a list of Ofsted providers",
            ),
            (
                self.authority && !given.authority,
                "the code of the authority",
            ),
        ];
        let lacks: Vec<&str> = lacks
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, what)| *what)
            .collect();
        if lacks.is_empty() {
            None
        } else {
            Some(format!(
                "it needs {}, which was not given",
                lacks.join(" and ")
            ))
        }
    }
}

impl<F> Rule<F> {
    /// Whether this version is of a collection.
    pub fn is_of(&self, collection: Collection) -> bool {
        let year = collection.year();
        self.from <= year && self.until.is_none_or(|until| year <= until)
    }
}
