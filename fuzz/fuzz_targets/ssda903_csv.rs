//! Any bytes in a folder, told by their content, read as a table and checked.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use practice::Book;
use returns::check::Collection;
use returns::check::ssda903::{Beside, check};
use returns::read::ssda903::Ssda903Return;
use returns::read::{Found, recognise};

static BOOK: LazyLock<Book> = LazyLock::new(|| Book::england().expect("the book is sound"));

fuzz_target!(|data: &[u8]| {
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    if std::fs::write(folder.path().join("table.csv"), data).is_err() {
        return;
    }
    for found in recognise(folder.path()) {
        let Found::Ssda903Csv { files } = found else {
            continue;
        };
        let (Ok(whole), Some(collection)) = (
            Ssda903Return::from_csv(&files),
            Collection::ending(2026),
        ) else {
            continue;
        };
        let _found = check(&whole, collection, &BOOK.authorities, &Beside::default());
    }
});
