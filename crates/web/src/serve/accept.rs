//! Taking connections: no more at once than are set, in all and from one address; each has
//! so long to say what it wants, and is closed when it does not.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

use super::patient::Patient;
use crate::settings::Settings;

/// How long nobody is taken when the machine has no more to give: files, or memory.
const OUT_OF_BREATH: Duration = Duration::from_secs(1);
/// The longest head of a request, in bytes.
const HEAD: usize = 32 * 1024;

/// How many connections there may be, and how long each may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    connections: usize,
    of_an_address: Option<usize>,
    head_within: Duration,
    taken_within: Duration,
}

impl Limits {
    /// As they are set.
    pub fn of(settings: &Settings) -> Self {
        let long = |set| Duration::try_from(set).unwrap_or_default();
        Self {
            connections: settings.connections,
            // Through a proxy all come from one address.
            of_an_address: (!settings.behind_proxy).then_some(settings.connections_of_an_address),
            head_within: long(settings.head_within),
            taken_within: long(settings.taken_within),
        }
    }
}

/// Where connections come in.
pub(super) struct Doors {
    pub listener: TcpListener,
    pub encrypt: Option<TlsAcceptor>,
    pub router: Router,
    pub limits: Limits,
    /// It is closed when no more are to be taken.
    pub stop: watch::Receiver<()>,
}

impl Doors {
    /// Takes connections until it is told to stop, and ends when the last was answered.
    pub async fn open(self) {
        let Self {
            listener,
            encrypt,
            router,
            limits,
            mut stop,
        } = self;
        let turns = Arc::new(Semaphore::new(limits.connections));
        let addresses = Addresses::default();
        let mut open = JoinSet::new();
        loop {
            // Whoever is one too many waits at the door, and is not known of here yet.
            let next = async {
                let turn = Arc::clone(&turns).acquire_owned().await;
                (turn, listener.accept().await)
            };
            let (turn, accepted) = tokio::select! {
                _ = stop.changed() => break,
                Some(_) = open.join_next() => continue,
                next = next => next,
            };
            let (stream, from) = match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    rest_after(&error).await;
                    continue;
                }
            };
            let Some(place) = addresses.place(from.ip(), limits.of_an_address) else {
                continue;
            };
            let one = One {
                encrypt: encrypt.clone(),
                router: router.clone(),
                limits,
                from,
                stop: stop.clone(),
            };
            open.spawn(async move {
                one.serve(stream).await;
                drop((turn, place));
            });
        }
        drop(listener);
        while open.join_next().await.is_some() {}
    }
}

/// A connection that failed is nobody's concern; where the machine has no more to give, it
/// is left to recover.
async fn rest_after(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if ![ConnectionAborted, ConnectionRefused, ConnectionReset].contains(&error.kind()) {
        tracing::error!(error = %error, "no connection could be taken");
        sleep(OUT_OF_BREATH).await;
    }
}

/// One connection.
struct One {
    encrypt: Option<TlsAcceptor>,
    router: Router,
    limits: Limits,
    from: SocketAddr,
    stop: watch::Receiver<()>,
}

impl One {
    async fn serve(self, stream: TcpStream) {
        // Small answers are sent at once; where that cannot be, they come all the same.
        let _ = stream.set_nodelay(true);
        let stream = Patient::new(stream, self.limits.taken_within);
        let Some(encrypt) = self.encrypt.clone() else {
            return self.answer(stream).await;
        };
        // Whoever speaks no TLS, or too slowly, is not answered.
        if let Ok(Ok(stream)) = timeout(self.limits.head_within, encrypt.accept(stream)).await {
            self.answer(stream).await;
        }
    }

    async fn answer(mut self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let (router, from) = (self.router, self.from);
        let service = service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(from));
            router.clone().oneshot(request)
        });
        // The time for a head runs from the connection, and from each answer on: so it is
        // also how long a connection may be idle.
        let mut connection = pin!(
            http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(self.limits.head_within)
                .max_header_size(HEAD)
                .serve_connection(TokioIo::new(stream), service)
        );
        // What a client does wrong is its own concern.
        tokio::select! {
            _ = connection.as_mut() => return,
            _ = self.stop.changed() => connection.as_mut().graceful_shutdown(),
        }
        let _ = connection.await;
    }
}

/// How many connections each address has.
#[derive(Clone, Default)]
struct Addresses(Arc<Mutex<HashMap<IpAddr, usize>>>);

impl Addresses {
    /// A place for one more from this address, where it has not too many.
    fn place(&self, address: IpAddr, most: Option<usize>) -> Option<Place> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let open = all.get(&address).copied().unwrap_or(0);
        if most.is_some_and(|most| open >= most) {
            return None;
        }
        all.insert(address, open + 1);
        Some(Place {
            all: self.clone(),
            address,
        })
    }
}

/// One connection's place, which is free again when it is dropped.
struct Place {
    all: Addresses,
    address: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut all = (self.all.0.lock()).unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = all.get_mut(&self.address) {
            *open -= 1;
            if *open == 0 {
                all.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_places_and_no_more_until_one_is_free_again() {
        let all = Addresses::default();
        let one: IpAddr = [192, 0, 2, 1].into();
        let first = all.place(one, Some(2));
        let second = all.place(one, Some(2));

        assert!(first.is_some() && second.is_some());
        assert!(all.place(one, Some(2)).is_none());
        assert!(all.place([192, 0, 2, 2].into(), Some(2)).is_some());
        drop(first);
        assert!(all.place(one, Some(2)).is_some());
        drop(second);
        assert!(all.0.lock().expect("it").is_empty(), "nothing is kept");
    }
}
