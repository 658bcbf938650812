//! The worked examples of measures: files, and what they come to together.

use super::Differs;
use crate::book::Book;
use crate::book::measure::{Measure, Together};
use crate::engine::Story;
use crate::id::Id;
use crate::measured::Measured;
use crate::when::When;

/// Runs those of every measure: how many held, and those that did not.
pub(super) fn run(book: &Book, law: &Book, differs: &mut Vec<Differs>) -> usize {
    let mut held = 0;
    for measure in &book.measures {
        if measure.together.is_empty() {
            let what = format!(
                "no example takes files together; add one as [[measure.{}.together]]",
                measure.id
            );
            differs.push(differ(measure, &measure.place.0, measure.place.1, what));
        }
        for example in &measure.together {
            let counted_by = if example.own { book } else { law };
            match one(counted_by, measure, example) {
                Ok(()) => held += 1,
                Err(what) => differs.push(differ(measure, &example.file, example.line, what)),
            }
        }
    }
    held
}

fn differ(measure: &Measure, file: &str, line: usize, what: String) -> Differs {
    Differs {
        clock: measure.id.clone(),
        file: file.to_owned(),
        line,
        what,
    }
}

fn one(book: &Book, measure: &Measure, example: &Together) -> Result<(), String> {
    let as_at = When::Day(example.to).end();
    let mut found = Measured::default();
    for lines in &example.files {
        let facts = super::file(book, lines)?;
        let story = Story::new(book, &facts);
        for (_, counted) in measure.of_file(book, Id::from_bytes([0; 16]), &story, as_at) {
            if counted.is_of(example.from, example.to) {
                found.count(&counted);
            }
        }
    }
    let mut wrong = Vec::new();
    let mut expected = |what: &str, expected: u64, found: u64| {
        if expected != found {
            wrong.push(format!("expected {what} {expected}, found {found}"));
        }
    };
    expected("of", example.of, found.of);
    expected("met", example.met, found.met);
    if let Some(days) = example.days {
        expected("days", days, found.days);
    }
    let reaches = found.reaches(measure.target);
    if example.reaches.is_some() && example.reaches != reaches {
        wrong.push(match reaches {
            Some(true) => "the target is reached".to_owned(),
            Some(false) => "the target is not reached".to_owned(),
            None => "there is no target, or nothing to count".to_owned(),
        });
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("; "))
    }
}
