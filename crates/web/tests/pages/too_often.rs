//! Whoever asks too often is refused, and nobody else.

use axum::http::{StatusCode, header};

use super::site::{PASSWORD, Site};

#[tokio::test]
async fn an_account_is_tried_ten_times_at_once_and_then_once_in_half_a_minute() {
    let mut site = Site::new();
    site.worker("Ada Example", &[]);
    site.worker("Ben Example", &[]);
    let wrong = |name| [("name", name), ("password", "wrong"), ("code", "1")];
    for _ in 0..10 {
        let page = site.browser().post("/sign-in", &wrong("ada.example")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    let page = site
        .browser()
        .post("/sign-in", &wrong("Ada.Example "))
        .await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.words().contains("Too many requests"));
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    let wait = page.headers[header::RETRY_AFTER].to_str().expect("text");
    assert!((1..=31).contains(&wait.parse::<i64>().expect("seconds")));
    let page = site.browser().post("/sign-in", &wrong("ben.example")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);

    site.time.pass(30);
    let page = site.browser().post("/sign-in", &wrong("ada.example")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn one_address_cannot_try_name_after_name() {
    let site = Site::new();
    let mut last = StatusCode::OK;
    for at in 0..=120 {
        let name = format!("name{at}");
        let answers = [
            ("name", name.as_str()),
            ("password", PASSWORD),
            ("code", ""),
        ];
        last = site.browser().post("/sign-in", &answers).await.status;
        if last == StatusCode::TOO_MANY_REQUESTS {
            assert_eq!(at, 120, "all that is allowed at once was taken first");
        }
    }

    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_session_that_asks_for_page_after_page_waits_and_others_do_not() {
    let mut site = Site::new();
    site.worker("Ada Example", &[]);
    site.worker("Ben Example", &[]);
    let mut ada = site.signed_in("ada.example").await;
    let mut ben = site.signed_in("ben.example").await;
    for _ in 0..120 {
        assert_eq!(ada.get("/drafts").await.status, StatusCode::OK);
    }

    let page = ada.get("/drafts").await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(ben.get("/drafts").await.status, StatusCode::OK);
    site.time.pass(1);
    assert_eq!(ada.get("/drafts").await.status, StatusCode::OK);
}
