//! A worker's page: who they are, what they are given now and were before, and their account.

use maud::{Markup, html};
use record::may::{Action, Target};
use record::workforce::Gives;
use record::{OfficeRow, TeamRow, WorkerRow};

use super::known::{may_write, role_title, team_named, time, worker};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// What the page is made of.
struct Shown {
    row: WorkerRow,
    /// What is given, in words, the time, and how it can be ended.
    roles: Vec<Line>,
    covers: Vec<Line>,
    delegated: Vec<Line>,
    /// Since when they are away, in words.
    away: Option<String>,
    /// What can be done: address and words.
    actions: Vec<(String, &'static str)>,
}

/// Something that a worker is or was given.
struct Line {
    says: String,
    time: String,
    now: bool,
    ends: Option<String>,
}

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (row, target) = worker(visit, asked)?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let reads = visit.may(Action::Read, &target, book.record("worker-details"));
    let mut shown = Shown {
        roles: Vec::new(),
        covers: Vec::new(),
        delegated: Vec::new(),
        away: None,
        actions: Vec::new(),
        row,
    };
    let base = format!("/workers/{}", shown.row.subject);
    let here = !shown.row.has_left(visit.now);
    if reads.allowed {
        let teams = visit.reader.teams()?;
        for office in visit.reader.offices_of(shown.row.subject)? {
            let ending = match office.gives {
                Gives::Role => "role-ended",
                Gives::Cover => "cover-ended",
                Gives::Authorisation => "delegation-ended",
            };
            let open = office.until.is_none_or(|until| until > visit.now);
            let may_end = open && may_write(visit, &target, ending)?.allowed;
            let line = Line {
                says: says(visit, &office, &teams)?,
                time: time(office.from, office.until),
                now: open,
                ends: may_end.then(|| format!("{base}/record/{ending}?of={}", office.entry)),
            };
            match office.gives {
                Gives::Role => shown.roles.push(line),
                Gives::Cover => shown.covers.push(line),
                Gives::Authorisation => shown.delegated.push(line),
            }
        }
    }
    for (kind, says) in [
        ("worker-details", "Change the details"),
        ("role-given", "Give a role"),
        ("cover-arranged", "Arrange cover for a colleague"),
        ("authorisation-delegated", "Delegate your authorisations"),
    ] {
        if here && may_write(visit, &target, kind)?.allowed {
            shown.actions.push((format!("{base}/record/{kind}"), says));
        }
    }
    if here {
        of_absence(visit, &target, &mut shown)?;
    }
    let manages = visit.may(Action::ManageWorkers, &target, None).allowed;
    if manages {
        if here {
            shown
                .actions
                .push((format!("{base}/leave"), "Record that they leave"));
        }
        shown
            .actions
            .push((format!("{base}/account"), "Their account"));
        if here {
            shown
                .actions
                .push((format!("{base}/pattern"), "Their working pattern"));
        }
    }
    if super::known::may_somewhere(visit, Action::Allocate, "child", None) || manages {
        shown
            .actions
            .push((format!("{base}/children"), "The children they work with"));
    }
    if super::known::may_somewhere(visit, Action::Read, "child", None) {
        let address = format!("/children?worker={}", shown.row.subject);
        shown
            .actions
            .push((address, "Their children, and what is pressing"));
    }
    let supervised = book.record("staff-supervision");
    if supervised.is_some() && visit.may(Action::Read, &target, supervised).allowed {
        shown
            .actions
            .push((format!("{base}/supervision"), "Supervision"));
    }
    if visit.may(Action::SeeLooks, &target, None).allowed {
        shown
            .actions
            .push((format!("{base}/looks"), "What they looked at"));
    }
    let account = account(visit, &shown.row, manages)?;
    Ok(Reply::Page(visit.page(&Content {
        title: "A worker",
        main: draw(&shown, account.as_deref(), reads.allowed),
        ..Content::default()
    })))
}

/// Whether they are away and who covers, and how that is recorded.
fn of_absence(visit: &mut Visit<'_>, target: &Target, shown: &mut Shown) -> Result<(), Stop> {
    let away = super::given::away(visit, shown.row.subject)?;
    let (kind, says) = match away {
        Some(_) => ("worker-back", "Record that they are back"),
        None => ("worker-away", "Record that they are away"),
    };
    if may_write(visit, target, kind)?.allowed {
        let address = format!("/workers/{}/record/{kind}", shown.row.subject);
        shown.actions.push((address, says));
    }
    let Some(away) = away else {
        return Ok(());
    };
    let covers = super::handing::against::covers(visit, &shown.row)?;
    let names: Vec<&str> = covers.iter().map(|row| row.name.as_str()).collect();
    let covers = if names.is_empty() {
        "nobody covers".to_owned()
    } else {
        format!("{} covers", words::and(&names))
    };
    shown.away = Some(format!("Since {}; {covers}", words::when(away.occurred)));
    Ok(())
}

/// How the worker's account stands, for who keeps accounts and for themselves.
fn account(visit: &mut Visit<'_>, row: &WorkerRow, manages: bool) -> Result<Option<String>, Stop> {
    if !manages && row.subject != visit.who.worker {
        return Ok(None);
    }
    let account = visit.reader.account_of(row.subject)?;
    Ok(Some(match account {
        None => "None".to_owned(),
        Some(account) => super::start::state(&account, visit.now),
    }))
}

fn says(visit: &mut Visit<'_>, office: &OfficeRow, teams: &[TeamRow]) -> Result<String, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let name = office.name.as_deref();
    Ok(match office.gives {
        Gives::Role => {
            let role = role_title(&book, name.unwrap_or_default());
            match office.whom.as_deref() {
                Some(team) => format!("{role}, {}", team_named(teams, team)),
                None => role,
            }
        }
        Gives::Cover => people::worker_named(visit, office.whom.as_deref().unwrap_or_default())?,
        Gives::Authorisation => {
            let whom = people::worker_named(visit, office.whom.as_deref().unwrap_or_default())?;
            let what = name.map_or("everything they may authorise", |kind| {
                book.record(kind)
                    .map_or(kind, |record| record.title.as_str())
            });
            format!("{what}, to {whom}")
        }
    })
}

fn draw(shown: &Shown, account: Option<&str>, reads: bool) -> Markup {
    let row = &shown.row;
    html! {
        h1 class="govuk-heading-l" { (row.name) }
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                dl class="govuk-summary-list" {
                    (known("E-mail address", row.email.as_deref().unwrap_or("Not recorded")))
                    @if reads { (known("Number", row.number.as_deref().unwrap_or("Not recorded"))) }
                    @if let Some(other) = &row.employer { (known("Works for", other)) }
                    @if let Some(left) = row.left_on { (known("Last day", &practice::book::day_in_words(left))) }
                    @if let Some(away) = &shown.away { (known("Away", away)) }
                    @if let Some(account) = account { (known("Account", account)) }
                }
                @if reads {
                    (lines("Roles", "No role: they can see nothing.", &shown.roles))
                    (lines("Covers for", "Nobody.", &shown.covers))
                    (lines("Delegated", "Nothing.", &shown.delegated))
                }
            }
            @if !shown.actions.is_empty() {
                div class="govuk-grid-column-one-third" {
                    h2 class="govuk-heading-m" { "What you can do" }
                    ul class="govuk-list" {
                        @for (address, says) in &shown.actions { li { a class="govuk-link" href=(address) { (says) } } }
                    }
                }
            }
        }
    }
}

fn known(key: &str, value: &str) -> Markup {
    html! {
        div class="govuk-summary-list__row" {
            dt class="govuk-summary-list__key" { (key) }
            dd class="govuk-summary-list__value" { (value) }
        }
    }
}

fn lines(title: &str, none: &str, lines: &[Line]) -> Markup {
    let (now, before): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|line| line.now);
    let list = |lines: &[&Line]| {
        html! {
            ul class="govuk-list" {
                @for line in lines {
                    li {
                        strong { (words::sentence(&line.says)) } ", " (line.time)
                        @if let Some(ends) = &line.ends {
                            " " a class="govuk-link" href=(ends) { "End" span class="govuk-visually-hidden" { ": " (line.says) } }
                        }
                    }
                }
            }
        }
    };
    html! {
        h2 class="govuk-heading-m" { (title) }
        @if now.is_empty() { p class="govuk-body" { (none) } } @else { (list(&now)) }
        @if !before.is_empty() {
            details class="govuk-details" {
                summary class="govuk-details__summary" {
                    span class="govuk-details__summary-text" { "Before (" (before.len()) ")" }
                }
                div class="govuk-details__text" { (list(&before)) }
            }
        }
    }
}
