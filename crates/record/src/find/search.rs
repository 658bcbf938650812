//! A search: what is asked for, by the weights of a book.

use practice::Id;
use practice::finding::Finding;

use super::particulars::Particulars;
use super::person::Person;
use super::query::Query;
use super::reason::Match;
use super::score;

/// Somebody whom a key has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The file.
    pub subject: Id,
    /// What tells the person from others.
    pub particulars: Particulars,
}

/// Somebody who fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Who.
    pub candidate: Candidate,
    /// How well, and why.
    pub fits: Match,
}

/// What is asked for, by the weights of a book.
#[derive(Clone, Copy, Debug)]
pub struct Search<'s> {
    /// What is asked for.
    pub query: &'s Query,
    /// How much each agreement tells.
    pub finding: &'s Finding,
}

impl Search<'_> {
    /// Weighs one person.
    pub fn weigh(&self, particulars: &Particulars) -> Match {
        let person = Person::new(particulars, self.finding);
        score::weigh(self.query, &person, self.finding)
    }

    /// Those who fit, best first.
    ///
    /// Left out is whoever has more against than for, or fits less than half as well as the
    /// best: where somebody fits in everything, those who only share a surname are noise.
    pub fn rank(&self, candidates: Vec<Candidate>) -> Vec<Found> {
        let mut found: Vec<Found> = candidates
            .into_iter()
            .map(|candidate| Found {
                fits: self.weigh(&candidate.particulars),
                candidate,
            })
            .filter(|found| found.fits.score > 0)
            .collect();
        let best = found.iter().map(|found| found.fits.score).max();
        found.retain(|found| best.is_some_and(|best| found.fits.score * 2 >= best));
        found.sort_by(|one, other| {
            let by = |found: &Found| {
                let name = found.candidate.particulars.name();
                (
                    std::cmp::Reverse(found.fits.score),
                    name.is_none(),
                    name,
                    found.candidate.subject,
                )
            };
            by(one).cmp(&by(other))
        });
        found
    }
}
