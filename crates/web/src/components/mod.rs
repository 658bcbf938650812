//! The parts that pages are made of: those of the design systems, as functions.
//!
//! Each takes what it shows, and gives markup that is, for the options it has, what the
//! design system itself makes: `tests/` compares it with the system's own cases.

mod attributes;
mod breadcrumbs;
mod button;
mod checkboxes;
mod choice;
mod date_input;
mod details;
mod error;
mod field;
mod fieldset;
mod heading;
mod link;
mod notification_banner;
mod pagination;
mod question;
mod radios;
mod select;
mod summary_list;
mod table;
mod tag;
mod text;
mod text_input;
mod textarea;
mod warning_text;
mod way;

pub use breadcrumbs::Breadcrumbs;
pub use button::{Button, Look};
pub use checkboxes::Checkboxes;
pub use choice::Choice;
pub use date_input::{DateInput, DatePart};
pub use details::Details;
pub use error::{ErrorSummary, error_message};
pub use field::{Hint, Label};
pub use fieldset::{Fieldset, Legend};
pub use heading::Level;
pub use link::Link;
pub use notification_banner::NotificationBanner;
pub use pagination::{Neighbour, PageItem, Pagination};
pub use radios::Radios;
pub use select::{Select, SelectItem};
pub use summary_list::{Card, SummaryList, SummaryRow};
pub use table::{Cell, Table};
pub use tag::{Colour, Tag};
pub use text::{Content, Text};
pub use text_input::TextInput;
pub use textarea::Textarea;
pub use warning_text::WarningText;
pub use way::{BackLink, SkipLink};
