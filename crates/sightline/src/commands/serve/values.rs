//! What may stand as a value in the configuration file. Each says what it may be.

use std::net::{IpAddr, SocketAddr};

use jiff::SignedDuration;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use toml::Value;
use web::{Allowance, Format, Tls, is_mail_address};

/// A length of time.
pub type Time = SignedDuration;

/// A length of time, in words, of so many seconds at least and at most.
#[derive(Clone, Copy, Debug)]
pub struct Within<const LOW: u64, const HIGH: u64>(pub Time);

impl<'de, const LOW: u64, const HIGH: u64> Deserialize<'de> for Within<LOW, HIGH> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let time = time(from)?;
        let seconds = u64::try_from(time.as_secs()).unwrap_or(0);
        if !(LOW..=HIGH).contains(&seconds) {
            return Err(D::Error::custom(format!(
                "it must be between {} and {}",
                in_words(LOW),
                in_words(HIGH)
            )));
        }
        Ok(Self(time))
    }
}

fn time<'de, D: Deserializer<'de>>(from: D) -> Result<Time, D::Error> {
    let text = text(from, "a time in quotation marks, such as \"30 minutes\"")?;
    text.parse().map_err(|_| {
        D::Error::custom(format!(
            "“{text}” is no length of time: write it as \"90 seconds\", \"30 minutes\" or \"12 hours\""
        ))
    })
}

/// A text, or else what should stand there.
fn text<'de, D: Deserializer<'de>>(from: D, wanted: &str) -> Result<String, D::Error> {
    match Value::deserialize(from)? {
        Value::String(text) => Ok(text),
        _ => Err(D::Error::custom(format!("it must be {wanted}"))),
    }
}

fn in_words(seconds: u64) -> String {
    let (count, unit) = match seconds {
        of if of % 86_400 == 0 => (of / 86_400, "day"),
        of if of % 3_600 == 0 => (of / 3_600, "hour"),
        of if of % 60 == 0 => (of / 60, "minute"),
        of => (of, "second"),
    };
    let more = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{more}")
}

/// A number, of so much at least and at most.
#[derive(Clone, Copy, Debug)]
pub struct Count<const LOW: u32, const HIGH: u32>(pub u32);

impl<'de, const LOW: u32, const HIGH: u32> Deserialize<'de> for Count<LOW, HIGH> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let count = Value::deserialize(from)?.as_integer();
        let count = count.and_then(|count| u32::try_from(count).ok());
        let count = count.filter(|count| (LOW..=HIGH).contains(count));
        count.map(Self).ok_or_else(|| {
            D::Error::custom(format!(
                "it must be a whole number between {LOW} and {HIGH}"
            ))
        })
    }
}

/// A format in which a document may be attached, by its code.
#[derive(Clone, Copy, Debug)]
pub struct Kind(pub Format);

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = String::deserialize(from)?;
        let known = Format::ALL.into_iter().find(|format| format.code() == code);
        known.map(Self).ok_or_else(|| {
            let codes = Format::ALL.map(Format::code).join(", ");
            D::Error::custom(format!("it must be one of {codes}"))
        })
    }
}

/// How what goes to a mail server is encrypted.
#[derive(Clone, Copy, Debug)]
pub struct Way(pub Tls);

impl<'de> Deserialize<'de> for Way {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let words = Tls::ALL.map(|(word, _)| word).join(", ");
        let text = text(from, &format!("one of {words}, in quotation marks"))?;
        let known = Tls::ALL.into_iter().find(|(word, _)| *word == text);
        let way = known.map(|(_, way)| Self(way));
        way.ok_or_else(|| D::Error::custom(format!("it must be one of {words}")))
    }
}

/// How often somebody has a digest.
#[derive(Clone, Copy, Debug)]
pub struct HowOften(pub web::Often);

impl<'de> Deserialize<'de> for HowOften {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let words = web::Often::ALL.map(web::Often::code).join(", ");
        let text = text(from, &format!("one of {words}, in quotation marks"))?;
        let often = web::Often::of(&text).map(Self);
        often.ok_or_else(|| D::Error::custom(format!("it must be one of {words}")))
    }
}

/// An address of electronic mail.
#[derive(Clone, Debug)]
pub struct MailAddress(pub String);

impl<'de> Deserialize<'de> for MailAddress {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let wanted = "an address such as \"sightline@example.gov.uk\"";
        let text = text(from, wanted)?;
        if is_mail_address(&text) {
            return Ok(Self(text));
        }
        Err(D::Error::custom(format!("“{text}” is not {wanted}")))
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug)]
pub struct TimeOfDay(pub jiff::civil::Time);

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let wanted = "a time of day in quotation marks, such as \"07:30\"";
        let text = text(from, wanted)?;
        let time = text.parse().map(Self);
        time.map_err(|_| D::Error::custom(format!("“{text}” is not {wanted}")))
    }
}

/// How often something may be done.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Often {
    at_once: Count<1, 1_000_000>,
    then_one_in: Pace,
}

impl Often {
    /// As the pages take it.
    pub fn allowance(&self) -> Allowance {
        Allowance {
            at_once: self.at_once.0,
            every: self.then_one_in.0,
        }
    }
}

/// A length of time, in words, of a millisecond at least and an hour at most.
#[derive(Clone, Copy, Debug)]
struct Pace(Time);

impl<'de> Deserialize<'de> for Pace {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let pace = time(from)?;
        if pace < Time::from_millis(1) || pace > Time::from_hours(1) {
            return Err(D::Error::custom(
                "it must be between 1 millisecond and 1 hour",
            ));
        }
        Ok(Self(pace))
    }
}

/// An address with a port.
#[derive(Clone, Copy, Debug)]
pub struct Address(pub SocketAddr);

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let wanted = "an address and a port in quotation marks, such as \"127.0.0.1:8080\"";
        let text = text(from, wanted)?;
        let address = text.parse().map(Self);
        address.map_err(|_| D::Error::custom(format!("“{text}” is not {wanted}")))
    }
}

/// An address that is asked for by HTTPS; on this machine itself, to try it out, also
/// without.
#[derive(Clone, Debug)]
pub struct HttpsAddress(pub String);

impl<'de> Deserialize<'de> for HttpsAddress {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = text(from, "an address, such as \"https://login.example.gov.uk\"")?;
        let rest = match text.split_once("://") {
            Some(("https", rest)) => Some(rest),
            Some(("http", rest)) if is_here(rest) => Some(rest),
            _ => None,
        };
        if rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace)) {
            return Ok(Self(text));
        }
        Err(D::Error::custom(format!(
            "“{text}” is not an address that begins with https://"
        )))
    }
}

/// Whether this is on this machine.
fn is_here(rest: &str) -> bool {
    let host = rest.split('/').next().unwrap_or_default();
    let socket = host.parse().map(|address: SocketAddr| address.ip());
    socket
        .or_else(|_| host.parse())
        .is_ok_and(|address: IpAddr| address.is_loopback())
}
