//! Checking the terms of a calendar: in order, apart, their breaks inside them.

use super::problem::{Found, Place};
use super::raw::Calendar as Raw;
use crate::calendar::{Made, Term};

pub(super) fn terms(place: Place<'_>, name: &str, raw: &Raw, made: &mut Made, found: &mut Found) {
    // An authority that gives its terms gives all of them.
    if !raw.term.is_empty() {
        made.terms.clear();
    }
    for term in &raw.term {
        let place = place.at(term.span().start);
        let term = term.get_ref();
        if term.from > term.until {
            found.add(
                place,
                format!(
                    "{} begins {} and ends {}, which is before it",
                    term.name, term.from, term.until
                ),
            );
        }
        if let Some(before) = made.terms.last().filter(|before| before.until >= term.from) {
            found.add(
                place,
                format!(
                    "{} begins {}, before {} of the calendar {name} is over; write terms in order, none in another",
                    term.name, term.from, before.name
                ),
            );
        }
        for gap in &term.except {
            if !(term.from <= gap.from && gap.from <= gap.until && gap.until <= term.until) {
                found.add(
                    place,
                    format!(
                        "{} from {} until {} does not lie in {}",
                        gap.name, gap.from, gap.until, term.name
                    ),
                );
            }
        }
        made.terms.push(Term {
            name: term.name.clone(),
            from: term.from,
            until: term.until,
            except: (term.except.iter())
                .map(|gap| (gap.name.clone(), gap.from, gap.until))
                .collect(),
        });
    }
    // Beyond its terms nothing is known of a calendar with terms.
    if let (Some(first), Some(last)) = (made.terms.first(), made.terms.last()) {
        made.known = (made.known.0.max(first.from), made.known.1.min(last.until));
    }
}
