//! For people: what each rule found, the first rows of it, and what did not run.

use std::collections::BTreeMap;
use std::io::Write;

use returns::check::shown::{Checked, Finding, FoundRows, severity};

use crate::show::{count, printable};

/// How many rows are shown of each rule and table.
const SHOWN: usize = 3;

pub fn print(checked: &Checked<'_>, out: &mut dyn Write) -> anyhow::Result<()> {
    let report = checked.report;
    let rows = report.finds.values().flat_map(BTreeMap::values);
    let rows: usize = rows.map(std::collections::BTreeSet::len).sum();
    writeln!(
        out,
        "{}, {}: {} run and {} not; {} found something, in {}.",
        checked.title,
        report.collection,
        count(report.rules_run.len() as u64, "rule", "rules"),
        report.rules_not_run.len(),
        report.finds.len(),
        count(rows as u64, "row", "rows"),
    )?;
    for note in checked.notes {
        writeln!(out, "{}", printable(note, false))?;
    }
    findings(checked, out)?;
    let not_run = checked.not_run();
    if !not_run.is_empty() {
        writeln!(out, "\nNot run:")?;
    }
    for rules in not_run {
        writeln!(out, "  {}", printable(&rules, false))?;
    }
    Ok(())
}

fn findings(checked: &Checked<'_>, out: &mut dyn Write) -> anyhow::Result<()> {
    let report = checked.report;
    let found = FoundRows::first(SHOWN, &report.finds, checked.rules);
    let mut shown: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    checked.located.each(&found, &mut |finding| {
        let key = (finding.rule.code.to_owned(), finding.table.to_owned());
        shown.entry(key).or_default().push(in_words(finding));
        Ok(())
    })?;
    for code in &report.rules_run {
        let (Some(tables), Some(rule)) = (report.finds.get(code), checked.rules.published(code))
        else {
            continue;
        };
        let kind = match severity(rule) {
            "" => String::new(),
            kind => format!(" ({kind})"),
        };
        writeln!(out, "\n{code}{kind}: {}", rule.message.trim())?;
        for (table, rows) in tables {
            writeln!(
                out,
                "  {table}: {}",
                count(rows.len() as u64, "row", "rows")
            )?;
            let lines = shown.get(&(code.clone(), table.clone()));
            for line in lines.into_iter().flatten().filter(|line| !line.is_empty()) {
                writeln!(out, "    {}", printable(line, false))?;
            }
            if rows.len() > SHOWN {
                writeln!(out, "    and {} more", rows.len() - SHOWN)?;
            }
        }
    }
    Ok(())
}

/// `line 12, child X1001: DECOM 01/06/2025; REC (blank)`.
fn in_words(finding: &Finding<'_>) -> String {
    let mut place = Vec::new();
    if let Some(line) = finding.line {
        place.push(format!("line {line}"));
    }
    if !finding.child.is_empty() {
        place.push(format!("child {}", finding.child));
    }
    let mut said = Vec::new();
    if finding.message != finding.rule.message {
        said.push(finding.message.to_string());
    }
    if !finding.fields.is_empty() {
        said.push(finding.values());
    }
    let mut words = place.join(", ");
    if !words.is_empty() && !said.is_empty() {
        words.push_str(": ");
    }
    words + &said.join("; ")
}
