//! Reading documents. A ledger of an earlier format, which nobody has written to since, has
//! none.

use practice::Id;

use super::row::{Attachment, Found, PIECES, cipher};
use crate::engine::Cell;
use crate::error::StoreError;
use crate::ledger::read_wrapped;
use crate::reader::Reader;
use crate::sql::{self, Statement};

impl Reader {
    /// A document all of which is kept.
    pub fn attachment(&mut self, document: Id) -> Result<Option<Attachment>, StoreError> {
        Ok(self.attachments(Statement::Attachment, document)?.pop())
    }

    /// The documents that are kept with a draft, in the order in which they were brought.
    pub fn attachments_with(&mut self, draft: Id) -> Result<Vec<Attachment>, StoreError> {
        self.attachments(Statement::AttachmentsWith, draft)
    }

    /// A piece of a document, by its place.
    pub fn piece(&mut self, of: &Attachment, place: u64) -> Result<Vec<u8>, StoreError> {
        let owner = of.owner;
        let wrapped = self
            .engine
            .first(Statement::Key, &[Cell::from(&owner)], read_wrapped)?;
        let wrapped = wrapped.ok_or(StoreError::KeyDestroyed { owner })?;
        let cipher = cipher(&self.keys, &owner, wrapped)?;
        let cells = [Cell::from(&of.id), Cell::from(place)];
        let found = self
            .engine
            .first(Statement::AttachmentChunk, &cells, |row| {
                of.open_piece(place, row, &cipher)
            })?;
        found.ok_or(StoreError::Unreadable {
            table: PIECES,
            column: "content",
        })
    }

    fn attachments(&mut self, statement: Statement, of: Id) -> Result<Vec<Attachment>, StoreError> {
        let format = self.format()?;
        if format.is_none_or(|format| format <= sql::FORMAT_WITHOUT_DOCUMENTS) {
            return Ok(Vec::new());
        }
        let keys = &self.keys;
        let found = (self.engine).all(statement, &[Cell::from(&of)], |row| {
            Attachment::read(row, keys)
        })?;
        let whole = found.into_iter().filter(|found: &Found| found.whole);
        Ok(whole.map(|found| found.attachment).collect())
    }
}
