//! `bench`: files and figures to measure with; see `docs/performance.md`.

mod looked_after;
mod stories;
mod visits;

use std::fs::File;
use std::io::BufWriter;
use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use jiff::ToSpan as _;
use jiff::civil::date;
use practice::book::Start;
use practice::engine::{Owed, Story, evaluate};
use practice::{Book, Fact, Id, When, count, example};
use record::{Duty, State};
use returns::write::made_up;

use crate::cli::{Bench, Global};
use crate::outcome::Outcome;
use crate::{edge, show};

pub fn run(global: &Global, book: &Arc<Book>, bench: &Bench) -> anyhow::Result<Outcome> {
    match bench {
        Bench::Census { children, out } => census(*children, out),
        Bench::LookedAfter { episodes, out } => looked_after::run(*episodes, out),
        Bench::Duties {
            children,
            entries,
            heavy,
        } => duties(book, *children, *entries, *heavy),
        Bench::Visits { users, out } => visits::run(global, book, *users, out),
        Bench::DueDates { count } => due_dates(book, *count),
    }
}

/// Writes a census of made-up children, the same each time.
fn census(children: u32, out: &Path) -> anyhow::Result<Outcome> {
    let unwritable = || format!("{} cannot be written", out.display());
    let file = File::create(out).with_context(unwritable)?;
    made_up::census(BufWriter::new(file), children).with_context(unwritable)?;
    let size = std::fs::metadata(out).with_context(unwritable)?.len();
    show::lines([format!(
        "{children} children, {size} bytes, in {}",
        out.display()
    )])?;
    Ok(Outcome::Holds)
}

/// How many heavy files differ from one another.
const HEAVY: usize = 64;

/// Works out every duty of made-up files, on every core.
fn duties(book: &Book, children: usize, entries: usize, heavy: bool) -> anyhow::Result<Outcome> {
    let files = if heavy {
        example::files(book, HEAVY, entries).map_err(|why| anyhow!(why))?
    } else {
        stories::files(book, entries)?
    };
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let owed = |facts: &[Fact]| {
        let story = Story::new(book, facts);
        evaluate(book, Id::from_bytes([0; 16]), &story).owed
    };
    let of_core = |core: usize| {
        let files = files.iter().cycle().take(children);
        let own = files.skip(core).step_by(cores);
        own.map(|facts| owed(facts).len()).sum()
    };
    let watch = edge::stopwatch();
    let all: usize = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores)
            .map(|core| scope.spawn(move || of_core(core)))
            .collect();
        let done = workers.into_iter().map(std::thread::ScopedJoinHandle::join);
        done.map(|sum: Result<usize, _>| sum.unwrap_or_default())
            .sum()
    });
    let seconds = watch.elapsed().as_secs_f64();
    let live: Vec<usize> = (files.iter())
        .map(|facts| live(facts, &owed(facts)))
        .collect();
    let mean = live.iter().sum::<usize>() / live.len().max(1);
    show::lines([
        format!(
            "{children} children of {entries} entries each, {} clocks, {cores} cores: {all} duties in {seconds:.2} s",
            book.clocks.len()
        ),
        format!(
            "live duties a child when its last entry was made: at least {}, {mean} in the mean, at most {}",
            live.iter().min().unwrap_or(&0),
            live.iter().max().unwrap_or(&0)
        ),
    ])?;
    Ok(Outcome::Holds)
}

/// How many of a file's duties had started and were not over when its last entry was made.
fn live(facts: &[Fact], owed: &[Owed<'_>]) -> usize {
    let Some(last) = facts.iter().map(|fact| fact.occurred.end()).max() else {
        return 0;
    };
    let runs = |duty: &Duty| {
        duty.had_started(last) && matches!(duty.state(last), State::Running | State::Overdue)
    };
    owed.iter().filter(|owed| runs(&owed.duty)).count()
}

/// Counts due dates: every clock's period in turn, from days of ten years.
fn due_dates(book: &Book, many: u64) -> anyhow::Result<Outcome> {
    let calendar = book
        .calendar("england-and-wales")
        .ok_or_else(|| anyhow!("the book has no calendar"))?;
    let periods: Vec<_> = book
        .clocks
        .iter()
        .flat_map(|clock| &clock.starts)
        .filter_map(Start::within)
        .collect();
    let days: Vec<_> = (0..3650)
        .filter_map(|n| date(2016, 1, 1).checked_add(n.days()).ok())
        .map(When::Day)
        .collect();
    let watch = edge::stopwatch();
    let mut due = 0_u64;
    for (day, within) in days
        .iter()
        .cycle()
        .zip(periods.iter().cycle())
        .take(usize::try_from(many)?)
    {
        due += u64::from(count::due(*day, within.period, within.counting, calendar).is_some());
    }
    let seconds = watch.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = due as f64 / seconds;
    show::lines([format!(
        "{due} due dates in {seconds:.2} s: {rate:.0} a second"
    )])?;
    Ok(Outcome::Holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_to_measure_with_is_full_and_has_at_least_twelve_live_duties() {
        let book = Book::england().unwrap();

        let files = stories::files(&book, 40).unwrap();

        assert_eq!(files.len(), 60);
        for facts in &files {
            let story = Story::new(&book, facts);
            let owed = evaluate(&book, Id::from_bytes([0; 16]), &story).owed;
            assert_eq!(facts.len(), 40);
            assert!(live(facts, &owed) >= 12, "{facts:?}");
        }
    }
}
