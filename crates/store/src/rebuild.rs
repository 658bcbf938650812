//! Rebuilding: the read models dropped, and made again from the entries.
//!
//! File after file, so that memory holds a page of entries and one file at most.

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
const PAGE: u32 = 8192;

/// What was folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// How many entries.
    pub entries: u64,
    /// How many files they stand in.
    pub files: u64,
}

/// One file as it stands, and its rows once it has been folded.
struct File {
    entries: Vec<(Stored, Option<Wrapped>)>,
    rows: Option<Result<Rows, StoreError>>,
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

    let mut rebuilt = Rebuilt {
        entries: 0,
        files: 0,
    };
    let mut files: Vec<File> = Vec::new();
    loop {
        let more = read_page(engine, &mut files)?;
        // The last file of a page may go on in the next.
        let unfinished = if more { files.pop() } else { None };
        let units = files.iter().map(|file| file.entries.len()).sum();
        parallel::each(&mut files, units, |file| file.fold(keys, projector));
        let mut folded = Vec::with_capacity(files.len());
        for file in files.drain(..) {
            rebuilt.entries += file.entries.len() as u64;
            rebuilt.files += 1;
            if let Some(rows) = file.rows {
                folded.push(rows?);
            }
        }
        engine.write(&Rows::write(&folded.iter()))?;
        progress(rebuilt.entries, head);
        match unfinished {
            Some(file) => files.push(file),
            None => break,
        }
    }
    for (key, value) in [
        (READ_MODELS, Cell::Int(sql::READ_MODELS_VERSION)),
        (READ_MODELS_AT, Cell::from(head)),
        (READ_MODELS_BY, Cell::Int(projector.mark())),
    ] {
        engine.execute(Statement::SetMeta, &[Cell::Text(key), value])?;
    }
    Ok(rebuilt)
}

/// Reads the next page, after the last entry of the last of `files`; whether
/// there may be more.
fn read_page(engine: &mut dyn Engine, files: &mut Vec<File>) -> Result<bool, StoreError> {
    let last = files.last().and_then(|file| file.entries.last());
    let after = last.map(|(entry, _)| (entry.owner, entry.owner_version));
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
            Some(file) if file.is_of(&entry) => file.entries.push((entry, key)),
            _ => files.push(File {
                entries: vec![(entry, key)],
                rows: None,
            }),
        }
    }
    Ok(more)
}

impl File {
    fn is_of(&self, entry: &Stored) -> bool {
        self.entries
            .first()
            .is_some_and(|(first, _)| first.owner == entry.owner)
    }

    /// Opens its entries and folds them. The entries stay, to be counted.
    fn fold(&mut self, keys: &Keyring, projector: &dyn Projector) {
        let mut opener = Opener::new(keys);
        let file: Result<Vec<Entry>, _> = self
            .entries
            .iter()
            .map(|(entry, key)| opener.open(entry.clone(), key.clone()))
            .collect();
        self.rows = self
            .entries
            .first()
            .map(|(first, _)| file.and_then(|file| fold(projector, first.owner, &file)));
    }
}
