//! The pages, asked for as a browser asks, in the words of those who use them: over a folder,
//! and each test again over a server ([`on_postgresql`]).

mod administer;
mod administer_book;
mod administer_words;
mod allocate;
mod at_hand;
mod beside;
mod browser;
mod decide;
mod diary;
mod digest;
mod documents;
mod find;
mod handover;
mod https;
mod leavers;
#[cfg(feature = "oidc")]
mod leaving;
mod lists;
mod logged;
mod mail_server;
mod meanwhile;
mod merging;
mod new_file;
#[cfg(feature = "oidc")]
mod oidc;
mod on_postgresql;
mod operations;
mod orders;
mod places;
mod problems;
#[cfg(feature = "oidc")]
mod provider;
mod read;
mod record;
mod returns;
mod served;
mod sign_in;
mod site;
mod slow;
mod standing;
mod stopping;
mod take;
mod together;
mod told;
mod too_often;
mod uploads;
mod watch;
mod workers;

/// What a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A folder.
    Sqlite,
    /// A schema on a server.
    Postgresql,
}

/// What the tests here run on; [`on_postgresql`] has them all again.
const ENGINE: Engine = Engine::Sqlite;
