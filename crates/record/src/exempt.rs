//! Passages of a text that are marked while it is written, because they are about somebody
//! else or may not be told: `[[third party: what the neighbour said]]`.
//!
//! Whoever may read the file reads them; who asks for their own record reads that
//! something was left out, and why. A mark needs one of the reasons below. What looks like
//! a mark and is none is text, so nothing that was written is lost.

use serde::Serialize;

/// Why a passage may be withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It tells of somebody else: Data Protection Act 2018, schedule 2, paragraph 16.
    ThirdParty,
    /// Telling it would be likely to cause serious harm: schedule 3, parts 2 and 3.
    SeriousHarm,
    /// Advice of a lawyer: schedule 2, paragraph 19.
    LegalAdvice,
    /// Telling it would be likely to prejudice the prevention or detection of crime:
    /// schedule 2, paragraph 2.
    Crime,
    /// Who told it was promised that it would not be told: schedule 2, paragraph 16.
    Confidence,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 5] = [
        Self::ThirdParty,
        Self::SeriousHarm,
        Self::LegalAdvice,
        Self::Crime,
        Self::Confidence,
    ];

    /// How it is written in a mark.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ThirdParty => "third party",
            Self::SeriousHarm => "serious harm",
            Self::LegalAdvice => "legal advice",
            Self::Crime => "crime",
            Self::Confidence => "in confidence",
        }
    }

    /// The reason that is written so.
    pub fn named(name: &str) -> Option<Self> {
        (Self::ALL.into_iter()).find(|reason| reason.name().eq_ignore_ascii_case(name))
    }

    /// What is said in the place of what is withheld.
    pub const fn says(self) -> &'static str {
        match self {
            Self::ThirdParty => "about somebody else",
            Self::SeriousHarm => "telling it might cause serious harm",
            Self::LegalAdvice => "advice of a lawyer",
            Self::Crime => "telling it might prejudice the prevention or detection of crime",
            Self::Confidence => "told in confidence",
        }
    }
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage<'t> {
    /// Open to whom the record is about.
    Open(&'t str),
    /// Marked as exempt, with why: the words inside the mark, without space around them.
    Exempt(Reason, &'t str),
}

const OPENS: &str = "[[";
const CLOSES: &str = "]]";

/// A text in passages, in order. Marks do not stand in each other: a mark ends at the first
/// `]]`.
pub fn passages(text: &str) -> Vec<Passage<'_>> {
    let (mut passages, mut open, mut from) = (Vec::new(), 0, 0);
    while let Some(found) = text.get(from..).and_then(|rest| rest.find(OPENS)) {
        let begins = from + found;
        match mark(text.get(begins..).unwrap_or_default()) {
            Some((reason, words, length)) => {
                push_open(&mut passages, text.get(open..begins));
                passages.push(Passage::Exempt(reason, words));
                from = begins + length;
                open = from;
            }
            // One byte on: of `[[[third party: x]]` the mark begins at the second.
            None => from = begins + 1,
        }
    }
    push_open(&mut passages, text.get(open..));
    passages
}

fn push_open<'t>(passages: &mut Vec<Passage<'t>>, text: Option<&'t str>) {
    passages.extend(text.filter(|text| !text.is_empty()).map(Passage::Open));
}

/// The mark with which a text begins: why, its words, and its length in bytes.
fn mark(text: &str) -> Option<(Reason, &str, usize)> {
    let inside = text.strip_prefix(OPENS)?;
    let ends = inside.find(CLOSES)?;
    let (name, words) = inside.get(..ends)?.split_once(':')?;
    let reason = Reason::named(name.trim())?;
    let words = words.trim();
    (!words.is_empty()).then_some((reason, words, OPENS.len() + ends + CLOSES.len()))
}

/// A text as who may read the file reads it: without the marks, nothing left out.
pub fn plain(text: &str) -> String {
    let passages = passages(text).into_iter();
    passages
        .map(|passage| match passage {
            Passage::Open(words) | Passage::Exempt(_, words) => words,
        })
        .collect()
}

/// A text as whom it is about may read it: what is exempt left out, and why said in its
/// place.
pub fn withheld(text: &str) -> String {
    let passages = passages(text).into_iter();
    passages
        .map(|passage| match passage {
            Passage::Open(words) => words.to_owned(),
            Passage::Exempt(reason, _) => format!("[withheld: {}]", reason.says()),
        })
        .collect()
}

/// A passage with its mark, as it is written in a text. Words that would end the mark
/// early cannot stand in one: `None`, as for words that are empty.
pub fn marked(reason: Reason, words: &str) -> Option<String> {
    let words = words.trim();
    // A last `]` would make the end of the mark the end of the words.
    let sound = !words.is_empty() && !words.contains(CLOSES) && !words.ends_with(']');
    sound.then(|| format!("{OPENS}{}: {words}{CLOSES}", reason.name()))
}
