//! What ends the reading of a file. Each error names the file and the place.
//!
//! Anything less (an unknown element, a second value, a short row) is no error: it
//! is reported beside what was read, and the reading goes on.

use std::io;

use super::{NotText, Place, ssda903::Table};

/// Why a file could not be read, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file could not be opened or read.
    #[error(
        "{file}, {place}: the file could not be read ({source}); check that it exists and may be read"
    )]
    Io {
        /// The file.
        file: String,
        /// How far the reading had come.
        place: Place,
        /// What the operating system said.
        source: io::Error,
    },

    /// The file is no text.
    #[error("{file}: {what}")]
    NotText {
        /// The file.
        file: String,
        /// What it is instead.
        what: NotText,
    },

    /// The file says that it is written in an encoding that is not read here.
    #[error("{file}: it says it is written in \"{encoding}\"; save it again as UTF-8")]
    Encoding {
        /// The file.
        file: String,
        /// The encoding it names.
        encoding: String,
    },

    /// The root element is another, or there is none.
    #[error("{file}, {place}: expected <{expected}> as the outermost element, found {found}")]
    WrongRoot {
        /// The file.
        file: String,
        /// Where it stands.
        place: Place,
        /// The element of the return.
        expected: &'static str,
        /// The element found, or that there is none.
        found: String,
    },

    /// The file ends in the middle. What stood before was read.
    #[error(
        "{file}, {place}: the file ends in the middle of {inside}; it was cut short, export it again"
    )]
    CutShort {
        /// The file.
        file: String,
        /// Where it ends.
        place: Place,
        /// The element it ends in.
        inside: String,
    },

    /// The file is not well-formed XML.
    #[error("{file}, {place}: not well-formed XML ({what}); mend it there or export it again")]
    Malformed {
        /// The file.
        file: String,
        /// Where.
        place: Place,
        /// What is wrong.
        what: String,
    },

    /// The file declares a document type. Returns have none, and declarations can
    /// be made to fill the memory, so that none is followed.
    #[error("{file}, {place}: it declares a document type (<!DOCTYPE); remove the declaration")]
    Doctype {
        /// The file.
        file: String,
        /// Where.
        place: Place,
    },

    /// One piece of the file is longer than any of a return could be.
    #[error(
        "{file}, {place}: {what} is longer than {limit} bytes, which nothing in a return is; look there for a missing end"
    )]
    TooLong {
        /// The file.
        file: String,
        /// Where it begins.
        place: Place,
        /// What is too long.
        what: &'static str,
        /// The most that is read, in bytes.
        limit: usize,
    },

    /// Elements stand inside elements too deep.
    #[error("{file}, {place}: elements are nested more than {limit} deep, which no return is")]
    TooDeep {
        /// The file.
        file: String,
        /// Where.
        place: Place,
        /// The deepest that is read.
        limit: usize,
    },

    /// More than ten thousand things outside any child were not understood.
    #[error(
        "{file}, {place}: more than {limit} pieces outside any child are no part of the return; is it the right file?"
    )]
    TooMuchUnread {
        /// The file.
        file: String,
        /// Where the reading stopped.
        place: Place,
        /// The most that are held.
        limit: usize,
    },

    /// The first row of a CSV file is not the header of any table.
    #[error("{file}: its columns are not those of a table of the looked after return{}", nearest_in_words(*.nearest, .missing, .extra))]
    WrongColumns {
        /// The file.
        file: String,
        /// The table it comes closest to, if it comes close to one.
        nearest: Option<Table>,
        /// The columns that table has and the file has not.
        missing: Vec<&'static str>,
        /// The columns the file has and that table has not.
        extra: Vec<String>,
    },

    /// One column of a table stands twice.
    #[error(
        "{file}, line {line}: the column {name} stands twice (fields {first} and {second}); remove one"
    )]
    DuplicateColumn {
        /// The file.
        file: String,
        /// The line of the header.
        line: u32,
        /// The column.
        name: &'static str,
        /// The field in which it stands first.
        first: u32,
        /// The field in which it stands again.
        second: u32,
    },

    /// A quotation mark opens and nothing closes it.
    #[error(
        "{file}, {place}: a quotation mark opens here and is never closed; close it or remove it"
    )]
    UnclosedQuote {
        /// The file.
        file: String,
        /// Where it opens.
        place: Place,
    },

    /// Two files hold the same table of one return.
    #[error("{first} and {second} both hold the table {table}; remove one")]
    TwoFilesOfOneTable {
        /// The table.
        table: Table,
        /// The one file.
        first: String,
        /// The other.
        second: String,
    },

    /// A return too large to be held in memory (4 GiB of text in one table).
    #[error("{file}: it holds more text than can be kept in memory")]
    TooLarge {
        /// The file.
        file: String,
    },
}

/// `; it comes closest to reviews, but lacks REVIEW_CODE and has CODE besides`.
pub(crate) fn nearest_in_words(
    nearest: Option<Table>,
    missing: &[&str],
    extra: &[String],
) -> String {
    let Some(table) = nearest else {
        return String::new();
    };
    let mut words = format!(
        "; it comes closest to {table}, but lacks {}",
        missing.join(", ")
    );
    if !extra.is_empty() {
        words.push_str(" and has ");
        words.push_str(&extra.join(", "));
        words.push_str(" besides");
    }
    words
}
