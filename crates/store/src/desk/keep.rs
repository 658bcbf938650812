//! Keeping notes, in a transaction that is open: each set behind a mark of its own, so that
//! one that is refused takes back itself alone.

use practice::Id;

use super::account::Account;
use super::draft::KeptDraft;
use super::look::Look;
use super::note::Note;
use super::set::NoteSet;
use crate::engine::{Cell, Engine, Many};
use crate::error::StoreError;
use crate::keys::{Cipher, Keyring};
use crate::ledger::read_wrapped;
use crate::outside::Randomness;
use crate::sql::Statement;

/// What is needed to keep notes.
pub(crate) struct Desk<'d> {
    /// The database, in a transaction.
    pub engine: &'d mut dyn Engine,
    /// Opens the keys of files.
    pub keys: &'d Keyring,
    /// Hides what is the desks' own.
    pub cipher: &'d Cipher,
    /// In whose key something is kept for a file that is not there yet.
    pub organisation: Id,
    /// Chance.
    pub randomness: &'d mut dyn Randomness,
}

impl Desk<'_> {
    /// Keeps what is open of these sets, in their order; whether any was not refused. An
    /// error concerns all of them.
    pub fn keep(&mut self, sets: &mut [NoteSet]) -> Result<bool, StoreError> {
        let mut open: Vec<&mut NoteSet> = sets.iter_mut().filter(|set| set.is_open()).collect();
        let mut any = false;
        for run in open.chunk_by_mut(|one, next| is_plain(one) && is_plain(next)) {
            if run.first().is_some_and(|first| is_plain(first)) && self.looks(run)? {
                any = true;
                continue;
            }
            for set in run {
                self.engine.mark()?;
                let noted = set.notes.iter().try_for_each(|note| self.note(note));
                match &noted {
                    Ok(()) => {
                        self.engine.release_mark()?;
                        any = true;
                    }
                    Err(error) if error.is_of_one_set() => self.engine.back_to_mark()?,
                    Err(error) => return Err(error.clone()),
                }
                set.tried(noted);
            }
        }
        Ok(any)
    }

    /// Keeps the looks of many sets at once; whether the database took them.
    fn looks(&mut self, sets: &mut [&mut NoteSet]) -> Result<bool, StoreError> {
        let looks: Vec<Look> = sets
            .iter()
            .filter_map(|set| set.plain_looks())
            .flat_map(|looks| looks.map(Look::kept))
            .collect();
        let rows = looks.iter().map(|look| look.cells(None));
        match self
            .engine
            .write_or_not(&[Many::of(Statement::NewLook, rows)])
        {
            Ok(()) => {
                for set in sets {
                    set.tried(Ok(()));
                }
                Ok(true)
            }
            Err(error) if error.is_of_one_set() => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn note(&mut self, note: &Note) -> Result<(), StoreError> {
        let (statement, cells): (_, &[Cell<'_>]) = match note {
            Note::NewAccount(account) => return self.new_account(&account.kept()),
            Note::Account(account) => return self.account(&account.kept()),
            Note::BeginSession(session) => {
                let session = session.kept();
                let hidden = session.hide(self.cipher, self.randomness)?;
                let cells = session.cells(&hidden);
                return self.run(Statement::NewSession, &cells);
            }
            Note::KeepSession(session) => {
                let session = session.kept();
                let hidden = session.hide(self.cipher, self.randomness)?;
                return self.run(Statement::KeepSession, &session.changed_cells(&hidden));
            }
            Note::Draft(draft) => return self.draft(&draft.kept()),
            Note::Looked(look) => return self.look(&look.kept()),
            Note::Seen { worker, seen } => (
                Statement::SetSeen,
                &[
                    Cell::from(worker),
                    Cell::from(seen.to),
                    Cell::from(seen.before),
                    Cell::from(seen.at),
                ],
            ),
            Note::Often { worker, often } => (
                Statement::SetOften,
                &[Cell::from(worker), Cell::from(often.as_deref())],
            ),
            Note::Digest { worker, digest } => {
                return self.run(Statement::SetDigest, &digest.kept().cells(worker));
            }
            Note::UseSession { token, at } => (
                Statement::UseSession,
                &[Cell::Bytes(token), Cell::from(*at)],
            ),
            Note::EndSession { token } => (Statement::EndSession, &[Cell::Bytes(token)]),
            Note::EndSessionsOf { worker } => (Statement::EndSessionsOf, &[Cell::from(worker)]),
            Note::EndSessionsBefore { at } => (Statement::EndSessionsBefore, &[Cell::from(*at)]),
            Note::DropDraft { id } => {
                self.detach_all(*id)?;
                (Statement::DropKeptDraft, &[Cell::from(id)])
            }
            Note::Attach(attachment) => return self.attach(attachment),
            Note::Piece(piece) => return self.piece(piece),
            Note::Attached { document } => return self.attached(*document),
            Note::Detach { document } => return self.detach(*document),
        };
        self.run(statement, cells)
    }

    pub(crate) fn run(
        &mut self,
        statement: Statement,
        cells: &[Cell<'_>],
    ) -> Result<(), StoreError> {
        self.engine.execute(statement, cells).map(|_| ())
    }

    fn new_account(&mut self, account: &Account) -> Result<(), StoreError> {
        let worker = account.worker;
        match self.account_by(Statement::AccountOf, Cell::from(&worker))? {
            Some(there) if there == *account => return Ok(()),
            Some(_) => return Err(StoreError::AccountThere { worker }),
            None => self.name_is_free(account)?,
        }
        let secrets = account.hide(self.cipher, self.randomness)?;
        self.run(Statement::NewAccount, &account.cells(&secrets))
    }

    fn account(&mut self, account: &Account) -> Result<(), StoreError> {
        let worker = account.worker;
        let there = self.account_by(Statement::AccountOf, Cell::from(&worker))?;
        let there = there.ok_or(StoreError::NoAccount { worker })?;
        if there == *account {
            return Ok(());
        }
        if there.version.checked_add(1) != Some(account.version) {
            return Err(StoreError::AccountMovedOn {
                worker,
                expected: account.version.saturating_sub(1),
                actual: there.version,
            });
        }
        self.name_is_free(account)?;
        let secrets = account.hide(self.cipher, self.randomness)?;
        self.run(Statement::SetAccount, &account.cells(&secrets))
    }

    /// Refuses an account whose sign-in name is another's.
    fn name_is_free(&mut self, account: &Account) -> Result<(), StoreError> {
        let name = Cell::from(&account.sign_in);
        match self.account_by(Statement::AccountNamed, name)? {
            Some(there) if there.worker != account.worker => Err(StoreError::SignInTaken {
                worker: account.worker,
            }),
            _ => Ok(()),
        }
    }

    fn account_by(
        &mut self,
        statement: Statement,
        cell: Cell<'_>,
    ) -> Result<Option<Account>, StoreError> {
        let cipher = self.cipher;
        self.engine
            .first(statement, &[cell], |row| Account::read(row, cipher))
    }

    fn draft(&mut self, draft: &KeptDraft) -> Result<(), StoreError> {
        let keys = self.keys;
        let there = self
            .engine
            .first(Statement::KeptDraft, &[Cell::from(&draft.id)], |row| {
                KeptDraft::read(row, keys)
            })?;
        let statement = match there {
            Some(there) if there == *draft => return Ok(()),
            Some(there) if there.version.checked_add(1) == Some(draft.version) => {
                Statement::SetKeptDraft
            }
            None if draft.version == 1 => Statement::NewKeptDraft,
            there => {
                return Err(StoreError::DraftMovedOn {
                    draft: draft.id,
                    expected: draft.version.saturating_sub(1),
                    actual: there.map_or(0, |there| there.version),
                });
            }
        };
        let (key_of, cipher) = self
            .key_for(draft.owner)?
            .ok_or(StoreError::KeyDestroyed { owner: draft.owner })?;
        let fields = draft.hide(&cipher, self.randomness)?;
        self.run(statement, &draft.cells(&key_of, &fields))
    }

    fn look(&mut self, look: &Look) -> Result<(), StoreError> {
        let Some(reason) = &look.reason else {
            return self.run(Statement::NewLook, &look.cells(None));
        };
        // Somebody may well say why they looked for a file that was disposed of.
        let (key_of, cipher) = match self.key_for(look.subject)? {
            Some(key) => key,
            None => self
                .key_of(self.organisation)?
                .ok_or(StoreError::KeyDestroyed {
                    owner: self.organisation,
                })?,
        };
        let hidden = look.hide(reason, &cipher, self.randomness)?;
        let cells = look.cells(Some((&key_of, &hidden)));
        self.run(Statement::NewLook, &cells)
    }

    /// The key of a file, or of the organisation where there is no such file yet, and whose
    /// it is; `None` where the file was disposed of.
    fn key_for(&mut self, owner: Id) -> Result<Option<(Id, Cipher)>, StoreError> {
        if let Some(key) = self.key_of(owner)? {
            return Ok(Some(key));
        }
        let there = self
            .engine
            .first(Statement::HeadOfFile, &[Cell::from(&owner)], |_| Ok(()))?;
        match there {
            Some(()) => Ok(None),
            None => self.key_of(self.organisation),
        }
    }

    /// The key of a file that has one.
    fn key_of(&mut self, owner: Id) -> Result<Option<(Id, Cipher)>, StoreError> {
        let wrapped = self
            .engine
            .first(Statement::Key, &[Cell::from(&owner)], read_wrapped)?;
        let Some(wrapped) = wrapped else {
            return Ok(None);
        };
        let key = self.keys.unwrap(&owner, wrapped);
        let key = key.ok_or(StoreError::Unreadable {
            table: "owner_key",
            column: "wrapped",
        })?;
        Ok(Some((owner, key.cipher())))
    }
}

fn is_plain(set: &NoteSet) -> bool {
    set.plain_looks().is_some()
}
