//! Lists over many children: what somebody has to do, how a team stands, who has no worker, what
//! happened at night, and whom no manager has looked at.
//!
//! No file is read for a row. A list is narrowed to the files with which somebody, or a team, is
//! concerned, and each row is asked about all the same.
//!
//! | what you look for | where it is |
//! |---|---|
//! | whose children a list is about, and what its address says | [`whose`], [`wanted`] |
//! | the children of a list, and what is owed to them | [`gather`], [`mine`] |
//! | *my work*, the first page, and its parts | [`work`] |
//! | how it stands with a team's children or with all, on the first page | [`standing`] |
//! | children, each with what is pressing | [`children`] |
//! | the columns of a list and its order; what it gives to be taken away | [`columns`], [`csv`] |
//! | everything that is owed, to be sorted, filtered, printed and taken away | [`owed`], [`table`] |
//! | *my team*, and caseloads; all teams side by side | [`team`], [`load`], [`all_teams`] |
//! | children without a qualified worker | [`unallocated`] |
//! | the night, in the morning | [`morning`] |
//! | children on whom no manager looked, and directions until they are done | [`oversight`] |

mod all_teams;
mod children;
mod columns;
mod csv;
pub(crate) mod gather;
pub(crate) mod load;
mod mine;
mod morning;
mod oversight;
mod owed;
mod standing;
mod table;
mod team;
mod unallocated;
mod wanted;
mod whose;
mod work;

use record::may::Action;

use crate::edge::page;
use crate::page::{Part, Place};
use crate::routes::Listed;
use crate::staff::may_somewhere;
use crate::visit::Visit;

pub(crate) use columns::{Column, Columns};
pub(crate) use csv::{MOST, Sheet};
pub(crate) use gather::{Children, called, children};
pub(crate) use mine::{Mine, gather};
pub(crate) use owed::{choose, is_when};
pub(crate) use wanted::{Wanted, take_away};
pub(crate) use whose::of_team;
pub(crate) use work::{home, title};

/// How many stand on a page.
pub(crate) const PAGE: usize = 50;

/// With these pages.
pub(crate) fn routes(listed: Listed) -> Listed {
    listed
        .route("/", page(home))
        .route("/children", page(children::show))
        .route("/children/export", page(children::export))
        .route("/owed", page(owed::show))
        .route("/owed/export", page(owed::export))
        .route("/team", page(team::show))
        .route("/team/export", page(team::export))
        .route("/all-teams", page(all_teams::show))
        .route("/all-teams/export", page(all_teams::export))
        .route("/unallocated", page(unallocated::show))
        .route("/unallocated/export", page(unallocated::export))
        .route("/morning", page(morning::show))
        .route("/morning/export", page(morning::export))
        .route("/oversight", page(oversight::show))
        .route("/oversight/export", page(oversight::export))
}

/// The lists where somebody may go, by what they may do.
pub(crate) fn places(visit: &Visit<'_>) -> Vec<Place> {
    let mut places = Vec::new();
    if may_somewhere(visit, Action::Read, "child", None) {
        places.push(Place::of(Part::Work, "/owed", "Work to do"));
        places.push(Place::of(Part::Work, "/diary", "Your diary"));
    }
    let authorises = may_somewhere(visit, Action::Authorise, "child", None);
    let for_all = authorises && whose::answers_for_all(visit);
    if for_all {
        places.push(Place::of(Part::Teams, "/all-teams", "All teams"));
    }
    // Who answers for all and has no team of their own is led to all of them.
    if authorises && (!for_all || visit.who.actor.teams().next().is_some()) {
        places.push(Place::of(Part::Teams, "/team", "Your team"));
    }
    if may_somewhere(visit, Action::Allocate, "child", None) {
        let says = "Without a qualified worker";
        places.push(Place::of(Part::Teams, "/unallocated", says));
    }
    if authorises {
        places.push(Place::of(Part::Teams, "/oversight", "Oversight"));
    }
    if morning::concerns(visit) {
        places.push(Place::of(Part::Teams, "/morning", "This morning"));
    }
    places
}
