//! What was given of the facts that a clock takes.

use std::collections::HashMap;

use jiff::civil::Date;

use super::facts::{Read, Takes, takes};
use super::{NoAnswer, Question};
use crate::book::{Book, Clock};
use crate::engine::Told;
use crate::example;
use crate::expr::{FieldType, Scope};
use crate::fields::Fields;
use crate::value::Value;
use crate::when::{NotAWhen, When};

/// What was given.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    pub last_met: Option<Date>,
    pub times_met: Option<u32>,
    pub birth: Option<Date>,
    pub start: Option<usize>,
    pub extended: bool,
    pub extended_to: Option<Date>,
    /// Whether anything was given that a condition asks about.
    pub any: bool,
    age: Option<i64>,
    fields: Fields,
    states: HashMap<usize, bool>,
    carried: HashMap<(usize, String), Value>,
}

impl Given {
    /// What a time may ask for. A birth that was not told is taken to be the day given.
    pub fn told(&self, what: Told<'_>, anchor: When) -> Option<When> {
        match what {
            Told::Birth => Some(self.birth.map_or(When::Day(anchor.day()), When::Day)),
            Told::Field(name) => match self.fields.get(name)? {
                Value::Text(text) => text.parse().ok(),
                _ => None,
            },
        }
    }
}

impl Scope for Given {
    fn field(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)
    }

    fn age(&self) -> Option<i64> {
        self.age
    }

    fn in_state(&self, state: usize) -> Option<bool> {
        let carried = self.carried.keys().any(|(held, _)| *held == state);
        let told = self.states.get(&state).copied();
        told.or(carried.then_some(true))
    }

    fn carried(&self, state: usize, name: &str) -> Option<&Value> {
        self.carried.get(&(state, name.to_owned()))
    }
}

/// Reads what was given.
pub(super) fn given(
    book: &Book,
    clock: &Clock,
    question: &Question<'_>,
) -> Result<Given, NoAnswer> {
    let takes = takes(book, clock);
    let mut given = Given::default();
    for (name, text) in question.facts {
        let fact = takes.iter().find(|fact| fact.name == *name);
        let fact = fact.ok_or_else(|| NoAnswer::NoFact {
            clock: clock.id.clone(),
            fact: name.clone(),
            takes: all(&takes),
        })?;
        read(book, &fact.read, text, &mut given).map_err(|what| NoAnswer::BadFact {
            fact: name.clone(),
            what,
        })?;
    }
    if let Some(birth) = given.birth {
        let lived = birth.until((jiff::Unit::Year, question.from.day()));
        given.age = lived.ok().map(|lived| i64::from(lived.get_years()));
    }
    if let Some(start) = given.start.filter(|start| *start >= clock.starts.len()) {
        return Err(NoAnswer::BadFact {
            fact: "start".to_owned(),
            what: format!("{} has no start {}", clock.id, start + 1),
        });
    }
    Ok(given)
}

fn all(takes: &[Takes]) -> String {
    if takes.is_empty() {
        return "none".to_owned();
    }
    let names: Vec<_> = takes.iter().map(|fact| fact.name.as_str()).collect();
    names.join(", ")
}

fn read(book: &Book, how: &Read, text: &str, given: &mut Given) -> Result<(), String> {
    let value = |kind: &FieldType| {
        let listed = |what| match kind {
            FieldType::Code(list) | FieldType::Codes(list) => {
                format!("{what}: `practice show {list}` lists them")
            }
            _ => what,
        };
        example::value(book, kind, &spelled(book, kind, text)).map_err(listed)
    };
    match how {
        Read::LastMet => given.last_met = Some(day(text)?),
        Read::Birth => {
            given.birth = Some(day(text)?);
            given.any = true;
        }
        Read::ExtendedTo => given.extended_to = Some(day(text)?),
        Read::TimesMet => given.times_met = Some(number(text)?),
        Read::Start => {
            let number: usize = number(text)?;
            let none = || "ways of starting are counted from 1".to_owned();
            given.start = Some(number.checked_sub(1).ok_or_else(none)?);
        }
        Read::Age => {
            given.age = Some(number(text)?);
            given.any = true;
        }
        Read::Extended => given.extended = value(&FieldType::YesNo)? == Value::YesNo(true),
        Read::Field(name, kind) => {
            given.fields.insert(name.clone(), value(kind)?);
            given.any = true;
        }
        Read::State(state) => {
            let lasts = value(&FieldType::YesNo)? == Value::YesNo(true);
            given.states.insert(*state, lasts);
            given.any = true;
        }
        Read::Carried(state, name, kind) => {
            given.carried.insert((*state, name.clone()), value(kind)?);
            given.any = true;
        }
    }
    Ok(())
}

/// A fact as the book spells it: capitals, and spaces around it, make no difference.
fn spelled(book: &Book, kind: &FieldType, text: &str) -> String {
    let code = |list: &str, text: &str| {
        let codes = book.codes.get(list).map(|list| list.codes.keys());
        let mut alike =
            (codes.into_iter().flatten()).filter(|code| code.eq_ignore_ascii_case(text));
        match (alike.next(), alike.next()) {
            (Some(one), None) => one.clone(),
            _ => text.to_owned(),
        }
    };
    match kind {
        FieldType::YesNo => text.trim().to_lowercase(),
        FieldType::Code(list) => code(list, text.trim()),
        FieldType::Codes(list) => {
            let codes: Vec<_> = text.split(',').map(|one| code(list, one.trim())).collect();
            codes.join(",")
        }
        _ => text.trim().to_owned(),
    }
}

fn day(text: &str) -> Result<Date, String> {
    let when: When = text
        .trim()
        .parse()
        .map_err(|error: NotAWhen| error.to_string())?;
    Ok(when.day())
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.trim()
        .parse()
        .map_err(|_| format!("{text:?} is no whole number"))
}
