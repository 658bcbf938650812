//! Deciding: what is sent for authorisation, returned with comments, authorised; what is
//! missing by the practice book, and what was let through although it was.
//!
//! | what you look for | where it is |
//! |---|---|
//! | where an entry stands, on its own page | [`standing`] |
//! | sending it | [`send`] |
//! | sending it for brothers and sisters at once | [`together`] |
//! | authorising or returning it | [`decide`] |
//! | *To authorise*, and what was let through | [`list`], [`listed`] |
//! | the entries written | [`write`] |

mod decide;
mod list;
mod listed;
mod send;
mod standing;
mod together;
mod waiting;
mod write;

pub(crate) use decide::{decide, take_decision};
pub(crate) use list::{export as export_waiting, to_authorise};
pub(crate) use send::{send, take_sending};
pub(crate) use standing::{notice_of_correction, standing};

use crate::reply::Stop;
use crate::visit::Visit;

/// How many records wait for this person to authorise them. No file is read for it.
pub(crate) fn waiting(visit: &mut Visit<'_>) -> Result<usize, Stop> {
    Ok(waiting::gather(visit, None)?.waiting.len())
}
