//! `practice facts`: what `practice due` may be told of a clock.

use practice::Book;
use practice::ask::takes_by_id;
use serde_json::{Value, json};

use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::show;

pub fn run(global: &Global, book: &Book, clock: &str) -> anyhow::Result<Outcome> {
    let takes = takes_by_id(book, clock)?;
    if global.format == Format::Json {
        let facts: Vec<Value> = (takes.iter())
            .map(|fact| json!({"name": fact.name, "type": fact.kind, "means": fact.means}))
            .collect();
        show::json(&json!({"clock": clock, "facts": facts}))?;
    } else {
        let rows = takes
            .into_iter()
            .map(|fact| vec![fact.name, fact.kind, fact.means])
            .collect();
        show::table(
            &["fact", "type", "what it means"],
            rows,
            "It takes no facts: the date says all.",
        )?;
    }
    Ok(Outcome::Holds)
}
