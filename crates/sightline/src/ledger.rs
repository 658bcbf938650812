//! Opening the record that was named.

use std::sync::Arc;

use anyhow::bail;
use practice::book::day_in_words;
use practice::{Book, Id};
use record::{ByBook, Casefile, ChildRow, Projector, disposal};
use store::{KeySource, Outside, Reader, RecoveryKey, Setup, Store, StoreError, Writer};

use crate::cli::Global;
use crate::edge::{MachineClock, MachineRandomness, NewIds};
use crate::show;

/// The record that was named.
pub fn store(global: &Global) -> Result<Store, StoreError> {
    let store = global.data.store(global.master_key.as_ref())?;
    Ok(match (&global.master_key, &global.master_key_command) {
        (None, Some(command)) => store.with_key(KeySource::Command(command.clone())),
        _ => store,
    })
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
    if example {
        return Ok(store.create(&setup, outside)?);
    }
    let recovery = RecoveryKey::new(&mut MachineRandomness)?;
    let writer = store.create_recoverable(&setup, outside, &recovery)?;
    show::recovery_key(&recovery);
    Ok(writer)
}

/// That there is a record where it was named.
pub fn is_there(global: &Global) -> anyhow::Result<()> {
    // Nothing is opened: whoever asks may have lost the key.
    if store(global)?.exists()? {
        return Ok(());
    }
    bail!(no_record(global))
}

/// What is said where there is no record.
fn no_record(global: &Global) -> String {
    format!(
        "there is no record in {}: take an extract in with `sightline import PATH`, or name where it is with --data",
        global.data
    )
}

/// Opens it for reading.
pub fn read(global: &Global) -> anyhow::Result<Reader> {
    match store(global)?.open_reader() {
        Err(StoreError::NoLedger { .. }) => bail!(no_record(global)),
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
    if let Some(child) = found.into_iter().next() {
        return Ok(child);
    }
    if let Some(disposed) = disposed(reader, id)? {
        bail!("{disposed}");
    }
    bail!(
        "no child in this record has the identifier {id}: check it, or look among what was set aside with `sightline set-aside --child {id}`"
    )
}

/// That the file of this identifier – the record's own, random one – was disposed of,
/// when and by whose decision; `None` where it was not.
fn disposed(reader: &mut Reader, id: &str) -> anyhow::Result<Option<String>> {
    let Ok(file) = id.parse::<Id>() else {
        return Ok(None);
    };
    let own = Casefile::fold(&reader.file(reader.about().organisation)?);
    Ok(disposal::of(&own, file).map(|fact| {
        let said = |field| fact.text(field).unwrap_or("not recorded");
        let on = said("disposed_on");
        format!(
            "the file {file} was disposed of on {}: {} (decided by {}, approved by {}; entry {})",
            on.parse().map_or_else(|_| on.to_owned(), day_in_words),
            said("reason"),
            said("decided_by"),
            said("approved_by"),
            fact.id
        )
    }))
}
