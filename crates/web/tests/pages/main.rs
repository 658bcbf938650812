//! The pages, asked for as a browser asks, in the words of those who use them.

mod allocate;
mod browser;
mod decide;
mod find;
mod https;
mod logged;
mod new_file;
#[cfg(feature = "oidc")]
mod oidc;
mod operations;
mod problems;
#[cfg(feature = "oidc")]
mod provider;
mod read;
mod record;
mod served;
mod sign_in;
mod site;
mod slow;
mod stopping;
mod take;
mod too_often;
mod watch;
mod workers;
