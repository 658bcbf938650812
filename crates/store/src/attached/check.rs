//! Whether every document is the one that its entry attached.

use practice::Id;
use record::document::{self, Particulars};
use record::kinds;
use sha2::{Digest as _, Sha256};

use super::row::{Attachment, Found};
use crate::engine::{Cell, Engine};
use crate::error::StoreError;
use crate::flaw::Flaw;
use crate::head::hex;
use crate::keys::Keyring;
use crate::reader::{Opener, read_with_key};
use crate::sql::{self, Statement};
use crate::stored::Stored;

/// The entries that attach documents, gathered while a chain is walked.
#[derive(Default)]
pub(crate) struct Documents {
    positions: Vec<u64>,
}

impl Documents {
    /// An entry of the chain.
    pub fn seen(&mut self, stored: &Stored) {
        if stored.kind == kinds::DOCUMENT && stored.corrects.is_none() {
            self.positions
                .push(u64::try_from(stored.position).unwrap_or(0));
        }
    }

    /// Reads each document that was gathered, and compares it with what its entry says; how
    /// many there are. Those of a file that was disposed of are gone with it.
    pub fn check(
        &self,
        engine: &mut dyn Engine,
        format: i64,
        keys: &Keyring,
    ) -> Result<u64, StoreError> {
        let mut checked = 0;
        for position in &self.positions {
            let Some((id, owner, said)) = said(engine, *position, keys)? else {
                continue;
            };
            let flaw = match said {
                Some(said) if format > sql::FORMAT_WITHOUT_DOCUMENTS => {
                    one(engine, id, owner, &said, keys)?
                }
                _ => Some("it is not there"),
            };
            if let Some(what) = flaw {
                return Err(StoreError::Broken {
                    position: *position,
                    why: Flaw::Document { document: id, what },
                });
            }
            checked += 1;
        }
        Ok(checked)
    }
}

/// An entry that attaches a document: which, whose, and what it says of it.
type Said = (Id, Id, Option<Particulars>);

/// The entry at a position; `None` where its file was disposed of.
fn said(
    engine: &mut dyn Engine,
    position: u64,
    keys: &Keyring,
) -> Result<Option<Said>, StoreError> {
    let cells = [Cell::from(position), Cell::Int(1)];
    let entry = engine.first(Statement::Entries, &cells, |row| {
        let (stored, key) = read_with_key(row)?;
        Opener::new(keys).open(stored, key)
    })?;
    Ok(entry.and_then(|entry| {
        let body = entry.body?;
        let said = document::attached(&entry.header.kind, &body).map(|(_, said)| said);
        Some((entry.header.id, entry.header.owner, said))
    }))
}

/// What is wrong with a document.
fn one(
    engine: &mut dyn Engine,
    id: Id,
    owner: Id,
    said: &Particulars,
    keys: &Keyring,
) -> Result<Option<&'static str>, StoreError> {
    const CHANGED: Option<&str> = Some("it is not the one that the entry attached");
    let read = engine.first(Statement::Attachment, &[Cell::from(&id)], |row| {
        Attachment::read(row, keys)
    });
    let found = match read {
        Ok(Some(found)) if found.whole => found,
        Ok(_) => return Ok(Some("it is not there")),
        Err(StoreError::Unreadable { .. } | StoreError::KeyDestroyed { .. }) => {
            return Ok(CHANGED);
        }
        Err(error) => return Err(error),
    };
    let Found {
        attachment, cipher, ..
    } = found;
    if attachment.owner != owner || attachment.told != *said {
        return Ok(CHANGED);
    }
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    for place in 0..attachment.pieces() {
        let cells = [Cell::from(&id), Cell::from(place)];
        let piece = engine.first(Statement::AttachmentChunk, &cells, |row| {
            attachment.open_piece(place, row, &cipher)
        });
        match piece {
            Ok(Some(piece)) => {
                bytes += piece.len() as u64;
                hash.update(&piece);
            }
            Ok(None) => return Ok(Some("a part of it is not there")),
            Err(StoreError::Unreadable { .. }) => return Ok(CHANGED),
            Err(error) => return Err(error),
        }
    }
    let sha256 = hex(&<[u8; 32]>::from(hash.finalize()));
    Ok(if bytes == said.bytes && sha256 == said.sha256 {
        None
    } else {
        CHANGED
    })
}
