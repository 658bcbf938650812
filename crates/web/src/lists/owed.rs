//! Everything that is owed: one's own, a worker's, a team's or all; late, today, this week or
//! later; by danger, by day or by child. To be printed, taken away, and its address handed on.

use jiff::{Timestamp, ToSpan as _};
use maud::{Markup, html};
use practice::When;
use record::OwedRow;
use record::may::Action;
use store::OwedFilter;

use super::PAGE;
use super::csv::{MOST, Sheet};
use super::gather::{Children, by_danger, called, children, may_see, owed};
use super::mine::{Mine, gather};
use super::table::{table, when_in_words};
use super::wanted::Wanted;
use super::whose::{Whose, answers_for_all};
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// When something is due, by name and in words.
const WHEN: [(&str, &str); 6] = [
    ("all", "Whenever"),
    ("late", "Late"),
    ("today", "Today"),
    ("week", "In the next 7 days"),
    ("later", "Later"),
    ("undated", "No date"),
];
/// In which order, likewise.
const SORT: [(&str, &str); 3] = [
    ("danger", "Late and dangerous first"),
    ("due", "By day"),
    ("child", "By child"),
];
/// Whose work it is, likewise.
const WHO: [(&str, &str); 2] = [("me", "Mine to do"), ("anybody", "Whoever is to do it")];

/// A page of the list, as it is shown or taken away.
struct Page {
    children: Children,
    rows: Vec<OwedRow>,
    more: bool,
}

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/owed", asked);
    let whose = Whose::of(visit, asked)?;
    let page = page(visit, &wanted, &whose, PAGE)?;
    let title = "What is owed";
    let main = html! {
        span class="govuk-caption-l" { (whose.says()) }
        h1 class="govuk-heading-l" { (title) }
        (choices(visit, &wanted, &whose))
        @if page.rows.is_empty() { p class="govuk-body" { "Nothing." } }
        @else {
            (table(visit, title, &page.children, &page.rows))
            p class="govuk-body sightline-not-printed" {
                a class="govuk-link" href=(wanted.export()) { "Take this list away as a spreadsheet" }
            }
        }
        (turn(&wanted.address(), wanted.page, page.more))
    };
    Ok(Reply::Page(visit.page(&Content {
        title,
        main,
        wide: true,
        ..Content::default()
    })))
}

/// The list, to be taken away.
pub(super) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/owed", asked);
    let whose = Whose::of(visit, asked)?;
    let page = page(visit, &wanted, &whose, MOST)?;
    let mut sheet = Sheet::with(&["Child", "What is owed", "Due", "Days late", "Who owes it"]);
    for row in &page.rows {
        let Some(child) = page.children.get(&row.subject) else {
            continue;
        };
        let clock = visit.app.book.clock(&row.clock);
        let values = vec![
            child.name.clone(),
            called(visit, row),
            when_in_words(visit, row),
            row.days_late(visit.now).to_string(),
            clock.map(|clock| clock.owner.clone()).unwrap_or_default(),
        ];
        sheet.add(visit, child, values)?;
    }
    sheet.reply(visit, "owed.csv", page.more)
}

fn page(
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
    let name = |row: &OwedRow| children.get(&row.subject).map(|child| child.name.clone());
    match wanted.one_of("sort", &SORT.map(|(name, _)| name)) {
        "due" => rows.sort_by_key(|row| (row.due.is_none(), row.due.map(When::end))),
        "child" => rows.sort_by_cached_key(|row| (name(row), row.due.map(When::end))),
        _ => rows.sort_by_key(|row| by_danger(row, now)),
    }
    let (rows, more) = wanted.cut(rows, many);
    Ok(Page {
        children,
        rows,
        more,
    })
}

/// Whose work is shown first: of one's own children what is one's own to do, of others' all.
fn who_first(whose: &Whose) -> [&'static str; 2] {
    match whose {
        Whose::Own => ["me", "anybody"],
        _ => ["anybody", "me"],
    }
}

/// A page of what is owed to all children, narrowed and cut where it is kept.
fn of_all(visit: &mut Visit<'_>, wanted: &Wanted<'_>, many: usize) -> Result<Page, Stop> {
    let when = wanted.one_of("when", &["late", "today", "week", "later"]);
    let (from, to) = window(when, visit.now);
    let clock = Some(wanted.said("clock")).filter(|clock| !clock.is_empty());
    let by_danger = wanted.one_of("sort", &["danger", "due"]) == "danger";
    let which = Which {
        between: (from, to),
        breaches: when == "late",
        clock,
        by_danger,
    };
    within(visit, wanted, &which, many)
}

/// A page of what is owed to all children by one clock: what is late, or all of it.
pub(super) fn of_clock(
    visit: &mut Visit<'_>,
    wanted: &Wanted<'_>,
    clock: &str,
    late: bool,
    many: usize,
) -> Result<(Children, Vec<OwedRow>, bool), Stop> {
    let to = if late { visit.now } else { Timestamp::MAX };
    let which = Which {
        between: (Timestamp::MIN, to),
        breaches: late,
        clock: Some(clock),
        by_danger: late,
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
pub(super) fn window(when: &str, now: Timestamp) -> (Timestamp, Timestamp) {
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

fn choices(visit: &Visit<'_>, wanted: &Wanted<'_>, whose: &Whose) -> Markup {
    let all = matches!(whose, Whose::All);
    let (when, sort): (&[_], &[_]) = if all {
        (
            WHEN.get(1..5).unwrap_or_default(),
            SORT.get(..2).unwrap_or_default(),
        )
    } else {
        (&WHEN, &SORT)
    };
    let first = who_first(whose).map(|name| {
        let known = WHO.iter().find(|(known, _)| *known == name);
        known.copied().unwrap_or(("me", ""))
    });
    html! {
        form method="get" action="/owed" class="sightline-choices sightline-not-printed" {
            @for name in ["team", "worker", "clock"] {
                @if !wanted.said(name).is_empty() { input type="hidden" name=(name) value=(wanted.said(name)); }
            }
            @if answers_for_all(visit) && wanted.said("team").is_empty() && wanted.said("worker").is_empty() {
                (choose(wanted, "whose", "Whose", &[("own", "Yours"), ("all", "All children")]))
            }
            (choose(wanted, "when", "When", when))
            @if !all { (choose(wanted, "who", "Who", &first)) }
            (choose(wanted, "sort", "Order", sort))
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Show" }
        }
    }
}

/// A choice of one of these.
pub(crate) fn choose(wanted: &Wanted<'_>, name: &str, label: &str, of: &[(&str, &str)]) -> Markup {
    let said = wanted.said(name);
    html! {
        div class="govuk-form-group" {
            label class="govuk-label" for=(name) { (label) }
            select class="govuk-select" id=(name) name=(name) {
                @for (value, says) in of { option value=(value) selected[*value == said] { (says) } }
            }
        }
    }
}
