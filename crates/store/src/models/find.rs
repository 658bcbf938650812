//! The tables `search_key` and `search_person`: by what people are found, and what is shown
//! of whoever is.
//!
//! They are written again only where they have changed: most entries tell nothing new of
//! who somebody is, and every key stands in a page of its own.

use practice::Id;
use record::FindRow;
use record::find::{Candidate, Particulars};

use crate::engine::{Cell, Columns, Row};
use crate::error::StoreError;

/// The rows of one file: none of them where it tells nothing of who somebody is.
pub(crate) struct Encoded {
    subject: Id,
    /// Differs where the rows do.
    mark: i64,
    particulars: Option<String>,
    keys: Vec<String>,
}

impl Encoded {
    /// Of what is found in a file.
    pub fn of(subject: Id, row: Option<FindRow>) -> Result<Self, StoreError> {
        let Some(row) = row else {
            return Ok(Self {
                subject,
                mark: 0,
                particulars: None,
                keys: Vec::new(),
            });
        };
        let particulars =
            serde_json::to_string(&row.particulars).map_err(|error| StoreError::Projection {
                owner: subject,
                why: format!("who somebody is cannot be written down: {error}"),
            })?;
        let keys: Vec<String> = row.keys.into_iter().collect();
        Ok(Self {
            subject,
            mark: mark(subject, &particulars, &keys),
            particulars: Some(particulars),
            keys,
        })
    }

    /// What tells whether the rows that are there still hold.
    pub fn marked(&self) -> [Cell<'_>; 2] {
        [Cell::from(&self.subject), Cell::Int(self.mark)]
    }

    /// The columns of the person.
    pub fn person(&self) -> Option<[Cell<'_>; 3]> {
        let particulars = self.particulars.as_ref()?;
        Some([
            Cell::from(&self.subject),
            Cell::Int(self.mark),
            Cell::from(particulars),
        ])
    }

    /// The columns of each key.
    pub fn keys(&self) -> impl Iterator<Item = [Cell<'_>; 2]> {
        let subject = &self.subject;
        self.keys
            .iter()
            .map(move |key| [Cell::Bytes(key.as_bytes()), Cell::from(subject)])
    }
}

impl Encoded {
    /// The keys, each with whose it is.
    pub fn held_keys(&self) -> impl Iterator<Item = (Vec<u8>, Id)> {
        let subject = self.subject;
        let keys = self.keys.iter();
        keys.map(move |key| (key.as_bytes().to_vec(), subject))
    }
}

/// A number that two rows of different content do not share, as far as 64 bits go
/// (Fowler, Noll and Vo's hash). Nobody gains by making two that do.
fn mark(subject: Id, particulars: &str, keys: &[String]) -> i64 {
    let texts = std::iter::once(particulars).chain(keys.iter().map(String::as_str));
    let bytes = texts.flat_map(|text| text.bytes().chain([0xff]));
    let all = subject.bytes().iter().copied().chain(bytes);
    let hash = all.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash.cast_signed()
}

/// Reads who somebody is.
pub(crate) fn read(row: &dyn Row) -> Result<Candidate, StoreError> {
    let mut columns = Columns::of("search_person", row);
    let subject = columns.id("subject")?;
    let particulars = particulars(columns.text("particulars")?)?;
    Ok(Candidate {
        subject,
        particulars,
    })
}

/// Reads a key, and who has it.
pub(crate) fn read_under_key(row: &dyn Row) -> Result<(Vec<u8>, Candidate), StoreError> {
    let mut columns = Columns::of("search_key", row);
    let key = columns.bytes("key")?.to_vec();
    let subject = columns.id("subject")?;
    let particulars = particulars(columns.text("particulars")?)?;
    let candidate = Candidate {
        subject,
        particulars,
    };
    Ok((key, candidate))
}

fn particulars(text: &str) -> Result<Particulars, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Unreadable {
        table: "search_person",
        column: "particulars",
    })
}
