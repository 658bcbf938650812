//! Documents: attached to what is recorded, listed, given out, withdrawn.
//!
//! | what you look for | where it is |
//! |---|---|
//! | what may be attached, known by its content | [`format`] |
//! | a PDF that could act when it is opened, refused | [`pdf`] |
//! | taking in what a form brought | [`bring`] |
//! | the questions about documents in a form | [`asking`] |
//! | attaching to something recorded before | [`add`] |
//! | the documents of a file; those of one entry | [`list`], [`shown`] |
//! | giving one out, and nothing run | [`give`] |
//! | withdrawing one | [`withdraw`] |

mod add;
mod asking;
mod bring;
mod format;
mod give;
mod list;
mod pdf;
mod shown;
mod withdraw;

pub(crate) use add::{add, take_added};
pub(crate) use asking::{Asking, NOT_ANSWERS};
pub(crate) use bring::{bring, entries, take_off};
pub use format::Format;
pub(crate) use give::{give, media};
pub(crate) use list::{export as export_list, list};
pub(crate) use shown::{of_entry, size, under};
pub(crate) use withdraw::{take_withdrawal, withdraw};
