//! What every page is given: the record, the practice book, the time and chance.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;
use practice::{Book, Id, When};
use record::may::Permissions;
use store::{NoRandomness, Randomness, Reader, Store, Writer};
use tokio::sync::Semaphore;

use crate::administering::{Agencies, Trials};
use crate::at_hand::{Files, Workforce};
use crate::readers::Readers;
use crate::reply::Stop;
use crate::sealed::Sealer;
use crate::settings::Settings;
#[cfg(feature = "oidc")]
use crate::sign_in::provider::Provider;
use crate::telling::Bells;
use crate::watch::Watch;

/// The time, as it is told from outside.
pub type Now = Box<dyn Fn() -> Timestamp + Send + Sync>;

/// What an [`App`] is made of.
pub struct Parts {
    /// The record.
    pub store: Store,
    /// Its one writer.
    pub writer: Writer,
    /// The practice book.
    pub book: Arc<Book>,
    /// Who may do what, by that book.
    pub permissions: Permissions,
    /// The time.
    pub now: Now,
    /// Chance, fit for keys.
    pub randomness: Box<dyn Randomness>,
    /// How long a session lasts, and the like.
    pub settings: Settings,
}

/// How much is done at once; what comes above it waits for its turn.
pub(crate) struct Turns {
    pub pages: Semaphore,
    pub passwords: Semaphore,
    /// Forms that bring files, which are in memory until they are kept.
    pub files: Arc<Semaphore>,
    /// Returns that are brought to be checked.
    pub returns: Arc<Semaphore>,
    /// Digests: one round at a time.
    pub digests: Semaphore,
}

/// What every page is given.
pub struct App {
    pub(crate) readers: Readers,
    pub(crate) writer: Writer,
    pub(crate) book: Arc<Book>,
    pub(crate) permissions: Permissions,
    pub(crate) settings: Settings,
    pub(crate) sealer: Sealer,
    pub(crate) files: Files,
    pub(crate) workforce: Workforce,
    pub(crate) turns: Turns,
    pub(crate) watch: Watch,
    pub(crate) bells: Bells,
    #[cfg(feature = "oidc")]
    pub(crate) provider: Option<Provider>,
    /// When a practice book comes into force that is not yet.
    due: Mutex<Option<Date>>,
    pub(crate) trials: Trials,
    /// The organisations with which the authority works, as they were read last.
    pub(crate) agencies: Agencies,
    now: Now,
    randomness: Mutex<Box<dyn Randomness>>,
}

impl App {
    /// Of its parts.
    ///
    /// # Errors
    ///
    /// Where there is no randomness for the key of sealed addresses.
    pub fn new(parts: Parts) -> Result<Arc<Self>, NoRandomness> {
        let mut randomness = parts.randomness;
        let mut key = [0; 32];
        randomness.fill(&mut key)?;
        let app = Arc::new(Self {
            bells: Bells::new(&parts.book),
            readers: Readers::of(parts.store, parts.settings.pages_at_once),
            writer: parts.writer,
            book: parts.book,
            permissions: parts.permissions,
            turns: Turns {
                pages: Semaphore::new(parts.settings.pages_at_once),
                passwords: Semaphore::new(parts.settings.passwords_at_once),
                files: Arc::new(Semaphore::new(parts.settings.documents.at_once)),
                returns: Arc::new(Semaphore::new(parts.settings.returns.at_once)),
                digests: Semaphore::new(1),
            },
            watch: Watch::new(&parts.settings),
            #[cfg(feature = "oidc")]
            provider: Provider::of(&parts.settings),
            files: Files::of(parts.settings.entries_at_hand),
            settings: parts.settings,
            sealer: Sealer::new(&key),
            workforce: Workforce::default(),
            due: Mutex::new(None),
            trials: Trials::default(),
            agencies: Agencies::default(),
            now: parts.now,
            randomness: Mutex::new(randomness),
        });
        // A record that cannot be read now is told of by the first page.
        let due = app.read(|reader| {
            let own = reader.file(reader.about().organisation)?;
            // One that was due when the program began is not waited for: it did not pass.
            let today = When::Instant(app.now()).day();
            Ok(record::in_force::next(&own).filter(|from| *from > today))
        });
        app.comes_into_force(due.ok().flatten());
        Ok(app)
    }

    /// Says from what day another practice book is in force.
    pub(crate) fn comes_into_force(&self, from: Option<Date>) {
        let from = from.filter(|_| !self.settings.book_is_named);
        *self.due.lock().unwrap_or_else(PoisonError::into_inner) = from;
    }

    /// Whether a practice book is to come into force that was not when the program began: it is
    /// for whoever serves the pages to begin them anew.
    pub fn book_is_due(&self) -> bool {
        let due = *self.due.lock().unwrap_or_else(PoisonError::into_inner);
        due.is_some_and(|from| from <= When::Instant(self.now()).day())
    }

    /// The record's one writer, for whoever starts the pages and has to write beside them.
    pub fn writer(&self) -> &Writer {
        &self.writer
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// Does something with a connection to read by.
    pub(crate) fn read<T>(
        &self,
        ask: impl FnOnce(&mut Reader) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        self.readers
            .with(ask, |stop| matches!(stop, Stop::Store(_)))
    }

    /// Random bytes.
    pub(crate) fn random<const N: usize>(&self) -> Result<[u8; N], NoRandomness> {
        let mut bytes = [0; N];
        self.randomness
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill(&mut bytes)?;
        Ok(bytes)
    }

    /// A fresh identifier.
    pub(crate) fn new_id(&self) -> Result<Id, NoRandomness> {
        self.random().map(Id::from_bytes)
    }
}
