//! Which header is taken for which column: the letters and figures alone count, so that
//! quotation marks, brackets, capitals and blanks do not matter.

use super::List;

/// Headers by which a column has gone besides its own, as [`plain`] text.
const ALSO: [(&str, &str); 6] = [
    ("age", "ageofchildyears"),
    ("ageofchildyears", "age"),
    ("childuniqueid", "childid"),
    ("allocatedpersonaladvisor", "allocatedpersonaladviser"),
    ("laintouch", "laintouchwithyoungperson"),
    (
        "unaccompaniedasylumseekingchilduasconformerlyuascif18oroveryn",
        "unaccompaniedasylumseekingchilduasc",
    ),
];

/// The letters and figures of a text, in small letters.
pub fn plain(text: &str) -> String {
    let kept = text.chars().filter(|letter| letter.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// The column of a list that a header stands for.
pub fn column(list: &List, header: &str) -> Option<usize> {
    let written = plain(header);
    if written.is_empty() {
        return None;
    }
    let is = |name: &str| plain(name) == written;
    let also = |name: &str| {
        let own = plain(name);
        let mut also = ALSO.iter();
        also.any(|(of, other)| *of == own && *other == written)
    };
    let columns = || list.columns.iter();
    let own = columns().position(|column| is(column.name));
    own.or_else(|| columns().position(|column| also(column.name)))
}

/// The list that a sheet of this name holds: `List 1`, `list_01`, `List 1 - Contacts`.
pub fn list(sheet: &str) -> Option<&'static List> {
    let written = plain(sheet);
    let rest = written.strip_prefix("list")?;
    let end = rest
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(rest.len());
    let (number, _) = rest.split_at_checked(end)?;
    List::numbered(number.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_known_with_other_marks_capitals_and_blanks() {
        let list = List::numbered(8).unwrap();
        for header in [
            "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
            "  number of episodes the child has been MISSING from their placement in the last 12 months ",
        ] {
            assert_eq!(column(list, header), Some(28), "{header}");
        }
        assert_eq!(column(list, "Age of Child (Years)"), Some(4));
        assert_eq!(column(list, "Favourite colour"), None);
        assert_eq!(column(list, "…"), None);
    }

    #[test]
    fn a_sheet_is_known_by_its_number() {
        let number = |sheet| list(sheet).map(|list| list.number);
        assert_eq!(number("List 1"), Some(1));
        assert_eq!(number("list_01"), Some(1));
        assert_eq!(number("List 11 - Adopters"), Some(11));
        assert_eq!(number("List 12"), None);
        assert_eq!(number("Notes"), None);
    }
}
