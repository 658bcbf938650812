//! A fact: what the engine needs to know of one entry.

use jiff::civil::Date;

use crate::fields::Fields;
use crate::id::Id;
use crate::value::Value;
use crate::when::When;

/// Something that happened, as the record tells it after corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The entry that first said it: a corrected entry keeps its identity.
    pub id: Id,
    /// The record type, by name.
    pub kind: String,
    /// When it happened.
    pub occurred: When,
    /// When it was recorded, where that is known: not so for an import whose
    /// source does not say.
    pub recorded: Option<When>,
    /// Whether it came from an extract, which tells only what it can carry.
    pub imported: bool,
    /// The last day of which the extract that told it last tells.
    pub tells_to: Option<Date>,
    /// What was recorded, after corrections.
    pub fields: Fields,
    /// What was recorded before it was corrected, oldest first.
    pub earlier: Vec<Earlier>,
    /// Whether it was withdrawn: it never happened. The last of `earlier` says by
    /// which entry.
    pub withdrawn: bool,
}

/// A version of a fact that was corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// What was recorded then.
    pub fields: Fields,
    /// The entry that corrected it.
    pub corrected_by: Id,
}

impl Fact {
    /// A field that was filled in.
    pub fn field(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)
    }

    /// A field read as text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.fields.get(name)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A field read as a day or an instant.
    pub fn when(&self, name: &str) -> Option<When> {
        self.text(name)?.parse().ok()
    }

    /// A field read as a link to another entry.
    pub fn link(&self, name: &str) -> Option<Id> {
        Id::read(self.text(name)?)
    }
}
