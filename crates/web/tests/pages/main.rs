//! The pages, asked for as a browser asks, in the words of those who use them.

mod allocate;
mod browser;
mod decide;
mod documents;
mod find;
mod logged;
mod merging;
mod new_file;
mod operations;
mod read;
mod record;
mod sign_in;
mod site;
mod stopping;
mod take;
mod too_often;
mod watch;
mod workers;
