//! LE-1: whatever is typed is read, and whatever somebody is called finds them.

use jiff::ToSpan as _;
use jiff::civil::date;
use proptest::prelude::*;
use record::find::{Query, Search, keys};

use super::finding::{born, england, named, today};

proptest! {
    /// Whatever is typed is read, and asks for a number of keys that has a bound.
    #[test]
    fn whatever_is_typed_is_read(typed in "\\PC{0,200}") {
        let finding = england();
        let query = Query::parse(&typed, finding, today());
        let lookups = query.lookups(finding);
        prop_assert!(lookups.len() < 16 * 1000, "{}", lookups.len());
    }

    /// A name in any letters is found by itself.
    #[test]
    fn any_name_is_found_by_itself(forename in "\\p{L}{2,12}", surname in "[\\p{L}' -]{0,8}\\p{L}{2}") {
        let finding = england();
        let person = named(&forename, &surname);
        let query = Query::like(&person, finding);
        let held = keys::of(&person, finding);
        prop_assert!(query.lookups(finding).iter().any(|lookup| held.contains(&lookup.key)));
        let search = Search { query: &query, finding };
        prop_assert!(search.weigh(&person).score > 0);
    }

    /// A date that is written in one of the ways people write it is read as that day.
    #[test]
    fn any_day_is_read_as_it_is_written(days in 0_i64..9000, way in 0_usize..5) {
        let day = date(2001, 12, 1).checked_add(days.days()).expect("a day");
        let (d, m, y) = (day.day(), day.month(), day.year());
        let written = match way {
            0 => format!("{d}/{m}/{y}"),
            1 => format!("{d:02}{m:02}{y}"),
            2 => format!("{d:02}.{m:02}.{:02}", y % 100),
            3 => day.to_string(),
            _ => day.strftime("%-d %B %Y").to_string(),
        };
        let finding = england();
        let query = Query::parse(&written, finding, today());
        let person = born(named("Amira", "Shah"), day);
        let fits = Search { query: &query, finding }.weigh(&person);
        prop_assert_eq!(fits.reasons.first().map(|why| why.agreement), Some("birth-same"));
    }
}
