//! Who may do what: decided by the policies of the practice book, with the reason.
//!
//! Nothing is allowed that no policy permits, and what one forbids, no other permits. A
//! worker is asked about in each of their roles, and may do what one of them allows.

mod action;
mod actor;
mod decide;
mod narrow;
mod policies;
mod scope;
mod standing;
mod target;

pub use action::{Action, NotAnAction};
pub use actor::{Actor, Colleague, Delegation, Office};
pub use decide::{Decision, Permissions};
pub use narrow::Narrowing;
pub use scope::{ScopeRow, Whom, rows};
pub(crate) use scope::{ends, over};
pub use target::Target;
