//! What the rules of the census ask of the practice book.

use std::sync::OnceLock;

use practice::Book;
use returns::check::cin::Reference;

/// From the book of England, read once.
pub fn reference() -> Reference<'static> {
    static BOOK: OnceLock<Book> = OnceLock::new();
    let book = BOOK.get_or_init(|| Book::england().expect("the book is sound"));
    Reference {
        calendar: book.calendar("england-and-wales").unwrap(),
        authorities: &book.authorities,
    }
}
