//! How a worker, in one of their roles, stands to a file: all that a policy may ask of the two.

use practice::book::Effect;

use super::actor::{Actor, Colleague, Office};
use super::scope::Whom;
use super::target::Target;

/// One way in which a worker may ask: in a role of their own, or in somebody's who
/// delegated an authorisation.
#[derive(Clone, Copy)]
pub(super) struct Hat<'a> {
    pub office: &'a Office,
    pub delegated: Option<&'a Colleague>,
}

/// The answers to what a policy may ask of a worker and a file. There are few different
/// ones, so that what was decided of one can be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question that policies ask"
)]
pub(super) struct Standing {
    /// The relations, a bit for each of the book's.
    pub relations: u64,
    pub personally: bool,
    pub team: bool,
    pub own_organisation: bool,
    pub restricted: bool,
    pub named: bool,
    pub glass_broken: bool,
    pub myself: bool,
    pub my_record: bool,
    pub delegated: bool,
}

/// How one stands to a file. `bit` gives the bit of a relation.
pub(super) fn standing(
    actor: &Actor,
    hat: Hat<'_>,
    target: &Target,
    bit: impl Fn(&str) -> u64,
) -> Standing {
    let mut found = Standing {
        own_organisation: actor.organisation == Some(target.organisation),
        myself: actor.worker == target.subject,
        // An authorisation that was delegated is its owner's: it is not given to their own work.
        my_record: target.recorded_by.is_some_and(|writer| {
            writer == actor.worker || hat.delegated.is_some_and(|by| by.worker == writer)
        }),
        delegated: hat.delegated.is_some(),
        ..Standing::default()
    };
    for (relation, effect, whom) in &target.stands {
        let own = matches!(whom, Whom::Worker(name) if actor.names.contains(name));
        match effect {
            Effect::Restricts => found.restricted = true,
            // To be named, or to have broken the glass, is nobody's but one's own.
            Effect::Names => found.named |= own,
            Effect::Opens => found.glass_broken |= own,
            Effect::Concerns => {
                let (personally, team) = concerned(actor, hat, whom);
                found.personally |= personally;
                found.team |= team;
                if personally || team {
                    found.relations |= bit(relation);
                }
            }
        }
    }
    found
}

/// Whether a relation of somebody is one's own: personally, and by the team of the role.
///
/// Who covers for a colleague has the colleague's relations. Those of the colleague's team
/// count as one's team's in the role that the colleague has there too, and in another role
/// as a worker's: to cover for a social worker makes no manager of that team.
fn concerned(actor: &Actor, hat: Hat<'_>, whom: &Whom) -> (bool, bool) {
    if let Some(by) = hat.delegated {
        return match whom {
            Whom::Worker(name) => (by.names.contains(name), false),
            Whom::Team(name) => (false, hat.office.team.contains(name)),
            Whom::Everybody => (false, false),
        };
    }
    match whom {
        Whom::Worker(name) => {
            let covered = |colleague: &Colleague| colleague.names.contains(name);
            let own = actor.names.contains(name) || actor.covers.iter().any(covered);
            (own, false)
        }
        Whom::Team(name) => {
            let mut covered = (actor.covers.iter())
                .flat_map(|colleague| &colleague.offices)
                .filter(|office| office.team.contains(name))
                .peekable();
            let any = covered.peek().is_some();
            let same = covered.any(|office| office.role == hat.office.role);
            let own = hat.office.team.contains(name);
            (any && !same, own || same)
        }
        Whom::Everybody => (false, false),
    }
}
