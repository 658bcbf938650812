//! Postcodes and dates as people type them.

use jiff::civil::Date;

/// A postcode, its two halves apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Postcode {
    /// The district (`SW1A`).
    pub district: String,
    /// What follows it (`1AA`).
    pub rest: String,
}

impl Postcode {
    /// A whole postcode, with or without a space and in any case; `None` where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let kept = text.chars().filter(|letter| !letter.is_whitespace());
        let whole: String = kept.map(|letter| letter.to_ascii_uppercase()).collect();
        if !whole.is_ascii() || !(5..=7).contains(&whole.len()) {
            return None;
        }
        let (district, rest) = whole.split_at(whole.len() - 3);
        let fits = shape(rest) == "9AA" && is_district(district);
        fits.then(|| Self {
            district: district.to_owned(),
            rest: rest.to_owned(),
        })
    }

    /// Both halves, with a space between.
    pub fn whole(&self) -> String {
        format!("{} {}", self.district, self.rest)
    }
}

/// The first half of a postcode, in capitals; `None` where it is none.
pub(super) fn district(text: &str) -> Option<String> {
    let district = text.to_ascii_uppercase();
    is_district(&district).then_some(district)
}

fn is_district(text: &str) -> bool {
    matches!(
        shape(text).as_str(),
        "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A"
    )
}

fn shape(text: &str) -> String {
    let of = |letter: char| match letter {
        'A'..='Z' => 'A',
        '0'..='9' => '9',
        _ => '?',
    };
    text.chars().map(of).collect()
}

/// The month of this name, or of its first three letters and more.
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_lowercase();
    let place = MONTHS
        .iter()
        .position(|month| word.len() >= 3 && month.starts_with(&word))?;
    i8::try_from(place + 1).ok()
}

/// A day of the month: `6`, `06`, `6th`.
pub(super) fn day(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let ending = ["st", "nd", "rd", "th"].into_iter();
    let digits = ending.fold(word.as_str(), |word, ending| {
        word.strip_suffix(ending).unwrap_or(word)
    });
    let day = (digits.len() <= 2).then(|| digits.parse().ok()).flatten()?;
    (1..=31).contains(&day).then_some(day)
}

/// A year in four digits, in which somebody alive may have been born.
pub(super) fn year(word: &str) -> Option<i16> {
    let digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let year = digits.then(|| word.parse().ok()).flatten()?;
    (1900..=2100).contains(&year).then_some(year)
}

/// A year in two digits or four. Of two digits it is the last such year that is not to come.
pub(super) fn any_year(word: &str, today: Date) -> Option<i16> {
    if word.len() != 2 {
        return year(word);
    }
    let short: i16 = word.parse().ok()?;
    let this_century = today.year() - today.year() % 100 + short;
    Some(if this_century > today.year() {
        this_century - 100
    } else {
        this_century
    })
}

/// A day in figures alone: `6/6/2015`, `06-06-15`, `6.6.2015`, `2015-06-06`, `060615`,
/// `06062015`. The day comes first, unless that cannot be.
pub(super) fn figures(word: &str, today: Date) -> Option<Date> {
    let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    match parts.as_slice() {
        [first, second, third] if first.len() == 4 => made(third, second, first, today),
        [first, second, third] => made(first, second, third, today),
        [digits] if digits.bytes().all(|byte| byte.is_ascii_digit()) => match digits.len() {
            6 | 8 => {
                let (day, rest) = digits.split_at(2);
                let (month, year) = rest.split_at(2);
                made(day, month, year, today)
            }
            _ => None,
        },
        _ => None,
    }
}

fn made(day: &str, month: &str, year: &str, today: Date) -> Option<Date> {
    let all_digits = [day, month, year]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if !all_digits {
        return None;
    }
    let year = any_year(year, today)?;
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    Date::new(year, month, day)
        .or_else(|_| Date::new(year, day, month))
        .ok()
}
