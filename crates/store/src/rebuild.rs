//! Rebuilding: the read models dropped, and made again from the entries.
//!
//! Page after page: while one page of files is written, the next are folded and read, so
//! that memory holds a few pages of entries and one file at most.

use practice::Id;
use record::{Entry, Projector};

use crate::engine::{Cell, Engine};
use crate::error::StoreError;
use crate::flaw::Flaw;
use crate::keys::{Keyring, Wrapped};
use crate::ledger::fold;
use crate::models::Rows;
use crate::parallel;
use crate::reader::{Opener, read_with_key};
use crate::sql::{self, Statement};
use crate::store::{self, READ_MODELS, READ_MODELS_AT, READ_MODELS_BY};
use crate::stored::Stored;

/// How many entries are read at a time.
const PAGE: u32 = 2048;

/// What was folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// How many entries.
    pub entries: u64,
    /// How many files they stand in.
    pub files: u64,
}

/// One file.
enum File {
    /// Its entries as they stand, and their owner.
    Read(Id, Vec<(Stored, Option<Wrapped>)>),
    /// How many entries it has, and its rows.
    Folded(u64, Result<Rows, StoreError>),
}

/// Drops the read models and makes them again, in one transaction.
pub(crate) fn run(
    engine: &mut dyn Engine,
    keys: &Keyring,
    projector: &dyn Projector,
    progress: impl FnMut(u64, u64),
) -> Result<Rebuilt, StoreError> {
    engine.begin()?;
    let done = in_transaction(engine, keys, projector, progress)
        .and_then(|rebuilt| engine.commit().map(|()| rebuilt));
    if done.is_err() {
        engine.rollback();
    }
    done
}

/// Drops the read models and makes them again, in a transaction that is open.
pub(crate) fn in_transaction(
    engine: &mut dyn Engine,
    keys: &Keyring,
    projector: &dyn Projector,
    mut progress: impl FnMut(u64, u64),
) -> Result<Rebuilt, StoreError> {
    let head = store::head(engine)?.position;
    let known = u64::try_from(store::meta(engine, READ_MODELS_AT)?).unwrap_or(0);
    if known > head {
        // To rebuild over a ledger whose end was cut would hide that it was.
        return Err(StoreError::Broken {
            position: head + 1,
            why: Flaw::Cut { known },
        });
    }
    let same = store::meta(engine, READ_MODELS)? == sql::READ_MODELS_VERSION;
    engine.renew_tables(sql::READ_MODELS, same)?;

    let rebuilt = fold_all(engine, keys, projector, |entries| progress(entries, head))?;
    for (key, value) in [
        (READ_MODELS, Cell::Int(sql::READ_MODELS_VERSION)),
        (READ_MODELS_AT, Cell::from(head)),
        (READ_MODELS_BY, Cell::Int(projector.mark())),
    ] {
        engine.execute(Statement::SetMeta, &[Cell::Text(key), value])?;
    }
    Ok(rebuilt)
}

/// Folds every file. The caller's thread reads and writes; the others fold.
fn fold_all(
    engine: &mut dyn Engine,
    keys: &Keyring,
    projector: &dyn Projector,
    mut progress: impl FnMut(u64),
) -> Result<Rebuilt, StoreError> {
    let mut rebuilt = Rebuilt {
        entries: 0,
        files: 0,
    };
    let ahead = 2 * parallel::threads();
    let fold = |page: &mut Vec<File>| page.iter_mut().for_each(|file| file.fold(keys, projector));
    parallel::beside(fold, |line| {
        // The last file of a page may go on in the next.
        let (mut unfinished, mut more) = (None, true);
        loop {
            let folded = if more && line.len() < ahead {
                line.take()
            } else {
                let Some(page) = line.wait() else {
                    return Ok(rebuilt);
                };
                Some(page)
            };
            let Some(page) = folded else {
                let mut page = Vec::from_iter(unfinished.take());
                more = read_page(engine, &mut page)?;
                unfinished = if more { page.pop() } else { None };
                line.give(page);
                continue;
            };
            let mut folded = Vec::with_capacity(page.len());
            for file in page {
                if let File::Folded(entries, rows) = file {
                    rebuilt.entries += entries;
                    rebuilt.files += 1;
                    folded.push(rows?);
                }
            }
            engine.write(&Rows::write(&folded.iter()))?;
            progress(rebuilt.entries);
        }
    })
}

/// Reads the next page, after the last entry of the last of `files`; whether
/// there may be more.
fn read_page(engine: &mut dyn Engine, files: &mut Vec<File>) -> Result<bool, StoreError> {
    let after = match files.last() {
        Some(File::Read(owner, entries)) => {
            let last = entries.last().map(|(entry, _)| entry.owner_version);
            Some((*owner, last.unwrap_or(0)))
        }
        _ => None,
    };
    let (owner, version) = match &after {
        Some((owner, version)) => (Cell::from(owner), Cell::from(*version)),
        None => (Cell::Bytes(&[]), Cell::Int(0)),
    };
    let page = engine.all(
        Statement::Files,
        &[owner, version, Cell::from(PAGE)],
        read_with_key,
    )?;
    let more = page.len() as u64 == u64::from(PAGE);
    for (entry, key) in page {
        match files.last_mut() {
            Some(File::Read(owner, entries)) if *owner == entry.owner => entries.push((entry, key)),
            _ => files.push(File::Read(entry.owner, vec![(entry, key)])),
        }
    }
    Ok(more)
}

impl File {
    /// Opens its entries and folds them.
    fn fold(&mut self, keys: &Keyring, projector: &dyn Projector) {
        let Self::Read(owner, entries) = self else {
            return;
        };
        let owner = *owner;
        let count = entries.len() as u64;
        let mut opener = Opener::new(keys);
        let file: Result<Vec<Entry>, _> = (entries.drain(..))
            .map(|(entry, key)| opener.open(entry, key))
            .collect();
        *self = Self::Folded(count, file.and_then(|file| fold(projector, owner, &file)));
    }
}
