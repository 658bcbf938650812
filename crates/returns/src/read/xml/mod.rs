//! What the two XML readers share: a source that knows its place and lets nothing
//! grow without bound, and a walker that goes from element to element.

mod gathered;
mod path;
mod source;
mod walker;

pub(crate) use walker::{Piece, Walker};
