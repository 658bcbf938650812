//! Keeping documents: begun, piece by piece, whole; and thrown away.

use practice::Id;

use super::row::{Attachment, Found, Piece, cipher};
use crate::desk::Desk;
use crate::engine::{Cell, Columns, Engine};
use crate::error::StoreError;
use crate::ledger::read_wrapped;
use crate::sql::Statement;

impl Desk<'_> {
    /// Begins a document, of a file that is there.
    pub(crate) fn attach(&mut self, attachment: &Attachment) -> Result<(), StoreError> {
        let attachment = attachment.kept();
        let document = attachment.id;
        match self.attachment(document)? {
            Some(there) if there.attachment == attachment => return Ok(()),
            Some(_) => return Err(StoreError::DocumentThere { document }),
            None => {}
        }
        let owner = attachment.owner;
        let wrapped = self
            .engine
            .first(Statement::Key, &[Cell::from(&owner)], read_wrapped)?;
        let wrapped = wrapped.ok_or(StoreError::KeyDestroyed { owner })?;
        let cipher = cipher(self.keys, &owner, wrapped)?;
        let told = attachment.hide(&cipher, self.randomness)?;
        self.run(Statement::NewAttachment, &attachment.cells(&told))
    }

    /// Keeps a piece of a document that was begun.
    pub(crate) fn piece(&mut self, piece: &Piece) -> Result<(), StoreError> {
        let document = piece.of;
        let there = self.attachment(document)?;
        let Found {
            attachment,
            whole,
            cipher,
        } = there.ok_or(StoreError::NotAttached { document })?;
        if whole || attachment.length(piece.place) != Some(piece.content.len() as u64) {
            return Err(StoreError::NotAPiece {
                document,
                place: piece.place,
            });
        }
        let (nonce, content) = attachment.hide_piece(piece, &cipher, self.randomness)?;
        let cells = [
            Cell::from(&document),
            Cell::from(piece.place),
            Cell::Bytes(&nonce),
            Cell::Bytes(&content),
        ];
        self.run(Statement::NewAttachmentChunk, &cells)
    }

    /// Says that every piece of a document is kept.
    pub(crate) fn attached(&mut self, document: Id) -> Result<(), StoreError> {
        let there = self.attachment(document)?;
        let there = there.ok_or(StoreError::NotAttached { document })?;
        let cells = [Cell::from(&document)];
        let count = (self.engine).first(Statement::CountAttachmentChunks, &cells, |row| {
            Ok(Columns::of("attachment_chunk", row).count("count")?)
        })?;
        if count != Some(there.attachment.pieces()) {
            return Err(StoreError::NotAttached { document });
        }
        self.run(Statement::AttachmentIsWhole, &cells)
    }

    /// Throws a document away that no entry attaches.
    pub(crate) fn detach(&mut self, document: Id) -> Result<(), StoreError> {
        self.run(Statement::DropAttachmentChunks, &[Cell::from(&document)])?;
        self.run(Statement::DropAttachment, &[Cell::from(&document)])
    }

    /// Throws away what was kept with a draft and no entry attaches.
    pub(crate) fn detach_all(&mut self, draft: Id) -> Result<(), StoreError> {
        let cells = [Cell::from(&draft)];
        self.run(Statement::DropAttachmentChunksWith, &cells)?;
        self.run(Statement::DropAttachmentsWith, &cells)
    }

    fn attachment(&mut self, document: Id) -> Result<Option<Found>, StoreError> {
        let keys = self.keys;
        let cells = [Cell::from(&document)];
        (self.engine).first(Statement::Attachment, &cells, |row| {
            Attachment::read(row, keys)
        })
    }
}

/// Throws away every document of a file.
pub(crate) fn drop_for(engine: &mut dyn Engine, owner: Id) -> Result<(), StoreError> {
    engine.execute(Statement::DropAttachmentChunksFor, &[Cell::from(&owner)])?;
    engine.execute(Statement::DropAttachmentsFor, &[Cell::from(&owner)])?;
    Ok(())
}
