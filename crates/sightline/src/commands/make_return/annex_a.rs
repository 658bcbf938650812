//! The lists for inspectors (Annex A), as one workbook.

use std::io::Write as _;
use std::sync::Arc;

use anyhow::Context as _;
use jiff::civil::Date;
use practice::{Book, When};
use record::Casefile;
use returns::made::annex_a::{Asked, Places, adopter, rows};
use returns::read::annex_a::{LISTS, Row};
use returns::write::annex_a::xlsx;

use super::args::AnnexA;
use super::children::Counted;
use super::names::Known;
use super::new_file;
use crate::cli::Global;
use crate::commands::check;
use crate::commands::check::lists::Lists;
use crate::outcome::Outcome;
use crate::show::progress;
use crate::{edge, ledger};

/// The rows of each list.
type Rows = [Vec<Row>; LISTS.len()];

/// Writes the workbook, and checks what was written.
pub fn run(global: &Global, book: &Arc<Book>, args: &AnnexA) -> anyhow::Result<Outcome> {
    let on = args.on.unwrap_or_else(|| When::Instant(edge::now()).day());
    let lists = Lists::read(args.postcodes.as_deref(), &[])?;
    let own = args.authority.as_deref();
    let places = lists
        .postcodes
        .as_ref()
        .zip(own)
        .map(|(postcodes, own)| Places {
            postcodes,
            authorities: &book.authorities,
            own,
        });
    let names = Known::of(&mut ledger::read_derived(global, book)?)?;
    let asked = Asked {
        on,
        names: &names,
        places,
    };
    let (mut all, counted) = gather(global, book, asked)?;
    for rows in &mut all {
        rows.sort_by_cached_key(|row| {
            let cells = row.cells.iter();
            cells.map(ToString::to_string).collect::<Vec<_>>()
        });
    }
    let path = args.out.as_path();
    let mut out = new_file::file(path)?;
    let workbook = xlsx(&all).context("the workbook cannot be made")?;
    out.write_all(&workbook)
        .with_context(|| format!("{} cannot be written", path.display()))?;
    let made = format!("The lists of {on} were written to {}", path.display());
    let mut notes = counted.made(&made);
    if places.is_none() {
        notes.push("In whose area each placement lies is blank: say with --postcodes and --authority how to find it.".to_owned());
    }
    let asked = check::args::AnnexA {
        file: args.out.clone(),
        on: Some(on),
        rules: Vec::new(),
        out: args.findings.clone(),
    };
    check::annex_a::run(global, &asked, notes)
}

/// The rows of every file: of children, and of adopters.
fn gather(global: &Global, book: &Arc<Book>, asked: Asked<'_>) -> anyhow::Result<(Rows, Counted)> {
    let mut all = Rows::default();
    let mut counted = Counted::default();
    let mut children = ledger::read_derived(global, book)?;
    let mut files = ledger::read(global)?;
    let organisation = files.about().organisation;
    let of = children.counts()?;
    let bar = progress::counting("files");
    let mut at = 0;
    files.each_file(|owner, entries| {
        at += 1;
        bar.at(at, of.files);
        if owner == organisation {
            return Ok(());
        }
        let casefile = Casefile::fold(&entries);
        let own = match children.child(owner)? {
            Some(child) => {
                let own = rows(&child.authority_id, &casefile.facts, asked);
                counted.add(own.as_ref().map(|_| ()).map_err(|why| *why), &casefile);
                own.unwrap_or_default()
            }
            None => an_adopter(&owner.to_string(), &casefile, asked.on, &mut counted),
        };
        for row in own {
            let list = usize::from(row.list).checked_sub(1);
            if let Some(list) = list.and_then(|list| all.get_mut(list)) {
                list.push(row);
            }
        }
        Ok::<_, anyhow::Error>(())
    })?;
    bar.done();
    Ok((all, counted))
}

/// The row of a file that is no child's, where it is an adopter's.
fn an_adopter(file: &str, casefile: &Casefile, on: Date, counted: &mut Counted) -> Vec<Row> {
    let row = adopter(file, &casefile.facts, on);
    match &row {
        Some(_) => counted.taken += 1,
        None => counted.others += 1,
    }
    row.into_iter().collect()
}
