//! Signing in through an identity provider.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use store::{Account, Note};
use web::{IdentityProvider, Settings};

use crate::browser::{Browser, Page};
use crate::provider::Provider;
use crate::site::{PASSWORD, Site};

/// Pages that people sign in to through a provider, in which Ada and Ben have accounts.
pub async fn both() -> (Site, Provider) {
    both_with(|_| {}).await
}

pub async fn both_with(change: impl FnOnce(&mut IdentityProvider)) -> (Site, Provider) {
    let provider = Provider::new().await;
    let mut set = provider.set();
    change(&mut set);
    let mut site = Site::with(Settings {
        provider: Some(set),
        ..Settings::default()
    });
    provider.goes_by(&site.time);
    site.worker("Ada Example", &[("social-worker", None)]);
    site.worker("Ben Example", &[("social-worker", None)]);
    (site, provider)
}

/// Somebody goes to the provider, is let in there by this name, and comes back.
pub async fn comes_back(browser: &mut Browser, provider: &Provider, name: &str) -> Page {
    let led = browser.get("/sign-in/provider").await;
    browser.get(&provider.lets_in(&led, name)).await
}

pub async fn signed_in(site: &Site, provider: &Provider, name: &str) -> Browser {
    let mut browser = site.browser();
    let page = comes_back(&mut browser, provider, name).await;
    assert_eq!(page.goes_to(), "/", "{}", page.text);
    assert!(is_in(&mut browser).await);
    browser
}

pub async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/account").await.status == StatusCode::OK
}

fn sessions(site: &Site) -> usize {
    let mut reader = site.store.open_reader().expect("a reader");
    reader.sessions().expect("sessions").len()
}

#[tokio::test]
async fn whoever_signs_in_at_work_is_signed_in_here_and_sees_the_page_that_was_asked_for() {
    let (site, provider) = both().await;
    let mut browser = site.browser();
    let asked = browser.get("/find?q=1").await.goes_to().to_owned();
    let page = browser.get(&asked).await;
    assert!(page.words().contains("Sign in with Exampleshire"));
    assert!(!page.words().contains("Password"), "nobody has one");
    let from = page.text.find("/sign-in/provider").expect("the way");
    let way = page.text[from..].split('"').next().expect("an address");

    let led = browser.get(way).await;
    let back = browser.get(&provider.lets_in(&led, "Ada.Example")).await;

    assert_eq!(back.goes_to(), "/find?q=1");
    let account = browser.get("/account").await.words();
    assert!(account.contains("Ada Example"), "{account}");
    assert!(!account.contains("Change your password"), "{account}");
}

#[tokio::test]
async fn whom_the_provider_knows_and_the_record_does_not_is_told_so_and_given_nothing() {
    let (site, provider) = both().await;
    let mut browser = site.browser();

    let page = comes_back(&mut browser, &provider, "carla.example").await;

    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let words = page.words();
    assert!(words.contains("knows you as carla.example"), "{words}");
    assert!(words.contains("None was made"), "{words}");
    assert!(!is_in(&mut browser).await);
    let mut reader = site.store.open_reader().expect("a reader");
    assert_eq!(reader.accounts().expect("accounts").len(), 2);
}

#[tokio::test]
async fn what_was_not_said_of_this_sign_in_to_these_pages_just_now_is_not_believed() {
    for gets_wrong in [
        |claims: &mut Value| claims["nonce"] = "another".into(),
        |claims: &mut Value| claims["nonce"] = Value::Null,
        |claims: &mut Value| claims["aud"] = "other-pages".into(),
        |claims: &mut Value| claims["aud"] = json!(["sightline", "other-pages"]),
        |claims: &mut Value| claims["iss"] = "http://127.0.0.1:1".into(),
        |claims: &mut Value| claims["exp"] = (claims["iat"].as_i64().expect("a time") - 1).into(),
        |claims: &mut Value| claims["preferred_username"] = Value::Null,
    ] {
        let (site, provider) = both().await;
        provider.does().gets_wrong = gets_wrong;
        let mut browser = site.browser();

        let page = comes_back(&mut browser, &provider, "ada.example").await;

        assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.words());
        assert!(page.words().contains("You are not signed in"));
        assert!(!is_in(&mut browser).await);
        assert_eq!(sessions(&site), 0);
    }
}

#[tokio::test]
async fn a_key_that_the_provider_does_not_show_is_not_believed_and_a_new_one_that_it_shows_is() {
    let (site, provider) = both().await;
    signed_in(&site, &provider, "ada.example").await;

    provider.change_the_key();
    let mut browser = site.browser();
    let page = comes_back(&mut browser, &provider, "ada.example").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "it was asked just now");

    site.time.pass(61);
    signed_in(&site, &provider, "ada.example").await;
}

#[tokio::test]
async fn nobody_is_signed_in_by_a_way_that_was_not_begun_in_their_browser() {
    let (site, provider) = both().await;
    let mut ada = site.browser();
    let led = ada.get("/sign-in/provider").await;
    let back = provider.lets_in(&led, "ada.example");

    // Ben is led along Ada's way, once having begun none himself, once having begun one.
    let mut ben = site.browser();
    let page = ben.get(&back).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.words().contains("Begin again"), "{}", page.words());
    ben.get("/sign-in/provider").await;
    assert_eq!(ben.get(&back).await.status, StatusCode::FORBIDDEN);
    assert!(!is_in(&mut ben).await);

    // Nor by another state, nor too late.
    let other = back.replace("state=", "state=0");
    assert_eq!(ada.get(&other).await.status, StatusCode::FORBIDDEN);
    let led = ada.get("/sign-in/provider").await;
    let back = provider.lets_in(&led, "ada.example");
    site.time.pass(601);
    assert_eq!(ada.get(&back).await.status, StatusCode::FORBIDDEN);
    assert_eq!(sessions(&site), 0);
}

#[tokio::test]
async fn a_way_back_is_gone_once() {
    let (site, provider) = both().await;
    let mut browser = site.browser();
    let led = browser.get("/sign-in/provider").await;
    let back = provider.lets_in(&led, "ada.example");
    assert_eq!(browser.get(&back).await.goes_to(), "/");

    assert_eq!(browser.get(&back).await.status, StatusCode::FORBIDDEN);
    assert_eq!(sessions(&site), 1);
}

#[tokio::test]
async fn whom_the_provider_does_not_let_in_is_told_so() {
    let (site, provider) = both().await;
    let mut browser = site.browser();
    let led = browser.get("/sign-in/provider").await;
    let back = provider.lets_in(&led, "ada.example");
    let (path, _) = back.split_once('?').expect("questions");
    let state = back.split("state=").nth(1).expect("a state");

    let page = browser
        .get(&format!("{path}?error=access_denied&state={state}"))
        .await;

    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.words().contains("did not let you in"));
}

#[tokio::test]
async fn the_provider_is_asked_by_https_and_only_one_with_a_certificate_that_is_trusted() {
    for is_trusted in [true, false] {
        let (provider, certificate) = Provider::by_https().await;
        let (_, other) = Provider::by_https().await;
        let trusted = if is_trusted { certificate } else { other };
        let mut site = Site::with(Settings {
            provider: Some(IdentityProvider {
                trusted: Some(trusted.into_bytes()),
                ..provider.set()
            }),
            ..Settings::default()
        });
        provider.goes_by(&site.time);
        site.worker("Ada Example", &[]);

        if is_trusted {
            signed_in(&site, &provider, "ada.example").await;
        } else {
            let page = site.browser().get("/sign-in/provider").await;
            assert_eq!(page.status, StatusCode::BAD_GATEWAY);
        }
    }
}

#[tokio::test]
async fn what_is_kept_on_the_way_is_for_this_host_alone_and_cannot_be_read() {
    let provider = Provider::new().await;
    let site = Site::with(Settings {
        provider: Some(provider.set()),
        https: true,
        ..Settings::default()
    });

    let led = site.browser().get("/sign-in/provider?then=/find").await;

    let kept = led.headers[header::SET_COOKIE].to_str().expect("a cookie");
    assert!(kept.starts_with("__Host-sightline-way="), "{kept}");
    for part in ["; Path=/;", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
        assert!(kept.contains(part), "{kept}");
    }
    assert!(!kept.contains("Domain") && !kept.contains("find"), "{kept}");
    let state = led.goes_to().split("state=").nth(1).expect("a state");
    assert!(!kept.contains(&state[..64]), "{kept}");
}

#[tokio::test]
async fn whoever_comes_through_the_provider_has_nothing_to_set_up_and_is_given_no_password() {
    let (site, provider) = both().await;
    let account = site.read(|reader| {
        let account = reader.account_named("ada.example").expect("read");
        account.expect("an account")
    });
    site.note(Note::Account(Account {
        must_change: true,
        version: account.version + 1,
        ..account
    }));

    let mut ada = signed_in(&site, &provider, "ada.example").await;

    assert_eq!(ada.get("/account/set-up").await.goes_to(), "/account");
    let answers = [
        ("password", "kettle orbit moss"),
        ("again", "kettle orbit moss"),
    ];
    assert_eq!(
        ada.post("/account/set-up", &answers).await.goes_to(),
        "/account"
    );
    assert_eq!(
        ada.get("/account/password").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn nobody_is_led_to_another_site_after_signing_in() {
    let (site, provider) = both().await;
    for then in ["//evil.example", "https://evil.example", "/%5Cevil.example"] {
        let mut browser = site.browser();
        let led = browser.get(&format!("/sign-in/provider?then={then}")).await;

        let back = browser.get(&provider.lets_in(&led, "ada.example")).await;

        assert_eq!(back.goes_to(), "/", "{then}");
    }
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_said_to_and_nothing_breaks() {
    let (site, provider) = both().await;
    provider.does().is_away = true;

    let page = site.browser().get("/sign-in/provider").await;

    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    assert!(page.words().contains("Try again in a few minutes"));

    // It is asked again, though not by each who waits.
    provider.does().is_away = false;
    let page = site.browser().get("/sign-in/provider").await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    site.time.pass(15);
    signed_in(&site, &provider, "ada.example").await;
}

#[tokio::test]
async fn where_people_sign_in_at_work_a_password_lets_in_the_emergency_account_alone() {
    let (site, _provider) = both_with(|set| set.emergency = vec!["ada.example".to_owned()]).await;
    let page = site.browser().get("/sign-in").await;
    assert!(page.words().contains("Sign in with an emergency account"));

    let mut of_ada = site.signed_in("ada.example").await;
    assert!(is_in(&mut of_ada).await);

    let code = site.code("ben.example");
    let answers = [
        ("name", "ben.example"),
        ("password", PASSWORD),
        ("code", &code),
    ];
    let mut of_ben = site.browser();
    let page = of_ben.post("/sign-in", &answers).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!is_in(&mut of_ben).await);
}
