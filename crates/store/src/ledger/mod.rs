//! Adding to the ledger: commands, committed in groups by one thread.

mod admit;
mod asked;
mod command;
mod commit;
mod pending;
mod together;
mod writer;

pub(crate) use admit::read_wrapped;
pub use command::{Appended, Command};
pub(crate) use commit::Ledger;
pub(crate) use pending::fold;
pub use writer::{Ticket, Writer};
