//! Lists from outside that some rules need: where postcodes are, which providers are
//! registered with Ofsted, which codes authorities have. Without them those rules do not
//! run, and the report says so.

mod authorities;
mod postcodes;
mod providers;
mod workbook;

pub use authorities::is_outside_england;
pub use postcodes::{Location, PostcodeError, Postcodes};
pub use providers::{Provider, Providers};
pub use workbook::WorkbookError;

pub(crate) use postcodes::is_postcode;
pub(crate) use workbook::codes;
