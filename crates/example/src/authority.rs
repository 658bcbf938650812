//! The authority: everybody in it, and the day that it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use practice::calendar::Calendar;
use practice::{Book, Id};

use crate::chance::Chance;
use crate::child::{Child, Family, Stage};
use crate::clock::{MovedClock, at};
use crate::fault::Fault;
use crate::pen::Pen;
use crate::staff::handover::drawn_of;
use crate::staff::{Task, Team, Worker};
use crate::told::Told;
use crate::watch::Watch;
use crate::{Counts, Scale};

/// Whose a file is, by place.
#[derive(Clone, Copy, Debug)]
pub enum Whose {
    /// A child's.
    Child(usize),
    /// A worker's.
    Worker(usize),
}

/// The authority.
pub struct Authority {
    /// How large it is to be.
    pub scale: Scale,
    /// What all chance in it follows from.
    pub seed: u64,
    /// Its first day.
    pub first_day: Date,
    /// The day that it is.
    pub today: Date,
    /// The children who ever came.
    pub children: Vec<Child>,
    /// The children with whom somebody works.
    pub open: BTreeSet<usize>,
    /// The families.
    pub families: Vec<Family>,
    /// The workers who ever were.
    pub workers: Vec<Worker>,
    /// The teams.
    pub teams: Vec<Team>,
    /// Whose each file is.
    pub files: BTreeMap<Id, Whose>,
    /// Its own chance: who comes on a day.
    pub chance: Chance,
    /// What was counted on the way.
    pub counts: Counts,
    /// The clock of the ledger.
    pub clock: MovedClock,
    /// What the ledger's fold sees.
    pub watch: Arc<Watch>,
    /// What writes.
    pub pen: Pen,
}

impl Authority {
    /// The practice book.
    pub fn book(&self) -> Arc<Book> {
        Arc::clone(self.pen.book())
    }

    /// Whether people work on that day.
    pub fn is_working(&self, day: Date) -> bool {
        self.pen
            .book()
            .calendar(CALENDAR)
            .is_none_or(|calendar: &Calendar| calendar.is_working(day))
    }

    /// So many working days from today.
    pub fn working_days(&self, number: u32) -> Date {
        let calendar = self.pen.book().calendar(CALENDAR);
        let day = calendar.and_then(|calendar| calendar.nth_after(self.today, number));
        day.unwrap_or(self.today)
    }

    /// So many days from today.
    pub fn days(&self, number: i32) -> Date {
        self.today.saturating_add(number.days())
    }

    /// A time of today in the hours of work, by the child's own chance.
    pub fn moment(&mut self, child: usize) -> Timestamp {
        let chance = &mut self.children[child].chance;
        let (hour, minute) = (chance.between(9, 15), chance.between(0, 59));
        let small = |n| i8::try_from(n).unwrap_or(9);
        at(self.today, small(hour), small(minute))
    }

    /// A worker records something in a child's file; the entry.
    pub fn tell(&mut self, child: usize, by: usize, told: Told) -> Result<Id, Fault> {
        let by = self.workers[by].file.id;
        let kind = told.kind;
        let place = child;
        let child = &mut self.children[child];
        if child.file.version == 0 {
            self.files.insert(child.file.id, Whose::Child(place));
        }
        let id = self
            .pen
            .write(&mut child.file, by, &mut child.chance, told)?;
        child.today.push(kind);
        match child.last.iter_mut().find(|(other, _)| *other == kind) {
            Some(last) => last.1 = id,
            None => child.last.push((kind, id)),
        }
        Ok(id)
    }

    /// Something is recorded in a worker's file, by another or, where nobody is here yet, by
    /// the authority itself; the entry.
    pub fn tell_of_worker(
        &mut self,
        worker: usize,
        by: Option<usize>,
        told: Told,
    ) -> Result<Id, Fault> {
        let by = by.map_or(self.pen.organisation(), |by| self.workers[by].file.id);
        let kind = told.kind;
        let place = worker;
        let worker = &mut self.workers[worker];
        if worker.file.version == 0 {
            self.files.insert(worker.file.id, Whose::Worker(place));
        }
        let id = self
            .pen
            .write(&mut worker.file, by, &mut worker.chance, told)?;
        match worker.last.iter_mut().find(|(other, _)| *other == kind) {
            Some(last) => last.1 = id,
            None => worker.last.push((kind, id)),
        }
        Ok(id)
    }

    /// Who has this role and works today, in order; by their places.
    pub fn who_is(&self, role: &str) -> Vec<usize> {
        let today = self.today;
        let here = self.workers.iter().enumerate();
        here.filter(|(_, worker)| worker.role == role && worker.works(today))
            .map(|(place, _)| place)
            .collect()
    }

    /// Somebody of this role with the fewest children; of those who work today, if any does.
    pub fn least_busy(&self, role: &str) -> Option<usize> {
        let today = self.today;
        let here = self.workers.iter().enumerate();
        here.filter(|(_, worker)| worker.role == role && worker.is_here(today))
            .min_by_key(|(place, worker)| (!worker.works(today), worker.children, *place))
            .map(|(place, _)| place)
    }

    /// The manager of a child's team.
    pub fn manager_of(&self, child: usize) -> Option<usize> {
        self.teams[self.children[child].people.team?].manager
    }

    /// The teams of a task, by their places.
    pub fn teams_of(&self, task: Task) -> Vec<usize> {
        let teams = self.teams.iter().enumerate();
        teams
            .filter(|(_, team)| team.task == task)
            .map(|(place, _)| place)
            .collect()
    }

    /// The work with a child comes to another stage.
    pub fn enter(&mut self, child: usize, stage: Stage) {
        let today = self.today;
        let one = &mut self.children[child];
        one.stage = stage;
        one.since = today;
        self.open.insert(child);
    }

    /// What the child, the mother and the school are called, in what is written.
    pub fn said(&mut self, child: usize, of: &[&'static str]) -> String {
        let one = &mut self.children[child];
        let mother = self.families[one.family].mother.forename;
        crate::names::said(&mut one.chance, of, one.name.forename, mother, one.school)
    }

    /// Hands what was recorded to the ledger, at this time of today, and learns what is owed
    /// then. Whoever was given to another worker has a handover made from what the file tells then.
    pub fn end_of(&mut self, hour: i8) -> Result<(), Fault> {
        self.clock.move_to(at(self.today, hour, 30));
        let drawn = self.learn(hour)?;
        if self.make_handovers(drawn)? {
            self.learn(hour)?;
        }
        Ok(())
    }

    /// Hands over what was recorded; the children of whom a handover is drawn now.
    fn learn(&mut self, hour: i8) -> Result<Vec<usize>, Fault> {
        let mut drawn = Vec::new();
        if !self.pen.hand_over()? {
            return Ok(drawn);
        }
        for (file, seen) in self.watch.take() {
            match self.files.get(&file) {
                Some(Whose::Child(place)) => {
                    let child = &mut self.children[*place];
                    if child.stage != Stage::Closed {
                        if let Some(handing) = &mut child.handing {
                            let book = self.pen.book();
                            let known = (seen.file.as_slice(), seen.owed.as_slice());
                            let now = at(self.today, hour, 30);
                            handing.drawn = Some(drawn_of(book, &self.workers, known, now));
                            drawn.push(*place);
                        }
                        child.owed = seen.owed;
                        child.waiting = seen.waiting;
                        self.pen.keep(&mut child.file, seen.file);
                    }
                }
                Some(Whose::Worker(worker)) => {
                    let worker = &mut self.workers[*worker];
                    worker.owed = seen.owed;
                    self.pen.keep(&mut worker.file, seen.file);
                }
                None => {}
            }
        }
        Ok(drawn)
    }
}

/// The calendar of working days.
pub const CALENDAR: &str = "england-and-wales";
