//! What lists over many children are made of: what comes first of what is late, who owes what,
//! how a caseload is weighed and limited, and what the day hears of the night.

use std::collections::BTreeMap;

/// What lists are made of.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// The clocks whose lateness is a danger to the child, by id: they come first.
    pub first: Vec<String>,
    /// The states of a child that are a danger, the greatest first, by their numbers.
    pub danger: Vec<usize>,
    /// For each role, the owners of clocks (as the clocks have them) for which it does the work.
    pub owes: BTreeMap<String, Vec<String>>,
    /// For each record type that starts a duty of somebody whom it names: who.
    pub named: BTreeMap<String, Named>,
    /// What of a night the day hears, where the book says so.
    pub morning: Option<Morning>,
    /// What shows that a manager looked at a case, where the book says so.
    pub oversight: Option<Oversight>,
    /// What tells that a child was handed over, and who is not there, where the book says so.
    pub handing_over: Option<HandingOver>,
}

/// What tells that a child was handed over, and who is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandingOver {
    /// The clock by which whoever takes over reads what they are told.
    pub clock: String,
    /// The state of a worker who is away, by its number.
    pub away: usize,
}

/// Whom a record names as the one who is to do what it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The field that says who is to do it.
    pub by: String,
    /// The field that says who wants it done.
    pub asked_by: Option<String>,
}

/// What of a night the day hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Morning {
    /// The calendar whose hours of work end and begin the night.
    pub calendar: String,
    /// The record types that are told, in the order in which they are.
    pub kinds: Vec<String>,
    /// The roles of those who work at night.
    pub roles: Vec<String>,
    /// The clock by which what was done at night is handed to the day.
    pub handed_over: String,
}

/// What shows that a manager looked at a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oversight {
    /// The clock of its rhythm.
    pub clock: String,
    /// The clock by which a direction is followed until it is done.
    pub directions: String,
    /// The record types that tell that the child was seen.
    pub seen: Vec<String>,
    /// The sections of the summary that belong on the agenda of a supervision, by id.
    pub agenda: Vec<String>,
}

/// How a caseload is weighed, and how much is too much.
#[derive(Clone, Debug, Default)]
pub struct Caseload {
    /// What a child counts for while in a state, the first that fits: the number of the state,
    /// and how much in hundredths of a child. Any other child counts for one.
    pub weights: Vec<(usize, i64)>,
    /// How much is too much, the first that fits.
    pub limits: Vec<Limit>,
    /// How many hours a week are full time: whoever works fewer should have so many fewer. `None`
    /// where the hours do not count.
    pub full_time_hours: Option<i64>,
    /// What says so.
    pub source: String,
}

/// How many children, by weight, are as many as one worker should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Of a worker who is in this state, by its number; otherwise of anybody.
    pub during: Option<usize>,
    /// Of a worker with this role; otherwise of anybody.
    pub role: Option<String>,
    /// How many.
    pub most: i64,
}

impl Lists {
    /// How dangerous it is that a duty of this clock is late, for a child in these states: the
    /// less, the more dangerous.
    pub fn danger_of(&self, clock: &str, is_in: impl Fn(usize) -> bool) -> u32 {
        let of_clock = u32::from(!self.first.iter().any(|first| first == clock));
        let of_child = self.danger.iter().position(|state| is_in(*state));
        let of_child = of_child.unwrap_or(self.danger.len());
        of_clock * 100 + u32::try_from(of_child).unwrap_or(99).min(99)
    }
}
