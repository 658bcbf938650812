//! Reading one text: dates, postcodes and numbers are taken out of it first, the longest
//! way of reading before shorter ones; what is left are words.

use jiff::civil::Date;
use practice::finding::Finding;

use super::fold;
use super::numbers::{self, Postcode};
use super::query::{Birth, PARTS, Part, Query, Reading};

/// No text is longer, in bytes; what is, is cut.
const LONGEST: usize = 1024;

/// Reads one text.
pub(super) fn parse(typed: &str, finding: &Finding, today: Date) -> Query {
    let end = typed.floor_char_boundary(LONGEST);
    let mut shortened = end < typed.len();
    let tokens: Vec<&str> = typed
        .get(..end)
        .unwrap_or_default()
        .split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';'))
        .filter(|token| !token.is_empty())
        .collect();
    let mut parts = Vec::new();
    let mut rest = tokens.as_slice();
    while !rest.is_empty() {
        let taken = several(rest, today, &mut parts).unwrap_or_else(|| {
            one(rest, finding, today, &mut parts);
            1
        });
        rest = rest.get(taken..).unwrap_or_default();
    }
    shortened |= parts.len() > PARTS;
    parts.truncate(PARTS);
    Query { parts, shortened }
}

fn must(readings: Vec<Reading>) -> Part {
    Part {
        readings,
        optional: false,
    }
}

/// Takes several tokens that are one thing; how many, or `None`.
fn several(tokens: &[&str], today: Date, parts: &mut Vec<Part>) -> Option<usize> {
    let token = |place: usize| tokens.get(place).copied();
    let born = |day: Date, taken| Some((vec![Reading::Birth(Birth::Day(day))], taken));
    let in_words = || {
        let first = token(0)?;
        let (day, month, year, many) = match (numbers::day(first), numbers::month(first)) {
            (Some(day), _) => {
                let of = token(1)?.eq_ignore_ascii_case("of");
                let at = if of { 2 } else { 1 };
                (day, numbers::month(token(at)?)?, token(at + 1)?, at + 2)
            }
            (None, Some(month)) => (numbers::day(token(1)?)?, month, token(2)?, 3),
            (None, None) => return None,
        };
        let year = numbers::any_year(year, today)?;
        born(Date::new(year, month, day).ok()?, many)
    };
    let month = || {
        // "June 2015" may be a month, or a girl of that name born in that year.
        let (month, year) = (numbers::month(token(0)?)?, numbers::year(token(1)?)?);
        Some((month, year))
    };
    let in_groups = || {
        let groups = [token(0)?, token(1)?, token(2)?];
        let digits = groups
            .iter()
            .all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
        let fits = digits && groups.map(str::len) == [3, 3, 4];
        fits.then(|| (vec![Reading::Identifier(groups.concat())], 3))
    };
    let postcode = || {
        let (first, second) = (token(0)?, token(1)?);
        let postcode = Postcode::parse(&format!("{first}{second}"))?;
        // Not a number before a word of two letters and a figure.
        let halves = postcode.district.len() == first.len();
        halves.then(|| (vec![Reading::Postcode(postcode)], 2))
    };
    if let Some((readings, taken)) = in_words().or_else(in_groups).or_else(postcode) {
        parts.push(must(readings));
        return Some(taken);
    }
    let (month, year) = month()?;
    let name = Reading::Name {
        forms: fold::words(token(0)?),
        field: None,
    };
    parts.push(Part {
        readings: vec![name],
        optional: true,
    });
    parts.push(must(vec![
        Reading::Birth(Birth::Month(year, month)),
        Reading::Birth(Birth::Year(year)),
    ]));
    Some(2)
}

/// Takes one token.
fn one(tokens: &[&str], finding: &Finding, today: Date, parts: &mut Vec<Part>) {
    let Some(token) = tokens.first() else { return };
    if token.bytes().any(|byte| byte.is_ascii_digit()) {
        parts.push(must(number(token, today)));
        return;
    }
    let words = fold::words(token);
    let whole = (words.len() > 1).then(|| words.concat());
    for (place, word) in (1..).zip(&words) {
        let follows = place < words.len() || tokens.len() > 1;
        let before = parts.last().and_then(|part| little(part, finding));
        let mut forms = vec![word.clone()];
        forms.extend(before.map(|little| format!("{little}{word}")));
        let optional = follows && (fold::is_little(word, finding) || word.len() == 1);
        parts.push(Part {
            readings: vec![
                Reading::Name { forms, field: None },
                Reading::Address(word.clone()),
            ],
            optional,
        });
    }
    parts.extend(whole.map(|whole| Part {
        readings: vec![Reading::Name {
            forms: vec![whole],
            field: None,
        }],
        optional: true,
    }));
}

/// The little word that a part is, if it is one.
fn little<'p>(part: &'p Part, finding: &Finding) -> Option<&'p str> {
    let Some(Reading::Name { forms, .. }) = part.readings.first() else {
        return None;
    };
    let word = forms.first()?;
    fold::is_little(word, finding).then_some(word)
}

/// Every way in which something with a digit may be meant.
fn number(token: &str, today: Date) -> Vec<Reading> {
    let mut readings = Vec::new();
    let born = numbers::figures(token, today).map(Birth::Day);
    let born = born.or_else(|| numbers::year(token).map(Birth::Year));
    readings.extend(born.map(Reading::Birth));
    readings.extend(Postcode::parse(token).map(Reading::Postcode));
    readings.extend(numbers::district(token).map(Reading::District));
    let identifier = fold::identifier(token);
    if !identifier.is_empty() {
        readings.push(Reading::Identifier(identifier));
    }
    readings.extend(fold::words(token).into_iter().map(Reading::Address));
    readings
}
