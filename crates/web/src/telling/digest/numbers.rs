//! The numbers of a digest: how much, and nothing of whom.

use crate::lists::{Mine, gather, is_when};
use crate::reply::Stop;
use crate::visit::Visit;
use crate::words;

/// How much there is to do and to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    /// How much of somebody's own work is late.
    pub late: usize,
    /// How much is due today.
    pub today: usize,
    /// How many records wait for them to be authorised.
    pub to_authorise: usize,
    /// How many things others recorded for their children since they last looked.
    pub new: usize,
}

impl Numbers {
    /// Of whoever the visit is made for: the same as the pages tell them.
    pub fn of(visit: &mut Visit<'_>) -> Result<Self, Stop> {
        let mut mine = Mine::of(visit);
        let (_, rows) = gather(visit, &mut mine)?;
        let now = visit.now;
        let of = |when: &str| {
            let rows = rows.iter().filter(|row| is_when(row, when, now));
            rows.filter(|row| mine.has(visit, row)).count()
        };
        let (late, today) = (of("late"), of("today"));
        Ok(Self {
            late,
            today,
            to_authorise: crate::deciding::waiting(visit)?,
            new: crate::telling::rung(visit)?.many,
        })
    }

    /// Whether there is nothing to tell.
    pub fn are_nought(self) -> bool {
        self == Self::default()
    }

    /// A line for each that is not nought.
    pub fn lines(self) -> Vec<String> {
        let told = [
            (self.late, "thing that is late", "things that are late"),
            (self.today, "thing due today", "things due today"),
            (
                self.to_authorise,
                "record to authorise",
                "records to authorise",
            ),
            (
                self.new,
                "thing that is new since you last looked",
                "things that are new since you last looked",
            ),
        ];
        (told.into_iter())
            .filter(|(many, _, _)| *many > 0)
            .map(|(many, one, more)| {
                let many = i64::try_from(many).unwrap_or(i64::MAX);
                format!("- {}", words::count(many, one, more))
            })
            .collect()
    }
}
