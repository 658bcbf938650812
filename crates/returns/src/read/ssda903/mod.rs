//! Reads the looked after return (SSDA903), from CSV or from XML.
//!
//! [`Table`] and [`Column`] say what there is. [`CsvReader`] reads one table (the
//! reviews, say) row by row, [`XmlReader`] every table child by child, both into
//! [`Row`]s; [`Ssda903Return`] holds a whole return in memory, by child.

mod csv;
mod row;
mod tables;
mod views;
mod whole;
mod xml;

pub use csv::{CsvReader, ExtraColumn};
pub(crate) use csv::{Header, Match, Records};
pub use row::{Row, WrongWidth};
pub use tables::{Column, Table};
pub use views::{CellView, ChildView, RowView};
pub use whole::{Ssda903Return, TableRows};
pub use xml::{ChildRows, XmlReader};
