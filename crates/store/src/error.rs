//! What can go wrong, and what to do about it.

use practice::Id;

use crate::flaw::Flaw;
use crate::outside::NoRandomness;

/// Every error of the store. Each says what happened, where, and what to do.
///
/// It can be copied, because one failure may have to be told to every command of
/// a group.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no database in the directory.
    #[error("there is no ledger in {dir}: create one, or name the directory that holds it")]
    NoLedger {
        /// The directory that was named.
        dir: String,
    },
    /// There is a database, but it is not a ledger.
    #[error(
        "the database in {dir} is not a Sightline ledger: name the directory that holds one, or restore it from a backup"
    )]
    NotALedger {
        /// The directory that was named.
        dir: String,
    },
    /// A ledger is there already.
    #[error("there is a ledger in {dir} already: a new one needs a directory of its own")]
    AlreadyThere {
        /// The directory that was named.
        dir: String,
    },
    /// The ledger was written by a newer version of the program.
    #[error(
        "the ledger in {dir} has format {found}, and this version reads up to {known}: use the newer version that wrote it"
    )]
    NewerFormat {
        /// The directory that was named.
        dir: String,
        /// The format found.
        found: i64,
        /// The newest format that is read here.
        known: i64,
    },
    /// The read models are of another version, or not in step with the ledger.
    #[error(
        "what is derived from the ledger in {dir} is of version {found} and stands at entry {at}, where version {known} at entry {head} is needed: rebuild it"
    )]
    ReadModelsOutOfStep {
        /// The directory that was named.
        dir: String,
        /// The version of the read models found.
        found: i64,
        /// The version that is needed.
        known: i64,
        /// The last entry that they take in.
        at: u64,
        /// The last entry of the ledger.
        head: u64,
    },
    /// The read models were made by another fold: another practice book, say.
    #[error(
        "what is derived from the ledger in {dir} was worked out with another practice book than the one in force: rebuild it"
    )]
    DerivedByAnother {
        /// The directory that was named.
        dir: String,
    },
    /// Another process is writing.
    #[error(
        "process {pid} is writing to the ledger in {dir}: wait until it has ended, or end it; reading is possible meanwhile"
    )]
    WriterHeld {
        /// The directory that was named.
        dir: String,
        /// The process that holds the ledger, as far as it could be read.
        pid: String,
    },
    /// A ledger that is not an example was given a clock of somebody's choosing.
    #[error(
        "the ledger in {dir} is not an example, and takes the machine's own clock alone: leave out the time that was given"
    )]
    NotTheMachinesClock {
        /// The directory that was named.
        dir: String,
    },
    /// The master key does not open the ledger.
    #[error(
        "the master key in {key_file} does not open this ledger: give the key that it was created with, or that the last rotation made (if it is that key, the ledger's own row was changed: restore the database from a backup)"
    )]
    WrongMasterKey {
        /// The key file.
        key_file: String,
    },
    /// There is no recovery key.
    #[error(
        "the ledger in {dir} has no recovery key: it is an example, was made before there were any, or was rotated without one; only the master key itself opens it"
    )]
    NoRecovery {
        /// The directory that was named.
        dir: String,
    },
    /// The recovery key is that of another ledger, or one that a rotation replaced.
    #[error(
        "this recovery key does not open this ledger: it is another ledger's, or a rotation of the master key has put a new one in its place"
    )]
    RecoveryDoesNotOpen,
    /// The master key cannot be read.
    #[error("the master key in {key_file} cannot be used: {why}")]
    KeyFile {
        /// The key file.
        key_file: String,
        /// Why, and what to do.
        why: String,
    },
    /// There is no randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),

    /// The file has moved on since it was read.
    #[error(
        "the file {owner} is at version {actual}, not at {expected}: read it again, decide again, and append to that"
    )]
    VersionConflict {
        /// The file.
        owner: Id,
        /// The version that the command was decided on.
        expected: u64,
        /// The version that the file has.
        actual: u64,
    },
    /// A command without an entry.
    #[error("nothing was given to append to the file {owner}")]
    NothingToAppend {
        /// The file.
        owner: Id,
    },
    /// A command for one file holds an entry of another.
    #[error(
        "the command for the file {owner} holds the entry {entry} of the file {other}: give each file a command of its own"
    )]
    AnotherOwner {
        /// The command's file.
        owner: Id,
        /// The entry.
        entry: Id,
        /// The entry's file.
        other: Id,
    },
    /// Of commands that are written together, two are for one file.
    #[error(
        "two commands for the file {owner} were given to be written together: give what belongs in one file in one command"
    )]
    FileTwice {
        /// The file.
        owner: Id,
    },
    /// The identifier names an entry of this file that says something else.
    #[error(
        "the entry {entry} stands in the file {owner} already, and not as it was given now: give the new one an identifier of its own"
    )]
    IdTaken {
        /// The file.
        owner: Id,
        /// The identifier.
        entry: Id,
    },
    /// The file that came with the command is not the file in the ledger.
    #[error(
        "what was given as the file {owner} at version {version} is not what stands in the ledger: read it again"
    )]
    AnotherFile {
        /// The file.
        owner: Id,
        /// The version it was said to be at.
        version: u64,
    },
    /// The owner's key was destroyed, and the file is closed for ever.
    #[error("the key of the file {owner} has been destroyed, and nothing can be added to it")]
    KeyDestroyed {
        /// The file.
        owner: Id,
    },
    /// There is no such file.
    #[error("no file of this ledger is {owner}")]
    NoFile {
        /// The file.
        owner: Id,
    },
    /// The organisation's own file cannot be disposed of.
    #[error(
        "{owner} is the organisation's own file, which says what the ledger is and is never disposed of"
    )]
    OwnFile {
        /// The file.
        owner: Id,
    },
    /// The worker has an account already.
    #[error("the worker {worker} has an account already: change that one")]
    AccountThere {
        /// The worker.
        worker: Id,
    },
    /// The sign-in name is that of another account.
    #[error(
        "the sign-in name that the worker {worker} was to have is another account's: choose another"
    )]
    SignInTaken {
        /// The worker who was to have it.
        worker: Id,
    },
    /// The worker has no account.
    #[error("the worker {worker} has no account: make one")]
    NoAccount {
        /// The worker.
        worker: Id,
    },
    /// The account was changed since it was read.
    #[error(
        "the account of the worker {worker} is at version {actual}, not at {expected}: read it again, and change that"
    )]
    AccountMovedOn {
        /// The worker.
        worker: Id,
        /// The version that was to be changed.
        expected: u64,
        /// The version that is kept.
        actual: u64,
    },
    /// The draft was kept by somebody else since it was read, or dropped.
    #[error(
        "the draft {draft} is at version {actual}, not at {expected} (0: it is not there): read it again, or keep what was typed as a new one"
    )]
    DraftMovedOn {
        /// The draft.
        draft: Id,
        /// The version that was to be followed.
        expected: u64,
        /// The version that is kept; 0 where there is none.
        actual: u64,
    },
    /// The fold of the file failed.
    #[error("the file {owner} was not appended to, because its derived rows cannot be kept: {why}")]
    Projection {
        /// The file.
        owner: Id,
        /// Why.
        why: String,
    },
    /// The database refused the rows of one command.
    #[error("the database refused the rows of a command, which was not written: {why}")]
    Refused {
        /// Why, in the database's words.
        why: String,
    },
    /// The database holds a row already that a command would write.
    #[error("the database holds a row of a command already, which was not written: {why}")]
    Clash {
        /// Why, in the database's words.
        why: String,
    },
    /// Other transactions kept getting in the way.
    #[error(
        "other transactions in {dir} kept getting in the way ({why}), and nothing was written: try again"
    )]
    Conflicted {
        /// The database that was named.
        dir: String,
        /// Why, in the database's words.
        why: String,
    },
    /// The writer has stopped.
    #[error("the writer of this ledger has stopped: open it again")]
    WriterStopped,

    /// What was named is meant to be the address of a server, and is none.
    #[error(
        "the address of the database is not usable, since {why}: write it as postgres://user@host:port/database?schema=name"
    )]
    Address {
        /// Why not.
        why: String,
    },
    /// A ledger on a server keeps its master key elsewhere, and it was not said where.
    #[error(
        "the record in {dir} needs its master key in a file of its own: name the file with --master-key FILE"
    )]
    KeyFileNeeded {
        /// The database that was named.
        dir: String,
    },
    /// The server cannot be reached.
    #[error(
        "the database server of {dir} cannot be reached ({why}), and nothing was written: see that it runs and that the address is right, and try again"
    )]
    Unreachable {
        /// The database that was named.
        dir: String,
        /// What was tried and failed.
        why: String,
    },
    /// The connection was lost while the server was keeping what was written.
    #[error(
        "the connection to {dir} was lost while it was keeping what was written ({why}), and it does not answer: do the same again when it does; what it has kept is not kept twice"
    )]
    Unconfirmed {
        /// The database that was named.
        dir: String,
        /// What was tried and failed.
        why: String,
    },
    /// The server does not let this user in, or not do that.
    #[error(
        "the database server of {dir} refuses: {why}. Give the right user, database and password, or give that user its rights"
    )]
    NotLetIn {
        /// The database that was named.
        dir: String,
        /// What the server said.
        why: String,
    },
    /// The way to the server cannot be encrypted as was asked.
    #[error(
        "there is no safe connection to {dir} ({why}): name the server as its certificate does, and with sslrootcert=FILE who signed it; sslmode says what is asked for"
    )]
    Encryption {
        /// The database that was named.
        dir: String,
        /// Why not.
        why: String,
    },
    /// The server is not set up as the ledger needs it.
    #[error("the database server of {dir} has {setting} = {is}, where {wanted} is needed: set it")]
    Setting {
        /// The database that was named.
        dir: String,
        /// The setting.
        setting: &'static str,
        /// What it is.
        is: String,
        /// What is needed.
        wanted: &'static str,
    },
    /// Another process has taken the right to write.
    #[error(
        "process {pid} has taken the right to write to {dir}, while this one had lost its connection: nothing was written; open it again when that process has ended"
    )]
    RightLost {
        /// The database that was named.
        dir: String,
        /// The process that has taken it.
        pid: String,
    },
    /// The server broke off, because it took too long.
    #[error(
        "the database server of {dir} broke off what took too long: try again when it has less to do"
    )]
    TookTooLong {
        /// The database that was named.
        dir: String,
    },
    /// There is no room.
    #[error("the disk that holds {dir} is full, and nothing was written: make room and try again")]
    DiskFull {
        /// The directory that was named.
        dir: String,
    },
    /// The database cannot be written to.
    #[error("the database in {dir} may only be read: give this user the right to write there")]
    ReadOnly {
        /// The directory that was named.
        dir: String,
    },
    /// The database cannot be opened.
    #[error(
        "the database in {dir} cannot be opened: this user needs the right to read it, and to write in that directory, where a log is kept while it is in use"
    )]
    CannotOpen {
        /// The directory that was named.
        dir: String,
    },
    /// Another program holds the database.
    #[error(
        "another program holds the database in {dir} and did not let go: end it (a backup, or a database shell) and try again"
    )]
    Locked {
        /// The directory that was named.
        dir: String,
    },
    /// The database file itself is damaged.
    #[error("the database in {dir} is damaged ({why}): restore it from a backup")]
    Damaged {
        /// The directory that was named.
        dir: String,
        /// What the database said.
        why: String,
    },
    /// Any other error of the database.
    #[error("the database in {dir} failed: {why}")]
    Database {
        /// The directory that was named.
        dir: String,
        /// What the database said.
        why: String,
    },
    /// Another document has this identifier.
    #[error("another document has the identifier {document}: attach it under a new one")]
    DocumentThere {
        /// The document.
        document: Id,
    },
    /// An entry attaches a document that is not kept, or not whole, or another.
    #[error("the document {document} is not kept as it was to be attached: attach it again")]
    NotAttached {
        /// The document.
        document: Id,
    },
    /// A piece of a document is none of it, or not as long as it has to be.
    #[error("{place} is no piece of the document {document}, or not all of it: attach it again")]
    NotAPiece {
        /// The document.
        document: Id,
        /// The place of the piece.
        place: u64,
    },
    /// An export is not what was written, or cannot be taken here.
    #[error("{path} cannot be taken: {why}; nothing of it was kept")]
    Export {
        /// The file, with the line where there is one.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// A file that is never written over is there.
    #[error("{path} is there already and is not written over: name another file")]
    FileThere {
        /// The file.
        path: String,
    },
    /// A file or folder could not be made, read or written.
    #[error("{path} could not be {done}: {why}")]
    File {
        /// The file.
        path: String,
        /// What was tried: `read`, `written`, `made`.
        done: &'static str,
        /// What the operating system said.
        why: String,
    },

    /// A row does not hold what its table says.
    #[error(
        "a row of the table {table} has no usable {column}: verify the ledger; a derived table can be rebuilt"
    )]
    Unreadable {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// The body of an entry does not open with its owner's key.
    #[error("the body of entry {position} does not open with its owner's key: verify the ledger")]
    BodyUnreadable {
        /// The entry.
        position: u64,
    },
    /// The chain does not hold.
    #[error(
        "the ledger does not hold from entry {position} on: {why}. It was changed behind the program's back: keep this copy as evidence, and restore a backup"
    )]
    Broken {
        /// The first position that does not hold.
        position: u64,
        /// Why it does not.
        why: Flaw,
    },
}

impl StoreError {
    /// Whether it concerns one command alone, so that the rest of its group may
    /// still be written.
    pub(crate) fn is_of_one_command(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. } | Self::Projection { .. } | Self::Clash { .. }
        )
    }

    /// Whether it concerns one set of notes alone, likewise.
    pub(crate) fn is_of_one_set(&self) -> bool {
        self.is_of_one_command()
            || matches!(
                self,
                Self::AccountThere { .. }
                    | Self::SignInTaken { .. }
                    | Self::NoAccount { .. }
                    | Self::AccountMovedOn { .. }
                    | Self::DraftMovedOn { .. }
                    | Self::DocumentThere { .. }
                    | Self::NotAttached { .. }
                    | Self::NotAPiece { .. }
                    | Self::KeyDestroyed { .. }
                    | Self::Unreadable { .. }
            )
    }

    /// Whether nothing was kept that is not found again when the connection stands again,
    /// so that the same may be tried once more.
    pub(crate) fn may_pass(&self) -> bool {
        self.is_of_the_connection() || matches!(self, Self::Conflicted { .. })
    }

    /// Whether the connection was lost.
    pub(crate) fn is_of_the_connection(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Unconfirmed { .. })
    }
}
