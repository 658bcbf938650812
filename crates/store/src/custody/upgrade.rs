//! A ledger of the first format is given what it lacks: the table `ledger_key`, and a
//! key to sign its head with. Its entries are not touched.

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
    let done = engine
        .make_tables(sql::LEDGER_SINCE_2)
        .and_then(|()| LedgerKey::signing(&row.about, wrapping, now, randomness))
        .and_then(|key| key.keep(engine, LedgerKey::SIGNING, wrapping.version()))
        .and_then(|()| engine.execute(Statement::SetFormat, &[Cell::Int(sql::FORMAT)]))
        .and_then(|_| engine.commit());
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
