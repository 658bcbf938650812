//! What is filled in from the file where a record of a type is begun.

/// What an answer is filled in with: what a file says, to be changed and added to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// What stands in these sections of the summary, by id, in this order.
    pub sections: Vec<String>,
    /// The records of these types that stand, each in its own sentence.
    pub records: Vec<String>,
    /// So many of the last significant events of the child's life.
    pub significant: Option<usize>,
    /// What is late, and what is owed in so many days.
    pub owed_in: Option<u16>,
}
