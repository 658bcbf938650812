//! Runs a file of published cases, and says which disagree.

use std::fs::{self, File};
use std::io::{BufReader, Write};
use std::path::Path;

use anyhow::{Context as _, bail};
use returns::check::cases::{
    CaseRunner, CasesSummary, Difference, Explained, RowsFound, read_cases, run_cases,
};

use super::args::Both;
use super::output::Output;
use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::show;

/// Runs the cases. One that disagrees without an explanation does not hold.
pub fn run(
    global: &Global,
    both: &Both,
    path: &Path,
    runner: &dyn CaseRunner,
) -> anyhow::Result<Outcome> {
    if matches!(global.format, Format::Csv | Format::Xlsx) {
        bail!("cases are told as a table or as JSON: ask for --format table or --format json");
    }
    let mut read = vec![path.to_owned()];
    read.extend(both.explained.clone());
    let output = Output::of(global, both, &read)?;
    let unreadable = |path: &Path| format!("{} cannot be used", path.display());
    let file = File::open(path).with_context(|| unreadable(path))?;
    let cases = read_cases(BufReader::new(file)).with_context(|| unreadable(path))?;
    let explained = match &both.explained {
        None => Explained::default(),
        Some(list) => {
            let text = fs::read_to_string(list).with_context(|| unreadable(list))?;
            Explained::parse(&text).with_context(|| unreadable(list))?
        }
    };
    let summary = run_cases(&cases, &[runner], &explained);
    output.write(|out| {
        if output.format == Format::Json {
            serde_json::to_writer_pretty(&mut *out, &summary)?;
            writeln!(out)?;
            return Ok(());
        }
        in_words(out, &summary)
    })?;
    Ok(if summary.differ.is_empty() {
        Outcome::Holds
    } else {
        Outcome::DoesNotHold
    })
}

fn in_words(out: &mut dyn Write, summary: &CasesSummary) -> anyhow::Result<()> {
    writeln!(
        out,
        "{}: {} agree, {} disagree for a reason that is on the list, {} differ.",
        show::count(summary.cases as u64, "case", "cases"),
        summary.agree,
        summary.explained,
        summary.differ.len()
    )?;
    for one in &summary.differ {
        let words = difference(one);
        writeln!(out, "{}", show::printable(&words, false))?;
    }
    Ok(())
}

fn difference(one: &Difference) -> String {
    let mut words = format!(
        "Line {}, rule {}: expected {}; found {}",
        one.line,
        one.rule,
        rows(&one.expected),
        rows(&one.found)
    );
    if let Some(why) = &one.why {
        words.push_str("; it could not be run: ");
        words.push_str(why);
    }
    words
}

fn rows(found: &RowsFound) -> String {
    let of_table = |(table, rows): (&String, &std::collections::BTreeSet<String>)| {
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        format!("{table} {}", rows.join(", "))
    };
    if found.is_empty() {
        return "nothing".to_owned();
    }
    let tables: Vec<_> = found.iter().map(of_table).collect();
    tables.join(" and ")
}
