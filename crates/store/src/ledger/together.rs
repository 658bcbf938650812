//! Commands that are written together or not at all: one to each of several files, in one
//! transaction, as one event of several children is recorded.

use std::collections::HashSet;

use super::admit::Admitted;
use super::command::{Appended, Command};
use super::commit::Ledger;
use super::pending::Pending;
use crate::error::StoreError;

/// How often they are tried.
const ATTEMPTS: u32 = 5;

impl Ledger {
    /// Appends commands, no two of one file, all of them or none; what was appended to each
    /// file, in their order. The same commands again are answered as appended already.
    pub fn commit_together(
        &mut self,
        mut commands: Vec<Command>,
    ) -> Result<Vec<Appended>, StoreError> {
        let mut files = HashSet::with_capacity(commands.len());
        // What one of them merges or parts is of two files.
        let mut twice = |command: &&Command| {
            command
                .touches()
                .into_iter()
                .any(|file| !files.insert(file))
        };
        if let Some(twice) = commands.iter().find(|command| twice(command)) {
            return Err(StoreError::FileTwice { owner: twice.owner });
        }
        let mut was_new = false;
        let mut attempt = 1;
        loop {
            let done = self
                .ready()
                .and_then(|()| self.attempt_together(&mut commands, &mut was_new));
            let error = match done {
                Ok(appended) => return Ok(appended),
                Err(error) => error,
            };
            self.unsure = true;
            // What clashes may have been written before, and is found so.
            let may_pass = error.may_pass() || matches!(error, StoreError::Clash { .. });
            if !may_pass || attempt == ATTEMPTS {
                return Err(match error {
                    StoreError::Clash { why } => StoreError::Refused { why },
                    error => error,
                });
            }
            attempt += 1;
        }
    }

    /// Tries once.
    fn attempt_together(
        &mut self,
        commands: &mut [Command],
        was_new: &mut bool,
    ) -> Result<Vec<Appended>, StoreError> {
        let recorded_at = self.now();
        let mut asked: Vec<&mut Command> = commands.iter_mut().collect();
        let mut pending: Vec<(usize, Box<Pending>)> = Vec::new();
        let mut already: Vec<Appended> = Vec::new();
        for (place, admitted) in self.admit(&mut asked, recorded_at)?.into_iter().enumerate() {
            match admitted? {
                Admitted::New(new) => pending.push((place, new)),
                Admitted::Already(appended) => already.push(appended),
            }
        }
        if pending.is_empty() {
            for appended in &mut already {
                appended.already = !*was_new;
            }
            return Ok(already);
        }
        if !already.is_empty() {
            // Some of them stand there and were not written with the others.
            let first = commands.iter().flat_map(|command| &command.drafts).next();
            return Err(
                first.map_or(StoreError::WriterStopped, |draft| StoreError::IdTaken {
                    owner: draft.owner,
                    entry: draft.id,
                }),
            );
        }
        *was_new = true;
        self.work_out(&mut pending);
        if let Some(error) = pending.iter().find_map(|(_, one)| one.failure()) {
            return Err(error);
        }
        self.engine.begin()?;
        let mut all: Vec<&mut Pending> = pending.iter_mut().map(|(_, one)| &mut **one).collect();
        let written = (self.write_rows(self.head, &mut all)).and_then(|head| self.keep(head));
        if written.is_err() {
            self.engine.rollback();
        }
        written?;
        let appended = pending.iter().map(|(_, one)| one.appended());
        appended
            .collect::<Option<Vec<_>>>()
            .ok_or(StoreError::WriterStopped)
    }
}
