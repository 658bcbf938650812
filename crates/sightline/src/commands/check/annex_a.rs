//! The check of the lists for inspectors (Annex A).

use std::borrow::Cow;
use std::fs::File;
use std::io::BufReader;
use std::slice;

use anyhow::{Context as _, anyhow};
use practice::When;
use returns::check::Collection;
use returns::check::annex_a::{AnnexCheck, check};
use returns::check::shown::{Checked, Finding, FoundRows, Located, Rules, ShowError};
use returns::read::annex_a::workbook::read_xlsx;
use returns::read::annex_a::{AnnexA, LISTS, Row};

use super::args::{AnnexA as Args, Both};
use super::output::Output;
use super::print;
use crate::cli::Global;
use crate::edge;
use crate::outcome::Outcome;

/// Checks a workbook. `notes` says what else is to be said.
pub fn run(global: &Global, args: &Args, mut notes: Vec<String>) -> anyhow::Result<Outcome> {
    let path = args.file.as_path();
    let both = Both {
        out: args.out.clone(),
        ..Both::default()
    };
    let output = Output::of(global, &both, slice::from_ref(&args.file))?;
    let today = When::Instant(edge::now()).day();
    let on = args.on.unwrap_or(today);
    let year = Collection::holding(on)
        .ok_or_else(|| anyhow!("{on} is no day of an inspection: give one from 1901 to 2100"))?;
    let rules = Rules::annex_a(year, &args.rules)?;
    let name = path.display().to_string();
    let file = File::open(path).with_context(|| format!("{name} cannot be read"))?;
    let annex = read_xlsx(BufReader::new(file), name)?;
    let mut checked = check(&annex, on);
    rules.leave_asked(&mut checked.report);
    if args.on.is_none() {
        notes.push(format!(
            "Checked as of today, {on}: say with --on which day the inspection asks about."
        ));
    }
    notes.extend(annex.left_alone.iter().cloned());
    print::print(
        &Checked {
            title: "Lists for inspectors (Annex A)",
            report: &checked.report,
            rules: &rules,
            located: &CheckedAnnex {
                annex: &annex,
                checked: &checked,
            },
            notes: &notes,
        },
        output,
    )?;
    Ok(Outcome::Holds)
}

/// A workbook, and what was found in it.
struct CheckedAnnex<'a> {
    annex: &'a AnnexA,
    checked: &'a AnnexCheck,
}

impl Located for CheckedAnnex<'_> {
    fn each(
        &self,
        found: &FoundRows<'_>,
        show: &mut dyn FnMut(&Finding<'_>) -> Result<(), ShowError>,
    ) -> Result<(), ShowError> {
        for list in &LISTS {
            let rows = self.annex.list(list.number);
            for (number, rule) in found.of(list.sheet()) {
                let mut finding = Finding::without_place(rule, list.sheet(), *number);
                finding.file = &self.annex.file;
                // What is found of a list as a whole is found in none of its rows.
                let row = rows.get(*number as usize).filter(|_| rule.code != "AA001");
                finding.line = row.map(|row| row.line);
                let child = row.and_then(|row| row.cells.first());
                let child = child.map(ToString::to_string).unwrap_or_default();
                finding.child = &child;
                let key = (rule.code, list.number, *number);
                let columns = self.checked.columns.get(&key);
                let columns = columns.map_or(&[][..], Vec::as_slice);
                finding.fields = fields(columns, row);
                show(&finding)?;
            }
        }
        Ok(())
    }
}

/// The columns in which something was found, and their values.
fn fields<'a>(columns: &[&'a str], row: Option<&Row>) -> Vec<(&'a str, Cow<'a, str>)> {
    let value = |name: &'a str| {
        let text = row.map(|row| row.get(name).to_string()).unwrap_or_default();
        (name, Cow::Owned(text))
    };
    columns.iter().map(|name| value(name)).collect()
}
