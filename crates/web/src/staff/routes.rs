//! Which of these pages has which address, and which of them stand at the top of every page.

use record::may::Action;

use super::known::may_somewhere;
use super::{
    account, add, caseload, emergencies, given, handing, involved, leave, looks, managers,
    open_file, pattern, restriction, team_forms, team_list, teams, waiting, worker, workers,
};
use crate::edge::{form, page};
use crate::page::{Part, Place};
use crate::routes::Listed;
use crate::visit::Visit;

/// With these pages.
pub(crate) fn routes(listed: Listed) -> Listed {
    listed
        .route("/workers", form(workers::list, workers::take))
        .route("/workers/export", page(workers::export))
        .route("/workers/add", form(add::show, add::take))
        .route("/workers/{worker}", page(worker::show))
        .route(
            "/workers/{worker}/record/{kind}",
            form(given::show, given::take),
        )
        .route(
            "/workers/{worker}/pattern",
            form(pattern::show, pattern::take),
        )
        .route("/workers/{worker}/leave", form(leave::show, leave::take))
        .route(
            "/workers/{worker}/account",
            form(account::show, account::take),
        )
        .route(
            "/workers/{worker}/children",
            form(caseload::of_worker, caseload::take_of_worker),
        )
        .route("/teams", page(team_list::list))
        .route("/teams/export", page(team_list::export))
        .route("/teams/add", form(team_forms::add, team_forms::take_add))
        .route("/teams/{team}", page(teams::show))
        .route(
            "/teams/{team}/record/{kind}",
            form(team_forms::change, team_forms::take_change),
        )
        .route(
            "/teams/{team}/manager",
            form(managers::show, managers::take),
        )
        .route(
            "/teams/{team}/children",
            form(caseload::of_team, caseload::take_of_team),
        )
        .route("/waiting", page(waiting::waiting))
        .route("/waiting/export", page(waiting::export))
        .route("/uncovered", page(handing::uncovered::show))
        .route("/uncovered/export", page(handing::uncovered::export))
        .route(
            "/child/{child}/handover",
            form(handing::read::show, handing::sign::take),
        )
        .route("/child/{child}/workers", page(involved::show))
        .route(
            "/child/{child}/workers/add",
            form(handing::allocate::add, handing::allocate::take_add),
        )
        .route(
            "/child/{child}/workers/{entry}/end",
            form(involved::end, involved::take_end),
        )
        .route("/workers/{worker}/looks", page(looks::of_worker))
        .route("/workers/{worker}/looks/export", page(looks::export))
        .route("/restricted", page(restriction::list))
        .route("/child/{child}/restriction", page(restriction::show))
        .route(
            "/child/{child}/restriction/{kind}",
            form(restriction::change, restriction::take),
        )
        .route("/emergencies", page(emergencies::list))
        .route(
            "/child/{child}/emergency/{entry}",
            form(emergencies::show, emergencies::take),
        )
        .route("/new-file", form(open_file::show, open_file::take))
}

/// The pages of staff where somebody may go, by what they may do.
pub(crate) fn places(visit: &Visit<'_>) -> Vec<Place> {
    let mut places = Vec::new();
    if may_somewhere(visit, Action::OpenFile, "child", None) {
        places.push(Place::of(Part::Children, "/new-file", "Open a new file"));
    }
    if may_somewhere(visit, Action::Allocate, "child", None) {
        places.push(Place::of(Part::Teams, "/waiting", "Children waiting"));
        places.push(Place::of(Part::Teams, "/uncovered", "Worker not there"));
    }
    if may_somewhere(visit, Action::ManageWorkers, "worker", None)
        || may_somewhere(visit, Action::GiveCover, "worker", None)
    {
        places.push(Place::of(Part::Workers, "/workers", "Workers"));
        places.push(Place::of(Part::Workers, "/teams", "Teams"));
    }
    if may_somewhere(visit, Action::ReviewGlass, "child", Some("glass-reviewed")) {
        places.push(Place::of(Part::Teams, "/emergencies", "Emergencies"));
    }
    places
}
