//! Stopping: what was asked for is answered, but not for ever.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use jiff::SignedDuration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, spawn_blocking};
use web::{Settings, Stopped};

use super::site::Site;

const BODY: &str = "name=ada.example&password=wrong&code=1";

/// Pages on a port of this machine, until they are told to stop.
struct Served {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<std::io::Result<Stopped>>,
}

async fn served(site: &Site) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, told) = oneshot::channel();
    let stopped = async {
        let _ = told.await;
    };
    let ended = tokio::spawn(web::serve(site.app(), listener, stopped));
    Served {
        address,
        stop,
        ended,
    }
}

/// Sends the head of a request and none of its body; the page is being made once the server
/// asks for the rest.
fn half_asked(address: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("connected");
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        BODY.len()
    );
    stream.write_all(head.as_bytes()).expect("sent");
    let mut said = [0; 25];
    stream.read_exact(&mut said).expect("an answer");
    assert!(said.starts_with(b"HTTP/1.1 100 Continue"));
    stream
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_in_flight_is_answered_before_the_pages_stop() {
    let mut site = Site::new();
    site.worker("Ada Example", &[]);
    let served = served(&site).await;
    let address = served.address;
    let mut stream = spawn_blocking(move || half_asked(address))
        .await
        .expect("asked");

    served.stop.send(()).expect("told to stop");
    let answer = spawn_blocking(move || {
        stream.write_all(BODY.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    });

    let answer = answer.await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    let ended = served.ended.await.expect("ended").expect("served");
    assert_eq!(ended, Stopped::Answered);
    let again = spawn_blocking(move || TcpStream::connect(address));
    assert!(again.await.expect("tried").is_err(), "nobody listens");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_never_sends_the_rest_does_not_keep_the_pages_from_stopping() {
    let site = Site::with(Settings {
        stop_within: SignedDuration::from_millis(100),
        ..Settings::default()
    });
    let served = served(&site).await;
    let address = served.address;
    let stream = spawn_blocking(move || half_asked(address))
        .await
        .expect("asked");

    served.stop.send(()).expect("told to stop");

    let ended = served.ended.await.expect("ended").expect("served");
    assert_eq!(ended, Stopped::GivenUp);
    drop(stream);
}
