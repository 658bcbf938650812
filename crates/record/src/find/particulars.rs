//! What tells a person from others, as far as a file tells it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What tells a person from others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particulars {
    /// Whom the file is about (`child`).
    pub about: String,
    /// Names: the one the person goes by first, then others, last told first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Name>,
    /// Dates of birth, as told last first: sources may differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub born_on: Vec<Date>,
    /// Identifiers, in the order in which they were told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// Addresses, as told last first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Address>,
}

/// A name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// First names.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub forename: String,
    /// Surname.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub surname: String,
    /// What it is to the person.
    #[serde(default, skip_serializing_if = "Standing::is_now")]
    pub standing: Standing,
}

/// What a name is to a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The name the person goes by.
    #[default]
    Now,
    /// A name that was recorded before another took its place.
    Before,
    /// A name beside it, of this kind in words (`Alias`).
    Other(String),
}

impl Standing {
    /// Whether it is the name that the person goes by.
    pub fn is_now(&self) -> bool {
        *self == Self::Now
    }
}

/// An identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// What it is called (`NHS number`); empty where it was not said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub called: String,
    /// As it was recorded.
    pub value: String,
}

/// An address, or the postcode of one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Its lines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lines: String,
    /// Its postcode.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postcode: String,
}

impl Particulars {
    /// The name that the person goes by, first names first; `None` where none was told.
    pub fn name(&self) -> Option<String> {
        let name = self.names.iter().find(|name| name.standing.is_now())?;
        Some(name.to_string())
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let both = [self.forename.as_str(), self.surname.as_str()];
        let told: Vec<&str> = both.into_iter().filter(|name| !name.is_empty()).collect();
        f.write_str(&told.join(" "))
    }
}
