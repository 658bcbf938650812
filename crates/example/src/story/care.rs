//! Children who come into care, move, are reviewed, and leave.

use practice::Id;

use crate::authority::Authority;
use crate::child::{Stage, What};
use crate::fault::Fault;
use crate::told::Told;
use crate::work::{Doing, Who};

/// Appoints a reviewing officer.
pub fn appoint_reviewer(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let (child, by) = (doing.child, doing.by);
    let one = &authority.children[child];
    // That the officer met the child before the first review, nobody else can do.
    if one.today.contains(&"reviewing-officer-appointed") || doing.owed.of == "looked-after-review"
    {
        return Ok(false);
    }
    let Some(reviewer) = authority.least_busy("reviewing-officer") else {
        return Ok(false);
    };
    let appointed = Told::on("reviewing-officer-appointed", authority.today);
    authority.tell(child, by, appointed)?;
    authority.involve(child, by, reviewer, "Independent reviewing officer")?;
    let (from, due) = (authority.days(3), authority.working_days(12));
    authority.children[child].ask(What::GetToKnow, Who::Reviewer, (from, due), 60);
    Ok(true)
}

/// Prepares the care plan, and sends it.
pub fn plan(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let (child, by) = (doing.child, doing.by);
    if authority.children[child].today.contains(&"care-plan") {
        return Ok(false);
    }
    let told = Told::on("care-plan", authority.today);
    let entry = authority.tell(child, by, told)?;
    authority.send(child, by, (entry, entry))?;
    Ok(true)
}

/// Reviews the child's case.
pub fn review(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let (child, by) = (doing.child, doing.by);
    let today = authority.today;
    let age = authority.children[child].age(today);
    let one = &mut authority.children[child];
    if one.stage != Stage::LookedAfter || one.today.contains(&"looked-after-review") {
        return Ok(false);
    }
    let first = one.last("looked-after-review").is_none();
    let participation = if age < 4 {
        "PN0"
    } else {
        one.chance.weighted(&[
            ("PN1", 60),
            ("PN2", 8),
            ("PN3", 6),
            ("PN5", 14),
            ("PN7", 12),
        ])
    };
    let leaves = !first && age < 17 && one.chance.happens(0.14);
    // Nobody is adopted: matching, placing for adoption and the court are not simulated.
    let reason = match age {
        0..5 => one.chance.weighted(&[("E45", 50), ("E4A", 50)]),
        _ => one
            .chance
            .weighted(&[("E4A", 55), ("E45", 25), ("E46", 20)]),
    };
    let told = Told::on("looked-after-review", today).with("participation", participation);
    let review = authority.tell(child, by, told)?;
    if !first {
        let considered = Told::on("permanence-plan", today)
            .with("review", review)
            .yes("adoption_considered", true);
        authority.tell(child, by, considered)?;
    }
    if leaves {
        let (from, due) = (authority.days(10), authority.working_days(20));
        let one = &mut authority.children[child];
        if !one.has_chore(|what| matches!(what, What::LeaveCare(_))) {
            one.ask(What::LeaveCare(reason), Who::Worker, (from, due), 90);
        }
    }
    Ok(true)
}

/// Considers how the child is to have a home for good.
pub fn permanence(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    if authority.children[doing.child]
        .today
        .contains(&"permanence-plan")
    {
        return Ok(false);
    }
    let told = Told::on("permanence-plan", authority.today)
        .with("review", doing.trigger())
        .yes("adoption_considered", true);
    authority.tell(doing.child, doing.by, told)?;
    Ok(true)
}

/// Scores strengths and difficulties.
pub fn strengths_and_difficulties(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let score = authority.children[doing.child].chance.between(2, 27);
    let told =
        Told::on("strengths-and-difficulties", authority.today).number("score", i64::from(score));
    authority.tell(doing.child, doing.by, told)?;
    Ok(true)
}

/// Decides whether a connected person is approved.
pub fn connected_person(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let told = Told::on("connected-person-decision", authority.today)
        .with("footing", doing.trigger())
        .yes("approved", true);
    authority.tell(doing.child, doing.by, told)?;
    Ok(true)
}

impl Authority {
    /// The child comes into care.
    pub fn come_into_care(&mut self, child: usize, by: usize) -> Result<(), Fault> {
        let today = self.today;
        let one = &mut self.children[child];
        let (stage, referral, need) = (
            one.stage,
            one.last("referral"),
            one.last("cin-plan-started"),
        );
        one.legal = one.chance.weighted(&[("V2", 55), ("C1", 45)]);
        let (legal, category) = (
            one.legal,
            one.chance
                .weighted(&[("N1", 65), ("N5", 18), ("N4", 10), ("N2", 7)]),
        );
        if legal == "V2" {
            let agreed = Told::on("section-20-agreement", today).with("signed_by", "A parent");
            self.tell(child, by, agreed)?;
        }
        self.begin_episode(child, by, ("S", Some(category)))?;
        let before = self.children[child]
            .chance
            .weighted(&[("Z1", 96), ("P4", 4)]);
        let permanence = Told::on("previous-permanence", today).with("previous", before);
        self.tell(child, by, permanence)?;
        if stage == Stage::InNeed
            && let Some((referral, plan)) = referral.zip(need)
        {
            let ended = Told::on("cin-plan-ended", today)
                .with("referral", referral)
                .with("plan", plan);
            self.tell(child, by, ended)?;
        }
        self.enter(child, Stage::LookedAfter);
        self.involve_beside(child, ("partner", "Virtual school"))?;
        if legal == "C1" {
            self.involve_beside(child, ("legal", "Legal adviser"))?;
        }
        let (from, due) = (self.days(14), self.days(45));
        let one = &mut self.children[child];
        one.chores
            .retain(|chore| !matches!(chore.what, What::Close(_) | What::Meet));
        one.ask(What::FirstChecks, Who::Worker, (from, due), 30);
        let (from, due) = (self.days(70), self.days(90));
        if !self.teams_of(crate::staff::Task::Care).is_empty() {
            self.children[child].ask(What::PassOn, Who::Manager, (from, due), 30);
        }
        Ok(())
    }

    /// The child leaves care.
    pub fn leave_care(
        &mut self,
        by: usize,
        child: usize,
        reason: &'static str,
    ) -> Result<(), Fault> {
        if self.children[child].stage != Stage::LookedAfter {
            return Ok(());
        }
        if !self.end_episode(child, by, reason, "")? {
            return Ok(());
        }
        let today = self.today;
        let referral: Option<Id> = self.children[child].last("referral");
        if let Some((referral, plan)) =
            referral.zip(self.children[child].last("protection-plan-started"))
        {
            let ended = Told::on("protection-plan-ended", today)
                .with("referral", referral)
                .with("plan", plan);
            self.tell(child, by, ended)?;
            self.children[child]
                .last
                .retain(|(kind, _)| *kind != "protection-plan-started");
        }
        let age = self.children[child].age(today);
        let one = &mut self.children[child];
        one.discussed = None;
        one.conference = false;
        one.chores.retain(|chore| {
            matches!(
                chore.what,
                What::Note
                    | What::Oversee
                    | What::Follow(_)
                    | What::Keep(..)
                    | What::LookAgain(_)
                    | What::WriteUp { .. }
            )
        });
        if age >= 17 {
            return self.become_care_leaver(child, by);
        }
        if reason == "E4A" {
            return self.start_plan_in_need(child, by);
        }
        self.enter(child, Stage::InNeed);
        self.children[child]
            .last
            .retain(|(kind, _)| *kind != "cin-plan-started");
        self.ask_to_close(child, "RC4", 5);
        Ok(())
    }

    /// The reviewing officer meets the child.
    pub fn get_to_know(&mut self, by: usize, child: usize) -> Result<(), Fault> {
        if self.children[child].stage == Stage::LookedAfter {
            let met = Told::on("reviewing-officer-met-child", self.today);
            self.tell(child, by, met)?;
        }
        Ok(())
    }

    /// The teeth, immunisations, and strengths and difficulties, for the first time.
    pub fn first_checks(&mut self, by: usize, child: usize) -> Result<(), Fault> {
        if self.children[child].stage != Stage::LookedAfter {
            return Ok(());
        }
        let today = self.today;
        self.tell(child, by, Told::on("dental-check", today))?;
        let up_to_date = self.children[child].chance.happens(0.85);
        let immunised = Told::on("immunisations", today).yes("up_to_date", up_to_date);
        self.tell(child, by, immunised)?;
        if (4..=16).contains(&self.children[child].age(today)) {
            let score = self.children[child].chance.between(2, 27);
            let told = Told::on("strengths-and-difficulties", today).number("score", score.into());
            self.tell(child, by, told)?;
        }
        Ok(())
    }
}
