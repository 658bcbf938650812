//! A child, as those who work in the example know the child: what is open, who has the
//! child, and what is to be done. What is recorded stands in the ledger alone.

use jiff::civil::Date;
use practice::Id;

use crate::chance::Chance;
use crate::names::{Home, Name};
use crate::pen::File;
use crate::watch::{Owed, Waiting};
use crate::work::Who;

/// A family: who lives together.
#[derive(Clone, Debug)]
pub struct Family {
    /// The mother.
    pub mother: Name,
    /// The father, where he is in the children's lives.
    pub father: Option<Name>,
    /// Whether he lives with them.
    pub father_at_home: bool,
    /// Where they live.
    pub home: Home,
    /// Of which heritage.
    pub heritage: usize,
    /// How much is wrong, from nothing (0) to the worst (1).
    pub need: f64,
    /// The children, by their places.
    pub children: Vec<usize>,
}

/// How far the work with a child is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Nobody works with the child.
    #[default]
    Closed,
    /// Referred, and nothing is to follow; the referrer is still to be told.
    Screened,
    /// Referred, and being assessed.
    Assessed,
    /// On a child in need plan.
    InNeed,
    /// On a child protection plan.
    Protected,
    /// Looked after.
    LookedAfter,
    /// Left care, and kept in touch with.
    CareLeaver,
}

/// Something to be done that no clock of the book asks for by itself.
#[derive(Clone, Debug)]
pub struct Chore {
    /// Which, among those of this child.
    pub number: u32,
    /// What.
    pub what: What,
    /// Whose it is.
    pub who: Who,
    /// From which day on it can be done.
    pub from: Date,
    /// By when it should be.
    pub due: Date,
    /// How long it takes.
    pub minutes: i32,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A visit that was made is written up.
    WriteUp {
        /// The work that it was.
        work: usize,
        /// When it was made.
        day: Date,
        /// What set the duty going.
        by: Id,
        /// Whether the child was seen.
        seen: bool,
    },
    /// What was returned is amended and sent again: the entry, and the version returned.
    Amend(Id, Id),
    /// What follows an assessment is decided.
    Decide,
    /// An enquiry is concluded: whether a conference is called.
    Conclude,
    /// A child in need meeting that no clock asks for is held.
    Meet,
    /// A call or a letter is noted.
    Note,
    /// The manager looks at the case, and gives directions.
    Oversee,
    /// A risk is looked at again.
    LookAgain(Id),
    /// A promise to the child is kept: the promise, and by when.
    Keep(Id, Date),
    /// A direction is followed.
    Follow(Id),
    /// The reviewing officer meets the child.
    GetToKnow,
    /// The teeth and the strengths and difficulties, for the first time.
    FirstChecks,
    /// The plan and the case are closed: the reason in the returns' code.
    Close(&'static str),
    /// The child leaves care: the reason in the returns' code.
    LeaveCare(&'static str),
    /// How a care leaver fares, at a birthday.
    Fares,
    /// The child is given to a worker of the care team.
    PassOn,
}

/// Who has to do with a child: their places among the workers, and the entries that say so.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// The team.
    pub team: Option<usize>,
    /// That the team is involved.
    pub team_entry: Option<Id>,
    /// The social worker.
    pub worker: Option<usize>,
    /// The social worker before.
    pub before: Option<usize>,
    /// That the child was allocated to them.
    pub allocation: Option<Id>,
    /// Since when nobody has the child although somebody should.
    pub unallocated_since: Option<Date>,
    /// The reviewing officer.
    pub reviewer: Option<(usize, Id)>,
    /// The chair of conferences.
    pub chair: Option<(usize, Id)>,
    /// The personal adviser.
    pub adviser: Option<(usize, Id)>,
    /// That others are involved: partners, the lawyer, business support.
    pub beside: Vec<Id>,
    /// That the home is involved in which the child lives.
    pub home: Option<Id>,
    /// The worker at the front door who took the contact.
    pub front: usize,
}

/// A child.
#[derive(Clone, Debug)]
pub struct Child {
    /// The file.
    pub file: File,
    /// The authority's number.
    pub number: String,
    /// The family.
    pub family: usize,
    /// The name.
    pub name: Name,
    /// A girl.
    pub female: bool,
    /// The date of birth.
    pub born: Date,
    /// The school.
    pub school: &'static str,
    /// The child's own chance.
    pub chance: Chance,
    /// How far the work is.
    pub stage: Stage,
    /// Since when.
    pub since: Date,
    /// Who has to do with the child.
    pub people: People,
    /// The last entry of each kind in the present work.
    pub last: Vec<(&'static str, Id)>,
    /// What is owed and not done.
    pub owed: Vec<Owed>,
    /// What waits to be authorised.
    pub waiting: Vec<Waiting>,
    /// What else is to be done.
    pub chores: Vec<Chore>,
    /// How many chores there ever were.
    pub chores_ever: u32,
    /// What was recorded because it was owed: the work, what set it going and by when. What
    /// does not meet it is not recorded every day.
    pub tried: Vec<(usize, Id, Option<Date>)>,
    /// What was recorded today.
    pub today: Vec<&'static str>,
    /// How often the assessment was worked on, and from when it can be again.
    pub assessed: (i32, Date),
    /// The last strategy discussion, and its day.
    pub discussed: Option<(Id, Date)>,
    /// Whether an enquiry found that a conference should be held.
    pub conference: bool,
    /// The legal status, while looked after.
    pub legal: &'static str,
    /// Where the child lives, while looked after: the code of the returns.
    pub placement: &'static str,
    /// And by whom it is provided.
    pub provider: &'static str,
    /// Since when the child is missing.
    pub missing: Option<(Id, Date)>,
    /// What the last worker wants said.
    pub said: Option<&'static str>,
    /// From whom the child goes to whom, until the handover is made.
    pub handing: Option<crate::staff::handover::Handing>,
}

impl Child {
    /// The last entry of a kind in the present work.
    pub fn last(&self, kind: &str) -> Option<Id> {
        let told = self.last.iter().rev().find(|(other, _)| *other == kind);
        told.map(|(_, id)| *id)
    }

    /// The age in whole years.
    pub fn age(&self, on: Date) -> i32 {
        let years = i32::from(on.year()) - i32::from(self.born.year());
        let had = (on.month(), on.day()) >= (self.born.month(), self.born.day());
        years - i32::from(!had)
    }

    /// The last birthday by a day; of somebody born on 29 February in other years the day
    /// after.
    pub fn last_birthday(&self, on: Date) -> Date {
        let years = self.age(on);
        let in_year = |year: i16| {
            let same = Date::new(year, self.born.month(), self.born.day());
            same.or_else(|_| Date::new(year, 3, 1)).unwrap_or(on)
        };
        in_year(self.born.year() + i16::try_from(years).unwrap_or_default())
    }

    /// Puts something on the list.
    pub fn ask(&mut self, what: What, who: Who, (from, due): (Date, Date), minutes: i32) {
        self.chores_ever += 1;
        self.chores.push(Chore {
            number: self.chores_ever,
            what,
            who,
            from,
            due,
            minutes,
        });
    }

    /// Whether something of that kind is on the list.
    pub fn has_chore(&self, what: impl Fn(&What) -> bool) -> bool {
        self.chores.iter().any(|chore| what(&chore.what))
    }

    /// Forgets what the work was about: it has ended.
    pub fn forget(&mut self, on: Date) {
        self.stage = Stage::Closed;
        self.since = on;
        self.last = Vec::new();
        self.owed = Vec::new();
        self.waiting = Vec::new();
        self.chores = Vec::new();
        self.tried = Vec::new();
        self.conference = false;
        self.discussed = None;
        self.missing = None;
    }
}
