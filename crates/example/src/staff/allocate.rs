//! Children given to workers: by the manager of the team, to whoever has room.

use crate::authority::Authority;
use crate::child::{Stage, What};
use crate::fault::Fault;
use crate::staff::Task;
use crate::told::Told;
use crate::work::Who;

/// After how many days without a worker a child is given to somebody who has no room.
const LONG: i32 = 15;
/// How many days before the last somebody's children are handed over.
const LAST_DAYS: i32 = 7;
/// How many more than they should have somebody is given then, at most.
const TOO_MANY: usize = 6;

impl Authority {
    /// Each team gives the children whom nobody has to workers.
    pub fn allocate(&mut self) -> Result<(), Fault> {
        let waiting: Vec<usize> = (self.open.iter().copied())
            .filter(|child| {
                let people = &self.children[*child].people;
                people.unallocated_since.is_some() && people.worker.is_none()
            })
            .collect();
        let mut waiting: Vec<(u8, usize)> = (waiting.into_iter())
            .map(|child| (self.urgency(child), child))
            .collect();
        waiting.sort_unstable();
        for (_, child) in waiting {
            self.allocate_one(child)?;
        }
        self.hand_over()
    }

    /// In somebody's last days their children are given to others who have room. Where nobody
    /// has, the children stay until that worker is gone.
    fn hand_over(&mut self) -> Result<(), Fault> {
        let last_days = self.days(LAST_DAYS);
        let leaves = |worker: &super::Worker| {
            let soon = worker.last_day.is_some_and(|last| last <= last_days);
            !worker.gone && soon && worker.children > 0 && worker.role == "social-worker"
        };
        if !self.workers.iter().any(leaves) {
            return Ok(());
        }
        let open: Vec<usize> = self.open.iter().copied().collect();
        for child in open {
            let people = &self.children[child].people;
            let theirs = people.worker.filter(|who| leaves(&self.workers[*who]));
            let Some((from, team)) = theirs.zip(people.team) else {
                continue;
            };
            let Some(manager) = self.manager_or_senior(child) else {
                continue;
            };
            let Some(next) = self.with_room(team, child, 0) else {
                continue;
            };
            if self.takes(manager, 25) {
                self.say_before(child, from)?;
                self.take_from(child, manager, "LEFTRL")?;
                self.give_to(child, manager, next)?;
            }
        }
        Ok(())
    }

    /// Who comes first: the lower, the sooner.
    fn urgency(&self, child: usize) -> u8 {
        let one = &self.children[child];
        match one.stage {
            Stage::Protected => 0,
            _ if one.last("harm-suspected").is_some() => 1,
            Stage::LookedAfter => 2,
            Stage::Assessed if self.need(child) > 0.75 => 3,
            Stage::Assessed => 4,
            _ => 5,
        }
    }

    fn allocate_one(&mut self, child: usize) -> Result<(), Fault> {
        let Some(team) = self.children[child].people.team else {
            return Ok(());
        };
        let Some(manager) = self.manager_or_senior(child) else {
            return Ok(());
        };
        let since = self.children[child].people.unallocated_since;
        let days = since.map_or(0, |since| {
            self.today.since(since).map_or(0, |span| span.get_days())
        });
        let Some(worker) = self.with_room(team, child, days) else {
            return Ok(());
        };
        if !self.takes(manager, 15) {
            return Ok(());
        }
        self.give_to(child, manager, worker)
    }

    /// Who in the team has room: the worker of a brother or sister first.
    fn with_room(&self, team: usize, child: usize, days: i32) -> Option<usize> {
        let more = if days > LONG { TOO_MANY } else { 0 };
        let has_room = |place: &usize| {
            let worker = &self.workers[*place];
            worker.team == Some(team)
                && worker.role == "social-worker"
                && worker.works(self.today)
                && worker.last_day.is_none_or(|last| last > self.days(28))
                && worker.children < worker.limit() + more
        };
        let family = &self.families[self.children[child].family];
        let theirs = family
            .children
            .iter()
            .filter_map(|other| self.children[*other].people.worker);
        if let Some(worker) = theirs.into_iter().find(has_room) {
            return Some(worker);
        }
        let room = |place: usize| {
            let worker = &self.workers[place];
            worker.children * 100 / worker.limit()
        };
        (0..self.workers.len())
            .filter(has_room)
            .min_by_key(|place| (room(*place), *place))
    }

    /// Gives a child to a social worker.
    pub fn give_to(&mut self, child: usize, by: usize, worker: usize) -> Result<(), Fault> {
        let today = self.today;
        let number = self.workers[worker].number.clone();
        let (why_worker, why_now) = (self.why_worker(child, worker), self.why_now(child));
        let allocated = Told::on("social-worker-allocated", today)
            .with("worker", number)
            .with("why_worker", why_worker)
            .with("why_now", why_now)
            .with("despite", self.despite(child, worker));
        let allocation = self.tell(child, by, allocated)?;
        if let Some(team) = self.children[child].people.team {
            let details = Told::on("allocation-details", today)
                .with("allocation", allocation)
                .with("team", self.teams[team].file);
            self.tell(child, by, details)?;
            self.teams[team].waiting = self.teams[team].waiting.saturating_sub(1);
        }
        self.workers[worker].children += 1;
        self.counts.allocations += 1;
        self.goes_to(child, by, worker);
        let (from, due) = (self.days(4), self.days(9));
        let one = &mut self.children[child];
        let first = one.people.allocation.is_none() && !one.has_chore(|what| *what == What::Note);
        one.people.worker = Some(worker);
        one.people.allocation = Some(allocation);
        one.people.unallocated_since = None;
        if first {
            one.ask(What::Note, Who::Worker, (from, due), 20);
            self.oversee_next(child);
        }
        Ok(())
    }

    /// Why it is this worker.
    fn why_worker(&self, child: usize, worker: usize) -> String {
        let family = &self.families[self.children[child].family];
        let mut others = family.children.iter().filter(|other| **other != child);
        if others.any(|other| self.children[*other].people.worker == Some(worker)) {
            return "Works with a brother or sister already and knows the family.".to_owned();
        }
        let many = self.workers[worker].children;
        format!("Has the most room in the team: {many} children before this one.")
    }

    /// Why it is now.
    fn why_now(&self, child: usize) -> String {
        let people = &self.children[child].people;
        let Some(since) = people.unallocated_since.filter(|since| *since < self.today) else {
            return match people.before {
                Some(_) => "The worker before leaves.".to_owned(),
                None => "The team takes the child up.".to_owned(),
            };
        };
        let days = self.today.since(since).map_or(0, |span| span.get_days());
        format!("Nobody has had the child for {days} days.")
    }

    /// Why all the same, where the worker has no room.
    fn despite(&self, child: usize, worker: usize) -> String {
        let one = &self.workers[worker];
        if one.children < one.limit() {
            return String::new();
        }
        let (many, most) = (one.children + 1, one.limit());
        let why = self.why_now(child);
        format!(
            "{many} children, and {most} is as much as one should have. {why} Nobody in the team has room, and the child can wait no longer."
        )
    }

    /// The child's worker has the child no more; somebody else is to.
    pub fn take_from(
        &mut self,
        child: usize,
        by: usize,
        reason: &'static str,
    ) -> Result<(), Fault> {
        self.end_allocation(child, by, reason)?;
        let today = self.today;
        let people = &mut self.children[child].people;
        people.unallocated_since = Some(today);
        if let Some(team) = people.team {
            self.teams[team].waiting += 1;
        }
        Ok(())
    }

    /// A child who is to stay in care comes to the care team.
    pub fn pass_on(&mut self, by: usize, child: usize) -> Result<(), Fault> {
        if self.children[child].stage != Stage::LookedAfter {
            return Ok(());
        }
        let teams = self.teams_of(Task::Care);
        let Some(team) = teams
            .into_iter()
            .min_by_key(|team| (self.teams[*team].waiting, self.held_by(*team), *team))
        else {
            return Ok(());
        };
        let was_waiting = self.children[child].people.unallocated_since.is_some();
        if let (true, Some(old)) = (was_waiting, self.children[child].people.team) {
            self.teams[old].waiting = self.teams[old].waiting.saturating_sub(1);
        }
        self.end_allocation(child, by, "CHCHAN")?;
        if let Some(entry) = self.children[child].people.team_entry.take() {
            self.end_involvement(child, by, entry)?;
        }
        self.give_to_team(child, by, team)
    }

    fn held_by(&self, team: usize) -> usize {
        let theirs = self.workers.iter().filter(|one| one.team == Some(team));
        theirs.map(|one| one.children).sum()
    }
}
