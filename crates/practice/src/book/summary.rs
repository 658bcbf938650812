//! What matters now in a file, on one screen: its sections, and which facts stand in each.

use crate::expr::Condition;

/// One section of the summary.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it is shown before all others.
    pub urgent: bool,
    /// What is said where nothing stands in it.
    pub empty: String,
    /// What must hold of the child for it to be shown at all.
    pub when: Option<Condition>,
    /// What stands in it, in order.
    pub show: Vec<Show>,
    /// Where it stands in the book: file and line.
    pub place: (String, usize),
}

/// One record type of a section: which of its facts are current, and what is shown of them.
#[derive(Clone, Debug)]
pub struct Show {
    /// The record type.
    pub kind: String,
    /// What must hold of a fact, on the day that is asked about.
    pub when: Option<Condition>,
    /// The state that the child must be in, by its number: only what happened since it
    /// began is shown.
    pub during: Option<usize>,
    /// The field with the last day on which it holds.
    pub until: Option<String>,
    /// The fields of which only the latest fact for each is shown; `None` shows all.
    pub latest: Option<Vec<String>>,
    /// The record that renews it: its fields take the place of those of the same name.
    pub renewed: Option<Renewed>,
    /// The sentence, with `{field}` to be filled in; that of the record type where none is
    /// said.
    pub says: Option<String>,
    /// Further fields, each with its label, shown where they are filled in.
    pub with: Vec<(String, String)>,
    /// The field with the day on which somebody is to look again.
    pub review: Option<String>,
}

/// A record that renews another.
#[derive(Clone, Debug)]
pub struct Renewed {
    /// The record type.
    pub kind: String,
    /// Its link to what it renews.
    pub link: String,
}

impl Show {
    /// The hole in a sentence that is filled with the child's age, and is no field.
    pub const AGE: &'static str = "age";
}
