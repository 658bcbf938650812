//! The group commit: many commands, one flush.
//!
//! 1. Each command is admitted or refused.
//! 2. Those admitted are given positions, encrypted and folded, on all cores.
//! 3. They are sealed and written one after the other, in one transaction.
//!
//! A command that fails in 2 or 3 is answered, and the others are done again
//! without it, so that positions have no gap and no fold has seen a position that
//! did not come to be. (A savepoint for each command would keep the others too, but
//! not their positions.)

use jiff::Timestamp;

use super::admit::Admitted;
use super::command::{Appended, Command};
use super::pending::Pending;
use crate::engine::{Cell, Engine};
use crate::error::StoreError;
use crate::head::Head;
use crate::keys::Keyring;
use crate::outside::Outside;
use crate::parallel;
use crate::seal::Seal;
use crate::sql::Statement;
use crate::store::{self, READ_MODELS_AT};

/// What became of one command.
type Outcome = Result<Appended, StoreError>;

/// The ledger, open for writing.
pub(crate) struct Ledger {
    /// The database.
    pub engine: Box<dyn Engine>,
    /// The keys.
    pub keys: Keyring,
    /// The last entry.
    pub head: Head,
    /// Time, chance and the fold.
    pub outside: Outside,
}

impl Ledger {
    /// Writes the first entry of a new ledger, with what `define` makes before it.
    pub fn open_with(
        &mut self,
        first: Command,
        define: impl FnOnce(&mut dyn Engine) -> Result<(), StoreError>,
    ) -> Outcome {
        self.engine.begin()?;
        let done = define(self.engine.as_mut()).and_then(|()| {
            let recorded_at = self.now();
            let Admitted::New(pending) = self.admit(first, recorded_at)? else {
                return Err(StoreError::WriterStopped);
            };
            let mut group = [(0, pending)];
            self.work_out(&mut group);
            let head = self.write_rows(&mut group).map_err(|(_, error)| error)?;
            self.engine.commit()?;
            let [(_, pending)] = &group;
            Ok((head, pending.appended().ok_or(StoreError::WriterStopped)?))
        });
        match done {
            Ok((head, appended)) => {
                self.head = head;
                Ok(appended)
            }
            Err(error) => {
                self.engine.rollback();
                Err(error)
            }
        }
    }

    /// Appends a group of commands, no two of one file; what became of each, in
    /// their order.
    pub fn commit(&mut self, commands: Vec<Command>) -> Vec<Outcome> {
        let count = commands.len();
        let mut outcomes: Vec<Option<Outcome>> = vec![None; count];
        let mut pending = Vec::with_capacity(count);
        let recorded_at = self.now();
        for (place, command) in commands.into_iter().enumerate() {
            match self.admit(command, recorded_at) {
                Ok(Admitted::New(new)) => pending.push((place, new)),
                Ok(Admitted::Already(appended)) => tell(&mut outcomes, place, Ok(appended)),
                Err(error) => tell(&mut outcomes, place, Err(error)),
            }
        }
        while !pending.is_empty() {
            self.work_out(&mut pending);
            let before = pending.len();
            pending.retain(|(place, one)| match one.failure() {
                None => true,
                Some(error) => {
                    tell(&mut outcomes, *place, Err(error));
                    false
                }
            });
            if pending.len() < before {
                continue;
            }
            match self.write(&mut pending) {
                Ok(()) => {
                    for (place, one) in pending.drain(..) {
                        let outcome = one.appended().ok_or(StoreError::WriterStopped);
                        tell(&mut outcomes, place, outcome);
                    }
                }
                Err((Some(at), error)) if error.is_of_one_command() && at < pending.len() => {
                    let (place, _) = pending.remove(at);
                    tell(&mut outcomes, place, Err(error));
                }
                Err((_, error)) => {
                    for (place, _) in pending.drain(..) {
                        tell(&mut outcomes, place, Err(error.clone()));
                    }
                }
            }
        }
        outcomes
            .into_iter()
            .map(|outcome| outcome.unwrap_or(Err(StoreError::WriterStopped)))
            .collect()
    }

    /// The time of recording: the clock's, but never before the last entry's.
    fn now(&self) -> Timestamp {
        let now = self.outside.clock.now().as_microsecond();
        // Every whole microsecond of a time that exists is one that exists.
        let now = Timestamp::from_microsecond(now).unwrap_or(Timestamp::MIN);
        now.max(self.head.recorded_at)
    }

    /// Gives positions, then encrypts and folds, on all cores.
    fn work_out(&self, pending: &mut [(usize, Box<Pending>)]) {
        let mut position = self.head.position + 1;
        let mut units = 0;
        for (_, one) in &mut *pending {
            position = one.place(position);
            units += one.count();
        }
        let projector = self.outside.projector.as_ref();
        parallel::each(pending, units, |(_, one)| one.work_out(projector));
    }

    /// Writes a group in one transaction. On an error: at which command, if at one.
    fn write(
        &mut self,
        pending: &mut [(usize, Box<Pending>)],
    ) -> Result<(), (Option<usize>, StoreError)> {
        self.engine.begin().map_err(|error| (None, error))?;
        let written = self
            .write_rows(pending)
            .and_then(|head| self.engine.commit().map(|()| head).map_err(|e| (None, e)));
        match written {
            Ok(head) => {
                self.head = head;
                Ok(())
            }
            Err(failure) => {
                self.engine.rollback();
                // Should a failed commit have been kept after all, go on from there.
                if let Ok(head) = store::head(self.engine.as_mut()) {
                    self.head = head;
                }
                Err(failure)
            }
        }
    }

    fn write_rows(
        &mut self,
        pending: &mut [(usize, Box<Pending>)],
    ) -> Result<Head, (Option<usize>, StoreError)> {
        let mut seal: Seal = self.head.seal;
        let mut head = self.head;
        for (at, (_, one)) in pending.iter_mut().enumerate() {
            seal = one
                .write(self.engine.as_mut(), &self.keys, seal)
                .map_err(|error| (Some(at), error))?;
            if let Some(appended) = one.appended() {
                head = Head {
                    position: appended.last_position,
                    seal,
                    recorded_at: appended.recorded_at,
                };
            }
        }
        self.engine
            .execute(
                Statement::SetMeta,
                &[Cell::Text(READ_MODELS_AT), Cell::from(head.position)],
            )
            .map_err(|error| (None, error))?;
        Ok(head)
    }
}

/// Notes what became of the command at this place of the group.
fn tell(outcomes: &mut [Option<Outcome>], place: usize, outcome: Outcome) {
    if let Some(slot) = outcomes.get_mut(place) {
        *slot = Some(outcome);
    }
}
