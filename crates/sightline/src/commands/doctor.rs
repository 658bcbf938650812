//! `doctor`: whether this installation is in order. It changes nothing.

use std::path::Path;
use std::sync::Arc;

use practice::example;
use serde::Serialize;
use store::{KeySource, Reader, ServerFacts};

use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::{book, edge, in_force, ledger, show};

#[derive(Serialize)]
struct Check {
    what: &'static str,
    in_order: bool,
    says: String,
}

pub fn run(global: &Global) -> anyhow::Result<Outcome> {
    let mut checks = vec![clock()];
    let book = book::read(global);
    checks.push(match &book {
        Ok(book) => {
            let (held, differ) = example::run(book);
            check(
                "practice book",
                differ.is_empty(),
                format!(
                    "{} clocks, {held} examples hold, {} do not",
                    book.clocks.len(),
                    differ.len()
                ),
            )
        }
        Err(error) => check("practice book", false, format!("{error:#}")),
    });
    let key = ledger::store(global).and_then(|store| store.key().cloned());
    checks.push(match key {
        Ok(KeySource::File(file)) => master_key(&file),
        Ok(command @ KeySource::Command(_)) => check("master key", true, command.name()),
        Err(error) => check("master key", false, error.to_string()),
    });
    match ledger::read(global) {
        Err(error) => checks.push(check("record", false, format!("{error:#}"))),
        Ok(mut reader) => {
            let about = reader.about();
            let counts = reader.counts()?;
            let kind = if about.example {
                "an example"
            } else {
                "a real record"
            };
            checks.push(check(
                "record",
                true,
                format!(
                    "{kind} of organisation {}: {} children, {} entries, {} duties, {} set aside",
                    about.organisation,
                    counts.children,
                    counts.entries,
                    counts.duties,
                    counts.set_aside
                ),
            ));
            if let Some(server) = reader.server()? {
                checks.push(self::server(&server));
            }
            let due = reader.sweep_due()?;
            let says = if due {
                "may still stand in the database's files: close what reads the record, and import or rebuild"
            } else {
                "is gone from the database's files"
            };
            checks.push(check("what was disposed of", !due, says.to_owned()));
            if let Ok(book) = book {
                let hash = book.hash.clone();
                let same = reader.derived_by()? == ledger::projector(&Arc::new(book)).mark();
                let says = if same {
                    "worked out with the practice book in force"
                } else {
                    "worked out with another practice book: run `sightline rebuild`"
                };
                checks.push(check("what is derived", same, says.to_owned()));
                checks.push(in_force(&mut reader, &hash)?);
            }
        }
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

/// Which book was taken into force, and whether it is the one that is used.
fn in_force(reader: &mut Reader, hash: &str) -> anyhow::Result<Check> {
    let what = "book in force";
    let Some(kept) = in_force::of(reader)? else {
        let says = "none was taken into force: the program's own is used, or the one that is named";
        return Ok(check(what, true, says.to_owned()));
    };
    let since = kept.since.map(|since| since.day().to_string());
    let named = format!(
        "{}, edition {}, since {}",
        kept.title,
        kept.edition,
        since.unwrap_or_default()
    );
    let same = kept.hash == hash;
    let says = if same {
        named
    } else {
        format!(
            "{named}; another is used: name the one in force, or take this one into force with `sightline practice take-into-force`"
        )
    };
    Ok(check(what, same, says))
}

/// A clock that stands before this program was made cannot be right.
fn clock() -> Check {
    let now = edge::now();
    let made = "2026-11-01T00:00:00Z".parse().unwrap_or(now);
    check("clock", now >= made, format!("{now}"))
}

/// What is kept on a server has to be flushed there before it is answered.
fn server(server: &ServerFacts) -> Check {
    let ServerFacts {
        version,
        schema,
        synchronous_commit,
        ..
    } = server;
    let encrypted = if server.encrypted {
        "encrypted"
    } else {
        "not encrypted"
    };
    let writer = match &server.writer {
        Some(pid) => format!("process {pid} is writing"),
        None => "nobody is writing".to_owned(),
    };
    let flushes = if server.flushes {
        "on"
    } else {
        "off, so that what was kept is lost with the power: set it to on"
    };
    check(
        "server",
        server.flushes,
        format!(
            "PostgreSQL {version}, schema {schema}; the connection is {encrypted}; \
             synchronous_commit is {synchronous_commit}, fsync {flushes}; {writer}"
        ),
    )
}

/// Whoever has the master key and the database can read every file.
fn master_key(file: &Path) -> Check {
    let what = "master key";
    match std::fs::metadata(file) {
        Err(error) => check(
            what,
            false,
            format!("{} cannot be read: {error}", file.display()),
        ),
        Ok(found) => {
            let others = others_can_read(&found);
            let says = if others {
                "can be read by others on this machine: run chmod 600 on it"
            } else {
                "is readable by its owner alone"
            };
            check(what, !others, format!("{} {says}", file.display()))
        }
    }
}

#[cfg(unix)]
fn others_can_read(found: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    found.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn others_can_read(_: &std::fs::Metadata) -> bool {
    false
}
