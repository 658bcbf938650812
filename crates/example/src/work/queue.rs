//! The lists of a day, and what gets done of them.

use jiff::civil::Date;

use super::{TABLE, Who};
use crate::authority::Authority;
use crate::fault::Fault;

/// How many minutes of a day of seven hours are left for children, when calls,
/// messages, duty, training and the way home are taken off.
const MINUTES: i32 = 225;
/// How many minutes that were not used can be moved to the next day.
const CARRIED: i32 = 160;

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
}

/// By when something is done that has no date: in three days.
fn soon(since: Date) -> Date {
    since.saturating_add(jiff::Span::new().days(3))
}
