//! Users: everybody who works here or has an account, with what they are, when they last signed
//! in and how the account stands.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use maud::{Markup, html};
use practice::Id;
use record::may::Action;
use record::workforce::Gives;
use record::{OfficeRow, WorkerRow};
use store::{Account, Session};

use super::{last_signed_in, only_if_may};
use crate::components::{Label, TextInput};
use crate::edge::Asked;
use crate::lists::{Column, Columns, MOST, PAGE, Sheet, Wanted, choose, take_away};
use crate::page::{Content, turn};
use crate::reply::{Reply, Stop};
use crate::staff::workers::{has_all, sealed, typed};
use crate::staff::{held, may_somewhere, team_named};
use crate::visit::Visit;
use crate::words;

/// The address of the list.
const LIST: &str = "/administer/users";

/// How somebody's account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// It belongs to no worker.
    NoWorker,
    /// It is open, and its worker has left.
    LeftOpen,
    /// It was locked, by somebody or after wrong tries.
    Locked,
    /// It was never set up, or is to be set up again.
    NotSetUp,
    /// Somebody works here and has none.
    NoAccount,
    /// It is in use.
    InUse,
    /// It was closed.
    Closed,
}

impl State {
    /// Each, what asks for somebody first.
    const ALL: [Self; 7] = [
        Self::NoWorker,
        Self::LeftOpen,
        Self::Locked,
        Self::NotSetUp,
        Self::NoAccount,
        Self::InUse,
        Self::Closed,
    ];
    /// Those that ask for somebody.
    pub const ASKS: [Self; 5] = [
        Self::NoWorker,
        Self::LeftOpen,
        Self::Locked,
        Self::NotSetUp,
        Self::NoAccount,
    ];

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoWorker => "no-worker",
            Self::LeftOpen => "left",
            Self::Locked => "locked",
            Self::NotSetUp => "not-set-up",
            Self::NoAccount => "no-account",
            Self::InUse => "in-use",
            Self::Closed => "closed",
        }
    }

    /// In words.
    pub const fn says(self) -> &'static str {
        match self {
            Self::NoWorker => "Account without a worker",
            Self::LeftOpen => "Has left, account still open",
            Self::Locked => "Locked",
            Self::NotSetUp => "Not set up yet",
            Self::NoAccount => "No account",
            Self::InUse => "In use",
            Self::Closed => "Closed",
        }
    }

    fn of(worker: Option<&WorkerRow>, account: Option<&Account>, now: Timestamp) -> Self {
        let left = worker.is_some_and(|row| row.has_left(now));
        match account {
            None => Self::NoAccount,
            Some(account) if account.closed_at.is_some() => Self::Closed,
            Some(_) if worker.is_none() => Self::NoWorker,
            Some(_) if left => Self::LeftOpen,
            Some(account) if account.locked_until.is_some_and(|until| now < until) => Self::Locked,
            Some(account) if account.must_change => Self::NotSetUp,
            Some(_) => Self::InUse,
        }
    }
}

/// Somebody who works here or has an account.
pub(super) struct User {
    worker: Id,
    name: String,
    roles: String,
    teams: String,
    sign_in: Option<String>,
    last: Option<Timestamp>,
    second_factor: bool,
    /// How the account stands.
    pub state: State,
}

/// By the account, what asks for somebody comes first.
const COLUMNS: Columns = Columns {
    all: &[
        Column::least("name", "Name"),
        Column::least("roles", "Roles"),
        Column::least("teams", "Teams"),
        Column::least("sign-in", "Signs in as"),
        Column::least("state", "Account"),
        Column::plain("Second factor"),
        Column::least("last", "Last signed in"),
    ],
    own: &[],
    first: "name",
};

/// Shows the list from what was typed on.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit, Action::SeeAdministration)?;
    sealed(visit, asked, LIST)
}

/// The list.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit, Action::SeeAdministration)?;
    let wanted = Wanted::of(LIST, asked);
    let users = chosen(visit, &wanted, asked)?;
    let number = users.len();
    let (users, more) = wanted.cut(users, PAGE);
    let typed = typed(visit, asked);
    let may_add = may_somewhere(visit, Action::ManageWorkers, "worker", None);
    let mut states = vec![("", "All")];
    states.extend(State::ALL.map(|state| (state.name(), state.says())));
    let main = html! {
        h1 class="govuk-heading-l" { "Users" }
        form method="post" action=(LIST) role="search" novalidate class="sightline-not-printed" {
            input type="hidden" name="form" value=(visit.form_key());
            (TextInput {
                label: Label { text: "Find a user", of: "who", ..Label::default() },
                hint: Some("A part of a name, or of the name to sign in with."),
                id: "who", name: "who", value: Some(typed.as_str()).filter(|typed| !typed.is_empty()),
                spelling: Some(false), width: "govuk-input--width-20", ..TextInput::default()
            }.markup())
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Find" }
        }
        form method="get" action=(LIST) class="sightline-choices sightline-not-printed" {
            (wanted.hidden(&["show"]))
            (choose(&wanted, "show", "Account", &states))
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Show" }
        }
        p class="govuk-body" role="status" {
            (words::count(i64::try_from(number).unwrap_or(i64::MAX), "user", "users"))
            @if may_add { ". " a class="govuk-link" href="/workers/add" { "Add a worker with an account" } }
        }
        @if !users.is_empty() {
            (table(&wanted, &users))
            (take_away(&wanted.export()))
        }
        (turn(&wanted.address(), wanted.page, more))
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Users",
        main,
        wide: true,
        ..Content::default()
    })))
}

/// The list, to be taken away.
pub(super) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let may = only_if_may(visit, Action::SeeAdministration)?;
    let wanted = Wanted::of(LIST, asked);
    let users = chosen(visit, &wanted, asked)?;
    let (users, more) = wanted.cut(users, MOST);
    let mut sheet = Sheet::with(&[
        "Name",
        "Roles",
        "Teams",
        "Name to sign in with",
        "Account",
        "Second factor",
        "Last signed in",
    ]);
    sheet.of(visit, visit.reader.about().organisation, &may)?;
    for user in users {
        let last = user.last.map(|at| practice::When::Instant(at).day());
        sheet.add_other(vec![
            user.name,
            user.roles,
            user.teams,
            user.sign_in.unwrap_or_default(),
            user.state.says().to_owned(),
            factor(user.second_factor).to_owned(),
            last.map(|day| day.to_string()).unwrap_or_default(),
        ]);
    }
    sheet.reply(visit, "users.csv", more)
}

/// Those that the address asks for, in its order.
fn chosen(visit: &mut Visit<'_>, wanted: &Wanted<'_>, asked: &Asked) -> Result<Vec<User>, Stop> {
    let typed = typed(visit, asked);
    let mut users = all(visit)?;
    let state = State::ALL
        .into_iter()
        .find(|state| state.name() == wanted.said("show"));
    users.retain(|user| {
        state.is_none_or(|state| user.state == state)
            && has_all(&typed, [Some(&user.name), user.sign_in.as_ref()])
    });
    let order = COLUMNS.order(wanted);
    let said = |words: &str| Some(words.to_lowercase()).filter(|words| !words.is_empty());
    match order.by {
        "roles" => order.put(&mut users, |user| said(&user.roles)),
        "teams" => order.put(&mut users, |user| said(&user.teams)),
        "sign-in" => order.put(&mut users, |user| user.sign_in.clone()),
        "state" => order.put(&mut users, |user| Some(user.state)),
        // Who has an account and never signed in did not for longest.
        "last" => order.put(&mut users, |user| user.sign_in.as_ref().map(|_| user.last)),
        _ => order.put(&mut users, |user| said(&user.name)),
    }
    Ok(users)
}

/// Everybody who works here or has an account, by name. Who has left and has no account is not
/// among them.
pub(super) fn all(visit: &mut Visit<'_>) -> Result<Vec<User>, Stop> {
    let now = visit.now;
    let book = std::sync::Arc::clone(&visit.app.book);
    let teams = visit.reader.teams()?;
    let workers: BTreeMap<Id, WorkerRow> = (visit.reader.workers()?.into_iter())
        .map(|row| (row.subject, row))
        .collect();
    let accounts: BTreeMap<Id, Account> = (visit.reader.accounts()?.into_iter())
        .map(|account| (account.worker, account))
        .collect();
    let mut sessions: BTreeMap<Id, Vec<Session>> = BTreeMap::new();
    for session in visit.reader.sessions()? {
        sessions.entry(session.worker).or_default().push(session);
    }
    let everybody: BTreeSet<Id> = workers.keys().chain(accounts.keys()).copied().collect();
    let mut offices: BTreeMap<Id, Vec<OfficeRow>> = BTreeMap::new();
    for office in visit.reader.offices()? {
        offices.entry(office.subject).or_default().push(office);
    }
    let mut users = Vec::new();
    for id in everybody {
        let (worker, account) = (workers.get(&id), accounts.get(&id));
        if account.is_none() && worker.is_none_or(|row| row.has_left(now)) {
            continue;
        }
        let own = offices.get(&id).map_or(&[][..], Vec::as_slice);
        let mut of: Vec<String> = (own.iter())
            .filter(|office| office.gives == Gives::Role && office.holds(now))
            .filter_map(|office| office.whom.as_deref())
            .map(|team| team_named(&teams, team))
            .collect();
        of.dedup();
        let signed_in = sessions.get(&id).map_or(&[][..], Vec::as_slice);
        users.push(User {
            worker: id,
            name: worker.map_or_else(
                || "Nobody who works here".to_owned(),
                |row| row.name.clone(),
            ),
            roles: held(&book, own, now),
            teams: of.join(", "),
            sign_in: account.map(|account| account.sign_in.clone()),
            last: account.and_then(|account| last_signed_in(account, signed_in)),
            second_factor: account.is_some_and(|account| !account.must_change),
            state: State::of(worker, account, now),
        });
    }
    users.sort_by_cached_key(|user| (user.name.to_lowercase(), user.worker));
    Ok(users)
}

const fn factor(set_up: bool) -> &'static str {
    if set_up { "Set up" } else { "Not set up" }
}

fn table(wanted: &Wanted<'_>, users: &[User]) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { "Users" }
            (COLUMNS.head(wanted))
            tbody class="govuk-table__body" { @for user in users { (one(user)) } }
        }
    }
}

fn one(user: &User) -> Markup {
    let asks = State::ASKS.contains(&user.state);
    let has = user.sign_in.is_some();
    html! {
        tr class="govuk-table__row" {
            th scope="row" class="govuk-table__header" {
                a class="govuk-link" href={ "/workers/" (user.worker) "/account" } { (user.name) }
            }
            td class="govuk-table__cell" data-label="Roles" { @if user.roles.is_empty() { "None" } @else { (words::sentence(&user.roles)) } }
            td class="govuk-table__cell" data-label="Teams" { @if user.teams.is_empty() { "None" } @else { (user.teams) } }
            td class="govuk-table__cell" data-label="Signs in as" { (user.sign_in.as_deref().unwrap_or("–")) }
            td class="govuk-table__cell" data-label="Account" {
                @if asks { strong class="govuk-tag govuk-tag--orange" { (user.state.says()) } } @else { (user.state.says()) }
            }
            td class="govuk-table__cell" data-label="Second factor" { @if has { (factor(user.second_factor)) } @else { "–" } }
            td class="govuk-table__cell" data-label="Last signed in" {
                @match user.last {
                    Some(at) => { (words::moment(at)) }
                    None if has => { "Not known" }
                    None => { "–" }
                }
            }
        }
    }
}
