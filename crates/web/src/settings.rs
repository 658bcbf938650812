//! What an authority sets for its own pages.

use jiff::SignedDuration;

use crate::documents::Format;
use crate::watch::Allowance;

/// How long sessions last, and how the pages are reached.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name that a browser asks for in an authenticator, beside the person's own.
    pub service: String,
    /// After how long without a page a session ends.
    pub idle: SignedDuration,
    /// After how long it ends whatever is done.
    pub absolute: SignedDuration,
    /// How many wrong sign-ins in a row lock an account.
    pub tries: u32,
    /// For how long.
    pub locked_for: SignedDuration,
    /// Whether browsers reach the pages by HTTPS: by the program's own certificate or by a
    /// proxy's. Cookies are then sent by HTTPS alone.
    pub https: bool,
    /// Whether requests come through a proxy, which says from which address they came: it is
    /// believed then, and only then.
    pub behind_proxy: bool,
    /// How often somebody may try to sign in from one address. A whole office may have one.
    pub sign_ins_of_an_address: Allowance,
    /// How often somebody may try to sign in to one account.
    pub sign_ins_of_an_account: Allowance,
    /// How often a page may be asked for in one session.
    pub pages_of_a_session: Allowance,
    /// How long what was asked for may take once the program is told to stop.
    pub stop_within: SignedDuration,
    /// How many passwords are checked at once: each takes a processor and 19 MiB.
    pub passwords_at_once: usize,
    /// How many pages are made at once; more wait.
    pub pages_at_once: usize,
    /// What may be attached to what is recorded.
    pub documents: Documents,
}

/// What may be attached to what is recorded.
#[derive(Clone, Debug)]
pub struct Documents {
    /// What it may be, by its content.
    pub formats: Vec<Format>,
    /// How long one form's documents may be together, and each of them, in bytes.
    pub largest: usize,
    /// How many forms that bring documents are taken in at once. Each is in memory meanwhile.
    pub at_once: usize,
}

impl Default for Documents {
    /// Every format there is, 20 MB, four at once.
    fn default() -> Self {
        Self {
            formats: Format::ALL.to_vec(),
            largest: 20 << 20,
            at_once: 4,
        }
    }
}

impl Default for Settings {
    /// Half an hour idle, twelve hours at most, five tries, fifteen minutes.
    fn default() -> Self {
        Self {
            service: "Sightline".to_owned(),
            idle: SignedDuration::from_mins(30),
            absolute: SignedDuration::from_hours(12),
            tries: 5,
            locked_for: SignedDuration::from_mins(15),
            https: false,
            behind_proxy: false,
            sign_ins_of_an_address: Allowance {
                at_once: 120,
                every: SignedDuration::from_secs(1),
            },
            sign_ins_of_an_account: Allowance {
                at_once: 10,
                every: SignedDuration::from_secs(30),
            },
            pages_of_a_session: Allowance {
                at_once: 120,
                every: SignedDuration::from_millis(200),
            },
            stop_within: SignedDuration::from_secs(20),
            passwords_at_once: 2,
            pages_at_once: 32,
            documents: Documents::default(),
        }
    }
}
