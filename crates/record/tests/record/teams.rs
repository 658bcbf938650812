//! Whose child it is among the teams, on a day.

use jiff::Timestamp;
use practice::When;
use practice::book::Effect;
use record::may::Whom;
use record::teams::Teams;
use record::workforce::{Given, Gives};
use record::{OfficeRow, ScopeRow, TeamRow, WorkerRow};

use crate::given::id;

const ALLOCATED: &str = "allocated";
const ALLOCATED_TEAM: &str = "allocated-team";

fn at(day: &str) -> Timestamp {
    day.parse::<When>().expect("a day").start()
}

fn team(number: u64, name: &str, code: Option<&str>) -> TeamRow {
    TeamRow {
        subject: id(number),
        organisation: id(9),
        name: name.to_owned(),
        code: code.map(str::to_owned),
        service: None,
        employer: None,
        closed_on: None,
    }
}

/// A worker known as SW1, with a role in each of these teams from a day until another.
fn worker(roles: &[(&str, &str, Option<&str>)]) -> Given {
    let role = |(team, from, until): &(&str, &str, Option<&str>)| OfficeRow {
        subject: id(7),
        entry: id(70),
        gives: Gives::Role,
        name: Some("social-worker".to_owned()),
        whom: Some((*team).to_owned()),
        from: at(from),
        until: until.map(at),
    };
    Given {
        worker: WorkerRow {
            subject: id(7),
            organisation: id(9),
            name: "Archer".to_owned(),
            email: None,
            number: Some("SW1".to_owned()),
            employer: None,
            left_on: None,
        },
        offices: roles.iter().map(role).collect(),
    }
}

fn scope(relation: &str, whom: Whom, (from, until): (&str, Option<&str>)) -> ScopeRow {
    ScopeRow {
        subject: id(1),
        entry: id(10),
        relation: relation.to_owned(),
        effect: Effect::Concerns,
        whom,
        from: at(from),
        until: until.map(at),
    }
}

fn by_worker(name: &str, from: &str, until: Option<&str>) -> ScopeRow {
    scope(ALLOCATED, Whom::Worker(name.to_owned()), (from, until))
}

fn by_team(relation: &str, name: &str, from: &str) -> ScopeRow {
    scope(relation, Whom::Team(name.to_owned()), (from, None))
}

fn teams(roles: &[(&str, &str, Option<&str>)]) -> Teams {
    let known = [team(50, "North", Some("N")), team(51, "South", None)];
    Teams::new(vec![worker(roles)], &known)
}

#[test]
fn it_is_the_team_of_the_worker_allocated_on_that_day() {
    let teams = teams(&[("N", "2026-01-01", None)]);
    let file = [
        by_worker("SW1", "2026-02-01", Some("2026-03-01")),
        by_worker("SW2", "2026-03-01", None),
    ];
    assert_eq!(teams.of_child(&file, at("2026-01-31")), None, "not yet");
    assert_eq!(teams.of_child(&file, at("2026-02-01")), Some("North"));
    let unknown = teams.of_child(&file, at("2026-03-01"));
    assert_eq!(unknown, None, "a worker of whom no team is known");
    let by_file = [by_worker(&id(7).to_string(), "2026-02-01", None)];
    let named = teams.of_child(&by_file, at("2026-02-01"));
    assert_eq!(named, Some("North"), "named by the identifier of the file");
}

#[test]
fn it_is_the_team_in_which_the_worker_was_then() {
    let south = id(51).to_string();
    let teams = teams(&[
        ("N", "2026-01-01", Some("2026-03-01")),
        (&south, "2026-03-01", None),
    ]);
    let file = [by_worker("SW1", "2026-01-01", None)];
    assert_eq!(teams.of_child(&file, at("2026-02-28")), Some("North"));
    assert_eq!(teams.of_child(&file, at("2026-03-01")), Some("South"));
}

#[test]
fn of_several_teams_it_is_the_one_that_the_allocation_names_or_the_last() {
    let south = id(51).to_string();
    let teams = teams(&[("N", "2026-01-01", None), (&south, "2026-02-01", None)]);
    let day = at("2026-04-01");
    let mut file = vec![by_worker("SW1", "2026-01-01", None)];
    assert_eq!(teams.of_child(&file, day), Some("South"), "the last role");
    file.push(by_team(ALLOCATED_TEAM, "N", "2026-01-01"));
    assert_eq!(teams.of_child(&file, day), Some("North"), "as it is told");
    file.push(by_team(ALLOCATED_TEAM, "East", "2026-03-01"));
    let told_otherwise = teams.of_child(&file, day);
    assert_eq!(told_otherwise, Some("South"), "not a team of the worker");
}

#[test]
fn where_only_the_extract_knows_the_team_it_is_told_as_the_extract_has_it() {
    let teams = teams(&[]);
    let day = at("2026-04-01");
    let file = [
        by_worker("SW2", "2026-01-01", None),
        by_team(ALLOCATED_TEAM, "Team 4", "2026-01-01"),
    ];
    assert_eq!(teams.of_child(&file, day), Some("Team 4"));
    let file = [
        by_worker("SW1", "2026-01-01", None),
        by_team(ALLOCATED_TEAM, "N", "2026-01-01"),
    ];
    assert_eq!(teams.of_child(&file, day), Some("North"), "a known code");
}

#[test]
fn somebody_elses_team_is_not_the_childs_but_is_that_of_a_home() {
    let teams = teams(&[]);
    let day = at("2026-04-01");
    let file = [
        by_team("runs", "N", "2026-01-01"),
        by_team("runs", "East", "2026-05-01"),
    ];
    assert_eq!(teams.of_child(&file, day), None);
    assert_eq!(teams.of_other(&file, day), Some("North"));
    let restricted = [ScopeRow {
        effect: Effect::Restricts,
        ..by_team("restricted", "N", "2026-01-01")
    }];
    assert_eq!(teams.of_other(&restricted, day), None);
}
