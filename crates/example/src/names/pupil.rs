//! Unique pupil numbers that are nobody's: of an authority that is no more, under which no
//! school has given any since 2009.

/// The number of Bedfordshire, which was divided in 2009.
const AUTHORITY: u64 = 820;
/// The letters that check a number, by the remainder.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

/// The number of a child, who began school four years after being born.
pub fn pupil_number(child: usize, born: i16) -> String {
    let began = u64::try_from(born + 4).unwrap_or_default() % 100;
    let (school, place) = (child as u64 / 1000 + 1000, child as u64 % 1000);
    let digits = format!("{AUTHORITY:03}{school:04}{began:02}{place:03}");
    let weighed = digits.bytes().zip(2_usize..);
    let sum: usize = weighed
        .map(|(digit, weight)| usize::from(digit.wrapping_sub(b'0')) * weight)
        .sum();
    let letter = LETTERS.get(sum % LETTERS.len()).copied().unwrap_or(b'A');
    format!("{}{digits}", char::from(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_as_the_department_checks_it() {
        // 8*2 + 2*3 + 0*4 + 1*5 + 0 + 0 + 0 + 1*9 + 4*10 + 0 + 0 + 7*13 = 167 = 7*23 + 6.
        assert_eq!(pupil_number(7, 2010), "G820100014007");
    }
}
