//! Works out where each placement is: its authority, whether that is the child's own, and
//! how far it is from home.

use super::context::Tables;
use super::lists::Postcodes;
use super::text::{Distance, Text};

/// Fills in what the postcodes say.
pub(super) fn fill<'a>(tables: &mut Tables<'a>, postcodes: &'a Postcodes, authority: Option<&str>) {
    for episode in &mut tables.episodes {
        let found = episode.pl_post.0.and_then(|code| postcodes.find(code));
        episode.pl_la = Text(
            found
                .map(|place| place.authority)
                .filter(|code| !code.is_empty()),
        );
        episode.pl_location =
            Text(episode.pl_la.0.zip(authority).map(
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
