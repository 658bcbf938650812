//! What an authority sets for its own pages.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use store::Session;

use crate::documents::Format;
use crate::telling::Mail;
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
    /// How many connections there may be at once. More wait at the door.
    pub connections: usize,
    /// How many of them from one address, where no proxy stands before the pages. More are
    /// closed.
    pub connections_of_an_address: usize,
    /// How long the head of a request may take, from the connection or the last answer on:
    /// so long may a connection be idle.
    pub head_within: SignedDuration,
    /// How long what is sent with a form may take, besides a second for each 4 KiB of it.
    pub body_within: SignedDuration,
    /// How long a browser may take nothing of what is sent to it.
    pub taken_within: SignedDuration,
    /// The largest form, in bytes.
    pub largest_form: usize,
    /// How long what was asked for may take once the program is told to stop.
    pub stop_within: SignedDuration,
    /// How many passwords are checked at once: each takes a processor and 19 MiB.
    pub passwords_at_once: usize,
    /// How many pages are made at once; more wait.
    pub pages_at_once: usize,
    /// How many entries of files that were opened are kept in memory for whoever opens them next:
    /// about 1.7 KiB each.
    pub entries_at_hand: usize,
    /// Who says who somebody is, where it is not the password kept here alone.
    pub provider: Option<IdentityProvider>,
    /// The mail server, where digests are sent.
    pub mail: Option<Mail>,
    /// What may be attached to what is recorded.
    pub documents: Documents,
    /// What returns may be brought to be checked.
    pub returns: Returns,
    /// Whether the program was told by name which practice book to use: then none comes into
    /// force by what is decided here.
    pub book_is_named: bool,
}

/// An identity provider (OpenID Connect), and what it is believed about.
#[derive(Clone)]
pub struct IdentityProvider {
    /// What people call it: *Sign in with Exampleshire*.
    pub title: String,
    /// Its address, as it calls itself.
    pub issuer: String,
    /// The name of the pages there.
    pub client_id: String,
    /// The secret between the two, where they have one.
    pub client_secret: Option<String>,
    /// The address of the pages, as browsers reach them, without a stroke at its end.
    pub pages: String,
    /// The claim that holds the name by which somebody has an account here.
    pub claim: String,
    /// What is asked for besides `openid`.
    pub scopes: Vec<String>,
    /// The certificates, as PEM, that are trusted in place of the machine's own.
    pub trusted: Option<Vec<u8>>,
    /// How often it is asked whether somebody is still who they were.
    pub check_every: SignedDuration,
    /// How long a session lasts where that cannot be asked, and the provider does not tell.
    pub unchecked_for: SignedDuration,
    /// Whether people may sign in with a password besides.
    pub passwords: bool,
    /// Who may in any case, for when the provider cannot be reached: sign-in names, in lower
    /// case.
    pub emergency: Vec<String>,
}

impl fmt::Debug for IdentityProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdentityProvider")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .field("pages", &self.pages)
            .field("claim", &self.claim)
            .finish_non_exhaustive()
    }
}

impl Default for IdentityProvider {
    /// Nobody's: the name is in `preferred_username`, asked about every ten minutes, believed
    /// for an hour where it cannot be asked, and nobody has a password.
    fn default() -> Self {
        Self {
            title: "your work account".to_owned(),
            issuer: String::new(),
            client_id: String::new(),
            client_secret: None,
            pages: String::new(),
            claim: "preferred_username".to_owned(),
            scopes: vec!["profile".to_owned()],
            trusted: None,
            check_every: SignedDuration::from_mins(10),
            unchecked_for: SignedDuration::from_hours(1),
            passwords: false,
            emergency: Vec::new(),
        }
    }
}

/// After how many times in which a session could not be checked it ends.
const UNCHECKED: i32 = 3;

impl Settings {
    /// Whether what a provider said when a session began is still believed: for as long as it
    /// is asked again, or need not be.
    pub(crate) fn still_believes(&self, session: &Session, now: Timestamp) -> bool {
        let Some(vouched) = &session.vouched else {
            return true;
        };
        let Some(provider) = &self.provider else {
            return false;
        };
        let longest = provider.check_every.saturating_mul(UNCHECKED);
        vouched.refresh.is_none() || now.duration_since(vouched.checked_at) < longest
    }

    /// Whether somebody may sign in by this name with a password.
    pub(crate) fn takes_password_of(&self, name: &str) -> bool {
        let provider = self.provider.as_ref();
        provider.is_none_or(|provider| {
            provider.passwords || provider.emergency.iter().any(|one| one == name)
        })
    }
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

/// What returns may be brought to be checked.
#[derive(Clone, Debug)]
pub struct Returns {
    /// How long the files of one return may be together, in bytes. They are in no memory, but in
    /// a file without a name, which is gone when the check is done.
    pub largest: usize,
    /// How many returns are taken in and checked at once; more wait.
    pub at_once: usize,
    /// How long what was found is kept.
    pub kept_for: SignedDuration,
}

impl Default for Returns {
    /// 256 MB, two at once, 90 days.
    fn default() -> Self {
        Self {
            largest: 256 << 20,
            at_once: 2,
            kept_for: SignedDuration::from_hours(90 * 24),
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
            connections: 2_000,
            connections_of_an_address: 500,
            head_within: SignedDuration::from_secs(30),
            body_within: SignedDuration::from_secs(30),
            taken_within: SignedDuration::from_secs(30),
            largest_form: 1024 * 1024,
            stop_within: SignedDuration::from_secs(20),
            passwords_at_once: 2,
            pages_at_once: 32,
            entries_at_hand: 1_000_000,
            provider: None,
            mail: None,
            documents: Documents::default(),
            returns: Returns::default(),
            book_is_named: false,
        }
    }
}
