//! How a record looks when it is taken away: a letter, a plan, minutes. A layout names record
//! types and says, part by part, which of their fields stand where.

/// A layout.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Its id.
    pub id: String,
    /// What it is called where it is chosen: `As a letter`.
    pub says: String,
    /// The title of what is made, with holes to be filled in.
    pub title: String,
    /// The record types that can be laid out so.
    pub of: Vec<String>,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A part of a layout.
#[derive(Clone, Debug)]
pub struct Part {
    /// The heading above it, with holes to be filled in.
    pub heading: Option<String>,
    /// What stands in it.
    pub shows: Shows,
    /// What is said where nothing of it was answered; without that it is left out then.
    pub empty: Option<String>,
}

/// What stands in a part.
#[derive(Clone, Debug)]
pub enum Shows {
    /// A paragraph with holes to be filled in; left out where one of them stays empty.
    Says(String),
    /// The answers to these fields, each a paragraph without its question.
    Text(Vec<String>),
    /// These fields, each question with its answer.
    Answers(Vec<String>),
    /// A field that is answered in a table, as that table.
    Rows(String),
    /// Lines to sign on, each with whose it is.
    Sign(Vec<String>),
}

/// The holes that a layout may have beside the fields of its record types.
pub const HOLES: [&str; 8] = [
    "child",
    "born_on",
    "reference",
    "day",
    "made_on",
    "worker",
    "record",
    "organisation",
];

impl Layout {
    /// Every field that stands somewhere in it.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        let heads = self.parts.iter().filter_map(|part| part.heading.as_deref());
        let texts = std::iter::once(self.title.as_str()).chain(heads);
        let in_texts = texts.flat_map(holes);
        let in_parts = self.parts.iter().flat_map(|part| part.shows.fields());
        in_texts.chain(in_parts)
    }
}

impl Shows {
    /// The fields that it names, and the holes of its text.
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::Says(text) => holes(text).collect(),
            Self::Text(fields) | Self::Answers(fields) => {
                fields.iter().map(String::as_str).collect()
            }
            Self::Rows(field) => vec![field],
            Self::Sign(_) => Vec::new(),
        }
    }
}

/// The names of the holes of a text, in order.
pub fn holes(text: &str) -> impl Iterator<Item = &str> {
    let after = text.split('{').skip(1);
    after.map(|rest| rest.split('}').next().unwrap_or_default())
}
