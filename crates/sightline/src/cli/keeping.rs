//! What can be typed to keep the record: its head, its keys, whether it is what was written, what is
//! moved or disposed of.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Where the head is signed to when something was written.
#[derive(Debug, Args)]
pub struct Heads {
    /// Sign the head into this folder when all is written. It should lie where whoever
    /// can change the record cannot change what lies there.
    #[arg(long, env = "SIGHTLINE_HEADS", value_name = "DIR")]
    pub heads: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Dispose {
    /// The child, by the authority's own identifier.
    #[arg(long, value_name = "ID")]
    pub child: String,
    /// Why: the rule of retention, and when it ran out. It names no child.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Who decided it.
    #[arg(long, value_name = "PERSON")]
    pub by: String,
    /// Who approved it: somebody else.
    #[arg(long, value_name = "PERSON")]
    pub approved_by: String,
    /// The file for the certificate.
    #[arg(long, value_name = "FILE")]
    pub certificate: PathBuf,
    #[command(flatten)]
    pub heads: Heads,
}

/// The key by which an export is opened.
#[derive(Debug, Args)]
pub struct Transfer {
    /// The file of the key that wraps the keys in the export. `export` makes it where it
    /// is not there. It travels apart from the folder.
    #[arg(long, value_name = "FILE")]
    pub transfer_key: PathBuf,
}

#[derive(Debug, Args)]
pub struct Verify {
    /// A signed head that was kept outside. May be said more than once.
    #[arg(long, value_name = "FILE")]
    pub against: Vec<PathBuf>,
    /// Check this backup in place of the record, with the master key of its time.
    #[arg(long, value_name = "DIR", conflicts_with = "against")]
    pub backup: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Head {
    /// Show it.
    Show,
    /// Sign it, and write that to a new file to be kept elsewhere.
    Sign {
        /// The file; or a folder, in which it is named after its position.
        #[arg(value_name = "FILE")]
        to: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub enum Keys {
    /// Which version, since when, and whether each opens. Tells no secret.
    Show,
    /// Make a new master key and a new recovery key; the ones before are good no more.
    Rotate {
        /// The file for the new master key.
        #[arg(long, value_name = "FILE")]
        new_key: PathBuf,
    },
    /// Have the master key again. The recovery key is read from standard input.
    Recover {
        /// The file for the master key.
        #[arg(long, value_name = "FILE")]
        new_key: PathBuf,
        /// Have the key that opens this backup, in place of that of the record.
        #[arg(long, value_name = "DIR")]
        backup: Option<PathBuf>,
    },
}
