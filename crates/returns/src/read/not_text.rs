//! Files that are no text at all, whatever their name says: told from their first
//! bytes, so that the reason can be given in words.

use std::fmt;

/// Why a file cannot be read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// Nothing in it.
    Empty,
    /// The first bytes of a zip: an `.xlsx` workbook under another name, most often.
    Zip,
    /// The first bytes of an old Office document (`.xls`).
    OldOffice,
    /// Two bytes to a character.
    Utf16,
    /// Bytes no text holds.
    Binary,
}

impl NotText {
    /// Looks at the first bytes of a file; `None` when they may be text.
    pub(crate) fn of(prefix: &[u8]) -> Option<Self> {
        if prefix.is_empty() {
            Some(Self::Empty)
        } else if prefix.starts_with(b"PK\x03\x04") || prefix.starts_with(b"PK\x05\x06") {
            Some(Self::Zip)
        } else if prefix.starts_with(b"\xD0\xCF\x11\xE0") {
            Some(Self::OldOffice)
        } else if prefix.starts_with(b"\xFF\xFE") || prefix.starts_with(b"\xFE\xFF") {
            Some(Self::Utf16)
        } else if prefix.contains(&0) {
            // Text in two-byte characters without a mark: every other byte is nought.
            let noughts = prefix.split(|byte| *byte == 0).count() - 1;
            Some(if noughts * 3 >= prefix.len() {
                Self::Utf16
            } else {
                Self::Binary
            })
        } else {
            let odd = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0C);
            (prefix.iter().filter(odd).count() * 20 > prefix.len()).then_some(Self::Binary)
        }
    }
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "it is empty",
            Self::Zip => {
                "it is a workbook or a zip, whatever its name; open it and save it as CSV (UTF-8)"
            }
            Self::OldOffice => "it is an old Office document; open it and save it as CSV (UTF-8)",
            Self::Utf16 => "it is written in UTF-16; save it again as UTF-8",
            Self::Binary => "it holds bytes that are no text",
        })
    }
}
