//! Where one can go. A few parts stand at the top of every page; each leads to its first page, and
//! the pages that belong to it stand there beside each other.

use crate::components::Here;
use crate::visit::Visit;

/// The parts, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// One's own work: the first page, and what it is made of.
    Work,
    /// Children and their files.
    Children,
    /// The teams for which one answers.
    Teams,
    /// Who works here.
    Workers,
    /// What the authority returns.
    Returns,
    /// How the system is administered.
    Administration,
}

impl Part {
    /// What it is called where it has several pages; `None` where the first of them says it.
    fn says(self) -> Option<&'static str> {
        match self {
            Self::Workers => Some("Workers and teams"),
            _ => None,
        }
    }
}

/// A page that one can go to.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The part that it belongs to.
    pub part: Part,
    /// Its address.
    pub address: &'static str,
    /// What it is called.
    pub says: String,
}

impl Place {
    /// A page of a part.
    pub fn of(part: Part, address: &'static str, says: impl Into<String>) -> Self {
        Self {
            part,
            address,
            says: says.into(),
        }
    }

    /// Whether the page at this path is this one, or stands below it.
    pub fn here(&self, path: &str) -> Here {
        here(self.address, path)
    }
}

/// Whether the page at a path is the one at an address, or stands below it. Below the first page
/// stands none.
pub(super) fn here(address: &str, path: &str) -> Here {
    match path.strip_prefix(address) {
        Some("") => Here::Yes,
        Some(rest) if rest.starts_with('/') => Here::Within,
        _ => Here::No,
    }
}

/// Pages that belong together.
#[derive(Debug)]
pub(super) struct Together {
    /// What they are called.
    pub says: String,
    /// The pages; the first is where the whole leads.
    pub places: Vec<Place>,
}

impl Together {
    /// Whether the page at this path is the first of them, or another or below one.
    pub fn here(&self, path: &str) -> Here {
        let mut all = self.places.iter().map(|place| place.here(path));
        match all.next() {
            Some(Here::Yes) => Here::Yes,
            Some(Here::No) if all.all(|here| here == Here::No) => Here::No,
            None => Here::No,
            Some(_) => Here::Within,
        }
    }
}

/// The places of whoever asks, part by part.
pub(super) fn parts(visit: &Visit<'_>) -> Vec<Together> {
    together(crate::routes::places(visit))
}

fn together(mut places: Vec<Place>) -> Vec<Together> {
    places.sort_by_key(|place| place.part);
    let parts = places.chunk_by(|one, next| one.part == next.part);
    let named = parts.filter_map(|places| {
        let first = places.first()?;
        let several = (places.len() > 1).then(|| first.part.says()).flatten();
        Some(Together {
            says: several.map_or_else(|| first.says.clone(), str::to_owned),
            places: places.to_vec(),
        })
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Vec<Together> {
        together(vec![
            Place::of(Part::Work, "/", "Your children"),
            Place::of(Part::Returns, "/uploads", "Check a return"),
            Place::of(Part::Teams, "/team", "Your team"),
            Place::of(Part::Work, "/owed", "Work to do"),
            Place::of(Part::Workers, "/workers", "Workers"),
            Place::of(Part::Workers, "/teams", "Teams"),
        ])
    }

    #[test]
    fn what_belongs_together_is_called_by_its_first_page_or_by_what_all_of_it_is() {
        let said: Vec<(String, usize)> = (some().into_iter())
            .map(|part| (part.says, part.places.len()))
            .collect();

        let said: Vec<(&str, usize)> = said.iter().map(|(says, n)| (says.as_str(), *n)).collect();
        assert_eq!(
            said,
            [
                ("Your children", 2),
                ("Your team", 1),
                ("Workers and teams", 2),
                ("Check a return", 1)
            ]
        );
    }

    #[test]
    fn one_is_at_a_page_or_below_it_and_nowhere_else() {
        let at = |path: &str| -> Vec<Here> { some().iter().map(|part| part.here(path)).collect() };

        assert_eq!(at("/"), [Here::Yes, Here::No, Here::No, Here::No]);
        assert_eq!(at("/owed"), [Here::Within, Here::No, Here::No, Here::No]);
        // A team is one of all teams, and no page of one's own.
        assert_eq!(
            at("/teams/0a"),
            [Here::No, Here::No, Here::Within, Here::No]
        );
        assert_eq!(at("/team"), [Here::No, Here::Yes, Here::No, Here::No]);
        assert_eq!(at("/child/0a"), [Here::No; 4]);
    }
}
