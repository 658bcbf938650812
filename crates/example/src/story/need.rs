//! Children in need: their plans and meetings.

use crate::authority::Authority;
use crate::child::{Stage, What};
use crate::fault::Fault;
use crate::told::Told;
use crate::work::{Doing, Who};

/// Holds a child in need meeting: it goes on, goes well enough to close, or something comes
/// to light.
pub fn meet(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    authority.hold_meeting(doing.child, doing.by)
}

impl Authority {
    /// A child in need plan begins.
    pub fn start_plan_in_need(&mut self, child: usize, by: usize) -> Result<(), Fault> {
        if let Some(referral) = self.children[child].last("referral") {
            let plan = Told::on("cin-plan-started", self.today).with("referral", referral);
            self.tell(child, by, plan)?;
        }
        self.enter(child, Stage::InNeed);
        // The clock of the first meeting runs from the outcome of an assessment alone.
        let (from, due) = (self.days(3), self.working_days(10));
        self.children[child].ask(What::Meet, Who::Worker, (from, due), 90);
        Ok(())
    }

    /// Holds a meeting; whether it could be held.
    pub fn hold_meeting(&mut self, child: usize, by: usize) -> Result<bool, Fault> {
        let one = &mut self.children[child];
        let Some(referral) = one.last("referral") else {
            return Ok(false);
        };
        if one.stage != Stage::InNeed || one.today.contains(&"cin-meeting") {
            return Ok(false);
        }
        let first = one.last("cin-meeting").is_none();
        let goes_well = !first && one.chance.happens(0.11);
        let harm = !goes_well && one.chance.happens(0.025);
        let every = one.chance.weighted(&[
            ("every-6-weeks", 70),
            ("every-4-weeks", 15),
            ("every-3-months", 15),
        ]);
        let told = Told::on("cin-meeting", self.today)
            .with("referral", referral)
            .with("next_within", every);
        self.tell(child, by, told)?;
        if goes_well {
            self.ask_to_close(child, "RC7", 7);
        } else if harm {
            self.suspect_harm(child, by, false)?;
        }
        Ok(true)
    }
}
