//! Young people who leave care: their plans, and who keeps in touch.

use crate::authority::Authority;
use crate::child::{Stage, What};
use crate::fault::Fault;
use crate::staff::Task;
use crate::told::Told;
use crate::work::{Doing, Who};

/// Prepares the pathway plan, and sends it.
pub fn plan(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let (child, by) = (doing.child, doing.by);
    if authority.children[child].today.contains(&"pathway-plan") {
        return Ok(false);
    }
    let entry = authority.tell(child, by, Told::on("pathway-plan", authority.today))?;
    authority.send(child, by, (entry, entry))?;
    Ok(true)
}

/// Is in touch with the care leaver, or tries to be.
pub fn keep_in_touch(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let one = &mut authority.children[doing.child];
    if one.today.contains(&"adviser-contact") {
        return Ok(false);
    }
    let answers = one.chance.happens(0.9);
    let told = Told::on("adviser-contact", authority.today)
        .with("in_touch", if answers { "YES" } else { "NO" });
    authority.tell(doing.child, doing.by, told)?;
    Ok(true)
}

impl Authority {
    /// Who was in care comes of age: the leaving care team has them, with an adviser.
    pub fn become_care_leaver(&mut self, child: usize, by: usize) -> Result<(), Fault> {
        let today = self.today;
        let Some(manager) = self.manager_or_senior(child) else {
            return Ok(());
        };
        self.nobody_has(child, manager, "TSPROC")?;
        if let Some(team) = self.teams_of(Task::Leaving).first().copied() {
            self.give_to_team(child, manager, team)?;
            self.teams[team].waiting = self.teams[team].waiting.saturating_sub(1);
        }
        if let Some(adviser) = self.least_busy("personal-adviser") {
            self.involve(child, manager, adviser, "Personal adviser")?;
            self.children[child].people.worker = Some(adviser);
            // Counted once, as their care leaver.
        }
        self.children[child].people.unallocated_since = None;
        let moved = Told::on("care-leaver-accommodated", today)
            .with("what", "A flat of their own, with support");
        self.tell(child, by, moved)?;
        let moved = Told::on("moved-to-independence", today);
        self.tell(child, by, moved)?;
        self.enter(child, Stage::CareLeaver);
        let one = &mut self.children[child];
        one.chores
            .retain(|chore| matches!(chore.what, What::WriteUp { .. }));
        let (from, due) = (self.days(1), self.days(28));
        self.children[child].ask(What::Fares, Who::Adviser, (from, due), 30);
        Ok(())
    }

    /// How a care leaver fares, as it is told each year; at 21 it ends.
    pub fn fares(&mut self, by: usize, child: usize) -> Result<(), Fault> {
        let today = self.today;
        let age = self.children[child].age(today);
        if age >= 21 {
            return self.leave_altogether(child, by);
        }
        let chance = &mut self.children[child].chance;
        let in_touch = chance.weighted(&[("YES", 92), ("NO", 5), ("REFU", 3)]);
        let activity = chance.weighted(&[
            ("F2", 34),
            ("F4", 12),
            ("P2", 8),
            ("G4", 10),
            ("G5", 22),
            ("G6", 4),
            ("F1", 10),
        ]);
        let lives = chance.weighted(&[("U1", 45), ("Z1", 12), ("K1", 15), ("B1", 18), ("S2", 10)]);
        let told = Told::on(
            "care-leaver-outcome",
            self.children[child].last_birthday(today),
        )
        .with("in_touch", in_touch)
        .with("activity", activity)
        .with("accommodation", lives);
        self.tell(child, by, told)?;
        let (from, due) = (self.days(365), self.days(380));
        self.children[child].ask(What::Fares, Who::Adviser, (from, due), 30);
        Ok(())
    }

    fn leave_altogether(&mut self, child: usize, by: usize) -> Result<(), Fault> {
        self.tell(child, by, Told::on("leaving-care-ended", self.today))?;
        let manager = self.manager_or_senior(child).unwrap_or(by);
        // The adviser is counted as such, and not as a social worker.
        self.children[child].people.worker = None;
        self.nobody_has(child, manager, "OTHERS")?;
        if let Some(referral) = self.children[child].last("referral") {
            let closed = Told::on("case-closed", self.today)
                .with("referral", referral)
                .with("reason", "RC7");
            self.tell(child, manager, closed)?;
        }
        let today = self.today;
        self.children[child].forget(today);
        self.open.remove(&child);
        Ok(())
    }
}
