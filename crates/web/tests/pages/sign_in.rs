//! Signing in.

use axum::http::StatusCode;
use store::{Account, Note};

use super::site::{PASSWORD, Site};

#[tokio::test]
async fn nobody_sees_anything_before_signing_in_and_then_the_page_that_was_asked_for() {
    let mut site = Site::new();
    site.worker("Ada Example", &[("social-worker", None)]);
    let mut browser = site.browser();

    for address in [
        "/",
        "/find",
        "/drafts",
        "/account",
        "/child/0123456789abcdef0123456789abcdef",
    ] {
        let page = browser.get(address).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{address}");
        assert!(page.goes_to().starts_with("/sign-in"), "{address}");
    }
    let asked = browser.get("/find?q=1").await.goes_to().to_owned();
    let page = browser.get(&asked).await;
    let then = page.value("then").expect("where to go").to_owned();
    let code = site.code("ada.example");
    let answers = [
        ("name", "Ada.Example"),
        ("password", PASSWORD),
        ("code", &code),
        ("then", &then),
    ];
    let page = browser.post("/sign-in", &answers).await;

    assert_eq!(page.goes_to(), "/find?q=1");
    assert!(
        browser
            .get("/account")
            .await
            .words()
            .contains("Ada Example")
    );
}

#[tokio::test]
async fn what_was_wrong_is_not_said_so_that_nobody_learns_who_has_an_account() {
    let mut site = Site::new();
    site.worker("Ada Example", &[]);
    let code = site.code("ada.example");
    let mut said = Vec::new();
    for (name, password, code) in [
        ("nobody", PASSWORD, code.as_str()),
        ("ada.example", "another password", code.as_str()),
        ("ada.example", PASSWORD, "000000"),
    ] {
        let answers = [("name", name), ("password", password), ("code", code)];
        let page = site.browser().post("/sign-in", &answers).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        said.push(
            page.words()
                .replace("nobody", "")
                .replace("ada.example", ""),
        );
    }
    said.dedup();
    assert_eq!(said.len(), 1, "{said:?}");
}

#[tokio::test]
async fn more_than_a_form_may_hold_is_refused_with_a_page_that_says_nothing_of_the_inside() {
    let site = Site::new();
    let long = "a".repeat(1024 * 1024);

    let page = site.browser().post("/sign-in", &[("name", &long)]).await;

    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.words().contains("What you sent is too long"));
    assert!(!page.words().contains("buffer"), "{}", page.words());
}

#[tokio::test]
async fn a_code_is_taken_once() {
    let mut site = Site::new();
    site.worker("Ada Example", &[]);
    let code = site.code("ada.example");
    let answers = [
        ("name", "ada.example"),
        ("password", PASSWORD),
        ("code", code.as_str()),
    ];

    assert_eq!(
        site.browser().post("/sign-in", &answers).await.goes_to(),
        "/"
    );
    let again = site.browser().post("/sign-in", &answers).await;

    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn after_five_wrong_tries_an_account_rests_for_a_quarter_of_an_hour() {
    let mut site = Site::new();
    site.worker("Ada Example", &[]);
    for _ in 0..5 {
        let answers = [
            ("name", "ada.example"),
            ("password", "wrong"),
            ("code", "1"),
        ];
        site.browser().post("/sign-in", &answers).await;
    }
    let code = site.code("ada.example");
    let right = [
        ("name", "ada.example"),
        ("password", PASSWORD),
        ("code", code.as_str()),
    ];
    let page = site.browser().post("/sign-in", &right).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);

    site.time.pass(15 * 60);
    let code = site.code("ada.example");
    let right = [
        ("name", "ada.example"),
        ("password", PASSWORD),
        ("code", code.as_str()),
    ];
    assert_eq!(site.browser().post("/sign-in", &right).await.goes_to(), "/");
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_without_a_page_and_after_twelve_hours_at_most() {
    let mut site = Site::new();
    site.worker("Ada Example", &[]);
    let mut browser = site.signed_in("ada.example").await;

    for _ in 0..24 {
        site.time.pass(29 * 60);
        assert_eq!(browser.get("/account").await.status, StatusCode::OK);
    }
    site.time.pass(29 * 60);
    assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);

    let mut browser = site.signed_in("ada.example").await;
    site.time.pass(30 * 60);
    assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session() {
    let mut site = Site::new();
    site.worker("Ada Example", &[]);
    let mut at_work = site.signed_in("ada.example").await;
    let mut at_home = site.signed_in("ada.example").await;
    at_work.get("/account").await;

    at_work.post("/sign-out-everywhere", &[]).await;

    for browser in [&mut at_work, &mut at_home] {
        assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn whoever_has_left_is_signed_out_at_once() {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let mut browser = site.signed_in("ada.example").await;
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);

    site.record(ada, "worker-left", &[("left_on", "2026-11-01")]);

    assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
    let code = site.code("ada.example");
    let right = [
        ("name", "ada.example"),
        ("password", PASSWORD),
        ("code", code.as_str()),
    ];
    let mut browser = site.browser();
    browser.post("/sign-in", &right).await;
    assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn at_the_first_sign_in_one_sets_a_password_and_an_authenticator_of_ones_own() {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[]);
    let account = site.read(|reader| reader.account_of(ada));
    let account = account.expect("read").expect("an account");
    site.note(Note::Account(Account {
        must_change: true,
        version: account.version + 1,
        ..account
    }));
    let mut browser = site.browser();
    let start = [
        ("name", "ada.example"),
        ("password", PASSWORD),
        ("code", ""),
    ];
    browser.post("/sign-in", &start).await;

    // Nothing else can be seen before, but one can go.
    assert_eq!(browser.get("/find").await.goes_to(), "/account/set-up");
    browser.get("/account/set-up").await;
    let gone = browser.post("/sign-out", &[]).await;
    assert_eq!(gone.goes_to(), "/sign-in");
    browser.post("/sign-in", &start).await;
    let page = browser.get("/account/set-up").await;
    assert!(page.text.contains("<svg"), "a picture to scan");
    let page = browser
        .post(
            "/account/set-up",
            &[("password", "short"), ("again", "short"), ("code", "1")],
        )
        .await;
    assert!(
        page.words()
            .contains("Password must be 12 characters or more")
    );
    assert!(page.words().contains("Code must be the 6 figures"));
    let code = site.code("ada.example");
    let own = "three random words";
    let page = browser
        .post(
            "/account/set-up",
            &[("password", own), ("again", own), ("code", &code)],
        )
        .await;
    assert!(
        page.words().contains("Keep your recovery codes"),
        "{}",
        page.words()
    );
    let list = page.text.split("<ul").nth(2).expect("codes");
    let recovery = list.split("<li>").nth(1).expect("a code");
    let recovery = recovery.split('<').next().expect("a code").to_owned();

    // The recovery code stands in for a telephone, once.
    let answers = [
        ("name", "ada.example"),
        ("password", own),
        ("code", recovery.as_str()),
    ];
    assert_eq!(
        site.browser().post("/sign-in", &answers).await.goes_to(),
        "/"
    );
    let again = site.browser().post("/sign-in", &answers).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_form_that_is_not_of_this_session_does_nothing() {
    let mut site = Site::new();
    site.worker("Ada Example", &[]);
    let mut browser = site.signed_in("ada.example").await;
    browser.get("/account").await;

    let page = browser
        .post("/sign-out-everywhere", &[("form", "0000")])
        .await;

    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
}
