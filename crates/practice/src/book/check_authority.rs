//! The authorities of a book: no two of one number at a time, and no code that is none.

use jiff::civil::Date;
use toml::Spanned;

use super::problem::{Found, Place};
use super::{Book, raw};
use crate::authorities::Authority;

/// Reads the authorities of a file.
pub(super) fn read(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    let Some(list) = &file.authorities else {
        return;
    };
    let whole = place.at(list.span().start);
    let list = list.get_ref();
    if list.title.trim().is_empty() || list.source.trim().is_empty() {
        found.add(whole, "the authorities need a title and a source");
    }
    for (code, one) in &list.authority {
        let place = place.at(one.span().start);
        let made = authority(place, code, one, found);
        if book.authorities.add(code.clone(), made).is_some() {
            found.add(
                place,
                format!("the authority {code} stands twice in the book"),
            );
        }
    }
}

fn authority(
    place: Place<'_>,
    code: &str,
    one: &Spanned<raw::Authority>,
    found: &mut Found,
) -> Authority {
    let one = one.get_ref();
    if !is_code(code) {
        found.add(
            place,
            format!("{code:?} is no code of an authority: a letter and eight figures are expected"),
        );
    }
    if !(100..=999).contains(&one.number) {
        found.add(
            place,
            format!(
                "the number of {code} is {}: three figures are expected",
                one.number
            ),
        );
    }
    if let (Some(from), Some(until)) = (one.from, one.until)
        && until < from
    {
        found.add(
            place,
            format!("{code} ends on {until}, before it begins on {from}"),
        );
    }
    let districts = one.districts.iter().filter_map(|run| {
        let (first, last) = run.split_once(" to ").unwrap_or((run, run));
        let good = is_code(first) && is_code(last) && first <= last;
        if !good {
            found.add(
                place,
                format!("{run:?} is no district and no run of districts: write \"E07000026\", or \"E07000026 to E07000031\""),
            );
        }
        good.then(|| (first.to_owned(), last.to_owned()))
    });
    let districts = districts.collect();
    Authority {
        name: one.name.clone(),
        number: one.number,
        from: one.from,
        until: one.until,
        follows: one.follows.clone(),
        districts,
    }
}

/// What can be told once all are read: whom they follow, and whose number is whose.
pub(super) fn whole(place: Place<'_>, file: &raw::File, book: &Book, found: &mut Found) {
    let Some(list) = &file.authorities else {
        return;
    };
    for (code, one) in &list.get_ref().authority {
        let place = place.at(one.span().start);
        let one = one.get_ref();
        for before in &one.follows {
            if book.authorities.get(before).is_none() {
                found.add(
                    place,
                    format!("{code} follows {before}, which is no authority of this book"),
                );
            }
        }
        let span = (
            one.from.unwrap_or(Date::MIN),
            one.until.unwrap_or(Date::MAX),
        );
        let other = book.authorities.iter().find(|(other, that)| {
            let from = that.from.unwrap_or(Date::MIN);
            let until = that.until.unwrap_or(Date::MAX);
            *other > code.as_str() && that.number == one.number && from <= span.1 && span.0 <= until
        });
        if let Some((other, _)) = other {
            found.add(
                place,
                format!(
                    "{code} and {other} have the number {} on the same days",
                    one.number
                ),
            );
        }
    }
}

/// Whether a text is written as the Office for National Statistics writes a code.
fn is_code(code: &str) -> bool {
    let mut bytes = code.bytes();
    code.len() == 9
        && bytes
            .next()
            .is_some_and(|letter| letter.is_ascii_uppercase())
        && bytes.all(|figure| figure.is_ascii_digit())
}
