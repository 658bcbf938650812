//! Clocks and measures as they are written, before any name in them is checked.

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use super::raw::{date, one_or_more, optional_date, optional_moment};

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Clock {
    pub title: String,
    pub area: String,
    pub owner: String,
    #[serde(default)]
    pub climbs: Vec<String>,
    pub warn: Option<String>,
    pub within: Option<String>,
    pub counting: Option<String>,
    pub every: Option<Vec<Spanned<Step>>>,
    pub before: Option<String>,
    pub not_before: Option<String>,
    pub lapses: Option<String>,
    pub keep: Option<Vec<String>>,
    pub due_on: Option<String>,
    pub should_be_within: Option<String>,
    pub once_in_each: Option<String>,
    pub limit: Option<String>,
    pub in_any: Option<String>,
    pub holds: Option<Spanned<String>>,
    pub months: Option<String>,
    pub calendar: Option<String>,
    pub held_while: Option<String>,
    pub commences: Option<Commences>,
    pub rolls: Option<String>,
    pub may_roll: Option<String>,
    pub from: Option<String>,
    pub note: Option<String>,
    #[serde(default)]
    pub everyday: bool,
    #[serde(default)]
    pub starts: Vec<Spanned<Start>>,
    #[serde(default)]
    pub variant: Vec<Spanned<Variant>>,
    #[serde(default)]
    pub alternative: Vec<Spanned<Alternative>>,
    #[serde(default)]
    pub pauses: Vec<Spanned<Pause>>,
    #[serde(default)]
    pub extends: Vec<Spanned<Extend>>,
    #[serde(default, deserialize_with = "one_or_more")]
    pub met: Vec<Met>,
    #[serde(default)]
    pub ends: Vec<Spanned<End>>,
    #[serde(default)]
    pub source: Vec<Cite>,
    #[serde(default)]
    pub example: Vec<Spanned<Example>>,
}

impl Clock {
    /// Whether it is owed again and again: a rhythm, or once in each span of the calendar.
    pub fn comes_again(&self) -> bool {
        let rhythm = |one: &Spanned<Variant>| one.get_ref().every.is_some();
        self.every.is_some() || self.once_in_each.is_some() || self.variant.iter().any(rhythm)
    }
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub within: String,
    pub of: String,
    pub counting: Option<String>,
    pub calendar: Option<String>,
    pub times: Option<u32>,
    pub until: Option<String>,
    pub when: Option<Spanned<String>>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Variant {
    pub when: Option<Spanned<String>>,
    #[serde(default, deserialize_with = "optional_date")]
    pub from: Option<Date>,
    #[serde(default, deserialize_with = "optional_date")]
    pub until: Option<Date>,
    #[serde(default)]
    pub from_change: bool,
    pub within: Option<String>,
    pub counting: Option<String>,
    pub calendar: Option<String>,
    pub every: Option<Vec<Spanned<Step>>>,
    pub before: Option<String>,
    pub not_before: Option<String>,
    pub lapses: Option<String>,
    pub keep: Option<Vec<String>>,
    pub due_on: Option<String>,
    pub should_be_within: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Alternative {
    pub name: String,
    pub note: Option<String>,
    pub within: Option<String>,
    pub counting: Option<String>,
    pub calendar: Option<String>,
    pub every: Option<Vec<Spanned<Step>>>,
    pub before: Option<String>,
    pub not_before: Option<String>,
    pub lapses: Option<String>,
    pub keep: Option<Vec<String>>,
    pub due_on: Option<String>,
    pub should_be_within: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pause {
    #[serde(rename = "while")]
    pub state: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Extend {
    pub on: String,
    pub when: Option<Spanned<String>>,
    pub same: Option<String>,
    pub within: Option<String>,
    pub by: Option<String>,
    pub to: Option<String>,
    pub counting: Option<String>,
}

/// A day, or the words of what it waits for.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Commences {
    On(toml::value::Datetime),
    Not(String),
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark in the book")]
pub(super) struct Start {
    pub on: Option<String>,
    pub with: Option<String>,
    pub after: Option<String>,
    pub birthday: Option<u8>,
    pub yearly: Option<String>,
    pub for_at_least: Option<String>,
    pub for_less_than: Option<String>,
    #[serde(default)]
    pub also: bool,
    pub when: Option<Spanned<String>>,
    pub during: Option<String>,
    pub place: Option<String>,
    pub falls_away: Option<Spanned<String>>,
    #[serde(default)]
    pub says_not_done: bool,
    pub at: Option<String>,
    pub within: Option<String>,
    pub counting: Option<String>,
    pub calendar: Option<String>,
    pub before: Option<String>,
    pub not_before: Option<String>,
    pub lapses: Option<String>,
    pub keep: Option<Vec<String>>,
    pub due_on: Option<String>,
    pub should_be_within: Option<String>,
    pub reaches: Option<String>,
    pub in_any: Option<String>,
    pub one_for: Option<String>,
    pub met_same: Option<String>,
    pub met_by: Option<Vec<String>>,
    #[serde(default)]
    pub only_if_certain: bool,
    #[serde(default)]
    pub told_by_extract: bool,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Met {
    #[serde(default)]
    pub by: Vec<String>,
    pub with_end_of: Option<String>,
    pub with_begin_of: Option<String>,
    pub already: Option<String>,
    pub when: Option<String>,
    pub at: Option<String>,
    pub same: Option<String>,
    #[serde(default)]
    pub once: bool,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct End {
    pub on: Option<String>,
    pub when: Option<Spanned<String>>,
    pub same: Option<String>,
    pub with_end_of: Option<String>,
    pub with_begin_of: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cite {
    pub level: String,
    #[serde(rename = "cite")]
    pub text: String,
    #[serde(default, deserialize_with = "optional_date")]
    pub from: Option<Date>,
    #[serde(default, deserialize_with = "optional_date")]
    pub until: Option<Date>,
    pub confirmed: String,
    pub instead_of: Option<String>,
    pub note: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Example {
    pub given: Vec<String>,
    #[serde(default, deserialize_with = "optional_moment")]
    pub due: Option<String>,
    #[serde(default, deserialize_with = "optional_moment")]
    pub earliest: Option<String>,
    #[serde(default, deserialize_with = "optional_moment")]
    pub should_be_by: Option<String>,
    #[serde(default, deserialize_with = "optional_moment")]
    pub started: Option<String>,
    #[serde(default, deserialize_with = "optional_date")]
    pub plan_by: Option<Date>,
    pub state: Option<String>,
    #[serde(default, deserialize_with = "optional_moment")]
    pub as_at: Option<String>,
    #[serde(default)]
    pub none: bool,
    pub alternative: Option<String>,
    pub why: String,
}

/// A measure: of a clock, or with starts and what meets them of its own.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Measure {
    pub title: String,
    pub area: String,
    pub owner: String,
    pub of: Option<String>,
    pub counts: String,
    pub within: Option<String>,
    pub counting: Option<String>,
    pub months: Option<String>,
    pub calendar: Option<String>,
    pub target: Option<String>,
    pub note: Option<String>,
    #[serde(default)]
    pub starts: Vec<Spanned<Start>>,
    #[serde(default, deserialize_with = "one_or_more")]
    pub met: Vec<Met>,
    #[serde(default)]
    pub ends: Vec<Spanned<End>>,
    #[serde(default)]
    pub source: Vec<Cite>,
    #[serde(default)]
    pub example: Vec<Spanned<Example>>,
    #[serde(default)]
    pub together: Vec<Spanned<Together>>,
}

/// A worked example of a measure: files, and what they come to together.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Together {
    pub files: Vec<Vec<String>>,
    #[serde(default, deserialize_with = "optional_date")]
    pub from: Option<Date>,
    #[serde(deserialize_with = "date")]
    pub to: Date,
    pub of: u64,
    pub met: u64,
    pub days: Option<u64>,
    pub reaches: Option<bool>,
    pub why: String,
}
