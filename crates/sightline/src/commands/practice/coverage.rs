//! `practice coverage`: a catalogue of duties laid beside the book, both ways.

use std::path::Path;

use anyhow::Context as _;
use practice::Book;
use practice::catalogue::{Catalogue, Compared, compare};
use serde_json::{Value, json};

use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::show;

pub fn run(global: &Global, book: &Book, file: &Path) -> anyhow::Result<Outcome> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("{} cannot be read", file.display()))?;
    let catalogue = Catalogue::read(&text).with_context(|| file.display().to_string())?;
    let compared = compare(book, &catalogue);
    if global.format == Format::Json {
        show::json(&as_json(&compared))?;
    } else {
        show::lines(in_words(&compared, &file.display().to_string()))?;
    }
    Ok(if compared.holds() {
        Outcome::Holds
    } else {
        Outcome::DoesNotHold
    })
}

fn as_json(compared: &Compared) -> Value {
    let differ: Vec<Value> = (compared.differ.iter())
        .map(|differs| {
            json!({"duty": differs.duty, "line": differs.line, "catalogue": differs.catalogue,
                "book": differs.book, "stands_in": differs.place})
        })
        .collect();
    let in_book: Vec<_> = (compared.missing_in_book.iter())
        .map(|(id, _)| id.as_str())
        .collect();
    let in_catalogue: Vec<_> = (compared.missing_in_catalogue.iter())
        .map(|(id, _)| id.as_str())
        .collect();
    json!({
        "duties": compared.rows,
        "agree": compared.agree,
        "missing_in_book": in_book,
        "missing_in_catalogue": in_catalogue,
        "everyday": compared.everyday,
        "differ": differ,
    })
}

fn in_words(compared: &Compared, file: &str) -> Vec<String> {
    let mut lines = vec![format!(
        "{} of {} duties of the catalogue are in the book as the catalogue has them.",
        compared.agree, compared.rows
    )];
    for (id, line) in &compared.missing_in_book {
        lines.push(format!("{file}:{line}: {id} is not in the book"));
    }
    for (id, place) in &compared.missing_in_catalogue {
        lines.push(format!("{place}: {id} is not in the catalogue"));
    }
    if !compared.everyday.is_empty() {
        lines.push(format!(
            "Of the work from day to day, and so in no catalogue: {}.",
            compared.everyday.join(", ")
        ));
    }
    for one in &compared.differ {
        lines.push(format!(
            "{file}:{}: {} is {} in the catalogue and {} in the book ({})",
            one.line, one.duty, one.catalogue, one.book, one.place
        ));
    }
    lines
}
