//! `duplicates`: files that are likely to be one person's.

use std::collections::BTreeMap;
use std::sync::Arc;

use practice::{Book, Id};
use record::find::Candidate;
use record::find::duplicates::{self, Likely, SORTS};
use serde::Serialize;
use store::StoreError;

use super::find::{Why, bits, finding};
use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::{ledger, show};

/// So many pairs are kept in memory: the likeliest.
const KEPT: usize = 100_000;

#[derive(Serialize)]
struct Answer {
    likely: Vec<Pair>,
    /// How many more there are.
    left_out: u64,
    /// How many times somebody was not laid beside others of the same key, because too many
    /// have it.
    not_compared: u64,
}

#[derive(Serialize)]
struct Pair {
    one: Side,
    other: Side,
    score: f64,
    why: Vec<Why>,
}

#[derive(Serialize)]
struct Side {
    file: Id,
    child: Option<String>,
    name: Option<String>,
    born_on: Option<jiff::civil::Date>,
}

/// Pairs by who they are.
type Pairs = BTreeMap<(Id, Id), Likely>;

pub fn run(global: &Global, book: &Arc<Book>, limit: usize) -> anyhow::Result<Outcome> {
    let finding = finding(book)?;
    let mut reader = ledger::read_derived(global, book)?;
    let mut pairs = Pairs::new();
    let (mut not_compared, mut dropped) = (0, 0);
    for sort in SORTS {
        reader.each_under_a_key::<StoreError>(sort, |people: &[Candidate], more| {
            not_compared += more;
            for likely in duplicates::among(people, finding) {
                pairs.insert(duplicates::pair(&likely), likely);
            }
            dropped += keep_the_likeliest(&mut pairs);
            Ok(())
        })?;
    }
    let mut likely: Vec<Likely> = pairs.into_values().collect();
    likely.sort_by_key(|likely| (-likely.fits.score, duplicates::pair(likely)));
    let left_out = dropped + likely.len().saturating_sub(limit) as u64;
    likely.truncate(limit);
    let mut side = |candidate: Candidate| -> anyhow::Result<Side> {
        let child = reader.child(candidate.subject)?;
        Ok(Side {
            file: candidate.subject,
            child: child.map(|child| child.authority_id),
            name: candidate.particulars.name(),
            born_on: candidate.particulars.born_on.first().copied(),
        })
    };
    let likely = likely.into_iter().map(|likely| {
        Ok(Pair {
            one: side(likely.one)?,
            other: side(likely.other)?,
            score: bits(likely.fits.score),
            why: likely.fits.reasons.into_iter().map(Why::from).collect(),
        })
    });
    let answer = Answer {
        likely: likely.collect::<anyhow::Result<_>>()?,
        left_out,
        not_compared,
    };
    print(global, answer)?;
    Ok(Outcome::Holds)
}

/// Lets the less likely half go where there are too many; how many went.
fn keep_the_likeliest(pairs: &mut Pairs) -> u64 {
    if pairs.len() <= KEPT {
        return 0;
    }
    let mut scores: Vec<i32> = pairs.values().map(|likely| likely.fits.score).collect();
    scores.sort_unstable();
    let middle = scores.get(scores.len() / 2).copied().unwrap_or_default();
    let before = pairs.len();
    let mut of_the_middle = KEPT / 4;
    pairs.retain(|_, likely| {
        let as_good = likely.fits.score == middle && of_the_middle > 0;
        if as_good {
            of_the_middle -= 1;
        }
        as_good || likely.fits.score > middle
    });
    (before - pairs.len()) as u64
}

fn print(global: &Global, answer: Answer) -> anyhow::Result<()> {
    if global.format == Format::Json {
        return show::json(&answer);
    }
    let any = !answer.likely.is_empty();
    let rows = answer.likely.into_iter().map(|pair| {
        let why: Vec<String> = pair.why.iter().map(Why::in_words).collect();
        vec![in_words(&pair.one), in_words(&pair.other), why.join("; ")]
    });
    show::table(
        &["File", "Likely the same as", "Why"],
        rows.collect(),
        "No two files are likely to be one person's.",
    )?;
    let mut notes = Vec::new();
    if any {
        notes.push(
            "In the pages, “This child has another file” on a child’s file lays two side by side, and merges them."
                .to_owned(),
        );
    }
    if answer.left_out > 0 {
        let more = show::count(answer.left_out, "more pair", "more pairs");
        notes.push(format!("{more}, less likely: show them with --limit."));
    }
    if answer.not_compared > 0 {
        notes.push(format!(
            "{} times somebody was not laid beside others with the same key, because too many have it.",
            answer.not_compared
        ));
    }
    show::lines(notes)
}

fn in_words(side: &Side) -> String {
    let id = side.child.clone().unwrap_or_else(|| side.file.to_string());
    let name = side.name.as_deref().unwrap_or("no name recorded");
    match side.born_on {
        Some(day) => format!("{id}, {name}, {}", practice::book::day_in_words(day)),
        None => format!("{id}, {name}"),
    }
}
