//! The text gathered between two tags: plain text, CDATA and references, with what
//! is wrong with it.

use quick_xml::events::BytesRef;

use super::source::step;
use crate::read::{Place, WhyUnread};

/// A text, trimmed, with its place and what is wrong with it.
pub(crate) struct Told {
    pub text: String,
    pub place: Place,
    pub flaw: Option<WhyUnread>,
}

/// Text being gathered. Blank until its first character that is not.
#[derive(Default)]
pub(super) struct Gathered {
    text: String,
    place: Place,
    flaw: Option<WhyUnread>,
}

impl Gathered {
    pub fn clear(&mut self) {
        self.text.clear();
        self.flaw = None;
    }

    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Where it begins.
    pub fn place(&self) -> Place {
        self.place
    }

    pub fn take(&mut self) -> Told {
        let text = self.text.trim().to_owned();
        self.text.clear();
        Told {
            text,
            place: self.place,
            flaw: self.flaw.take(),
        }
    }

    /// Adds what stands at a place.
    pub fn add(&mut self, more: &str, at: Place) {
        if !self.text.is_empty() {
            self.text.push_str(more);
            return;
        }
        let solid = more.trim_start();
        if !solid.is_empty() {
            self.place = at;
            let blank = more.len() - solid.len();
            step(
                &mut self.place,
                more.as_bytes().get(..blank).unwrap_or_default(),
            );
            self.text.push_str(solid);
        }
    }

    /// Adds the character a reference stands for; one that XML does not know stays
    /// as it is written, and is a flaw.
    pub fn add_reference(&mut self, reference: &BytesRef<'_>, at: Place) {
        let known = match &**reference {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        if let Some(character) = known {
            self.add(character.encode_utf8(&mut [0; 4]), at);
        } else {
            let name: String = reference.chars().take(60).collect();
            self.add(&format!("&{name};"), at);
            self.spoil(WhyUnread::UnknownEntity(name));
        }
    }

    /// Notes what is wrong with it; the first flaw stays.
    pub fn spoil(&mut self, flaw: WhyUnread) {
        self.flaw.get_or_insert(flaw);
    }
}
