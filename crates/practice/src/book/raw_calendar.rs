//! A calendar as it is written, before it is made from the calendars it names.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::raw::{date, optional_date};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Calendar {
    pub title: String,
    pub source: String,
    /// The calendar whose days it takes.
    pub of: Option<String>,
    /// Calendars whose holidays it takes too.
    #[serde(default)]
    pub with: Vec<String>,
    pub days: Option<String>,
    pub weekend: Option<Vec<String>>,
    #[serde(default, deserialize_with = "optional_date")]
    pub from: Option<Date>,
    #[serde(default, deserialize_with = "optional_date")]
    pub until: Option<Date>,
    #[serde(default, deserialize_with = "optional_time")]
    pub opens: Option<Time>,
    #[serde(default, deserialize_with = "optional_time")]
    pub closes: Option<Time>,
    #[serde(default)]
    pub yearly: BTreeMap<String, String>,
    #[serde(default)]
    pub without: Vec<toml::value::Datetime>,
    #[serde(default)]
    pub holiday: Vec<Spanned<Holiday>>,
    #[serde(default)]
    pub term: Vec<Spanned<Term>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Holiday {
    #[serde(deserialize_with = "date")]
    pub on: Date,
    pub name: String,
    #[serde(default, deserialize_with = "optional_date")]
    pub known_from: Option<Date>,
    pub statutory: Option<bool>,
    pub source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Term {
    pub name: String,
    #[serde(deserialize_with = "date")]
    pub from: Date,
    #[serde(deserialize_with = "date")]
    pub until: Date,
    #[serde(default)]
    pub except: Vec<Break>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Break {
    pub name: String,
    #[serde(deserialize_with = "date")]
    pub from: Date,
    #[serde(deserialize_with = "date")]
    pub until: Date,
}

/// A time of day, as TOML writes it.
fn optional_time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Time>, D::Error> {
    let found = toml::value::Datetime::deserialize(deserializer)?;
    let time = found.date.is_none().then(|| found.to_string().parse());
    time.and_then(Result::ok)
        .map(Some)
        .ok_or_else(|| serde::de::Error::custom("a time in the form 09:00:00 is expected"))
}
