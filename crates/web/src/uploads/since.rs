//! What changed since the last check of the same return.
//!
//! Lines move from one export to the next, so that a finding is known again by its rule, its
//! table and its child: with the same values first, and then with others, for a value that was
//! changed and is wrong all the same is no other finding. Nothing is said of a rule that did
//! not run both times, or of which not every finding was kept.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::finds::{Finds, Found, Since};

/// Says of each finding how it stands to the last check, and what is gone since.
pub(super) fn compare(now: &mut Finds, last: &Finds) {
    let known: BTreeSet<String> = (now.about.rules_run.iter())
        .filter(|rule| last.about.rules_run.contains(rule))
        .filter(|rule| is_whole(now, rule) && is_whole(last, rule))
        .cloned()
        .collect();
    let mut before: Vec<Option<&Found>> = (last.found.iter())
        .map(|found| known.contains(&found.rule).then_some(found))
        .collect();
    for found in &mut now.found {
        if known.contains(&found.rule) {
            found.since = Since::New;
        }
    }
    matched(&mut now.found, &mut before, |found| {
        (
            found.rule.clone(),
            found.table.clone(),
            found.child.clone(),
            found.fields.clone(),
        )
    });
    matched(&mut now.found, &mut before, |found| {
        (
            found.rule.clone(),
            found.table.clone(),
            found.child.clone(),
            Vec::new(),
        )
    });
    now.gone = before.into_iter().flatten().cloned().collect();
}

/// By what a finding is known again.
type Key = (String, String, String, Vec<(String, String)>);

/// Takes away from what was found before what is found again.
fn matched(now: &mut [Found], before: &mut [Option<&Found>], key: impl Fn(&Found) -> Key) {
    let mut places: BTreeMap<Key, VecDeque<usize>> = BTreeMap::new();
    for (place, found) in before.iter().enumerate() {
        if let Some(found) = found {
            places.entry(key(found)).or_default().push_back(place);
        }
    }
    for found in now.iter_mut().filter(|found| found.since == Since::New) {
        let place = places.get_mut(&key(found)).and_then(VecDeque::pop_front);
        if let Some(before) = place.and_then(|place| before.get_mut(place)) {
            *before = None;
            found.since = Since::Still;
        }
    }
}

/// Whether every row that a rule found is kept.
fn is_whole(finds: &Finds, rule: &str) -> bool {
    let kept = finds.found.iter().filter(|found| found.rule == rule);
    finds.about.counts.get(rule).copied().unwrap_or(0) == kept.count()
}

#[cfg(test)]
mod tests {
    use super::super::finds::{About, Which};
    use super::*;

    fn found(rule: &str, child: &str, value: &str) -> Found {
        Found {
            rule: rule.to_owned(),
            says: String::new(),
            table: "Episodes".to_owned(),
            row: 0,
            file: String::new(),
            line: None,
            child: child.to_owned(),
            fields: vec![("DECOM".to_owned(), value.to_owned())],
            since: Since::NotKnown,
        }
    }

    fn finds(run: &[&str], found: Vec<Found>) -> Finds {
        let mut counts = BTreeMap::new();
        for one in &found {
            *counts.entry(one.rule.clone()).or_default() += 1;
        }
        Finds {
            about: About {
                which: Which::LookedAfter,
                collection: "2025/26".to_owned(),
                rules_run: run.iter().map(|&rule| rule.to_owned()).collect(),
                not_run: Vec::new(),
                counts,
                notes: Vec::new(),
                compared_with: None,
            },
            found,
            gone: Vec::new(),
        }
    }

    fn states(finds: &Finds) -> Vec<Since> {
        finds.found.iter().map(|found| found.since).collect()
    }

    #[test]
    fn what_is_mended_is_gone_and_what_is_still_wrong_is_still_there() {
        let last = finds(
            &["101"],
            vec![found("101", "A", "1"), found("101", "B", "1")],
        );
        let mut now = finds(
            &["101"],
            vec![
                found("101", "A", "2"),
                found("101", "C", "1"),
                found("101", "A", "3"),
            ],
        );

        compare(&mut now, &last);

        // One of two of the same child is the one of before, though its value is another.
        assert_eq!(states(&now), [Since::Still, Since::New, Since::New]);
        assert_eq!(now.gone, [found("101", "B", "1")]);
    }

    #[test]
    fn the_same_value_is_the_same_finding_before_any_other_of_the_child() {
        let last = finds(&["101"], vec![found("101", "A", "3")]);
        let mut now = finds(
            &["101"],
            vec![found("101", "A", "2"), found("101", "A", "3")],
        );

        compare(&mut now, &last);

        assert_eq!(states(&now), [Since::New, Since::Still]);
    }

    #[test]
    fn a_rule_that_ran_only_once_says_nothing_of_what_changed() {
        let last = finds(&["102"], vec![found("102", "A", "1")]);
        let mut now = finds(&["101"], vec![found("101", "A", "1")]);

        compare(&mut now, &last);

        assert_eq!(states(&now), [Since::NotKnown]);
        assert!(now.gone.is_empty());
    }

    #[test]
    fn a_rule_of_which_not_all_was_kept_says_nothing_of_what_changed() {
        let mut last = finds(&["101"], vec![found("101", "A", "1")]);
        last.about.counts.insert("101".to_owned(), 7);
        let mut now = finds(&["101"], vec![found("101", "B", "1")]);

        compare(&mut now, &last);

        assert_eq!(states(&now), [Since::NotKnown]);
        assert!(now.gone.is_empty());
    }
}
