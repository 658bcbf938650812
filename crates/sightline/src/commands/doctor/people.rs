//! Who can sign in to the pages.

use practice::Id;
use store::{Account, Reader};
use web::Settings;

use super::{Check, check};
use crate::{edge, show};

/// The role without which nobody can add anybody.
const ADMINISTRATOR: &str = "administrator";
/// For how long a password for a start can be used.
const START: jiff::SignedDuration = jiff::SignedDuration::from_hours(24 * 7);

/// What there is to say of the accounts; nothing while there is none.
pub fn checks(reader: &mut Reader, served: Option<&Settings>) -> anyhow::Result<Vec<Check>> {
    let open = reader.accounts()?;
    let open: Vec<Account> = open
        .into_iter()
        .filter(|account| account.closed_at.is_none())
        .collect();
    if open.is_empty() && served.is_none() {
        return Ok(Vec::new());
    }
    let mut checks = vec![administrator(reader, &open)?, set_up(&open)];
    if let Some(provider) = served.and_then(|served| served.provider.as_ref()) {
        checks.push(emergency(reader, &open, &provider.emergency)?);
    }
    Ok(checks)
}

/// Somebody has to be able to add the others.
fn administrator(reader: &mut Reader, open: &[Account]) -> anyhow::Result<Check> {
    let mut can = 0;
    for account in open {
        can += u64::from(is_administrator(reader, account.worker)?);
    }
    let says = if can == 0 {
        "nobody with the role can sign in, so nobody can add workers in the pages: give it with `sightline role give --worker NAME --role administrator`, and an account with `sightline account add`".to_owned()
    } else {
        format!(
            "{} can sign in",
            show::count(can, "administrator", "administrators")
        )
    };
    Ok(check("administrator", can > 0, says))
}

fn is_administrator(reader: &mut Reader, worker: Id) -> anyhow::Result<bool> {
    let now = edge::now();
    let here = reader.worker(worker)?.is_some_and(|row| !row.has_left(now));
    let actor = reader.actor(worker, now)?;
    Ok(here
        && actor.is_some_and(|actor| {
            let mut offices = actor.offices.iter();
            offices.any(|office| office.role == ADMINISTRATOR)
        }))
}

/// Whoever has no password and one-time code of their own yet.
fn set_up(open: &[Account]) -> Check {
    let now = edge::now();
    let waiting = open.iter().filter(|account| account.must_change);
    let (late, in_time): (Vec<_>, Vec<_>) =
        waiting.partition(|account| now.duration_since(account.made_at) >= START);
    let says = match (in_time.len(), late.len()) {
        (0, 0) => format!(
            "each of {} has a password and a one-time code",
            show::count(open.len() as u64, "account", "accounts")
        ),
        (in_time, late) => format!(
            "{in_time} of {} have no one-time code yet, and {late} more can no longer set one up: those need a new start with `sightline account reset`",
            open.len()
        ),
    };
    check("one-time codes", late.is_empty(), says)
}

/// Who can sign in when the identity provider cannot be reached.
fn emergency(reader: &mut Reader, open: &[Account], named: &[String]) -> anyhow::Result<Check> {
    let mut can = Vec::new();
    for account in open {
        let is_named = named.contains(&account.sign_in) && !account.must_change;
        if is_named && is_administrator(reader, account.worker)? {
            can.push(account.sign_in.as_str());
        }
    }
    let says = if can.is_empty() {
        "no administrator can sign in while the identity provider cannot be reached: name one whose account is set up in identity_provider.emergency".to_owned()
    } else {
        format!("{} can sign in with a password", can.join(", "))
    };
    Ok(check("emergency account", !can.is_empty(), says))
}
