//! How well a person fits what is asked for: the weights of what agrees and differs, added up.

use jiff::civil::Date;
use practice::finding::{Agreement, Finding};

use super::person::{Person, Token};
use super::query::{Birth, Field, Part, Query, Reading};
use super::reason::{Agreed, Match, Reason};

/// How well a person fits what is asked for.
pub(super) fn weigh(query: &Query, person: &Person, finding: &Finding) -> Match {
    let mut best: Vec<Option<Agreed>> = query
        .parts
        .iter()
        .map(|part| numbers(part, person, finding))
        .collect();
    names(query, person, finding, &mut best);
    let mut reasons: Vec<Reason> = query
        .parts
        .iter()
        .zip(best)
        .filter_map(|(part, agreed)| agreed.or_else(|| differs(part, person, finding)))
        .map(|agreed| agreed.reason(finding))
        .collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.weight));
    Match {
        score: reasons.iter().map(|reason| reason.weight).sum(),
        reasons,
    }
}

/// Gives each word of a name the one recorded that fits it best, each recorded one once.
fn names(query: &Query, person: &Person, finding: &Finding, best: &mut [Option<Agreed>]) {
    let mut fits: Vec<(usize, usize, Agreed)> = Vec::new();
    for (place, part) in query.parts.iter().enumerate() {
        for reading in &part.readings {
            let Reading::Name { forms, field } = reading else {
                continue;
            };
            for (number, token) in person.tokens.iter().enumerate() {
                let agreed = forms
                    .iter()
                    .filter_map(|form| word(form, *field, token, finding))
                    .max_by_key(|agreed| agreed.weight);
                fits.extend(agreed.map(|agreed| (place, number, agreed)));
            }
        }
    }
    fits.sort_by_key(|(place, number, agreed)| (std::cmp::Reverse(agreed.weight), *place, *number));
    let mut taken = vec![false; person.tokens.len()];
    for (place, number, agreed) in fits {
        let (Some(best), Some(taken)) = (best.get_mut(place), taken.get_mut(number)) else {
            continue;
        };
        let better = best.as_ref().is_none_or(|best| best.weight < agreed.weight);
        if better && !*taken {
            *best = Some(agreed);
            *taken = true;
        }
    }
}

/// How a word agrees with one that is recorded.
fn word(form: &str, field: Option<Field>, token: &Token, finding: &Finding) -> Option<Agreed> {
    use Agreement as A;
    let (same, sounds, misspelt, begins) = match token.field {
        Field::Surname => (
            A::SurnameSame,
            A::SurnameSounds,
            A::SurnameMisspelt,
            A::SurnameBegins,
        ),
        Field::Forename => (
            A::ForenameSame,
            A::ForenameSounds,
            A::ForenameMisspelt,
            A::ForenameBegins,
        ),
    };
    let agreement = if form == token.text {
        same
    } else {
        let short = token.field == Field::Forename && finding.are_alike(form, &token.text);
        let ways = [
            (short, A::ForenameShort),
            (sounds_alike(form, token), sounds),
            (is_near(form, &token.text), misspelt),
            (field.is_none() && token.text.starts_with(form), begins),
        ];
        let holds = ways
            .into_iter()
            .filter_map(|(holds, way)| holds.then_some(way));
        holds.max_by_key(|way| finding.weight(*way))?
    };
    let mut agreed = Agreed::new(agreement, finding);
    if field.is_some_and(|field| field != token.field) {
        agreed = agreed.noting(A::OtherOrder, finding);
    }
    if token.other {
        agreed = agreed.noting(A::OtherName, finding);
    }
    if agreement != same || token.other {
        agreed = agreed.recorded(&token.recorded);
    }
    Some(agreed)
}

/// Whether two words sound alike: a sound of either is one of the other, and they do not
/// look too unlike, since a code of few sounds is shared by many.
fn sounds_alike(form: &str, token: &Token) -> bool {
    const LOOKS_ALIKE: f64 = 0.6;
    !token.sounds.is_empty()
        && strsim::jaro_winkler(form, &token.text) >= LOOKS_ALIKE
        && super::fold::sounds(form)
            .iter()
            .any(|sound| token.sounds.contains(sound))
}

/// Whether two words differ in a letter, of longer ones two: wrong, missing or changed over.
fn is_near(one: &str, other: &str) -> bool {
    let longest = one.len().max(other.len());
    let most = match longest {
        0..4 => return false,
        4..8 => 1,
        _ => 2,
    };
    one.len().abs_diff(other.len()) <= 2 * most && strsim::damerau_levenshtein(one, other) <= most
}

/// The best of how a part agrees as anything but a name.
fn numbers(part: &Part, person: &Person, finding: &Finding) -> Option<Agreed> {
    let agreed = part.readings.iter().filter_map(|reading| match reading {
        Reading::Name { .. } => None,
        Reading::Birth(birth) => birth_agrees(*birth, person, finding),
        Reading::Identifier(asked) => identifier(asked, person, finding)
            .or_else(|| identifier_mistyped(asked, person, finding)),
        Reading::Recorded(held) => identifier(held, person, finding),
        Reading::Postcode(asked) => {
            if person.postcodes.contains(asked) {
                return Some(Agreed::new(Agreement::PostcodeSame, finding));
            }
            district(&asked.district, person, finding)
        }
        Reading::District(asked) => district(asked, person, finding),
        Reading::Address(asked) => {
            let has = person.address.contains(asked);
            has.then(|| Agreed::new(Agreement::AddressWord, finding).recorded(asked))
        }
    });
    agreed.max_by_key(|agreed| agreed.weight)
}

fn district(asked: &str, person: &Person, finding: &Finding) -> Option<Agreed> {
    let mut postcodes = person.postcodes.iter();
    let same = postcodes.find(|postcode| postcode.district == asked)?;
    Some(Agreed::new(Agreement::PostcodeDistrict, finding).recorded(&same.whole()))
}

fn identifier(asked: &str, person: &Person, finding: &Finding) -> Option<Agreed> {
    let same = person
        .identifiers
        .iter()
        .find(|(folded, ..)| folded == asked);
    let (_, called, _) = same?;
    let agreed = Agreed::new(Agreement::IdentifierSame, finding);
    Some(if called.is_empty() {
        agreed
    } else {
        agreed.recorded(called)
    })
}

fn identifier_mistyped(asked: &str, person: &Person, finding: &Finding) -> Option<Agreed> {
    let near = |folded: &str| {
        folded.len() >= super::lookups::MISTYPED_FROM
            && folded.len() == asked.len()
            && strsim::damerau_levenshtein(folded, asked) == 1
    };
    let (_, _, value) = person
        .identifiers
        .iter()
        .find(|(folded, ..)| near(folded))?;
    Some(Agreed::new(Agreement::IdentifierMistyped, finding).recorded(value))
}

fn birth_agrees(asked: Birth, person: &Person, finding: &Finding) -> Option<Agreed> {
    use Agreement as A;
    let of = |day: &Date| {
        let way = match asked {
            Birth::Day(asked) if asked == *day => A::BirthSame,
            Birth::Day(asked) if swapped(asked) == Some(*day) => A::BirthSwapped,
            Birth::Day(asked) if one_digit(asked, *day) => A::BirthMistyped,
            Birth::Month(year, month) if (day.year(), day.month()) == (year, month) => {
                A::BirthMonth
            }
            Birth::Year(year) if day.year() == year => A::BirthYear,
            _ => return None,
        };
        let agreed = Agreed::new(way, finding);
        Some(match way {
            A::BirthSame => agreed,
            _ => agreed.recorded(&practice::book::day_in_words(*day)),
        })
    };
    let all = person.born_on.iter().filter_map(of);
    all.max_by_key(|agreed| agreed.weight)
}

fn swapped(day: Date) -> Option<Date> {
    Date::new(day.year(), day.day(), day.month()).ok()
}

fn one_digit(one: Date, other: Date) -> bool {
    let (one, other) = (one.to_string(), other.to_string());
    one.len() == other.len()
        && one
            .bytes()
            .zip(other.bytes())
            .filter(|(a, b)| a != b)
            .count()
            == 1
}

/// What it tells that nothing recorded agrees with a part; nothing where nothing of that
/// sort is recorded.
fn differs(part: &Part, person: &Person, finding: &Finding) -> Option<Agreed> {
    if part.optional {
        return None;
    }
    let is_birth = |reading: &Reading| matches!(reading, Reading::Birth(_));
    let mut fields = part.readings.iter().filter_map(|reading| match reading {
        Reading::Name { field, .. } => *field,
        _ => None,
    });
    let agreement = match fields.next() {
        Some(field) => {
            let mut of_field = person.tokens.iter().filter(|token| token.field == field);
            of_field.next()?;
            match field {
                Field::Surname => Agreement::SurnameDiffers,
                Field::Forename => Agreement::ForenameDiffers,
            }
        }
        None if part.readings.iter().any(is_birth) => {
            if person.born_on.is_empty() {
                return None;
            }
            Agreement::BirthDiffers
        }
        None => Agreement::WordMissing,
    };
    Some(Agreed::new(agreement, finding))
}
