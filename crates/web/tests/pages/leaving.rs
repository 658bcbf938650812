//! Leaving, where people sign in through an identity provider: by the record, and by what the
//! provider says.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value, json};
use store::{Account, Note};

use crate::oidc::{both, both_with, comes_back, is_in, signed_in};
use crate::provider::base64;

#[tokio::test]
async fn whoever_has_left_by_the_record_is_not_let_in_though_the_provider_knows_them() {
    let (mut site, provider) = both().await;
    let mut ada = signed_in(&site, &provider, "ada.example").await;
    let mut reader = site.store.open_reader().expect("a reader");
    let account = |name: &str, reader: &mut store::Reader| {
        let account = reader.account_named(name).expect("read");
        account.expect("an account")
    };
    let (of_ada, of_ben) = (
        account("ada.example", &mut reader),
        account("ben.example", &mut reader),
    );
    site.record(of_ada.worker, "worker-left", &[("left_on", "2026-11-01")]);
    site.note(Note::Account(Account {
        closed_at: Some(site.time.now()),
        version: of_ben.version + 1,
        ..of_ben
    }));

    assert!(!is_in(&mut ada).await);
    for name in ["ada.example", "ben.example"] {
        let mut browser = site.browser();
        let page = comes_back(&mut browser, &provider, name).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{name}");
        assert!(!is_in(&mut browser).await);
    }
}

#[tokio::test]
async fn whoever_has_left_by_the_provider_is_signed_out_when_it_is_asked_again() {
    let (site, provider) = both().await;
    let mut ada = signed_in(&site, &provider, "ada.example").await;
    let mut ben = signed_in(&site, &provider, "ben.example").await;
    provider.does().left = vec!["ada.example".to_owned()];

    web::check_sessions(&site.app()).await;
    assert_eq!(provider.does().asked_again, 0, "it is not time yet");
    site.time.pass(601);
    web::check_sessions(&site.app()).await;

    assert_eq!(provider.does().asked_again, 2);
    assert!(!is_in(&mut ada).await);
    assert!(is_in(&mut ben).await);
    web::check_sessions(&site.app()).await;
    assert_eq!(provider.does().asked_again, 2, "it was asked just now");
}

#[tokio::test]
async fn a_session_that_the_provider_says_is_another_persons_ends() {
    let (site, provider) = both().await;
    let mut ada = signed_in(&site, &provider, "ada.example").await;
    provider.does().gets_wrong = |claims| claims["preferred_username"] = "ben.example".into();

    site.time.pass(601);
    web::check_sessions(&site.app()).await;

    assert!(!is_in(&mut ada).await);
}

#[tokio::test]
async fn while_the_provider_does_not_answer_people_work_on_but_not_for_long() {
    let (site, provider) = both().await;
    let mut ada = signed_in(&site, &provider, "ada.example").await;
    provider.does().is_away = true;

    site.time.pass(601);
    web::check_sessions(&site.app()).await;
    assert!(is_in(&mut ada).await);

    site.time.pass(1_200);
    web::check_sessions(&site.app()).await;
    assert!(!is_in(&mut ada).await);
}

#[tokio::test]
async fn where_nothing_can_be_asked_and_nothing_is_told_a_session_is_short() {
    for (tells, is_short) in [(false, true), (true, false)] {
        let (site, provider) = both_with(|set| {
            set.unchecked_for = SignedDuration::from_mins(5);
        })
        .await;
        provider.does().gives_refresh = false;
        provider.does().tells = tells;
        let mut ada = signed_in(&site, &provider, "ada.example").await;

        site.time.pass(301);

        assert_eq!(!is_in(&mut ada).await, is_short);
    }
}

#[tokio::test]
async fn whom_the_provider_signs_out_is_signed_out_here_everywhere_at_once() {
    let (site, provider) = both().await;
    let mut at_desk = signed_in(&site, &provider, "ada.example").await;
    let mut on_telephone = signed_in(&site, &provider, "ada.example").await;
    let mut ben = signed_in(&site, &provider, "ben.example").await;
    let token = provider.tells_to_sign_out("ada.example", |_| {});

    let said = site
        .browser()
        .post("/sign-in/provider/sign-out", &[("logout_token", &token)])
        .await;

    assert_eq!(said.status, StatusCode::OK);
    assert!(!is_in(&mut at_desk).await);
    assert!(!is_in(&mut on_telephone).await);
    assert!(is_in(&mut ben).await);
}

#[tokio::test]
async fn nobody_else_can_sign_somebody_out() {
    let (site, provider) = both().await;
    let mut ada = signed_in(&site, &provider, "ada.example").await;
    let wrong = |change: fn(&mut Value)| provider.tells_to_sign_out("ada.example", change);
    let good = wrong(|_| {});
    let (signed, _) = good.rsplit_once('.').expect("a signature");
    let (_, claims) = signed.split_once('.').expect("claims");
    let unsigned = base64(json!({ "alg": "none" }).to_string());
    let shared = base64(json!({ "alg": "HS256" }).to_string());
    for token in [
        String::new(),
        format!("{signed}.{}", base64([0; 64])),
        format!("{unsigned}.{claims}."),
        format!("{shared}.{claims}.{}", base64([0; 32])),
        wrong(|claims| claims["aud"] = "other-pages".into()),
        wrong(|claims| claims["iss"] = "http://127.0.0.1:1".into()),
        wrong(|claims| claims["nonce"] = "a nonce".into()),
        wrong(|claims| claims["events"] = json!({})),
        wrong(|claims| claims["iat"] = 0.into()),
        wrong(|claims| claims["exp"] = claims["iat"].clone()),
        wrong(|claims| claims["sub"] = Value::Null),
    ] {
        let said = site
            .browser()
            .post("/sign-in/provider/sign-out", &[("logout_token", &token)])
            .await;
        assert_eq!(said.status, StatusCode::BAD_REQUEST, "{token}");
    }
    assert!(is_in(&mut ada).await);
}

#[tokio::test]
async fn a_session_there_is_enough_to_know_whom_to_sign_out() {
    let (site, provider) = both().await;
    let mut ada = signed_in(&site, &provider, "ada.example").await;
    let mut ben = signed_in(&site, &provider, "ben.example").await;
    let token = provider.tells_to_sign_out("ada.example", |claims| {
        claims["sub"] = Value::Null;
        claims["sid"] = "sid-ada.example".into();
    });

    site.browser()
        .post("/sign-in/provider/sign-out", &[("logout_token", &token)])
        .await;

    assert!(!is_in(&mut ada).await);
    assert!(is_in(&mut ben).await);
}

#[tokio::test]
async fn a_session_through_a_provider_ends_where_there_is_none_any_more() {
    let (site, provider) = both().await;
    let kept = signed_in(&site, &provider, "ada.example").await.closed();

    let site = site.restarted();
    let mut ada = site.browser().opened(kept);

    assert!(!is_in(&mut ada).await);
    assert_eq!(
        ada.get("/sign-in/provider").await.status,
        StatusCode::NOT_FOUND
    );
}
