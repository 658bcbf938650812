//! A dry run writes into a record of its own, in a folder that goes when it ends: an
//! extract after another, or a child met again, is laid beside it as beside the real
//! one, and however many children there are take no memory.

use std::sync::Arc;

use practice::Id;
use record::derive::WhoIsWho;
use store::{Outside, Setup, Store};
use tempfile::TempDir;

use crate::edge::{MachineClock, MachineRandomness};

/// The record of a dry run, and the folder that it stands in.
pub fn record(organisation: Id) -> anyhow::Result<(TempDir, Store, store::Writer)> {
    let folder = tempfile::tempdir()?;
    let store = Store::at(folder.path().join("trial"));
    let setup = Setup {
        organisation,
        name: "A dry run".to_owned(),
        example: false,
    };
    let outside = Outside {
        clock: Box::new(MachineClock),
        randomness: Box::new(MachineRandomness),
        projector: Arc::new(WhoIsWho),
    };
    let writer = store.create(&setup, outside)?;
    Ok((folder, store, writer))
}
