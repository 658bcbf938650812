//! The codes of a placement's authority.

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
    fn wales_is_outside_england_however_it_is_written() {
        assert!(is_outside_england("WAL") && is_outside_england("W06000008"));
        assert!(!is_outside_england("E08000025") && !is_outside_england("SOL"));
    }
}
