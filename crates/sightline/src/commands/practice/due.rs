//! `practice due`: when a clock would be due.

use std::collections::BTreeMap;

use anyhow::{anyhow, bail};
use practice::Book;
use practice::When;
use practice::ask::{Question, ask};

use super::answer::Printed;
use super::batch;
use crate::cli::{Due, Format, Global};
use crate::outcome::Outcome;
use crate::show;

pub fn run(global: &Global, book: &Book, asked: &Due) -> anyhow::Result<Outcome> {
    let known_at = asked.known_at.map(When::day);
    if let Some(file) = &asked.batch {
        return batch::run(book, file, known_at);
    }
    let (clock, from) = (asked.clock.as_deref().zip(asked.from))
        .ok_or_else(|| anyhow!("say which clock, and --from when"))?;
    let mut facts = BTreeMap::new();
    for (name, value) in &asked.fact {
        if facts.insert(name.clone(), value.clone()).is_some() {
            bail!("the fact {name} is said twice");
        }
    }
    let question = Question {
        clock,
        from,
        facts: &facts,
        known_at,
    };
    let printed = Printed::new(clock, from, ask(book, &question)?);
    if global.format == Format::Json {
        show::json(&printed)?;
    } else {
        let plan = printed
            .plan_by
            .map(|plan_by| format!("to be planned by {plan_by}"));
        show::lines(printed.steps.iter().chain(&plan))?;
    }
    Ok(Outcome::Holds)
}
