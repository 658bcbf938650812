//! Any bytes, read as a workbook of the lists for inspectors (Annex A) and checked.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use returns::check::annex_a::check;
use returns::read::annex_a::workbook::read_xlsx;

fuzz_target!(|data: &[u8]| {
    if let (Ok(annex), Ok(day)) = (
        read_xlsx(Cursor::new(data), "annex.xlsx"),
        "2026-11-20".parse(),
    ) {
        let _found = check(&annex, day);
    }
});
