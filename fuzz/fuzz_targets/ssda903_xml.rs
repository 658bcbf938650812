//! Any bytes, read as a looked after return in XML and checked by its rules.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use practice::Book;
use returns::check::Collection;
use returns::check::ssda903::{Beside, check};
use returns::read::ssda903::{Ssda903Return, XmlReader};

static BOOK: LazyLock<Book> = LazyLock::new(|| Book::england().expect("the book is sound"));

fuzz_target!(|data: &[u8]| {
    let Ok(reader) = XmlReader::new(data, "return.xml") else {
        return;
    };
    let (Ok(whole), Some(collection)) = (
        Ssda903Return::from_xml_reader(reader),
        Collection::ending(2026),
    ) else {
        return;
    };
    let beside = Beside {
        previous: Some(&whole),
        ..Beside::default()
    };
    let _found = check(&whole, collection, &BOOK.authorities, &beside);
});
