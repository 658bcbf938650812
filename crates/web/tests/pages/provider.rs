//! A small identity provider on a port of this machine. It lets in whomever a test says, and
//! gets wrong what a test wants.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use rcgen::{KeyPair, PKCS_ED25519, PublicKeyData as _, SigningKey as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::net::TcpListener;
use web::IdentityProvider;

use crate::browser::Page;
use crate::site::Time;

/// The name of the pages there, and the secret between the two.
const CLIENT: &str = "sightline";
const SECRET: &str = "between the two";
/// The address of the pages.
const PAGES: &str = "http://127.0.0.1:8080";

/// What somebody was let in with, until it is asked about.
struct Code {
    name: String,
    asked: HashMap<String, String>,
}

/// What the provider does.
pub struct Does {
    key: KeyPair,
    key_id: String,
    codes: HashMap<String, Code>,
    /// Whether it gives something to ask again with.
    pub gives_refresh: bool,
    /// Whether it says when somebody is to be signed out.
    pub tells: bool,
    /// Who has left: they are not known any more when it is asked again.
    pub left: Vec<String>,
    /// Whether it answers at all.
    pub is_away: bool,
    /// How often it was asked again.
    pub asked_again: usize,
    /// What it gets wrong.
    pub gets_wrong: fn(&mut Value),
    now: Option<Time>,
}

/// A small identity provider.
#[derive(Clone)]
pub struct Provider {
    pub issuer: String,
    does: Arc<Mutex<Does>>,
}

impl Provider {
    /// Begins on a free port; it ends with the test.
    pub async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let issuer = format!("http://{}", listener.local_addr().expect("an address"));
        let provider = Self {
            issuer,
            does: Arc::new(Mutex::new(Does {
                key: KeyPair::generate_for(&PKCS_ED25519).expect("a key"),
                key_id: "1".to_owned(),
                codes: HashMap::new(),
                gives_refresh: true,
                tells: true,
                left: Vec::new(),
                is_away: false,
                asked_again: 0,
                gets_wrong: |_| {},
                now: None,
            })),
        };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(itself))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    /// What it does, to be changed.
    pub fn does(&self) -> MutexGuard<'_, Does> {
        self.does.lock().expect("it")
    }

    /// As an authority sets it.
    pub fn set(&self) -> IdentityProvider {
        IdentityProvider {
            title: "Exampleshire".to_owned(),
            issuer: self.issuer.clone(),
            client_id: CLIENT.to_owned(),
            client_secret: Some(SECRET.to_owned()),
            pages: PAGES.to_owned(),
            ..IdentityProvider::default()
        }
    }

    /// It goes by this clock from now on.
    pub fn goes_by(&self, time: &Time) {
        self.does().now = Some(time.clone());
    }

    /// It signs with another key from now on.
    pub fn change_the_key(&self) {
        let mut does = self.does();
        does.key = KeyPair::generate_for(&PKCS_ED25519).expect("a key");
        "2".clone_into(&mut does.key_id);
    }

    /// Somebody is led there, and is let in by this name; the address that they come back to.
    pub fn lets_in(&self, led: &Page, name: &str) -> String {
        let asked = questions(led.goes_to());
        assert!(
            led.goes_to()
                .starts_with(&format!("{}/authorize?", self.issuer))
        );
        for (question, is) in [
            ("response_type", "code"),
            ("client_id", CLIENT),
            ("code_challenge_method", "S256"),
            ("scope", "openid profile"),
        ] {
            assert_eq!(asked.get(question).map(String::as_str), Some(is));
        }
        let mut does = self.does();
        let code = format!("code-{}", does.codes.len());
        let back = asked["redirect_uri"]
            .strip_prefix(PAGES)
            .expect("the pages")
            .to_owned();
        let state = asked["state"].clone();
        let name = name.to_owned();
        does.codes.insert(code.clone(), Code { name, asked });
        format!("{back}?code={code}&state={state}")
    }

    /// A token that says that somebody is to be signed out, with what is wrong about it.
    pub fn tells_to_sign_out(&self, name: &str, wrong: impl FnOnce(&mut Value)) -> String {
        let does = self.does();
        let mut claims = json!({
            "iss": self.issuer, "aud": CLIENT, "sub": subject(name),
            "iat": does.second(), "exp": does.second() + 120, "jti": "1",
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        });
        wrong(&mut claims);
        does.signed(&claims)
    }
}

impl Does {
    fn second(&self) -> i64 {
        let now = self.now.as_ref().expect("a clock");
        now.now().as_second()
    }

    fn signed(&self, claims: &Value) -> String {
        let header = json!({ "alg": "EdDSA", "typ": "JWT", "kid": self.key_id });
        let (header, claims) = (base64(header.to_string()), base64(claims.to_string()));
        let signed = format!("{header}.{claims}");
        let signature = self.key.sign(signed.as_bytes()).expect("signed");
        format!("{signed}.{}", base64(signature))
    }

    fn says_who(&self, issuer: &str, name: &str, nonce: Option<&str>) -> String {
        let mut claims = json!({
            "iss": issuer, "aud": CLIENT, "sub": subject(name), "sid": format!("sid-{name}"),
            "iat": self.second(), "exp": self.second() + 300, "preferred_username": name,
        });
        if let Some(nonce) = nonce {
            claims["nonce"] = nonce.into();
        }
        (self.gets_wrong)(&mut claims);
        self.signed(&claims)
    }
}

/// Who somebody is there: nothing of the name stands in it.
fn subject(name: &str) -> String {
    base64(Sha256::digest(name.to_lowercase()))
}

/// An answer in JSON.
fn answer(status: StatusCode, says: &Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (status, kind, says.to_string()).into_response()
}

async fn itself(State(provider): State<Provider>) -> Response {
    let does = provider.does();
    if does.is_away {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let at = |path: &str| format!("{}{path}", provider.issuer);
    let says = json!({
        "issuer": provider.issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "jwks_uri": at("/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
        "backchannel_logout_supported": does.tells,
    });
    answer(StatusCode::OK, &says)
}

async fn keys(State(provider): State<Provider>) -> Response {
    let does = provider.does();
    let says = json!({ "keys": [{
        "kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": does.key_id,
        "x": base64(does.key.der_bytes()),
    }]});
    answer(StatusCode::OK, &says)
}

async fn token(State(provider): State<Provider>, headers: HeaderMap, sent: Bytes) -> Response {
    let sent = form_urlencoded::parse(&sent).into_owned();
    let asked: HashMap<String, String> = sent.collect();
    let mut does = provider.does();
    let refused = |why: &str| answer(StatusCode::BAD_REQUEST, &json!({ "error": why }));
    if does.is_away {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let basic = headers
        .get("authorization")
        .map(|sent| sent.to_str().expect("text"));
    if !basic.is_some_and(|basic| basic.starts_with("Basic ")) {
        return refused("invalid_client");
    }
    let (name, nonce) = if asked["grant_type"] == "refresh_token" {
        does.asked_again += 1;
        let name = asked["refresh_token"]
            .rsplit(' ')
            .next()
            .expect("a name")
            .to_owned();
        (name, None)
    } else {
        let Some(code) = does.codes.remove(&asked["code"]) else {
            return refused("invalid_grant");
        };
        let shown = base64(Sha256::digest(&asked["code_verifier"]));
        if shown != code.asked["code_challenge"]
            || asked["redirect_uri"] != code.asked["redirect_uri"]
        {
            return refused("invalid_grant");
        }
        (code.name, Some(code.asked["nonce"].clone()))
    };
    if does.left.contains(&name) {
        return refused("invalid_grant");
    }
    let mut says = json!({
        "access_token": "not used", "token_type": "Bearer", "expires_in": 300,
        "id_token": does.says_who(&provider.issuer, &name, nonce.as_deref()),
    });
    if does.gives_refresh {
        says["refresh_token"] = format!("again {} {name}", does.asked_again).into();
    }
    answer(StatusCode::OK, &says)
}

fn questions(address: &str) -> HashMap<String, String> {
    let (_, questions) = address.split_once('?').expect("questions");
    form_urlencoded::parse(questions.as_bytes())
        .into_owned()
        .collect()
}

/// Base 64 with `-` and `_` and nothing at its end.
pub fn base64(bytes: impl AsRef<[u8]>) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.as_ref().chunks(3) {
        let mut bits = [0; 4];
        bits[1..=three.len()].copy_from_slice(three);
        let bits = u32::from_be_bytes(bits);
        for place in 0..=three.len() {
            text.push(char::from(
                LETTERS[(bits >> (18 - 6 * place)) as usize & 63],
            ));
        }
    }
    text
}
