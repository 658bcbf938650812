//! Pages that say why there is no page, as somebody who is signed in sees them.

use axum::http::StatusCode;

use super::site::Site;
use crate::browser::{Browser, Page};

/// Whether the places where one may go stand at its top.
fn has_places(page: &Page) -> bool {
    let words = page.words();
    words.contains("Your children") && words.contains("Sign out")
}

async fn ada(site: &mut Site) -> Browser {
    site.worker("Ada Example", &[("social-worker", None)]);
    site.signed_in("ada.example").await
}

#[tokio::test]
async fn whoever_is_signed_in_can_go_on_from_a_page_that_is_not_there() {
    let mut site = Site::new();
    let mut ada = ada(&mut site).await;
    let nowhere = format!("/child/{}", site.new_id());

    for address in ["/no-such-page", &nowhere] {
        let page = ada.get(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        assert!(has_places(&page), "{address}: {}", page.words());
    }
    let page = site.browser().get("/no-such-page").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(!has_places(&page), "nobody is signed in");
}

#[tokio::test]
async fn whoever_may_not_or_asks_too_often_can_go_on_as_well() {
    let mut site = Site::new();
    let mut ada = ada(&mut site).await;

    let page = ada.get("/workers/new").await;
    assert!(
        [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&page.status),
        "{}",
        page.status
    );
    assert!(has_places(&page), "{}", page.words());
    let mut page = ada.get("/drafts").await;
    while page.status == StatusCode::OK {
        page = ada.get("/drafts").await;
    }
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(has_places(&page), "{}", page.words());
}

#[tokio::test]
async fn whoever_meets_another_at_the_same_moment_is_told_and_loses_nothing_typed() {
    let mut site = Site::new();
    let mut ada = ada(&mut site).await;
    let child = site.child("Kofi", "Fictional", "X1");
    let address = format!("/child/{child}/break-glass");
    let reason = "The police ask \"tonight\" & the team is away";
    ada.get(&address).await;
    let named = [
        ("told_on", "2026-11-02"),
        ("forename", "Kofi"),
        ("surname", "Other"),
    ];
    site.record_meanwhile(child, "person-details", &named);

    let page = ada.post(&address, &[("reason", reason)]).await;

    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.words());
    assert!(has_places(&page), "{}", page.words());
    assert!(page.words().contains("nothing of yours was recorded"));
    let kinds = |site: &Site| {
        let file = site.read(|reader| reader.file(child)).expect("a file");
        let kinds = file.into_iter().map(|entry| entry.header.kind);
        kinds.filter(|kind| kind.contains("glass")).count()
    };
    assert_eq!(kinds(&site), 0);

    // What was typed is sent again as it stands on the page.
    let kept = page.value("reason").expect("what was typed");
    let kept = kept.replace("&quot;", "\"").replace("&amp;", "&");
    assert_eq!(kept, reason);
    let again = ada.post(&address, &[("reason", &kept)]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.words());
    assert_eq!(kinds(&site), 1);
}
