//! What can be typed of the pages: the example authority, where they are served, who may sign in.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// The example authority.
#[derive(Debug, Args)]
pub struct Demo {
    /// How large: `small` has 300 open children and two years; `authority` 6,000 open
    /// children, 150,000 people and ten years.
    #[arg(long, value_enum, default_value_t = DemoScale::Small)]
    pub scale: DemoScale,
    /// Serve its pages there when it is made.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<std::net::SocketAddr>,
    /// What all chance in it follows from: the same number on the same day makes the same
    /// authority.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
}

/// How large an example authority is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DemoScale {
    /// A few families and three months, for tests.
    #[value(hide = true)]
    Tiny,
    Small,
    Authority,
}

/// Where pages are served.
#[derive(Debug, Default, Args)]
pub struct Serve {
    /// A configuration file: what can be typed here and more, as packaging/sightline.toml
    /// shows. What is typed goes before it.
    #[arg(long, env = "SIGHTLINE_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The address and port to listen on; 127.0.0.1:8080 where none is given.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<std::net::SocketAddr>,
    /// A proxy with HTTPS stands before it: cookies are sent by HTTPS alone, and browsers are
    /// told to ask for nothing else.
    #[arg(long)]
    pub behind_https: bool,
    /// The pages' own certificate, as PEM, followed by those that signed it: HTTPS without a
    /// proxy. It is read again when it changes, and at SIGHUP.
    #[arg(long, value_name = "FILE")]
    pub certificate: Option<PathBuf>,
    /// The private key of the certificate, as PEM.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Where browsers that ask by HTTP are led to HTTPS, with --certificate: 0.0.0.0:80.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub redirect_from: Option<std::net::SocketAddr>,
    /// Where those who run the program ask whether it lives (/live), whether it is ready
    /// (/ready) and what was counted (/metrics). No one signs in there, so let nobody else
    /// reach it.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub operations: Option<std::net::SocketAddr>,
    /// How many seconds what was asked for may take once the program is told to stop; 20
    /// where none is given.
    #[arg(long, value_name = "SECONDS")]
    pub stop_within: Option<u32>,
}

/// Who may sign in.
#[derive(Debug, Subcommand)]
pub enum Accounts {
    /// Let a worker sign in. A password for a start is printed once.
    Add {
        /// The worker's file, as `worker list` prints it.
        #[arg(long, value_name = "FILE")]
        worker: practice::Id,
        /// The name to sign in with.
        #[arg(long, value_name = "NAME")]
        sign_in: String,
    },
    /// Give somebody a new start who lost their password or their authenticator.
    Reset {
        /// The name to sign in with.
        sign_in: String,
    },
    /// Let somebody sign in no longer.
    Close {
        /// The name to sign in with.
        sign_in: String,
    },
    /// Every account.
    List,
    /// In an example record: an account for everybody who has none.
    Examples,
}
