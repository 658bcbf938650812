//! Any bytes, read as the columns of a row of the table of entries.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| store::fuzzing::entry_row(data));
