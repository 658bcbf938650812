//! The numbers: of everybody's children, counted where what is owed is kept; of a team's, from what
//! is owed to each of them.

use std::collections::{BTreeMap, BTreeSet};

use practice::Id;
use record::OwedRow;
use record::may::{Action, Target};
use store::OwedFilter;

use super::super::gather::{Child, Children, by_danger, children, owed};
use super::super::mine::with_children;
use super::super::whose::of_team;
use super::Of;
use super::held::{Holdings, longest_without};
use super::staff::Staff;
use crate::reply::Stop;
use crate::staff::{may_somewhere, pattern};
use crate::visit::Visit;

/// How many of what is late are told one by one.
const WORST: usize = 5;

/// How it stands. What is `None` is not for whoever asks.
#[derive(Default)]
pub(super) struct Numbers {
    /// How many duties are late.
    pub late: u64,
    /// The most dangerous of them, with their children.
    pub worst: (Children, Vec<OwedRow>),
    /// How many children whose state calls for one have no qualified worker, and for how many days
    /// the longest.
    pub without: Option<(usize, Option<i64>)>,
    /// How many cases were not supervised in their time.
    pub unsupervised: Option<u64>,
    /// How many children have a worker who is not there, and of how many such workers.
    pub uncovered: Option<(usize, usize)>,
    /// How many workers have too many children.
    pub too_full: Option<usize>,
}

/// What the numbers are worked out from.
struct Known {
    late: u64,
    unsupervised: u64,
    worst: (Children, Vec<OwedRow>),
    holdings: Holdings,
    /// The names of the teams whose workers are looked at.
    teams: Vec<String>,
    /// The children of a team; `None` where they are everybody's but for those who are hidden.
    only: Option<BTreeSet<Id>>,
    hidden: BTreeSet<Id>,
}

impl Numbers {
    /// Of these children.
    pub fn of(visit: &mut Visit<'_>, of: &Of, staff: &Staff) -> Result<Self, Stop> {
        let known = match of {
            Of::All => of_all(visit, staff)?,
            Of::Team(team) => {
                let files: Vec<Id> = of_team(visit, team)?.into_iter().collect();
                let all = children(visit, &files)?;
                of_children(visit, staff, all, team.names())?
            }
        };
        let allocates = may_somewhere(visit, Action::Allocate, "child", None);
        let authorises = may_somewhere(visit, Action::Authorise, "child", None);
        let states = InStates::of(visit)?;
        let without = if allocates {
            let needing = states.needing(visit, &known);
            let found = (known.holdings).without_qualified(visit, staff, &needing);
            Some((found.len(), longest_without(visit, staff, &found)?))
        } else {
            None
        };
        let too_full = if authorises {
            Some(too_full(visit, staff, &known, &states)?)
        } else {
            None
        };
        Ok(Self {
            without,
            too_full,
            unsupervised: authorises.then_some(known.unsupervised),
            uncovered: allocates.then(|| known.holdings.uncovered(visit, staff)),
            late: known.late,
            worst: known.worst,
        })
    }
}

/// Everybody's children whose files this person may read.
fn of_all(visit: &mut Visit<'_>, staff: &Staff) -> Result<Known, Stop> {
    let (now, actor) = (visit.now, visit.who.actor.clone());
    let narrowing = (visit.app.permissions).narrowing(&actor, Action::Read, "child");
    let organisation = narrowing.all_of.ok_or(Stop::NotFound)?;
    let clock = visit.app.book.lists.oversight.as_ref();
    let clock = clock.map(|oversight| oversight.clock.clone());
    let (mut late, mut unsupervised) = (0, 0);
    let nobodys = Target::new(Id::from_bytes([0; 16]), "child", organisation);
    let mut may: BTreeMap<String, bool> = BTreeMap::new();
    let counted = visit
        .reader
        .late_within(organisation, narrowing.restricted, now)?;
    for one in counted {
        // What somebody may not read is no more counted than it is listed.
        let reads = may.entry(one.kind.clone()).or_insert_with(|| {
            let record = visit.app.book.record(&one.kind);
            visit.may(Action::Read, &nobodys, record).allowed
        });
        if *reads {
            late += one.many;
            unsupervised += if Some(&one.clock) == clock.as_ref() {
                one.many
            } else {
                0
            };
        }
    }
    let filter = OwedFilter {
        organisation,
        restricted: narrowing.restricted,
        from: jiff::Timestamp::MIN,
        to: now,
        breaches: true,
        clock: None,
        by_danger: true,
    };
    let first = u64::try_from(WORST).unwrap_or(u64::MAX);
    let worst = visit.reader.owed_within(&filter, now, (0, first))?;
    let worst = with_children(visit, worst, &Children::new())?;
    let of = (organisation, narrowing.restricted);
    let (holdings, hidden) = Holdings::of_all(visit, staff, of)?;
    let open = visit.reader.teams()?.into_iter();
    let open = open.filter(|team| team.closed_on.is_none());
    Ok(Known {
        late,
        unsupervised,
        worst,
        holdings,
        teams: open.flat_map(|team| team.names()).collect(),
        only: None,
        hidden,
    })
}

/// The children of a team.
fn of_children(
    visit: &mut Visit<'_>,
    staff: &Staff,
    mut all: Children,
    teams: Vec<String>,
) -> Result<Known, Stop> {
    let now = visit.now;
    let clock = visit.app.book.lists.oversight.as_ref();
    let clock = clock.map(|oversight| oversight.clock.clone());
    let mut rows = owed(visit, &all)?;
    rows.retain(|row| row.is_late(now));
    let count = |many: usize| u64::try_from(many).unwrap_or(u64::MAX);
    let unsupervised = rows.iter().filter(|row| Some(&row.clock) == clock.as_ref());
    let (late, unsupervised) = (count(rows.len()), count(unsupervised.count()));
    let scopes = all.values().flat_map(|child| &child.scope);
    let holdings = Holdings::of(visit, staff, scopes);
    let only = all.keys().copied().collect();
    rows.sort_by_key(|row| by_danger(row, now));
    rows.truncate(WORST);
    let shown: BTreeSet<Id> = rows.iter().map(|row| row.subject).collect();
    all.retain(|subject, _: &mut Child| shown.contains(subject));
    Ok(Known {
        late,
        unsupervised,
        worst: (all, rows),
        holdings,
        teams,
        only: Some(only),
        hidden: BTreeSet::new(),
    })
}

/// The children in each of the states that count, each state asked about once.
struct InStates(BTreeMap<usize, BTreeSet<Id>>);

impl InStates {
    fn of(visit: &mut Visit<'_>) -> Result<Self, Stop> {
        let book = std::sync::Arc::clone(&visit.app.book);
        let calling = book.qualified.iter().flat_map(|rule| &rule.during);
        let weighing = book.caseload.iter().flat_map(|rule| &rule.weights);
        let asked: BTreeSet<usize> = calling
            .chain(weighing.map(|(state, _)| state))
            .copied()
            .collect();
        let mut found = BTreeMap::new();
        for state in asked {
            if let Some(named) = book.states.get(state) {
                let files = visit.reader.files_in_state(&[&named.name], visit.now)?;
                found.insert(state, files);
            }
        }
        Ok(Self(found))
    }

    /// The children of these whose state calls for a qualified worker.
    fn needing(&self, visit: &Visit<'_>, known: &Known) -> BTreeSet<Id> {
        let only = known.only.as_ref();
        let is_looked_at = |child: &&Id| {
            only.is_none_or(|only| only.contains(*child)) && !known.hidden.contains(*child)
        };
        let during = visit
            .app
            .book
            .qualified
            .iter()
            .flat_map(|rule| &rule.during);
        let files = during.filter_map(|state| self.0.get(state)).flatten();
        files.filter(is_looked_at).copied().collect()
    }

    /// What each child counts for: by the first state that fits.
    fn weights(&self, visit: &Visit<'_>) -> BTreeMap<Id, i64> {
        let mut weights = BTreeMap::new();
        for (state, weight) in visit
            .app
            .book
            .caseload
            .iter()
            .flat_map(|rule| &rule.weights)
        {
            for child in self.0.get(state).into_iter().flatten() {
                weights.entry(*child).or_insert(*weight);
            }
        }
        weights
    }
}

fn too_full(
    visit: &mut Visit<'_>,
    staff: &Staff,
    known: &Known,
    states: &InStates,
) -> Result<usize, Stop> {
    let patterns = pattern::of_everybody(visit)?.into_iter();
    let hours: BTreeMap<Id, i64> = patterns
        .map(|(worker, pattern)| (worker, pattern.hours))
        .collect();
    let weights = states.weights(visit);
    let members = staff.in_teams(&known.teams, visit.now);
    Ok((known.holdings).too_full(visit, members, (&weights, &hours)))
}
