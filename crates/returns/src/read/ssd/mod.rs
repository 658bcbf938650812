//! The Standard Safeguarding Dataset: its 48 tables, and reading them from CSV.
//!
//! | what you look for | where it is |
//! |---|---|
//! | the tables and columns, and what holds each | [`Table::ALL`], `tables/` |
//! | the form of these descriptions | `model.rs`, `describe.rs` |
//! | what may stand in a column, and how it is written | [`form`] |
//! | reading a table from CSV | [`CsvTable`] |
//! | telling a table by its columns | [`Header`] |

mod csv;
mod describe;
pub mod form;
mod header;
mod model;
mod tables;

pub use csv::{CsvRow, CsvTable};
pub use header::Header;
pub use model::{Column, Form, Held, How, Link, Owner, Part, Role, Says, Table, Worked};

impl Table {
    /// Every table, in the specification's order: what others name comes before them.
    pub const ALL: &'static [&'static Self] = tables::ALL;

    /// The table of this name.
    pub fn named(name: &str) -> Option<(usize, &'static Self)> {
        let mut all = Self::ALL.iter().enumerate();
        all.find_map(|(at, table)| (table.name == name).then_some((at, *table)))
    }
}
