//! The writer: one thread that takes what has gathered, and commits it in one go.

use std::collections::HashSet;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread::{self, JoinHandle};

use super::command::{Appended, Command};
use super::commit::Ledger;
use crate::directory::WriterLock;
use crate::error::StoreError;

/// How many commands may wait before a caller waits too.
const QUEUE: usize = 512;
/// After how many entries a group is full.
const FULL: usize = 4096;

/// A command, and where to answer.
struct Job {
    command: Command,
    answer: SyncSender<Result<Appended, StoreError>>,
}

/// The one writer of a ledger. Any thread may use it.
///
/// When it is dropped, what was submitted is still written, and the right to write
/// is given back.
pub struct Writer {
    jobs: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
}

/// A command that was submitted, to be asked later what became of it.
#[must_use = "what became of the command is known only by waiting for it"]
pub struct Ticket {
    answer: Receiver<Result<Appended, StoreError>>,
}

impl Ticket {
    /// Waits until the command is durable, or refused.
    pub fn wait(self) -> Result<Appended, StoreError> {
        self.answer.recv().unwrap_or(Err(StoreError::WriterStopped))
    }
}

impl Writer {
    /// Starts the thread.
    pub(crate) fn start(ledger: Ledger, lock: Option<WriterLock>) -> Self {
        let (jobs, waiting) = sync_channel(QUEUE);
        let thread = thread::spawn(move || {
            let mut ledger = ledger;
            serve(&mut ledger, &waiting);
            drop(ledger);
            drop(lock);
        });
        Self {
            jobs: Some(jobs),
            thread: Some(thread),
        }
    }

    /// Appends, and waits until it is durable. A retry of the same entries is
    /// answered as appended already.
    pub fn append(&self, command: Command) -> Result<Appended, StoreError> {
        self.submit(command).wait()
    }

    /// Hands over a command without waiting until it is durable; waits only while
    /// too many are waiting. Commands of one file are written in the order in which
    /// one caller submits them.
    pub fn submit(&self, command: Command) -> Ticket {
        let (answer, ticket) = sync_channel(1);
        if let Some(jobs) = &self.jobs {
            // Should the thread have ended, the ticket says so.
            let _ = jobs.send(Job { command, answer });
        }
        Ticket { answer: ticket }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Commits group after group until nobody is left to submit.
fn serve(ledger: &mut Ledger, waiting: &Receiver<Job>) {
    let mut first = waiting.recv().ok();
    while let Some(job) = first.take() {
        let (group, left_over) = gather(job, waiting);
        let (commands, answers): (Vec<_>, Vec<_>) = group
            .into_iter()
            .map(|job| (job.command, job.answer))
            .unzip();
        for (answer, outcome) in answers.into_iter().zip(ledger.commit(commands)) {
            // Whoever does not wait for the answer does not need it.
            let _ = answer.send(outcome);
        }
        first = left_over.or_else(|| waiting.recv().ok());
    }
    ledger.engine.settle();
}

/// Takes what is waiting, up to a full group or to a second command of one file,
/// which must find the first one written; that one is left over.
fn gather(first: Job, waiting: &Receiver<Job>) -> (Vec<Job>, Option<Job>) {
    let mut owners = HashSet::from([first.command.owner]);
    let mut entries = first.command.drafts.len();
    let mut group = vec![first];
    while entries < FULL {
        match waiting.try_recv() {
            Ok(job) if owners.insert(job.command.owner) => {
                entries += job.command.drafts.len();
                group.push(job);
            }
            Ok(job) => return (group, Some(job)),
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
        }
    }
    (group, None)
}
