//! Two files of the same person: laid side by side and merged with a reason, and parted again, with
//! what was recorded meanwhile assigned to one of the two.
//!
//! | what you look for | where it is |
//! |---|---|
//! | the other file looked up, both side by side, merged | [`merge`] |
//! | what is shown of each | [`side`] |
//! | parted again | [`part`] |
//! | what leads there from a file | [`links`] |

mod links;
mod merge;
mod part;
mod side;

pub(crate) use links::links;
pub(crate) use merge::{merge, take_merge};
pub(crate) use part::{part, take_parting};
