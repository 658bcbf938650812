//! Somebody wants to look at the program at work, without a child of their own in it.

use super::harness::Desk;

fn demo(desk: &Desk, more: &str) -> String {
    format!("demo --scale tiny --data {} {more}", desk.record())
}

#[test]
fn an_authority_is_made_with_somebody_of_each_role_to_sign_in_as() {
    // Given an empty folder
    let desk = Desk::new();

    // When the example authority is made
    let made = desk.sightline(&demo(&desk, "--format json")).done().json();

    // Then there are people to sign in as, and the record holds
    let roles: Vec<&str> = (made["sign_ins"].as_array().expect("people").iter())
        .map(|one| one["role"].as_str().expect("a role"))
        .collect();
    for role in [
        "social-worker",
        "team-manager",
        "director",
        "reviewing-officer",
    ] {
        assert!(roles.contains(&role), "{role} among {roles:?}");
    }
    assert!(desk.entries() > 200);
    let holders = desk.sightline("worker list --format json").done().list();
    assert!(holders.len() > 20, "those who work there are known");
    // And what is owed to its children is there to be asked, of today
    let owed = desk
        .sightline("duties --state running --format json")
        .done();
    assert!(!owed.list().is_empty());

    // When the same is asked for again
    let again = desk.sightline(&demo(&desk, "")).done();

    // Then it is used as it is
    assert!(again.out.contains("already"), "{}", again.out);
    assert_eq!(again.out.matches("social-worker").count(), 1);

    // When another is asked for in its place
    let other = desk.sightline(&demo(&desk, "--seed 2"));

    // Then it is refused, and says why
    assert_eq!(other.code, Some(2));
    assert!(other.err.contains("seed 1 and not 2"), "{}", other.err);
}

#[test]
fn no_example_authority_takes_the_place_of_another_record() {
    // Given a record with an extract in it
    let desk = Desk::with_the_example_imported();
    let before = desk.entries();

    // When an example authority is asked for in its place
    let refused = desk.sightline(&demo(&desk, ""));

    // Then it is refused, and nothing is written
    assert_eq!(refused.code, Some(2));
    assert!(
        refused.err.contains("name another place"),
        "{}",
        refused.err
    );
    assert_eq!(desk.entries(), before);
}
