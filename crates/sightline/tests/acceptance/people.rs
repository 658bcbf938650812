//! Who works here, and what each may do: as an administrator adds them, and as somebody who
//! was refused asks why.

use super::harness::{Desk, Ran, text};

/// A record with two teams and a worker in each.
fn staffed() -> Desk {
    let desk = Desk::with_the_example_imported();
    desk.sightline("team add --name North --code N").done();
    desk.sightline("team add --name South --code S").done();
    for words in [
        "--name Archer --role social-worker --team North --number SW900001 --from 2020-01-06",
        "--name Bowyer --role team-manager --team S --from 2020-01-06",
        "--name Inspector --role inspector --organisation Ofsted --from 2020-01-06",
    ] {
        desk.sightline(&format!("worker add {words}")).done();
    }
    desk
}

fn who_may(desk: &Desk, words: &str) -> Ran {
    desk.sightline(&format!("who-may {words}"))
}

#[test]
fn workers_are_listed_with_their_roles_and_found_by_name_number_or_identifier() {
    let desk = staffed();
    let list = desk.sightline("worker list --format json").done().json();
    let names: Vec<&str> = (list.as_array().expect("workers").iter())
        .map(|one| text(one, "name"))
        .collect();
    assert_eq!(names, ["Archer", "Bowyer", "Inspector"]);
    assert_eq!(list[0]["roles"][0], "social-worker (North)");
    let archer = text(&list[0], "worker");
    for named in ["Archer", "SW900001", archer] {
        who_may(&desk, &format!("find --worker {named} --child X1018")).done();
    }
    let south = desk
        .sightline("worker list --team South --format json")
        .done()
        .json();
    assert_eq!(south.as_array().map(Vec::len), Some(1));
    desk.sightline("team list")
        .done()
        .saying(&["North", "South"]);
    assert_eq!(desk.sightline("verify").done().err, "");
}

#[test]
fn what_is_wrong_about_a_worker_is_said_and_nothing_is_written() {
    let desk = staffed();
    let before = desk.entries();
    for (words, why) in [
        (
            "worker add --name Coe --role sorcerer",
            "is no role of the practice book",
        ),
        (
            "worker add --name Coe --role legal --team West",
            "no team of this record is called West",
        ),
        (
            "worker add --name Coe --role legal --number SW900001",
            "Archer has the number",
        ),
        ("team add --name North", "has the name North already"),
        (
            "role give --worker Nobody --role legal",
            "no worker of this record",
        ),
        (
            "role end --worker Archer --role legal",
            "does not have the role",
        ),
        (
            "role give --worker Archer --role legal --from 2026-05-02 --until 2026-05-01",
            "not before its first",
        ),
        (
            "who-may fly --worker Archer",
            "is nothing that may be allowed",
        ),
        (
            "who-may read --worker Archer --child X1018 --record spell",
            "is no record type",
        ),
    ] {
        desk.sightline(words).refused().saying(&[why]);
    }
    assert_eq!(desk.entries(), before);
    let none = Desk::new();
    none.sightline("worker add --name Coe --role legal")
        .refused()
        .saying(&["there is no record"]);
    assert!(!none.has("sightline-data"));
}

#[test]
fn who_may_says_yes_or_no_and_why() {
    let desk = staffed();
    who_may(&desk, "find --worker Archer --child X1018")
        .done()
        .saying(&[
            "Archer may see that there is a file, as Social worker",
            "(find-any-child)",
        ]);
    who_may(&desk, "read --worker Archer --child X1018")
        .does_not_hold()
        .saying(&[
            "Archer may not read",
            "does not by itself let anybody read here",
        ]);
    who_may(&desk, "read --worker Inspector --child X1018")
        .does_not_hold()
        .saying(&["another organisation"]);
    who_may(&desk, "see-measures --worker Bowyer").done();
    who_may(
        &desk,
        "record --worker Bowyer --child X1018 --record social-worker-allocated",
    )
    .does_not_hold();
    let json = who_may(
        &desk,
        "break-glass --worker Archer --child X1018 --format json",
    )
    .done()
    .json();
    assert_eq!(json["policies"][0], "break-the-glass");
    // before they began, they may do nothing
    who_may(
        &desk,
        "find --worker Archer --child X1018 --as-at 2019-12-31",
    )
    .does_not_hold()
    .saying(&["They have no role today"]);
}

#[test]
fn a_role_lasts_as_long_as_it_was_given_and_nobody_who_left_has_one() {
    let desk = staffed();
    let may = |action: &str, at: &str| {
        who_may(
            &desk,
            &format!("{action} --worker Archer --child X1018 --as-at {at}"),
        )
    };
    desk.sightline(
        "role give --worker Archer --role front-door --from 2026-02-02 --until 2026-02-06",
    )
    .done();
    may("read", "2026-02-01").does_not_hold();
    may("read", "2026-02-06").done();
    may("read", "2026-02-07").does_not_hold();
    desk.sightline("role give --worker Archer --role director --from 2026-03-02")
        .done();
    desk.sightline("role end --worker Archer --role director --on 2026-03-06")
        .done();
    may("read", "2026-03-06").done();
    may("read", "2026-03-07").does_not_hold();
    desk.sightline("worker leave --worker Archer --on 2026-04-30")
        .done()
        .saying(&["1 role ended"]);
    may("find", "2026-04-30").done();
    may("find", "2026-05-01").does_not_hold();
    desk.sightline("worker leave --worker Archer")
        .refused()
        .saying(&["left on 2026-04-30 already"]);
    // whoever is not employed here leaves as well
    desk.sightline("worker leave --worker Inspector --on 2026-04-30")
        .done();
    desk.sightline("rebuild").done();
    may("find", "2026-05-01").does_not_hold();
}

#[test]
fn an_example_is_given_people_of_every_role_and_a_real_record_is_not() {
    let desk = Desk::with_the_example_imported();
    desk.sightline("worker examples")
        .done()
        .saying(&["27 made-up workers of 5 teams"]);
    desk.sightline("worker examples")
        .refused()
        .saying(&["has workers already"]);
    let list = desk.sightline("worker list --format json").done().json();
    let roles: std::collections::BTreeSet<String> = (list.as_array().expect("workers").iter())
        .flat_map(|one| one["roles"].as_array().expect("roles").clone())
        .map(|role| {
            role.as_str()
                .expect("a role")
                .split(' ')
                .next()
                .expect("a word")
                .to_owned()
        })
        .collect();
    assert_eq!(roles.len(), 24);
    let children = desk.sightline("duties --format json --all").done().json();
    let mut children: Vec<String> = (children.as_array().expect("duties").iter())
        .filter_map(|duty| duty["child"].as_str().map(str::to_owned))
        .filter(|child| child.starts_with('X'))
        .collect();
    children.sort();
    children.dedup();
    children.truncate(4);
    let reads = |worker: &str| {
        (children.iter())
            .filter(|child| {
                let asked = who_may(
                    &desk,
                    &format!("read --worker {worker} --child {child} --format json"),
                );
                asked.json()["allowed"] == true
            })
            .count()
    };
    let number = |role: &str| {
        let found = list.as_array().expect("workers").iter().find(|one| {
            one["roles"][0]
                .as_str()
                .is_some_and(|held| held.split(' ').next() == Some(role))
        });
        text(found.expect("somebody in that role"), "worker").to_owned()
    };
    let (own, manager) = (
        reads(&number("personal-adviser")),
        reads(&number("service-manager")),
    );
    assert!(0 < own && own < manager, "{own} of {manager}");
    assert_eq!(reads(&number("administrator")), 0);
    desk.entries();

    let real = Desk::with_the_example();
    real.sightline("import extract").done();
    real.sightline("worker examples")
        .refused()
        .saying(&["made-up people have no place"]);
}
