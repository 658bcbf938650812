//! Names as they are compared: without capitals, accents, apostrophes and hyphens, `Mac`
//! as `Mc`, and without the little words that come before a surname.
//!
//! The letters of other alphabets stay as they are.

use practice::finding::Finding;
use rphonetic::DoubleMetaphone;

use super::letters::{Letter, plain};

/// No word is longer, in bytes; what is, is cut. Longer ones name nobody.
const LONGEST: usize = 64;
/// How many sounds of a word are compared.
const SOUNDS: usize = 6;

/// The words of a text, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            words.push(std::mem::take(word));
        }
    };
    for letter in text.chars().flat_map(char::to_lowercase) {
        match plain(letter) {
            Letter::Gap => end(&mut word),
            Letter::Nothing => {}
            _ if word.len() > LONGEST => {}
            Letter::Is(letters) => word.push_str(letters),
            Letter::Itself(letter) => word.push(letter),
        }
    }
    end(&mut word);
    words.into_iter().map(mac).collect()
}

/// `MacDonald` as `McDonald`. A word of few letters (`Macey`) is left.
fn mac(word: String) -> String {
    match word.strip_prefix("mac") {
        Some(rest) if rest.len() >= 4 => format!("mc{rest}"),
        _ => word,
    }
}

/// The words by which first names are known: each, and all together (`Jean-Luc`, `Jeanluc`).
pub(super) fn forename(text: &str) -> Vec<String> {
    with_whole(words(text), |_| true)
}

/// The words by which a surname is known: each that is no particle before another, and
/// all together (`de la Cruz`: `cruz`, `delacruz`).
pub(super) fn surname(text: &str, finding: &Finding) -> Vec<String> {
    with_whole(words(text), |word| !is_little(word, finding))
}

/// Whether a word may be left out where another follows it.
pub(super) fn is_little(word: &str, finding: &Finding) -> bool {
    matches!(word, "o" | "d" | "mc" | "mac") || finding.particles.contains(word)
}

fn with_whole(words: Vec<String>, counts: impl Fn(&str) -> bool) -> Vec<String> {
    if words.len() < 2 {
        return words;
    }
    let whole = mac(words.concat());
    let last = words.len() - 1;
    let mut forms: Vec<String> = (0..)
        .zip(words)
        .filter(|(place, word)| *place == last || counts(word))
        .map(|(_, word)| word)
        .collect();
    if whole.len() <= LONGEST {
        forms.push(whole);
    }
    forms
}

/// How a word sounds, in one way or two; none where it is not of the letters a to z.
///
/// Double Metaphone, since it knows how names of many languages are said in English
/// (Slavonic, Germanic, Romance, Chinese) and gives a second code where that is doubtful.
/// Beider and Morse's rules know the languages better, and give dozens of codes for one
/// name: too many keys for each person.
pub(super) fn sounds(word: &str) -> Vec<String> {
    if word.len() < 2 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let result = DoubleMetaphone::new(Some(SOUNDS)).double_metaphone(word);
    let mut codes = vec![result.primary(), result.alternate()];
    codes.dedup();
    codes.retain(|code| !code.is_empty());
    codes
}

/// An identifier as it is compared: capitals and digits alone.
pub(super) fn identifier(text: &str) -> String {
    let kept = text.chars().filter(|letter| letter.is_alphanumeric());
    kept.flat_map(char::to_uppercase).take(LONGEST).collect()
}
