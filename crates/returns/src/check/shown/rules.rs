//! Which rules a collection has, and which of them were asked for.

use std::collections::BTreeSet;

use super::NoSuchRule;
use crate::check::cin::{self, Published, SCHEMA};
use crate::check::{Collection, Report, annex_a, ssda903};

/// What is published of the rules of a collection, and those asked for.
pub struct Rules {
    all: Vec<Published>,
    /// `None`: all of them.
    asked: Option<BTreeSet<&'static str>>,
}

/// The census's schema, which is checked as if it were one more rule.
const OF_THE_SCHEMA: Published = Published {
    code: SCHEMA,
    message: "The file should be as the schema of the census asks.",
    severity: None,
    fields: &[],
};

impl Rules {
    /// The rules of the looked after return. An error where none is known of so early a
    /// collection, or a rule asked for is none.
    pub fn ssda903(collection: Collection, asked: &[String]) -> Result<Self, NoSuchRule> {
        let all = ssda903::rules::all();
        let published = |rule: &ssda903::Rule903| Published {
            code: rule.code,
            message: rule.message,
            severity: rule.severity,
            fields: rule.fields,
        };
        let all: Vec<_> = all
            .filter(|rule| rule.is_of(collection))
            .map(published)
            .collect();
        if all.is_empty() {
            let oldest = ends_in(ssda903::rules::all().map(|rule| rule.from).min());
            return Err(NoSuchRule::TooEarly { collection, oldest });
        }
        Self::of(all, collection, asked)
    }

    /// The rules of the census, and its schema.
    pub fn cin(collection: Collection, asked: &[String]) -> Result<Self, NoSuchRule> {
        let all = cin::published(collection).chain([OF_THE_SCHEMA]).collect();
        Self::of(all, collection, asked)
    }

    /// The rules of the lists for inspectors.
    pub fn annex_a(on: Collection, asked: &[String]) -> Result<Self, NoSuchRule> {
        Self::of(annex_a::published().collect(), on, asked)
    }

    fn of(
        all: Vec<Published>,
        collection: Collection,
        asked: &[String],
    ) -> Result<Self, NoSuchRule> {
        let mut rules = Self { all, asked: None };
        for code in asked.iter().map(|code| code.trim()) {
            let mut all = rules.all.iter();
            let Some(rule) = all.find(|rule| rule.code.eq_ignore_ascii_case(code)) else {
                let code = code.to_owned();
                return Err(NoSuchRule::Unknown { collection, code });
            };
            rules.asked.get_or_insert_default().insert(rule.code);
        }
        Ok(rules)
    }

    /// The collections whose rules are known, the oldest first.
    pub fn collections() -> impl Iterator<Item = Collection> {
        let oldest = ssda903::rules::all().map(|rule| rule.from).min();
        let newest =
            ssda903::rules::all().map(|rule| rule.from.max(rule.until.unwrap_or_default()));
        let years = oldest.unwrap_or(1)..=newest.max().unwrap_or(0);
        years.filter_map(Collection::ending)
    }

    /// What is published of a rule.
    pub fn published(&self, code: &str) -> Option<&Published> {
        self.all.iter().find(|rule| rule.code == code)
    }

    /// Leaves in a report what was asked for. What is said of no one rule stays.
    pub fn leave_asked(&self, report: &mut Report) {
        let Some(asked) = &self.asked else { return };
        report
            .rules_run
            .retain(|rule| asked.contains(rule.as_str()));
        report.finds.retain(|rule, _| asked.contains(rule.as_str()));
        report
            .rules_not_run
            .retain(|one| asked.contains(one.rule.as_str()) || self.published(&one.rule).is_none());
    }
}

/// Says of a collection after the newest known that its own new rules were not run.
pub fn say_what_is_newer(report: &mut Report) {
    let years = ssda903::rules::all().map(|rule| rule.from.max(rule.until.unwrap_or_default()));
    let newest = years.max();
    if newest.is_some_and(|newest| report.collection.year() > newest) {
        let (newest, collection) = (ends_in(newest), report.collection);
        let why =
            format!("the rules of {collection} are not known here; those of {newest} were run");
        report.did_not_run(&format!("(rules new since {newest})"), why);
    }
}

/// The collection that ends in a year, in words.
fn ends_in(year: Option<u16>) -> String {
    year.and_then(Collection::ending)
        .map_or_else(|| "no year".to_owned(), |one| one.to_string())
}
