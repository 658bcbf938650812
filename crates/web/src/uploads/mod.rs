//! A return that somebody brings to be checked: by the same rules, in the same words and with
//! the same files to take away as `sightline check`.
//!
//! | what you look for | where it is |
//! |---|---|
//! | who may, and the addresses | here |
//! | the page to bring one, and those brought before | [`start`] |
//! | which files are which return | [`sort`] |
//! | the check | [`check`] |
//! | what is kept of it, and for how long | [`kept`], [`finds`] |
//! | what changed since the last one | [`since`] |
//! | what was found: by rule, by child, by field | [`show`], [`groups`], [`rows`] |
//! | what was found, as a file | [`give`] |
//!
//! The files themselves are never kept: they stand on the disk without a name while they are
//! checked.

mod check;
mod finds;
mod give;
mod groups;
mod kept;
mod rows;
mod show;
mod since;
mod sort;
mod start;

use record::may::{Action, Decision, Target};

use crate::edge::{large_form, page, taken};
use crate::reply::Stop;
use crate::routes::Listed;
use crate::visit::Visit;

/// With these pages.
pub(crate) fn routes(listed: Listed) -> Listed {
    listed
        .route("/uploads", large_form(start::show, start::take))
        .route("/uploads/{upload}", page(show::show))
        .route("/uploads/{upload}/findings.csv", page(give::csv))
        .route("/uploads/{upload}/findings.xlsx", page(give::xlsx))
        .route("/uploads/{upload}/drop", taken(start::throw_away))
}

/// Whether this person may have a return checked.
pub(crate) fn may(visit: &Visit<'_>) -> Decision {
    let organisation = visit.reader.about().organisation;
    let target = Target::new(organisation, "organisation", organisation);
    visit.may(Action::CheckReturns, &target, None)
}

/// Stops whoever may not.
fn only_if_may(visit: &Visit<'_>) -> Result<Decision, Stop> {
    let may = may(visit);
    if may.allowed {
        return Ok(may);
    }
    Err(Stop::NotAllowed {
        because: may.because,
        glass: None,
    })
}
