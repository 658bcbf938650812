//! Oversight: a manager's decision on a child with its directions, the supervision of a case
//! with an agenda drawn from the file, and the supervision of a worker (LE-3, LE-4).
//!
//! | what you look for | where it is |
//! |---|---|
//! | a decision, with directions | [`decide`] |
//! | a case supervised | [`supervise`], [`agenda`] |
//! | what is directed: who is to do what by when | [`directions`] |
//! | a worker's supervision, and notes private to the pair | [`staff`] |
//! | what both forms are made of | [`form`] |

mod agenda;
mod decide;
mod directions;
mod form;
mod staff;
mod supervise;

use crate::edge::form as form_page;
use crate::routes::Listed;

pub(crate) use form::links;

/// The record type of a management decision.
pub(crate) const DECISION: &str = "management-decision";
/// The record type of a case that was supervised.
pub(crate) const SUPERVISION: &str = "case-supervision";

/// With these pages.
pub(crate) fn routes(listed: Listed) -> Listed {
    listed
        .route(
            "/child/{child}/decision",
            form_page(decide::show, decide::take),
        )
        .route(
            "/child/{child}/supervision",
            form_page(supervise::show, supervise::take),
        )
        .route(
            "/workers/{worker}/supervision",
            form_page(staff::show, staff::take),
        )
}
