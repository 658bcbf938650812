//! The check of a looked after return.

use std::path::Path;
use std::thread;

use anyhow::{anyhow, bail};
use returns::check::shown::{Checked, Rules, not_looked_at, say_what_is_newer};
use returns::check::ssda903::{Beside, CaseRules, check};
use returns::read::ssda903::Ssda903Return;

use super::args::{Both, Ssda903};
use super::gather::{Gathered, gather};
use super::lists::Lists;
use super::output::Output;
use super::print;
use crate::book;
use crate::cli::Global;
use crate::outcome::Outcome;

/// A return that this program has made: the year before as it made that, and what is to be
/// said of the making.
#[derive(Default)]
pub struct Made {
    pub before: Option<Ssda903Return>,
    pub notes: Vec<String>,
}

/// Checks a return. Both years and the lists are read at once.
pub fn run(global: &Global, args: &Ssda903) -> anyhow::Result<Outcome> {
    run_made(global, args, Made::default())
}

/// Checks a return that this program has made.
pub fn run_made(global: &Global, args: &Ssda903, made: Made) -> anyhow::Result<Outcome> {
    let collection = args
        .collection
        .ok_or_else(|| anyhow!("say with --collection 2025/26 whose rules are to be kept"))?;
    let book = book::read(global)?;
    if let Some(code) = &args.authority
        && book.authorities.get(code).is_none()
    {
        bail!(
            "{code} is no authority of England that is, or was, responsible for children's services: the practice book names them in codes/local-authorities.toml"
        );
    }
    let rules = Rules::ssda903(collection, &args.both.rules)?;
    let lists: Vec<_> = args
        .providers
        .iter()
        .chain(&args.postcodes)
        .cloned()
        .collect();
    let besides = [lists.as_slice(), &args.previous].concat();
    let now = gather(&args.paths, &besides)?;
    let before = if args.previous.is_empty() {
        None
    } else {
        Some(gather(&args.previous, &lists)?)
    };
    let mut read = now.files();
    read.extend(before.iter().flat_map(Gathered::files));
    read.extend(lists);
    let output = Output::of(global, &args.both, &read)?;

    let (whole, previous, lists) = thread::scope(|scope| {
        let previous = scope.spawn(|| before.as_ref().map(Gathered::read).transpose());
        let lists = scope.spawn(|| Lists::read(args.postcodes.as_deref(), &args.providers));
        (now.read(), joined(previous), joined(lists))
    });
    let (whole, previous, lists) = (whole?, previous?, lists?);
    let beside = Beside {
        previous: made.before.as_ref().or(previous.as_ref()),
        postcodes: lists.postcodes.as_ref(),
        providers: lists.providers.as_ref(),
        authority: args.authority.as_deref(),
        ..Beside::default()
    };
    let mut report = check(&whole, collection, &book.authorities, &beside);
    say_what_is_newer(&mut report);
    rules.leave_asked(&mut report);

    let mut notes = made.notes;
    notes.extend(now.left_alone);
    notes.extend(before.into_iter().flat_map(|before| before.left_alone));
    notes.extend(not_looked_at(&whole));
    notes.extend(previous.iter().flat_map(not_looked_at));
    let checked = Checked {
        title: "Looked after return (SSDA903)",
        report: &report,
        rules: &rules,
        located: &whole,
        notes: &notes,
    };
    print::print(&checked, output)?;
    Ok(Outcome::Holds)
}

/// Runs a file of published cases.
pub fn run_cases(global: &Global, both: &Both, file: &Path) -> anyhow::Result<Outcome> {
    let book = book::read(global)?;
    super::cases::run(global, both, file, &CaseRules::new(&book.authorities))
}

/// What a thread worked out. A panic in it goes on in this one.
fn joined<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    match thread.join() {
        Ok(result) => result,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}
