//! What an authority sets for digests.

use std::fmt;
use std::net::IpAddr;

use jiff::SignedDuration;
use jiff::civil::{Time, time};
use lettre::Address;

/// The mail server, and when what is sent to whom.
#[derive(Clone)]
pub struct Mail {
    /// The name of the server, or its address.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How what goes there is encrypted.
    pub tls: Tls,
    /// By what name these pages are let in there; `None` where nobody is asked.
    pub user: Option<String>,
    /// The password with it.
    pub password: Option<String>,
    /// The certificates, as PEM, that are trusted in place of the machine's own.
    pub trusted: Option<Vec<u8>>,
    /// From which address digests are sent.
    pub from: String,
    /// The address of the pages, as browsers reach them, without a stroke at its end.
    pub pages: String,
    /// From what time of a working day on they are sent, as clocks in England have it.
    pub at: Time,
    /// How often to whoever has not chosen.
    pub often: Often,
    /// How long the server may take to let these pages in, and to take one message.
    pub within: SignedDuration,
}

impl Default for Mail {
    /// No server yet: encrypted from the first, at half past seven, to nobody who did not choose.
    fn default() -> Self {
        Self {
            server: String::new(),
            port: Tls::Implicit.port(),
            tls: Tls::Implicit,
            user: None,
            password: None,
            trusted: None,
            from: String::new(),
            pages: String::new(),
            at: time(7, 30, 0, 0),
            often: Often::Never,
            within: SignedDuration::from_secs(30),
        }
    }
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail")
            .field("server", &self.server)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .field("from", &self.from)
            .field("pages", &self.pages)
            .field("at", &self.at)
            .field("often", &self.often)
            .field("within", &self.within)
            .finish_non_exhaustive()
    }
}

impl Mail {
    /// Whether the server is on this machine itself.
    pub fn is_here(&self) -> bool {
        let address = self.server.parse::<IpAddr>();
        address.map_or_else(|_| self.server == "localhost", |at| at.is_loopback())
    }
}

/// How what goes to a mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte on.
    Implicit,
    /// From the server's answer to `STARTTLS` on; where it offers none, nothing is sent.
    Starttls,
    /// Not at all: to a server on this machine itself.
    None,
}

impl Tls {
    /// Each, by the word that the configuration has for it.
    pub const ALL: [(&str, Self); 3] = [
        ("implicit", Self::Implicit),
        ("starttls", Self::Starttls),
        ("none", Self::None),
    ];

    /// The usual port.
    pub const fn port(self) -> u16 {
        match self {
            Self::Implicit => 465,
            Self::Starttls => 587,
            Self::None => 25,
        }
    }
}

/// How often somebody is sent a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Often {
    /// Never.
    Never,
    /// Each working day.
    WorkingDays,
    /// On the first working day of each week.
    Weekly,
}

impl Often {
    /// Each.
    pub const ALL: [Self; 3] = [Self::Never, Self::WorkingDays, Self::Weekly];

    /// As it is kept and configured.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::WorkingDays => "working-days",
            Self::Weekly => "weekly",
        }
    }

    /// In words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Never => "Never",
            Self::WorkingDays => "Each working day",
            Self::Weekly => "Once a week, on its first working day",
        }
    }

    /// Of its code; `None` where there is no such.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|often| often.code() == code)
    }
}

/// Whether mail can be sent to this, or from it: an address such as `name@example.gov.uk`, of
/// nothing but the letters, figures and signs that every mail server takes.
pub fn is_mail_address(text: &str) -> bool {
    address(text).is_some()
}

/// The address that a text is.
pub(super) fn address(text: &str) -> Option<Address> {
    let text = Some(text).filter(|text| text.is_ascii())?;
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{Mail, is_mail_address};

    #[test]
    fn only_what_every_mail_server_takes_is_an_address() {
        assert!(is_mail_address("ada.o-example@north.example.gov.uk"));
        for wrong in [
            "",
            "ada",
            "ada@",
            "ada@example.gov.uk\r\nBcc: all@example.org",
            "ada example@example.org",
            "ädä@example.org",
            "Ada <ada@example.org>",
        ] {
            assert!(!is_mail_address(wrong), "{wrong:?}");
        }
    }

    #[test]
    fn a_server_is_on_this_machine_by_its_address_or_as_localhost_alone() {
        let at = |server: &str| Mail {
            server: server.to_owned(),
            ..Mail::default()
        };
        for here in ["localhost", "127.0.0.1", "::1"] {
            assert!(at(here).is_here(), "{here}");
        }
        for there in ["localhost.example.org", "10.0.0.1", "mail.example.org", ""] {
            assert!(!at(there).is_here(), "{there}");
        }
    }
}
