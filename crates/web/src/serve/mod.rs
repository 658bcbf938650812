//! Serving the pages, until somebody says to stop; what was asked for by then is answered,
//! for as long as is set.
//!
//! | what you look for | where it is |
//! |---|---|
//! | taking connections, how many and from where | `accept` |
//! | what a client may take its time over | `patient`; what is sent with a form: `edge::slow` |
//! | the program's own certificate, and another in its place | [`certificate`] |
//! | leading a browser from HTTP to HTTPS | `redirect` |

mod accept;
pub mod certificate;
mod patient;
mod redirect;
mod validity;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "oidc")]
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::timeout;

use self::certificate::Certificate;
use crate::app::App;
use crate::operations::operations;
use crate::routes::routes;
#[cfg(feature = "oidc")]
use crate::settings::IdentityProvider;
use crate::telling::{keep_sending, let_end};

/// How often it is looked for sessions whose time it is to be checked.
#[cfg(feature = "oidc")]
const CHECKED: Duration = Duration::from_secs(30);

/// How serving came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Everything that was asked for was answered.
    Answered,
    /// Something took longer than is set, and was given up.
    GivenUp,
}

/// Where connections come in, and how they are encrypted.
#[derive(Debug)]
pub struct Listening {
    /// Where they come in.
    pub listener: TcpListener,
    /// The program's own certificate; without one nothing is encrypted here.
    pub certificate: Option<Arc<Certificate>>,
}

impl From<TcpListener> for Listening {
    fn from(listener: TcpListener) -> Self {
        Self {
            listener,
            certificate: None,
        }
    }
}

/// Serves the pages, until `stop` comes. From then on no new connection is taken, and what
/// was asked for is answered, for as long as
/// [`Settings::stop_within`](crate::Settings::stop_within) says.
///
/// # Errors
///
/// Where encryption cannot be set up, or the task that serves fails.
pub async fn serve(
    app: Arc<App>,
    listening: impl Into<Listening>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<Stopped> {
    let Listening {
        listener,
        certificate,
    } = listening.into();
    let encrypt = certificate.map(certificate::acceptor).transpose()?;
    let within = Duration::try_from(app.settings.stop_within).unwrap_or_default();
    let (tell, told) = watch::channel(());
    let doors = accept::Doors {
        listener,
        encrypt,
        router: routes(Arc::clone(&app)),
        limits: accept::Limits::of(&app.settings),
        stop: told,
    };
    let mut served = tokio::spawn(doors.open());
    let sending = tokio::spawn(keep_sending(Arc::clone(&app)));
    tokio::select! {
        ended = &mut served => return ended.map_err(io::Error::other).map(|()| Stopped::GivenUp),
        () = keep_checking(&app) => {}
        () = stop => {}
    }
    app.watch.stop();
    drop(tell);
    let ended = timeout(within, async {
        let_end(&app).await;
        (&mut served).await
    });
    let ended = ended.await;
    sending.abort();
    let Ok(ended) = ended else {
        served.abort();
        return Ok(Stopped::GivenUp);
    };
    ended.map_err(io::Error::other).map(|()| Stopped::Answered)
}

/// Asks the identity provider, again and again, about those who are signed in through it.
/// Comes to no end.
#[cfg(feature = "oidc")]
async fn keep_checking(app: &Arc<App>) {
    let mut next = tokio::time::interval(CHECKED);
    next.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        next.tick().await;
        check_sessions(app).await;
    }
}

#[cfg(not(feature = "oidc"))]
async fn keep_checking(_: &Arc<App>) {
    std::future::pending().await
}

/// Asks the identity provider about those who are signed in through it, where it is time. The
/// pages do so by themselves while they are served.
#[cfg(feature = "oidc")]
pub async fn check_sessions(app: &Arc<App>) {
    crate::sign_in::provider::check_sessions(app).await;
}

/// Asks an identity provider about itself: whether it says who is to be signed out.
///
/// # Errors
///
/// Where it does not answer, or not as it should; the text says why.
#[cfg(feature = "oidc")]
pub async fn ask_provider(set: &IdentityProvider, now: Timestamp) -> Result<bool, String> {
    crate::sign_in::provider::ask(set, now).await
}

/// Leads browsers that ask by HTTP to the same address by HTTPS, until `stop` comes.
///
/// # Errors
///
/// Where the task that serves fails.
pub async fn serve_redirect(
    app: Arc<App>,
    listener: TcpListener,
    https: SocketAddr,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (tell, told) = watch::channel(());
    let doors = accept::Doors {
        listener,
        encrypt: None,
        router: redirect::to_https(https.port()),
        limits: accept::Limits::of(&app.settings),
        stop: told,
    };
    let served = tokio::spawn(doors.open());
    stop.await;
    drop(tell);
    served.await.map_err(io::Error::other)
}

/// Serves what those who run the program ask, until `stop` comes.
///
/// # Errors
///
/// Where the listener fails.
pub async fn serve_operations(
    app: Arc<App>,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    axum::serve(listener, operations(app))
        .with_graceful_shutdown(stop)
        .await
}
