//! What stands at the top of every page of a file: who the child is, and the file's pages.

use maud::{Markup, html};
use practice::When;
use practice::book::day_in_words;
use record::may::Action;

use super::File;
use crate::visit::Visit;
use crate::words;

/// The pages of a file: address and words.
const PAGES: &[(&str, &str)] = &[
    ("", "Overview"),
    ("timeline", "Timeline"),
    ("chronology", "Chronology"),
    ("documents", "Documents"),
    ("family", "Family"),
    ("duties", "What is owed"),
    ("missing", "What is missing"),
    ("returns", "Returns"),
    ("looks", "Who has looked"),
];

/// The top of a page of a file.
pub(crate) fn top(visit: &Visit<'_>, file: &File, page: &str) -> Markup {
    let born = file.child.born_on;
    let today = When::Instant(file.as_at(visit)).day();
    let so_far = record::qualified::so_far(&visit.app.book, &file.shown, file.as_at(visit));
    let may_see_looks = visit.may(Action::SeeLooks, &file.target, None).allowed;
    html! {
        div class="sightline-child" {
            strong class="sightline-child__name" { (file.name) }
            " "
            @match born {
                Some(born) => { "Born " (day_in_words(born)) ", " (age(born, today)) }
                None => { "Date of birth not recorded" }
            }
            ", number " (file.child.authority_id)
            @if so_far > 0 {
                ", "
                a class="govuk-link govuk-link--no-visited-state" href=(file.address("workers")) {
                    (words::count(i64::try_from(so_far).unwrap_or(i64::MAX), "social worker", "social workers")) " so far"
                }
            }
        }
        (crate::telling::since(visit, file.child.subject))
        (file.as_known.warning())
        nav class="moj-sub-navigation" aria-label="Pages of this file" {
            ul class="moj-sub-navigation__list" {
                @for (address, says) in PAGES.iter().filter(|(address, _)| *address != "looks" || may_see_looks) {
                    li class="moj-sub-navigation__item" {
                        a class="moj-sub-navigation__link" href=(file.address(address))
                            aria-current=[(*address == page).then_some("page")] { (says) }
                    }
                }
            }
        }
    }
}

/// How old somebody is: in weeks, months or years, as one says it.
pub(crate) fn age(born: jiff::civil::Date, today: jiff::civil::Date) -> String {
    if born > today {
        return "not yet born".to_owned();
    }
    let span = born.until((jiff::Unit::Year, today)).unwrap_or_default();
    let years = i64::from(span.get_years());
    let months = i64::from(span.get_months());
    if years > 1 {
        return format!("{years} years old");
    }
    if years == 1 || months > 2 {
        return format!(
            "{} old",
            words::count(years * 12 + months, "month", "months")
        );
    }
    let days = born
        .until(today)
        .map_or(0, |span| i64::from(span.get_days()));
    match days / 7 {
        0 => format!("{} old", words::count(days, "day", "days")),
        weeks => format!("{} old", words::count(weeks, "week", "weeks")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_said_as_people_say_it() {
        let said = |born: &str| {
            let day = |text: &str| text.parse().expect("a day");
            age(day(born), day("2026-11-22"))
        };
        assert_eq!(said("2012-11-23"), "13 years old");
        assert_eq!(said("2012-11-22"), "14 years old");
        assert_eq!(said("2025-10-22"), "13 months old");
        assert_eq!(said("2026-10-01"), "7 weeks old");
        assert_eq!(said("2026-11-20"), "2 days old");
        assert_eq!(said("2026-12-01"), "not yet born");
    }
}
