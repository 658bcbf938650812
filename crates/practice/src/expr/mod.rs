//! Conditions: the part of the Common Expression Language that the book uses.
//!
//! The text is parsed by the `cel` crate; its tree is checked against the declared
//! types and turned into a small tree of ours, which answers yes, no or *unknown*
//! where a field was left empty (CEL itself has no such third answer), in well
//! under a microsecond.

mod check;
mod eval;

pub use check::{FieldType, Names, compile};
pub use eval::{Answer, Scope};

/// A checked condition.
#[derive(Clone, Debug)]
pub struct Condition {
    text: String,
    root: Node,
}

impl Condition {
    /// As it stands in the book.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The states that it asks about, by number.
    pub fn states(&self) -> Vec<usize> {
        let (mut states, mut asked) = (Vec::new(), vec![&self.root]);
        while let Some(node) = asked.pop() {
            match node {
                Node::InState(state) | Node::Carried(state, _) => states.push(*state),
                Node::Has(one) | Node::Not(one) => asked.push(one),
                Node::And(one, other)
                | Node::Or(one, other)
                | Node::Compare(_, one, other)
                | Node::In(one, other) => asked.extend([&**one, &**other]),
                _ => {}
            }
        }
        states.sort_unstable();
        states.dedup();
        states
    }

    /// Whether it asks about the age.
    pub fn asks_age(&self) -> bool {
        let mut asked = vec![&self.root];
        while let Some(node) = asked.pop() {
            match node {
                Node::Age => return true,
                Node::Has(one) | Node::Not(one) => asked.push(one),
                Node::And(one, other)
                | Node::Or(one, other)
                | Node::Compare(_, one, other)
                | Node::In(one, other) => asked.extend([&**one, &**other]),
                _ => {}
            }
        }
        false
    }
}

#[derive(Clone, Debug)]
enum Node {
    YesNo(bool),
    Number(i64),
    Text(String),
    Texts(Vec<String>),
    Numbers(Vec<i64>),
    Field(String),
    Age,
    InState(usize),
    Carried(usize, String),
    Has(Box<Node>),
    Not(Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    Compare(Comparison, Box<Node>, Box<Node>),
    In(Box<Node>, Box<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
