//! What stands in a diary.

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
}
