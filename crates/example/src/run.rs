//! Day after day, from the first to yesterday.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;
use practice::{Book, Fields, Id, Value};
use record::Projector;
use store::{Outside, Randomness, Setup, Store};

use crate::authority::{Authority, CALENDAR};
use crate::chance::Chance;
use crate::clock::{MovedClock, at};
use crate::fault::Fault;
use crate::pen::Pen;
use crate::watch::Watch;
use crate::work::TABLE;
use crate::{Counts, Scale};

/// What the authority is called.
pub const NAME: &str = "Wexcombe";
/// The record type by which the organisation's file says how the example was made.
pub const MADE: &str = "example-made";
/// The stream of chance of the authority itself.
const AUTHORITY: u64 = 4;

/// What an example is made of.
pub struct Making {
    /// The practice book.
    pub book: Arc<Book>,
    /// How large it is to be.
    pub scale: Scale,
    /// What all chance in it follows from.
    pub seed: u64,
    /// The day that is today: the last day that is worked is the one before.
    pub today: Date,
    /// The source of keys.
    pub randomness: Box<dyn Randomness>,
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// How many entries were written.
    pub entries: u64,
    /// How many people have a file.
    pub files: u64,
    /// How many children are open, those apart who have left care.
    pub open: usize,
    /// What was counted on the way.
    pub counts: Counts,
    /// For each role one who works there, to sign in as: the one with the most that is late, and
    /// of several the one with the most children.
    pub to_sign_in: Vec<(String, Id)>,
}

impl Making {
    /// Makes the ledger, and works every day of it; `progress` is told how many days were
    /// worked, and of how many. What is derived from it is to be worked out by a rebuild.
    pub fn make(self, store: &Store, mut progress: impl FnMut(i32, i32)) -> Result<Made, Fault> {
        let days = self.scale.days;
        let first_day = self
            .today
            .checked_sub(days.days())
            .map_err(|_| Fault::Days)?;
        let mut authority = self.begin(store, first_day)?;
        for day in 0..days {
            authority.today = first_day.checked_add(day.days()).map_err(|_| Fault::Days)?;
            authority.day()?;
            progress(day + 1, days);
        }
        authority.write_how_made()?;
        Ok(authority.made())
    }

    fn begin(self, store: &Store, first_day: Date) -> Result<Authority, Fault> {
        let lacks = |what, name: &str| Fault::NotInTheBook {
            what,
            name: name.to_owned(),
        };
        self.book
            .calendar(CALENDAR)
            .ok_or_else(|| lacks("calendar", CALENDAR))?;
        let mut clocks = HashMap::new();
        for (place, work) in TABLE.iter().enumerate() {
            let clock = self
                .book
                .clock(work.clock)
                .ok_or_else(|| lacks("clock", work.clock))?;
            clocks.insert(clock.id.clone(), place);
        }
        let clock = MovedClock::default();
        clock.move_to(at(first_day, 8, 0));
        let watch = Arc::new(Watch::new(Arc::clone(&self.book), clocks, clock.clone()));
        let mut chance = Chance::of(self.seed, AUTHORITY, 0);
        let setup = Setup {
            organisation: chance.id(),
            name: NAME.to_owned(),
            example: true,
        };
        let projector: Arc<dyn Projector> = Arc::<Watch>::clone(&watch);
        let writer = store.create(
            &setup,
            Outside {
                clock: Box::new(clock.clone()),
                randomness: self.randomness,
                projector,
            },
        )?;
        let mut authority = Authority {
            scale: self.scale,
            seed: self.seed,
            first_day,
            today: first_day,
            children: Vec::new(),
            open: std::collections::BTreeSet::new(),
            families: Vec::new(),
            workers: Vec::new(),
            teams: Vec::new(),
            files: BTreeMap::new(),
            chance,
            counts: Counts::default(),
            clock,
            watch,
            pen: Pen::new(self.book, setup.organisation, writer),
        };
        authority.set_up()?;
        authority.end_of(8)?;
        Ok(authority)
    }
}

impl Authority {
    /// One day.
    fn day(&mut self) -> Result<(), Fault> {
        for child in &self.open {
            self.children[*child].today.clear();
        }
        if self.is_working(self.today) {
            self.come_and_go()?;
            self.calls()?;
            self.fates()?;
            self.allocate()?;
            self.work()?;
        }
        self.end_of(17)?;
        self.night()?;
        self.end_of(23)
    }

    /// Says in the organisation's file of what the example was made, so that it can be told
    /// from another.
    fn write_how_made(&mut self) -> Result<(), Fault> {
        let fields = Fields::from([
            ("seed".to_owned(), Value::text(self.seed)),
            (
                "open_children".to_owned(),
                Value::Number(self.scale.open_children.into()),
            ),
            ("first_day".to_owned(), Value::text(self.first_day)),
            ("last_day".to_owned(), Value::text(self.today)),
        ]);
        self.pen
            .write_how_made(MADE, fields, self.today, &mut self.chance)
    }

    fn made(&self) -> Made {
        let mut of_roles: BTreeMap<&str, &crate::staff::Worker> = BTreeMap::new();
        let here = self.workers.iter();
        let here = here.filter(|one| one.is_here(self.today) && one.last_day.is_none());
        for worker in here {
            let first = of_roles.entry(worker.role).or_insert(worker);
            if self.has(worker) > self.has(first) {
                *first = worker;
            }
        }
        Made {
            entries: self.pen.written(),
            files: self.pen.files(),
            open: self.counted_open(),
            counts: self.counts,
            to_sign_in: (of_roles.into_values())
                .map(|worker| (worker.name.clone(), worker.file.id))
                .collect(),
        }
    }

    /// How much somebody, or the social workers of their team, had that was late on the
    /// last day worked, and how many children: whoever manages those who review or chair sees no file.
    fn has(&self, worker: &crate::staff::Worker) -> (usize, usize) {
        if worker.role != "team-manager" {
            return (worker.behind, worker.children);
        }
        let team = self.workers.iter().filter(|one| one.team == worker.team);
        let team = team.filter(|one| one.role == "social-worker");
        team.fold((0, 0), |(late, children), one| {
            (late + one.behind, children + one.children)
        })
    }
}
