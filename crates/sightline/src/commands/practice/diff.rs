//! `practice diff`: what the book in force says otherwise than the law's.

use practice::Book;
use practice::diff::{Difference, diff};
use serde_json::json;

use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::{book, show};

/// The law's book is the one without what is laid over it; where nothing is, England's.
pub fn run(global: &Global, now: &Book) -> anyhow::Result<Outcome> {
    let law = if global.overlay.is_some() {
        book::law(global)?
    } else {
        book::england()?
    };
    let found = diff(&law, now);
    if global.format == Format::Json {
        show::json(&json!({
            "law": {"title": law.title, "edition": law.edition, "hash": law.hash},
            "in_force": {"title": now.title, "edition": now.edition, "hash": now.hash},
            "differences": found,
        }))?;
    } else {
        show::lines(in_words(&law, now, &found))?;
    }
    Ok(Outcome::Holds)
}

fn in_words(law: &Book, now: &Book, found: &[Difference]) -> Vec<String> {
    let mut lines = vec![format!(
        "{}, edition {}, beside {}, edition {}: {}.",
        now.title,
        now.edition,
        law.title,
        law.edition,
        show::count(found.len() as u64, "difference", "differences")
    )];
    let mut last = None;
    for (number, difference) in found.iter().enumerate() {
        let named = (difference.what, difference.id.as_str());
        if last.replace(named) != Some(named) {
            lines.push(format!("{} {}", difference.what, difference.id));
        }
        let from = difference.from.as_deref().unwrap_or("nothing");
        let to = difference.to.as_deref().unwrap_or("nothing");
        match (&difference.part, &difference.from) {
            (Some(part), _) => {
                lines.push(format!("  {part}"));
                lines.push(format!("    from  {from}"));
                lines.push(format!("    to    {to}"));
            }
            (None, None) => lines.push(format!("  added: {to}")),
            (None, Some(_)) => lines.push(format!("  gone: {from}")),
        }
        // What decided it stands once, after all parts that it decided.
        let goes_on = found.get(number + 1).is_some_and(|next| {
            (next.what, next.id.as_str()) == named && next.source == difference.source
        });
        if !goes_on {
            lines.extend((difference.source.iter()).map(|source| format!("  source: {source}")));
            lines.extend(
                (difference.departs.iter()).map(|why| format!("  less than the law asks: {why}")),
            );
        }
    }
    lines
}
