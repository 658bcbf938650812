//! What was found, as it is kept: no more of the return than a finding needs to be put right.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use returns::check::shown::{Finding, FoundRows, Located, Rules, ShowError};
use returns::check::{Collection, NotRun, Report};
use serde::{Deserialize, Serialize};

/// How many findings are kept at the most.
pub(super) const MOST: usize = 20_000;
/// How many letters are kept of one value, or of what is said of one finding.
const LETTERS: usize = 300;

/// Which return it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Which {
    /// The children in need census.
    #[serde(rename = "cin")]
    Census,
    /// The looked after return.
    #[serde(rename = "ssda903")]
    LookedAfter,
}

impl Which {
    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Census => "Children in need census",
            Self::LookedAfter => "Looked after return (SSDA903)",
        }
    }

    /// Its name in a report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Census => "cin",
            Self::LookedAfter => "ssda903",
        }
    }

    /// What is published of its rules.
    pub fn rules(self, collection: Collection) -> Option<Rules> {
        match self {
            Self::Census => Rules::cin(collection, &[]).ok(),
            Self::LookedAfter => Rules::ssda903(collection, &[]).ok(),
        }
    }
}

/// How a finding stands to the last check of the same return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Since {
    /// It was not found then.
    New,
    /// It was found then too.
    Still,
    /// It cannot be told: the rule did not run then, not all of it was kept, or there was no
    /// check before.
    NotKnown,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Found {
    /// The rule's code.
    pub rule: String,
    /// What is said of this row, where it is more than the rule says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub says: String,
    /// The table.
    pub table: String,
    /// The row, from 0.
    pub row: u32,
    /// The file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// The line on which it begins.
    pub line: Option<u32>,
    /// The child's identifier; empty where it is about none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub child: String,
    /// The columns that the rule speaks of, and their values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<(String, String)>,
    /// How it stands to the last check.
    pub since: Since,
}

impl Found {
    /// Of a finding.
    pub fn of(finding: &Finding<'_>) -> Self {
        let says = if finding.message == finding.rule.message {
            String::new()
        } else {
            short(&finding.message)
        };
        let field = |(name, value): &(&str, Cow<'_, str>)| ((*name).to_owned(), short(value));
        Self {
            rule: finding.rule.code.to_owned(),
            says,
            table: finding.table.to_owned(),
            row: finding.row,
            file: short(finding.file),
            line: finding.line,
            child: short(finding.child),
            fields: finding.fields.iter().map(field).collect(),
            since: Since::NotKnown,
        }
    }
}

fn short(text: &str) -> String {
    text.chars().take(LETTERS).collect()
}

/// What is told of a check as a whole.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct About {
    /// Which return it is.
    pub which: Which,
    /// The collection: `2025/26`.
    pub collection: String,
    /// The rules that ran.
    pub rules_run: Vec<String>,
    /// Those that did not, and why.
    pub not_run: Vec<(String, String)>,
    /// How many rows each rule found, whether they are kept or not.
    pub counts: BTreeMap<String, usize>,
    /// What else is to be said: left alone, not looked at.
    pub notes: Vec<String>,
    /// When the check was made with which it was compared, as a time in seconds.
    pub compared_with: Option<i64>,
}

/// All that is kept of a check.
#[derive(Clone, Debug)]
pub(super) struct Finds {
    /// What is told of it as a whole.
    pub about: About,
    /// What was found, in the order of the files.
    pub found: Vec<Found>,
    /// What was found the last time, and is found no more.
    pub gone: Vec<Found>,
}

impl Finds {
    /// Of what a check says: the first rows of each rule and table, where there are too many.
    pub fn of(
        which: Which,
        report: &Report,
        rules: &Rules,
        located: &dyn Located,
        notes: Vec<String>,
    ) -> Result<Self, ShowError> {
        let of_each = of_each(report);
        let mut found = Vec::new();
        let rows = FoundRows::first(of_each, &report.finds, rules);
        located.each(&rows, &mut |finding| {
            found.push(Found::of(finding));
            Ok(())
        })?;
        let count = |(rule, tables): (&String, &BTreeMap<String, BTreeSet<u32>>)| {
            (rule.clone(), tables.values().map(BTreeSet::len).sum())
        };
        let not_run = report.rules_not_run.iter();
        Ok(Self {
            about: About {
                which,
                collection: report.collection.to_string(),
                rules_run: report.rules_run.clone(),
                not_run: not_run
                    .map(|one| (one.rule.clone(), one.why.clone()))
                    .collect(),
                counts: report.finds.iter().map(count).collect(),
                notes,
                compared_with: None,
            },
            found,
            gone: Vec::new(),
        })
    }

    /// How many rows were found, whether they are kept or not.
    pub fn all(&self) -> usize {
        self.about.counts.values().sum()
    }

    /// The collection.
    pub fn collection(&self) -> Option<Collection> {
        self.about.collection.parse().ok()
    }

    /// How many stand so to the last check.
    pub fn count(&self, since: Since) -> usize {
        let found = self.found.iter();
        found.filter(|found| found.since == since).count()
    }

    /// The report again, as far as it is kept.
    pub fn report(&self, collection: Collection) -> Report {
        let mut report = Report::new(self.about.which.name(), collection);
        report.rules_run.clone_from(&self.about.rules_run);
        let not_run = self.about.not_run.iter();
        let not_run = not_run.map(|(rule, why)| NotRun {
            rule: rule.clone(),
            why: why.clone(),
        });
        report.rules_not_run = not_run.collect();
        for found in &self.found {
            let tables = report.finds.entry(found.rule.clone()).or_default();
            let rows = tables.entry(found.table.clone()).or_default();
            rows.insert(found.row);
        }
        report
    }
}

/// How many rows of each rule and table are kept, so that no more are kept than may be.
fn of_each(report: &Report) -> usize {
    let tables = report.finds.values().flat_map(BTreeMap::values);
    let lengths: Vec<usize> = tables.map(BTreeSet::len).collect();
    if lengths.iter().sum::<usize>() <= MOST {
        return usize::MAX;
    }
    let fits = |each: &usize| lengths.iter().map(|rows| rows.min(each)).sum::<usize>() <= MOST;
    let (mut each, mut step) = (0, MOST.next_power_of_two());
    while step > 0 {
        if fits(&(each + step)) {
            each += step;
        }
        step /= 2;
    }
    each
}

/// The findings with the rules that they are of.
pub(super) struct Again<'a> {
    /// The findings.
    pub finds: &'a Finds,
    /// The rules.
    pub rules: &'a Rules,
}

impl Located for Again<'_> {
    fn each(
        &self,
        found: &FoundRows<'_>,
        show: &mut dyn FnMut(&Finding<'_>) -> Result<(), ShowError>,
    ) -> Result<(), ShowError> {
        for one in &self.finds.found {
            let is_asked = |(row, rule): &(u32, &returns::check::cin::Published)| {
                *row == one.row && rule.code == one.rule
            };
            let of = found.of(&one.table);
            let from = of.partition_point(|(row, _)| *row < one.row);
            let mut here = of.get(from..).unwrap_or_default().iter();
            let here = here.by_ref().take_while(|(row, _)| *row == one.row);
            if !here.into_iter().any(is_asked) {
                continue;
            }
            let Some(rule) = self.rules.published(&one.rule) else {
                continue;
            };
            let mut finding = Finding::without_place(rule, &one.table, one.row);
            if !one.says.is_empty() {
                finding.message = one.says.as_str().into();
            }
            finding.file = &one.file;
            finding.line = one.line;
            finding.child = &one.child;
            let fields = one.fields.iter();
            finding.fields = fields
                .map(|(name, value)| (name.as_str(), value.as_str().into()))
                .collect();
            show(&finding)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report in which each rule found so many rows.
    fn report(found: &[u32]) -> Report {
        let mut report = Report::new("cin", "2025/26".parse().expect("a collection"));
        for (rule, rows) in found.iter().enumerate() {
            let rows = BTreeMap::from([("Child".to_owned(), (0..*rows).collect())]);
            report.ran_with(&rule.to_string(), rows);
        }
        report
    }

    #[test]
    fn rules_that_find_little_are_kept_whole_beside_one_that_finds_too_much() {
        assert_eq!(of_each(&report(&[19_000, 900, 100])), usize::MAX);
        assert_eq!(of_each(&report(&[90_000, 900, 100])), MOST - 1_000);
        assert_eq!(of_each(&report(&[90_000, 90_000])), MOST / 2);
    }
}
