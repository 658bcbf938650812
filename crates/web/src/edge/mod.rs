//! Where requests come in and answers go out: the one place of this crate that waits.
//!
//! Everything a page does is done in one piece on a thread of its own, so that pages read
//! from top to bottom.

mod asked;
mod headers;
mod held;
mod lines;
mod multipart;
mod sessions;
mod slow;
mod wrong;

use std::sync::{Arc, OnceLock};

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get};

use asked::WithHeldFiles;
pub(crate) use asked::{Asked, Asker};
pub(crate) use headers::guard;
#[cfg(feature = "oidc")]
pub(crate) use headers::{forget_way, go, html, keep_way};
pub(crate) use held::HeldFile;
pub(crate) use lines::{Reference, logged};
pub(crate) use multipart::Upload;
pub(crate) use sessions::hidden;
pub(crate) use slow::in_time;
pub(crate) use wrong::Whose;
#[cfg(feature = "oidc")]
pub(crate) use wrong::{stopped as page_of, too_often};

use crate::app::App;
use crate::page::Around;
use crate::page::problem::Again;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::watch::Wait;

/// A page for somebody who is signed in.
pub(crate) type Page = fn(&mut Visit<'_>, &Asked) -> Result<Reply, Stop>;
/// A page for anybody.
pub(crate) type OpenPage = fn(&App, &Asked) -> Result<Reply, Stop>;

/// A page to look at.
pub(crate) fn page(page: Page) -> MethodRouter<Arc<App>> {
    get(move |State(app): State<Arc<App>>, asked: Asked| signed_in(app, asked, page))
}

/// What a script asks for by itself while a page is open: no use of the session, which ends when
/// nobody is there.
pub(crate) fn watched(page: Page) -> MethodRouter<Arc<App>> {
    get(move |State(app): State<Arc<App>>, asked: Asked| {
        let asked = Asked {
            by: Asker::Watch,
            ..asked
        };
        signed_in(app, asked, page)
    })
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

/// A form that brings files too large for memory.
pub(crate) fn large_form(show: Page, take: Page) -> MethodRouter<Arc<App>> {
    page(show).post(
        move |State(app): State<Arc<App>>, WithHeldFiles(asked): WithHeldFiles| {
            signed_in(app, asked, take)
        },
    )
}

/// A form for anybody, whose answers take a password to be checked.
pub(crate) fn open_form(show: OpenPage, take: OpenPage) -> MethodRouter<Arc<App>> {
    get(
        move |State(app): State<Arc<App>>, asked: Asked| async move {
            let waiting = Arc::clone(&app);
            let Ok(_turn) = waiting.turns.pages.acquire().await else {
                return no_more(&asked);
            };
            let reference = asked.reference.clone();
            run(app, &reference, &Arc::default(), move |app| {
                show(app, &asked)
            })
            .await
        },
    )
    .post(
        move |State(app): State<Arc<App>>, asked: Asked| async move {
            if !asked.same_site {
                return wrong::stopped(&asked.reference, &Stop::Stale, &Whose::default());
            }
            let name = asked.answers.one("name").to_lowercase();
            let often = (app.watch.limits).sign_in(asked.from, &name, app.now());
            if let Err(wait) = often {
                app.watch.metrics.sign_ins_refused.inc();
                return wrong::too_often(&app, wait, &Around::default());
            }
            let waiting = Arc::clone(&app);
            let Ok(_turn) = waiting.turns.passwords.acquire().await else {
                return no_more(&asked);
            };
            let reference = asked.reference.clone();
            run(app, &reference, &Arc::default(), move |app| {
                take(app, &asked)
            })
            .await
        },
    )
}

async fn signed_in(app: Arc<App>, asked: Asked, page: Page) -> Response {
    if let Some(wait) = asks_too_often(&app, &asked) {
        return too_often_of(app, asked, wait).await;
    }
    let waiting = Arc::clone(&app);
    let Ok(_turn) = waiting.turns.pages.acquire().await else {
        return no_more(&asked);
    };
    let reference = asked.reference.clone();
    let by = Arc::new(OnceLock::new());
    let found = Arc::clone(&by);
    let whose = Arc::new(OnceLock::new());
    let known = Arc::clone(&whose);
    let mut answer = run(app, &reference, &whose, move |app| {
        app.read(|reader| {
            let mut visit = sessions::visit(app, reader, &asked)?;
            found.get_or_init(|| visit.who.worker);
            let made = page(&mut visit, &asked);
            if made.is_err() {
                known.get_or_init(|| known_of(&visit, &asked));
            }
            made
        })
    })
    .await;
    if let Some(worker) = by.get() {
        answer.extensions_mut().insert(lines::By(*worker));
    }
    answer
}

/// For how long whoever asks is to wait, where they ask too often.
fn asks_too_often(app: &App, asked: &Asked) -> Option<Wait> {
    let session = asked.token.as_deref().and_then(hidden)?;
    app.watch.limits.page(session, app.now()).err()
}

/// What is known of whoever a page could not be made for.
fn known_of(visit: &Visit<'_>, asked: &Asked) -> Whose {
    // Files are not kept for another time, and nothing is sent again without them.
    let is_whole = asked.is_sent && asked.files.is_empty() && asked.held.is_none();
    let again = is_whole.then(|| Again::of(&asked.address, visit.form_key(), &asked.answers));
    Whose {
        around: visit.around(),
        again: again.flatten(),
    }
}

/// What is answered where no page has the address.
pub(crate) async fn nothing_here(State(app): State<Arc<App>>, asked: Asked) -> Response {
    if let Some(wait) = asks_too_often(&app, &asked) {
        return too_often_of(app, asked, wait).await;
    }
    let waiting = Arc::clone(&app);
    let Ok(_turn) = waiting.turns.pages.acquire().await else {
        return no_more(&asked);
    };
    let reference = asked.reference.clone();
    let whose = Whose {
        around: around_of(app, asked).await,
        again: None,
    };
    wrong::stopped(&reference, &Stop::NotFound, &whose)
}

/// Says that it was asked for too often. What stands around the page is looked up where that
/// keeps nobody waiting.
async fn too_often_of(app: Arc<App>, asked: Asked, wait: Wait) -> Response {
    let waiting = Arc::clone(&app);
    let around = match waiting.turns.pages.try_acquire() {
        Ok(_turn) => around_of(Arc::clone(&app), asked).await,
        Err(_) => Around::default(),
    };
    wrong::too_often(&app, wait, &around)
}

/// What stands around the pages of whoever asks; nothing where nobody is signed in.
async fn around_of(app: Arc<App>, mut asked: Asked) -> Around {
    if asked.token.is_none() {
        return Around::default();
    }
    // Nothing is done with what was sent.
    asked.is_sent = false;
    let found = tokio::task::spawn_blocking(move || {
        app.read(|reader| Ok(sessions::visit(&app, reader, &asked)?.around()))
    });
    found.await.ok().and_then(Result::ok).unwrap_or_default()
}

/// The program ends.
fn no_more(asked: &Asked) -> Response {
    let says = "no more pages are made";
    wrong::broken(&asked.reference, says, &Whose::default())
}

/// Makes an answer on a thread where it may take its time.
async fn run(
    app: Arc<App>,
    reference: &Reference,
    whose: &Arc<OnceLock<Whose>>,
    make: impl FnOnce(&App) -> Result<Reply, Stop> + Send + 'static,
) -> Response {
    let at_work = Arc::clone(&app);
    let became = tokio::task::spawn_blocking(move || make(&at_work)).await;
    let nobody = Whose::default();
    let whose = whose.get().unwrap_or(&nobody);
    match became {
        Ok(Ok(reply)) => answer(&app, reply),
        Ok(Err(stop)) => wrong::stopped(reference, &stop, whose),
        Err(_) => {
            let says = "a page came to an end that it should not have";
            wrong::broken(reference, says, whose)
        }
    }
}

/// An answer, as it is sent.
pub(crate) fn answer(app: &Arc<App>, reply: Reply) -> Response {
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
