//! What went wrong with a digest: as it is kept, and as those who run the program are told.

use std::collections::BTreeMap;
use std::fmt;

use store::Told;

/// What went wrong. Nothing of whom it was for, and nothing that a server said but the number of
/// its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It is being sent; kept before, so that whatever happens meanwhile is known.
    Underway,
    /// It may have been sent: nobody was told whether the server took it. It is not sent again.
    Perhaps,
    /// The server could not be reached, or broke off.
    NotReached,
    /// The server took too long.
    TooSlow,
    /// The server offers no encryption, and it is needed.
    NotEncrypted,
    /// The server did not let these pages in.
    NotLetIn,
    /// The server will not take it now.
    PutOff(u16),
    /// The server will not take it.
    Refused(u16),
}

impl Trouble {
    const PLAIN: [(&'static str, Self); 6] = [
        ("underway", Self::Underway),
        ("perhaps", Self::Perhaps),
        ("not-reached", Self::NotReached),
        ("too-slow", Self::TooSlow),
        ("not-encrypted", Self::NotEncrypted),
        ("not-let-in", Self::NotLetIn),
    ];

    /// As it is kept.
    pub fn code(self) -> String {
        match self {
            Self::PutOff(answer) => format!("put-off {answer}"),
            Self::Refused(answer) => format!("refused {answer}"),
            plain => {
                let found = Self::PLAIN.iter().find(|(_, one)| *one == plain);
                found.map_or("", |(code, _)| code).to_owned()
            }
        }
    }

    /// Of what is kept; `None` where it is nothing that this program wrote.
    pub fn of(code: &str) -> Option<Self> {
        let plain = Self::PLAIN.iter().find(|(known, _)| *known == code);
        if let Some((_, trouble)) = plain {
            return Some(*trouble);
        }
        let (what, answer) = code.split_once(' ')?;
        let answer = answer.parse().ok()?;
        match what {
            "put-off" => Some(Self::PutOff(answer)),
            "refused" => Some(Self::Refused(answer)),
            _ => None,
        }
    }

    /// Whether trying it again on the same day is of use.
    pub const fn passes(self) -> bool {
        !matches!(self, Self::Underway | Self::Perhaps | Self::Refused(_))
    }

    /// Whether whoever comes next meets the same.
    pub const fn is_of_the_server(self) -> bool {
        !matches!(self, Self::PutOff(_) | Self::Refused(_))
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Underway => f.write_str("is being sent, or may have been when the program ended"),
            Self::Perhaps => f.write_str("may have been sent, and is not sent again"),
            Self::NotReached => f.write_str("the server could not be reached, or broke off"),
            Self::TooSlow => f.write_str("the server took too long"),
            Self::NotEncrypted => {
                f.write_str("the server offers no encryption, so nothing was sent")
            }
            Self::NotLetIn => f.write_str("the server did not let these pages in"),
            Self::PutOff(answer) => write!(f, "the server would not take it then ({answer})"),
            Self::Refused(answer) => write!(f, "the server refused it ({answer})"),
        }
    }
}

/// How the last digests fared, of everybody together: nobody is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many were sent.
    pub sent: usize,
    /// How many are tried again.
    pub tried_again: usize,
    /// How many were given up for their day.
    pub given_up: usize,
    /// How many may have been sent: nobody was told.
    pub perhaps: usize,
    /// What went wrong, in words, and with how many.
    pub troubles: BTreeMap<String, usize>,
}

/// How the last digests fared, of this day (`2026-11-22`) and later.
pub fn standing(told: &[Told], since: &str) -> Standing {
    let mut standing = Standing::default();
    let last = told.iter().filter_map(|told| told.digest.as_ref());
    for digest in last.filter(|digest| digest.of.as_str() >= since) {
        let Some(code) = &digest.trouble else {
            // What had nothing to say was not sent.
            standing.sent += usize::from(digest.tries > 0);
            continue;
        };
        let trouble = Trouble::of(code);
        match trouble {
            Some(Trouble::Underway | Trouble::Perhaps) => standing.perhaps += 1,
            _ if digest.again_at.is_some() => standing.tried_again += 1,
            _ => standing.given_up += 1,
        }
        let says = trouble.map_or_else(|| code.clone(), |trouble| trouble.to_string());
        *standing.troubles.entry(says).or_default() += 1;
    }
    standing
}

#[cfg(test)]
mod tests {
    use super::Trouble;

    #[test]
    fn what_is_kept_is_read_again_and_nothing_else_is() {
        for trouble in [
            Trouble::Underway,
            Trouble::Perhaps,
            Trouble::NotReached,
            Trouble::TooSlow,
            Trouble::NotEncrypted,
            Trouble::NotLetIn,
            Trouble::PutOff(451),
            Trouble::Refused(550),
        ] {
            assert_eq!(Trouble::of(&trouble.code()), Some(trouble));
        }
        for other in ["", "refused", "refused ada@example.org", "sent 250"] {
            assert_eq!(Trouble::of(other), None, "{other}");
        }
    }
}
