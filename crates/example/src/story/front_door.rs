//! The front door decides on a referral, and passes the child on to a team.

use crate::authority::Authority;
use crate::child::Stage;
use crate::clock::at;
use crate::fault::Fault;
use crate::staff::Task;
use crate::told::Told;
use crate::work::Doing;

/// From how much on significant harm is suspected at once, and an immediate risk.
const HARM: f64 = 0.83;
const AT_ONCE: f64 = 0.95;

/// Decides what follows a referral.
pub fn decide(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let child = doing.child;
    let Some(decision) = authority.filled("referral-decision", doing)? else {
        return Ok(false);
    };
    authority.tell(child, doing.by, decision)?;
    if authority.children[child].stage != Stage::Assessed {
        return Ok(true);
    }
    let Some(team) = authority.team_for(child) else {
        return Ok(true);
    };
    authority.give_to_team(child, doing.by, team)?;
    let family = authority.children[child].family;
    let need = authority.families[family].need;
    let child_need = need - 0.08 * authority.children[child].chance.unit();
    if child_need > HARM {
        authority.suspect_harm(child, doing.by, child_need > AT_ONCE)?;
    }
    Ok(true)
}

/// Takes over what the out of hours team did, first thing in the morning.
pub fn receive(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    if authority.children[doing.child]
        .today
        .contains(&"out-of-hours-handover")
    {
        return Ok(false);
    }
    let received = at(authority.today, 8, 45);
    let told = Told::at("out-of-hours-handover", received).with("action", doing.trigger());
    authority.tell(doing.child, doing.by, told)?;
    Ok(true)
}

impl Authority {
    /// The team that takes the child up: the one that has a brother or a sister, or else that
    /// with the fewest children for each worker.
    fn team_for(&self, child: usize) -> Option<usize> {
        let family = &self.families[self.children[child].family];
        let theirs = family
            .children
            .iter()
            .filter_map(|other| self.children[*other].people.team);
        let safeguarding = self.teams_of(Task::Safeguarding);
        if let Some(team) = theirs.into_iter().find(|team| safeguarding.contains(team)) {
            return Some(team);
        }
        let mut held = vec![(0, 0); self.teams.len()];
        for worker in &self.workers {
            let counts = worker.role == "social-worker" && worker.is_here(self.today);
            let place = worker.team.filter(|_| counts);
            if let Some((number, children)) = place.and_then(|team| held.get_mut(team)) {
                *number += 1;
                *children += worker.children;
            }
        }
        let load = |team: usize| {
            let (number, children) = held[team];
            (children + self.teams[team].waiting) * 100 / (number * 15).max(1)
        };
        safeguarding
            .into_iter()
            .min_by_key(|team| (load(*team), *team))
    }

    /// The team is involved, and is to give the child a worker.
    pub fn give_to_team(&mut self, child: usize, by: usize, team: usize) -> Result<(), Fault> {
        let referral = self.children[child].last("referral");
        let mut told = Told::on("involvement-started", self.today)
            .with("role", "Team")
            .with("team", self.teams[team].file);
        if let Some(referral) = referral {
            told = told.with("referral", referral);
        }
        let entry = self.tell(child, by, told)?;
        let today = self.today;
        self.teams[team].waiting += 1;
        let people = &mut self.children[child].people;
        people.team = Some(team);
        people.team_entry = Some(entry);
        people.unallocated_since = Some(today);
        Ok(())
    }
}
