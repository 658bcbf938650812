//! An assessment: begun, gone on with when there is time, written up and sent, and what the
//! manager decides should follow.

use practice::Id;

use crate::authority::Authority;
use crate::child::{Stage, What};
use crate::fault::Fault;
use crate::names::{NOTES, VIEWS};
use crate::told::Told;
use crate::work::{Doing, Who};

/// That it was written up, among the sessions.
const WRITTEN: i32 = 1000;
/// From how much on a plan follows.
const PLAN: f64 = 0.66;
/// From how much on a child on a plan needs a qualified social worker.
const QUALIFIED: f64 = 0.75;
/// Behind with how much somebody leaves something out.
const BEHIND: usize = 6;

/// Goes on with the assessment that is owed.
pub fn go_on(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let (child, by) = (doing.child, doing.by);
    let today = authority.today;
    let Some(referral) = authority.children[child].last("referral") else {
        return Ok(false);
    };
    if authority.children[child]
        .last("assessment-started")
        .is_none()
    {
        let started = Told::on("assessment-started", today).with("referral", referral);
        authority.tell(child, by, started)?;
        authority.children[child].assessed = (0, authority.days(3));
        authority.ask_who_answers(child, by)?;
        return Ok(true);
    }
    let (sessions, next) = authority.children[child].assessed;
    if sessions >= WRITTEN || today < next {
        return Ok(false);
    }
    let need = authority.need(child);
    let asked = if need > 0.8 { 6 } else { 5 };
    if sessions < asked {
        let next = authority.days(2);
        authority.children[child].assessed = (sessions + 1, next);
        return Ok(true);
    }
    let Some(told) = authority.assessment_written(child, by) else {
        return Ok(false);
    };
    let entry = authority.tell(child, by, told)?;
    authority.send(child, by, (entry, entry))?;
    if need > PLAN && authority.children[child].last("risk").is_none() {
        authority.write_risk(child, by)?;
    }
    authority.children[child].assessed = (WRITTEN, today);
    Ok(true)
}

impl Authority {
    /// How much is wrong in the child's family.
    pub fn need(&self, child: usize) -> f64 {
        self.families[self.children[child].family].need
    }

    /// What follows, as the worker sees it.
    fn outcome(&self, child: usize) -> &'static str {
        match (self.children[child].stage, self.need(child)) {
            (Stage::LookedAfter, _) => "looked-after",
            (Stage::Protected, _) => "other",
            (Stage::InNeed, _) => "child-in-need",
            (_, need) if need > PLAN => "child-in-need",
            (_, need) if need > 0.61 => "early-help",
            _ => "no-further-action",
        }
    }

    /// The assessment as it is written up. Whoever is far behind leaves something out, and
    /// so does whoever has not seen the child.
    fn assessment_written(&mut self, child: usize, by: usize) -> Option<Told> {
        let ids = |of: &Self| {
            let child = &of.children[child];
            Some((child.last("referral")?, child.last("assessment-started")?))
        };
        let (referral, assessment) = ids(self)?;
        let outcome = self.outcome(child);
        let behind = self.workers[by].behind > BEHIND;
        let (views, family, analysis) = (
            self.said(child, VIEWS),
            self.said(child, NOTES),
            "The worries and what protects the child are set out, and what they mean for the child day by day.",
        );
        let seen = self.children[child].last("child-seen").is_some();
        let chance = &mut self.children[child].chance;
        let leaves_out = !seen || (behind && chance.happens(0.35));
        let factors = [
            chance.weighted(&[
                ("3A", 20),
                ("3B", 20),
                ("4B", 20),
                ("17A", 10),
                ("19B", 12),
                ("18B", 18),
            ]),
            chance.weighted(&[
                ("2B", 20),
                ("1B", 20),
                ("16A", 10),
                ("15A", 10),
                ("20", 10),
                ("10A", 5),
            ]),
        ];
        let mut told = Told::on("assessment-written", self.today)
            .with("referral", referral)
            .with("assessment", assessment)
            .with("family_views", family)
            .with("analysis", analysis)
            .codes("factors", &factors)
            .with("outcome", outcome);
        if !leaves_out {
            told = told.with("childs_views", views);
        }
        if outcome != "no-further-action" {
            told = told.with("plan", "Support for the family at home, the school to be kept in the picture, and a meeting to see how it goes.");
        }
        Some(told)
    }

    /// Amends what was returned, where that can be done by now, and sends it again.
    pub fn amend(
        &mut self,
        by: usize,
        child: usize,
        (entry, version): (Id, Id),
    ) -> Result<(), Fault> {
        let is_assessment = self.children[child].last("assessment-written") == Some(version);
        if !is_assessment {
            return self.send(child, by, (entry, version));
        }
        if self.children[child].last("child-seen").is_none() {
            let (from, due) = (self.days(2), self.working_days(3));
            self.children[child].ask(What::Amend(entry, version), Who::Worker, (from, due), 40);
            return Ok(());
        }
        let Some(mut told) = self.assessment_written(child, by) else {
            return Ok(());
        };
        let views = self.said(child, VIEWS);
        told = told.with("childs_views", views).in_place_of(version);
        let version = self.tell(child, by, told)?;
        self.send(child, by, (entry, version))
    }

    /// The manager says that the needs of a child on a plan call for a qualified social worker,
    /// where they do and nobody has said so.
    fn call_for_a_social_worker(&mut self, child: usize, by: usize) -> Result<(), Fault> {
        let said = self.children[child].last("social-worker-needed").is_some();
        if said || self.need(child) <= QUALIFIED {
            return Ok(());
        }
        let needed = Told::on("social-worker-needed", self.today)
            .with("why", "What the assessment found is too much at once for anybody but a social worker to hold together.")
            .with("decided_by", "The team manager");
        self.tell(child, by, needed)?;
        Ok(())
    }

    /// The manager decides what follows an assessment.
    pub fn decide_what_follows(&mut self, by: usize, child: usize) -> Result<(), Fault> {
        let outcome = self.outcome(child);
        let one = &self.children[child];
        let Some(referral) = one.last("referral") else {
            return Ok(());
        };
        let (stage, assessment) = (one.stage, one.last("assessment-started"));
        let mut told = Told::on("assessment-outcome", self.today)
            .with("referral", referral)
            .with("outcome", outcome);
        if let Some(assessment) = assessment {
            told = told.with("assessment", assessment);
        }
        self.tell(child, by, told)?;
        if stage != Stage::Assessed {
            return Ok(());
        }
        match outcome {
            "child-in-need" => {
                let plan = Told::on("cin-plan-started", self.today).with("referral", referral);
                self.tell(child, by, plan)?;
                self.call_for_a_social_worker(child, by)?;
                self.enter(child, Stage::InNeed);
            }
            // Where an enquiry goes on, its conference decides.
            _ if one_enquired(self, child) => {}
            "early-help" => self.ask_to_close(child, "RC9", 5),
            _ => self.ask_to_close(child, "RC8", 5),
        }
        Ok(())
    }
}

fn one_enquired(authority: &Authority, child: usize) -> bool {
    let child = &authority.children[child];
    child.conference || child.has_chore(|what| *what == What::Conclude)
}
