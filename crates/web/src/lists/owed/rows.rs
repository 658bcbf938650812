//! Which of what is owed is asked for: gathered of one's own children, a worker's or a team's, or read
//! page by page where it is everybody's.

use jiff::{Timestamp, ToSpan as _};
use practice::When;
use record::OwedRow;
use record::may::Action;
use store::OwedFilter;

use super::{WHEN, who_first};
use crate::lists::gather::{Children, by_danger, called, children, may_see, owed};
use crate::lists::mine::{Mine, gather};
use crate::lists::table::{COLUMNS, OF_ALL};
use crate::lists::wanted::Wanted;
use crate::lists::whose::Whose;
use crate::reply::Stop;
use crate::visit::Visit;

/// A page of the list, as it is shown or taken away.
pub(super) struct Page {
    pub children: Children,
    pub rows: Vec<OwedRow>,
    pub more: bool,
}

/// The page that is asked for.
pub(super) fn page(
    visit: &mut Visit<'_>,
    wanted: &Wanted<'_>,
    whose: &Whose,
    many: usize,
) -> Result<Page, Stop> {
    let mut mine = Mine::of(visit);
    let only_mine = wanted.one_of("who", &who_first(whose)) == "me";
    let (children, mut rows) = match (whose, whose.files(visit)?) {
        (_, None) => return of_all(visit, wanted, many),
        (Whose::Own, _) => gather(visit, &mut mine)?,
        (_, Some(files)) => {
            let all = children(visit, &files)?;
            let rows = owed(visit, &all)?;
            (all, rows)
        }
    };
    let now = visit.now;
    let when = wanted.one_of("when", &WHEN.map(|(name, _)| name));
    let clock = wanted.said("clock");
    rows.retain(|row| {
        is_when(row, when, now)
            && (clock.is_empty() || row.clock == clock)
            && (!only_mine || mine.has(visit, row))
    });
    rows.sort_by_key(|row| by_danger(row, now));
    let order = COLUMNS.order(wanted);
    match order.by {
        "child" => order.put(&mut rows, |row| {
            let child = children.get(&row.subject);
            child.map(|child| (child.name.to_lowercase(), row.due.map(When::end)))
        }),
        "what" => order.put(&mut rows, |row| Some(called(visit, row))),
        _ => order.put(&mut rows, |row| row.due.map(When::end)),
    }
    let (rows, more) = wanted.cut(rows, many);
    Ok(Page {
        children,
        rows,
        more,
    })
}

/// A page of what is owed to all children, narrowed and cut where it is kept.
fn of_all(visit: &mut Visit<'_>, wanted: &Wanted<'_>, many: usize) -> Result<Page, Stop> {
    let when = wanted.one_of("when", &["late", "today", "week", "later"]);
    let (from, to) = window(when, visit.now);
    let clock = Some(wanted.said("clock")).filter(|clock| !clock.is_empty());
    let by_danger = OF_ALL.order(wanted).by == "danger";
    let which = Which {
        between: (from, to),
        breaches: when == "late",
        clock,
        by_danger,
    };
    within(visit, wanted, &which, many)
}

/// A page of what is owed to all children by one clock: what is late, or all of it; by danger, or
/// in the order of due dates.
pub(in crate::lists) fn of_clock(
    visit: &mut Visit<'_>,
    wanted: &Wanted<'_>,
    (clock, late): (&str, bool),
    order: &str,
    many: usize,
) -> Result<(Children, Vec<OwedRow>, bool), Stop> {
    let to = if late { visit.now } else { Timestamp::MAX };
    let which = Which {
        between: (Timestamp::MIN, to),
        breaches: late,
        clock: Some(clock),
        by_danger: order == "danger",
    };
    let page = within(visit, wanted, &which, many)?;
    Ok((page.children, page.rows, page.more))
}

/// Which of what is owed to all children is wanted.
struct Which<'w> {
    between: (Timestamp, Timestamp),
    breaches: bool,
    clock: Option<&'w str>,
    by_danger: bool,
}

fn within(
    visit: &mut Visit<'_>,
    wanted: &Wanted<'_>,
    which: &Which<'_>,
    many: usize,
) -> Result<Page, Stop> {
    let actor = visit.who.actor.clone();
    let narrowing = visit
        .app
        .permissions
        .narrowing(&actor, Action::Read, "child");
    let Some(organisation) = narrowing.all_of else {
        return Err(Stop::NotFound);
    };
    let now = visit.now;
    let filter = OwedFilter {
        organisation,
        restricted: narrowing.restricted,
        from: which.between.0,
        to: which.between.1,
        breaches: which.breaches,
        clock: which.clock,
        by_danger: which.by_danger,
    };
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let skip = count(wanted.page - 1).saturating_mul(count(many));
    let mut rows = visit
        .reader
        .owed_within(&filter, now, (skip, count(many) + 1))?;
    let more = rows.len() > many;
    rows.truncate(many);
    let files: std::collections::BTreeSet<_> = rows.iter().map(|row| row.subject).collect();
    let files: Vec<_> = files.into_iter().collect();
    let children = children(visit, &files)?;
    rows.retain(|row| {
        let child = children.get(&row.subject);
        child.is_some_and(|child| may_see(visit, child, row))
    });
    Ok(Page {
        children,
        rows,
        more,
    })
}

/// From when until when something is due.
pub(in crate::lists) fn window(when: &str, now: Timestamp) -> (Timestamp, Timestamp) {
    let today = When::Instant(now).day();
    let tomorrow = today.tomorrow().unwrap_or(today);
    let in_a_week = tomorrow.checked_add(7.days()).unwrap_or(tomorrow);
    let start = |day| When::Day(day).start();
    match when {
        "late" => (Timestamp::MIN, now),
        "today" => (now, start(tomorrow)),
        "week" => (start(tomorrow), start(in_a_week)),
        _ => (start(in_a_week), Timestamp::MAX),
    }
}

/// Whether it is due then.
pub(crate) fn is_when(row: &OwedRow, when: &str, now: Timestamp) -> bool {
    let within = |when| {
        let (from, to) = window(when, now);
        row.due.is_some_and(|due| (from..to).contains(&due.end()))
    };
    match when {
        "late" => row.is_late(now),
        "undated" => row.due.is_none(),
        // Of what nobody can know whether it was done, nothing is asked now.
        "all" => row.due.is_none_or(|due| row.breaches || !due.is_past(now)),
        when => within(when),
    }
}
