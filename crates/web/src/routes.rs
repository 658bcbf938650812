//! Which page has which address. Nothing personal stands in one.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get};
use axum::{Router, extract::Request};

use record::may::Action;

use crate::app::App;
use crate::edge::{self, form, open_form, page, taken};
use crate::page::{Part, Place};
use crate::visit::Visit;
use crate::{
    account, administering, assets, child, deciding, documents, find, glass, lists, merging,
    overseeing, recording, sign_in, staff, statement, taking, telling, uploads,
};

/// The pages, ready to be served.
pub fn routes(app: Arc<App>) -> Router {
    let https = app.settings.https;
    let body_within = Duration::try_from(app.settings.body_within).unwrap_or_default();
    (listed().router)
        .fallback(edge::nothing_here)
        .layer(DefaultBodyLimit::max(app.settings.largest_form))
        .layer(middleware::from_fn(move |request: Request, next| {
            edge::in_time(body_within, request, next)
        }))
        .layer(middleware::from_fn(move |request: Request, next| {
            edge::guard(https, request, next)
        }))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&app),
            edge::logged,
        ))
        .with_state(app)
}

/// The address of every page, what differs from one child to another in braces: so that a
/// test can visit them all.
pub fn addresses() -> Vec<&'static str> {
    listed().addresses
}

/// The pages, and a list of their addresses.
#[derive(Default)]
pub(crate) struct Listed {
    router: Router<Arc<App>>,
    addresses: Vec<&'static str>,
}

impl Listed {
    /// With one more.
    pub fn route(mut self, address: &'static str, page: MethodRouter<Arc<App>>) -> Self {
        self.addresses.push(address);
        let router = self.router.route(address, page);
        Self { router, ..self }
    }
}

fn listed() -> Listed {
    let listed = Listed::default()
        .route("/sign-in", open_form(sign_in::show, sign_in::take))
        .route("/sign-out", taken(sign_in::sign_out))
        .route("/sign-out-everywhere", taken(sign_in::sign_out_everywhere))
        .route("/account", page(account::show))
        .route(
            "/account/set-up",
            form(account::set_up, account::take_set_up),
        )
        .route(
            "/account/password",
            form(account::change_password, account::take_password),
        )
        .route("/find", form(find::find, find::take))
        .route("/drafts", page(recording::drafts))
        .route("/drafts/export", page(recording::export_drafts))
        .route("/drafts/{draft}/drop", taken(recording::drop_draft))
        .route("/child/{child}", page(child::overview))
        .route("/child/{child}/timeline", page(child::timeline))
        .route("/child/{child}/chronology", page(child::significant))
        .route("/child/{child}/family", page(child::family))
        .route("/child/{child}/missing", page(child::missing))
        .route("/child/{child}/returns", page(child::returns))
        .route("/child/{child}/duties", page(child::duties))
        .route("/child/{child}/duty/{duty}", page(child::duty))
        .route("/child/{child}/entry/{entry}", page(child::entry))
        .route("/child/{child}/documents", page(documents::list))
        .route(
            "/child/{child}/documents/export",
            page(documents::export_list),
        )
        .route("/child/{child}/document/{document}", page(documents::give))
        .route(
            "/child/{child}/document/{document}/withdraw",
            form(documents::withdraw, documents::take_withdrawal),
        )
        .route(
            "/child/{child}/entry/{entry}/attach",
            form(documents::add, documents::take_added),
        )
        .route(
            "/child/{child}/merge",
            form(merging::merge, merging::take_merge),
        )
        .route(
            "/child/{child}/part/{entry}",
            form(merging::part, merging::take_parting),
        )
        .route("/child/{child}/looks", page(child::looks))
        .route("/child/{child}/break-glass", form(glass::show, glass::take))
        .route("/child/{child}/record", page(recording::choose))
        .route(
            "/child/{child}/record/{kind}",
            form(recording::new, recording::take_new),
        )
        .route(
            "/child/{child}/record/{kind}/also",
            form(recording::also, recording::take_also),
        )
        .route(
            "/child/{child}/record/{kind}/draft",
            taken(recording::keep_draft),
        )
        .route(
            "/child/{child}/record/{kind}/attach",
            taken(recording::attach),
        )
        .route(
            "/child/{child}/entry/{entry}/correct",
            form(recording::correct, recording::take_correction),
        )
        .route(
            "/child/{child}/entry/{entry}/withdraw",
            form(recording::withdraw, recording::take_withdrawal),
        )
        .route(
            "/child/{child}/entry/{entry}/send",
            form(deciding::send, deciding::take_sending),
        )
        .route(
            "/child/{child}/entry/{entry}/decide",
            form(deciding::decide, deciding::take_decision),
        )
        .route("/child/{child}/take", form(taking::choose, taking::take))
        .route("/child/{child}/taken/{entry}", page(taking::copy))
        .route("/to-authorise", page(deciding::to_authorise))
        .route("/to-authorise/export", page(deciding::export_waiting))
        .route("/accessibility", get(statement::accessibility))
        .route("/assets/{name}", get(asset));
    let listed = telling::routes(administering::routes(uploads::routes(listed)));
    #[cfg(feature = "oidc")]
    let listed = sign_in::provider::routes(listed);
    overseeing::routes(lists::routes(staff::routes(listed)))
}

/// The places where somebody may go, those of each part in their order. Who may read no child's
/// file is led to none.
pub(crate) fn places(visit: &Visit<'_>) -> Vec<Place> {
    let mut places = vec![Place::of(Part::Work, "/", lists::title(visit))];
    if staff::may_somewhere(visit, Action::Find, "child", None) {
        places.push(Place::of(Part::Children, "/find", "Find a child"));
    }
    places.extend(lists::places(visit));
    if staff::may_somewhere(visit, Action::Read, "child", None) {
        places.push(Place::of(Part::Work, "/drafts", "Your drafts"));
        places.push(Place::of(Part::Work, "/to-authorise", "To authorise"));
    }
    places.extend(staff::places(visit));
    if uploads::may(visit).allowed {
        places.push(Place::of(Part::Returns, "/uploads", "Check a return"));
    }
    places.extend(administering::places(visit));
    places
}

/// A style, script or picture. Its name has its hash, so that a browser may keep it.
async fn asset(Path(name): Path<String>) -> Response {
    let Some((kind, content)) = assets::file(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, content).into_response()
}
