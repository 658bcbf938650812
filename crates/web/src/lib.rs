//! The pages of Sightline: written on the server, in the design systems of GOV.UK and the
//! Ministry of Justice; they work without scripts, and better with them.
//!
//! | what you look for | where it is |
//! |---|---|
//! | which page has which address | [`mod@routes`] |
//! | requests in, answers out, sessions, headers | `edge` |
//! | connections, slow clients, the program's own certificate | [`mod@serve`] |
//! | whether it lives, is ready, and how much was asked | `operations` |
//! | what is counted, and who asks too often | `watch` |
//! | files and the workforce, in memory for as long as they are as they were | `at_hand` |
//! | who is signed in, and what they may do | `visit`, `people` |
//! | signing in; one's own account | [`sign_in`], `account` |
//! | a child's file: overview, timeline, duties, entries, looks | `child` |
//! | forms drawn from the practice book, drafts, corrections | `recording` |
//! | documents attached, listed, given out | `documents` |
//! | what is sent, returned and authorised; gates and what was let through | `deciding` |
//! | two files of the same person merged, and parted again | `merging` |
//! | workers and teams, who has which child, restrictions, emergencies, new files | `staff` |
//! | copies to take away: to print, as a Word document, for a subject access request | `taking` |
//! | what others recorded, told to whom it concerns | `telling` |
//! | a return that is brought to be checked, what was found, what changed since | `uploads` |
//! | a button, a question, a table … | [`components`] |
//! | the styles and scripts, and their addresses | [`assets`] |

#![warn(missing_docs)]

mod account;
mod administering;
mod answers;
mod app;
pub mod assets;
mod at_hand;
mod child;
pub mod components;
mod deciding;
mod documents;
mod edge;
mod find;
mod glass;
mod lists;
mod merging;
mod operations;
mod overseeing;
mod page;
mod people;
mod readers;
mod recording;
mod reply;
mod routes;
mod sealed;
pub mod serve;
mod settings;
pub mod sign_in;
mod staff;
mod statement;
mod taking;
mod telling;
mod uploads;
mod visit;
mod watch;
mod words;

pub use app::{App, Now, Parts};
pub use documents::Format;
pub use operations::operations;
pub use routes::{addresses, routes};
pub use serve::{Listening, Stopped, serve, serve_operations, serve_redirect};
#[cfg(feature = "oidc")]
pub use serve::{ask_provider, check_sessions};
pub use settings::{Documents, IdentityProvider, Returns, Settings};
pub use telling::{
    Mail, Often, Round, Standing, Tls, ask_mail_server, is_mail_address, send_digests, standing,
};
pub use watch::Allowance;
