//! A ledger of an earlier format is given what it lacks: one of the first the table
//! `ledger_key`, and a key to sign its head with; one of the second the desks, and their key; one of the
//! third the tables of documents; one of the fourth that of what somebody has been told.
//! Its entries are not touched.

use crate::engine::{Cell, Engine};
use crate::error::StoreError;
use crate::keys::Wrapping;
use crate::outside::Randomness;
use crate::sql::{self, Statement};

use super::row::{LedgerKey, LedgerRow};

/// Brings the ledger's tables to the present format, in one transaction.
pub(crate) fn upgrade(
    engine: &mut dyn Engine,
    row: &mut LedgerRow,
    wrapping: &Wrapping,
    now: i64,
    randomness: &mut dyn Randomness,
) -> Result<(), StoreError> {
    if row.format >= sql::FORMAT {
        return Ok(());
    }
    engine.begin()?;
    let done =
        in_transaction(engine, row, wrapping, now, randomness).and_then(|()| engine.commit());
    match done {
        Ok(()) => {
            row.format = sql::FORMAT;
            Ok(())
        }
        Err(error) => {
            engine.rollback();
            Err(error)
        }
    }
}

fn in_transaction(
    engine: &mut dyn Engine,
    row: &LedgerRow,
    wrapping: &Wrapping,
    now: i64,
    randomness: &mut dyn Randomness,
) -> Result<(), StoreError> {
    let version = wrapping.version();
    if row.format < 2 {
        engine.make_tables(sql::LEDGER_SINCE_2)?;
        let signing = LedgerKey::signing(&row.about, wrapping, now, randomness)?;
        signing.keep(engine, LedgerKey::SIGNING, version)?;
    }
    if row.format < 3 {
        engine.make_tables(sql::LEDGER_SINCE_3)?;
        let desk = LedgerKey::desk(&row.about, wrapping, now, randomness)?;
        desk.keep(engine, LedgerKey::DESK, version)?;
    }
    if row.format < 4 {
        engine.make_tables(sql::LEDGER_SINCE_4)?;
    }
    if row.format < 5 {
        engine.make_tables(sql::LEDGER_SINCE_5)?;
    }
    engine.execute(Statement::SetFormat, &[Cell::Int(sql::FORMAT)])?;
    Ok(())
}
