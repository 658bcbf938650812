//! Reading what is kept at the desks.
//!
//! A ledger of an earlier format, which nobody has written to since, has no desks: there is
//! nothing to be read.

use std::cmp::Reverse;

use jiff::Timestamp;
use practice::Id;

use super::account::sign_in;
use super::{Account, KeptDraft, Look, Session, Told};
use crate::custody::LedgerKey;
use crate::engine::{Cell, Columns, Row};
use crate::error::StoreError;
use crate::keys::{Cipher, Keyring};
use crate::reader::Reader;
use crate::sql::{self, Statement};

impl Reader {
    /// The account of this sign-in name, in whatever case it is given.
    pub fn account_named(&mut self, name: &str) -> Result<Option<Account>, StoreError> {
        let name = sign_in(name);
        let found = self.hidden(Statement::AccountNamed, &[Cell::Text(&name)], Account::read);
        Ok(found?.pop())
    }

    /// The account of this worker.
    pub fn account_of(&mut self, worker: Id) -> Result<Option<Account>, StoreError> {
        let found = self.hidden(Statement::AccountOf, &[Cell::from(&worker)], Account::read);
        Ok(found?.pop())
    }

    /// Every account, in the order of the sign-in names.
    pub fn accounts(&mut self) -> Result<Vec<Account>, StoreError> {
        self.hidden(Statement::EachAccount, &[], Account::read)
    }

    /// The session whose cookie has this SHA-256, if it was not ended. Whether it is still
    /// good, the caller asks of its times.
    pub fn session(&mut self, token: &[u8; 32]) -> Result<Option<Session>, StoreError> {
        let found = self.hidden(Statement::Session, &[Cell::Bytes(token)], Session::read);
        Ok(found?.pop())
    }

    /// Every session that was not ended.
    pub fn sessions(&mut self) -> Result<Vec<Session>, StoreError> {
        self.hidden(Statement::EachSession, &[], Session::read)
    }

    /// The sessions of this worker, the last used first.
    pub fn sessions_of(&mut self, worker: Id) -> Result<Vec<Session>, StoreError> {
        let mut found =
            self.hidden(Statement::SessionsOf, &[Cell::from(&worker)], Session::read)?;
        found.sort_by_key(|session| Reverse((session.used_at, session.token)));
        Ok(found)
    }

    /// A draft.
    pub fn draft(&mut self, id: Id) -> Result<Option<KeptDraft>, StoreError> {
        Ok(self.drafts(Statement::KeptDraft, id)?.pop())
    }

    /// The drafts of this worker, the last kept first.
    pub fn drafts_of(&mut self, worker: Id) -> Result<Vec<KeptDraft>, StoreError> {
        self.drafts(Statement::KeptDraftsOf, worker)
    }

    /// What is drafted for this file, by whomever, the last kept first.
    pub fn drafts_for(&mut self, owner: Id) -> Result<Vec<KeptDraft>, StoreError> {
        self.drafts(Statement::KeptDraftsFor, owner)
    }

    /// The looks at this file, the newest first: up to `limit`, after the time and the
    /// identifier of the last of those before.
    pub fn looks_at(
        &mut self,
        subject: Id,
        before: Option<(Timestamp, Id)>,
        limit: u32,
    ) -> Result<Vec<Look>, StoreError> {
        self.looks(Statement::LooksAt, subject, before, limit)
    }

    /// The looks of this worker, the newest first: up to `limit`, after the time and the
    /// identifier of the last of those before.
    pub fn looks_by(
        &mut self,
        worker: Id,
        before: Option<(Timestamp, Id)>,
        limit: u32,
    ) -> Result<Vec<Look>, StoreError> {
        self.looks(Statement::LooksBy, worker, before, limit)
    }

    /// How many looks are in the access log.
    pub fn count_looks(&mut self) -> Result<u64, StoreError> {
        let count = self.under_keys(Statement::CountLooks, &[], |row, _| {
            Ok(Columns::of("look", row).count("count")?)
        })?;
        Ok(count.first().copied().unwrap_or(0))
    }

    /// What this worker has been told; `None` where nobody ever noted it.
    pub fn told_of(&mut self, worker: Id) -> Result<Option<Told>, StoreError> {
        Ok(self.told(Statement::ToldOf, &[Cell::from(&worker)])?.pop())
    }

    /// What every worker has been told.
    pub fn told_of_all(&mut self) -> Result<Vec<Told>, StoreError> {
        self.told(Statement::EachTold, &[])
    }

    fn told(&mut self, statement: Statement, cells: &[Cell<'_>]) -> Result<Vec<Told>, StoreError> {
        let format = self.format()?;
        if format.is_none_or(|format| format <= sql::FORMAT_WITHOUT_TOLD) {
            return Ok(Vec::new());
        }
        self.engine.all(statement, cells, Told::read)
    }

    fn drafts(&mut self, statement: Statement, of: Id) -> Result<Vec<KeptDraft>, StoreError> {
        let mut found = self.under_keys(statement, &[Cell::from(&of)], KeptDraft::read)?;
        found.sort_by_key(|draft| Reverse((draft.kept_at, draft.id)));
        Ok(found)
    }

    fn looks(
        &mut self,
        statement: Statement,
        of: Id,
        before: Option<(Timestamp, Id)>,
        limit: u32,
    ) -> Result<Vec<Look>, StoreError> {
        let (at, id) = match &before {
            Some((at, id)) => (Cell::from(*at), Cell::from(id)),
            None => (Cell::Int(i64::MAX), Cell::Bytes(&[])),
        };
        let cells = [Cell::from(&of), at, id, Cell::from(limit)];
        self.under_keys(statement, &cells, Look::read)
    }

    /// The rows of a query whose secrets are under the desks' key.
    fn hidden<T>(
        &mut self,
        statement: Statement,
        cells: &[Cell<'_>],
        read: impl Fn(&dyn Row, &Cipher) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.find_desk()?;
        let Some(cipher) = &self.desk else {
            return Ok(Vec::new());
        };
        self.engine.all(statement, cells, |row| read(row, cipher))
    }

    /// The rows of a query whose secrets are under the keys of files.
    fn under_keys<T>(
        &mut self,
        statement: Statement,
        cells: &[Cell<'_>],
        read: impl Fn(&dyn Row, &Keyring) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.find_desk()?;
        if self.desk.is_none() {
            return Ok(Vec::new());
        }
        let keys = &self.keys;
        self.engine.all(statement, cells, |row| read(row, keys))
    }

    /// Has the desks' key at hand, where the ledger has desks.
    fn find_desk(&mut self) -> Result<(), StoreError> {
        if self.desk.is_some() {
            return Ok(());
        }
        let Some(format) = self.format()? else {
            return Ok(());
        };
        let about = self.about();
        let key = LedgerKey::read(self.engine.as_mut(), format, LedgerKey::DESK)?;
        self.desk = key
            .map(|key| key.cipher(&about, &self.keys.wrapping))
            .transpose()?;
        Ok(())
    }
}
