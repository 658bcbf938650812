//! Any bytes, read as the lines of an export: as its entries, and as its keys.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| store::fuzzing::export_lines(data));
