//! Roles, classes of records and relations as they are written, before any name is checked.

use serde::Deserialize;

/// A role that a worker may be given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Role {
    pub title: String,
    pub says: String,
    pub employed_as: Option<String>,
    pub home: Option<String>,
}

/// A class of records, of which permissions speak.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Class {
    pub title: String,
    pub says: String,
    #[serde(default)]
    pub of: Vec<String>,
}

/// What brings a worker or a team into relation with a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::book) struct Relation {
    pub title: String,
    pub says: String,
    pub effect: Option<String>,
    pub begins: String,
    pub worker: Option<String>,
    pub team: Option<String>,
    pub during: Option<String>,
    pub until: Option<String>,
    pub lasts_hours: Option<u16>,
}
