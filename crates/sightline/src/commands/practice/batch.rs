//! `practice due --batch`: a file of questions, a line of JSON each, written out again
//! with the answer added.
//!
//! `trigger` may be a sentence: the first day or time in it is what the clock counts
//! from. Of a rhythm, a second one is the last time that it was done.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write as _};
use std::path::Path;

use anyhow::Context as _;
use jiff::civil::Date;
use practice::Book;
use practice::ask::{Question, ask, moments, takes_by_id};
use serde_json::{Map, Value};

use super::answer::day_or_time;
use crate::outcome::Outcome;

/// The longest line that is read.
const LONGEST: u64 = 1 << 20;

pub fn run(book: &Book, file: &Path, known_at: Option<Date>) -> anyhow::Result<Outcome> {
    let mut lines: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        let unreadable = || format!("{} cannot be read", file.display());
        Box::new(BufReader::new(File::open(file).with_context(unreadable)?))
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let (mut number, mut wrong) = (0_u64, 0_u64);
    loop {
        let mut line = Vec::new();
        let mut one = io::Read::take(&mut lines, LONGEST);
        if one.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        number += 1;
        let line = String::from_utf8_lossy(&line);
        // Some programs begin a file with a mark of its encoding.
        let line = line.trim_start_matches('\u{feff}');
        if line.trim().is_empty() {
            continue;
        }
        let mut row = read(line).unwrap_or_else(|what| {
            let said = Value::from(line.trim());
            Map::from_iter([
                ("line".to_owned(), said),
                ("error".to_owned(), Value::from(what)),
            ])
        });
        if !row.contains_key("error")
            && let Err(what) = answer(book, &mut row, known_at)
        {
            row.insert("due".to_owned(), Value::Null);
            row.insert("error".to_owned(), Value::from(what));
        }
        if let Some(what) = row.get("error") {
            wrong += 1;
            let what = what.as_str().unwrap_or_default();
            eprintln!("{}:{number}: {what}", file.display());
        }
        serde_json::to_writer(&mut out, &row)?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(if wrong == 0 {
        Outcome::Holds
    } else {
        Outcome::DoesNotHold
    })
}

fn read(line: &str) -> Result<Map<String, Value>, String> {
    let row: Map<String, Value> = serde_json::from_str(line).map_err(|error| {
        format!("this line is no JSON object such as {{\"duty\": \"icpc-15wd\", \"trigger\": \"2026-03-26\"}}: {error}")
    })?;
    Ok(row)
}

/// Adds the answer to a row.
fn answer(book: &Book, row: &mut Map<String, Value>, known_at: Option<Date>) -> Result<(), String> {
    let text = |name: &str| {
        let value = row.get(name).and_then(Value::as_str);
        value.ok_or_else(|| format!("{name:?} is not said: a text is expected"))
    };
    let (duty, trigger) = (text("duty")?.to_owned(), text("trigger")?.to_owned());
    let takes = takes_by_id(book, &duty).map_err(|error| error.to_string())?;
    let mut facts = facts(row.get("facts"))?;
    let mut told = moments(&trigger).into_iter();
    let from = told.next().ok_or_else(|| {
        format!("{trigger:?} has no day or time in it: write 2026-05-22 or 2026-05-22T16:30")
    })?;
    if let Some(last) = told.next()
        && !facts.contains_key("last_met")
        && takes.iter().any(|fact| fact.name == "last_met")
    {
        facts.insert("last_met".to_owned(), last.to_string());
    }
    let question = Question {
        clock: &duty,
        from,
        facts: &facts,
        known_at,
    };
    let answer = ask(book, &question).map_err(|error| error.to_string())?;
    let due = answer.due.map(|due| day_or_time(due, answer.by_day));
    row.insert("due".to_owned(), Value::from(due));
    let plan_by = answer.plan_by.map(|day| day.to_string());
    row.insert("plan_by".to_owned(), Value::from(plan_by));
    row.insert("kind".to_owned(), Value::from(answer.kind.name()));
    for (name, when) in [
        ("earliest", answer.earliest),
        ("may_be_moved_to", answer.may_roll),
        ("due_as_known_at_the_start", answer.known_at_the_start),
        ("due_as_known_now", answer.known_now),
    ] {
        if let Some(when) = when {
            row.insert(name.to_owned(), Value::from(practice::ask::local(when)));
        }
    }
    if answer.provisional {
        row.insert("provisional".to_owned(), Value::from(true));
    }
    Ok(())
}

/// The facts of a row: texts, numbers, yes and no.
fn facts(said: Option<&Value>) -> Result<BTreeMap<String, String>, String> {
    let mut facts = BTreeMap::new();
    let said = match said {
        None | Some(Value::Null) => return Ok(facts),
        Some(Value::Object(said)) => said,
        Some(_) => return Err("\"facts\" should be an object of names and values".to_owned()),
    };
    for (name, value) in said {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            _ => {
                return Err(format!(
                    "the fact {name} should be a text, a number, true or false"
                ));
            }
        };
        facts.insert(name.clone(), text);
    }
    Ok(facts)
}
