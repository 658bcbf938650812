//! The names of the tables, however the published rules and cases write them.

use super::rows::{
    Ad1, Dolo, Episode, Header, Missing, Oc2, Oc3, Placed, PrevPerm, Review, Row, SwEpisode, Uasc,
};

/// The name of a table in reports, for one that is written otherwise: `MIssing`, `OC2s`,
/// `HEader`, `DOLO`. A `_last` at its end, for the year before, stays. Nothing for a name
/// that is none.
pub fn table_name(written: &str) -> Option<String> {
    let name = written.trim().to_ascii_lowercase();
    let (name, last) = match name.strip_suffix("_last") {
        Some(name) => (name, "_last"),
        None => (name.as_str(), ""),
    };
    let own = match name {
        "header" | "headers" => Header::TABLE,
        "episodes" | "episode" => Episode::TABLE,
        "reviews" | "review" => Review::TABLE,
        "uasc" => Uasc::TABLE,
        "oc2" | "oc2s" => Oc2::TABLE,
        "oc3" | "oc3s" => Oc3::TABLE,
        "ad1" => Ad1::TABLE,
        "placedadoption" | "placed_for_adoption" | "placed_adoption" => Placed::TABLE,
        "prevperm" | "previous_permanence" | "prev_perm" => PrevPerm::TABLE,
        "missing" => Missing::TABLE,
        "swepisodes" | "sw_episodes" | "swepisode" => SwEpisode::TABLE,
        "dolo" => Dolo::TABLE,
        _ => return None,
    };
    Some(format!("{own}{last}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_known_however_the_catalogue_misspells_it() {
        for (written, name) in [
            ("MIssing", "Missing"),
            ("OC2s", "OC2"),
            ("HEader_last", "Header_last"),
            ("DOLO_last", "DoLo_last"),
            ("EPISODES", "Episodes"),
        ] {
            assert_eq!(table_name(written).as_deref(), Some(name));
        }
        assert_eq!(table_name("Provider Info"), None);
    }
}
