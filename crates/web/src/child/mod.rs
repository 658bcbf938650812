//! A child's file: read, asked, and as it was known.
//!
//! Every page opens the file in one way ([`open`]): whether this person may, then the look
//! is kept durably, and only then is anything shown.

mod as_known;
mod beside;
mod duties;
mod duty;
mod entry;
mod family;
mod looks;
mod missing;
mod open;
mod overview;
mod returns;
mod timeline;
mod top;

pub(crate) use beside::together_with;
pub(crate) use duties::{due, duties, is_open, order, state_in_words};
pub(crate) use duty::duty;
pub(crate) use entry::{answers, entry};
pub(crate) use family::family;
pub(crate) use looks::looks;
pub(crate) use missing::missing;
pub(crate) use open::{File, open, open_other};
pub(crate) use overview::overview;
pub(crate) use returns::returns;
pub(crate) use timeline::{significant, timeline};
pub(crate) use top::{age, top};
