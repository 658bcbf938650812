//! The pages on a port of this machine, until they are told to stop.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use web::serve::certificate::Certificate;
use web::{Listening, Stopped};

use crate::site::Site;

/// Pages on a port of this machine, until they are told to stop.
pub struct Served {
    pub address: SocketAddr,
    pub stop: oneshot::Sender<()>,
    pub ended: JoinHandle<std::io::Result<Stopped>>,
}

impl Served {
    /// Without encryption.
    pub async fn plain(site: &Site) -> Self {
        Self::on(site, None).await
    }

    /// With a certificate.
    pub async fn with(site: &Site, certificate: Arc<Certificate>) -> Self {
        Self::on(site, Some(certificate)).await
    }

    async fn on(site: &Site, certificate: Option<Arc<Certificate>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (stop, told) = oneshot::channel();
        let stopped = async {
            let _ = told.await;
        };
        let listening = Listening {
            listener,
            certificate,
        };
        let ended = tokio::spawn(web::serve(site.app(), listening, stopped));
        Self {
            address,
            stop,
            ended,
        }
    }
}
