//! Opening a file for a child who has none.

use axum::http::StatusCode;

use super::site::Site;
use super::workers::fill;

const KNOWN: [(&str, &str); 5] = [
    ("f-forename", "Siobhan"),
    ("f-surname", "Fictional"),
    ("f-born_on-day", "1"),
    ("f-born_on-month", "3"),
    ("f-born_on-year", "2014"),
];

#[tokio::test]
async fn a_social_worker_opens_a_file_and_can_work_in_it_at_once() {
    let mut site = Site::new();
    site.worker("Ada Example", &[("social-worker", None)]);
    let mut browser = site.signed_in("ada.example").await;

    let page = fill(&mut browser, "/new-file", &KNOWN).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let child = page.goes_to().to_owned();
    let page = browser.get(&child).await;

    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    assert!(
        page.words().contains("Siobhan Fictional Born 1 March 2014"),
        "{}",
        page.words()
    );
    // A number was made, of the length that the returns take.
    let number = page
        .words()
        .split_whitespace()
        .find(|word| word.starts_with('N') && word.len() == 10)
        .map(str::to_owned);
    assert!(number.is_some(), "{}", page.words());
    assert!(browser.get("/").await.words().contains("Siobhan Fictional"));
}

#[tokio::test]
async fn who_may_be_the_same_child_is_shown_before_a_second_file_is_opened() {
    let mut site = Site::new();
    site.worker("Gwen Example", &[("front-door", None)]);
    let there = site.child("Shivaun", "Fictional", "X1");
    let mut browser = site.signed_in("gwen.example").await;

    let page = fill(&mut browser, "/new-file", &KNOWN).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words()
            .contains("Is it one of these children? Shivaun Fictional"),
        "{}",
        page.words()
    );
    assert!(page.text.contains(&format!("/child/{there}")));

    let (entry, file, seen) = (page.value("entry"), page.value("file"), page.value("seen"));
    let hidden = [("entry", entry), ("file", file), ("seen", seen)];
    let hidden = hidden.map(|(name, value)| (name, value.expect("hidden").to_owned()));
    let mut answers: Vec<(&str, &str)> = hidden
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    answers.extend(KNOWN);
    let opened = browser.post("/new-file", &answers).await;
    assert_eq!(
        opened.goes_to(),
        format!("/child/{}", hidden[1].1),
        "{}",
        opened.words()
    );
    // Sent twice, opened once.
    assert_eq!(
        browser.post("/new-file", &answers).await.goes_to(),
        opened.goes_to()
    );
}

#[tokio::test]
async fn a_restricted_child_is_not_shown_as_the_same() {
    let mut site = Site::new();
    site.worker("Ada Example", &[("social-worker", None)]);
    let there = site.child("Siobhan", "Fictional", "X1");
    site.record(
        there,
        "restriction-placed",
        &[("placed_on", "2026-11-01T09:00:00Z"), ("why", "colleague")],
    );
    let mut browser = site.signed_in("ada.example").await;

    let page = fill(&mut browser, "/new-file", &KNOWN).await;

    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
}

#[tokio::test]
async fn a_file_says_who_it_is_of_and_takes_no_number_that_another_has() {
    let mut site = Site::new();
    site.worker("Ada Example", &[("social-worker", None)]);
    site.worker("Ian Example", &[("administrator", None)]);
    site.child("Kofi", "Madeup", "X1");
    let mut browser = site.signed_in("ada.example").await;

    let page = fill(&mut browser, "/new-file", &[("f-authority_id", "X1")]).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words().contains("Enter a first name or a surname"),
        "{}",
        page.words()
    );
    assert!(
        page.words().contains("Another child has that number"),
        "{}",
        page.words()
    );
    let mut administrator = site.signed_in("ian.example").await;
    assert_eq!(
        administrator.get("/new-file").await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_baby_who_is_not_yet_born_has_a_file() {
    let mut site = Site::new();
    site.worker("Gwen Example", &[("front-door", None)]);
    let mut browser = site.signed_in("gwen.example").await;

    let expected = [
        ("f-surname", "Fictional"),
        ("f-expected_on-day", "1"),
        ("f-expected_on-month", "3"),
        ("f-expected_on-year", "2027"),
    ];
    let page = fill(&mut browser, "/new-file", &expected).await;

    let child = page.goes_to().to_owned();
    assert!(browser.get(&child).await.words().contains("1 March 2027"));
}
