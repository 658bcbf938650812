//! What lists are made of, as it is written in the book before any name in it is checked.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Lists {
    #[serde(default)]
    pub first: Vec<String>,
    #[serde(default)]
    pub danger: Vec<String>,
    #[serde(default)]
    pub owes: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub named: BTreeMap<String, Named>,
    pub morning: Option<Morning>,
    pub oversight: Option<Oversight>,
    pub handing_over: Option<HandingOver>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct HandingOver {
    pub clock: String,
    pub away: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Named {
    pub by: String,
    pub asked_by: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Morning {
    pub calendar: String,
    pub kinds: Vec<String>,
    pub roles: Vec<String>,
    pub handed_over: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Oversight {
    pub clock: String,
    pub directions: String,
    #[serde(default)]
    pub seen: Vec<String>,
    #[serde(default)]
    pub agenda: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Caseload {
    pub source: String,
    #[serde(default)]
    pub weight: Vec<Weight>,
    #[serde(default)]
    pub limit: Vec<Limit>,
    pub full_time_hours: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Weight {
    pub during: String,
    pub percent: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Limit {
    pub during: Option<String>,
    pub role: Option<String>,
    pub most: i64,
}
