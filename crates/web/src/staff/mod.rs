//! Workers and teams, who works with which child, who may see a restricted file, and files
//! that are opened: what is kept around the work with children.
//!
//! | what you look for | where it is |
//! |---|---|
//! | a form that writes one entry | [`act`], [`write`] |
//! | workers and teams: found, added, changed, gone | [`workers`], [`worker`], [`given`], [`add`], [`leave`], [`teams`] |
//! | accounts: a password for a start | [`start`] |
//! | which worker or team has which child | [`involved`], [`caseload`] |
//! | a file that only those see who are named | [`restriction`] |
//! | files opened in an emergency; what a worker looked at | [`emergencies`], [`looks`] |
//! | a file for a child who has none yet | [`open_file`] |

mod act;
mod add;
mod caseload;
mod emergencies;
mod given;
mod involved;
mod known;
mod leave;
mod looks;
mod open_file;
mod restriction;
mod routes;
mod start;
mod teams;
mod worker;
mod workers;
mod write;

pub(crate) use emergencies::alarm;
pub(crate) use involved::links;
pub(crate) use routes::{places, routes};
