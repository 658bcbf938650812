//! An authority's own practice as it is written, before it is laid over the book.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;

use super::raw::{Code, optional_date};
use super::raw_clock::{Example, Step, Variant};

/// What the folder is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Local {
    pub title: String,
    pub edition: String,
}

/// What decided a difference.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct LocalCite {
    pub level: Option<String>,
    #[serde(rename = "cite")]
    pub text: String,
    pub confirmed: Option<String>,
    #[serde(default, deserialize_with = "optional_date")]
    pub from: Option<Date>,
    #[serde(default, deserialize_with = "optional_date")]
    pub until: Option<Date>,
    pub note: Option<String>,
}

/// A change of a clock: what is said here takes the place of what the clock says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Change {
    pub source: Option<LocalCite>,
    pub departs: Option<String>,
    pub taken_away: Option<String>,
    pub owner: Option<String>,
    pub climbs: Option<Vec<String>>,
    pub warn: Option<String>,
    pub note: Option<String>,
    pub within: Option<String>,
    pub every: Option<Vec<Spanned<Step>>>,
    pub before: Option<String>,
    pub not_before: Option<String>,
    pub lapses: Option<String>,
    pub keep: Option<Vec<String>>,
    pub due_on: Option<String>,
    pub once_in_each: Option<String>,
    pub limit: Option<String>,
    pub in_any: Option<String>,
    pub counting: Option<String>,
    pub months: Option<String>,
    pub calendar: Option<String>,
    pub rolls: Option<String>,
    pub should_be_within: Option<String>,
    #[serde(default)]
    pub variant: Vec<Spanned<Variant>>,
    #[serde(default)]
    pub start: Vec<Spanned<StartTime>>,
    #[serde(default)]
    pub example: Vec<Spanned<Example>>,
    // What the law says, and no authority may change: read so that the refusal can say why.
    pub title: Option<IgnoredAny>,
    pub area: Option<IgnoredAny>,
    pub starts: Option<IgnoredAny>,
    pub met: Option<IgnoredAny>,
    pub ends: Option<IgnoredAny>,
    pub holds: Option<IgnoredAny>,
    pub pauses: Option<IgnoredAny>,
    pub extends: Option<IgnoredAny>,
    pub commences: Option<IgnoredAny>,
    pub held_while: Option<IgnoredAny>,
    pub may_roll: Option<IgnoredAny>,
    pub from: Option<IgnoredAny>,
    pub alternative: Option<IgnoredAny>,
}

/// The time of one of the ways in which a clock starts, by its number.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct StartTime {
    pub number: usize,
    pub within: Option<String>,
    pub before: Option<String>,
    pub due_on: Option<String>,
    pub counting: Option<String>,
    pub calendar: Option<String>,
    pub should_be_within: Option<String>,
}

/// Days on which the authority is closed, in one calendar.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Closures {
    pub source: String,
    pub days: BTreeMap<String, String>,
}

/// The authority's own words for codes of a list: the codes and what they mean stay.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Labels {
    pub source: String,
    pub code: BTreeMap<String, String>,
}

/// Codes that the authority has beside those of a list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct MoreCodes {
    pub source: String,
    pub code: BTreeMap<String, Code>,
}
