//! A condition in words, for a reader who does not write conditions.

use super::{Comparison, Condition, Node};

impl Condition {
    /// In words; `state` gives the title of a state by its number.
    pub fn in_words(&self, state: &dyn Fn(usize) -> String) -> String {
        words(&self.root, state)
    }
}

fn words(node: &Node, state: &dyn Fn(usize) -> String) -> String {
    let of = |node: &Node| words(node, state);
    // What is joined in another way keeps its brackets.
    let part = |node: &Node, other: bool| match node {
        Node::And(..) | Node::Or(..) if other => format!("({})", of(node)),
        node => of(node),
    };
    match node {
        Node::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Node::Number(number) => number.to_string(),
        Node::Text(text) => code(text),
        Node::Texts(texts) => any(texts.iter().map(|text| code(text))),
        Node::Numbers(numbers) => any(numbers.iter().map(ToString::to_string)),
        Node::Field(name) => name.replace('_', " "),
        Node::Age => "the age".to_owned(),
        Node::InState(number) => format!("“{}” lasts", state(*number)),
        Node::Carried(number, name) => {
            format!("{} of “{}”", name.replace('_', " "), state(*number))
        }
        Node::Has(node) => format!("{} is told", of(node)),
        Node::Not(node) => match &**node {
            Node::Field(_) | Node::Carried(..) => format!("{}: no", of(node)),
            Node::InState(number) => format!("“{}” does not last", state(*number)),
            node => format!("not ({})", of(node)),
        },
        Node::And(one, other) => {
            let or = |node: &Node| matches!(node, Node::Or(..));
            format!("{} and {}", part(one, or(one)), part(other, or(other)))
        }
        Node::Or(one, other) => {
            let and = |node: &Node| matches!(node, Node::And(..));
            format!("{} or {}", part(one, and(one)), part(other, and(other)))
        }
        Node::Compare(how, one, other) => format!("{} {} {}", of(one), compared(*how), of(other)),
        Node::In(one, other) => format!("{} is one of {}", of(one), of(other)),
    }
}

/// A code: hyphens read as spaces; a code of capitals is left as it is.
fn code(text: &str) -> String {
    if text.chars().any(char::is_lowercase) {
        format!("‘{}’", text.replace('-', " "))
    } else {
        format!("‘{text}’")
    }
}

fn any(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join(", ")
}

const fn compared(how: Comparison) -> &'static str {
    match how {
        Comparison::Equal => "is",
        Comparison::NotEqual => "is not",
        Comparison::Less => "is less than",
        Comparison::LessOrEqual => "is at most",
        Comparison::Greater => "is more than",
        Comparison::GreaterOrEqual => "is at least",
    }
}
