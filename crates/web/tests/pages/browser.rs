//! A browser without scripts: it keeps its cookies, and sends forms with what stands in them.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use tower::ServiceExt as _;

/// A browser.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// What every form of this session carries, from the last page that had one.
    key: String,
}

/// What was answered.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    /// What was answered, where it is no text.
    pub bytes: Vec<u8>,
}

impl Page {
    /// Where the browser is sent.
    pub fn goes_to(&self) -> &str {
        let to = self.headers.get(header::LOCATION);
        to.map_or("", |to| to.to_str().expect("an address"))
    }

    /// The page's words, without markup and with single spaces.
    pub fn words(&self) -> String {
        let mut words = String::new();
        let mut inside = false;
        for letter in self.text.chars() {
            match letter {
                '<' => {
                    inside = true;
                    words.push(' ');
                }
                '>' => inside = false,
                letter if !inside => words.push(letter),
                _ => {}
            }
        }
        let words = words
            .replace("&amp;", "&")
            .replace("&quot;", "\"")
            .replace("&lt;", "<");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The value of a question, or of anything hidden, by its name.
    pub fn value(&self, name: &str) -> Option<&str> {
        let at = self.text.find(&format!("name=\"{name}\""))?;
        let start = self.text[..at].rfind('<')?;
        let tag = &self.text[start..start + self.text[start..].find('>')?];
        let from = tag.find("value=\"")? + 7;
        Some(&tag[from..from + tag[from..].find('"')?])
    }
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self {
            router,
            cookies: BTreeMap::new(),
            key: String::new(),
        }
    }

    /// It is closed: what it keeps.
    pub fn closed(self) -> BTreeMap<String, String> {
        self.cookies
    }

    /// It is opened again, with what it kept.
    pub fn opened(self, cookies: BTreeMap<String, String>) -> Self {
        Self { cookies, ..self }
    }

    /// Asks for a page.
    pub async fn get(&mut self, address: &str) -> Page {
        self.send(
            Request::get(address)
                .body(Body::empty())
                .expect("a request"),
        )
        .await
    }

    /// Sends a form, with what every form of this session carries.
    pub async fn post(&mut self, address: &str, answers: &[(&str, &str)]) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (question, answer) in answers {
            body.append_pair(question, answer);
        }
        if !answers.iter().any(|(question, _)| *question == "form") {
            body.append_pair("form", &self.key);
        }
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("host", "sightline.example")
            .header("origin", "http://sightline.example")
            .body(Body::from(body.finish()));
        self.send(request.expect("a request")).await
    }

    /// Sends a form with files, each to the question `document`.
    pub async fn post_files(
        &mut self,
        address: &str,
        answers: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Page {
        let files: Vec<_> = files
            .iter()
            .map(|(name, content)| ("document", *name, *content))
            .collect();
        self.post_files_for(address, answers, &files).await
    }

    /// The same, where the files answer these questions.
    pub async fn post_files_for(
        &mut self,
        address: &str,
        answers: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        const BETWEEN: &str = "----between-the-parts";
        let mut body = Vec::new();
        let mut part = |head: &str, content: &[u8]| {
            let head = format!("--{BETWEEN}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        };
        let key = self.key.clone();
        for (question, answer) in answers.iter().chain(&[("form", key.as_str())]) {
            part(&format!("name=\"{question}\""), answer.as_bytes());
        }
        for (question, name, content) in files {
            let head = format!("name=\"{question}\"; filename=\"{name}\"\r\nContent-Type: a/b");
            part(&head, content);
        }
        body.extend_from_slice(format!("--{BETWEEN}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BETWEEN}");
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, kind)
            .header("host", "sightline.example")
            .header("origin", "http://sightline.example")
            .body(Body::from(body));
        self.send(request.expect("a request")).await
    }

    async fn send(&mut self, mut request: Request<Body>) -> Page {
        if !self.cookies.is_empty() {
            let pairs = self.cookies.iter();
            let pairs: Vec<String> = pairs.map(|(name, kept)| format!("{name}={kept}")).collect();
            let cookies = pairs.join("; ").parse().expect("cookies");
            request.headers_mut().insert(header::COOKIE, cookies);
        }
        let answer = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let (status, headers) = (answer.status(), answer.headers().clone());
        for cookie in headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().expect("a cookie");
            let pair = cookie.split(';').next().expect("a pair");
            let (name, kept) = pair.split_once('=').expect("a pair");
            if kept.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), kept.to_owned());
            }
        }
        let body = to_bytes(answer.into_body(), usize::MAX)
            .await
            .expect("a body");
        let text = String::from_utf8_lossy(&body).into_owned();
        let page = Page {
            status,
            headers,
            text,
            bytes: body.to_vec(),
        };
        if let Some(key) = page.value("form") {
            key.clone_into(&mut self.key);
        }
        page
    }
}
