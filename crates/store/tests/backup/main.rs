//! A backup of a record, taken while others write to it, and restored: over both engines,
//! from each to each.
//!
//! RE-2 and LE-14 again: what was backed up is what was recorded, or is refused.

mod given;
mod keys;
mod old;
mod refused;
mod taken;
