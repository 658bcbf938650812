//! Files that are likely to be one person's: everybody under one key, each against each.

use practice::Id;
use practice::finding::Finding;

use super::keys::Sort;
use super::particulars::Particulars;
use super::person::Person;
use super::query::Query;
use super::reason::Match;
use super::score;
use super::search::Candidate;

/// The sorts of key under which people who may be one stand together.
pub const SORTS: [Sort; 3] = [Sort::Identifier, Sort::Birth, Sort::Pair];

/// Two files that are likely to be one person's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    /// One of them.
    pub one: Candidate,
    /// The other.
    pub other: Candidate,
    /// How well they fit, and why.
    pub fits: Match,
}

/// One of those under a key, ready to be weighed against others.
struct Ready {
    person: Person,
    query: Query,
}

/// Every two of those under one key who are likely to be one person, in the order in which
/// they stand.
pub fn among(people: &[Candidate], finding: &Finding) -> Vec<Likely> {
    let ready: Vec<Ready> = people
        .iter()
        .map(|candidate| Ready {
            person: Person::new(&candidate.particulars, finding),
            query: Query::like(&candidate.particulars, finding),
        })
        .collect();
    let mut likely = Vec::new();
    for (place, (one, of_one)) in people.iter().zip(&ready).enumerate() {
        for (other, of_other) in people.iter().zip(&ready).skip(place + 1) {
            if one.subject == other.subject || !may_fit(&of_one.person, &of_other.person) {
                continue;
            }
            let fits = both_ways(of_one, of_other, finding);
            if fits.score >= finding.likely {
                likely.push(Likely {
                    one: one.clone(),
                    other: other.clone(),
                    fits,
                });
            }
        }
    }
    likely
}

/// How well two files fit to be one person's: the better of the two ways to ask.
pub fn weigh(one: &Particulars, other: &Particulars, finding: &Finding) -> Match {
    let ready = |particulars: &Particulars| Ready {
        person: Person::new(particulars, finding),
        query: Query::like(particulars, finding),
    };
    both_ways(&ready(one), &ready(other), finding)
}

fn both_ways(one: &Ready, other: &Ready, finding: &Finding) -> Match {
    let there = score::weigh(&one.query, &other.person, finding);
    let back = score::weigh(&other.query, &one.person, finding);
    if back.score > there.score {
        back
    } else {
        there
    }
}

/// Whether it is worth weighing two people who share a key: they share an identifier, or
/// a name of each begins or sounds as one of the other.
fn may_fit(one: &Person, other: &Person) -> bool {
    let identifier = || {
        let mut all = one.identifiers.iter();
        all.any(|(held, ..)| other.identifiers.iter().any(|(also, ..)| held == also))
    };
    let name = || {
        one.tokens.iter().any(|token| {
            other.tokens.iter().any(|also| {
                token.text.as_bytes().first() == also.text.as_bytes().first()
                    || token.sounds.iter().any(|sound| also.sounds.contains(sound))
            })
        })
    };
    name() || identifier()
}

/// The two files of a pair, the lower identifier first: the same pair may stand under
/// several keys.
pub fn pair(likely: &Likely) -> (Id, Id) {
    let (one, other) = (likely.one.subject, likely.other.subject);
    (one.min(other), one.max(other))
}
