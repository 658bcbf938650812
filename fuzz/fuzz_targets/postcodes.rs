//! Any bytes, read as a postcode directory.
#![no_main]

use libfuzzer_sys::fuzz_target;
use returns::check::ssda903::lists::Postcodes;

fuzz_target!(|data: &[u8]| {
    if let Ok(known) = Postcodes::read_csv(data) {
        let _miles = known.miles("AB1 2CD", "AB1 2CE");
    }
});
