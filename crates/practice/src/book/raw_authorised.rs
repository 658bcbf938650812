//! What is asked before a record is authorised, as it is written.

use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Authorised {
    pub source: String,
    #[serde(default)]
    pub optional: bool,
    pub writes: Option<String>,
    #[serde(default)]
    pub with: Vec<String>,
    #[serde(default)]
    pub gate: Vec<Spanned<Gate>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Gate {
    pub name: String,
    pub asked_if: Option<Spanned<String>>,
    pub holds: Option<Spanned<String>>,
    pub record: Option<String>,
    pub same: Option<String>,
    pub which: Option<Spanned<String>>,
    pub missing: String,
    pub source: String,
}
