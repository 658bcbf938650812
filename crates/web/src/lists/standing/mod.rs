//! How it stands with the children of a team, or with all: what a manager and a director look for
//! first. How much is late and the worst of it, who has no qualified worker and for how long, on
//! whom no manager looked, whose worker is not there, who has too many, and the night. Each number
//! leads to its list, and is worked out from what lists are kept of, in a few questions: no file is
//! read.
//!
//! | what you look for | where it is |
//! |---|---|
//! | whose it is, and for whom | here |
//! | the numbers, of everybody's children and of a team's | [`numbers`] |
//! | who works here and what is recorded of them | [`staff`] |
//! | which workers hold which children, and what follows from it | [`held`] |
//! | the night | [`night`] |
//! | how it is shown | [`show`] |

mod held;
mod night;
mod numbers;
mod show;
mod staff;

use maud::{Markup, html};
use record::TeamRow;
use record::may::Action;

use super::all_teams;
use super::team::teams;
use super::whose::answers_for_all;
use crate::reply::Stop;
use crate::staff::may_somewhere;
use crate::visit::Visit;

use numbers::Numbers;
use staff::Staff;

/// Whose children it stands so with.
enum Of {
    /// Everybody's.
    All,
    /// A team's.
    Team(TeamRow),
}

impl Of {
    /// What the address of a list about them says.
    fn asked(&self) -> String {
        match self {
            Self::All => "whose=all".to_owned(),
            Self::Team(team) => format!("team={}", team.subject),
        }
    }
}

/// How it stands, for whoever asks: with all children, for who answers for all and, of those who do
/// not manage, has none of their own; with their teams', for who manages one. Empty for others.
pub(super) fn standing(visit: &mut Visit<'_>, has_own: bool) -> Result<Markup, Stop> {
    let of = if all_teams::concerns(visit) || (answers_for_all(visit) && !has_own) {
        vec![Of::All]
    } else if may_somewhere(visit, Action::Authorise, "child", None) {
        teams(visit)?.into_iter().map(Of::Team).collect()
    } else {
        Vec::new()
    };
    if of.is_empty() {
        return Ok(Markup::default());
    }
    let staff = Staff::of(visit)?;
    let night = night::of(visit)?;
    // The night is that of all their children: of several teams, it stands by itself.
    let (within, beside) = match of.len() {
        1 => (night, None),
        _ => (None, night),
    };
    let mut shown = Vec::with_capacity(of.len());
    for one in &of {
        let numbers = Numbers::of(visit, one, &staff)?;
        shown.push(show::one(visit, one, &numbers, within.as_ref()));
    }
    Ok(html! {
        @if let Some(night) = &beside { (show::night(night)) }
        @for one in shown { (one) }
    })
}
