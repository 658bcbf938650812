//! Who is told of what others record, and what stands in a diary, as it is written in the book before any name in it is
//! checked.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Telling {
    pub days: u16,
    pub first_days: u16,
    pub calendar: String,
    #[serde(default)]
    pub silent: Vec<String>,
    #[serde(default)]
    pub team: Vec<ToTeam>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct ToTeam {
    pub roles: Vec<String>,
    pub kinds: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Diary {
    pub on: String,
    pub at: String,
    pub title: String,
    pub kind: Option<String>,
    pub lasts: Option<String>,
    pub clock: Option<String>,
    pub off: Option<String>,
    pub held: Option<String>,
    #[serde(default)]
    pub held_of: std::collections::BTreeMap<String, String>,
}
