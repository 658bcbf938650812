//! Works out where each placement is: its authority, whether that is the child's own, and
//! how far it is from home.

use jiff::civil::Date;
use practice::authorities::Authorities;

use super::context::Tables;
use super::lists::Postcodes;
use super::text::{Distance, Text};

/// The authorities as they are at the end of a collection year. A postcode directory
/// has those of the day it was made, and a county's districts in place of the county.
pub(super) struct Year<'a> {
    /// Those there are and have been.
    pub authorities: &'a Authorities,
    /// The last day of the year.
    pub ends: Date,
    /// The authority whose return it is.
    pub own: Option<&'a str>,
}

/// Fills in what the postcodes say.
pub(super) fn fill<'a>(tables: &mut Tables<'a>, postcodes: &'a Postcodes, year: &Year<'a>) {
    for episode in &mut tables.episodes {
        let found = episode.pl_post.0.and_then(|code| postcodes.find(code));
        episode.pl_la = Text(
            found
                .map(|place| place.authority)
                .filter(|code| !code.is_empty())
                .map(|code| year.authorities.on(code, year.ends)),
        );
        episode.pl_location =
            Text(episode.pl_la.0.zip(year.own).map(
                |(placed, own)| {
                    if placed == own { "IN" } else { "OUT" }
                },
            ));
        let ends = episode.home_post.0.zip(episode.pl_post.0);
        let miles = ends.and_then(|(home, place)| postcodes.miles(home, place));
        episode.pl_distance = Distance {
            given: miles.is_some(),
            miles,
        };
    }
}
