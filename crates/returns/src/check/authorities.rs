//! The numbers of the local authorities of England, which both returns carry.

/// The three-figure numbers of the local authorities of England, those of today and
/// those that were reorganised since 1996, as ranges: a child's earlier order or first
/// unique pupil number may be theirs.
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
    (935, 938),
    (940, 943),
];

/// Whether a text is the number of a local authority of England.
pub fn is_authority_number(text: &str) -> bool {
    number(text).is_some_and(|number| stands_in(NUMBERS, number))
}

/// Three figures as a number; `None` of any other text.
pub fn number(text: &str) -> Option<u16> {
    let is_number = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// Whether a number stands in one of the ranges, ends included.
pub fn stands_in(ranges: &[(u16, u16)], number: u16) -> bool {
    ranges
        .iter()
        .any(|(from, to)| (*from..=*to).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_today_and_of_earlier_authorities_are_known_and_no_others() {
        for known in ["201", "352", "943", "820"] {
            assert!(is_authority_number(known), "{known}");
        }
        for unknown in ["458", "176", "939", "1", "0201", "+20", "", "Kent"] {
            assert!(!is_authority_number(unknown), "{unknown}");
        }
    }
}
