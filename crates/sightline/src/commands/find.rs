//! `find`: people by one text, each with why.

use std::sync::Arc;

use jiff::civil::Date;
use practice::finding::Finding;
use practice::{Book, When};
use record::find::{Found, Query, Reason, Search};
use serde::Serialize;
use store::Reader;

use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::{edge, ledger, show};

/// How many are weighed.
const WEIGHED: usize = 300;

#[derive(Serialize)]
struct Answer {
    found: Vec<Shown>,
    /// How many more fit.
    left_out: u64,
    /// Whether there may be others still: so many people have a part of what was asked that
    /// not all of them were looked at.
    cut: bool,
    /// Whether the end of what was asked was left out, because it was too long.
    shortened: bool,
}

/// Somebody who was found.
#[derive(Serialize)]
pub struct Shown {
    /// The file.
    pub file: practice::Id,
    /// Whom it is about.
    pub about: String,
    /// The authority's own identifier, where it is a child's.
    pub child: Option<String>,
    /// The name the person goes by.
    pub name: Option<String>,
    /// Date of birth, as told last.
    pub born_on: Option<Date>,
    /// The sum of the weights, in bits.
    pub score: f64,
    /// Why, what tells most first.
    pub why: Vec<Why>,
}

/// One reason.
#[derive(Serialize)]
pub struct Why {
    /// As the practice book names it.
    agreement: &'static str,
    says: String,
    bits: f64,
}

impl From<Reason> for Why {
    fn from(reason: Reason) -> Self {
        Self {
            agreement: reason.agreement,
            bits: bits(reason.weight),
            says: reason.says,
        }
    }
}

impl Why {
    /// As a sentence of its own; what speaks against begins with "but".
    pub fn in_words(&self) -> String {
        if self.bits < 0.0 {
            format!("but {}", self.says)
        } else {
            self.says.clone()
        }
    }
}

pub fn run(
    global: &Global,
    book: &Arc<Book>,
    words: &[String],
    limit: usize,
) -> anyhow::Result<Outcome> {
    let finding = finding(book)?;
    let mut reader = ledger::read_derived(global, book)?;
    let today = When::Instant(edge::now()).day();
    let query = Query::parse(&words.join(" "), finding, today);
    if query.finds_nobody(finding) {
        anyhow::bail!(
            "nobody can be found by that alone: add a name, a whole date of birth, an identifier or a postcode"
        );
    }
    let candidates = reader.find(&query.lookups(finding), WEIGHED)?;
    let search = Search {
        query: &query,
        finding,
    };
    let mut found = search.rank(candidates.people);
    let left_out = found.len().saturating_sub(limit) as u64;
    found.truncate(limit);
    let answer = Answer {
        found: found
            .into_iter()
            .map(|found| shown(&mut reader, found))
            .collect::<anyhow::Result<_>>()?,
        left_out,
        cut: candidates.cut,
        shortened: query.shortened,
    };
    if global.format == Format::Json {
        show::json(&answer)?;
    } else {
        in_words(answer)?;
    }
    Ok(Outcome::Holds)
}

/// How people are found, by the book.
pub fn finding(book: &Book) -> anyhow::Result<&Finding> {
    book.finding.as_ref().ok_or_else(|| {
        anyhow::anyhow!("the practice book has no [finding]: it does not say how people are found")
    })
}

fn shown(reader: &mut Reader, found: Found) -> anyhow::Result<Shown> {
    let child = reader.child(found.candidate.subject)?;
    let particulars = found.candidate.particulars;
    Ok(Shown {
        file: found.candidate.subject,
        child: child.map(|child| child.authority_id),
        name: particulars.name(),
        born_on: particulars.born_on.first().copied(),
        about: particulars.about,
        score: bits(found.fits.score),
        why: found.fits.reasons.into_iter().map(Why::from).collect(),
    })
}

fn in_words(answer: Answer) -> anyhow::Result<()> {
    let rows = answer.found.into_iter().map(|found| {
        let why: Vec<String> = found.why.iter().map(Why::in_words).collect();
        vec![
            found.child.unwrap_or_else(|| found.file.to_string()),
            found.name.unwrap_or_else(|| "no name recorded".to_owned()),
            found
                .born_on
                .map_or_else(String::new, practice::book::day_in_words),
            why.join("; "),
        ]
    });
    show::table(
        &["Child", "Name", "Born", "Why"],
        rows.collect(),
        "Nobody was found.",
    )?;
    let mut notes = Vec::new();
    if answer.left_out > 0 {
        let more = show::count(answer.left_out, "more fits", "more fit");
        notes.push(format!("{more}: show them with --limit."));
    }
    if answer.cut {
        notes.push(
            "There may be others: so many people have part of this that not all were looked at. Say more of the name, or a date of birth.".to_owned(),
        );
    }
    if answer.shortened {
        notes.push("What was asked was too long: its end was left out.".to_owned());
    }
    show::lines(notes)
}

/// Hundredths of a bit as bits.
pub fn bits(hundredths: i32) -> f64 {
    f64::from(hundredths) / 100.0
}
