//! The codes of authorities.

/// The three-figure numbers of the local authorities of England, those of today and
/// those that were reorganised since 1996: a child's earlier order may be theirs.
const NUMBERS: &[(u16, u16)] = &[
    (201, 213),
    (301, 320),
    (330, 336),
    (340, 344),
    (350, 359),
    (370, 373),
    (380, 384),
    (390, 394),
    (420, 420),
    (800, 803),
    (805, 808),
    (810, 813),
    (815, 816),
    (820, 823),
    (825, 826),
    (830, 831),
    (835, 841),
    (845, 846),
    (850, 852),
    (855, 857),
    (860, 861),
    (865, 896),
    (908, 909),
    (916, 916),
    (919, 919),
    (921, 921),
    (925, 926),
    (928, 929),
    (931, 931),
    (933, 933),
    (935, 943),
];

/// Whether a text is the number of an authority of England.
pub fn is_authority_number(text: &str) -> bool {
    let number = (text.len() == 3)
        .then(|| text.parse::<u16>().ok())
        .flatten();
    number.is_some_and(|number| {
        NUMBERS
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&number))
    })
}

/// Whether the authority of a placement lies outside England: the return's own codes
/// (`CON` the Channel Islands and others, `NIR`, `SCO`, `WAL`, `NUK`), or a code of the
/// Office for National Statistics that begins with the letter of another country.
pub fn is_outside_england(code: &str) -> bool {
    let ons = |code: &str| {
        let mut chars = code.chars();
        matches!(chars.next(), Some('W' | 'S' | 'N'))
            && chars.next().is_some_and(|c| c.is_ascii_digit())
    };
    ["CON", "NIR", "SCO", "WAL", "NUK"].contains(&code) || ons(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_today_and_of_earlier_authorities_are_known_and_no_others() {
        for known in ["201", "352", "943", "820"] {
            assert!(is_authority_number(known), "{known}");
        }
        for unknown in ["458", "176", "1", "0201", "+20", "", "Kent"] {
            assert!(!is_authority_number(unknown), "{unknown}");
        }
    }

    #[test]
    fn wales_is_outside_england_however_it_is_written() {
        assert!(is_outside_england("WAL") && is_outside_england("W06000008"));
        assert!(!is_outside_england("E08000025") && !is_outside_england("SOL"));
    }
}
