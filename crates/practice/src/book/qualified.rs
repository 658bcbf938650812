//! Which children are owed a qualified worker, and who counts as one.

/// Which children are owed a qualified worker, and who counts as one. Whoever holds the child in
/// another role than these, or is not registered, counts as none.
#[derive(Clone, Debug)]
pub struct Qualified {
    /// What it is called where days without one are told.
    pub title: String,
    /// The states of a child that call for one, by their numbers.
    pub during: Vec<usize>,
    /// The relations in which a worker holds a child.
    pub holds: Vec<String>,
    /// The roles, of which the worker has one.
    pub roles: Vec<String>,
    /// The record type that begins a worker's registration, and which another closes.
    pub registered: String,
    /// What asks for it.
    pub source: String,
}
