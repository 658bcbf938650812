//! RE-1: third parties are marked while writing, so that little has to be withheld later,
//! each passage with its reason, and nothing is lost.

use proptest::prelude::*;
use record::exempt::{Passage, Reason, marked, passages, plain, withheld};

#[test]
fn what_a_neighbour_said_is_withheld_with_the_reason_and_the_rest_is_told() {
    let note = "She was well. [[third party: Mr Ames said he heard shouting.]] We agreed to meet.";
    assert_eq!(
        withheld(note),
        "She was well. [withheld: about somebody else] We agreed to meet."
    );
    assert_eq!(
        plain(note),
        "She was well. Mr Ames said he heard shouting. We agreed to meet."
    );
}

#[test]
fn what_only_looks_like_a_mark_stays_as_it_was_written() {
    for text in [
        "see [[page 3]]",
        "[[nobody: knows this reason]]",
        "[[third party:   ]]",
        "[[third party: never closed",
        "]] [[ : ]]",
    ] {
        assert_eq!(passages(text), [Passage::Open(text)]);
        assert_eq!(withheld(text), text);
    }
}

#[test]
fn a_mark_in_brackets_is_found() {
    let [before, mark, after] = passages("[[[Third Party: x]]]")[..] else {
        panic!("three passages");
    };
    assert_eq!(before, Passage::Open("["));
    assert_eq!(mark, Passage::Exempt(Reason::ThirdParty, "x"));
    assert_eq!(after, Passage::Open("]"));
}

proptest! {
    /// Whatever is written, nothing of it is lost: every passage stands in the text, in
    /// order, and what is between them is marks alone.
    #[test]
    fn no_open_word_is_lost_whatever_is_written(text in r"([a-z é\[\]:]|third party|\[\[|\]\]|crime){0,40}") {
        let (mut at, mut between) = (0, String::new());
        for passage in passages(&text) {
            let (Passage::Open(words) | Passage::Exempt(_, words)) = passage;
            let begins = words.as_ptr() as usize - text.as_ptr() as usize;
            prop_assert!(begins >= at, "{words:?} comes in its order");
            between.push_str(&text[at..begins]);
            at = begins + words.len();
        }
        between.push_str(&text[at..]);
        let names = Reason::ALL.map(Reason::name).into_iter();
        let left = ["[[", "]]", ":"].into_iter().chain(names);
        let left = left.fold(between, |left, part| left.replace(part, ""));
        prop_assert_eq!(left.trim(), "");
    }

    /// What is marked is read again as what was marked, wherever it stands.
    #[test]
    fn what_is_marked_is_withheld_and_nothing_else(
        before in "[a-z .é]{0,20}",
        words in "[a-z .,:é]{1,30}",
        after in "[a-z .é]{0,20}",
        reason in prop::sample::select(Reason::ALL.to_vec()),
    ) {
        prop_assume!(!words.trim().is_empty());
        let mark = marked(reason, &words).expect("words that can be marked");
        let text = format!("{before}{mark}{after}");
        prop_assert_eq!(withheld(&text), format!("{before}[withheld: {}]{after}", reason.says()));
        prop_assert_eq!(plain(&text), format!("{before}{}{after}", words.trim()));
    }
}
