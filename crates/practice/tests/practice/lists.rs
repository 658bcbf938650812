//! What lists are made of: the weights and limits of a caseload, and whose work is what (LE-2).

use practice::Book;

use crate::small::{owed, state};
use crate::told::told;

fn england() -> Book {
    Book::england().expect("the book is in order")
}

/// Whether the clock of caseloads says that so many children are too many for this role.
fn too_many(book: &Book, role: &str, cases: i64) -> bool {
    let (began, counted) = (
        format!("2026-01-05 worker-started role={role}"),
        format!("2026-01-05 caseload-counted cases={cases}"),
    );
    let facts = told(book, &[&began, &counted]);
    owed(book, &facts).iter().any(|owed| {
        owed.duty.clock == "wf-caseload" && state(&owed.duty, "2026-01-06").name() == "overdue"
    })
}

#[test]
fn le_2_the_limits_of_lists_are_those_of_the_clock_of_caseloads() {
    let book = england();
    let caseload = book.caseload.as_ref().expect("it weighs caseloads");
    let mut seen = 0;
    for limit in &caseload.limits {
        // A newly qualified worker is a social worker by role and newly qualified by employment.
        let role = limit.role.as_deref().unwrap_or("newly-qualified");
        assert!(!too_many(&book, role, limit.most), "{role}: {}", limit.most);
        assert!(
            too_many(&book, role, limit.most + 1),
            "{role}: {}",
            limit.most + 1
        );
        seen += 1;
    }
    assert_eq!(seen, 3);
    assert!(caseload.source.contains("Local practice standard"));
}

#[test]
fn le_2_an_authority_lays_its_own_weights_and_limits_over_the_books() {
    let own = "[local]\ntitle = \"Anytown\"\nedition = \"2026-05\"\n\n\
        [caseload]\nsource = \"Local procedures 7.1, agreed 4 May 2026\"\n\n\
        [[caseload.limit]]\nrole = \"social-worker\"\nmost = 16\n";

    let book = Book::read_under(practice::book::ENGLAND.iter().copied(), [("own.toml", own)]);

    let caseload = book.expect("it is laid over the book").caseload;
    let caseload = caseload.expect("it weighs caseloads");
    assert!(caseload.weights.is_empty());
    let most: Vec<i64> = caseload.limits.iter().map(|limit| limit.most).collect();
    assert_eq!(most, [16]);
    assert!(caseload.source.contains("7.1"));
}

#[test]
fn what_is_late_and_a_danger_comes_before_what_is_not_and_by_the_childs_state() {
    let book = england();
    let lists = &book.lists;
    let state = |name: &str| {
        let state = book.states.iter().position(|state| state.name == name);
        state.expect("a state of the book")
    };
    let (plan, looked_after) = (state("protection-plan"), state("looked-after"));
    let of = |clock: &str, is: Option<usize>| lists.danger_of(clock, |state| Some(state) == is);

    assert!(of("cpp-visit", None) < of("cla-dental", Some(plan)));
    assert!(of("cla-dental", Some(plan)) < of("cla-dental", Some(looked_after)));
    assert!(of("cla-dental", Some(looked_after)) < of("cla-dental", None));
}

/// What is found wrong in the book with this in place of that.
fn wrong(old: &str, new: &str) -> Vec<String> {
    let files: Vec<(&str, String)> = (practice::book::ENGLAND.iter())
        .map(|(file, text)| (*file, text.replacen(old, new, 1)))
        .collect();
    let read = Book::read(files.iter().map(|(file, text)| (*file, text.as_str())));
    let problems = read.expect_err("it is refused").0;
    problems
        .iter()
        .map(|problem| problem.what.clone())
        .collect()
}

#[test]
fn what_lists_name_and_the_book_does_not_have_is_refused() {
    for (old, new, says) in [
        (
            "\"referral-decision-1wd\", \"strategy-discussion\"",
            "\"no-such-clock\", \"strategy-discussion\"",
            "\"no-such-clock\" is no clock of this book",
        ),
        (
            "conference-chair   = [\"conference chair\"",
            "conference-chair   = [\"nobody\"",
            "no clock of this book has the owner \"nobody\"",
        ),
        (
            "promise        = { by = \"by_whom\" }",
            "promise        = { by = \"whom\" }",
            "promise has no field whom",
        ),
        (
            "calendar    = \"service-hours\"",
            "calendar    = \"england-and-wales\"",
            "\"england-and-wales\" is no calendar of this book that opens and closes",
        ),
        (
            "during = \"newly-qualified\"\nmost   = 12",
            "during = \"newly-qualified\"\nmost   = 0",
            "a limit is one child or more",
        ),
        (
            "\"meeting-minutes\", \"letter-written\"",
            "\"no-such-record\"",
            "\"no-such-record\" is no record type of this book",
        ),
        (
            "\"missing-escalation\",\n",
            "\"no-such-record\",\n",
            "\"no-such-record\" is no record type of this book",
        ),
        (
            "\"shift-lead\", \"home-manager\"]",
            "\"nobody\"]",
            "\"nobody\" is no role of this book",
        ),
        (
            "days       = 28",
            "days       = 0",
            "days is between 1 and 92",
        ),
        (
            "first_days = 7",
            "first_days = 29",
            "first_days is between 1 and days",
        ),
        (
            "calendar   = \"england-and-wales\"   # on whose",
            "calendar   = \"sundays\"   # on whose",
            "\"sundays\" is no calendar of this book",
        ),
    ] {
        let found = wrong(old, new);
        assert!(found.iter().any(|what| what == says), "{says}: {found:?}");
    }
}

#[test]
fn what_a_diary_names_and_the_book_does_not_have_is_refused() {
    for (old, new, says) in [
        (
            "on    = \"hearing-listed\"\nat    = \"listed_for\"",
            "on    = \"hearing-listed\"\nat    = \"urgent\"",
            "hearing-listed has no field urgent with a day or a time",
        ),
        (
            "title = \"Hearing\"\nkind  = \"kind\"",
            "title = \"Hearing\"\nkind  = \"listed_on\"",
            "hearing-listed has no field listed_on with a code",
        ),
        (
            "title = \"Meeting\"\nkind  = \"kind\"\nlasts = \"lasts\"",
            "title = \"Meeting\"\nkind  = \"kind\"\nlasts = \"place\"",
            "meeting-arranged has no field place with a number",
        ),
        (
            "kind  = \"kind\"\nclock = \"arranged-told\"",
            "kind  = \"kind\"\nclock = \"no-such-clock\"",
            "\"no-such-clock\" is no clock of this book",
        ),
        (
            "kind  = \"kind\"\nclock = \"arranged-told\"",
            "kind  = \"kind\"\nclock = \"handover-read\"",
            "hearing-listed does not start handover-read",
        ),
        (
            "kind  = \"kind\"\nclock = \"arranged-told\"",
            "kind  = \"kind\"",
            "`off` and `held` need a clock, which they meet",
        ),
        (
            "held  = \"hearing-held\"",
            "held  = \"case-note\"",
            "case-note does not meet arranged-told",
        ),
        (
            "off   = \"meeting-called-off\"\nheld  = \"hearing-held\"",
            "off   = \"hearing-held\"\nheld  = \"hearing-held\"",
            "what is named in `off` closes nothing",
        ),
        (
            "on    = \"review-conference-planned\"",
            "on    = \"conference-planned\"",
            "conference-planned stands twice in the diary",
        ),
    ] {
        let found = wrong(old, new);
        assert!(found.iter().any(|what| what == says), "{says}: {found:?}");
    }
}

#[test]
fn le_3_a_team_manager_is_told_of_what_asks_for_them_and_home_staff_of_all() {
    let book = england();
    let telling = book.telling.expect("it says who is told");

    assert!(telling.tells("case-note") && !telling.tells("import"));
    assert!(telling.tells_team("team-manager", "missing-episode-started"));
    assert!(!telling.tells_team("team-manager", "case-note"));
    assert!(telling.tells_team("home-staff", "case-note"));
    assert!(!telling.tells_team("home-staff", "import"));
    assert!(!telling.is_told_of_team("social-worker"));
}
