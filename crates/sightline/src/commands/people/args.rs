//! What can be typed after `worker`, `team`, `role` and `who-may`.

use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use record::may::Action;

/// Workers.
#[derive(Debug, Subcommand)]
pub enum Worker {
    /// Add a worker, with their first role.
    Add(Add),
    /// List the workers, with their roles today.
    List {
        /// Only of this team, by its name, its code or its identifier.
        #[arg(long, value_name = "TEAM")]
        team: Option<String>,
    },
    /// Record that a worker left: their roles end.
    Leave {
        /// The worker, by their name, number, e-mail address or identifier.
        #[arg(long, value_name = "WORKER")]
        worker: String,
        /// Their last day. Today, if not said.
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
    },
    /// Make made-up workers for every role, concerned with the children of an example. A
    /// real record refuses it.
    Examples,
}

/// A new worker.
#[derive(Debug, Args)]
pub struct Add {
    /// Their name.
    #[arg(long)]
    pub name: String,
    /// Their role.
    #[arg(long)]
    pub role: String,
    /// The team in which, by its name, its code or its identifier.
    #[arg(long, value_name = "TEAM")]
    pub team: Option<String>,
    /// The number of their registration with Social Work England, or the one that extracts
    /// have: what it names in children's files is theirs.
    #[arg(long)]
    pub number: Option<String>,
    /// Their e-mail address at work.
    #[arg(long)]
    pub email: Option<String>,
    /// The other organisation that they work for, where they do.
    #[arg(long, value_name = "NAME")]
    pub organisation: Option<String>,
    /// From what day. Today, if not said.
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
}

/// Teams.
#[derive(Debug, Subcommand)]
pub enum Team {
    /// Add a team.
    Add {
        /// Its name.
        #[arg(long)]
        name: String,
        /// The code under which extracts know it: what it names in children's files is theirs.
        #[arg(long)]
        code: Option<String>,
        /// The service that it is of.
        #[arg(long)]
        service: Option<String>,
        /// The other organisation that it is of, where it is.
        #[arg(long, value_name = "NAME")]
        organisation: Option<String>,
    },
    /// List the teams.
    List,
}

/// Roles.
#[derive(Debug, Subcommand)]
pub enum Role {
    /// Give a worker another role.
    Give {
        #[command(flatten)]
        which: WhichRole,
        /// From what day. Today, if not said.
        #[arg(long, value_name = "DATE")]
        from: Option<Date>,
        /// To what day, where that is known.
        #[arg(long, value_name = "DATE")]
        until: Option<Date>,
    },
    /// End a role of a worker.
    End {
        #[command(flatten)]
        which: WhichRole,
        /// Its last day. Today, if not said.
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
    },
}

/// A role of a worker.
#[derive(Debug, Args)]
pub struct WhichRole {
    /// The worker, by their name, number, e-mail address or identifier.
    #[arg(long, value_name = "WORKER")]
    pub worker: String,
    /// The role.
    #[arg(long)]
    pub role: String,
    /// The team in which, by its name, its code or its identifier.
    #[arg(long, value_name = "TEAM")]
    pub team: Option<String>,
}

/// Whether a worker may do something.
#[derive(Debug, Args)]
pub struct WhoMay {
    /// What: find, read, record, authorise, break-glass …
    pub action: Action,
    /// The worker, by their name, number, e-mail address or identifier.
    #[arg(long, value_name = "WORKER")]
    pub worker: String,
    /// The child in whose file, by the authority's own identifier. The organisation's own
    /// file, if not said.
    #[arg(long, value_name = "ID")]
    pub child: Option<String>,
    /// With which kind of record. The plain ones of that file, if not said.
    #[arg(long, value_name = "RECORD-TYPE")]
    pub record: Option<String>,
    /// At what time. Now, if not said.
    #[arg(long, value_name = "DATE|INSTANT", value_parser = crate::cli::moment)]
    pub as_at: Option<Timestamp>,
}
