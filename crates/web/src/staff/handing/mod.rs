//! A child goes from one worker to another: why this worker, what speaks against it, the handover
//! that the next one reads and signs, and whoever has children and is not there.
//!
//! | what you look for | where it is |
//! |---|---|
//! | one child allocated, or somebody involved | [`allocate`] |
//! | why this worker and why now, and why all the same | [`asked`] |
//! | to whom a child can be given | [`choose`] |
//! | what speaks against giving a child to a worker | [`against`] |
//! | brothers and sisters who go together | [`along`] with one child, [`siblings`] of a list |
//! | the page on which several are given to others | [`page`]: its children [`lines`], its [`form`] |
//! | a handover, made from the file | [`made`] |
//! | the same, read and signed | [`read`], [`sign`] |
//! | to whom it is made out | [`made_out`] |
//! | workers who left or are away, with their children | [`uncovered`] |

pub(super) mod against;
pub(super) mod allocate;
mod along;
pub(super) mod asked;
pub(super) mod choose;
mod form;
mod lines;
pub(super) mod made;
mod made_out;
pub(super) mod page;
pub(super) mod read;
pub(super) mod siblings;
pub(crate) mod sign;
pub(super) mod uncovered;

/// What the next worker is told.
pub(super) const HANDOVER: &str = "handover";
/// That it was read.
pub(crate) const READ: &str = "handover-read";
/// What the last worker wants said.
pub(super) const WORDS: &str = "handover-words";
