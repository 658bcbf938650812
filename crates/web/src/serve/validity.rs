//! Until when a certificate is valid: the one thing that is read of it here (X.509 in DER,
//! RFC 5280, section 4.1). Whether it can be used is for the encryption to say.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// Until when; `None` where it is not a certificate, or not as the standard has them.
pub(super) fn ends_at(certificate: &[u8]) -> Option<Timestamp> {
    let (_, certificate, _) = element(certificate).filter(is(SEQUENCE))?;
    let (_, signed, _) = element(certificate).filter(is(SEQUENCE))?;
    let rest = match element(signed)? {
        (VERSION, _, rest) => rest,
        _ => signed,
    };
    let (_, _serial, rest) = element(rest)?;
    let (_, _algorithm, rest) = element(rest)?;
    let (_, _issuer, rest) = element(rest)?;
    let (_, validity, _) = element(rest).filter(is(SEQUENCE))?;
    let (_, _begins, rest) = element(validity)?;
    let (kind, ends, _) = element(rest)?;
    time(kind, std::str::from_utf8(ends).ok()?)
}

fn is(kind: u8) -> impl Fn(&(u8, &[u8], &[u8])) -> bool {
    move |(found, _, _)| *found == kind
}

/// The first element: its kind and its content; and what stands after it.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let [kind, length, rest @ ..] = bytes else {
        return None;
    };
    let (length, rest) = if *length < 0x80 {
        (usize::from(*length), rest)
    } else {
        let figures = usize::from(length & 0x7f);
        let (figures, rest) = rest.split_at_checked(figures).filter(|_| figures <= 4)?;
        let length = figures
            .iter()
            .fold(0, |sum, figure| sum << 8 | usize::from(*figure));
        (length, rest)
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((*kind, content, rest))
}

/// `YYMMDDHHMMSSZ`, of the years 1950 to 2049, or `YYYYMMDDHHMMSSZ`.
fn time(kind: u8, text: &str) -> Option<Timestamp> {
    let text = match kind {
        UTC_TIME if text.get(..2)? < "50" => format!("20{text}"),
        UTC_TIME => format!("19{text}"),
        GENERALIZED_TIME => text.to_owned(),
        _ => return None,
    };
    let time = DateTime::strptime("%Y%m%d%H%M%SZ", text).ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_ways_of_writing_a_time_are_read() {
        let says = |kind, text| time(kind, text).map(|time| time.to_string());

        let found = says(UTC_TIME, "270605235959Z");
        assert_eq!(found.as_deref(), Some("2027-06-05T23:59:59Z"));
        let found = says(UTC_TIME, "991231000000Z");
        assert_eq!(found.as_deref(), Some("1999-12-31T00:00:00Z"));
        let found = says(GENERALIZED_TIME, "20510101000000Z");
        assert_eq!(found.as_deref(), Some("2051-01-01T00:00:00Z"));
        assert_eq!(says(UTC_TIME, "£"), None);
    }

    proptest! {
        #[test]
        fn whatever_stands_in_its_place_is_no_certificate(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            // It comes to an end, and nothing is made up.
            let mut wrong = vec![SEQUENCE, 0x82];
            wrong.extend(&bytes);
            let _ = ends_at(&bytes);
            prop_assert_eq!(ends_at(&[&[0x02][..], &bytes].concat()), None);
            let _ = ends_at(&wrong);
        }
    }
}
