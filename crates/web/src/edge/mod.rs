//! Where requests come in and answers go out: the one place of this crate that waits.
//!
//! Everything a page does is done in one piece on a thread of its own, so that pages read
//! from top to bottom.

mod asked;
mod headers;
mod lines;
mod multipart;
mod sessions;
mod wrong;

use std::sync::{Arc, OnceLock};

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get};

pub(crate) use asked::Asked;
pub(crate) use headers::guard;
pub(crate) use lines::{Reference, logged};
pub(crate) use multipart::Upload;
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
                return wrong::broken(&asked.reference, "no more pages are made");
            };
            let reference = asked.reference.clone();
            run(app, &reference, move |app| show(app, &asked)).await
        },
    )
    .post(
        move |State(app): State<Arc<App>>, asked: Asked| async move {
            if !asked.same_site {
                return wrong::stopped(&asked.reference, &Stop::Stale);
            }
            let name = asked.answers.one("name").to_lowercase();
            let often = (app.watch.limits).sign_in(asked.from, &name, app.now());
            if let Err(wait) = often {
                app.watch.metrics.sign_ins_refused.inc();
                return wrong::too_often(&app, wait);
            }
            let waiting = Arc::clone(&app);
            let Ok(_turn) = waiting.turns.passwords.acquire().await else {
                return wrong::broken(&asked.reference, "no more passwords are checked");
            };
            let reference = asked.reference.clone();
            run(app, &reference, move |app| take(app, &asked)).await
        },
    )
}

async fn signed_in(app: Arc<App>, asked: Asked, page: Page) -> Response {
    if let Some(session) = asked.token.as_deref().and_then(hidden)
        && let Err(wait) = app.watch.limits.page(session, app.now())
    {
        return wrong::too_often(&app, wait);
    }
    let waiting = Arc::clone(&app);
    let Ok(_turn) = waiting.turns.pages.acquire().await else {
        return wrong::broken(&asked.reference, "no more pages are made");
    };
    let reference = asked.reference.clone();
    let by = Arc::new(OnceLock::new());
    let found = Arc::clone(&by);
    let mut answer = run(app, &reference, move |app| {
        app.read(|reader| {
            let mut visit = sessions::visit(app, reader, &asked)?;
            found.get_or_init(|| visit.who.worker);
            page(&mut visit, &asked)
        })
    })
    .await;
    if let Some(worker) = by.get() {
        answer.extensions_mut().insert(lines::By(*worker));
    }
    answer
}

/// Makes an answer on a thread where it may take its time.
async fn run(
    app: Arc<App>,
    reference: &Reference,
    make: impl FnOnce(&App) -> Result<Reply, Stop> + Send + 'static,
) -> Response {
    let at_work = Arc::clone(&app);
    match tokio::task::spawn_blocking(move || make(&at_work)).await {
        Ok(Ok(reply)) => answer(&app, reply),
        Ok(Err(stop)) => wrong::stopped(reference, &stop),
        Err(_) => wrong::broken(reference, "a page came to an end that it should not have"),
    }
}

fn answer(app: &Arc<App>, reply: Reply) -> Response {
    use axum::http::StatusCode;
    match reply {
        Reply::Page(page) => headers::html(StatusCode::OK, page),
        Reply::Invalid(page) => headers::html(StatusCode::UNPROCESSABLE_ENTITY, page),
        Reply::Go(to) => headers::go(&to),
        Reply::Begin { to, token, worker } => {
            let mut answer = (headers::keep(app, &token), headers::go(&to)).into_response();
            answer.extensions_mut().insert(lines::By(worker));
            answer
        }
        Reply::End(to) => (headers::forget(app), headers::go(&to)).into_response(),
        Reply::File {
            kind,
            name,
            content,
        } => headers::file(kind, name, content),
        Reply::Document(document) => headers::document(app, *document),
        Reply::Said(words) => words.into_response(),
    }
}
