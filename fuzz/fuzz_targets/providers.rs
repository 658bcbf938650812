//! Any bytes, read as a workbook of providers.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use returns::check::ssda903::lists::Providers;

fuzz_target!(|data: &[u8]| {
    let _list = Providers::read_xlsx(Cursor::new(data));
});
