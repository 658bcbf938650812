//! Connections to read by. Each page has one to itself while it is made.

use std::sync::{Mutex, PoisonError};

use store::{Reader, Store, StoreError};

/// The connections that are open and not in use.
pub(crate) struct Readers {
    store: Store,
    /// How many are kept open while nobody reads.
    kept: usize,
    free: Mutex<Vec<Reader>>,
}

impl Readers {
    /// Of a record: as many are kept open as there may be pages made at once, since to open one
    /// is to read where everything stands, or to be let in by a server.
    pub fn of(store: Store, kept: usize) -> Self {
        Self {
            store,
            kept,
            free: Mutex::new(Vec::new()),
        }
    }

    /// Does something with one of them, or with a new one where all are in use. One with
    /// which something went wrong is not used again.
    pub fn with<T, E: From<StoreError>>(
        &self,
        ask: impl FnOnce(&mut Reader) -> Result<T, E>,
        broken: impl FnOnce(&E) -> bool,
    ) -> Result<T, E> {
        let free = self.free().pop();
        let mut reader = free.map_or_else(|| self.store.open_reader(), Ok)?;
        let answer = ask(&mut reader);
        reader.let_go();
        if answer.as_ref().err().is_none_or(|error| !broken(error)) {
            let mut free = self.free();
            if free.len() < self.kept {
                free.push(reader);
            }
        }
        answer
    }

    /// One for whoever reads for long, beside those of the pages.
    pub fn own(&self) -> Result<Reader, StoreError> {
        self.store.open_reader()
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<Reader>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
