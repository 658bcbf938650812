//! What those who run the program ask it.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use tower::ServiceExt as _;

use super::site::Site;

pub async fn ask(site: &Site, address: &str) -> (StatusCode, String) {
    let request = Request::get(address)
        .body(Body::empty())
        .expect("a request");
    let answer = web::operations(site.app()).oneshot(request).await;
    let answer = answer.expect("an answer");
    let status = answer.status();
    let body = to_bytes(answer.into_body(), usize::MAX).await;
    let text = String::from_utf8(body.expect("a body").to_vec());
    (status, text.expect("text"))
}

#[tokio::test]
async fn a_program_in_order_lives_and_is_ready() {
    let site = Site::new();

    assert_eq!(ask(&site, "/live").await.0, StatusCode::OK);
    let (status, said) = ask(&site, "/ready").await;
    assert_eq!((status, said.as_str()), (StatusCode::OK, "ready\n"));
}

#[tokio::test]
async fn a_record_that_cannot_be_read_is_not_ready_but_lives() {
    let site = Site::new();
    site.lose_the_record();

    let (status, said) = ask(&site, "/ready").await;

    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{said}");
    assert_eq!(said, "not ready: the record cannot be read\n");
    assert_eq!(ask(&site, "/live").await.0, StatusCode::OK);
}

#[tokio::test]
async fn read_models_of_another_book_are_not_ready() {
    let site = Site::derived_by_another_book();

    let (status, said) = ask(&site, "/ready").await;

    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{said}");
    assert!(said.contains("sightline rebuild"), "{said}");
}

#[tokio::test]
async fn requests_sign_ins_and_looks_are_counted_and_no_child_is_told() {
    let mut site = Site::new();
    let worker = site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Quillon", "Vexworthy", "ZQX-4711");
    site.allocate(child, worker, "2026-10-01");
    let wrong = [("name", "ada.example"), ("password", "no"), ("code", "1")];
    site.browser().post("/sign-in", &wrong).await;
    let mut browser = site.signed_in("ada.example").await;
    browser.get(&format!("/child/{child}")).await;
    browser.get("/made-up").await;

    let (status, text) = ask(&site, "/metrics").await;

    assert_eq!(status, StatusCode::OK);
    let entries = site.read(store::Reader::head);
    let entries = entries.expect("a head").position;
    for line in [
        "sightline_requests_total{method=\"GET\",route=\"/child/{child}\",status=\"200\"} 1",
        "sightline_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1",
        "sightline_requests_total{method=\"POST\",route=\"/sign-in\",status=\"422\"} 1",
        "sightline_request_duration_seconds_count{route=\"/child/{child}\"} 1",
        &format!("sightline_entries {entries}"),
        "sightline_sessions 1",
        "sightline_sign_ins_total 1",
        "sightline_sign_ins_refused_total 1",
        "sightline_too_often_total 0",
        "sightline_looks_total 1",
    ] {
        assert!(text.lines().any(|said| said == line), "{line}: {text}");
    }
    let child = child.to_string();
    for never in ["Quillon", "Ada", "made-up", &child, &worker.to_string()] {
        assert!(!text.contains(never), "{never}: {text}");
    }

    browser.post("/sign-out", &[]).await;
    let (_, text) = ask(&site, "/metrics").await;
    assert!(text.lines().any(|said| said == "sightline_sessions 0"));
}
