//! When workers were registered, as their own files say: kept for as long as nothing more is
//! written there, since every page of a child asks it of each worker whom the child has had.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use practice::book::qualified::Qualified;
use practice::{Book, Id};
use record::Casefile;
use record::qualified::{Span, registered};
use store::Reader;

use crate::reply::Stop;

/// Of how many workers it is kept before it is forgotten and begun again.
const KEPT: usize = 10_000;

/// Each worker's version of the file, and when the worker was registered by it.
type Known = HashMap<Id, (u64, Option<Vec<Span>>)>;

/// When workers were registered, by the version of the file that says so.
#[derive(Default)]
pub(crate) struct Registrations(Mutex<Known>);

impl Registrations {
    /// When this worker was; `None` where nothing of that is recorded.
    pub fn of(
        &self,
        reader: &mut Reader,
        (book, rule): (&Book, &Qualified),
        worker: Id,
    ) -> Result<Option<Vec<Span>>, Stop> {
        let version = reader.version_of(worker)?;
        let known = (self.known().get(&worker))
            .filter(|(of, _)| *of == version)
            .map(|(_, spans)| spans.clone());
        if let Some(spans) = known {
            return Ok(spans);
        }
        let file = reader.file(worker)?;
        let spans = registered(book, rule, &Casefile::fold(&file));
        let mut known = self.known();
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert(worker, (file.len() as u64, spans.clone()));
        Ok(spans)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
