//! Any text, laid beside England's own book as another file of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use practice::Book;
use practice::book::ENGLAND;

fuzz_target!(|text: &str| {
    let files = ENGLAND.iter().copied();
    if let Err(problems) = Book::read(files.chain([("zz/fuzz.toml", text)])) {
        assert!(problems.0.iter().all(|problem| problem.line > 0));
    }
});
