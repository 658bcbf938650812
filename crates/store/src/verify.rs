//! Verifying: whether the ledger is what was written, from the first entry to the
//! last.

use std::ops::ControlFlow;

use practice::Id;

use crate::attached::Documents;
use crate::custody::{LedgerKey, LedgerRow};
use crate::engine::{Cell, Columns, Engine, Unreadable};
use crate::error::StoreError;
use crate::flaw::Flaw;
use crate::head::{Head, SignedHead};
use crate::keys::{Keyring, Wrapped};
use crate::reader::Reader;
use crate::seal::Seal;
use crate::sql::Statement;
use crate::store::{self, READ_MODELS_AT};
use crate::stored::Stored;

/// How many entries are read at a time.
const PAGE: u32 = 2048;

/// A ledger that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many entries were verified.
    pub entries: u64,
    /// The last of them. Kept outside, it shows a cut end later.
    pub head: Head,
    /// How many documents were read, and are those that were attached.
    pub documents: u64,
    /// How many owners' keys were opened.
    pub keys: u64,
    /// How many files have no key, so that their bodies cannot be read: disposed
    /// of, or the key was taken away.
    pub without_key: u64,
}

impl Reader {
    /// Verifies every entry's place and seal, that every owner's key opens, and that each
    /// document is the one that its entry attached.
    /// With `against`, heads that were kept outside, also that the ledger is the one
    /// that had them, and has not been cut since.
    ///
    /// What does not hold is [`StoreError::Broken`], with the first position that
    /// does not. `progress` is told how many entries have been verified, and of
    /// how many.
    pub fn verify(
        &mut self,
        against: &[Head],
        mut progress: impl FnMut(u64, u64),
    ) -> Result<Verified, StoreError> {
        let format = self.format()?.unwrap_or(0);
        let engine = self.engine.as_mut();
        let known = known(engine)?;
        let mut at = 0;
        let mut documents = Documents::default();
        let head = walk(engine, &self.keys, against, &mut |stored| {
            documents.seen(stored);
            at += 1;
            if at % u64::from(PAGE) == 0 {
                progress(at, known.max(at));
            }
            Ok(())
        })?;
        progress(head.position, known.max(head.position));
        let keys = verify_keys(engine, &self.keys)?;
        let documents = documents.check(engine, format, &self.keys)?;
        let without_key = engine
            .first(Statement::OwnersWithoutKey, &[], |row| {
                Ok(Columns::of("owner_key", row).count("count")?)
            })?
            .unwrap_or(0);
        Ok(Verified {
            entries: head.position,
            head,
            documents,
            keys,
            without_key,
        })
    }

    /// Verifies, and that this is the ledger that signed these heads, each of which it
    /// still has.
    ///
    /// What does not hold is [`StoreError::Broken`]: the first entry that was changed,
    /// or else the first head that is of another ledger or signed by another key.
    pub fn verify_against(
        &mut self,
        heads: &[SignedHead],
        progress: impl FnMut(u64, u64),
    ) -> Result<Verified, StoreError> {
        let ledger = self.about().ledger;
        if let Some(other) = heads.iter().find(|signed| signed.ledger != ledger) {
            let ledger = other.ledger;
            return Err(broken(other.head.position, Flaw::AnotherLedger { ledger }));
        }
        let against: Vec<Head> = heads.iter().map(|signed| signed.head).collect();
        let verified = self.verify(&against, progress)?;
        let engine = self.engine.as_mut();
        let row = LedgerRow::read(engine, "this folder")?;
        let own = LedgerKey::read(engine, row.format, LedgerKey::SIGNING)?
            .map(|key| key.signer(&row.about, &self.keys.wrapping))
            .transpose()?
            .map(|signer| signer.public());
        match heads.iter().find(|signed| own != Some(signed.public)) {
            Some(signed) => Err(broken(signed.head.position, Flaw::AnotherKey)),
            None => Ok(verified),
        }
    }
}

/// The last position that the ledger itself knows to have been written.
fn known(engine: &mut dyn Engine) -> Result<u64, StoreError> {
    let known = store::meta(engine, READ_MODELS_AT)?;
    Ok(u64::try_from(known).unwrap_or(0))
}

/// Verifies the chain from the first entry to the last, and that it is not cut; each
/// entry that holds is handed over. The last of them.
pub(crate) fn walk(
    engine: &mut dyn Engine,
    keys: &Keyring,
    against: &[Head],
    take: &mut dyn FnMut(&Stored) -> Result<(), StoreError>,
) -> Result<Head, StoreError> {
    let mut chain = Chain {
        keys,
        against,
        head: Head::NONE,
    };
    loop {
        let before = chain.head.position;
        chain.page(engine, take)?;
        if chain.head.position < before + u64::from(PAGE) {
            break;
        }
    }
    let head = chain.head;
    let kept = against.iter().map(|head| head.position).max();
    let known = known(engine)?.max(kept.unwrap_or(0));
    if head.position < known {
        return Err(broken(head.position + 1, Flaw::Cut { known }));
    }
    Ok(head)
}

/// The chain, verified as far as `head`.
struct Chain<'v> {
    keys: &'v Keyring,
    against: &'v [Head],
    head: Head,
}

impl Chain<'_> {
    /// Verifies the next page.
    fn page(
        &mut self,
        engine: &mut dyn Engine,
        take: &mut dyn FnMut(&Stored) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        // From before the first position, so that nothing stands there unseen.
        let from = match self.head.position {
            0 => Cell::Int(i64::MIN),
            at => Cell::from(at + 1),
        };
        engine.each(Statement::Chain, &[from, Cell::from(PAGE)], &mut |row| {
            let expected = self.head.position + 1;
            let at = Columns::of("entry", row).int("position")?;
            place(expected, at)?;
            let stored = Stored::read(row).map_err(|Unreadable { column, .. }| {
                broken(expected, Flaw::Unreadable { column })
            })?;
            self.next(expected, &stored)?;
            take(&stored)?;
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Verifies the next entry.
    fn next(&mut self, position: u64, stored: &Stored) -> Result<(), StoreError> {
        let seal: Seal = stored.sealed(&self.keys.sealer, self.head.seal);
        if seal != stored.seal {
            return Err(broken(position, Flaw::Seal));
        }
        let mut named = self.against.iter().filter(|head| head.position == position);
        if named.any(|head| head.seal != seal) {
            return Err(broken(position, Flaw::NotTheHead));
        }
        self.head = Head {
            position,
            seal,
            recorded_at: stored.recorded_at().ok_or_else(|| {
                broken(
                    position,
                    Flaw::Unreadable {
                        column: "recorded_at",
                    },
                )
            })?,
        };
        Ok(())
    }
}

/// Positions count from 1 without a gap.
fn place(expected: u64, at: i64) -> Result<(), StoreError> {
    match u64::try_from(at) {
        Ok(at) if at == expected => Ok(()),
        Ok(next) if next > expected => Err(broken(expected, Flaw::Missing { next })),
        _ => Err(broken(expected, Flaw::BeforeTheFirst { at })),
    }
}

/// Every owner's key opens with the master key; how many there are.
pub(crate) fn verify_keys(engine: &mut dyn Engine, keys: &Keyring) -> Result<u64, StoreError> {
    let mut opened = 0;
    let mut failed: Option<Id> = None;
    engine.each(Statement::EachKey, &[], &mut |row| {
        let mut columns = Columns::of("owner_key", row);
        let owner = columns.id("owner")?;
        let wrapped = match (columns.array("nonce"), columns.bytes("wrapped")) {
            (Ok(nonce), Ok(hidden)) => Some(Wrapped {
                nonce,
                hidden: hidden.to_vec(),
            }),
            _ => None,
        };
        if wrapped.and_then(|key| keys.unwrap(&owner, key)).is_none() {
            failed = Some(owner);
            return Ok(ControlFlow::Break(()));
        }
        opened += 1;
        Ok(ControlFlow::Continue(()))
    })?;
    let Some(owner) = failed else {
        return Ok(opened);
    };
    let position = engine
        .first(Statement::FirstOfFile, &[Cell::from(&owner)], |row| {
            Ok(Columns::of("entry", row).count("position")?)
        })?
        .unwrap_or(0);
    Err(broken(position, Flaw::Key { owner }))
}

fn broken(position: u64, why: Flaw) -> StoreError {
    StoreError::Broken { position, why }
}
