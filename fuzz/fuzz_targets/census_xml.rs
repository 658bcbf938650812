//! Any bytes, read as a census and checked by its rules.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use practice::Book;
use returns::check::Collection;
use returns::check::cin::{Reference, check};
use returns::read::census::CensusReader;

static BOOK: LazyLock<Book> = LazyLock::new(|| Book::england().expect("the book is sound"));

fuzz_target!(|data: &[u8]| {
    let Ok(mut reader) = CensusReader::new(data, "census.xml") else {
        return;
    };
    let Some(collection) = Collection::ending(2026) else {
        return;
    };
    let Some(calendar) = BOOK.calendar("england-and-wales") else {
        return;
    };
    let reference = Reference {
        calendar,
        authorities: &BOOK.authorities,
    };
    let _found = check(&mut reader, collection, reference);
});
