//! Rebuilding: the read models dropped, and made again from the entries.
//!
//! Page after page: while one page of files is written, the next are folded and read, so
//! that memory holds a few pages of entries and one file at most.

use std::ops::ControlFlow;

use practice::Id;
use record::{Entry, Projector};

use crate::engine::{Cell, Columns, Engine, Held, HeldMany, Many, Row};
use crate::error::StoreError;
use crate::flaw::Flaw;
use crate::joined;
use crate::keys::Keyring;
use crate::ledger::fold;
use crate::models::Rows;
use crate::parallel;
use crate::reader::{Opener, read_with_key};
use crate::sql::{self, Statement};
use crate::store::{self, READ_MODELS, READ_MODELS_AT, READ_MODELS_BY};

/// How many entries are read at a time.
const PAGE: u32 = 2048;

/// How many pages are read ahead for each thread: enough to fold while the tables are made
/// anew or the keys of people are written.
const AHEAD: usize = 8;

/// What was folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// How many entries.
    pub entries: u64,
    /// How many files they stand in.
    pub files: u64,
}

/// The columns of an entry and of its owner's key.
const WIDTH: usize = 18;

/// A page of whole files.
enum Page {
    /// Their entries, as they stand.
    Read(Held),
    /// What was folded, and what writes it.
    Folded(Box<Result<Folded, StoreError>>),
}

/// What was folded of a page.
struct Folded {
    rebuilt: Rebuilt,
    /// What writes it.
    rows: Vec<HeldMany>,
    /// The keys by which people are found: written apart, in their own order.
    keys: Vec<SearchKey>,
}

/// A key by which somebody is found, and who.
type SearchKey = (Vec<u8>, Id);

/// How many keys are gathered before they are written. They come in the order of files and
/// stand in the order of keys: written one by one, each would touch a page of its own.
const KEYS: usize = 400_000;

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
    let rebuilt = fold_all(engine, keys, projector, |entries| progress(entries, head))?;
    joined::refold(engine, keys, projector)?;
    for (key, value) in [
        (READ_MODELS, Cell::Int(sql::READ_MODELS_VERSION)),
        (READ_MODELS_AT, Cell::from(head)),
        (READ_MODELS_BY, Cell::Int(projector.mark())),
    ] {
        engine.execute(Statement::SetMeta, &[Cell::Text(key), value])?;
    }
    Ok(rebuilt)
}

/// Makes the tables anew and folds every file into them. The caller's thread reads and
/// writes; the others fold.
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
    let mut keys_of_people: Vec<SearchKey> = Vec::new();
    let fold = |page: &mut Page| page.fold(keys, projector);
    parallel::beside(fold, |line| {
        let mut to_read = Some(Place::default());
        fill(line, engine, &mut to_read)?;
        // The first pages are folded meanwhile.
        let same = store::meta(engine, READ_MODELS)? == sql::READ_MODELS_VERSION;
        engine.renew_tables(sql::READ_MODELS, same)?;
        engine.leave_indexes_out(sql::READ_MODELS)?;

        while let Some(page) = line.wait() {
            if let Page::Folded(folded) = page {
                let mut folded = (*folded)?;
                let rows: Vec<_> = folded.rows.iter().map(HeldMany::many).collect();
                engine.write(&rows)?;
                keys_of_people.append(&mut folded.keys);
                rebuilt.entries += folded.rebuilt.entries;
                rebuilt.files += folded.rebuilt.files;
                progress(rebuilt.entries);
            }
            fill(line, engine, &mut to_read)?;
            if keys_of_people.len() >= KEYS {
                write_keys(engine, &mut keys_of_people)?;
            }
        }
        write_keys(engine, &mut keys_of_people)?;
        engine.make_indexes(sql::READ_MODELS)?;
        Ok(rebuilt)
    })
}

/// Reads pages until there are so many ahead that the others have enough to fold.
fn fill(
    line: &parallel::Line<'_, Page>,
    engine: &mut dyn Engine,
    to_read: &mut Option<Place>,
) -> Result<(), StoreError> {
    let ahead = AHEAD * parallel::threads();
    while let Some(after) = to_read.take_if(|_| line.len() < ahead) {
        let (page, next) = read_page(engine, after)?;
        line.give(Page::Read(page));
        *to_read = next;
    }
    Ok(())
}

/// A place in the order of files: the last entry of a file, or before the first.
type Place = Option<(Id, u64)>;

/// Reads the next page of whole files, and after which place to read on; `None` where
/// there is no more. A file longer than a page makes a longer one.
fn read_page(engine: &mut dyn Engine, after: Place) -> Result<(Held, Option<Place>), StoreError> {
    let (owner, version) = match &after {
        Some((owner, version)) => (Cell::from(owner), Cell::from(*version)),
        None => (Cell::Bytes(&[]), Cell::Int(0)),
    };
    let mut limit = PAGE;
    loop {
        let mut page = Held::of(WIDTH);
        let (mut last, mut whole) = (None, None);
        let cells = [owner, version, Cell::from(limit)];
        engine.each(Statement::Files, &cells, &mut |row| {
            let place = place(row)?;
            if let Some(end) = last.filter(|(owner, _)| *owner != place.0) {
                whole = Some((page.len(), end));
            }
            last = Some(place);
            page.push(row);
            Ok(ControlFlow::Continue(()))
        })?;
        if (page.len() as u64) < u64::from(limit) {
            return Ok((page, None));
        }
        // The last file may go on: it is read again, whole.
        if let Some((rows, end)) = whole {
            page.truncate(rows);
            return Ok((page, Some(Some(end))));
        }
        limit = limit.saturating_mul(2);
    }
}

/// Whose an entry is, and its place in that file.
fn place(row: &dyn Row) -> Result<(Id, u64), StoreError> {
    let mut columns = Columns::of("entry", row);
    columns.int("position")?;
    columns.id("id")?;
    Ok((columns.id("owner")?, columns.count("owner_version")?))
}

impl Page {
    fn fold(&mut self, keys: &Keyring, projector: &dyn Projector) {
        if let Self::Read(entries) = self {
            let folded = fold_page(entries, keys, projector);
            *self = Self::Folded(Box::new(folded));
        }
    }
}

/// Opens the entries of whole files, and folds each file.
fn fold_page(
    entries: &Held,
    keys: &Keyring,
    projector: &dyn Projector,
) -> Result<Folded, StoreError> {
    let mut opener = Opener::new(keys);
    let (mut rows, mut file) = (Vec::new(), Vec::<Entry>::new());
    let mut fold_file = |file: &mut Vec<Entry>| {
        if let Some(owner) = file.first().map(|first| first.header.owner) {
            rows.push(fold(projector, owner, file)?);
            file.clear();
        }
        Ok::<(), StoreError>(())
    };
    for row in entries.rows() {
        let (entry, key) = read_with_key(&row)?;
        if file
            .last()
            .is_some_and(|last| last.header.owner != entry.owner)
        {
            fold_file(&mut file)?;
        }
        file.push(opener.open(entry, key)?);
    }
    fold_file(&mut file)?;
    Ok(Folded {
        rebuilt: Rebuilt {
            entries: entries.len() as u64,
            files: rows.len() as u64,
        },
        keys: rows.iter().flat_map(Rows::search_keys).collect(),
        rows: (Rows::write_anew(&rows.iter()).iter().map(HeldMany::from)).collect(),
    })
}

/// Writes the keys that were gathered, in their own order.
fn write_keys(engine: &mut dyn Engine, keys: &mut Vec<SearchKey>) -> Result<(), StoreError> {
    keys.sort_unstable();
    let cells = (keys.iter()).map(|(key, subject)| [Cell::Bytes(key), Cell::from(subject)]);
    engine.write(&[Many::of(Statement::NewSearchKey, cells)])?;
    keys.clear();
    Ok(())
}
