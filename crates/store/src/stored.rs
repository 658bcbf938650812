//! An entry as it rests in the ledger: a header in clear, an encrypted body, and
//! a seal.
//!
//! The *canonical header* is what the seal and the encryption of the body bind.
//! It is these twelve columns, in this order, each as 4 bytes of length
//! (big-endian) and its bytes:
//!
//! | column | bytes |
//! |---|---|
//! | `id`, `owner` | 16 each |
//! | `owner_version` | 8, big-endian |
//! | `refers_to` | 16 for each subject |
//! | `kind` | UTF-8 |
//! | `kind_version` | 4, big-endian |
//! | `occurred` | UTF-8: `2026-05-22`, or an instant as `2026-05-22T15:30:00Z` |
//! | `recorded_at` | 8, big-endian, two's complement: microseconds since 1970 |
//! | `recorded_by`, `organisation` | 16 each |
//! | `corrects` | 16, or none |
//! | `command` | 16 |
//!
//! The position is not part of it; the seal binds that as well.

use jiff::Timestamp;
use practice::Id;
use record::{Entry, Header};

use crate::engine::{Cell, Columns, Row, Unreadable};
use crate::error::StoreError;
use crate::keys::{Cipher, Nonce};
use crate::seal::{Seal, Sealer};

const TABLE: &str = "entry";

/// One row of the table `entry`.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    /// Where it stands.
    pub position: i64,
    /// Which entry it is.
    pub id: Id,
    /// Whose it is.
    pub owner: Id,
    /// Its place in that file.
    pub owner_version: u64,
    /// The other subjects, 16 bytes each.
    pub refers_to: Vec<u8>,
    /// The record type.
    pub kind: String,
    /// Its version.
    pub kind_version: u32,
    /// When it happened, as it is written.
    pub occurred: String,
    /// When it was recorded, in microseconds since 1970.
    pub recorded_at: i64,
    /// Who recorded it.
    pub recorded_by: Id,
    /// Whose record it is.
    pub organisation: Id,
    /// The entry that it corrects.
    pub corrects: Option<Id>,
    /// What it was written with.
    pub command: Id,
    /// The number used once, of the body.
    pub nonce: Nonce,
    /// The encrypted body.
    pub body: Vec<u8>,
    /// The seal that stands there.
    pub seal: Seal,
}

impl Stored {
    /// Of an entry that is about to be written; its seal comes last.
    pub fn hide(entry: &Entry, nonce: Nonce, cipher: &Cipher) -> Result<Self, StoreError> {
        let header = &entry.header;
        let mut stored = Self {
            position: i64::try_from(entry.position).unwrap_or(i64::MAX),
            id: header.id,
            owner: header.owner,
            owner_version: header.owner_version,
            refers_to: header.refers_to.iter().flat_map(|id| *id.bytes()).collect(),
            kind: header.kind.clone(),
            kind_version: header.kind_version,
            occurred: header.occurred.to_string(),
            recorded_at: header.recorded_at.as_microsecond(),
            recorded_by: header.recorded_by,
            organisation: header.organisation,
            corrects: header.corrects,
            command: header.group,
            nonce,
            body: Vec::new(),
            seal: Seal::NONE,
        };
        if let Some(body) = &entry.body {
            stored.body = cipher.hide_body(&nonce, &stored.header_bytes(), body)?;
        }
        Ok(stored)
    }

    /// Of the columns of the table, in its order.
    pub fn read(row: &dyn Row) -> Result<Self, Unreadable> {
        Self::columns(&mut Columns::of(TABLE, row))
    }

    /// Of the next columns.
    pub fn columns(columns: &mut Columns<'_>) -> Result<Self, Unreadable> {
        let refers_to = |bytes: &[u8]| {
            bytes
                .len()
                .is_multiple_of(16)
                .then(|| bytes.to_vec())
                .ok_or(Unreadable {
                    table: TABLE,
                    column: "refers_to",
                })
        };
        Ok(Self {
            position: columns.int("position")?,
            id: columns.id("id")?,
            owner: columns.id("owner")?,
            owner_version: columns.count("owner_version")?,
            refers_to: refers_to(columns.bytes("refers_to")?)?,
            kind: columns.text("kind")?.to_owned(),
            kind_version: columns.small("kind_version")?,
            occurred: columns.text("occurred")?.to_owned(),
            recorded_at: columns.int("recorded_at")?,
            recorded_by: columns.id("recorded_by")?,
            organisation: columns.id("organisation")?,
            corrects: columns.optional_id("corrects")?,
            command: columns.id("command")?,
            nonce: columns.array("nonce")?,
            body: columns.bytes("body")?.to_vec(),
            seal: Seal::from_bytes(columns.array("seal")?),
        })
    }

    /// The columns to be written, in the order of the table.
    pub fn cells(&self) -> [Cell<'_>; 16] {
        [
            Cell::Int(self.position),
            Cell::from(&self.id),
            Cell::from(&self.owner),
            Cell::from(self.owner_version),
            Cell::Bytes(&self.refers_to),
            Cell::from(&self.kind),
            Cell::from(self.kind_version),
            Cell::from(&self.occurred),
            Cell::Int(self.recorded_at),
            Cell::from(&self.recorded_by),
            Cell::from(&self.organisation),
            Cell::from(self.corrects.as_ref()),
            Cell::from(&self.command),
            Cell::Bytes(&self.nonce),
            Cell::Bytes(&self.body),
            Cell::Bytes(self.seal.bytes()),
        ]
    }

    /// The canonical header.
    pub fn header_bytes(&self) -> Vec<u8> {
        let corrects: &[u8] = self.corrects.as_ref().map_or(&[], |id| id.bytes());
        let fields: [&[u8]; 12] = [
            self.id.bytes(),
            self.owner.bytes(),
            &self.owner_version.to_be_bytes(),
            &self.refers_to,
            self.kind.as_bytes(),
            &self.kind_version.to_be_bytes(),
            self.occurred.as_bytes(),
            &self.recorded_at.to_be_bytes(),
            self.recorded_by.bytes(),
            self.organisation.bytes(),
            corrects,
            self.command.bytes(),
        ];
        let mut bytes = Vec::with_capacity(256);
        for field in fields {
            let length = u32::try_from(field.len()).unwrap_or(u32::MAX);
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.extend_from_slice(field);
        }
        bytes
    }

    /// The seal that belongs there, after this one.
    pub fn sealed(&self, sealer: &Sealer, previous: Seal) -> Seal {
        let position = u64::try_from(self.position).unwrap_or(0);
        sealer.seal(
            previous,
            position,
            &self.header_bytes(),
            &self.nonce,
            &self.body,
        )
    }

    /// When it was recorded; `None` where no such time exists.
    pub fn recorded_at(&self) -> Option<Timestamp> {
        Timestamp::from_microsecond(self.recorded_at).ok()
    }

    /// The entry, its body opened where the key is still there.
    pub fn open(self, cipher: Option<&Cipher>) -> Result<Entry, StoreError> {
        let unreadable = |column| StoreError::Unreadable {
            table: TABLE,
            column,
        };
        let position = u64::try_from(self.position).map_err(|_| unreadable("position"))?;
        let header_bytes = self.header_bytes();
        let header = Header {
            id: self.id,
            owner: self.owner,
            owner_version: self.owner_version,
            refers_to: ids(&self.refers_to),
            kind: self.kind,
            kind_version: self.kind_version,
            occurred: self.occurred.parse().map_err(|_| unreadable("occurred"))?,
            recorded_at: Timestamp::from_microsecond(self.recorded_at)
                .map_err(|_| unreadable("recorded_at"))?,
            recorded_by: self.recorded_by,
            organisation: self.organisation,
            corrects: self.corrects,
            group: self.command,
        };
        let body = match cipher {
            None => None,
            Some(cipher) => Some(
                cipher
                    .open_body(&self.nonce, &header_bytes, self.body)
                    .ok_or(StoreError::BodyUnreadable { position })?,
            ),
        };
        Ok(Entry {
            position,
            header,
            body,
        })
    }
}

/// Identifiers that stand one after the other.
fn ids(bytes: &[u8]) -> Vec<Id> {
    bytes
        .chunks_exact(16)
        .filter_map(|chunk| chunk.try_into().ok())
        .map(Id::from_bytes)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Secret;

    fn id(n: u8) -> Id {
        let mut bytes = [0; 16];
        bytes[15] = n;
        Id::from_bytes(bytes)
    }

    fn stored() -> Stored {
        Stored {
            position: 11,
            id: id(1),
            owner: id(2),
            owner_version: 3,
            refers_to: [*id(4).bytes(), *id(5).bytes()].concat(),
            kind: "contact".into(),
            kind_version: 6,
            occurred: "2026-05-22".into(),
            recorded_at: -7,
            recorded_by: id(8),
            organisation: id(9),
            corrects: None,
            command: id(10),
            nonce: [0xbb; 24],
            body: b"ciphertext".to_vec(),
            seal: Seal::NONE,
        }
    }

    /// Worked out apart from this program, from the table at the top of this file:
    /// a ledger is verified for as long as it is kept, so this never changes.
    #[test]
    fn the_canonical_header_is_as_it_was_written_down() {
        let written = [
            "0000001000000000000000000000000000000001",
            "0000001000000000000000000000000000000002",
            "000000080000000000000003",
            "000000200000000000000000000000000000000400000000000000000000000000000005",
            "00000007636f6e74616374",
            "0000000400000006",
            "0000000a323032362d30352d3232",
            "00000008fffffffffffffff9",
            "0000001000000000000000000000000000000008",
            "0000001000000000000000000000000000000009",
            "00000000",
            "000000100000000000000000000000000000000a",
        ]
        .concat();
        let bytes: Vec<u8> = (0..written.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&written[at..at + 2], 16).unwrap())
            .collect();

        assert_eq!(stored().header_bytes(), bytes);
    }

    #[test]
    fn the_seal_is_as_it_was_written_down() {
        let key: Vec<u8> = (0..32).collect();
        let sealer = Sealer::new(&Secret::from_slice(&key).unwrap());

        let seal = stored().sealed(&sealer, Seal::from_bytes([0xaa; 32]));

        let expected = "a3a1cacf75a3f291c3f5ab9976dda6d16afd437017c25d585152117629a84e10";
        assert_eq!(seal.to_string(), expected);
        assert_eq!(expected.parse(), Ok(seal));
        assert!(expected[1..].parse::<Seal>().is_err());
    }
}
