//! Reading the sector's files.
//!
//! | what you look for | where it is |
//! |---|---|
//! | which file is which return | [`recognise`](recognise()) |
//! | the children in need census, child by child | [`census`] |
//! | the looked after return: its tables and columns | [`ssda903::Table`] |
//! | … one of its tables from CSV (reviews, episodes …) | [`ssda903::CsvReader`] |
//! | … from XML, child by child | [`ssda903::XmlReader`] |
//! | … all of it in memory, by child | [`ssda903::Ssda903Return`] |
//! | the Standard Safeguarding Dataset: its tables, and what holds each column | [`ssd`] |
//! | what a cell is, and what could not be read | [`Cell`], [`Unread`] |
//! | Annex A: the lists that inspectors ask for | [`annex_a`] |
//! | dates as the files write them | [`dates`] |
//! | the period a file speaks about | [`period`] |

pub mod annex_a;
pub mod census;
pub mod dates;
pub mod period;
pub mod ssd;
pub mod ssda903;

mod cell;
mod error;
mod not_text;
mod recognise;
mod xml;

pub(crate) use cell::narrow;
pub use cell::{Cell, Place, Unread, WhyUnread};
pub use error::ReadError;
pub use not_text::NotText;
pub use recognise::{
    Found, Kind, LOOKED_AT, SsdFile, TableFile, WhyLeftAlone, recognise, recognise_content,
};
