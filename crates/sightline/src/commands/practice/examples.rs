//! `practice examples`: the worked examples that stand beside the rules.

use practice::Book;
use practice::ask::find;
use practice::book::Clock;
use serde_json::{Value, json};

use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::show;

pub fn run(global: &Global, book: &Book, clock: Option<&str>) -> anyhow::Result<Outcome> {
    let clocks: Vec<&Clock> = match clock {
        Some(id) => vec![find(book, id)?],
        None => book.clocks.iter().collect(),
    };
    if global.format == Format::Json {
        let all: Vec<Value> = clocks.into_iter().map(of_clock).collect();
        show::json(&all)?;
    } else {
        show::lines(clocks.into_iter().flat_map(lines))?;
    }
    Ok(Outcome::Holds)
}

fn of_clock(clock: &Clock) -> Value {
    let examples: Vec<Value> = (clock.examples.iter())
        .map(|example| {
            json!({
                "given": example.given, "due": example.due, "started": example.started,
                "plan_by": example.plan_by, "state": example.state, "as_at": example.as_at,
                "none": example.none, "why": example.why,
                "stands_in": format!("{}:{}", clock.place.0, example.line),
            })
        })
        .collect();
    json!({"clock": clock.id, "title": clock.title, "examples": examples})
}

fn lines(clock: &Clock) -> Vec<String> {
    let mut lines = vec![format!("{} ({})", clock.title, clock.id)];
    for example in &clock.examples {
        lines.extend(
            example
                .given
                .iter()
                .map(|given| format!("  given  {given}")),
        );
        if let Some(due) = &example.due {
            lines.push(format!("  due    {due}"));
        }
        if let (Some(state), Some(as_at)) = (&example.state, &example.as_at) {
            lines.push(format!("  state  {state} as at {as_at}"));
        }
        if example.none {
            lines.push("  none   nothing is owed".to_owned());
        }
        lines.push(format!("  why    {}", example.why));
        lines.push(String::new());
    }
    lines
}
