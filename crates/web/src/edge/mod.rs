//! Where requests come in and answers go out: the one place of this crate that waits.
//!
//! Everything a page does is done in one piece on a thread of its own, so that pages read
//! from top to bottom.

mod asked;
mod headers;
mod sessions;
mod wrong;

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get};

pub(crate) use asked::Asked;
pub(crate) use headers::guard;
pub(crate) use sessions::hidden;
pub(crate) use wrong::nothing_here;

use crate::app::App;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// A page for somebody who is signed in.
pub(crate) type Page = fn(&mut Visit<'_>, &Asked) -> Result<Reply, Stop>;
/// A page for anybody.
pub(crate) type OpenPage = fn(&App, &Asked) -> Result<Reply, Stop>;

/// A page to look at.
pub(crate) fn page(page: Page) -> MethodRouter<Arc<App>> {
    get(move |State(app): State<Arc<App>>, asked: Asked| signed_in(app, asked, page))
}

/// A form: a page to look at, and what is done with what it sends.
pub(crate) fn form(show: Page, take: Page) -> MethodRouter<Arc<App>> {
    page(show).merge(taken(take))
}

/// What is done with what a form sends that stands on another page.
pub(crate) fn taken(take: Page) -> MethodRouter<Arc<App>> {
    axum::routing::post(move |State(app): State<Arc<App>>, asked: Asked| {
        signed_in(app, asked, take)
    })
}

/// A form for anybody, whose answers take a password to be checked.
pub(crate) fn open_form(show: OpenPage, take: OpenPage) -> MethodRouter<Arc<App>> {
    get(
        move |State(app): State<Arc<App>>, asked: Asked| async move {
            let waiting = Arc::clone(&app);
            let Ok(_turn) = waiting.turns.pages.acquire().await else {
                return wrong::broken("no more pages are made");
            };
            run(app, move |app| show(app, &asked)).await
        },
    )
    .post(
        move |State(app): State<Arc<App>>, asked: Asked| async move {
            if !asked.same_site {
                return wrong::stopped(&app, &Stop::Stale);
            }
            let waiting = Arc::clone(&app);
            let Ok(_turn) = waiting.turns.passwords.acquire().await else {
                return wrong::broken("no more passwords are checked");
            };
            run(app, move |app| take(app, &asked)).await
        },
    )
}

async fn signed_in(app: Arc<App>, asked: Asked, page: Page) -> Response {
    let waiting = Arc::clone(&app);
    let Ok(_turn) = waiting.turns.pages.acquire().await else {
        return wrong::broken("no more pages are made");
    };
    run(app, move |app| {
        app.read(|reader| {
            let mut visit = sessions::visit(app, reader, &asked)?;
            page(&mut visit, &asked)
        })
    })
    .await
}

/// Makes an answer on a thread where it may take its time.
async fn run(
    app: Arc<App>,
    make: impl FnOnce(&App) -> Result<Reply, Stop> + Send + 'static,
) -> Response {
    let at_work = Arc::clone(&app);
    match tokio::task::spawn_blocking(move || make(&at_work)).await {
        Ok(Ok(reply)) => answer(&app, reply),
        Ok(Err(stop)) => wrong::stopped(&app, &stop),
        Err(_) => wrong::broken("a page came to an end that it should not have"),
    }
}

fn answer(app: &App, reply: Reply) -> Response {
    use axum::http::StatusCode;
    match reply {
        Reply::Page(page) => headers::html(StatusCode::OK, page),
        Reply::Invalid(page) => headers::html(StatusCode::UNPROCESSABLE_ENTITY, page),
        Reply::Go(to) => headers::go(&to),
        Reply::Begin { to, token } => {
            (headers::keep(app, &token), headers::go(&to)).into_response()
        }
        Reply::End(to) => (headers::forget(app), headers::go(&to)).into_response(),
        Reply::File {
            kind,
            name,
            content,
        } => headers::file(kind, name, content),
        Reply::Said(words) => words.into_response(),
    }
}
