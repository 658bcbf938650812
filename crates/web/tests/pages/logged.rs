//! What the log says of the pages, and what it never says.

use std::io;
use std::sync::{Arc, Mutex, OnceLock};

use axum::http::StatusCode;
use serde_json::Value;
use tracing_subscriber::fmt::MakeWriter;

use super::digest::{Given, given, mail};
use super::site::{PASSWORD, Site};
use crate::mail_server::{Does, MailServer};

/// Everything that this process logs.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Log {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

impl Log {
    /// From now on, down to the smallest thing that anybody says.
    fn begin() -> Self {
        static LOG: OnceLock<Log> = OnceLock::new();
        let begin = || {
            let log = Self::default();
            tracing_subscriber::fmt()
                .json()
                .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
                .with_writer(log.clone())
                .init();
            log
        };
        LOG.get_or_init(begin).clone()
    }

    fn text(&self) -> String {
        let bytes = self.0.lock().expect("the log").clone();
        String::from_utf8(bytes).expect("text")
    }
}

#[tokio::test]
async fn the_log_of_a_whole_session_says_which_pages_and_who_and_nothing_of_any_child() {
    let log = Log::begin();
    let mut site = Site::new();
    let worker = site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Quillon", "Vexworthy", "ZQX-4711");
    site.allocate(child, worker, "2026-10-01");
    let mut browser = site.browser();
    let wrong = [
        ("name", "ada.example"),
        ("password", "swordfish-swordfish"),
        ("code", "987654"),
    ];
    browser.post("/sign-in", &wrong).await;

    let mut browser = site.signed_in("ada.example").await;
    let mut seen = browser.get("/").await.text;
    browser.get("/find").await;
    let asked = [("who", "kwillan vexworthi 2014-03-01")];
    let found = browser.post("/find", &asked).await.goes_to().to_owned();
    seen += &browser.get(&found).await.text;
    let page = browser.get(&format!("/child/{child}/looks")).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    for page in ["", "/timeline", "/family", "/duties", "/record"] {
        let page = browser.get(&format!("/child/{child}{page}")).await;
        assert_eq!(page.status, StatusCode::OK);
        seen += &page.text;
    }
    assert!(seen.contains("Quillon") && seen.contains("Vexworthy"));
    let page = browser.get("/Quillon/Vexworthy?who=Quillon").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    browser.post("/sign-out", &[]).await;

    let said = log.text();
    let lower = said.to_lowercase();
    let (child, sealed) = (child.to_string(), found.rsplit('=').next().expect("sealed"));
    for never in [
        "quillon",
        "vexworth",
        "kwillan",
        "2014-03-01",
        "1 march 2014",
        "zqx-4711",
        "ada example",
        "ada.example",
        "swordfish",
        "987654",
        PASSWORD,
        &child,
        &sealed.to_lowercase(),
    ] {
        assert!(!lower.contains(never), "{never} stands in the log: {said}");
    }
    let lines: Vec<Value> = (said.lines())
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .filter(|line: &Value| line["fields"]["message"] == "answered")
        .collect();
    let timeline: Vec<&Value> = (lines.iter())
        .filter(|line| line["fields"]["route"] == "/child/{child}/timeline")
        .collect();
    let worker = worker.to_string();
    let ours = (timeline.iter()).find(|line| line["fields"]["worker"] == worker.as_str());
    let line = ours.expect("a line for the timeline, with who asked");
    assert_eq!(line["fields"]["method"], "GET");
    assert_eq!(line["fields"]["status"], 200);
    assert!(line["fields"]["milliseconds"].is_number(), "{line}");
    assert_eq!(line["fields"]["reference"].as_str().map(str::len), Some(8));
    assert!(line["timestamp"].is_string(), "{line}");
    assert!(lines.iter().any(|line| {
        line["fields"]["route"] == "/sign-in" && line["fields"]["worker"] == worker.as_str()
    }));
    assert!(lines.iter().any(|line| line["fields"]["route"] == "none"));
}

#[tokio::test]
async fn the_log_of_digests_says_that_some_were_not_sent_and_names_nobody() {
    let log = Log::begin();
    let server = MailServer::new().await;
    let Given { site, .. } = given(mail(&server));
    server.does(Does::RefusesWhom(550));
    let pages = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let serving = web::serve(site.app(), pages.expect("a port"), std::future::pending());
    let serving = tokio::spawn(serving);

    let said = async {
        while !log.text().contains("not every digest was sent") {
            tokio::task::yield_now().await;
        }
    };
    let said = tokio::time::timeout(std::time::Duration::from_secs(30), said).await;
    serving.abort();

    let text = log.text();
    assert!(said.is_ok(), "{text}");
    let ours = text.lines().filter(|line| line.contains("digest"));
    for line in ours {
        for never in [
            "north.example",
            "ada",
            "Ada",
            "Kofi",
            "post.example",
            "RCPT",
        ] {
            assert!(!line.contains(never), "{never}: {line}");
        }
    }
    assert!(!text.contains("north.example"), "{text}");
}
