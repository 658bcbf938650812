//! Where postcodes are, from the national postcode directory (ONSPD or NSPL) as CSV.
//!
//! Four columns are read, whatever else there is: the postcode (`pcds` or `pcd`), the
//! easting and northing of its centre in metres (`oseast1m`, `osnrth1m`) and the code of
//! its authority (`laua`; `oslaua` in older files; `lad…cd` in newer ones).

use std::io::Read;

use csv::ReaderBuilder;

/// A postcode as a number: its characters without the blank, in base 37.
type Key = u64;

/// The postcodes of the directory. About 24 bytes for each.
#[derive(Debug, Default)]
pub struct Postcodes {
    /// In the order of the keys.
    places: Vec<(Key, u32, u32, u16)>,
    authorities: Vec<String>,
}

/// Where a postcode is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location<'a> {
    /// Metres east; nothing where the directory has none.
    pub easting: Option<u32>,
    /// Metres north; nothing where the directory has none.
    pub northing: Option<u32>,
    /// The authority's code of the Office for National Statistics; empty where none.
    pub authority: &'a str,
}

/// Why a directory was not read.
#[derive(Debug, thiserror::Error)]
pub enum PostcodeError {
    /// It is no CSV, or could not be read.
    #[error("the postcode directory could not be read: {0}")]
    Csv(#[from] csv::Error),
    /// It lacks a column.
    #[error(
        "the postcode directory has no column {0}; give the CSV of the ONS or National Statistics postcode directory"
    )]
    NoColumn(&'static str),
    /// It has more authorities than there are.
    #[error("the postcode directory has more than 65535 authorities; it is no such directory")]
    TooManyAuthorities,
}

impl Postcodes {
    /// Reads a directory. Rows whose postcode cannot be one are passed over; blank places
    /// (the Channel Islands have none) stay blank.
    pub fn read_csv(content: impl Read) -> Result<Self, PostcodeError> {
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(content);
        let names = reader.headers()?.clone();
        let find = |wanted: &dyn Fn(&str) -> bool| {
            names.iter().position(|name| {
                wanted(
                    &name
                        .trim()
                        .trim_start_matches('\u{feff}')
                        .to_ascii_lowercase(),
                )
            })
        };
        let column = |name: &'static str, wanted: &dyn Fn(&str) -> bool| {
            find(wanted).ok_or(PostcodeError::NoColumn(name))
        };
        let code = column("pcds or pcd", &|name| {
            ["pcds", "pcd", "pcd7", "pcd8"].contains(&name)
        })?;
        let east = column("oseast1m", &|name| ["oseast1m", "east1m"].contains(&name))?;
        let north = column("osnrth1m", &|name| ["osnrth1m", "north1m"].contains(&name))?;
        let laua = column("laua", &|name| {
            ["laua", "oslaua"].contains(&name) || (name.starts_with("lad") && name.ends_with("cd"))
        })?;
        let mut known = Self::default();
        let mut numbers = std::collections::HashMap::new();
        for record in reader.records() {
            let record = record?;
            let text = |at: usize| record.get(at).unwrap_or_default().trim();
            let Some(key) = key(text(code)) else {
                continue;
            };
            let authority = if let Some(number) = numbers.get(text(laua)) {
                *number
            } else {
                let number = u16::try_from(known.authorities.len())
                    .map_err(|_| PostcodeError::TooManyAuthorities)?;
                known.authorities.push(text(laua).to_owned());
                numbers.insert(text(laua).to_owned(), number);
                number
            };
            let metres = |at: usize| text(at).parse().unwrap_or(u32::MAX);
            known
                .places
                .push((key, metres(east), metres(north), authority));
        }
        known.places.sort_unstable();
        known.places.dedup_by_key(|(key, ..)| *key);
        Ok(known)
    }

    /// Where a postcode is, however it is spaced and in capitals or not.
    pub fn find(&self, postcode: &str) -> Option<Location<'_>> {
        let key = key(postcode)?;
        let at = self
            .places
            .binary_search_by_key(&key, |(key, ..)| *key)
            .ok()?;
        let (_, east, north, authority) = self.places.get(at)?;
        let metres = |metres: u32| (metres != u32::MAX).then_some(metres);
        Some(Location {
            easting: metres(*east),
            northing: metres(*north),
            authority: self.authorities.get(usize::from(*authority))?,
        })
    }

    /// The miles from one postcode to another as the crow flies, to one decimal;
    /// nothing when either is unknown.
    pub fn miles(&self, from: &str, to: &str) -> Option<f64> {
        let (from, to) = (self.find(from)?, self.find(to)?);
        let apart = |a: Option<u32>, b: Option<u32>| Some(f64::from(a?) - f64::from(b?));
        let east = apart(from.easting, to.easting)?;
        let north = apart(from.northing, to.northing)?;
        Some((east.hypot(north) / 1609.344 * 10.0).round() / 10.0)
    }
}

/// Whether a text has the form of a postcode: two to four letters and figures, then a
/// figure and two letters, with a blank between or without.
pub(crate) fn is_postcode(text: &str) -> bool {
    let bytes: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    let Some((outward, [figure, letter, last])) = bytes.split_last_chunk::<3>() else {
        return false;
    };
    let (first, rest) = match outward.split_first() {
        Some(parts) if (2..=4).contains(&outward.len()) => parts,
        _ => return false,
    };
    first.is_ascii_alphabetic()
        && rest.iter().all(u8::is_ascii_alphanumeric)
        && rest.iter().any(u8::is_ascii_digit)
        && figure.is_ascii_digit()
        && letter.is_ascii_alphabetic()
        && last.is_ascii_alphabetic()
}

fn key(text: &str) -> Option<Key> {
    let mut key: Key = 0;
    let mut length = 0;
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let digit = match byte.to_ascii_uppercase() {
            digit @ b'0'..=b'9' => digit - b'0' + 1,
            letter @ b'A'..=b'Z' => letter - b'A' + 11,
            _ => return None,
        };
        length += 1;
        key = key * 37 + Key::from(digit);
        if length > 8 {
            return None;
        }
    }
    (length >= 5).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: &str = "pcd,pcds,oseast1m,osnrth1m,laua\n\
        AB1 2CD,AB1 2CD,400000,300000,E08000025\n\
        AB12CE,AB1 2CE,416093,300000,W06000008\n\
        JE2 3AA,JE2 3AA,,,\n";

    #[test]
    fn a_postcode_is_found_however_it_is_spaced_and_distances_are_in_miles() {
        let known = Postcodes::read_csv(CSV.as_bytes()).unwrap();
        assert_eq!(known.find("ab12cd").unwrap().authority, "E08000025");
        assert_eq!(known.miles("AB1 2CD", "AB1  2CE"), Some(10.0));
        assert_eq!(known.miles("AB1 2CD", "JE2 3AA"), None);
        assert_eq!(known.find("ZZ1 1ZZ"), None);
    }

    #[test]
    fn a_directory_without_a_column_is_refused_by_the_columns_name() {
        let error = Postcodes::read_csv("pcds,laua\n".as_bytes()).unwrap_err();
        assert!(error.to_string().contains("oseast1m"));
    }

    #[test]
    fn the_form_of_a_postcode_is_told() {
        for good in ["BS347DZ", "M1  6WA", "EC1A 1BB", "ml4 1ng"] {
            assert!(is_postcode(good), "{good}");
        }
        for bad in ["XX1", "", "BS34 77D", "12345", "ÄB1 2CD"] {
            assert!(!is_postcode(bad), "{bad}");
        }
    }
}
