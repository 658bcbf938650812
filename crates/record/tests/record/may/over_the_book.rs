//! What is refused when the policies are read, and what an authority may lay over them.

use practice::Book;
use practice::book::ENGLAND;
use record::may::{Action, Permissions};

use super::{child, child_of, of_team, permissions, restricted, worker};

const LOCAL: (&str, &str) = (
    "local.toml",
    "[local]\ntitle = \"Anytown\"\nedition = \"2026-05\"\n",
);

/// The policies of England's book with a file laid over it.
fn laid_over(name: &str, text: &str) -> Result<Permissions, String> {
    let book = Book::read_under(ENGLAND.iter().copied(), [LOCAL, (name, text)])
        .map_err(|found| found.to_string())?;
    Permissions::of(&book).map_err(|found| found.to_string())
}

/// Why a file laid over the book is refused.
fn refusal(name: &str, text: &str) -> String {
    laid_over(name, text).err().expect("it is refused")
}

fn policy(effect: &str, body: &str) -> String {
    format!(
        "@id(\"own\")\n@because(\"A sentence.\")\n@source(\"Cabinet, 3 May 2026\")\n{effect} (principal, action, resource) {body};\n"
    )
}

#[test]
fn an_unknown_role_class_relation_or_action_is_refused_with_its_line() {
    for (body, says) in [
        ("when { principal.role == Role::\"sorcerer\" }", "sorcerer"),
        ("when { resource.class == Class::\"helth\" }", "helth"),
        (
            "when { context.relations.contains(Relation::\"owns\") }",
            "owns",
        ),
        ("when { action == Action::\"destroy\" }", "destroy"),
        ("when { context.alocated }", "alocated"),
        ("when { principal.role }", "type"),
    ] {
        let text = format!("// Ours.\n\n{}", policy("permit", body));
        let why = refusal("ours.cedar", &text);
        assert!(why.starts_with("ours.cedar:3: "), "{why}");
        assert!(why.contains(says), "{why}");
    }
}

#[test]
fn a_policy_without_an_id_a_sentence_or_a_source_of_its_own_is_refused() {
    let whole = policy("permit", "when { context.named }");
    assert!(laid_over("ours.cedar", &whole).is_ok());
    for (line, says) in [
        ("@id(\"own\")\n", "begins a line with its own @id"),
        ("@because(\"A sentence.\")\n", "no @because"),
        ("@source(\"Cabinet, 3 May 2026\")\n", "no @source"),
    ] {
        let text = whole.replace(line, "");
        let why = refusal("ours.cedar", &text);
        assert!(why.contains(says) || why.contains("no @id"), "{why}");
    }
    let twice = whole.replace("own", "restricted");
    assert!(refusal("ours.cedar", &twice).contains("there is a policy \"restricted\" already"));
    let second = format!("{whole}permit (principal, action, resource);\n");
    assert!(refusal("ours.cedar", &second).contains("@id"));
    assert!(refusal("ours.cedar", "permit (principal, action").contains("ours.cedar:1"));
}

#[test]
fn an_authority_may_permit_more_and_what_the_book_forbids_stays_forbidden() {
    let over = laid_over(
        "ours.cedar",
        &policy(
            "permit",
            "when { principal.role == Role::\"social-worker\" }",
        ),
    )
    .expect("a sound policy");
    let actor = worker(&["social-worker"]);
    let read = |permissions: &Permissions, target: &record::may::Target| {
        permissions.may(&actor, Action::Read, target, None).allowed
    };
    assert!(!read(permissions(), &child()));
    assert!(read(&over, &child()));
    assert!(!read(&over, &child_of(&[of_team("west"), restricted()])));
}

#[test]
fn an_authority_may_forbid_what_the_book_permits() {
    let over = laid_over(
        "ours.cedar",
        &policy(
            "forbid",
            "when { principal.role == Role::\"business-support\" }",
        ),
    )
    .expect("a sound policy");
    let actor = worker(&["business-support"]);
    let found = over.may(&actor, Action::Find, &child(), None);
    assert_eq!(
        (found.allowed, found.policies),
        (false, vec!["own".to_owned()])
    );
}

#[test]
fn what_policies_may_speak_of_and_the_book_s_roles_are_not_an_authority_s_to_change() {
    let why = refusal("ours.cedarschema", "entity Worker;");
    assert!(
        why.contains("ours.cedarschema:1: what policies may speak of is the book's"),
        "{why}"
    );
    let why = refusal(
        "roles.toml",
        "[role.director]\ntitle = \"x\"\nsays = \"y\"\n",
    );
    assert!(
        why.contains("the role director stands in the book"),
        "{why}"
    );
    let alone = Book::read_under(
        ENGLAND.iter().copied(),
        [("ours.cedar", policy("permit", "").as_str())],
    );
    assert!(alone.expect_err("no title").to_string().contains("[local]"));
}

#[test]
fn a_role_of_an_authority_s_own_may_be_spoken_of() {
    let text = "[local]\ntitle = \"Anytown\"\nedition = \"2026-05\"\n\n[role.chaplain]\ntitle = \"Chaplain\"\nsays = \"Visits homes.\"\n";
    let policies = policy("permit", "when { principal.role == Role::\"chaplain\" }");
    let book = Book::read_under(
        ENGLAND.iter().copied(),
        [("local.toml", text), ("ours.cedar", policies.as_str())],
    )
    .expect("a sound overlay");
    let over = Permissions::of(&book).expect("sound policies");
    assert!(
        over.may(&worker(&["chaplain"]), Action::Find, &child(), None)
            .allowed
    );
}

#[test]
fn a_book_without_policies_allows_nothing_and_says_so() {
    let rules = ENGLAND
        .iter()
        .copied()
        .filter(|(name, _)| !name.contains(".cedar"));
    let book = Book::read(rules).expect("still a book");
    let why = Permissions::of(&book)
        .err()
        .expect("it is refused")
        .to_string();
    assert!(why.contains("does not say who may do what"), "{why}");
}
