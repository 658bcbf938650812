//! An authority that was made, in a place of its own.

#![allow(dead_code, reason = "not every test that takes it in uses all of it")]

use std::sync::{Arc, OnceLock};

use example::{Made, Making, Scale};
use jiff::civil::{Date, date};
use practice::Book;
use record::{ByBook, Entry, Projector};
use store::{NoRandomness, Randomness, Reader, Store, StoreError};
use tempfile::TempDir;

use super::ENGINE;
use crate::Engine;

/// The day on which all of them are made.
pub const TODAY: Date = date(2026, 11, 20);

/// Chance that repeats from a seed (SplitMix64).
struct Repeating(u64);

impl Randomness for Repeating {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        for chunk in bytes.chunks_mut(8) {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let z = (z ^ (z >> 31)).to_le_bytes();
            chunk.copy_from_slice(&z[..chunk.len()]);
        }
        Ok(())
    }
}

/// The book of England, read once.
pub fn book() -> Arc<Book> {
    static BOOK: OnceLock<Arc<Book>> = OnceLock::new();
    let book = BOOK.get_or_init(|| Arc::new(Book::england().expect("the book is in order")));
    Arc::clone(book)
}

/// An authority that was made.
pub struct Authority {
    _folder: TempDir,
    pub store: Store,
    pub made: Made,
}

impl Authority {
    /// Of this size and seed, with what is derived worked out.
    pub fn of(scale: Scale, seed: u64) -> Self {
        let authority = Self::as_made(scale, seed);
        let projector: Arc<dyn Projector> = Arc::new(ByBook(book()));
        let rebuilt = authority.store.rebuild(&projector, |_, _| {});
        rebuilt.expect("what is derived is worked out");
        authority
    }

    /// The same, with nothing derived.
    pub fn as_made(scale: Scale, seed: u64) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = match ENGINE {
            Engine::Sqlite => Store::at(folder.path().join("data")),
            Engine::Postgresql => Store::named(&server_for_tests::fresh())
                .expect("an address")
                .with_key_file(folder.path().join("master.key")),
        };
        let making = Making {
            book: book(),
            scale,
            seed,
            today: TODAY,
            randomness: Box::new(Repeating(seed)),
        };
        let made = making.make(&store, |_, _| {}).expect("it is made");
        Self {
            _folder: folder,
            store,
            made,
        }
    }

    /// Reads it.
    pub fn reader(&self) -> Reader {
        self.store.open_reader().expect("it can be read")
    }

    /// The files of the children.
    pub fn children(&self) -> Vec<Vec<Entry>> {
        let mut reader = self.reader();
        let mut children = Vec::new();
        let each = reader.each_child::<StoreError>(|child| {
            children.push(child.subject);
            Ok(())
        });
        each.expect("the children");
        (children.into_iter())
            .map(|child| reader.file(child).expect("the file"))
            .collect()
    }
}
