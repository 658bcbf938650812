//! The work ends: whoever had to do with the child has no more, and the case is closed.

use practice::Id;

use crate::authority::Authority;
use crate::child::{People, Stage, What};
use crate::fault::Fault;
use crate::told::Told;
use crate::work::Who;

impl Authority {
    /// The manager is asked to close the case, in so many working days.
    pub fn ask_to_close(&mut self, child: usize, reason: &'static str, within: u32) {
        let (from, due) = (self.days(2), self.working_days(within));
        let one = &mut self.children[child];
        if !one.has_chore(|what| matches!(what, What::Close(_))) {
            one.ask(What::Close(reason), Who::Manager, (from, due), 25);
        }
    }

    /// Closes the case.
    pub fn close(&mut self, by: usize, child: usize, reason: &'static str) -> Result<(), Fault> {
        // What came to light meanwhile goes before.
        let one = &self.children[child];
        let goes_on = one.conference || one.discussed.is_some();
        if goes_on || matches!(one.stage, Stage::Protected | Stage::LookedAfter) {
            return Ok(());
        }
        let today = self.today;
        let referral = one.last("referral");
        let ended = referral.zip(one.last("cin-plan-started"));
        if let Some((referral, plan)) = ended.filter(|_| one.stage == Stage::InNeed) {
            let ended = Told::on("cin-plan-ended", today)
                .with("referral", referral)
                .with("plan", plan);
            self.tell(child, by, ended)?;
        }
        if let Some(need) = self.children[child].last("social-worker-needed") {
            let ended = Told::on("social-worker-no-longer-needed", today)
                .with("need", need)
                .with("why", "The work with the family has ended.");
            self.tell(child, by, ended)?;
        }
        self.nobody_has(child, by, "PCCHAN")?;
        let reason = self.why_closed(child, reason);
        if let Some(referral) = referral {
            let closed = Told::on("case-closed", today)
                .with("referral", referral)
                .with("reason", reason);
            self.tell(child, by, closed)?;
        }
        self.children[child].forget(today);
        self.open.remove(&child);
        Ok(())
    }

    /// Why the case is closed. It was closed after assessment only where nothing else came of
    /// the referral.
    fn why_closed(&self, child: usize, reason: &'static str) -> &'static str {
        let one = &self.children[child];
        let more = ["strategy-discussion", "cin-plan-started"];
        let came_more = more.iter().any(|kind| one.last(kind).is_some());
        match reason {
            "RC8" | "RC9" if came_more || one.last("assessment-started").is_none() => "RC7",
            _ => reason,
        }
    }

    /// Everybody's concern with the child ends.
    pub fn nobody_has(
        &mut self,
        child: usize,
        by: usize,
        reason: &'static str,
    ) -> Result<(), Fault> {
        self.end_allocation(child, by, reason)?;
        let front = self.children[child].people.front;
        let people = std::mem::take(&mut self.children[child].people);
        self.children[child].people.front = front;
        let People {
            team,
            team_entry,
            reviewer,
            chair,
            adviser,
            unallocated_since,
            beside,
            home,
            ..
        } = people;
        if let (Some(team), Some(_)) = (team, unallocated_since) {
            self.teams[team].waiting = self.teams[team].waiting.saturating_sub(1);
        }
        if let Some(entry) = team_entry {
            self.end_involvement(child, by, entry)?;
        }
        for entry in beside.into_iter().chain(home) {
            self.end_involvement(child, by, entry)?;
        }
        for (worker, entry) in [reviewer, chair, adviser].into_iter().flatten() {
            self.end_involvement(child, by, entry)?;
            self.workers[worker].children = self.workers[worker].children.saturating_sub(1);
        }
        Ok(())
    }

    /// Somebody's involvement ends.
    pub fn end_involvement(&mut self, child: usize, by: usize, entry: Id) -> Result<(), Fault> {
        let ended = Told::on("involvement-ended", self.today).with("involvement", entry);
        self.tell(child, by, ended)?;
        Ok(())
    }

    /// The child's social worker has the child no more.
    pub fn end_allocation(
        &mut self,
        child: usize,
        by: usize,
        reason: &'static str,
    ) -> Result<(), Fault> {
        let people = &mut self.children[child].people;
        let worker = people.worker.take();
        if let Some(allocation) = people.allocation.take() {
            let ended = Told::on("social-worker-ended", self.today)
                .with("allocation", allocation)
                .with("reason", reason);
            self.tell(child, by, ended)?;
        }
        if let Some(worker) = worker {
            self.children[child].people.before = Some(worker);
            self.workers[worker].children = self.workers[worker].children.saturating_sub(1);
        }
        Ok(())
    }

    /// Somebody works beside the child's worker, until the work ends: the last of those who
    /// have this role.
    pub fn involve_beside(
        &mut self,
        child: usize,
        (role, called): (&'static str, &'static str),
    ) -> Result<(), Fault> {
        let somebody = self.who_is(role).last().copied();
        let Some((somebody, by)) = somebody.zip(self.manager_or_senior(child)) else {
            return Ok(());
        };
        let told = Told::on("involvement-started", self.today)
            .with("worker", self.workers[somebody].file.id)
            .with("role", called);
        let entry = self.tell(child, by, told)?;
        self.workers[somebody].children += 1;
        self.children[child].people.beside.push(entry);
        Ok(())
    }

    /// Somebody is involved with the child in a role of theirs.
    pub fn involve(
        &mut self,
        child: usize,
        by: usize,
        worker: usize,
        role: &'static str,
    ) -> Result<(), Fault> {
        let people = &self.children[child].people;
        let place = match role {
            "Conference chair" => people.chair,
            "Independent reviewing officer" => people.reviewer,
            _ => people.adviser,
        };
        if let Some((worker, entry)) = place {
            self.end_involvement(child, by, entry)?;
            self.workers[worker].children = self.workers[worker].children.saturating_sub(1);
        }
        let told = Told::on("involvement-started", self.today)
            .with("worker", self.workers[worker].file.id)
            .with("role", role);
        let entry = self.tell(child, by, told)?;
        self.workers[worker].children += 1;
        let people = &mut self.children[child].people;
        let place = match role {
            "Conference chair" => &mut people.chair,
            "Independent reviewing officer" => &mut people.reviewer,
            _ => &mut people.adviser,
        };
        *place = Some((worker, entry));
        Ok(())
    }
}
