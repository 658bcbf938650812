//! `return`: a statutory return made from the record itself, and checked by the same rules
//! as any other.
//!
//! What is checked is what was written, read again: nothing is sent that was not looked at.
//! One child's file is read at a time.

pub mod args;

mod annex_a;
mod children;
mod cin;
mod findings;
mod names;
mod new_file;
mod ssda903;

use std::sync::Arc;

use practice::Book;

use self::args::Return;
use crate::cli::Global;
use crate::outcome::Outcome;

/// Makes a return. That rules found something in it is no failure: it was made.
pub fn run(global: &Global, book: &Arc<Book>, command: &Return) -> anyhow::Result<Outcome> {
    match command {
        Return::Cin(args) => cin::run(global, book, args),
        Return::Ssda903(args) => ssda903::run(global, book, args),
        Return::AnnexA(args) => annex_a::run(global, book, args),
        Return::Findings(args) => findings::run(global, book, args),
    }
}
