//! The group commit: many commands, one flush.
//!
//! 1. Each command is admitted or refused.
//! 2. Those admitted are given positions, encrypted and folded, on all cores.
//! 3. They are sealed and written in one transaction: all of them at once, or, where that
//!    fails, one after the other, each behind a mark of its own. One that fails is taken
//!    back alone; those after it are given their positions, folded and sealed again, so
//!    that positions have no gap and no fold has seen a position that did not come to be.
//!
//! What may pass is tried again, from 1: a clash with what stands there (the command may
//! have been written before, and is answered so), transactions that got in each other's
//! way, and a connection that was lost. Where it was lost while the database was keeping
//! the group, it is looked up what became of it before anybody is answered.
//!
//! Sets of notes ([`crate::desk`]) are kept in the same transaction, after the commands.

use jiff::Timestamp;
use practice::Id;

use super::admit::Admitted;
use super::asked::{Asked, Outcome, answer};
use super::command::Command;
use super::pending::Pending;
use crate::desk::{Desk, NoteSet};
use crate::engine::{Cell, Engine};
use crate::error::StoreError;
use crate::head::Head;
use crate::keys::{Cipher, Keyring};
use crate::outside::Outside;
use crate::parallel;
use crate::sql::Statement;
use crate::store::{self, READ_MODELS_AT};

/// How often a group is tried.
const ATTEMPTS: u32 = 5;
/// The ledger, open for writing.
pub(crate) struct Ledger {
    /// The database.
    pub engine: Box<dyn Engine>,
    /// The keys.
    pub keys: Keyring,
    /// The key of the desks' secrets.
    pub desk: Cipher,
    /// The organisation whose record it is.
    pub organisation: Id,
    /// The last entry.
    pub head: Head,
    /// Time, chance and the fold.
    pub outside: Outside,
    /// Whether the last entry has to be looked up before anything is written.
    pub unsure: bool,
}

impl Ledger {
    /// Writes the first entry of a new ledger, with what `define` makes before it.
    pub fn open_with(
        &mut self,
        mut first: Command,
        define: impl FnOnce(&mut dyn Engine) -> Result<(), StoreError>,
    ) -> Outcome {
        self.engine.begin()?;
        let done = define(self.engine.as_mut()).and_then(|()| {
            let recorded_at = self.now();
            let admitted = self.admit(&mut [&mut first], recorded_at)?.pop();
            let Some(Admitted::New(pending)) = admitted.transpose()? else {
                return Err(StoreError::WriterStopped);
            };
            let mut group = [(0, pending)];
            self.work_out(&mut group);
            let [(_, mut pending)] = group;
            let head = self.write_rows(self.head, &mut [&mut pending])?;
            self.keep(head)?;
            pending.appended().ok_or(StoreError::WriterStopped)
        });
        if done.is_err() {
            self.engine.rollback();
        }
        done
    }

    /// Appends a group of commands, no two of one file, and keeps the notes; what became of
    /// each command, in their order.
    pub fn commit(&mut self, commands: Vec<Command>, notes: &mut [NoteSet]) -> Vec<Outcome> {
        let mut group: Vec<Asked> = commands.into_iter().map(Asked::new).collect();
        for attempt in 1..=ATTEMPTS {
            // A server that does not answer now is not waited for.
            let (failed, may_pass) = match self.ready() {
                Err(error) => (Some(error), false),
                Ok(()) => (self.attempt(&mut group, notes).err(), attempt < ATTEMPTS),
            };
            if let Some(error) = failed {
                self.unsure = true;
                if !(may_pass && error.may_pass()) {
                    for asked in group.iter_mut().filter(|asked| asked.is_open()) {
                        let error = asked.unconfirmed.take().unwrap_or_else(|| error.clone());
                        asked.outcome = Some(Err(error));
                    }
                    for set in notes.iter_mut() {
                        set.give_up(&error);
                    }
                }
            }
            if !group.iter().any(Asked::is_open) && !notes.iter().any(NoteSet::is_open) {
                break;
            }
        }
        group
            .into_iter()
            .map(|asked| asked.outcome.unwrap_or(Err(StoreError::WriterStopped)))
            .collect()
    }

    /// Makes sure that the database answers, and that the last entry is known.
    pub(super) fn ready(&mut self) -> Result<(), StoreError> {
        if self.engine.ready()? || self.unsure {
            self.unsure = true;
            self.head = store::head(self.engine.as_mut())?;
            self.unsure = false;
        }
        Ok(())
    }

    /// Tries once to append and keep what is open of a group. An error concerns all of it.
    fn attempt(&mut self, group: &mut [Asked], notes: &mut [NoteSet]) -> Result<(), StoreError> {
        let mut pending = self.admit_group(group)?;
        loop {
            self.work_out(&mut pending);
            let before = pending.len();
            pending.retain(|(place, one)| match one.failure() {
                None => true,
                Some(error) => {
                    answer(group, *place, Err(error));
                    false
                }
            });
            if pending.len() == before {
                break;
            }
        }
        if pending.is_empty() && !notes.iter().any(NoteSet::is_open) {
            return Ok(());
        }
        match self.write(&mut pending, notes) {
            Ok(outcomes) => {
                notes.iter_mut().for_each(NoteSet::settle);
                for (place, outcome) in outcomes {
                    // Whoever wrote what it clashes with may have written more.
                    self.unsure |= matches!(outcome, Err(StoreError::Clash { .. }));
                    answer(group, place, outcome);
                }
                Ok(())
            }
            Err(error) => {
                if matches!(error, StoreError::Unconfirmed { .. }) {
                    for (place, _) in &pending {
                        if let Some(asked) = group.get_mut(*place) {
                            asked.unconfirmed = Some(error.clone());
                        }
                    }
                    for set in notes.iter_mut() {
                        set.unconfirmed(&error);
                    }
                }
                Err(error)
            }
        }
    }

    /// Admits what is open of a group; what is to be written, with its place.
    fn admit_group(
        &mut self,
        group: &mut [Asked],
    ) -> Result<Vec<(usize, Box<Pending>)>, StoreError> {
        let recorded_at = self.now();
        let places: Vec<usize> = (0..)
            .zip(&*group)
            .filter_map(|(place, asked)| asked.is_open().then_some(place))
            .collect();
        let open = group.iter_mut().filter(|asked| asked.is_open());
        let mut commands: Vec<&mut Command> = open.map(|asked| &mut asked.command).collect();
        let admitted = self.admit(&mut commands, recorded_at)?;
        let mut pending = Vec::with_capacity(admitted.len());
        for (place, admitted) in places.into_iter().zip(admitted) {
            let Some(asked) = group.get_mut(place) else {
                continue;
            };
            asked.unconfirmed = None;
            match admitted {
                Ok(Admitted::New(new)) => {
                    asked.was_new = true;
                    pending.push((place, new));
                }
                Ok(Admitted::Already(mut appended)) => {
                    appended.already = !asked.was_new;
                    asked.answer(Ok(appended));
                }
                Err(error) => asked.answer(Err(error)),
            }
        }
        Ok(pending)
    }

    /// The time of recording: the clock's, but never before the last entry's.
    pub(super) fn now(&self) -> Timestamp {
        let now = self.outside.clock.now().as_microsecond();
        // Every whole microsecond of a time that exists is one that exists.
        let now = Timestamp::from_microsecond(now).unwrap_or(Timestamp::MIN);
        now.max(self.head.recorded_at)
    }

    /// Gives positions, then encrypts and folds, on all cores.
    pub(super) fn work_out(&self, pending: &mut [(usize, Box<Pending>)]) {
        let mut position = self.head.position + 1;
        let mut units = 0;
        for (_, one) in &mut *pending {
            position = one.place(position);
            units += one.count();
        }
        let projector = self.outside.projector.as_ref();
        parallel::each(pending, units, |(_, one)| one.work_out(projector));
    }

    /// Writes a group in one transaction; what became of each command. An error concerns
    /// all of it.
    fn write(
        &mut self,
        pending: &mut [(usize, Box<Pending>)],
        notes: &mut [NoteSet],
    ) -> Result<Vec<(usize, Outcome)>, StoreError> {
        self.engine.begin()?;
        let written = self.write_all(pending).and_then(|(head, outcomes)| {
            let any = self.desk().keep(notes)?;
            if head != self.head {
                self.keep(head)?;
            } else if any {
                self.engine.commit()?;
            } else {
                self.engine.rollback();
            }
            Ok(outcomes)
        });
        if written.is_err() {
            self.engine.rollback();
        }
        written
    }

    /// What keeps notes.
    fn desk(&mut self) -> Desk<'_> {
        Desk {
            engine: self.engine.as_mut(),
            keys: &self.keys,
            cipher: &self.desk,
            organisation: self.organisation,
            randomness: self.outside.randomness.as_mut(),
        }
    }

    /// Writes a group at once, or else one command after the other; the last entry then.
    fn write_all(
        &mut self,
        pending: &mut [(usize, Box<Pending>)],
    ) -> Result<(Head, Vec<(usize, Outcome)>), StoreError> {
        let mut all: Vec<&mut Pending> = pending.iter_mut().map(|(_, one)| &mut **one).collect();
        match self.write_rows(self.head, &mut all) {
            Ok(head) => {
                let outcomes = pending.iter().map(|(place, one)| (*place, appended(one)));
                Ok((head, outcomes.collect()))
            }
            Err(error) if error.is_of_one_command() => self.write_each(pending),
            Err(error) => Err(error),
        }
    }

    /// Writes one command after the other, each behind a mark of its own.
    fn write_each(
        &mut self,
        pending: &mut [(usize, Box<Pending>)],
    ) -> Result<(Head, Vec<(usize, Outcome)>), StoreError> {
        let mut head = self.head;
        let mut outcomes = Vec::with_capacity(pending.len());
        for (place, one) in pending {
            let first = head.position + 1;
            if one.first_position() != Some(first) {
                one.place(first);
                one.work_out(self.outside.projector.as_ref());
            }
            if let Some(error) = one.failure() {
                outcomes.push((*place, Err(error)));
                continue;
            }
            match self.write_rows(head, &mut [one]) {
                Ok(next) => {
                    head = next;
                    outcomes.push((*place, appended(one)));
                }
                Err(error) if error.is_of_one_command() => outcomes.push((*place, Err(error))),
                Err(error) => return Err(error),
            }
        }
        Ok((head, outcomes))
    }

    /// Seals commands after `head`, and writes their rows, all of them or none; the last entry
    /// then.
    pub(super) fn write_rows(
        &mut self,
        mut head: Head,
        pending: &mut [&mut Pending],
    ) -> Result<Head, StoreError> {
        for one in &mut *pending {
            let seal = one.seal(&self.keys.sealer, head.seal)?;
            if let Some(appended) = one.appended() {
                head = Head {
                    position: appended.last_position,
                    seal,
                    recorded_at: appended.recorded_at,
                };
            }
        }
        let version = self.keys.wrapping.version();
        let rows = Pending::write(version, &pending.iter().map(|one| &**one));
        self.engine.write_or_not(&rows)?;
        Ok(head)
    }

    /// Keeps what was written, up to this entry.
    pub(super) fn keep(&mut self, head: Head) -> Result<(), StoreError> {
        self.engine.commit_with(
            Statement::SetMeta,
            &[Cell::Text(READ_MODELS_AT), Cell::from(head.position)],
        )?;
        self.head = head;
        Ok(())
    }
}

/// What was appended by a command that was written.
fn appended(pending: &Pending) -> Outcome {
    pending.appended().ok_or(StoreError::WriterStopped)
}
