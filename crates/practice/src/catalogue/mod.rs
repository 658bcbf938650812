//! A catalogue of duties, kept by others, laid beside the book: what is missing in
//! either, and what differs in number, unit or counting.

mod compare;
mod row;

pub use compare::{Compared, Differs, compare};
pub use row::{Asked, Catalogue, NotACatalogue, Row};
