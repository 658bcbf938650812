//! Names, addresses and words for people who do not exist, in an authority that does not
//! exist: as many kinds of names as England has.

mod heritage;
mod heritages;
mod places;
mod pupil;
mod words;

pub use heritage::HERITAGES;
pub use places::{Home, school};
pub use pupil::pupil_number;
pub use words::{CONCERNS, NOTES, VIEWS, VISITS, said};

use crate::chance::Chance;

/// A person's name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Name {
    /// First name.
    pub forename: &'static str,
    /// Surname.
    pub surname: &'static str,
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.forename, self.surname)
    }
}

/// A heritage, as likely as in a middling English authority.
pub fn heritage(chance: &mut Chance) -> usize {
    let weights: Vec<(usize, u32)> = HERITAGES
        .iter()
        .enumerate()
        .map(|(number, heritage)| (number, heritage.weight))
        .collect();
    chance.weighted(&weights)
}

/// A first name of somebody.
pub fn forename(chance: &mut Chance, heritage: usize, female: bool) -> &'static str {
    let heritage = HERITAGES.get(heritage).unwrap_or(&HERITAGES[0]);
    let of = if female { heritage.women } else { heritage.men };
    chance.pick(of)
}

/// A surname.
pub fn surname(chance: &mut Chance, heritage: usize) -> &'static str {
    let heritage = HERITAGES.get(heritage).unwrap_or(&HERITAGES[0]);
    chance.pick(heritage.surnames)
}
