//! A clock as an authority's own practice changes it: what the change says takes the place
//! of what the clock says, and the clock is checked again as a whole.

use super::check_clock;
use super::clock::{Changed, Clock};
use super::model::Cite;
use super::no_longer::no_longer;
use super::problem::{Found, Place};
use super::raw::{self, Change};
use super::raw_local::LocalCite;
use super::terms::Commences;
use super::{Book, raw_clock};

/// Levels of which an authority is its own master.
const OWN: [&str; 3] = ["local", "professional", "planned"];

/// The changed clock. What is wrong is told at the change: the clock by itself is sound.
pub(super) fn made(
    law_at: Place<'_>,
    (change_at, change): (Place<'_>, &Change),
    law: &Clock,
    raw: &raw::Clock,
    calendar: &str,
    book: &Book,
    found: &mut Found,
) -> Clock {
    // The bytes of the law's parts are those of its file, and the change's count on.
    let place = Place {
        over: change_at.over,
        ..law_at
    }
    .at(change_at.byte);
    fixed(place, &law.id, change, found);
    let source = source(place, &law.id, change.source.as_ref(), found);
    let merged = merged(place, &law.id, change, raw, found);
    let mut clock = check_clock::one(place, &law.id, &merged, calendar, book, found);
    if let Some(why) = said(place, "taken_away", change.taken_away.as_ref(), found) {
        clock.commences = Commences::Not(format!("an authority's decision: {why}"));
    } else {
        let departs = said(place, "departs", change.departs.as_ref(), found).is_some();
        let bound = law
            .sources
            .iter()
            .any(|cite| !OWN.contains(&cite.level.as_str()));
        let longer = bound && !no_longer(&clock, law);
        if longer && !departs {
            found.add(
                place,
                format!(
                    "it cannot be shown that {} is done as soon and as often as its sources ask: give a shorter time, or say in `departs` why less is done",
                    law.id
                ),
            );
        } else if departs && !longer {
            found.add(
                place,
                "`departs` says why less is done than the sources ask, and no less is done: leave it out",
            );
        }
    }
    clock.changed = Some(Box::new(Changed {
        source,
        departs: change.departs.clone(),
        taken_away: change.taken_away.clone(),
        place: std::mem::replace(&mut clock.place, law.place.clone()),
        variants: !change.variant.is_empty(),
        examples: change.example.len(),
    }));
    clock
}

/// What no authority may change.
fn fixed(place: Place<'_>, id: &str, change: &Change, found: &mut Found) {
    let keys = [
        ("title", change.title.is_some()),
        ("area", change.area.is_some()),
        ("starts", change.starts.is_some()),
        ("met", change.met.is_some()),
        ("ends", change.ends.is_some()),
        ("holds", change.holds.is_some()),
        ("pauses", change.pauses.is_some()),
        ("extends", change.extends.is_some()),
        ("commences", change.commences.is_some()),
        ("held_while", change.held_while.is_some()),
        ("may_roll", change.may_roll.is_some()),
        ("from", change.from.is_some()),
        ("alternative", change.alternative.is_some()),
    ];
    for (key, _) in keys.iter().filter(|(_, said)| *said) {
        found.add(
            place,
            format!(
                "`{key}` of {id} is the book's and cannot be changed: an authority may change its time, its owner, its ladder and its warning; add a clock of your own for anything else"
            ),
        );
    }
}

/// The source of the change: of the level `local`, whatever else it says.
fn source(place: Place<'_>, id: &str, said: Option<&LocalCite>, found: &mut Found) -> Cite {
    let Some(said) = said else {
        found.add(
            place,
            format!(
                "the change of {id} has no source: add source = {{ cite = \"what decided it, and when\" }}"
            ),
        );
        return cite(&LocalCite {
            level: None,
            text: String::new(),
            confirmed: None,
            from: None,
            until: None,
            note: None,
        });
    };
    if said.text.trim().is_empty() {
        found.add(place, format!("the source of the change of {id} is empty"));
    }
    if let Some(level) = said.level.as_ref().filter(|level| *level != "local") {
        found.add(
            place,
            format!(
                "the source of a change is of the level local, not {level:?}: what the law asks for stands in the book, and is not changed here"
            ),
        );
    }
    if said.from.is_some() || said.until.is_some() {
        found.add(
            place,
            format!("the days between which a change holds are said by its variants: [[change.{id}.variant]] with `from` and `until`"),
        );
    }
    cite(said)
}

fn cite(said: &LocalCite) -> Cite {
    Cite {
        level: "local".to_owned(),
        cite: said.text.clone(),
        from: None,
        until: None,
        // An authority has its own text before it.
        confirmed: said
            .confirmed
            .clone()
            .unwrap_or_else(|| "primary".to_owned()),
        instead_of: None,
        note: said.note.clone(),
    }
}

/// A reason, which must not be empty.
fn said<'c>(
    place: Place<'_>,
    key: &str,
    reason: Option<&'c String>,
    found: &mut Found,
) -> Option<&'c str> {
    let reason = reason?.trim();
    if reason.is_empty() {
        found.add(
            place,
            format!("`{key}` is empty; say why, and who decided it"),
        );
    }
    Some(reason)
}

fn merged(
    place: Place<'_>,
    id: &str,
    change: &Change,
    law: &raw::Clock,
    found: &mut Found,
) -> raw::Clock {
    let mut clock = law.clone();
    let timed = [
        change.within.is_some(),
        change.every.is_some(),
        change.before.is_some(),
        change.lapses.is_some(),
        change.keep.is_some(),
        change.due_on.is_some(),
        change.once_in_each.is_some(),
        change.limit.is_some(),
    ]
    .contains(&true);
    if timed || !change.variant.is_empty() {
        if law.starts.iter().all(|start| says_time(start.get_ref())) {
            found.add(
                place,
                format!(
                    "each way in which {id} starts says its own time: change it in [[change.{id}.start]], with its `number`"
                ),
            );
        }
        clock.within = None;
        clock.every = None;
        clock.before = None;
        clock.lapses = None;
        clock.keep = None;
        clock.due_on = None;
        clock.once_in_each = None;
        clock.limit = None;
        clock.in_any = None;
        clock.variant.clone_from(&change.variant);
    }
    macro_rules! take {
        ($($key:ident),*) => {
            $(if change.$key.is_some() { clock.$key.clone_from(&change.$key); })*
        };
    }
    take!(
        within,
        every,
        before,
        not_before,
        lapses,
        keep,
        due_on,
        once_in_each,
        limit,
        in_any,
        counting,
        months,
        calendar,
        rolls,
        should_be_within,
        warn,
        note
    );
    if !clock.comes_again() {
        // Without a rhythm there is no last time to count from.
        clock.from = None;
    }
    if let Some(owner) = &change.owner {
        clock.owner.clone_from(owner);
    }
    if let Some(climbs) = &change.climbs {
        clock.climbs.clone_from(climbs);
    }
    if !change.example.is_empty() {
        // The law's stand after its own, and stay as far as they still hold.
        clock.example.splice(0..0, change.example.iter().cloned());
    }
    for start in &change.start {
        let at = place.at(start.span().start);
        time_of_start(at, id, start.get_ref(), &mut clock, found);
    }
    clock
}

fn says_time(start: &raw_clock::Start) -> bool {
    start.within.is_some() || start.before.is_some() || start.due_on.is_some()
}

/// Gives one of the ways of starting its new time.
fn time_of_start(
    place: Place<'_>,
    id: &str,
    said: &super::raw_local::StartTime,
    clock: &mut raw::Clock,
    found: &mut Found,
) {
    let many = clock.starts.len();
    let start = (said.number.checked_sub(1)).and_then(|at| clock.starts.get_mut(at));
    let Some(start) = start else {
        found.add(
            place,
            format!(
                "{id} starts in {many} ways, numbered from 1 as the book has them; there is no number {}",
                said.number
            ),
        );
        return;
    };
    let start = start.get_mut();
    if said.within.is_some() || said.before.is_some() || said.due_on.is_some() {
        start.within.clone_from(&said.within);
        start.before.clone_from(&said.before);
        start.due_on.clone_from(&said.due_on);
    }
    macro_rules! take {
        ($($key:ident),*) => {
            $(if said.$key.is_some() { start.$key.clone_from(&said.$key); })*
        };
    }
    take!(counting, calendar, should_be_within);
}
