//! What is done with a name, a password and a code.

use jiff::Timestamp;
use store::{Account, Note, StoreError};
use subtle::ConstantTimeEq as _;

use super::begin::{Begun, begin};
use super::code::{CodeSecret, recovery_kept};
use super::{password, show};
use crate::app::App;
use crate::edge::Asked;
use crate::reply::{Reply, Stop};

/// How often an account is looked at again that somebody else changed meanwhile.
const AGAIN: usize = 4;

/// Begins a session, or shows the page again.
pub(crate) fn take(app: &App, asked: &Asked) -> Result<Reply, Stop> {
    let name = asked.answers.one("name").to_lowercase();
    let password = asked.answers.whole("password");
    let known = app.read(|reader| Ok(reader.account_named(&name)?))?;
    let is_password = password::is(password, known.as_ref().map(|one| one.password.as_str()));
    // Where people sign in through a provider, few have a password besides.
    let again = if app.settings.takes_password_of(&name) {
        AGAIN
    } else {
        0
    };
    for _ in 0..again {
        let Some(account) = app.read(|reader| Ok(reader.account_named(&name)?))? else {
            break;
        };
        // Somebody may have set another password since.
        let same = known
            .as_ref()
            .is_some_and(|known| known.password == account.password);
        let now = app.now();
        let tried = tried(
            app,
            &account,
            is_password && same,
            asked.answers.one("code"),
            now,
        );
        let (account, is_right) = match tried {
            Tried::Locked => break,
            Tried::Right(account) => (account, true),
            Tried::Wrong(account) => (account, false),
        };
        let worker = account.worker;
        match app.writer.note(vec![Note::Account(account)]) {
            // Somebody signed in, or tried to, at the same time.
            Err(StoreError::AccountMovedOn { .. }) => {}
            Err(error) => return Err(error.into()),
            Ok(()) if is_right => {
                let begun = Begun {
                    worker,
                    lasts: None,
                    vouched: None,
                    then: asked.answers.one("then"),
                };
                return begin(app, begun);
            }
            Ok(()) => break,
        }
    }
    app.watch.metrics.sign_ins_refused.inc();
    let wrong = format!(
        "Name, password or code is not right. After {} wrong tries nobody can sign in to an account for {} minutes",
        app.settings.tries,
        app.settings.locked_for.as_mins()
    );
    let page = show::sign_in(app, asked, asked.answers.one("name"), Some(&wrong))?;
    Ok(Reply::Invalid(page))
}

/// What became of a try.
enum Tried {
    /// It is not looked at.
    Locked,
    Right(Account),
    Wrong(Account),
}

fn tried(app: &App, account: &Account, is_password: bool, code: &str, now: Timestamp) -> Tried {
    let locked = account.locked_until.is_some_and(|until| now < until);
    if locked || account.closed_at.is_some() {
        return Tried::Locked;
    }
    let next = Account {
        version: account.version + 1,
        ..account.clone()
    };
    if is_password {
        if account.must_change && now < started_until(account) {
            // The code comes when the account is set up.
            return Tried::Right(Account {
                failures: 0,
                ..next
            });
        }
        if let Some(next) = with_code(next.clone(), code, now).filter(|_| !account.must_change) {
            return Tried::Right(next);
        }
    }
    let failures = account.failures + 1;
    if failures < app.settings.tries {
        return Tried::Wrong(Account { failures, ..next });
    }
    Tried::Wrong(Account {
        failures: 0,
        locked_until: now.checked_add(app.settings.locked_for).ok(),
        ..next
    })
}

/// Until when the password that an administrator gave can be used.
fn started_until(account: &Account) -> Timestamp {
    let week = jiff::SignedDuration::from_hours(24 * 7);
    account.made_at.checked_add(week).unwrap_or(account.made_at)
}

/// The account once its code, or a code for recovery, has been used.
fn with_code(account: Account, code: &str, now: Timestamp) -> Option<Account> {
    let secret = CodeSecret::new(account.code_secret.clone());
    if let Some(step) = secret.check(code, now, account.last_code) {
        return Some(Account {
            last_code: step,
            failures: 0,
            ..account
        });
    }
    let kept = recovery_kept(code);
    let place = (account.recovery.iter()).position(|one| bool::from(one.ct_eq(&kept)))?;
    let mut recovery = account.recovery;
    recovery.remove(place);
    Some(Account {
        recovery,
        failures: 0,
        ..account
    })
}
