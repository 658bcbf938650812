//! Managers supervise each case on its rhythm, decide what is theirs to decide, and give
//! directions that workers follow.

use practice::Id;

use crate::authority::Authority;
use crate::child::{Stage, What};
use crate::fault::Fault;
use crate::told::Told;
use crate::work::{Doing, Who};

const DECISIONS: [&str; 6] = [
    "The plan goes on as it is. The next visit is to be unannounced.",
    "The plan goes on. The father is to be asked for his view before the next meeting.",
    "The work is to be brought to an end over the next six weeks, if nothing new comes up.",
    "The school is to be asked for attendance since September, and the chronology brought up to date.",
    "The child's own view is thin in the record. It is to be sought with the tools that we have.",
    "The family is to be offered a family group meeting.",
];

const DIRECTIONS: [&str; 4] = [
    "See the child at school, alone.",
    "Speak with the health visitor and note what was said.",
    "Bring the chronology up to date.",
    "Write to housing, with a copy to the family.",
];

/// What is said when a case is supervised.
const DISCUSSED: [&str; 5] = [
    "The child was seen since the last time, and says that home is calmer.",
    "There was one visit that failed. The child is in school every day.",
    "The parents keep appointments. The child sleeps better, by what the school says.",
    "Little has changed. The child asks when things will be decided.",
    "A grandparent has come to help in the mornings, and it shows at school.",
];

/// A case is supervised, where the manager has time for it.
pub fn supervise(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let (by, child) = (doing.by, doing.child);
    if authority.children[child]
        .today
        .contains(&"case-supervision")
    {
        return Ok(false);
    }
    let chance = &mut authority.children[child].chance;
    let discussed = chance.pick(&DISCUSSED);
    let directs = chance.happens(0.35);
    let manager = authority.workers[by].name.clone();
    let worker = authority.children[child].people.worker;
    let mut held = Told::on("case-supervision", authority.today)
        .with("supervisor", &manager)
        .with("discussed", discussed)
        .with("analysis", "The plan is the right one for now.");
    if let Some(worker) = worker {
        held = held.with("worker", &authority.workers[worker].name);
    }
    authority.tell(child, by, held)?;
    if directs {
        authority.direct(by, child, None)?;
    }
    Ok(true)
}

impl Authority {
    /// A manager decides something about a child.
    pub fn oversee(&mut self, by: usize, child: usize) -> Result<(), Fault> {
        let moment = self.moment(child);
        let chance = &mut self.children[child].chance;
        let decision = chance.pick(&DECISIONS);
        let directs = chance.happens(0.5);
        let manager = self.workers[by].name.clone();
        let decided = Told::at("management-decision", moment)
            .with("decided_by", &manager)
            .with("decision", decision)
            .with("why", "Looked at with the worker: what was done since the last time, and what the child lives with now.");
        let decided = self.tell(child, by, decided)?;
        if directs {
            self.direct(by, child, Some(decided))?;
        }
        self.oversee_next(child);
        Ok(())
    }

    /// Directs the child's worker to do something, as part of a decision or of a supervision.
    fn direct(&mut self, by: usize, child: usize, decision: Option<Id>) -> Result<(), Fault> {
        let Some(worker) = self.children[child].people.worker else {
            return Ok(());
        };
        let direction = self.children[child].chance.pick(&DIRECTIONS);
        let due = self.working_days(10);
        let mut given = Told::on("case-direction", self.today)
            .with("given_by", self.workers[by].file.id)
            .with("who", self.workers[worker].file.id)
            .with("what", direction)
            .with("by", due);
        if let Some(decision) = decision {
            given = given.with("decision", decision);
        }
        let given = self.tell(child, by, given)?;
        let from = self.days(2);
        self.children[child].ask(What::Follow(given), Who::Worker, (from, due), 40);
        Ok(())
    }

    /// When something is to be decided next.
    pub fn oversee_next(&mut self, child: usize) {
        let every = match self.children[child].stage {
            Stage::Protected | Stage::LookedAfter => 77,
            _ => 105,
        };
        let (from, due) = (self.days(every - 14), self.days(every));
        self.children[child].ask(What::Oversee, Who::Manager, (from, due), 15);
    }

    /// A worker follows a direction.
    pub fn follow(&mut self, by: usize, child: usize, direction: Id) -> Result<(), Fault> {
        let told = Told::on("case-direction-concluded", self.today)
            .with("direction", direction)
            .with("outcome", "done")
            .with("what", "Done as asked.");
        self.tell(child, by, told)?;
        Ok(())
    }
}
