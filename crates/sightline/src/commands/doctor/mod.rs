//! `doctor`: whether this installation is in order. It changes nothing.
//!
//! | what it looks at | where it is |
//! |---|---|
//! | the record, what is derived, the book in force | `record` |
//! | keys and room on the disk | `files` |
//! | who can sign in | `people` |
//! | the mail server, and how the last digests fared | `mail` |
//! | the configuration, the address, the certificate, the identity provider | `pages` |

mod files;
mod mail;
mod pages;
mod people;
mod record;

use std::path::Path;
use std::sync::Arc;

use practice::{Book, example};
use serde::Serialize;
use store::KeySource;

use super::serve;
use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::{book, edge, ledger, show};

#[derive(Serialize)]
struct Check {
    what: &'static str,
    in_order: bool,
    says: String,
}

pub fn run(typed: &Global, config: Option<&Path>) -> anyhow::Result<Outcome> {
    let mut checks = vec![clock()];
    let (global, wanted) = match config {
        None => (typed.clone(), None),
        Some(file) => {
            let (global, wanted, said) = pages::configured(typed, file);
            checks.push(said);
            (global, wanted)
        }
    };
    let global = &global;
    let book = book::of_record(global).map(Arc::new);
    checks.push(book_holds(&book));
    checks.push(key(global));
    match ledger::read(global) {
        Err(error) => checks.push(check("record", false, format!("{error:#}"))),
        Ok(mut reader) => {
            checks.extend(record::checks(&mut reader, book.as_ref().ok())?);
            let served = wanted.as_ref().map(|wanted| &wanted.settings);
            checks.extend(people::checks(&mut reader, served)?);
            if served.is_some_and(|served| served.mail.is_some()) {
                checks.push(mail::sent(&mut reader)?);
            }
        }
    }
    checks.extend(global.data.folder().map(files::room));
    if let Some(wanted) = &wanted {
        checks.extend(pages::checks(wanted));
        checks.extend(mail::checks(wanted));
    }
    let in_order = checks.iter().all(|check| check.in_order);
    if global.format == Format::Json {
        show::json(&checks)?;
    } else {
        show::lines(checks.iter().map(|check| {
            format!(
                "{}  {}: {}",
                if check.in_order {
                    "in order"
                } else {
                    "MEND    "
                },
                check.what,
                check.says
            )
        }))?;
    }
    Ok(if in_order {
        Outcome::Holds
    } else {
        Outcome::DoesNotHold
    })
}

const fn check(what: &'static str, in_order: bool, says: String) -> Check {
    Check {
        what,
        in_order,
        says,
    }
}

fn book_holds(book: &anyhow::Result<Arc<Book>>) -> Check {
    let what = "practice book";
    match book {
        Ok(book) => {
            let (held, differ) = example::run(book);
            check(
                what,
                differ.is_empty(),
                format!(
                    "{} clocks, {held} examples hold, {} do not",
                    book.clocks.len(),
                    differ.len()
                ),
            )
        }
        Err(error) => check(what, false, format!("{error:#}")),
    }
}

fn key(global: &Global) -> Check {
    let what = "master key";
    let key = ledger::store(global).and_then(|store| store.key().cloned());
    match key {
        Ok(KeySource::File(file)) => files::master_key(&file),
        Ok(command @ KeySource::Command(_)) => check(what, true, command.name()),
        Err(error) => check(what, false, error.to_string()),
    }
}

/// A clock that stands before this program was made cannot be right.
fn clock() -> Check {
    let now = edge::now();
    let made = "2026-11-01T00:00:00Z".parse().unwrap_or(now);
    check("clock", now >= made, format!("{now}"))
}
