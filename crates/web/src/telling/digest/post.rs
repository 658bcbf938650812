//! The line to the mail server: encrypted as is set, or nothing is sent. Each step has its end, and
//! it is known at which step something went wrong: before the message itself nothing was sent.

use std::error::Error as _;
use std::fmt;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters,
};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;

use super::set::{Mail, Tls, address};
use super::trouble::Trouble;

/// The line to the mail server.
pub(super) struct Line {
    connection: AsyncSmtpConnection,
    from: Address,
    within: Duration,
    /// Whether it can be used no more.
    pub is_broken: bool,
}

/// Why there is no line to the server. It names nobody: nothing was said of anybody yet.
#[derive(Debug)]
pub(super) struct NoLine {
    pub trouble: Trouble,
    why: Option<String>,
}

impl fmt::Display for NoLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.why {
            Some(why) => write!(f, "{}: {why}", self.trouble),
            None => self.trouble.fmt(f),
        }
    }
}

impl From<Trouble> for NoLine {
    fn from(trouble: Trouble) -> Self {
        Self { trouble, why: None }
    }
}

impl NoLine {
    fn because(trouble: Trouble) -> impl Fn(Error) -> Self {
        move |error| Self {
            trouble: if error.is_timeout() {
                Trouble::TooSlow
            } else {
                trouble
            },
            why: Some(in_full(&error)),
        }
    }
}

fn in_full(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(deeper) = source {
        let says = deeper.to_string();
        if !text.contains(&says) {
            text = format!("{text}: {says}");
        }
        source = deeper.source();
    }
    text
}

impl Line {
    /// Opens one, for as long as is set and no longer.
    pub async fn open(mail: &Mail) -> Result<Self, NoLine> {
        let within = Duration::try_from(mail.within).unwrap_or_default();
        match timeout(within, opened(mail, within)).await {
            Ok(opened) => opened,
            Err(_) => Err(Trouble::TooSlow.into()),
        }
    }

    /// Sends a message to somebody. Where that goes wrong, the trouble says whether it may have been
    /// sent all the same.
    pub async fn send(&mut self, to: &Address, message: &str) -> Result<(), Trouble> {
        let begun = match timeout(self.within, self.begin(to)).await {
            Ok(Ok(true)) => Ok(()),
            // It answers something else than it was asked.
            Ok(Ok(false)) => Err(self.broke(Trouble::NotReached)),
            Ok(Err(error)) => Err(self.went_wrong(&error, Trouble::NotReached)),
            Err(_) => Err(self.broke(Trouble::TooSlow)),
        };
        if begun.is_err() {
            self.forget().await;
            return begun;
        }
        // From here on the server may have taken it, unless it says that it did not.
        let message = message.as_bytes();
        match timeout(self.within, self.connection.message(message)).await {
            Ok(Ok(answer)) if answer.has_code(250) => Ok(()),
            Ok(Err(error)) => Err(self.went_wrong(&error, Trouble::Perhaps)),
            Ok(Ok(_)) | Err(_) => Err(self.broke(Trouble::Perhaps)),
        }
    }

    /// Ends it; whether the server says goodbye is nothing to wait for.
    pub async fn close(&mut self) {
        if !self.is_broken {
            let _ = timeout(self.within, self.connection.command(Quit)).await;
        }
        self.is_broken = true;
    }

    /// Says whom a message is for; whether the server waits for it now.
    async fn begin(&mut self, to: &Address) -> Result<bool, Error> {
        let from = Some(self.from.clone());
        self.connection
            .command(MailFrom::new(from, Vec::new()))
            .await?;
        self.connection
            .command(Rcpt::new(to.clone(), Vec::new()))
            .await?;
        let answer = self.connection.command(Data).await?;
        Ok(answer.has_code(354))
    }

    /// Takes back what was begun with a message that the server would not have.
    async fn forget(&mut self) {
        if !self.is_broken {
            let forgotten = timeout(self.within, self.connection.command(Rset)).await;
            self.is_broken = !matches!(forgotten, Ok(Ok(_)));
        }
    }

    fn broke(&mut self, trouble: Trouble) -> Trouble {
        self.is_broken = true;
        trouble
    }

    /// What an answer of the server means, or else what there being none means.
    fn went_wrong(&mut self, error: &Error, unanswered: Trouble) -> Trouble {
        let answer = error.status().map(u16::from);
        match answer {
            // It closes the line.
            Some(421) => self.broke(Trouble::PutOff(421)),
            Some(answer) if error.is_permanent() => Trouble::Refused(answer),
            Some(answer) => Trouble::PutOff(answer),
            None => self.broke(unanswered),
        }
    }
}

async fn opened(mail: &Mail, within: Duration) -> Result<Line, NoLine> {
    let from = address(&mail.from).ok_or(NoLine {
        trouble: Trouble::NotReached,
        why: Some("the address from which digests are sent is none".to_owned()),
    })?;
    let hello = ClientId::Domain(from.domain().to_owned());
    let tls = match mail.tls {
        Tls::None => None,
        _ => Some(encryption(mail).map_err(NoLine::because(Trouble::NotReached))?),
    };
    let at_once = tls.clone().filter(|_| mail.tls == Tls::Implicit);
    let server = (mail.server.as_str(), mail.port);
    let mut connection =
        AsyncSmtpConnection::connect_tokio1(server, Some(within), &hello, at_once, None)
            .await
            .map_err(NoLine::because(Trouble::NotReached))?;
    if let Some(tls) = tls.filter(|_| mail.tls == Tls::Starttls) {
        if !connection.can_starttls() {
            return Err(Trouble::NotEncrypted.into());
        }
        let begun = connection.starttls(tls, &hello).await;
        begun.map_err(NoLine::because(Trouble::NotEncrypted))?;
    }
    if mail.tls != Tls::None && !connection.is_encrypted() {
        return Err(Trouble::NotEncrypted.into());
    }
    if let (Some(user), Some(password)) = (&mail.user, &mail.password) {
        let known = Credentials::new(user.clone(), password.clone());
        let let_in = connection.auth(&[Mechanism::Plain, Mechanism::Login], &known);
        // What a server says of it may hold the name: its number is enough.
        let let_in = let_in.await.map_err(|error| NoLine {
            trouble: Trouble::NotLetIn,
            why: error.status().map(|answer| answer.to_string()),
        });
        let_in?;
    }
    Ok(Line {
        connection,
        from,
        within,
        is_broken: false,
    })
}

fn encryption(mail: &Mail) -> Result<TlsParameters, Error> {
    let mut tls = TlsParameters::builder(mail.server.clone());
    if let Some(trusted) = &mail.trusted {
        tls = tls
            .certificate_store(CertificateStore::None)
            .add_root_certificate(Certificate::from_pem(trusted)?);
    }
    tls.build()
}
