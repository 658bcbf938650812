//! What an authority sets for its own pages.

use jiff::SignedDuration;

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
    /// How many passwords are checked at once: each takes a processor and 19 MiB.
    pub passwords_at_once: usize,
    /// How many pages are made at once; more wait.
    pub pages_at_once: usize,
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
            passwords_at_once: 2,
            pages_at_once: 32,
        }
    }
}
