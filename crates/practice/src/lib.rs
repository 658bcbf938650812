//! The practice book: what the law and good practice ask, as data, and the
//! engine that works out from a sequence of facts what is owed, and why.
//!
//! The book is TOML that a practice lead can read. Nothing here knows a rule by
//! name, asks what time it is, or touches a database.

pub mod ask;
pub mod authorities;
pub mod book;
pub mod calendar;
pub mod catalogue;
pub mod count;
pub mod diff;
pub mod duty;
pub mod engine;
pub mod example;
pub mod expr;
pub mod fact;
mod fields;
pub mod finding;
pub mod id;
pub mod measured;
pub mod reference;
pub mod value;
pub mod when;
pub mod words;

pub use book::Book;
pub use fact::Fact;
pub use fields::Fields;
pub use id::Id;
pub use value::Value;
pub use when::When;
