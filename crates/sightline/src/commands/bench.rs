//! `bench`: files and figures to measure with; see `docs/performance.md`.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context as _, anyhow};
use jiff::ToSpan as _;
use jiff::civil::date;
use practice::book::Start;
use practice::{Book, When, count};
use returns::write::made_up;

use crate::cli::Bench;
use crate::outcome::Outcome;
use crate::{edge, show};

pub fn run(book: &Book, bench: &Bench) -> anyhow::Result<Outcome> {
    match bench {
        Bench::Census { children, out } => census(*children, out),
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
