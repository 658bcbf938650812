//! The message: numbers, and the address of the pages. It is plain ASCII in short lines, so that
//! every server takes it and nothing in it has to be wrapped.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::rfc2822;
use lettre::Address;
use practice::Id;
use sha2::{Digest as _, Sha256};

use super::numbers::Numbers;
use super::set::{Mail, Often};
use crate::sealed::figures;

/// What is to be sent to somebody.
pub(super) struct Letter {
    /// Whose digest it is.
    pub worker: Id,
    /// Where it goes.
    pub to: Address,
    /// Of which day.
    pub of: Date,
    /// How often it was tried so far.
    pub tries: u32,
    /// How often they have one.
    pub often: Often,
    /// What it tells.
    pub numbers: Numbers,
}

impl Letter {
    /// By what the message is known, the same each time that it is tried: made of what was there
    /// before it was first sent, from which nobody can tell whose it is.
    pub fn identifier(&self, organisation: Id, from: &Address) -> String {
        let mut hash = Sha256::new();
        for part in [organisation, self.worker] {
            hash.update(part.bytes());
        }
        hash.update(self.of.to_string());
        let figures = figures(hash.finalize().iter().take(16));
        format!("<{figures}@{}>", from.domain())
    }

    /// The message as it is sent; `None` where this time cannot be written.
    pub fn text(
        &self,
        mail: &Mail,
        organisation: Id,
        from: &Address,
        now: Timestamp,
    ) -> Option<String> {
        let at = now.to_zoned(practice::when::london());
        let mut lines = vec![
            format!("From: Sightline <{from}>"),
            format!("To: <{}>", self.to),
            format!("Date: {}", rfc2822::to_string(&at).ok()?),
            "Subject: Sightline: your work".to_owned(),
            format!("Message-ID: {}", self.identifier(organisation, from)),
            "Auto-Submitted: auto-generated".to_owned(),
            "MIME-Version: 1.0".to_owned(),
            "Content-Type: text/plain; charset=us-ascii".to_owned(),
            "Content-Transfer-Encoding: 7bit".to_owned(),
            String::new(),
            "In Sightline there stand for you:".to_owned(),
            String::new(),
        ];
        lines.extend(self.numbers.lines());
        lines.extend([
            String::new(),
            "Sign in to see them:".to_owned(),
            format!("{}/", mail.pages),
            String::new(),
            match self.often {
                Often::Weekly => "You have this once a week. To have it more often, or never:",
                _ => "You have this each working day. To have it less often, or never:",
            }
            .to_owned(),
            format!("{}/account", mail.pages),
        ]);
        Some(lines.join("\r\n"))
    }
}
