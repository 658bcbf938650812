//! What a condition asks about, by name.

use super::{Condition, Node};

/// Something that a condition asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asks<'c> {
    /// A field of the record.
    Field(&'c str),
    /// The age.
    Age,
    /// Whether a state lasts, by the state's number.
    State(usize),
    /// What a state carries.
    Carried(usize, &'c str),
}

impl Condition {
    /// Everything that it asks about, each once.
    pub fn asks(&self) -> Vec<Asks<'_>> {
        let (mut found, mut nodes) = (Vec::new(), vec![&self.root]);
        while let Some(node) = nodes.pop() {
            match node {
                Node::Field(name) => found.push(Asks::Field(name)),
                Node::Age => found.push(Asks::Age),
                Node::InState(state) => found.push(Asks::State(*state)),
                Node::Carried(state, name) => found.push(Asks::Carried(*state, name)),
                Node::Has(one) | Node::Not(one) => nodes.push(one),
                Node::And(one, other)
                | Node::Or(one, other)
                | Node::Compare(_, one, other)
                | Node::In(one, other) => nodes.extend([&**one, &**other]),
                Node::YesNo(_)
                | Node::Number(_)
                | Node::Text(_)
                | Node::Texts(_)
                | Node::Numbers(_) => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
