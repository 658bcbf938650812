//! Every role × action × class of record, written out to be read and signed off.

use std::fmt::Write as _;

use practice::book::Effect;
use record::may::{Action, Actor, Target, Whom};

use super::{ORGANISATION, TEAM, asked, child_of, permissions, worker};
use super::{allocated_to, glass_broken_by, named, of_team, restricted};
use crate::given::{book, id};

/// The actions, with a short head for their column.
const COLUMNS: [(Action, &str); 24] = [
    (Action::Find, "find"),
    (Action::Read, "read"),
    (Action::OpenFile, "open"),
    (Action::Record, "recd"),
    (Action::Correct, "corr"),
    (Action::Withdraw, "with"),
    (Action::Authorise, "auth"),
    (Action::Allocate, "allo"),
    (Action::Merge, "merg"),
    (Action::Restrict, "rest"),
    (Action::Administer, "admn"),
    (Action::TakeIntoForce, "book"),
    (Action::ManageWorkers, "work"),
    (Action::ManageRoles, "role"),
    (Action::GiveCover, "covr"),
    (Action::Delegate, "dele"),
    (Action::DecideDisposal, "disp"),
    (Action::BreakGlass, "glas"),
    (Action::ReviewGlass, "revw"),
    (Action::SeeLooks, "look"),
    (Action::TakeAway, "take"),
    (Action::CheckReturns, "chck"),
    (Action::SeeAdministration, "seea"),
    (Action::SeeMeasures, "meas"),
];

/// Each class with whose file its records stand in.
fn classes() -> Vec<(&'static str, &'static str)> {
    let mut found: Vec<(&str, &str)> = (book().records.values())
        .map(|kind| (kind.class.as_str(), kind.about.as_str()))
        .collect();
    found.push(("adult-file", "adult"));
    found.sort_unstable();
    found.dedup();
    found
}

fn answer(actor: &Actor, action: Action, target: &Target, class: &str) -> bool {
    let mut kind = (book().records.values().next())
        .expect("a book has record types")
        .clone();
    class.clone_into(&mut kind.class);
    "record".clone_into(&mut kind.needs);
    permissions()
        .may(actor, action, target, Some(&kind))
        .allowed
}

/// How far it goes: in any file of the organisation, in the team's, in one's own children's,
/// in one's own file, of one's own record; or never.
fn how_far(role: &str, action: Action, class: &str, about: &str) -> &'static str {
    let actor = worker(&[role]);
    let on = |stands: &[_]| Target {
        about: about.to_owned(),
        ..child_of(stands)
    };
    let may = |target: &Target| answer(&actor, action, target, class);
    let (team, own) = (on(&[of_team(TEAM)]), on(&[allocated_to("SW1")]));
    match (may(&on(&[])), may(&team), may(&own)) {
        (true, _, _) => "any",
        (false, true, true) => "con",
        (false, true, false) => "team",
        (false, false, true) => "pers",
        (false, false, false) => {
            let mut myself = on(&[]);
            myself.subject = actor.worker;
            if about == "worker" && may(&myself) {
                "self"
            } else if may(&own.recorded_by(actor.worker)) {
                "mine"
            } else {
                "."
            }
        }
    }
}

#[test]
fn every_role_action_and_class_of_record_is_as_it_was_signed_off() {
    let mut text = String::from(
        "any   in any file of the organisation\n\
         con   in files with which they, or their team, are concerned\n\
         team  only where their team is concerned\n\
         pers  only where they are concerned themselves\n\
         self  in their own file as a worker\n\
         mine  only of what they recorded themselves\n\
         .     never\n",
    );
    for role in &book().permissions.roles {
        let _ = write!(text, "\n{} ({})\n{:<40}", role.title, role.name, "");
        for (_, head) in COLUMNS {
            let _ = write!(text, "{head:<5}");
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        for (class, about) in classes() {
            let mut line = format!("  {:<38}", format!("{class} of {about}"));
            for (action, _) in COLUMNS {
                let _ = write!(line, "{:<5}", how_far(&role.name, action, class, about));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    insta::assert_snapshot!("every_role_action_and_class", text);
}

#[test]
fn what_a_restricted_file_another_organisation_and_broken_glass_open_is_as_it_was_signed_off() {
    let concerned = [allocated_to("SW1"), of_team(TEAM)];
    let with = |more: &[(&'static str, Effect, Whom)]| -> Vec<_> {
        concerned.iter().chain(more).cloned().collect()
    };
    let mut elsewhere = child_of(&concerned);
    elsewhere.organisation = id(ORGANISATION + 100);
    let mut unconcerned_elsewhere = child_of(&[]);
    unconcerned_elsewhere.organisation = id(ORGANISATION + 100);
    let cases = [
        ("restricted, not named", child_of(&with(&[restricted()]))),
        (
            "restricted, named",
            child_of(&with(&[restricted(), named("SW1")])),
        ),
        (
            "restricted, glass broken",
            child_of(&[restricted(), glass_broken_by("SW1")]),
        ),
        (
            "glass broken, not concerned",
            child_of(&[glass_broken_by("SW1")]),
        ),
        ("another organisation's, concerned", elsewhere),
        (
            "another organisation's, not concerned",
            unconcerned_elsewhere,
        ),
    ];
    let mut text = String::from("What may be done in a child's file (the class child-file).\n");
    for role in &book().permissions.roles {
        let _ = writeln!(text, "\n{} ({})", role.title, role.name);
        for (name, target) in &cases {
            let actor = worker(&[&role.name]);
            let may: Vec<&str> = (Action::ALL.into_iter())
                .filter(|action| answer(&actor, *action, target, "child-file"))
                .map(Action::name)
                .collect();
            let may = if may.is_empty() {
                "nothing".to_owned()
            } else {
                may.join(", ")
            };
            let _ = writeln!(text, "  {name:<38} {may}");
        }
    }
    insta::assert_snapshot!("restricted_elsewhere_and_glass", text);
}

#[test]
fn what_a_record_type_needs_takes_the_place_of_recording() {
    // An allocation is recorded by whoever may allocate, and by nobody else.
    let target = child_of(&[allocated_to("SW1"), of_team(TEAM)]);
    for (role, allowed) in [("social-worker", false), ("team-manager", true)] {
        let actor = worker(&[role]);
        for action in [Action::Record, Action::Correct, Action::Withdraw] {
            let found = asked(&actor, action, &target, "social-worker-allocated");
            assert_eq!(found.allowed, allowed, "{role} {action}");
        }
        assert!(asked(&actor, Action::Record, &target, "referral").allowed);
    }
}
