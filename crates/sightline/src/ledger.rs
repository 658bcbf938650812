//! Opening the record that was named.

use std::sync::Arc;

use anyhow::{anyhow, bail};
use practice::Book;
use record::{ByBook, ChildRow, Projector};
use store::{Outside, Reader, Setup, Store, StoreError, Writer};

use crate::cli::Global;
use crate::edge::{MachineClock, MachineRandomness, NewIds};

/// The record that was named.
pub fn store(global: &Global) -> Result<Store, StoreError> {
    global.data.store(global.master_key.as_ref())
}

/// The fold by this book.
pub fn projector(book: &Arc<Book>) -> Arc<dyn Projector> {
    Arc::new(ByBook(Arc::clone(book)))
}

/// Opens it for writing, and makes it where there is none.
pub fn write(
    global: &Global,
    book: &Arc<Book>,
    organisation: &str,
    example: bool,
) -> anyhow::Result<Writer> {
    let store = store(global)?;
    let outside = Outside {
        clock: Box::new(MachineClock),
        randomness: Box::new(MachineRandomness),
        projector: projector(book),
    };
    if store.exists()? {
        let writer = store.open_writer(outside)?;
        if example && !store.open_reader()?.about().example {
            bail!(
                "{} holds a real record, which cannot become an example: name another place with --data",
                global.data
            );
        }
        return Ok(writer);
    }
    global.data.refuse_a_file()?;
    let setup = Setup {
        organisation: NewIds::default().next()?,
        name: organisation.to_owned(),
        example,
    };
    Ok(store.create(&setup, outside)?)
}

/// Opens it for reading.
pub fn read(global: &Global) -> anyhow::Result<Reader> {
    match store(global)?.open_reader() {
        Err(StoreError::NoLedger { .. }) => bail!(
            "there is no record in {}: take an extract in with `sightline import PATH`, or name where it is with --data",
            global.data
        ),
        opened => Ok(opened?),
    }
}

/// Opens it for reading what was derived by this book.
pub fn read_derived(global: &Global, book: &Arc<Book>) -> anyhow::Result<Reader> {
    let mut reader = read(global)?;
    if reader.derived_by()? != projector(book).mark() {
        bail!(
            "what is derived in {} was worked out with another practice book than the one in force: run `sightline rebuild`",
            global.data
        );
    }
    Ok(reader)
}

/// The child with this identifier. There is one at most: an identifier that comes
/// with another date of birth is set aside as doubtful.
pub fn child(reader: &mut Reader, id: &str) -> anyhow::Result<ChildRow> {
    let found = reader.children_with_authority_id(id)?;
    found.into_iter().next().ok_or_else(|| {
        anyhow!(
            "no child in this record has the identifier {id}: check it, or look among what was set aside with `sightline set-aside --child {id}`"
        )
    })
}
