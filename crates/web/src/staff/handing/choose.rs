//! The workers to whom a child can be given, each with how many children they have and whether they
//! are away.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use practice::{Book, Id};
use record::workforce::Gives;
use record::{OfficeRow, SpellRow};

use crate::lists::load::{is_in, limit};
use crate::reply::Stop;
use crate::staff::give::as_returns_know;
use crate::staff::known::held;
use crate::staff::pattern;
use crate::staff::questions::Choices;
use crate::visit::Visit;
use crate::words;

/// To whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::staff) enum Whom {
    /// Anybody who has a role here, as the pages name them.
    Anybody,
    /// Those who do the work that children are owed.
    Working,
    /// The same as the returns know them, by number.
    ByNumber,
}

/// The workers who are here today.
pub(in crate::staff) fn with_children(visit: &mut Visit<'_>, whom: Whom) -> Result<Choices, Stop> {
    let book = Arc::clone(&visit.app.book);
    let working = working(&book);
    let mut rows = visit.reader.workers()?;
    rows.retain(|row| !row.has_left(visit.now));
    let ids: Vec<Id> = rows.iter().map(|row| row.subject).collect();
    let mut offices: BTreeMap<Id, Vec<OfficeRow>> = BTreeMap::new();
    for office in visit.reader.offices_of_all(&ids)? {
        offices.entry(office.subject).or_default().push(office);
    }
    let mut spells: BTreeMap<Id, Vec<SpellRow>> = BTreeMap::new();
    for spell in visit.reader.spells_of(&ids)? {
        spells.entry(spell.subject).or_default().push(spell);
    }
    let away = book.lists.handing_over.as_ref();
    let away = away.and_then(|rule| book.states.get(rule.away));
    let mut choices = Choices::new();
    for row in rows {
        let offices = offices.remove(&row.subject).unwrap_or_default();
        let spells = spells.remove(&row.subject).unwrap_or_default();
        let roles = held(&book, &offices, visit.now);
        let works = (offices.iter()).any(|office| {
            let role = office.name.as_deref().unwrap_or_default();
            office.gives == Gives::Role && office.holds(visit.now) && working.contains(role)
        });
        if roles.is_empty() || !(works || whom == Whom::Anybody) {
            continue;
        }
        let many = visit.reader.files_of(&row.names(), &[], visit.now)?.len();
        let many = words::count(i64::try_from(many).unwrap_or(i64::MAX), "child", "children");
        let hours = pattern::of(visit, row.subject)?.map(|pattern| pattern.hours);
        let most = limit(visit, &offices, &spells, hours);
        let most = most.map_or_else(String::new, |most| format!(", {most} at most"));
        let is_away = away.is_some_and(|state| is_in(&spells, &state.name, visit.now));
        let is_away = if is_away { ", away" } else { "" };
        let value = match whom {
            Whom::ByNumber => as_returns_know(&row),
            _ => row.subject.to_string(),
        };
        choices.push((
            value,
            format!("{}, {roles}: {many}{most}{is_away}", row.name),
        ));
    }
    Ok(choices)
}

/// The roles that do what children are owed, by the practice book.
fn working(book: &Book) -> BTreeSet<&str> {
    let qualified = book.qualified.iter().flat_map(|rule| &rule.roles);
    let limited = book.caseload.iter().flat_map(|rule| &rule.limits);
    let limited = limited.filter_map(|limit| limit.role.as_ref());
    let roles = qualified.chain(limited).chain(book.lists.owes.keys());
    roles.map(String::as_str).collect()
}
