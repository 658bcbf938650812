//! Harm suspected, strategy discussions, enquiries, conferences and protection plans.

use crate::authority::Authority;
use crate::child::{Stage, What};
use crate::fault::Fault;
use crate::told::Told;
use crate::work::{Doing, Who};

/// Holds a strategy discussion.
pub fn discuss(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let (child, by) = (doing.child, doing.by);
    let one = &mut authority.children[child];
    let Some(referral) = one.last("referral") else {
        return Ok(false);
    };
    if one.today.contains(&"strategy-discussion") {
        return Ok(false);
    }
    let likely = match one.stage {
        Stage::Protected | Stage::LookedAfter => 0.25,
        _ => 0.78,
    };
    let enquires = one.discussed.is_none() && one.chance.happens(likely);
    let outcome = if enquires {
        "section-47-enquiry"
    } else {
        "child-in-need-assessment"
    };
    let told = Told::on("strategy-discussion", authority.today)
        .with("referral", referral)
        .with("outcome", outcome);
    let entry = authority.tell(child, by, told)?;
    if enquires {
        let opened = Told::on("section-47-enquiry-opened", authority.today).with("enquiry", entry);
        authority.tell(child, by, opened)?;
        let (from, due) = (authority.days(3), authority.working_days(9));
        let today = authority.today;
        let one = &mut authority.children[child];
        one.discussed = Some((entry, today));
        one.ask(What::Conclude, Who::Worker, (from, due), 150);
    }
    Ok(true)
}

/// Holds the conference that an enquiry called for.
pub fn confer(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let (child, by) = (doing.child, doing.by);
    let today = authority.today;
    let one = &mut authority.children[child];
    let Some(referral) = one.last("referral").filter(|_| one.conference) else {
        return Ok(false);
    };
    let enquiry = one.discussed.map(|(enquiry, _)| enquiry);
    let plan = one.chance.happens(0.84);
    let category = one
        .chance
        .weighted(&[("NEG", 50), ("EMO", 37), ("PHY", 8), ("SAB", 5)]);
    let (stage, need) = (one.stage, one.last("cin-plan-started"));
    let mut held = Told::on("initial-conference", today).with("referral", referral);
    if let Some(enquiry) = enquiry {
        held = held.with("enquiry", enquiry);
    }
    authority.tell(child, by, held)?;
    let one = &mut authority.children[child];
    one.conference = false;
    one.discussed = None;
    if plan {
        let started = Told::on("protection-plan-started", today)
            .with("referral", referral)
            .with("category", category)
            .with("latest_category", category)
            .number("previous_plans", 0);
        authority.tell(child, by, started)?;
        authority.involve_beside(child, ("partner", "School"))?;
        authority.involve_beside(child, ("business-support", "Conference minutes"))?;
        if stage == Stage::InNeed
            && let Some(need) = need
        {
            let ended = Told::on("cin-plan-ended", today)
                .with("referral", referral)
                .with("plan", need);
            authority.tell(child, by, ended)?;
        }
        if stage != Stage::LookedAfter {
            authority.enter(child, Stage::Protected);
        }
    } else if stage == Stage::Assessed {
        authority.start_plan_in_need(child, by)?;
    }
    Ok(true)
}

/// Reviews a protection plan.
pub fn review(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let (child, by) = (doing.child, doing.by);
    let today = authority.today;
    let one = &mut authority.children[child];
    let ids = one
        .last("referral")
        .zip(one.last("protection-plan-started"));
    let Some((referral, plan)) = ids else {
        return Ok(false);
    };
    if one.today.contains(&"protection-plan-review") {
        return Ok(false);
    }
    let held = one.last("protection-plan-review").is_some();
    let likely = match (one.stage, held) {
        (Stage::LookedAfter, _) => 0.9,
        (_, false) => 0.14,
        (_, true) => 0.38,
    };
    let ends = one.chance.happens(likely);
    let stage = one.stage;
    let of_plan = |kind| {
        Told::on(kind, today)
            .with("referral", referral)
            .with("plan", plan)
    };
    authority.tell(child, by, of_plan("protection-plan-review"))?;
    if ends {
        authority.tell(child, by, of_plan("protection-plan-ended"))?;
        authority.children[child]
            .last
            .retain(|(kind, _)| !kind.starts_with("protection-plan"));
        if stage == Stage::Protected {
            let family = authority.children[child].family;
            authority.families[family].need *= 0.8;
            authority.start_plan_in_need(child, by)?;
        }
    }
    Ok(true)
}

impl Authority {
    /// Somebody has reason to suspect significant harm.
    pub fn suspect_harm(&mut self, child: usize, by: usize, at_once: bool) -> Result<(), Fault> {
        let Some(referral) = self.children[child].last("referral") else {
            return Ok(());
        };
        if self.children[child].today.contains(&"harm-suspected") {
            return Ok(());
        }
        let moment = self.moment(child);
        let seen = self.concern(child);
        let told = Told::at("harm-suspected", moment)
            .with("referral", referral)
            .with("seen", seen)
            .yes("immediate", at_once);
        self.tell(child, by, told)?;
        Ok(())
    }

    /// An enquiry is concluded: a conference is called, or found not to be needed.
    pub fn conclude(&mut self, by: usize, child: usize) -> Result<(), Fault> {
        let today = self.today;
        let need = self.need(child);
        let one = &mut self.children[child];
        let ids = one.discussed.zip(one.last("referral"));
        let Some(((enquiry, held), referral)) = ids else {
            return Ok(());
        };
        let on_a_plan = one.last("protection-plan-started").is_some();
        let calls = !on_a_plan && one.chance.happens(if need > 0.85 { 0.65 } else { 0.42 });
        let details = Told::on("section-47-details", today)
            .with("enquiry", enquiry)
            .yes("no_further_action", !calls);
        self.tell(child, by, details)?;
        let ended = Told::on("section-47-enquiry-ended", today).with("enquiry", enquiry);
        self.tell(child, by, ended)?;
        let manager = self.manager_or_senior(child);
        if calls {
            let decided = Told::on("conference-decided", today).with("enquiry", enquiry);
            self.tell(child, by, decided)?;
            self.children[child].conference = true;
            if let Some((manager, chair)) = manager.zip(self.least_busy("conference-chair")) {
                self.involve(child, manager, chair, "Conference chair")?;
            }
            return Ok(());
        }
        self.children[child].discussed = None;
        let corrected = Told::on("strategy-discussion", held)
            .with("referral", referral)
            .with("outcome", "section-47-enquiry")
            .yes("conference_not_required", true)
            .in_place_of(enquiry);
        self.tell(child, by, corrected)?;
        // Links lead to the entry, whatever became of it later.
        if let Some(last) =
            (self.children[child].last.iter_mut()).find(|(kind, _)| *kind == "strategy-discussion")
        {
            last.1 = enquiry;
        }
        Ok(())
    }
}
