//! That somebody is left who keeps workers and accounts: the last who can is not taken away, as
//! nobody could give the role to anybody then.

use std::collections::BTreeSet;

use jiff::Timestamp;
use practice::{Id, When};
use record::may::{Action, Actor, Office, Target};
use record::workforce::Gives;
use record::{OfficeRow, kinds};

use crate::reply::Stop;
use crate::visit::Visit;

/// Stops where a role of a worker is to end, or they leave, and nobody else keeps accounts.
pub(super) fn ended(
    visit: &mut Visit<'_>,
    worker: Id,
    given: Option<Id>,
    last_day: When,
) -> Result<(), Stop> {
    let keeps = roles(visit);
    let offices = visit.reader.offices_of(worker)?;
    let is_it = |office: &OfficeRow| given.is_none_or(|given| office.entry == given);
    let after = last_day.end();
    if (offices.iter()).any(|office| is_it(office) && keeps_then(&keeps, office, visit.now)) {
        return keeper(visit, worker, after.max(visit.now));
    }
    Ok(())
}

/// Stops where this worker keeps accounts, and from then on nobody else would.
pub(super) fn keeper(visit: &mut Visit<'_>, worker: Id, at: Timestamp) -> Result<(), Stop> {
    let keeps = roles(visit);
    let own = visit.reader.offices_of(worker)?;
    let now = visit.now;
    if !own.iter().any(|office| keeps_then(&keeps, office, now)) {
        return Ok(());
    }
    let here: Vec<Id> = (visit.reader.workers()?.into_iter())
        .filter(|row| row.subject != worker && row.left_on.is_none())
        .map(|row| row.subject)
        .collect();
    let offices = visit.reader.offices_of_all(&here)?;
    // One whose role will end by itself is nobody to rely on.
    let others: BTreeSet<Id> = (offices.iter())
        .filter(|office| keeps_then(&keeps, office, at) && office.until.is_none())
        .filter(|office| office.holds(now))
        .map(|office| office.subject)
        .collect();
    for other in others {
        let account = visit.reader.account_of(other)?;
        let settings = &visit.app.settings;
        let can = account.is_some_and(|account| {
            let set_up = !account.must_change || !settings.takes_password_of(&account.sign_in);
            account.is_open() && set_up
        });
        if can {
            return Ok(());
        }
    }
    Err(Stop::NotAllowed {
        because: vec![
            "They are the last who keeps workers and accounts. Give somebody else that role first, and see that they have signed in."
                .to_owned(),
        ],
        glass: None,
    })
}

fn keeps_then(keeps: &BTreeSet<String>, office: &OfficeRow, at: Timestamp) -> bool {
    let name = office.name.as_ref();
    office.gives == Gives::Role && name.is_some_and(|name| keeps.contains(name)) && office.holds(at)
}

/// The roles that let somebody keep accounts, by the policies.
fn roles(visit: &Visit<'_>) -> BTreeSet<String> {
    let book = &visit.app.book;
    let organisation = visit.reader.about().organisation;
    let target = Target::new(Id::from_bytes([0; 16]), "worker", organisation);
    let details = book.record(kinds::WORKER_DETAILS);
    let roles = book.permissions.roles.iter().filter(|role| {
        let actor = Actor {
            worker: organisation,
            organisation: Some(organisation),
            names: Vec::new(),
            offices: vec![Office {
                role: role.name.clone(),
                team: Vec::new(),
            }],
            covers: Vec::new(),
            delegations: Vec::new(),
        };
        let may = &visit.app.permissions;
        may.may(&actor, Action::ManageWorkers, &target, details)
            .allowed
    });
    roles.map(|role| role.name.clone()).collect()
}
