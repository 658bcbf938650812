//! How a list is narrowed before each row of it is asked about: the files that a worker may
//! be shown, and perhaps some more, but none less.

use practice::Id;
use practice::book::Effect;

use super::action::Action;
use super::actor::Actor;
use super::decide::Permissions;
use super::scope::Whom;
use super::target::Target;

/// Which files to look at. Each still has to be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrowing {
    /// Every file of this organisation, but for those that are restricted.
    pub all_of: Option<Id>,
    /// The restricted files too.
    pub restricted: bool,
    /// The names of workers: every file to which one of them stands in a relation.
    pub workers: Vec<String>,
    /// The names of teams, likewise.
    pub teams: Vec<String>,
}

impl Permissions {
    /// Which files about this a worker may be shown in a list of which `action` is asked.
    ///
    /// A file to which nobody whose names are given stands in a relation looks to a policy
    /// like any other such: one answer tells of all.
    pub fn narrowing(&self, actor: &Actor, action: Action, about: &str) -> Narrowing {
        let any = |of: Id, restricted: bool| {
            let mut target = Target::new(Id::from_bytes([0; 16]), about, of);
            if restricted {
                let row = (String::new(), Effect::Restricts, Whom::Everybody);
                target.stands.push(row);
            }
            self.may(actor, action, &target, None).allowed
        };
        let of = actor.organisation;
        let restricted = of.is_some_and(|of| any(of, true));
        let mut narrowing = Narrowing {
            all_of: of.filter(|of| restricted || any(*of, false)),
            restricted,
            workers: actor.workers().map(str::to_owned).collect(),
            teams: actor.teams().map(str::to_owned).collect(),
        };
        for names in [&mut narrowing.workers, &mut narrowing.teams] {
            names.sort_unstable();
            names.dedup();
        }
        narrowing
    }
}
