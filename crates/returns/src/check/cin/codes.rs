//! The codes of the census: the code sets of the Department for Education's schema, and
//! what makes a unique pupil number.

use jiff::civil::Date;
use practice::authorities::Authorities;

/// Ethnicity.
pub(super) const ETHNICITY: &[&str] = &[
    "WBRI", "WIRI", "WIRT", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN",
    "AOTH", "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
];

/// Disability, `NONE` included.
pub(super) const DISABILITY: &[&str] = &[
    "NONE", "MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA",
];

/// Who referred the child.
pub(super) const REFERRAL_SOURCE: &[&str] = &[
    "1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C",
    "5D", "6", "7", "8", "9", "10",
];

/// The child's primary need.
pub(super) const PRIMARY_NEED: &[&str] =
    &["N0", "N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9"];

/// Why a case was closed.
pub(super) const REASON_FOR_CLOSURE: &[&str] = &[
    "RC1", "RC2", "RC3", "RC4", "RC5", "RC6", "RC7", "RC8", "RC9",
];

/// The category of abuse of a child protection plan.
pub(super) const CATEGORY_OF_ABUSE: &[&str] = &["NEG", "PHY", "SAB", "EMO", "MUL"];

/// Why a child has no unique pupil number.
pub(super) const UPN_UNKNOWN: &[&str] = &["UN1", "UN2", "UN3", "UN4", "UN5", "UN6", "UN7"];

/// Gender, to 2023/24.
pub(super) const GENDER: &[&str] = &["0", "1", "2", "9"];

/// Sex, from 2024/25.
pub(super) const SEX: &[&str] = &["M", "F", "U"];

/// The factors identified at the end of an assessment.
pub(super) const ASSESSMENT_FACTORS: &[&str] = &[
    "1A", "1B", "1C", "2A", "2B", "2C", "3A", "3B", "3C", "4A", "4B", "4C", "5A", "5B", "5C", "6A",
    "6B", "6C", "7A", "8B", "8C", "8D", "8E", "8F", "9A", "10A", "11A", "12A", "13A", "14A", "15A",
    "16A", "17A", "18A", "18B", "18C", "19A", "19B", "19C", "20", "21", "22A", "23A", "24A",
];

/// Whose numbers besides those of England's authorities stand in unique pupil numbers:
/// the authorities of Wales, and the pseudo-authorities 001 to 005 and 701 to 708.
const OTHERS: &[(u16, u16)] = &[(1, 5), (660, 681), (701, 708)];

/// Whether three characters are the number of an authority that gives out unique pupil
/// numbers, or gave them out before, as it stood on a day.
pub(super) fn is_authority(code: &str, authorities: &Authorities, by: Date) -> bool {
    number(code).is_some_and(|number| {
        let others = |(from, to): &(u16, u16)| (*from..=*to).contains(&number);
        OTHERS.iter().any(others) || authorities.has_number_by(number, by)
    })
}

/// Three figures as a number; `None` of any other text.
fn number(text: &str) -> Option<u16> {
    let is_number = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// The letters of a unique pupil number, by their value: I, O and S are left out.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

fn value_of_letter(letter: u8) -> Option<usize> {
    LETTERS.iter().position(|one| *one == letter)
}

/// Whether a character may end a unique pupil number: a figure, or in a temporary
/// number a letter other than I, O and S.
pub(super) fn may_end_upn(last: u8) -> bool {
    last.is_ascii_digit() || value_of_letter(last).is_some()
}

/// The check letter of a unique pupil number of the right form: the sum of its
/// characters, each times its place (2 to 13), modulo 23. `None` of any other text.
pub(super) fn check_letter(upn: &str) -> Option<char> {
    let [_, middle @ .., last] = upn.as_bytes() else {
        return None;
    };
    if middle.len() != 11 || !middle.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let last = match last {
        b'0'..=b'9' => usize::from(last - b'0'),
        letter => value_of_letter(letter.to_ascii_uppercase())?,
    };
    let figures = middle.iter().map(|figure| usize::from(figure - b'0'));
    let sum: usize = (2..).zip(figures.chain([last])).map(|(at, n)| at * n).sum();
    LETTERS.get(sum % 23).map(|letter| char::from(*letter))
}

/// Whether a text has the form of a unique pupil number: a letter, eleven figures, and
/// a figure or letter.
pub(super) fn is_formed_as_upn(upn: &str) -> bool {
    check_letter(upn).is_some() && upn.starts_with(|first: char| first.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_check_letter_is_the_weighted_sum_modulo_23() {
        // 2×2 + 4×7 + 9×1 + 10×6 + 12×4 + 13×9 is 266, and 13 modulo 23.
        assert_eq!(check_letter("B207000016049"), Some('P'));
        assert_eq!(check_letter("A801200005001"), Some('B'));
        assert_eq!(check_letter("H24327854415"), None);
        assert_eq!(check_letter("éé243278544154"), None);
    }

    #[test]
    fn an_authority_is_known_by_three_figures_from_the_day_it_began() {
        let book = practice::Book::england().unwrap();
        let known = |code| is_authority(code, &book.authorities, date(2023, 3, 31));
        assert!(known("201") && known("003") && known("909"));
        assert!(!known("943"));
        assert!(is_authority("943", &book.authorities, date(2023, 4, 1)));
        for code in ["421", "817", "000", "34", "+01", "ABC"] {
            assert!(!known(code), "{code}");
        }
    }
}
