//! The parts that pages are made of: those of the design systems, as functions.
//!
//! Each takes what it shows, and gives markup that is, for the options it has, what the
//! design system itself makes: `tests/` compares it with the system's own cases.

mod attributes;
mod button;
mod error;
mod field;
mod text_input;

pub use button::{Button, Look};
pub use error::{ErrorSummary, error_message};
pub use field::{Hint, Label};
pub use text_input::TextInput;
