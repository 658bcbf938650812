//! How a file is read, as it is written in the book before any name in it is checked.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::raw_clock::Cite;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Drawn {
    #[serde(default)]
    pub sections: Vec<String>,
    #[serde(default)]
    pub records: Vec<String>,
    pub significant: Option<usize>,
    pub owed_in: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Section {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub urgent: bool,
    pub empty: String,
    pub when: Option<Spanned<String>>,
    #[serde(default)]
    pub show: Vec<Spanned<Show>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Show {
    pub on: String,
    pub when: Option<Spanned<String>>,
    pub during: Option<String>,
    pub until: Option<String>,
    #[serde(default)]
    pub latest: bool,
    pub per: Option<Vec<String>>,
    pub renewed: Option<Renewed>,
    pub says: Option<String>,
    #[serde(default, rename = "with")]
    pub labels: BTreeMap<String, Spanned<String>>,
    pub review: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Renewed {
    pub by: String,
    pub link: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Household {
    pub on: String,
    pub name: String,
    pub relation: String,
    pub until: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Family {
    pub child: Option<OfChild>,
    pub died: Option<String>,
    #[serde(default)]
    pub male: Vec<String>,
    #[serde(default)]
    pub female: Vec<String>,
    #[serde(default)]
    pub people: Vec<Spanned<People>>,
    #[serde(default)]
    pub means: BTreeMap<String, Spanned<Means>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct OfChild {
    pub on: String,
    pub gender: Option<String>,
    pub expected: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct People {
    pub on: String,
    pub name: String,
    pub relation: String,
    pub of: Option<String>,
    pub file: Option<String>,
    pub gender: Option<String>,
    pub born: Option<String>,
    pub expected: Option<String>,
    pub died: Option<String>,
    #[serde(default)]
    pub ends: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Means {
    pub is: String,
    pub through: Option<String>,
    pub gender: Option<String>,
    #[serde(default)]
    pub adoptive: bool,
    #[serde(default)]
    pub twin: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Expect {
    pub title: String,
    pub owner: Option<String>,
    pub during: String,
    pub when: Option<Spanned<String>>,
    pub clock: Option<String>,
    #[serde(default)]
    pub has: Vec<String>,
    pub by: Option<String>,
    pub good_for: Option<String>,
    pub counting: Option<String>,
    pub months: Option<String>,
    #[serde(default)]
    pub source: Vec<Cite>,
}

/// Whether what is recorded stands in the chronology: always, or where a condition holds.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "`significant` is true, or a condition on the record"
)]
pub(in crate::book) enum Significant {
    Always(bool),
    When(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Layout {
    pub id: String,
    pub says: String,
    pub title: String,
    pub of: Vec<String>,
    #[serde(default)]
    pub part: Vec<Spanned<LayoutPart>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct LayoutPart {
    pub heading: Option<String>,
    pub says: Option<String>,
    #[serde(default)]
    pub text: Vec<String>,
    #[serde(default)]
    pub answers: Vec<String>,
    pub rows: Option<String>,
    #[serde(default)]
    pub sign: Vec<String>,
    pub empty: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Qualified {
    pub title: String,
    pub during: Vec<String>,
    pub holds: Vec<String>,
    pub roles: Vec<String>,
    pub registered: String,
    pub source: String,
}
