//! The children in need census, as one XML file.

use std::io::{BufWriter, Write as _};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use practice::Book;
use returns::made::{YearTo, cin};
use returns::write::census::CensusWriter;

use super::args::Cin;
use super::{children, new_file};
use crate::cli::Global;
use crate::commands::check;
use crate::outcome::Outcome;
use crate::{edge, ledger};

/// Writes the census, and checks what was written.
pub fn run(global: &Global, book: &Arc<Book>, args: &Cin) -> anyhow::Result<Outcome> {
    let year = YearTo::whole(args.both.year);
    let number = match &args.both.authority {
        None => None,
        Some(code) => match book.authorities.get(code) {
            Some(authority) => Some(authority.number),
            None => bail!("{code} is no authority of England that the practice book names"),
        },
    };
    // Before a file is made: there may be no record.
    ledger::read_derived(global, book)?;
    let path = args.out.as_path();
    let unwritable = || format!("{} cannot be written", path.display());
    let written = edge::now().strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let out = BufWriter::new(new_file::file(path)?);
    let mut out =
        CensusWriter::begin(out, &cin::header(year, number, &written)).with_context(unwritable)?;
    let counted = children::each(global, book, |file| match cin::child(file, year) {
        Ok(made) => {
            out.child(&made.child).with_context(unwritable)?;
            Ok(Ok(()))
        }
        Err(why) => Ok(Err(why)),
    })?;
    out.end()
        .and_then(|mut out| out.flush())
        .with_context(unwritable)?;
    let made = format!(
        "The census of {} was written to {}",
        args.both.year,
        path.display()
    );
    let mut notes = counted.told(&made, args.both.year);
    if number.is_none() {
        notes.push("Its header does not say whose it is: say with --authority which authority's it is, by its code (E08000025).".to_owned());
    }
    let asked = check::args::Cin {
        file: Some(args.out.clone()),
        collection: Some(args.both.year),
        both: check::args::Both {
            out: args.both.findings.clone(),
            ..check::args::Both::default()
        },
    };
    check::cin::run_made(global, &asked, notes)
}
