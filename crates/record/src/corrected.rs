//! What a fact said before it was corrected: the sentence as it was, and each answer
//! that is another now, because the sentence need not name it.

use std::collections::BTreeSet;

use practice::{Book, Fact};

/// Each earlier version in words, oldest first.
pub(crate) fn corrected(book: &Book, fact: &Fact) -> Vec<String> {
    let earlier = fact.earlier.iter().map(|earlier| Fact {
        fields: earlier.fields.clone(),
        ..fact.clone()
    });
    let versions: Vec<_> = earlier.chain([fact.clone()]).collect();
    versions
        .windows(2)
        .filter_map(|pair| match pair {
            [before, after] => Some(before_it_was(book, before, after)),
            _ => None,
        })
        .collect()
}

/// "Assessment authorised. (When was it authorised? 1 December 2025, now 5 November 2025)"
fn before_it_was(book: &Book, before: &Fact, after: &Fact) -> String {
    let fields = book.record(&before.kind).map(|record| &record.fields);
    let told = |name: &str| {
        let field = fields.and_then(|fields| fields.get(name));
        field.is_some_and(|field| field.told)
    };
    let names: BTreeSet<_> = before.fields.keys().chain(after.fields.keys()).collect();
    let differ: Vec<_> = (names.into_iter())
        .filter(|name| !told(name) && before.field(name) != after.field(name))
        .map(|name| {
            let (was, is) = (book.say_field(before, name), book.say_field(after, name));
            let ask = fields.and_then(|fields| fields.get(name));
            let ask = ask.map_or(name.as_str(), |field| field.ask.as_str());
            format!("{ask} {was}, now {is}")
        })
        .collect();
    if differ.is_empty() {
        book.say(before)
    } else {
        format!("{} ({})", book.say(before), differ.join("; "))
    }
}
