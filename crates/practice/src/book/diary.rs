//! What stands in a diary.

use std::collections::BTreeMap;

/// A record type that says when something is to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diary {
    /// The record type.
    pub on: String,
    /// The field that says when.
    pub at: String,
    /// What it is called.
    pub title: String,
    /// The field that says of what kind it is, where there is one: a code.
    pub kind: Option<String>,
    /// The field that says for how many minutes it is expected to last, where there is one.
    pub lasts: Option<String>,
    /// The clock that asks what became of it: met, it was held or called off.
    pub clock: Option<String>,
    /// The record type that says, by the link that it closes, that it was called off.
    pub off: Option<String>,
    /// The record type that says that it was held.
    pub held: Option<String>,
    /// The same for those of a kind, by its code.
    pub held_of: BTreeMap<String, String>,
}

impl Diary {
    /// The record type that says that one of this kind was held.
    pub fn held_as(&self, code: Option<&str>) -> Option<&str> {
        let of_kind = code.and_then(|code| self.held_of.get(code));
        of_kind.or(self.held.as_ref()).map(String::as_str)
    }
}
