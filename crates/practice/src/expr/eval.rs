//! Answering a condition, with *unknown* for what was left empty.

use std::cmp::Ordering;

use super::{Comparison, Condition, Node};
use crate::value::Value;

/// What a condition may ask about.
pub trait Scope {
    /// A field of the record, where it was filled in.
    fn field(&self, name: &str) -> Option<&Value>;
    /// The child's age in whole years on that day, where the birth is known.
    fn age(&self) -> Option<i64>;
    /// Whether the child was in this state then, where that is known.
    fn in_state(&self, state: usize) -> Option<bool>;
    /// What the state carried then.
    fn carried(&self, state: usize, name: &str) -> Option<&Value>;
}

/// Yes, no, or not known because something was left empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// Something that it asks for is not recorded.
    Unknown,
}

enum Datum<'a> {
    YesNo(bool),
    Number(i64),
    Text(&'a str),
    Texts(&'a [String]),
    Numbers(&'a [i64]),
}

impl Condition {
    /// Whether it holds.
    pub fn holds(&self, scope: &impl Scope) -> Answer {
        match eval(&self.root, scope) {
            Some(Datum::YesNo(true)) => Answer::Yes,
            Some(Datum::YesNo(false)) => Answer::No,
            _ => Answer::Unknown,
        }
    }
}

fn eval<'a>(node: &'a Node, scope: &'a impl Scope) -> Option<Datum<'a>> {
    let truth = |node: &'a Node| match eval(node, scope) {
        Some(Datum::YesNo(truth)) => Some(truth),
        _ => None,
    };
    let answer = match node {
        Node::YesNo(truth) => Some(*truth),
        Node::Number(number) => return Some(Datum::Number(*number)),
        Node::Text(text) => return Some(Datum::Text(text)),
        Node::Texts(texts) => return Some(Datum::Texts(texts)),
        Node::Numbers(numbers) => return Some(Datum::Numbers(numbers)),
        Node::Field(name) => return scope.field(name).map(datum),
        Node::Age => return scope.age().map(Datum::Number),
        Node::Carried(state, name) => return scope.carried(*state, name).map(datum),
        Node::InState(state) => scope.in_state(*state),
        Node::Has(inner) => Some(eval(inner, scope).is_some()),
        Node::Not(inner) => truth(inner).map(|truth| !truth),
        // Kleene's tables: one side may settle it whatever the other is.
        Node::And(left, right) => match (truth(left), truth(right)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        },
        Node::Or(left, right) => match (truth(left), truth(right)) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        },
        Node::Compare(how, left, right) => compare(*how, &eval(left, scope)?, &eval(right, scope)?),
        Node::In(item, list) => contains(&eval(list, scope)?, &eval(item, scope)?),
    };
    answer.map(Datum::YesNo)
}

fn datum(value: &Value) -> Datum<'_> {
    match value {
        Value::YesNo(truth) => Datum::YesNo(*truth),
        Value::Number(number) => Datum::Number(*number),
        Value::Text(text) => Datum::Text(text),
        Value::Codes(codes) => Datum::Texts(codes),
    }
}

/// Days are text in the form 2026-05-22, which sorts as days do.
fn compare(how: Comparison, left: &Datum<'_>, right: &Datum<'_>) -> Option<bool> {
    let order = match (left, right) {
        (Datum::YesNo(left), Datum::YesNo(right)) => left.cmp(right),
        (Datum::Number(left), Datum::Number(right)) => left.cmp(right),
        (Datum::Text(left), Datum::Text(right)) => left.cmp(right),
        _ => return None,
    };
    Some(match how {
        Comparison::Equal => order == Ordering::Equal,
        Comparison::NotEqual => order != Ordering::Equal,
        Comparison::Less => order == Ordering::Less,
        Comparison::LessOrEqual => order != Ordering::Greater,
        Comparison::Greater => order == Ordering::Greater,
        Comparison::GreaterOrEqual => order != Ordering::Less,
    })
}

fn contains(list: &Datum<'_>, item: &Datum<'_>) -> Option<bool> {
    match (list, item) {
        (Datum::Texts(list), Datum::Text(item)) => Some(list.iter().any(|text| text == item)),
        (Datum::Numbers(list), Datum::Number(item)) => Some(list.contains(item)),
        _ => None,
    }
}
