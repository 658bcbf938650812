//! Workers and teams, who works with which child, who may see a restricted file, and files
//! that are opened: what is kept around the work with children.
//!
//! | what you look for | where it is |
//! |---|---|
//! | a form that writes one entry | [`act`], [`questions`], [`write`] |
//! | workers and teams: found, added, changed, gone | [`workers`], [`worker`], [`given`], [`add`], [`leave`] and [`left_with`], [`team_list`], [`teams`], [`team_forms`], [`managers`] |
//! | accounts: what is done to them, a password for a start | [`account`], [`account_page`], [`start`] |
//! | on which days somebody works | [`pattern`] |
//! | that somebody is left who keeps them | [`last`] |
//! | which worker or team has which child | [`involved`], [`caseload`], [`waiting`], [`give`] |
//! | why, what speaks against it, the handover, and whoever is not there | [`handing`] |
//! | a file that only those see who are named | [`restriction`] |
//! | files opened in an emergency; what a worker looked at | [`emergencies`], [`looks`] |
//! | a file for a child who has none yet | [`open_file`], [`new_child`] |

mod account;
mod account_page;
mod act;
mod add;
mod caseload;
mod emergencies;
mod give;
mod given;
mod handing;
mod involved;
mod known;
mod last;
mod leave;
mod left_with;
mod looks;
mod managers;
mod new_child;
mod open_file;
pub(crate) mod pattern;
pub(crate) mod questions;
mod restriction;
mod routes;
pub(crate) mod start;
mod team_forms;
mod team_list;
mod teams;
mod waiting;
mod worker;
pub(crate) mod workers;
pub(crate) mod write;

pub(crate) use emergencies::alarm;
pub(crate) use handing::READ;
pub(crate) use handing::sign::notice;
pub(crate) use involved::{ALLOCATED, INVOLVED, links};
pub(crate) use known::{held, may_somewhere, team_named};
pub(crate) use routes::{places, routes};
