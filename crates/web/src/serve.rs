//! Serving the pages, until somebody says to stop; what was asked for by then is answered,
//! for as long as is set.

use std::future::{Future, IntoFuture as _};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::app::App;
use crate::operations::operations;
use crate::routes::routes;

/// How serving came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Everything that was asked for was answered.
    Answered,
    /// Something took longer than is set, and was given up.
    GivenUp,
}

/// Serves the pages on a listener, until `stop` comes. From then on no new connection is
/// taken, and what was asked for is answered, for as long as
/// [`Settings::stop_within`](crate::Settings::stop_within) says.
///
/// # Errors
///
/// Where the listener fails.
pub async fn serve(
    app: Arc<App>,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<Stopped> {
    let within = Duration::try_from(app.settings.stop_within).unwrap_or_default();
    let (tell, told) = oneshot::channel();
    let pages = routes(Arc::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, pages).with_graceful_shutdown(async move {
        stop.await;
        app.watch.stop();
        // Nobody listens where serving has failed already.
        let _ = tell.send(());
    });
    let mut served = tokio::spawn(served.into_future());
    // An error, where serving has failed: the task says why.
    let _ = told.await;
    let Ok(ended) = timeout(within, &mut served).await else {
        served.abort();
        return Ok(Stopped::GivenUp);
    };
    ended.map_err(io::Error::other)??;
    Ok(Stopped::Answered)
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
