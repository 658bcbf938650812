//! The pages, asked for as a browser asks, in the words of those who use them.

mod allocate;
mod browser;
mod decide;
mod find;
mod new_file;
mod read;
mod record;
mod sign_in;
mod site;
mod take;
mod watch;
mod workers;
