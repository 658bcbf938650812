//! What is on a list gets done, where there is time for it and it is still to be done.

use super::{Does, Doing, TABLE, Who};
use crate::authority::Authority;
use crate::child::{Chore, Stage, What};
use crate::fault::Fault;
use crate::told::Told;

/// How much of what was recorded is remembered of a child.
const REMEMBERED: usize = 40;

impl Authority {
    /// Does what is owed to a child.
    pub(super) fn do_owed(&mut self, by: usize, child: usize, place: usize) -> Result<(), Fault> {
        let Some(owed) = self.children[child].owed.get(place).cloned() else {
            return Ok(());
        };
        let work = &TABLE[owed.work];
        let doing = Doing { child, by, owed };
        match work.does {
            Does::Record(kind) => {
                let one = &mut self.children[child];
                let this = (doing.owed.work, doing.owed.by, doing.owed.due);
                if one.today.contains(&kind) || one.tried.contains(&this) {
                    return Ok(());
                }
                if !self.takes(by, work.minutes) {
                    return Ok(());
                }
                let one = &mut self.children[child];
                if one.tried.len() >= REMEMBERED {
                    one.tried.remove(0);
                }
                one.tried.push(this);
                if let Some(told) = self.filled(kind, &doing)? {
                    self.tell(child, by, told)?;
                }
            }
            Does::Visit(kind) => self.go_and_see(kind, &doing, work.minutes)?,
            Does::Act(act) => {
                if self.workers[by].minutes >= work.minutes && act(self, &doing)? {
                    self.takes(by, work.minutes);
                }
            }
            Does::OfWorker(_) => {}
        }
        Ok(())
    }

    /// Visits the child. Whoever has no time left for it today writes it up another day.
    fn go_and_see(&mut self, kind: &'static str, doing: &Doing, minutes: i32) -> Result<(), Fault> {
        const WRITING: i32 = 30;
        let child = &mut self.children[doing.child];
        let being_written = child.has_chore(|what| {
            matches!(what, What::WriteUp { work, .. } if TABLE[*work].writes_up() == Some(kind))
        });
        // A child who is missing cannot be visited.
        if child.today.contains(&kind) || being_written || child.missing.is_some() {
            return Ok(());
        }
        let seen = child.chance.happens(0.93);
        if !self.takes(doing.by, minutes - WRITING) {
            return Ok(());
        }
        let day = self.today;
        if self.takes(doing.by, WRITING) {
            if let Some(told) = self.visit(kind, doing, (day, seen))? {
                self.tell(doing.child, doing.by, told)?;
            }
            if seen {
                self.may_promise(doing.child, doing.by)?;
            }
            return Ok(());
        }
        let what = What::WriteUp {
            work: doing.owed.work,
            day,
            by: doing.owed.by,
            seen,
        };
        let (from, due) = (self.days(1), self.working_days(2));
        self.children[doing.child].ask(what, Who::Worker, (from, due), WRITING);
        Ok(())
    }

    /// Does something else that is on the list.
    pub(super) fn do_chore(&mut self, by: usize, child: usize, number: u32) -> Result<(), Fault> {
        let chores = &self.children[child].chores;
        let Some(chore) = chores.iter().find(|chore| chore.number == number).cloned() else {
            return Ok(());
        };
        if self.children[child].stage == Stage::Closed || !self.takes(by, chore.minutes) {
            return Ok(());
        }
        let chores = &mut self.children[child].chores;
        chores.retain(|other| other.number != number);
        self.chore(by, child, &chore)
    }

    fn chore(&mut self, by: usize, child: usize, chore: &Chore) -> Result<(), Fault> {
        match chore.what {
            What::WriteUp {
                work,
                day,
                by: trigger,
                seen,
            } => {
                let Some(kind) = TABLE[work].writes_up() else {
                    return Ok(());
                };
                let owed = crate::watch::Owed {
                    work,
                    by: trigger,
                    of: String::new(),
                    since: day,
                    due: None,
                    earliest: None,
                };
                let doing = Doing { child, by, owed };
                if let Some(told) = self.visit(kind, &doing, (day, seen))? {
                    self.tell(child, by, told)?;
                }
                Ok(())
            }
            What::Amend(entry, version) => self.amend(by, child, (entry, version)),
            What::Decide => self.decide_what_follows(by, child),
            What::Conclude => self.conclude(by, child),
            What::Meet => self.hold_meeting(child, by).map(|_| ()),
            What::Note => self.note(by, child),
            What::Oversee => self.oversee(by, child),
            What::LookAgain(risk) => self.look_at_risk(by, child, risk),
            What::Keep(promise, until) => self.keep_promise(by, child, (promise, until)),
            What::Follow(direction) => self.follow(by, child, direction),
            What::GetToKnow => self.get_to_know(by, child),
            What::FirstChecks => self.first_checks(by, child),
            What::Close(reason) => self.close(by, child, reason),
            What::LeaveCare(reason) => self.leave_care(by, child, reason),
            What::Fares => self.fares(by, child),
            What::PassOn => self.pass_on(by, child),
        }
    }

    /// Does what is owed to a worker.
    pub(super) fn do_for_worker(
        &mut self,
        by: usize,
        worker: usize,
        place: usize,
    ) -> Result<(), Fault> {
        let Some(owed) = self.workers[worker].owed.get(place).cloned() else {
            return Ok(());
        };
        let work = &TABLE[owed.work];
        let Does::OfWorker(kind) = work.does else {
            return Ok(());
        };
        if !self.takes(by, work.minutes) {
            return Ok(());
        }
        let told = Told::on(kind, self.today);
        let told = match kind {
            "staff-supervision" => told
                .with("agreement", owed.by)
                .yes("one_to_one", true)
                .yes("written_up", true),
            "supported-year-review" => told.with("year", owed.by).with("stage", stage(work.clock)),
            "registration-renewed" => told.number("learning", 2).yes("with_peer", true),
            _ => told,
        };
        self.tell_of_worker(worker, Some(by), told)?;
        // Once a day, whatever else it meets.
        self.workers[worker]
            .owed
            .retain(|other| other.work != owed.work);
        Ok(())
    }
}

/// The stage of the supported year that a clock asks about.
fn stage(clock: &str) -> &'static str {
    match clock {
        "wf-asye-review-3m" => "first",
        "wf-asye-review-6m" => "interim",
        _ => "final",
    }
}
