//! Files that were merged, or parted again: what is read together, and what an entry in one
//! changes in another. What it means is worked out by [`record::merge`], from entries alone; here
//! the files are brought together for it.

use std::collections::BTreeSet;

use practice::Id;
use record::merge::{self, Files};
use record::{Entry, Projection, Projector};

use crate::engine::{Cell, Columns, Engine, Row};
use crate::error::StoreError;
use crate::keys::Keyring;
use crate::ledger::fold;
use crate::models::Rows;
use crate::reader::{Opener, read_with_key};
use crate::sql::Statement;

/// The own entries of a file, in their order.
pub(crate) fn own(
    engine: &mut dyn Engine,
    keys: &Keyring,
    file: Id,
) -> Result<Vec<Entry>, StoreError> {
    let mut opener = Opener::new(keys);
    engine.all(Statement::File, &[Cell::from(&file)], |row| {
        let (stored, key) = read_with_key(row)?;
        opener.open(stored, key)
    })
}

/// The files that have to do with one by merging, as the read models tell it.
pub(crate) fn with(engine: &mut dyn Engine, file: Id) -> Result<BTreeSet<Id>, StoreError> {
    let mut found = BTreeSet::new();
    engine.each(Statement::JoinedWith, &[Cell::from(&file)], &mut |row| {
        found.extend(pair(row)?);
        Ok(std::ops::ControlFlow::Continue(()))
    })?;
    found.remove(&file);
    Ok(found)
}

/// The two files of a row.
pub(crate) fn pair(row: &dyn Row) -> Result<[Id; 2], StoreError> {
    let mut columns = Columns::of("joined", row);
    Ok([columns.id("subject")?, columns.id("other")?])
}

/// These files, and all that have to do with them by merging.
pub(crate) fn around(
    engine: &mut dyn Engine,
    keys: &Keyring,
    from: impl IntoIterator<Item = Id>,
) -> Result<Files, StoreError> {
    let mut files = Files::default();
    let mut to_read: Vec<Id> = from.into_iter().collect();
    while let Some(file) = to_read.pop() {
        if files.has(file) {
            continue;
        }
        let own = own(engine, keys, file)?;
        to_read.extend(merge::others(&own));
        to_read.extend(with(engine, file)?);
        files.insert(file, own);
    }
    Ok(files)
}

/// The rows of one of these files: none where it is merged into another.
pub(crate) fn rows(projector: &dyn Projector, files: &Files, file: Id) -> Result<Rows, StoreError> {
    match files.merged_into(file) {
        Some(_) => Rows::of(file, Projection::default()),
        None => fold(projector, file, &files.whole(file)),
    }
}

/// Writes the rows again of every file that has to do with another by merging, each of which was
/// folded alone.
pub(crate) fn refold(
    engine: &mut dyn Engine,
    keys: &Keyring,
    projector: &dyn Projector,
) -> Result<(), StoreError> {
    let pairs = engine.all(Statement::EachJoined, &[], pair)?;
    let mut left: BTreeSet<Id> = pairs.into_iter().flatten().collect();
    while let Some(first) = left.pop_first() {
        let files = around(engine, keys, [first])?;
        for file in files.ids().collect::<Vec<_>>() {
            left.remove(&file);
            let rows = rows(projector, &files, file)?;
            engine.write(&Rows::forget(&std::iter::once(&file)))?;
            engine.write(&Rows::write(&std::iter::once(&rows)))?;
        }
    }
    Ok(())
}
