//! Managers look at each case on its rhythm, and give directions that workers follow.

use practice::Id;

use crate::authority::Authority;
use crate::child::{Stage, What};
use crate::fault::Fault;
use crate::told::Told;
use crate::work::Who;

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

impl Authority {
    /// A manager looks at the case.
    pub fn oversee(&mut self, by: usize, child: usize) -> Result<(), Fault> {
        let moment = self.moment(child);
        let chance = &mut self.children[child].chance;
        let (decision, direction) = (chance.pick(&DECISIONS), chance.pick(&DIRECTIONS));
        let directs = chance.happens(0.35);
        let manager = self.workers[by].name.clone();
        let decided = Told::at("management-decision", moment)
            .with("decided_by", &manager)
            .with("decision", decision)
            .with("why", "Looked at with the worker: what was done since the last time, and what the child lives with now.");
        let decided = self.tell(child, by, decided)?;
        let worker = self.children[child].people.worker;
        if let Some(worker) = worker.filter(|_| directs) {
            let due = self.working_days(10);
            let given = Told::on("case-direction", self.today)
                .with("decision", decided)
                .with("given_by", &manager)
                .with("who", &self.workers[worker].name)
                .with("what", direction)
                .with("by", due);
            let given = self.tell(child, by, given)?;
            let from = self.days(2);
            self.children[child].ask(What::Follow(given), Who::Worker, (from, due), 40);
        }
        self.oversee_next(child);
        Ok(())
    }

    /// When the case is looked at next.
    pub fn oversee_next(&mut self, child: usize) {
        let every = match self.children[child].stage {
            Stage::Protected | Stage::LookedAfter => 35,
            _ => 56,
        };
        let (from, due) = (self.days(every - 7), self.days(every));
        self.children[child].ask(What::Oversee, Who::Manager, (from, due), 20);
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
