//! Any bytes, read as a signed head; what is read is written the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use store::SignedHead;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(head) = SignedHead::read(text) else {
        return;
    };
    let again = SignedHead::read(&head.to_text());
    assert_eq!(again.as_ref(), Ok(&head), "what was written can be read");
});
