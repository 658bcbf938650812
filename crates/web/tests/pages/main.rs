//! The pages, asked for as a browser asks, in the words of those who use them.

mod browser;
mod find;
mod logged;
mod operations;
mod read;
mod record;
mod sign_in;
mod site;
mod stopping;
mod too_often;
