//! The writer: one thread that takes what has gathered, and commits it in one go.

use std::collections::HashSet;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use practice::Id;

use super::command::{Appended, Command};
use super::commit::Ledger;
use crate::desk::{Note, NoteSet, NoteTicket};
use crate::directory::WriterLock;
use crate::error::StoreError;

/// After how many entries and notes a group is full.
const FULL: usize = 4096;

/// Something to be done, and where to answer.
enum Job {
    /// A command to be appended.
    Append(Command, Answer<Appended>),
    /// Commands of several files, all to be appended or none.
    Together(Vec<Command>, Answer<Vec<Appended>>),
    /// Notes to be kept.
    Note(NoteSet, Answer<()>),
}

/// Where to say what became of something.
type Answer<T> = SyncSender<Result<T, StoreError>>;

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
    /// Starts the thread. So many may wait before a caller waits too.
    pub(crate) fn start(ledger: Ledger, lock: Option<WriterLock>, room: usize) -> Self {
        let (jobs, waiting) = sync_channel(room);
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

    /// Appends one command to each of several files, all of them or none, and waits until they
    /// are durable. A retry of the same is answered as appended already.
    pub fn append_together(&self, commands: Vec<Command>) -> Result<Vec<Appended>, StoreError> {
        let (answer, waiting) = sync_channel(1);
        if let Some(jobs) = &self.jobs {
            // Should the thread have ended, there is no answer.
            let _ = jobs.send(Job::Together(commands, answer));
        }
        waiting.recv().unwrap_or(Err(StoreError::WriterStopped))
    }

    /// Hands over a command without waiting until it is durable; waits only while
    /// too many are waiting. Commands of one file are written in the order in which
    /// one caller submits them.
    pub fn submit(&self, command: Command) -> Ticket {
        let (answer, ticket) = sync_channel(1);
        if let Some(jobs) = &self.jobs {
            // Should the thread have ended, the ticket says so.
            let _ = jobs.send(Job::Append(command, answer));
        }
        Ticket { answer: ticket }
    }

    /// Keeps notes, all of them or none, and waits until they are durable. A retry of the
    /// same is answered as kept.
    pub fn note(&self, notes: Vec<Note>) -> Result<(), StoreError> {
        self.submit_notes(notes).wait()
    }

    /// Hands over notes without waiting until they are durable; waits only while too many
    /// are waiting. What one caller submits, commands and notes, is done in that order: of
    /// nothing that is lost with the power does something later stay.
    pub fn submit_notes(&self, notes: Vec<Note>) -> NoteTicket {
        let (answer, ticket) = sync_channel(1);
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(Job::Note(NoteSet::new(notes), answer));
        }
        NoteTicket { answer: ticket }
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

/// What is committed in one go.
#[derive(Default)]
struct Group {
    commands: Vec<Command>,
    appended: Vec<Answer<Appended>>,
    notes: Vec<NoteSet>,
    noted: Vec<Answer<()>>,
    /// The files, accounts and drafts it is about.
    about: HashSet<Id>,
    size: usize,
}

/// Commits group after group until nobody is left to submit.
fn serve(ledger: &mut Ledger, waiting: &Receiver<Job>) {
    let mut first = waiting.recv().ok();
    while let Some(job) = first.take() {
        let left_over = match job {
            Job::Together(commands, answer) => {
                // Whoever does not wait for the answer does not need it.
                let _ = answer.send(ledger.commit_together(commands));
                None
            }
            job => {
                let (group, left_over) = gather(job, waiting);
                group.commit(ledger);
                left_over
            }
        };
        first = left_over.or_else(|| waiting.recv().ok());
    }
    ledger.engine.settle();
}

/// Takes what is waiting, up to a full group or to a second command of one file, or a second
/// note of one account or draft, which must find the first one written; that one is left
/// over. So are commands that are written together, which have a transaction of their own.
fn gather(first: Job, waiting: &Receiver<Job>) -> (Group, Option<Job>) {
    let mut group = Group::default();
    let mut next = Some(first);
    while let Some(job) = next.take() {
        if let Some(left_over) = group.take(job) {
            return (group, Some(left_over));
        }
        if group.size < FULL {
            next = waiting.try_recv().ok();
        }
    }
    (group, None)
}

impl Group {
    /// Takes something in; it is given back where it has to wait for the next group.
    fn take(&mut self, job: Job) -> Option<Job> {
        match job {
            Job::Append(command, answer) => {
                if !self.about.insert(command.owner) {
                    return Some(Job::Append(command, answer));
                }
                self.size += command.drafts.len();
                self.commands.push(command);
                self.appended.push(answer);
            }
            Job::Note(set, answer) => {
                if set.about().any(|id| self.about.contains(&id)) {
                    return Some(Job::Note(set, answer));
                }
                self.about.extend(set.about());
                self.size += set.notes.len().max(1);
                self.notes.push(set);
                self.noted.push(answer);
            }
            Job::Together(..) => return Some(job),
        }
        None
    }

    /// Commits it, and answers.
    fn commit(mut self, ledger: &mut Ledger) {
        let outcomes = ledger.commit(self.commands, &mut self.notes);
        // Whoever does not wait for the answer does not need it.
        for (answer, outcome) in self.appended.into_iter().zip(outcomes) {
            let _ = answer.send(outcome);
        }
        for (answer, set) in self.noted.into_iter().zip(self.notes) {
            let _ = answer.send(set.outcome());
        }
    }
}
