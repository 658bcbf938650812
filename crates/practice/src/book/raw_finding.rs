//! How people are found, as it is written, before it is checked.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Finding {
    pub source: String,
    pub likely: f64,
    #[serde(default)]
    pub particles: Vec<String>,
    #[serde(default)]
    pub common_in_addresses: Vec<String>,
    pub weight: BTreeMap<String, Weight>,
    #[serde(default)]
    pub short_forms: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Weight {
    pub bits: f64,
    pub says: String,
    pub why: String,
}
