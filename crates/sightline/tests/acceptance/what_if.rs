//! What another practice would mean for each team, before anybody decides it.

use super::harness::{Desk, THE_DAY_AFTER, number, text};

/// Reviews of looked-after children sooner than the law asks.
const SOONER: &str = r#"
[local]
title   = "Anytown's own reviews"
edition = "2026-05"

[change.cla-review-subsequent]
within = "5 months"
source = { cite = "Local procedures 7.1, agreed 3 May 2026" }

[[change.cla-review-subsequent.example]]
given = [
  "2026-01-12 care-episode-started reason=S legal_status=E1 placement=U6",
  "2026-05-29 care-episode-ceased episode=@1 reason=X1",
  "2026-05-29 care-episode-started reason=L legal_status=C2 placement=U6",
]
due = 2026-10-29
why = "five months after the placement order was revoked"

[[change.cla-review-subsequent.example]]
given = [
  "2026-01-12 care-episode-started reason=S legal_status=C2 placement=A4",
  "2026-05-29 care-episode-ceased episode=@1 reason=X1",
  "2026-05-29 care-episode-started reason=P legal_status=C2 placement=U6",
]
due = 2026-10-29
why = "five months after the placement for adoption ended"

[[change.cla-review-subsequent.example]]
given = [
  "2026-05-11 care-episode-started reason=S legal_status=C1 placement=U6",
  "2026-06-05 looked-after-review participation=PN1",
  "2026-08-28 looked-after-review participation=PN1",
]
due = 2027-01-28
why = "five months from the second"

[[change.cla-review-subsequent.example]]
given = [
  "2026-05-11 care-episode-started reason=S legal_status=C1 placement=U6",
  "2026-06-05 looked-after-review participation=PN1",
  "2026-08-28 looked-after-review participation=PN1",
  "2026-11-30 looked-after-review participation=PN1",
]
due = 2027-04-30
why = "five months from the third"
"#;

/// A record with two teams, each with the social worker of some of its children.
fn desk() -> Desk {
    let desk = Desk::with_the_example_imported();
    desk.write("own/reviews.toml", SOONER);
    desk.sightline("team add --name North --code N").done();
    desk.sightline("team add --name South").done();
    for (name, number, team) in [("Archer", "SW9904", "North"), ("Bowyer", "SW9902", "South")] {
        desk.sightline(&format!(
            "worker add --name {name} --number {number} --team {team} \
             --role social-worker --from 2020-01-06"
        ))
        .done();
    }
    desk
}

#[test]
fn what_would_differ_is_told_by_the_team_of_the_childs_social_worker_on_that_day() {
    // Given two teams, and children whose social workers are known or are in no team
    let desk = desk();
    // When a practice is tried out
    let words = format!("what-if --overlay own --as-at {THE_DAY_AFTER}");
    let told = (desk.sightline(&format!("{words} --children --format json")))
        .done()
        .json();
    // Then each difference has its team, and whoever is in none is not left out
    let by_team = |day: &str| {
        let words = format!("what-if --overlay own --as-at {day} --format json");
        desk.sightline(&words).done().json()["counts"]["by_team"].clone()
    };
    let teams = &told["counts"]["by_team"];
    let counted = |team: &str, what: &str| number(&teams[team], what);
    assert_eq!(
        (counted("North", "earlier"), counted("North", "newly_late")),
        (2, 0)
    );
    assert_eq!(
        (counted("South", "earlier"), counted("South", "newly_late")),
        (3, 1)
    );
    assert_eq!(
        (
            counted("no team", "earlier"),
            counted("no team", "newly_late")
        ),
        (5, 2)
    );
    assert_eq!(number(&told["counts"]["all"], "earlier"), 10);
    for one in told["differences"].as_array().expect("a list") {
        let team = match text(one, "child") {
            "X1018" => Some("North"),
            "X1015" | "X1022" => Some("South"),
            _ => None,
        };
        assert_eq!(one["team"].as_str(), team, "{one}");
    }
    // And the day before either was allocated, their teams have none of it
    assert_eq!(by_team(THE_DAY_AFTER), *teams);
    let before = by_team("2025-09-01");
    assert_eq!(
        before.as_object().map(serde_json::Map::len),
        Some(1),
        "{before}"
    );
    assert!(number(&before["no team"], "earlier") > 0, "{before}");
    // And it is printed to be read
    (desk.sightline(&words).done()).saying(&["By team", "North", "South", "no team"]);
}

#[test]
fn a_team_is_asked_of_the_day_when_its_worker_moved() {
    // Given a worker who moved to another team
    let desk = desk();
    desk.sightline("role end --worker Archer --role social-worker --team North --on 2026-02-28")
        .done();
    desk.sightline("role give --worker Archer --role social-worker --team South --from 2026-03-01")
        .done();
    // When it is asked before and after
    let teams = |day: &str| {
        let words = format!("what-if --overlay own --as-at {day} --format json");
        let told = desk.sightline(&words).done().json();
        let teams = told["counts"]["by_team"]
            .as_object()
            .expect("teams")
            .clone();
        teams.keys().cloned().collect::<Vec<_>>()
    };
    // Then the children are of the team of that day
    assert_eq!(teams("2026-02-28"), ["North", "South", "no team"]);
    assert_eq!(teams("2026-03-01"), ["South", "no team"]);
}
