//! List 8: children in care on the day, and those who left it in the six months before.

use practice::Fact;

use super::line::{Line, count};
use super::{Care, Of, yes};
use crate::read::annex_a::Row;

/// The latest period of care, where it is open or ended in the six months before.
pub(super) fn in_care(of: &Of<'_, '_>, rows: &mut Vec<Row>) {
    let Some((first, last)) = latest_period(&of.care) else {
        return;
    };
    if !of.open_within(6, last.ceased_on()) {
        return;
    }
    let Some(mut line) = Line::about(of, 8) else {
        return;
    };
    line.yes(
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))",
        Some(unaccompanied(of)),
    );
    line.day("Date Started to be Looked After", Some(first.began()));
    line.code(
        "Child's Category of Need",
        last_told(of, "category_of_need"),
    );
    let started = |one: &&Care<'_>| one.started.text("reason") == Some("S");
    let in_a_year = of.care.iter().filter(|one| {
        let ended = one.ceased_on();
        ended.is_none_or(|ended| of.within(12, ended))
    });
    let periods = in_a_year.filter(started).count();
    line.yes(
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
        Some(periods > 1),
    );
    legal_status(of, &mut line);
    line.when(
        "Date of Latest Statutory Review",
        of.file.all("looked-after-review").last().copied(),
    );
    line.when(
        "Date of Last Social Work Visit",
        of.file.all("placement-visit").last().copied(),
    );
    let permanence = of.file.last_with("care-plan-details", "permanence");
    let permanence = permanence.and_then(|fact| fact.text("permanence"));
    line.text(
        "What is the permanence plan for this child?",
        permanence.map(str::to_owned),
    );
    line.when(
        "Date of Last IRO Visit / Contact to the Child",
        of.file.all("reviewing-officer-met-child").last().copied(),
    );
    line.when(
        "Date of Last Health Assessment",
        last_of(of, &["health-assessment", "initial-health-assessment"]),
    );
    line.when(
        "Date of Last Dental Check",
        of.file.all("dental-check").last().copied(),
    );
    line.number(
        "Number of Placements in the Last 12 months",
        count(placements_in_a_year(of)),
    );
    line.day("Date Ceased to be Looked After", last.ceased_on());
    line.code("Reason Ceased to be Looked After", last.reason_ceased());
    placement(of, &mut line);
    missing(of, &mut line);
    of.worker_and_team(&mut line);
    rows.push(line.row());
}

/// The placements of which a day lies in the twelve months before. A change of legal status
/// alone goes on in the same one.
fn placements_in_a_year(of: &Of<'_, '_>) -> usize {
    let stays = |one: &Care<'_>| one.started.text("reason") == Some("L");
    let mut ends = Vec::new();
    for one in &of.care {
        match ends.last_mut() {
            Some(last) if stays(one) => *last = one.ceased_on(),
            _ => ends.push(one.ceased_on()),
        }
    }
    let in_a_year = |end: &&Option<jiff::civil::Date>| of.open_within(12, **end);
    ends.iter().filter(in_a_year).count()
}

/// The first and the last episode of the latest period of care.
pub(super) fn latest_period<'c, 'f>(care: &'c [Care<'f>]) -> Option<(&'c Care<'f>, &'c Care<'f>)> {
    let last = care.last()?;
    let begins = care.windows(2).rposition(|pair| match pair {
        [before, after] => !after.follows(before),
        _ => false,
    });
    let first = care.get(begins.map_or(0, |at| at + 1))?;
    Some((first, last))
}

/// What the episodes of the latest period told last.
fn last_told<'f>(of: &Of<'_, 'f>, field: &str) -> Option<&'f str> {
    let mut all = of.care.iter().rev();
    all.find_map(|one| one.started.text(field).filter(|text| !text.is_empty()))
}

/// Whether the child was known as unaccompanied in the twelve months before.
pub(super) fn unaccompanied(of: &Of<'_, '_>) -> bool {
    let told = of.file.all("unaccompanied-child").last();
    let ceased = told.and_then(|fact| super::day(fact, "ceases_on"));
    let said = of
        .file
        .last_with(record::kinds::CHILD_DETAILS, "unaccompanied");
    let said = said.and_then(|fact| yes(fact, "unaccompanied")) == Some(true);
    (told.is_some() || said) && ceased.is_none_or(|day| day >= of.months_ago(12))
}

/// The legal status, and since when: of the episodes that have it one after another, the
/// first.
fn legal_status(of: &Of<'_, '_>, line: &mut Line) {
    let own = |one: &Care<'_>| one.started.text("legal_status").map(str::to_owned);
    let told = of.care.iter().rev().find_map(own);
    line.code("Child's Legal Status", told.as_deref());
    let mut since = None;
    let mut later: Option<&Care<'_>> = None;
    for one in of.care.iter().rev() {
        let goes_on = later.is_none_or(|later| later.follows(one));
        if !goes_on || own(one).is_some_and(|status| Some(status) != told) {
            break;
        }
        since = Some(one.began());
        later = Some(one);
    }
    line.day("Start date of current legal status", since);
}

/// Where the child lives, or lived last: of episodes in one placement, since the first.
fn placement(of: &Of<'_, '_>, line: &mut Line) {
    let at = of
        .care
        .iter()
        .rev()
        .find(|one| one.started.text("reason") != Some("L"));
    let Some(at) = at else { return };
    line.day("Start Date of Most Recent Placement", Some(at.began()));
    line.code("Placement Type", at.started.text("placement"));
    line.code("Placement Provider", at.started.text("placement_provider"));
    let postcode = at.started.text("placement_postcode");
    line.text("Placement postcode", postcode.map(str::to_owned));
    line.text(
        "URN of Placement",
        at.started.text("urn").map(str::to_owned),
    );
    let Some((places, postcode)) = of.asked.places.zip(postcode) else {
        return;
    };
    let Some(found) = places.postcodes.find(postcode) else {
        return;
    };
    let area = places.authorities.on(found.authority, of.asked.on);
    let own = places.authorities.on(places.own, of.asked.on);
    line.code(
        "Placement Location",
        Some(if area == own { "in" } else { "out" }),
    );
    let named = places.authorities.get(area);
    line.text("LA of Placement", named.map(|one| one.name.clone()));
}

/// How often the child was missing or away, and whether somebody spoke with them then.
fn missing(of: &Of<'_, '_>, line: &mut Line) {
    let times = |kind| {
        of.count_in_a_year("missing-episode-started", |fact| {
            fact.text("kind") == Some(kind)
        })
    };
    line.number(
        "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
        count(times("M")),
    );
    line.number(
        "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months",
        count(times("A")),
    );
    let last = of.file.all("missing-episode-started").last();
    let Some(last) = last.filter(|fact| of.within(12, fact.occurred.day())) else {
        return;
    };
    let offer = of
        .file
        .last_linked("return-interview-offer", "episode", last.id);
    let held = of.file.last_linked("return-interview", "episode", last.id);
    let said = |field| match offer.and_then(|fact: &Fact| fact.text(field)) {
        Some(text) if text.starts_with(['Y', 'y']) => Some(true),
        Some(text) if text.starts_with(['N', 'n']) => Some(false),
        _ => None,
    };
    let refused = held.map(|fact| yes(fact, "refused") == Some(true));
    line.yes(
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        said("offered").or(held.map(|_| true)),
    );
    line.yes(
        "Did the child accept a Return Interview after their last missing episode (Y/N)?",
        said("accepted").or(refused.map(|refused| !refused)),
    );
}

/// The last record of any of these types.
fn last_of<'f>(of: &Of<'_, 'f>, kinds: &[&str]) -> Option<&'f Fact> {
    let all = kinds.iter().flat_map(|kind| of.file.all(kind)).copied();
    all.max_by_key(|fact| fact.occurred.day())
}
