//! What each finding asks of permissions, one at a time.

use practice::book::Effect;
use record::may::{Action, Delegation, Target, Whom};

use super::{
    FILE, ORGANISATION, TEAM, WORKER, allocated_to, asked, child, child_of, colleague,
    glass_broken_by, may, named, of_team, permissions, restricted, worker,
};
use crate::given::{book, id};

#[test]
fn what_nothing_permits_is_refused_with_a_reason() {
    let decision = permissions().may(&worker(&["social-worker"]), Action::Read, &child(), None);
    assert!(!decision.allowed);
    assert!(decision.policies.is_empty());
    assert!(
        decision.because[0].contains("The role of social worker"),
        "{decision:?}"
    );

    let nobody = permissions().may(&worker(&[]), Action::Find, &child(), None);
    assert_eq!(nobody.because, ["They have no role today."]);
}

#[test]
fn each_policy_is_what_decides_somewhere_and_says_its_sentence() {
    let mut seen = std::collections::BTreeSet::new();
    let stands = [
        vec![],
        vec![allocated_to("SW1")],
        vec![of_team(TEAM)],
        vec![restricted()],
        vec![glass_broken_by("SW1")],
    ];
    let targets: Vec<Target> = ([
        "child",
        "worker",
        "home",
        "allegation",
        "request",
        "incident",
    ]
    .into_iter()
    .chain(["carer-household", "organisation", "adult", "complaint"]))
    .flat_map(|about| {
        stands.iter().flat_map(move |stands| {
            let plain = Target {
                about: about.to_owned(),
                ..child_of(stands)
            };
            let mut myself = plain.clone();
            myself.subject = id(WORKER);
            let mut elsewhere = plain.clone();
            elsewhere.organisation = id(999);
            [
                plain.clone(),
                myself,
                elsewhere,
                plain.recorded_by(id(WORKER)),
            ]
        })
    })
    .collect();
    let adoption = book().record("adoption-decision").expect("a record type");
    let notes = book().record("supervision-notes").expect("a record type");
    for role in &book().permissions.roles {
        let plain = worker(&[&role.name]);
        let mut delegated = worker(&["social-worker"]);
        delegated.delegations.push(Delegation {
            by: colleague("SW9", &role.name, TEAM),
            what: None,
        });
        for (target, action) in targets
            .iter()
            .flat_map(|target| Action::ALL.map(|a| (target, a)))
        {
            let of_a_child = target.about == "child";
            let further = match target.about.as_str() {
                "child" => Some(adoption),
                "worker" => Some(notes),
                _ => None,
            };
            let kinds = [None, further];
            let kinds = kinds.into_iter().take(1 + usize::from(further.is_some()));
            for kind in kinds {
                for actor in [&plain, &delegated]
                    .into_iter()
                    .take(1 + usize::from(of_a_child))
                {
                    let decision = permissions().may(actor, action, target, kind);
                    assert!(!decision.because.is_empty(), "{action} without a reason");
                    if decision.policies.is_empty() {
                        continue;
                    }
                    assert_eq!(decision.policies.len(), decision.because.len());
                    seen.extend(decision.policies.into_iter().zip(decision.because));
                }
            }
        }
    }
    let all: std::collections::BTreeSet<(String, String)> = permissions()
        .policies()
        .map(|(id, because)| (id.to_owned(), because.to_owned()))
        .collect();
    let never: Vec<_> = all.difference(&seen).map(|(id, _)| id).collect();
    // Who holds a delegation is asked about to look and to authorise alone: the policy that
    // says so stands against a slip of the program.
    assert_eq!(never, ["delegated-authorisation-alone"]);
}

#[test]
fn le_4_notes_of_a_supervision_are_read_by_the_pair_and_by_nobody_else_whatever_their_role() {
    let file = |stands: &[_]| Target {
        about: "worker".to_owned(),
        ..child_of(stands)
    };
    let team = file(&[of_team(TEAM), allocated_to("SW1")]);
    let mut reads = 0;
    for role in &book().permissions.roles {
        let actor = worker(&[&role.name]);
        let may =
            |action, target: &Target| asked(&actor, action, target, "supervision-notes").allowed;
        for target in [&file(&[]), &team] {
            for action in [
                Action::Read,
                Action::Correct,
                Action::Withdraw,
                Action::TakeAway,
            ] {
                assert!(!may(action, target), "{} may {action}", role.name);
            }
        }
        // That it took place may be read by more than the two.
        reads += usize::from(asked(&actor, Action::Read, &team, "staff-supervision").allowed);
        let mut own = file(&[]);
        own.subject = id(WORKER);
        assert!(may(Action::Read, &own), "{} their own", role.name);
        // Who writes them reads what they wrote.
        if may(Action::Record, &team) {
            let wrote = team.clone().recorded_by(id(WORKER));
            assert!(may(Action::Read, &wrote), "{} wrote them", role.name);
        }
    }
    assert!(reads > 3);
    let manager = worker(&["team-manager"]);
    assert!(asked(&manager, Action::Record, &team, "supervision-notes").allowed);
}

#[test]
fn le_3_nobody_authorises_what_they_recorded_themselves() {
    let target = child_of(&[of_team(TEAM)]);
    let manager = worker(&["team-manager"]);
    assert!(asked(&manager, Action::Authorise, &target, "referral").allowed);
    let own = asked(
        &manager,
        Action::Authorise,
        &target.recorded_by(id(WORKER)),
        "referral",
    );
    assert!(!own.allowed);
    assert_eq!(own.policies, ["not-ones-own"]);
}

#[test]
fn le_11_a_delegated_authorisation_holds_for_what_was_delegated_and_no_more() {
    let target = child_of(&[of_team("west")]);
    let mut worker = worker(&["social-worker"]);
    assert!(!asked(&worker, Action::Authorise, &target, "referral").allowed);
    worker.delegations.push(Delegation {
        by: colleague("SW9", "team-manager", "west"),
        what: Some("referral".to_owned()),
    });
    assert!(asked(&worker, Action::Authorise, &target, "referral").allowed);
    assert!(asked(&worker, Action::Read, &target, "referral").allowed);
    assert!(!asked(&worker, Action::Authorise, &target, "contact").allowed);
    assert!(!asked(&worker, Action::Record, &target, "referral").allowed);
    assert!(!may(&worker, Action::Allocate, &target));
    // Nor for what the one who delegated it wrote themselves.
    let theirs = target.recorded_by(worker.delegations[0].by.worker);
    let refused = asked(&worker, Action::Authorise, &theirs, "referral");
    assert_eq!(
        (refused.allowed, refused.policies),
        (false, vec!["not-ones-own".to_owned()])
    );
}

#[test]
fn le_1_who_covers_works_with_the_childrens_files_but_becomes_no_manager() {
    let of_colleague = child_of(&[allocated_to("SW9")]);
    let of_their_team = child_of(&[of_team("west")]);
    for role in ["social-worker", "team-manager"] {
        let mut actor = worker(&[role]);
        assert!(!may(&actor, Action::Read, &of_colleague), "{role}");
        actor.covers.push(colleague("SW9", "social-worker", "west"));
        for target in [&of_colleague, &of_their_team] {
            assert!(may(&actor, Action::Read, target), "{role}");
            assert!(may(&actor, Action::Record, target), "{role}");
            assert!(!may(&actor, Action::Authorise, target), "{role}");
        }
    }
    // a manager who covers for a manager is one there
    let mut actor = worker(&["team-manager"]);
    actor.covers.push(colleague("SW9", "team-manager", "west"));
    assert!(may(&actor, Action::Authorise, &of_their_team));
}

#[test]
fn pr_17_a_restricted_file_is_invisible_to_who_is_not_named_whatever_their_role() {
    let stands = [allocated_to("SW1"), of_team(TEAM), restricted()];
    for role in &book().permissions.roles {
        let actor = worker(&[&role.name]);
        for action in [Action::Find, Action::Read, Action::Record, Action::TakeAway] {
            let decision = permissions().may(&actor, action, &child_of(&stands), None);
            assert!(!decision.allowed, "{} {action}", role.name);
        }
    }
    let mut with_name = stands.to_vec();
    with_name.push(named("SW1"));
    assert!(may(
        &worker(&["social-worker"]),
        Action::Read,
        &child_of(&with_name)
    ));
    // a name that a covered colleague has is not one's own
    let mut covering = worker(&["social-worker"]);
    covering
        .covers
        .push(colleague("SW9", "social-worker", TEAM));
    let mut colleagues = stands.to_vec();
    colleagues.push(named("SW9"));
    assert!(!may(&covering, Action::Read, &child_of(&colleagues)));
}

#[test]
fn two_roles_open_what_either_opens_each_in_its_own_team() {
    let mut actor = worker(&["social-worker"]);
    actor.offices.push(super::office("team-manager", "west"));
    assert!(!may(&actor, Action::Authorise, &child_of(&[of_team(TEAM)])));
    let west = permissions().may(
        &actor,
        Action::Authorise,
        &child_of(&[of_team("west")]),
        None,
    );
    assert_eq!(west.role.as_deref(), Some("team-manager"));
}

#[test]
fn a_provider_s_staff_see_the_children_they_look_after_and_no_others() {
    let mut staff = worker(&["home-staff"]);
    staff.organisation = None;
    assert!(may(&staff, Action::Record, &child_of(&[of_team(TEAM)])));
    assert!(!may(&staff, Action::Find, &child_of(&[of_team("west")])));
    // nor does a role that opens any child of the organisation open those of another
    let mut front_door = worker(&["front-door"]);
    front_door.organisation = Some(id(500));
    let decision = permissions().may(&front_door, Action::Find, &child(), None);
    assert_eq!(decision.policies, ["another-organisation"]);
}

#[test]
fn nobody_gives_a_role_to_themselves() {
    let mut admin = worker(&["administrator"]);
    let mut file = Target::new(id(FILE), "worker", id(ORGANISATION));
    assert!(asked(&admin, Action::Record, &file, "role-given").allowed);
    file.subject = id(WORKER);
    assert!(!asked(&admin, Action::Record, &file, "role-given").allowed);
    admin.offices.clear();
    assert!(!may(&admin, Action::Find, &child()));
}

#[test]
fn a_relation_that_the_book_does_not_have_opens_nothing_by_its_name() {
    let odd = ("no-such", Effect::Concerns, Whom::Worker("SW2".to_owned()));
    assert!(!may(
        &worker(&["social-worker"]),
        Action::Read,
        &child_of(&[odd])
    ));
}
