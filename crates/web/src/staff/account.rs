//! What is done to a worker's account: made, begun anew where the password or the telephone is
//! lost, locked, unlocked, signed out, closed. Each is an entry in the worker's file, with who
//! did it and why.

use practice::{Id, When};
use record::may::{Action, Decision, Target};
use record::{WorkerRow, kinds};
use store::{Account, Note, StoreError};

use super::account_page::{self, Shown};
use super::act::entry;
use super::known::only_if;
use super::last;
use super::start;
use super::write::{Told, append, record_type};
use crate::administering;
use crate::edge::Asked;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// How often an account is changed again that changed meanwhile.
const AGAIN: usize = 8;

/// Something that can be done to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Todo {
    /// A password and a second factor, from the beginning.
    Anew,
    /// Nobody signs in with it until it is unlocked.
    Lock,
    /// Whoever has it may sign in again.
    Unlock,
    /// Every session ends.
    SignOut,
    /// Nobody signs in with it ever again.
    Close,
}

impl Todo {
    /// Each.
    pub const ALL: [Self; 5] = [
        Self::Anew,
        Self::Lock,
        Self::Unlock,
        Self::SignOut,
        Self::Close,
    ];

    /// What the entry says of it, by the book's list.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Anew => "anew",
            Self::Lock => "locked",
            Self::Unlock => "unlocked",
            Self::SignOut => "signed-out",
            Self::Close => "closed",
        }
    }

    /// Whether it can be done to this account, of somebody who has left or not.
    pub fn is_possible(self, account: &Account, left: bool, now: jiff::Timestamp) -> bool {
        let locked = account.locked_until.is_some_and(|until| now < until);
        let open = account.closed_at.is_none();
        match self {
            Self::Anew => !left,
            Self::Lock => open && !account.is_locked_by_hand(),
            Self::Unlock => open && locked,
            Self::SignOut | Self::Close => open,
        }
    }

    /// Whether somebody who keeps accounts could then do so no more.
    const fn takes_away(self) -> bool {
        matches!(self, Self::Lock | Self::Close)
    }
}

/// Whose account it is.
pub(super) struct Whose {
    /// The worker's file.
    pub worker: Id,
    /// Who they are; `None` of an account that no worker has any more.
    pub row: Option<WorkerRow>,
}

impl Whose {
    /// By what name they are known.
    pub fn name(&self) -> &str {
        self.row
            .as_ref()
            .map_or("Nobody who works here", |row| row.name.as_str())
    }

    /// Whether they have left, or were never here.
    pub fn has_left(&self, visit: &Visit<'_>) -> bool {
        self.row.as_ref().is_none_or(|row| row.has_left(visit.now))
    }
}

/// Shows how the account stands, what was done to it and what can be done.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (whose, may) = whose(visit, asked)?;
    if !may.allowed && !administering::may_see(visit) {
        only_if(may.clone())?;
    }
    let account = visit.reader.account_of(whose.worker)?;
    let shown = Shown {
        changes: may.allowed,
        ..Shown::default()
    };
    account_page::page(visit, &whose, account.as_ref(), &shown).map(Reply::Page)
}

/// Does what was asked, or says what is wrong.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (whose, may) = whose(visit, asked)?;
    only_if(may.clone())?;
    let worker = whose.worker;
    let address = format!("/workers/{worker}/account");
    let entry = entry(asked)?;
    // The same form, sent before: a password was shown then, and is not shown again.
    let file = visit.reader.file(worker)?;
    if file.iter().any(|there| there.header.id == entry) {
        return Ok(Reply::Go(address));
    }
    // Who can have a password for another’s account leaves a trace of it.
    visit.looked(worker, "account", &may)?;
    let held = visit.reader.account_of(worker)?;
    let left = whose.has_left(visit);
    let Some(held) = held else {
        if left {
            return Err(Stop::NotFound);
        }
        return make(visit, asked, &whose, entry);
    };
    let said = asked.answers.one("do");
    let todo = Todo::ALL.into_iter().find(|todo| todo.code() == said);
    let todo = todo.filter(|todo| todo.is_possible(&held, left, visit.now));
    let why = asked.answers.one("why");
    let (Some(todo), false) = (todo, why.is_empty()) else {
        let shown = Shown {
            changes: true,
            chosen: todo,
            why,
            no_choice: todo.is_none(),
            no_reason: why.is_empty(),
            ..Shown::default()
        };
        let page = account_page::page(visit, &whose, Some(&held), &shown)?;
        return Ok(Reply::Invalid(page));
    };
    if todo.takes_away() {
        last::keeper(visit, worker, visit.now)?;
    }
    tell(visit, worker, entry, todo.code(), why)?;
    if todo == Todo::Anew {
        let password = anew(visit, worker)?;
        let name = whose.name().to_owned();
        let page = start::handed(visit, &name, worker, &held.sign_in, &password);
        return Ok(Reply::Page(page));
    }
    let now = visit.now;
    change(visit, worker, |account| match todo {
        Todo::Lock => Some(account.locked_by_hand()),
        Todo::Unlock => Some(Account {
            locked_until: None,
            failures: 0,
            ..account
        }),
        Todo::Close => Some(Account {
            closed_at: Some(now),
            ..account
        }),
        Todo::SignOut | Todo::Anew => None,
    })?;
    Ok(Reply::Go(address))
}

/// Closes the account of a worker who leaves, where they have one, and ends all their sessions.
pub(super) fn close(visit: &mut Visit<'_>, worker: Id) -> Result<(), Stop> {
    let held = visit.reader.account_of(worker)?;
    if held.is_none_or(|held| held.closed_at.is_some()) {
        return Ok(());
    }
    let entry = visit.app.new_id()?;
    tell(visit, worker, entry, Todo::Close.code(), "They left")?;
    let now = visit.now;
    change(visit, worker, |account| {
        Some(Account {
            closed_at: Some(now),
            ..account
        })
    })
}

/// What an entry says of an account that was made.
pub(super) fn made(visit: &Visit<'_>) -> Result<Told, Stop> {
    let book = &visit.app.book;
    let record = record_type(book, kinds::ACCOUNT_CHANGED)?;
    Ok(Told::new(record, When::Instant(visit.now)).with("what", "made"))
}

/// Makes the account of somebody who has none.
fn make(visit: &mut Visit<'_>, asked: &Asked, whose: &Whose, entry: Id) -> Result<Reply, Stop> {
    let sign_in = asked.answers.one("sign-in").to_lowercase();
    if let Some(wrong) = start::sign_in_wrong(visit, &sign_in)? {
        let shown = Shown {
            changes: true,
            sign_in: &sign_in,
            sign_in_wrong: Some(wrong),
            ..Shown::default()
        };
        let page = account_page::page(visit, whose, None, &shown)?;
        return Ok(Reply::Invalid(page));
    }
    let worker = whose.worker;
    let told = made(visit)?;
    append(visit, worker, entry, vec![told])?;
    let (account, password) = start::new(visit.app, worker, &sign_in, visit.now)?;
    visit.app.writer.note(vec![Note::NewAccount(account)])?;
    let page = start::handed(visit, whose.name(), worker, &sign_in, &password);
    Ok(Reply::Page(page))
}

/// The account from the beginning, with a password for a start.
fn anew(visit: &mut Visit<'_>, worker: Id) -> Result<String, Stop> {
    let held = visit.reader.account_of(worker)?.ok_or(Stop::NotFound)?;
    let (fresh, password) = start::new(visit.app, worker, &held.sign_in, visit.now)?;
    change(visit, worker, |held| {
        Some(Account {
            version: held.version,
            // Who was locked stays so until somebody unlocks them.
            locked_until: held.locked_until.filter(|_| held.is_locked_by_hand()),
            ..fresh.clone()
        })
    })?;
    Ok(password)
}

/// Changes an account as it stands, and ends every session of it.
fn change(
    visit: &mut Visit<'_>,
    worker: Id,
    changed: impl Fn(Account) -> Option<Account>,
) -> Result<(), Stop> {
    for _ in 0..AGAIN {
        let held = visit.reader.account_of(worker)?.ok_or(Stop::NotFound)?;
        let version = held.version + 1;
        let mut notes = vec![Note::EndSessionsOf { worker }];
        notes.extend(changed(held).map(|account| Note::Account(Account { version, ..account })));
        match visit.app.writer.note(notes) {
            // They signed in at the same moment: once more, on what stands now.
            Err(StoreError::AccountMovedOn { .. }) => visit.reader.let_go(),
            other => return Ok(other?),
        }
    }
    Err(Stop::Met)
}

fn tell(visit: &mut Visit<'_>, worker: Id, entry: Id, what: &str, why: &str) -> Result<(), Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = record_type(&book, kinds::ACCOUNT_CHANGED)?;
    let told = Told::new(record, When::Instant(visit.now));
    let told = told.with("what", what).with("why", why);
    append(visit, worker, entry, vec![told])
}

/// Whose account the address names, and whether this person may change it.
fn whose(visit: &mut Visit<'_>, asked: &Asked) -> Result<(Whose, Decision), Stop> {
    let worker = asked.id("worker")?;
    let row = visit.reader.worker(worker)?;
    let target = if row.is_some() {
        visit.reader.target(worker, "worker", visit.now)?
    } else {
        visit.reader.account_of(worker)?.ok_or(Stop::NotFound)?;
        Target::new(worker, "worker", visit.reader.about().organisation)
    };
    if !visit.may(Action::Find, &target, None).allowed {
        return Err(Stop::NotFound);
    }
    let may = visit.may(Action::ManageWorkers, &target, None);
    Ok((Whose { worker, row }, may))
}
