//! Serving the pages, until somebody says to stop; what was asked for by then is answered.

use std::future::Future;
use std::io;
use std::sync::Arc;

use tokio::net::TcpListener;

use crate::app::App;
use crate::routes::routes;

/// Serves the pages on a listener, until `stop` comes.
///
/// # Errors
///
/// Where the listener fails.
pub async fn serve(
    app: Arc<App>,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    axum::serve(listener, routes(app))
        .with_graceful_shutdown(stop)
        .await
}
