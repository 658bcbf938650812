//! The edge: the one place where the program asks the machine for the time and for
//! chance. Everything else is given both.

use jiff::Timestamp;
use practice::Id;
use store::{Clock, NoRandomness, Randomness};

/// The machine's own clock.
pub struct MachineClock;

impl Clock for MachineClock {
    fn now(&self) -> Timestamp {
        now()
    }

    fn is_machine(&self) -> bool {
        true
    }
}

/// The time now.
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The operating system's randomness.
pub struct MachineRandomness;

impl Randomness for MachineRandomness {
    #[expect(clippy::disallowed_methods, reason = "this is the edge")]
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        getrandom::fill(bytes).map_err(|error| NoRandomness(error.to_string()))
    }
}

/// Fresh identifiers, from a buffer of the operating system's randomness: an import
/// needs ten a child.
#[derive(Default)]
pub struct NewIds {
    left: Vec<[u8; 16]>,
}

impl NewIds {
    /// The next identifier.
    ///
    /// # Errors
    ///
    /// Where the operating system gives no randomness.
    pub fn next(&mut self) -> Result<Id, NoRandomness> {
        if self.left.is_empty() {
            let mut bytes = [0; 16 * 256];
            MachineRandomness.fill(&mut bytes)?;
            self.left = bytes.as_chunks().0.to_vec();
        }
        self.left
            .pop()
            .map(Id::from_bytes)
            .ok_or_else(|| NoRandomness("no bytes were given".to_owned()))
    }
}

/// Whether a clock that counts elapsed time is wanted: for benches alone.
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
pub fn stopwatch() -> std::time::Instant {
    std::time::Instant::now()
}

/// Log lines go to the error stream, as JSON: one line an event, with no name and no note.
pub fn log_to_the_error_stream() {
    // Where a test has set one before, that one stays.
    let _ = tracing_subscriber::fmt()
        .json()
        .with_writer(std::io::stderr)
        .try_init();
}

/// Comes when the program is told to stop: by the terminal or by a service manager.
pub async fn told_to_stop() {
    let terminal = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut manager) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminal => {}
                _ = manager.recv() => {}
            }
            return;
        }
    }
    let _ = terminal.await;
}

/// Comes each time the program is told to read its files again.
pub struct ReadAgain {
    #[cfg(unix)]
    told: Option<tokio::signal::unix::Signal>,
}

/// Listens for that, from now on.
pub fn told_to_read_again() -> ReadAgain {
    ReadAgain {
        #[cfg(unix)]
        told: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok(),
    }
}

impl ReadAgain {
    /// The next time.
    pub async fn comes(&mut self) {
        #[cfg(unix)]
        if let Some(told) = &mut self.told
            && told.recv().await.is_some()
        {
            return;
        }
        std::future::pending::<()>().await;
    }
}
