//! Clients that take their time, by mistake or on purpose: the pages go on for everybody
//! else.

use std::time::Duration;

use jiff::SignedDuration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use web::Settings;

use crate::served::Served;
use crate::site::Site;

/// So long is soon over.
const SHORT: SignedDuration = SignedDuration::from_millis(100);
/// What never comes is not waited for longer.
const FOR_EVER: Duration = Duration::from_mins(1);

/// Sends this, and says what comes until the other end has closed.
async fn said(stream: &mut TcpStream, send: &str) -> String {
    // Where the other end has closed already, that is what is asked about.
    let _ = stream.write_all(send.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = timeout(FOR_EVER, stream.read_to_end(&mut answer))
        .await
        .expect("the other end closes in the end");
    String::from_utf8(answer).expect("text")
}

async fn connected(served: &Served) -> TcpStream {
    TcpStream::connect(served.address).await.expect("connected")
}

const ASKED: &str = "GET /sign-in HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn whoever_never_finishes_asking_is_not_listened_to_for_ever() {
    let site = Site::with(Settings {
        head_within: SHORT,
        ..Settings::default()
    });
    let served = Served::plain(&site).await;

    let answer = said(
        &mut connected(&served).await,
        "GET /sign-in HTTP/1.1\r\nHost: a.ex",
    )
    .await;

    assert!(!answer.contains("HTTP/1.1 200"), "{answer}");
    let answer = said(&mut connected(&served).await, ASKED).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn a_connection_that_is_idle_after_its_answer_is_closed() {
    let site = Site::with(Settings {
        head_within: SHORT,
        ..Settings::default()
    });
    let served = Served::plain(&site).await;

    let kept = ASKED.replace("Connection: close\r\n", "");
    let answer = said(&mut connected(&served).await, &kept).await;

    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn a_form_that_comes_drop_by_drop_is_told_that_it_took_too_long() {
    let site = Site::with(Settings {
        body_within: SHORT,
        ..Settings::default()
    });
    let served = Served::plain(&site).await;

    let answer = said(
        &mut connected(&served).await,
        "POST /sign-in HTTP/1.1\r\nHost: a.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nname=a",
    )
    .await;

    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("Nothing was recorded"), "{answer}");
}

#[tokio::test]
async fn however_many_hold_on_without_asking_others_are_served() {
    let site = Site::with(Settings {
        connections: 2,
        head_within: SHORT,
        ..Settings::default()
    });
    let served = Served::plain(&site).await;
    let mut held = Vec::new();
    for _ in 0..6 {
        held.push(connected(&served).await);
    }

    let answer = said(&mut connected(&served).await, ASKED).await;

    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn one_address_cannot_take_every_place() {
    let site = Site::with(Settings {
        connections_of_an_address: 1,
        ..Settings::default()
    });
    let served = Served::plain(&site).await;
    let mut first = connected(&served).await;
    let kept = ASKED.replace("Connection: close\r\n", "");
    first.write_all(kept.as_bytes()).await.expect("sent");
    let mut begun = [0; 15];
    first.read_exact(&mut begun).await.expect("an answer");
    assert_eq!(&begun, b"HTTP/1.1 200 OK");

    let second = said(&mut connected(&served).await, ASKED).await;
    assert_eq!(second, "", "there is no place for it");

    // Once the first has gone, there is.
    said(&mut first, ASKED).await;
    let third = said(&mut connected(&served).await, ASKED).await;
    assert!(third.starts_with("HTTP/1.1 200"), "{third}");
}

#[tokio::test]
async fn behind_a_proxy_all_come_from_one_address_and_are_served() {
    let site = Site::with(Settings {
        connections_of_an_address: 1,
        behind_proxy: true,
        ..Settings::default()
    });
    let served = Served::plain(&site).await;
    let _first = connected(&served).await;

    let second = said(&mut connected(&served).await, ASKED).await;

    assert!(second.starts_with("HTTP/1.1 200"), "{second}");
}
