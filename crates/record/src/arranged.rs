//! What is arranged for a day or a time, and what became of it: kept beside the ledger, so that a diary
//! reads no file.

use practice::book::diary::Diary;
use practice::{Book, Fact, Id, Value, When};

use crate::Casefile;
use crate::duty::Duty;

/// A meeting, or something else that is to happen. Nothing that was written in words stands here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrangedRow {
    /// The file of whom it is about.
    pub subject: Id,
    /// The entry that says so.
    pub entry: Id,
    /// Its record type.
    pub kind: String,
    /// Of what kind it is: a code of the list that the record's field names.
    pub code: Option<String>,
    /// When it is to happen.
    pub at: When,
    /// How many minutes it is expected to last, where that is said.
    pub lasts: Option<u32>,
    /// How often it was corrected, called off or withdrawn.
    pub changes: u32,
    /// What became of it.
    pub became: Became,
}

/// What became of something that was arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// Nothing is said of it.
    Nothing,
    /// It was held.
    Held,
    /// It was called off, or what it was part of ended before.
    CalledOff,
    /// That it was arranged was withdrawn.
    Withdrawn,
}

impl Became {
    /// Each.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Held, Self::CalledOff, Self::Withdrawn];

    /// How it is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Held => "held",
            Self::CalledOff => "called-off",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether it is not to be: a calendar takes it out.
    pub const fn is_off(self) -> bool {
        matches!(self, Self::CalledOff | Self::Withdrawn)
    }
}

/// What this file says is arranged, whenever, with what the duties say of it. What was called off or
/// withdrawn is told too, because somebody may have it in a calendar.
pub fn arranged(book: &Book, subject: Id, file: &Casefile, duties: &[Duty]) -> Vec<ArrangedRow> {
    let of_diary = |kind: &str| book.diary.iter().find(|one| one.on == kind);
    (file.facts.iter())
        .filter_map(|fact| {
            let shown = of_diary(&fact.kind)?;
            let code = shown.kind.as_ref().and_then(|kind| fact.text(kind));
            let became = became(book, file, (shown, fact), duties);
            Some(ArrangedRow {
                subject,
                entry: fact.id,
                kind: fact.kind.clone(),
                code: code.map(str::to_owned),
                at: fact.when(&shown.at)?,
                lasts: shown.lasts.as_ref().and_then(|lasts| minutes(fact, lasts)),
                changes: u32::try_from(fact.earlier.len()).unwrap_or(u32::MAX)
                    + u32::from(became.is_off()),
                became,
            })
        })
        .collect()
}

/// The minutes in a field; none of what is no length of time.
fn minutes(fact: &Fact, field: &str) -> Option<u32> {
    match fact.field(field) {
        Some(Value::Number(minutes)) => u32::try_from(*minutes).ok().filter(|many| *many > 0),
        _ => None,
    }
}

fn became(book: &Book, file: &Casefile, (shown, fact): (&Diary, &Fact), duties: &[Duty]) -> Became {
    if fact.withdrawn {
        return Became::Withdrawn;
    }
    let off = shown.off.as_deref().and_then(|off| book.record(off));
    let closes = off.and_then(|off| Some((off, off.closes.as_ref()?)));
    let is_off = closes.is_some_and(|(off, link)| {
        file.of_kind(&off.name)
            .any(|said| said.link(link) == Some(fact.id))
    });
    if is_off {
        return Became::CalledOff;
    }
    let asked =
        |duty: &&Duty| shown.clock.as_ref() == Some(&duty.clock) && duty.started.by == fact.id;
    match duties.iter().find(asked) {
        Some(duty) if duty.met.is_some() => Became::Held,
        Some(duty) if duty.ended.is_some() => Became::CalledOff,
        _ => Became::Nothing,
    }
}
