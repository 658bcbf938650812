//! Custody of the keys: what the ledger's own rows keep of them, how they are wrapped
//! anew, recovered and told of, and the signing of the head.

mod recover;
mod rotate;
mod row;
mod sign;
mod upgrade;

pub(crate) use recover::recover;
pub use rotate::Rotated;
pub(crate) use rotate::read_key;
pub(crate) use row::{LedgerKey, LedgerRow};
pub use sign::KeysShown;
pub(crate) use upgrade::upgrade;
