//! The practice book, read once for all tests of a file.

use std::sync::OnceLock;

use practice::Book;

/// The practice book of England.
pub fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| Book::england().expect("the book is sound"))
}
