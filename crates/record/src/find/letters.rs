//! Letters with marks and joined letters, as they are written without.

/// Small letters, after those that stand in their place.
const PLAIN: &[(&str, &str)] = &[
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧạảấầẩẫậắằẳẵặ"),
    ("ae", "æǣǽ"),
    ("b", "ḃḅḇƀɓ"),
    ("c", "çćĉċčƈ"),
    ("d", "ďđḋḍḏḑḓðɖɗ"),
    ("e", "èéêëēĕėęěȅȇȩẹẻẽếềểễệəǝɛ"),
    ("f", "ḟƒ"),
    ("g", "ĝğġģǧǵǥɠɣ"),
    ("h", "ĥħȟḣḥḧḩḫ"),
    ("i", "ìíîïĩīĭįıǐȉȋịỉɨ"),
    ("ij", "ĳ"),
    ("j", "ĵǰ"),
    ("k", "ķǩḱḳḵƙĸ"),
    ("l", "ĺļľŀłḷḹḻḽ"),
    ("m", "ḿṁṃ"),
    ("n", "ñńņňŋǹṅṇṉṋɲ"),
    ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱọỏốồổỗộớờởỡợɔ"),
    ("oe", "œ"),
    ("p", "ṕṗƥ"),
    ("r", "ŕŗřȑȓṙṛṝṟ"),
    ("s", "śŝşšșṡṣ"),
    ("ss", "ßẞ"),
    ("t", "ţťŧțṫṭṯṱƭ"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗụủứừửữự"),
    ("v", "ṽṿʋ"),
    ("w", "ŵẁẃẅẇẉ"),
    ("x", "ẋẍ"),
    ("y", "ýÿŷȳẏỳỵỷỹƴ"),
    ("z", "źżžẑẓẕƶ"),
];

/// What is done with a letter.
pub(super) enum Letter {
    /// It stands as these.
    Is(&'static str),
    /// It stands as itself.
    Itself(char),
    /// It is passed over, and what stands on either side of it is joined.
    Nothing,
    /// It ends a word.
    Gap,
}

/// What is done with a letter that has been made small.
pub(super) fn plain(letter: char) -> Letter {
    match letter {
        'a'..='z' | '0'..='9' => Letter::Itself(letter),
        // Apostrophes in all their forms, and marks that stand beside their letter.
        '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' | 'ʾ' | 'ʿ' | '′' | '\u{300}'..='\u{36f}' => {
            Letter::Nothing
        }
        _ => {
            let mut all = PLAIN.iter();
            let found = all.find(|(_, letters)| letters.contains(letter));
            match found {
                Some((plain, _)) => Letter::Is(plain),
                None if letter.is_alphanumeric() => Letter::Itself(letter),
                None => Letter::Gap,
            }
        }
    }
}

/// The first of the letters that stand in the place of one with a mark.
pub(super) fn bare(letter: char) -> Option<char> {
    match plain(letter) {
        Letter::Is(letters) => letters.chars().next(),
        _ => None,
    }
}
