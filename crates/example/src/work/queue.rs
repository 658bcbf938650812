//! The lists of a day, and what gets done of them.

use jiff::civil::Date;

use super::{Does, Doing, TABLE, Who};
use crate::authority::Authority;
use crate::child::{Chore, Stage, What};
use crate::fault::Fault;
use crate::told::Told;

/// How many minutes of a day of seven hours are left for children, when calls,
/// messages, duty, training and the way home are taken off.
const MINUTES: i32 = 225;
/// How many minutes that were not used can be moved to the next day.
const CARRIED: i32 = 160;

/// How much of what was recorded is remembered of a child.
const REMEMBERED: usize = 40;

/// Something on somebody's list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Job {
    /// By when. The order of the fields is the order of the list.
    due: Date,
    /// Whose file it is about.
    about: About,
    /// Which of that file's.
    which: Which,
}

/// Whose file a job is about, by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Child(usize),
    Worker(usize),
}

/// Which job of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Which {
    /// What is owed, by its place.
    Owed(usize),
    /// What waits to be authorised, by its place.
    Waiting(usize),
    /// Something else, by its number.
    Chore(u32),
}

impl Authority {
    /// Everybody works through their list for a day.
    pub fn work(&mut self) -> Result<(), Fault> {
        let mut lists: Vec<Vec<Job>> = self.workers.iter().map(|_| Vec::new()).collect();
        for child in self.open.iter().copied() {
            self.list(child, &mut lists);
        }
        for worker in 0..self.workers.len() {
            self.list_of_worker(worker, &mut lists);
        }
        for (worker, mut list) in lists.into_iter().enumerate() {
            let one = &mut self.workers[worker];
            if !one.works(self.today) {
                continue;
            }
            let today = self.today;
            one.minutes = one.minutes.min(CARRIED) + MINUTES;
            one.behind = list.iter().filter(|job| job.due < today).count();
            list.sort_unstable();
            for job in list {
                if self.workers[worker].minutes < 8 {
                    break;
                }
                self.job(worker, &job)?;
            }
        }
        Ok(())
    }

    /// Puts what is to be done for a child on the lists of those who do it.
    fn list(&self, number: usize, lists: &mut [Vec<Job>]) {
        let child = &self.children[number];
        let about = About::Child(number);
        let mut put = |who: Who, due: Date, which: Which| {
            let Some(worker) = self.whose(number, who, due) else {
                return;
            };
            if let Some(list) = lists.get_mut(worker) {
                list.push(Job { due, about, which });
            }
        };
        for (place, owed) in child.owed.iter().enumerate() {
            let work = &TABLE[owed.work];
            let due = owed.due.unwrap_or_else(|| soon(owed.since));
            if self.can_be_done(owed, due, work.lead) {
                put(work.who, due, Which::Owed(place));
            }
        }
        for place in 0..child.waiting.len() {
            put(Who::Manager, self.days(1), Which::Waiting(place));
        }
        for chore in &child.chores {
            if chore.from <= self.today {
                put(chore.who, chore.due, Which::Chore(chore.number));
            }
        }
    }

    fn list_of_worker(&self, number: usize, lists: &mut [Vec<Job>]) {
        let worker = &self.workers[number];
        let Some(manager) = worker.team.and_then(|team| self.teams[team].manager) else {
            return;
        };
        if manager == number || !worker.works(self.today) {
            return;
        }
        for (place, owed) in worker.owed.iter().enumerate() {
            let due = owed.due.unwrap_or_else(|| soon(owed.since));
            if self.can_be_done(owed, due, TABLE[owed.work].lead)
                && let Some(list) = lists.get_mut(manager)
            {
                let (about, which) = (About::Worker(number), Which::Owed(place));
                list.push(Job { due, about, which });
            }
        }
    }

    /// Whether the time for something that is owed has come.
    fn can_be_done(&self, owed: &crate::watch::Owed, due: Date, lead: i32) -> bool {
        let opens = due.saturating_sub(jiff::Span::new().days(lead));
        owed.since <= self.today
            && opens <= self.today
            && owed.earliest.is_none_or(|earliest| earliest <= self.today)
    }

    /// Who does it. Of somebody who is ill, whoever covers does what cannot wait.
    fn whose(&self, child: usize, who: Who, due: Date) -> Option<usize> {
        let people = &self.children[child].people;
        let chosen = match who {
            Who::Worker => people.worker,
            Who::Manager => self.manager_of(child),
            Who::FrontDoor => Some(people.front),
            Who::Chair => people.chair.map(|(chair, _)| chair),
            Who::Reviewer => people.reviewer.map(|(reviewer, _)| reviewer),
            Who::Adviser => people.adviser.map(|(adviser, _)| adviser),
            Who::Senior => self.who_is("service-manager").first().copied(),
        }?;
        let worker = &self.workers[chosen];
        if worker.works(self.today) {
            return Some(chosen);
        }
        match (who, worker.covered_by) {
            (_, Some(cover)) if due <= self.days(2) => Some(cover),
            (Who::FrontDoor, _) => self.who_is("front-door").first().copied(),
            _ => None,
        }
    }

    /// Does a job, where there is time for it and it is still to be done.
    fn job(&mut self, by: usize, job: &Job) -> Result<(), Fault> {
        match (job.about, job.which) {
            (About::Child(child), Which::Owed(place)) => self.do_owed(by, child, place),
            (About::Child(child), Which::Waiting(place)) => {
                if self.takes(by, 25) {
                    self.authorise(by, child, place)?;
                }
                Ok(())
            }
            (About::Child(child), Which::Chore(number)) => self.do_chore(by, child, number),
            (About::Worker(worker), Which::Owed(place)) => self.do_for_worker(by, worker, place),
            (About::Worker(_), _) => Ok(()),
        }
    }

    /// Takes so many minutes of somebody's day, where they are left.
    pub fn takes(&mut self, by: usize, minutes: i32) -> bool {
        let worker = &mut self.workers[by];
        let enough = worker.minutes >= minutes;
        if enough {
            worker.minutes -= minutes;
        }
        enough
    }

    fn do_owed(&mut self, by: usize, child: usize, place: usize) -> Result<(), Fault> {
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

    fn do_chore(&mut self, by: usize, child: usize, number: u32) -> Result<(), Fault> {
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

    fn do_for_worker(&mut self, by: usize, worker: usize, place: usize) -> Result<(), Fault> {
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

/// By when something is done that has no date: in three days.
fn soon(since: Date) -> Date {
    since.saturating_add(jiff::Span::new().days(3))
}

/// The stage of the supported year that a clock asks about.
fn stage(clock: &str) -> &'static str {
    match clock {
        "wf-asye-review-3m" => "first",
        "wf-asye-review-6m" => "interim",
        _ => "final",
    }
}
