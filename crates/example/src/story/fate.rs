//! What befalls children while somebody works with them. Each child has chance of their own,
//! so that it befalls them however the work is done.

use crate::authority::Authority;
use crate::child::{Stage, What};
use crate::clock::at;
use crate::fault::Fault;
use crate::told::Told;

/// What may befall a child on a working day, and how likely it is.
struct Likely {
    /// Significant harm comes to light.
    harm: f64,
    /// The child comes into care.
    care: f64,
    /// The child goes missing, from eleven years on.
    missing: f64,
    /// The child moves to another placement.
    moves: f64,
    /// Something happens at night.
    night: f64,
}

const fn likely(stage: Stage) -> Likely {
    match stage {
        Stage::Assessed => Likely {
            harm: 0.0012,
            care: 0.000_6,
            missing: 0.000_5,
            moves: 0.0,
            night: 0.0024,
        },
        Stage::InNeed => Likely {
            harm: 0.000_7,
            care: 0.000_3,
            missing: 0.000_7,
            moves: 0.0,
            night: 0.0016,
        },
        Stage::Protected => Likely {
            harm: 0.000_6,
            care: 0.0013,
            missing: 0.001,
            moves: 0.0,
            night: 0.0036,
        },
        Stage::LookedAfter => Likely {
            harm: 0.0001,
            care: 0.0,
            missing: 0.004,
            moves: 0.0011,
            night: 0.0028,
        },
        Stage::Closed | Stage::Screened | Stage::CareLeaver => Likely {
            harm: 0.0,
            care: 0.0,
            missing: 0.0,
            moves: 0.0,
            night: 0.0,
        },
    }
}

impl Authority {
    /// What befalls the children today.
    pub fn fates(&mut self) -> Result<(), Fault> {
        let open: Vec<usize> = self.open.iter().copied().collect();
        for child in open {
            match self.children[child].stage {
                // Nothing more is to be done: the referrer was told.
                Stage::Screened => self.is_told(child),
                Stage::Closed | Stage::CareLeaver => {}
                stage => self.fate(child, &likely(stage))?,
            }
        }
        Ok(())
    }

    fn is_told(&mut self, child: usize) {
        let one = &self.children[child];
        if one.since < self.today && one.owed.is_empty() {
            let today = self.today;
            self.children[child].forget(today);
            self.open.remove(&child);
        }
    }

    fn fate(&mut self, child: usize, likely: &Likely) -> Result<(), Fault> {
        let one = &mut self.children[child];
        let draws = [
            one.chance.unit(),
            one.chance.unit(),
            one.chance.unit(),
            one.chance.unit(),
        ];
        let (stage, since, missing) = (one.stage, one.since, one.missing);
        let (age, today) = (self.children[child].age(self.today), self.today);
        let Some(by) = self.somebody_for(child) else {
            return Ok(());
        };
        if age >= 18 {
            return self.comes_of_age(child, by);
        }
        if let Some((_, went)) = missing {
            if went < today && draws[2] < 0.55 {
                self.is_found(child, by)?;
            }
            return Ok(());
        }
        // Nothing is known to befall whom nobody has met yet.
        if self.children[child].people.team.is_none() {
            return Ok(());
        }
        if draws[0] < likely.harm && self.children[child].discussed.is_none() {
            self.suspect_harm(child, by, draws[0] < likely.harm * 0.3)?;
        }
        if draws[1] < likely.care {
            return self.come_into_care(child, by);
        }
        if age >= 11 && draws[2] < likely.missing {
            return self.goes_missing(child, by);
        }
        if draws[3] < likely.moves {
            return self.move_placement(child, by);
        }
        if stage == Stage::LookedAfter {
            let days = today.since(since).map_or(0, |span| span.get_days());
            let next = match (self.children[child].legal, days) {
                ("C1", 200..) => Some(("C2", 0.02)),
                ("V2", 60..) => Some(("C1", 0.0012)),
                _ => None,
            };
            if let Some((legal, likely)) = next
                && draws[0] > 1.0 - likely
            {
                self.change_legal_status(child, by, legal)?;
            }
        }
        Ok(())
    }

    fn comes_of_age(&mut self, child: usize, by: usize) -> Result<(), Fault> {
        match self.children[child].stage {
            Stage::LookedAfter => self.leave_care(by, child, "E6"),
            Stage::Protected => {
                let one = &self.children[child];
                let ids = one
                    .last("referral")
                    .zip(one.last("protection-plan-started"));
                if let Some((referral, plan)) = ids {
                    let ended = Told::on("protection-plan-ended", self.today)
                        .with("referral", referral)
                        .with("plan", plan);
                    self.tell(child, by, ended)?;
                }
                let one = &mut self.children[child];
                one.last.retain(|(kind, _)| *kind != "cin-plan-started");
                one.discussed = None;
                self.enter(child, Stage::InNeed);
                self.ask_to_close(child, "RC6", 3);
                Ok(())
            }
            _ => {
                let one = &mut self.children[child];
                one.discussed = None;
                one.conference = false;
                self.ask_to_close(child, "RC6", 3);
                Ok(())
            }
        }
    }

    /// What happens at night: the out of hours team acts, and hands it over.
    pub fn night(&mut self) -> Result<(), Fault> {
        let Some(by) = self
            .workers
            .iter()
            .position(|one| one.role == "out-of-hours")
        else {
            return Ok(());
        };
        let open: Vec<usize> = self.open.iter().copied().collect();
        for child in open {
            let likely = likely(self.children[child].stage).night;
            let one = &mut self.children[child];
            if one.people.team.is_none() || !one.chance.happens(likely) {
                continue;
            }
            let (hour, minute) = (one.chance.between(18, 22), one.chance.between(0, 59));
            let small = |n| i8::try_from(n).unwrap_or(20);
            let acted = at(self.today, small(hour), small(minute));
            let what = self.concern(child);
            let told = Told::at("out-of-hours-action", acted)
                .with("what", format!("{what} Spoken with the family by telephone; nobody is in danger tonight. The day team is to see the child."));
            self.tell(child, by, told)?;
        }
        Ok(())
    }

    /// Who records something of a child today: the worker, or the manager, or the front door.
    pub fn somebody_for(&self, child: usize) -> Option<usize> {
        let people = &self.children[child].people;
        let works = |place: &usize| self.workers[*place].works(self.today);
        let worker = people.worker.filter(works);
        let manager = self.manager_of(child).filter(works);
        worker
            .or(manager)
            .or_else(|| self.who_is("front-door").first().copied())
            .or_else(|| {
                let out_of_hours = self.workers.iter();
                let mut out_of_hours = out_of_hours.enumerate();
                out_of_hours
                    .find(|(_, one)| one.role == "out-of-hours")
                    .map(|(place, _)| place)
            })
    }

    /// Who decides of a child today: the manager, or else a service manager.
    pub fn manager_or_senior(&self, child: usize) -> Option<usize> {
        let works = |place: &usize| self.workers[*place].works(self.today);
        let manager = self.manager_of(child).filter(works);
        manager.or_else(|| self.who_is("service-manager").first().copied())
    }

    /// Something is noted: a call, a letter.
    pub fn note(&mut self, by: usize, child: usize) -> Result<(), Fault> {
        let moment = self.moment(child);
        let note = self.said(child, crate::names::NOTES);
        let how = self.children[child].chance.weighted(&[
            ("telephone", 60),
            ("message", 30),
            ("school", 10),
        ]);
        let told = Told::at("case-note", moment)
            .with("subject", "Contact about the family")
            .with("how", how)
            .with("note", note);
        self.tell(child, by, told)?;
        let every = match self.children[child].stage {
            Stage::Protected => 21,
            _ => 42,
        };
        let (from, due) = (self.days(every - 3), self.days(every + 3));
        self.children[child].ask(What::Note, crate::work::Who::Worker, (from, due), 20);
        Ok(())
    }
}
