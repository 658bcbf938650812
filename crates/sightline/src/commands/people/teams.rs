//! `team add`.

use std::sync::Arc;

use anyhow::ensure;
use practice::{Book, Id};
use record::kinds;
use serde_json::json;

use super::write::{Files, Told, day_or_today};
use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::show;

/// What was said of a team, by field.
pub type Said<'s> = [(&'s str, Option<&'s String>)];

/// Adds a team.
pub fn add(global: &Global, book: &Arc<Book>, said: &Said<'_>) -> anyhow::Result<Outcome> {
    let mut files = Files::open(global, book)?;
    let teams = files.reader.teams()?;
    for (field, value) in said {
        let is_taken = |value: &str| {
            teams.iter().any(|team| match *field {
                "name" => team.name == value,
                "code" => team.code.as_deref() == Some(value),
                _ => false,
            })
        };
        if let Some(value) = value {
            ensure!(
                !value.trim().is_empty(),
                "the {field} of a team is not empty"
            );
            ensure!(
                !is_taken(value.trim()),
                "another team has the {field} {value} already"
            );
        }
    }
    let team = new(book, &mut files, said, None)?;
    if global.format == Format::Json {
        show::json(&json!({ "team": team }))?;
    } else {
        show::lines([format!("The team was added. Team: {team}")])?;
    }
    Ok(Outcome::Holds)
}

/// Writes a new team's file, and says which it is.
pub fn new(
    book: &Book,
    files: &mut Files,
    said: &Said<'_>,
    from: Option<jiff::civil::Date>,
) -> anyhow::Result<Id> {
    let team = files.new_id()?;
    let told = Told::new(book, kinds::TEAM_DETAILS, day_or_today(from))?;
    let told = (said.iter()).fold(told, |told, (field, value)| told.with(field, *value));
    files.append(book, team, vec![told])?;
    Ok(team)
}
