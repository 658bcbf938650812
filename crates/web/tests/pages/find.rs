//! Finding a child.

use axum::http::StatusCode;

use super::site::Site;

#[tokio::test]
async fn a_child_is_found_by_a_name_that_is_misspelt_and_nothing_personal_stands_in_the_address() {
    let mut site = Site::new();
    site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Siobhan", "Fictional", "X1");
    site.child("Peter", "Madeup", "X2");
    let mut browser = site.signed_in("ada.example").await;
    browser.get("/find").await;

    let page = browser.post("/find", &[("who", "shivon fictionl")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let address = page.goes_to().to_owned();
    assert!(
        !address.contains("fict") && !address.contains("shivon"),
        "{address}"
    );
    let page = browser.get(&address).await;

    assert!(page.words().contains("1 child found"), "{}", page.words());
    assert!(page.text.contains(&format!("/child/{child}")));
    assert!(page.words().contains("Found by"));
}

#[tokio::test]
async fn a_restricted_child_is_not_found() {
    let mut site = Site::new();
    site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Siobhan", "Fictional", "X1");
    let restriction = [("placed_on", "2026-11-01T09:00:00Z"), ("why", "colleague")];
    site.record(child, "restriction-placed", &restriction);
    let mut browser = site.signed_in("ada.example").await;
    browser.get("/find").await;

    let address = browser
        .post("/find", &[("who", "Siobhan Fictional")])
        .await
        .goes_to()
        .to_owned();

    assert!(browser.get(&address).await.words().contains("Nobody found"));
}

#[tokio::test]
async fn nothing_asked_is_said_to_be_so() {
    let mut site = Site::new();
    site.worker("Ada Example", &[("social-worker", None)]);
    let mut browser = site.signed_in("ada.example").await;
    browser.get("/find").await;

    let page = browser.post("/find", &[("who", "  ")]).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words().contains("Enter a name, a date of birth"));
}
