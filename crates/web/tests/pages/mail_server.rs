//! A small mail server on a port of this machine. It keeps what it is sent, and gets wrong what a test
//! wants. It ends with the test.

use std::sync::{Arc, Mutex, MutexGuard};

use rcgen::KeyPair;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// What the server does with a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Does {
    /// It takes it.
    #[default]
    Takes,
    /// It will have nothing of whom it is for, with this answer.
    RefusesWhom(u16),
    /// It takes the message, and says nothing.
    TakesAndIsSilent,
    /// It takes the message, and breaks off.
    TakesAndBreaksOff,
    /// It does not even greet.
    SaysNothing,
}

/// What it was told, and what it does.
#[derive(Default)]
pub struct Told {
    /// The messages, whole.
    pub messages: Vec<String>,
    /// Each line that was said before anything was encrypted, where it is from then on.
    pub plain: Vec<String>,
    /// Each line besides.
    pub lines: Vec<String>,
    /// What it does with the next.
    pub does: Does,
}

/// A small mail server.
#[derive(Clone)]
pub struct MailServer {
    pub port: u16,
    told: Arc<Mutex<Told>>,
    took: Arc<Notify>,
}

impl MailServer {
    /// One that encrypts nothing.
    pub async fn new() -> Self {
        Self::with(None, false).await
    }

    /// One that encrypts from the first byte on; and its certificate, as PEM.
    pub async fn encrypted() -> (Self, String) {
        let (acceptor, certificate) = certified();
        (Self::with(Some(acceptor), false).await, certificate)
    }

    /// One that encrypts once it is asked to (`STARTTLS`); and its certificate, as PEM.
    pub async fn encrypted_when_asked() -> (Self, String) {
        let (acceptor, certificate) = certified();
        (Self::with(Some(acceptor), true).await, certificate)
    }

    async fn with(encrypt: Option<TlsAcceptor>, when_asked: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let server = Self {
            port: listener.local_addr().expect("an address").port(),
            told: Arc::default(),
            took: Arc::default(),
        };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (server, encrypt) = (serving.clone(), encrypt.clone());
                tokio::spawn(async move {
                    let Some(encrypt) = encrypt else {
                        return server.talk(stream, true).await;
                    };
                    let stream = if when_asked {
                        server.asked_to_encrypt(stream).await?
                    } else {
                        stream
                    };
                    let stream = encrypt.accept(stream).await.ok()?;
                    server.talk(stream, !when_asked).await
                });
            }
        });
        server
    }

    /// What it was told so far.
    pub fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().expect("it")
    }

    /// From now on it does this.
    pub fn does(&self, does: Does) {
        self.told().does = does;
    }

    /// How many messages it was sent.
    pub fn many(&self) -> usize {
        self.told().messages.len()
    }

    /// Waits until it was sent a message.
    pub async fn takes_one(&self) {
        self.took.notified().await;
    }

    /// What is said before anything is encrypted.
    async fn asked_to_encrypt(&self, stream: TcpStream) -> Option<TcpStream> {
        let mut stream = BufReader::new(stream);
        say(&mut stream, "220 post.example").await?;
        loop {
            let line = heard(&mut stream).await?;
            self.told().plain.push(line.clone());
            if line == "STARTTLS" {
                say(&mut stream, "220 go on").await?;
                return Some(stream.into_inner());
            }
            say(&mut stream, "250-post.example").await?;
            say(&mut stream, "250 STARTTLS").await?;
        }
    }

    /// One conversation, until it is over.
    async fn talk(&self, stream: impl AsyncRead + AsyncWrite + Unpin, greets: bool) -> Option<()> {
        let mut stream = BufReader::new(stream);
        if self.told().does == Does::SaysNothing {
            std::future::pending::<()>().await;
        }
        if greets {
            say(&mut stream, "220 post.example").await?;
        }
        loop {
            let line = heard(&mut stream).await?;
            self.told().lines.push(line.clone());
            let does = self.told().does;
            let word = line.split(' ').next().unwrap_or_default();
            match (word, does) {
                ("EHLO", _) => {
                    say(&mut stream, "250-post.example").await?;
                    say(&mut stream, "250 AUTH PLAIN").await?;
                }
                ("AUTH", _) => {
                    // "\0sightline\0kettle orbit"
                    let known = line == "AUTH PLAIN AHNpZ2h0bGluZQBrZXR0bGUgb3JiaXQ=";
                    let answer = if known {
                        "235 in"
                    } else {
                        "535 no sightline here"
                    };
                    say(&mut stream, answer).await?;
                }
                ("RCPT", Does::RefusesWhom(answer)) => {
                    say(&mut stream, &format!("{answer} none of {line}")).await?;
                }
                ("DATA", _) => {
                    say(&mut stream, "354 go on").await?;
                    let mut message = String::new();
                    loop {
                        let line = heard(&mut stream).await?;
                        if line == "." {
                            break;
                        }
                        message = format!("{message}{line}\n");
                    }
                    self.told().messages.push(message);
                    self.took.notify_one();
                    match does {
                        Does::TakesAndBreaksOff => return None,
                        Does::TakesAndIsSilent => std::future::pending().await,
                        _ => say(&mut stream, "250 taken").await?,
                    }
                }
                ("QUIT", _) => return say(&mut stream, "221 bye").await,
                _ => say(&mut stream, "250 well").await?,
            }
        }
    }
}

async fn say(
    stream: &mut BufReader<impl AsyncRead + AsyncWrite + Unpin>,
    line: &str,
) -> Option<()> {
    let line = format!("{line}\r\n");
    let stream = stream.get_mut();
    stream.write_all(line.as_bytes()).await.ok()?;
    stream.flush().await.ok()
}

async fn heard(stream: &mut BufReader<impl AsyncRead + AsyncWrite + Unpin>) -> Option<String> {
    let mut line = String::new();
    let many = stream.read_line(&mut line).await.ok()?;
    (many > 0).then(|| line.trim_end().to_owned())
}

/// What encrypts by a certificate of its own; and that, as PEM.
fn certified() -> (TlsAcceptor, String) {
    let key = KeyPair::generate().expect("a key");
    let asked = rcgen::CertificateParams::new(vec!["127.0.0.1".to_owned()]).expect("one");
    let certificate = asked.self_signed(&key).expect("signed");
    let chain = vec![certificate.der().clone()];
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .expect("a certificate");
    (TlsAcceptor::from(Arc::new(config)), certificate.pem())
}
