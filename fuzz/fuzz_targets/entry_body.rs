//! Any bytes, read as the opened body of an entry; what is read is written the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use record::Body;

fuzz_target!(|data: &[u8]| {
    let Ok(body) = serde_json::from_slice::<Body>(data) else {
        return;
    };
    let written = serde_json::to_vec(&body).expect("a body can be written");
    let again: Body = serde_json::from_slice(&written).expect("what was written can be read");
    assert_eq!(again, body);
});
