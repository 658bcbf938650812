//! The practice book in force, and an authority's own practice taken into force by two people.

use axum::http::StatusCode;
use record::in_force;

use super::site::Site;
use crate::browser::{Browser, Page};

/// A decision that makes one duty shorter.
const SOONER: &str = r#"
[local]
title   = "Anytown's own practice"
edition = "2026-11"

[change.icpc-15wd]
within = "5 working days"
owner  = "duty manager"
source = { cite = "Local procedures 4.2, agreed 1 November 2026" }

[[change.icpc-15wd.example]]
given = ["2026-03-26 strategy-discussion outcome=section-47-enquiry"]
due = 2026-04-02
why = "five working days, agreed locally"

[[change.icpc-15wd.example]]
given = [
  "2026-05-18 referral no_further_action=false",
  "2026-05-18 plan-child-moved-in referral=@1",
]
due = 2026-05-26
why = "a child on a plan moved in; the Spring bank holiday does not count"
"#;

/// Who decided it.
const WHY: (&str, &str) = ("why", "Agreed by the procedures board");

async fn bring(browser: &mut Browser, text: &str) -> Page {
    let shown = browser.get("/administer/book").await;
    let entry = shown.value("entry").expect("a form").to_owned();
    let answers = [("entry", entry.as_str()), WHY];
    let files = [("folder", "procedures.toml", text.as_bytes())];
    browser
        .post_files_for("/administer/book", &answers, &files)
        .await
}

/// Decides on what was brought, for whoever has the form.
async fn decide(browser: &mut Browser, address: &str, what: &str, day: [&str; 3]) -> Page {
    let shown = browser.get(address).await;
    let entry = shown.value("entry").unwrap_or("no form").to_owned();
    let [d, m, y] = day;
    let answers = [
        ("entry", entry.as_str()),
        ("do", what),
        ("from-day", d),
        ("from-month", m),
        ("from-year", y),
        ("why", "So agreed"),
    ];
    browser.post(address, &answers).await
}

#[tokio::test]
async fn the_page_says_which_book_is_in_force_and_that_it_is_the_law_s_alone() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let mut browser = site.signed_in("ian.example").await;

    let page = browser.get("/administer/book").await;

    for says in [
        "In force Title England",
        "From the beginning",
        "the law’s book alone",
    ] {
        assert!(page.words().contains(says), "{says}: {}", page.words());
    }
}

#[tokio::test]
async fn a_practice_with_faults_is_refused_with_the_place_of_every_one_and_kept_nowhere() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let mut browser = site.signed_in("ian.example").await;

    // Longer than the law, and without saying why; and an owner that nobody asked for.
    let longer = SOONER.replace("\"5 working days\"", "\"30 working days\"");
    let page = bring(&mut browser, &longer).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words().contains("procedures.toml, line 6"),
        "{}",
        page.words()
    );
    assert!(
        page.words().contains("why less is done"),
        "{}",
        page.words()
    );
    // A worked example that does not come out.
    let wrong = SOONER.replace("due = 2026-04-02", "due = 2026-04-09");
    let page = bring(&mut browser, &wrong).await;
    assert!(
        page.words().contains("procedures.toml, line 11"),
        "{}",
        page.words()
    );
    // Policies that cannot be read.
    let shown = browser.get("/administer/book").await;
    let entry = shown.value("entry").expect("a form").to_owned();
    let files = [
        ("folder", "procedures.toml", SOONER.as_bytes()),
        ("folder", "more.cedar", b"permit everything;".as_slice()),
    ];
    let answers = [("entry", entry.as_str()), WHY];
    let page = browser
        .post_files_for("/administer/book", &answers, &files)
        .await;
    assert!(
        page.words().contains("more.cedar, line 1"),
        "{}",
        page.words()
    );

    let organisation = site.organisation;
    let kept = site.read(|reader| reader.file(organisation)).expect("read");
    assert!(in_force::brought(&kept).is_empty());
}

#[tokio::test]
async fn what_was_brought_shows_its_differences_and_comes_into_force_by_a_second_person_alone() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    site.worker("Dora Example", &[("director", None)]);
    site.worker("Ines Example", &[("information-governance", None)]);
    let mut ian = site.signed_in("ian.example").await;
    let mut dora = site.signed_in("dora.example").await;
    let mut ines = site.signed_in("ines.example").await;

    let brought = bring(&mut ian, SOONER).await;
    assert_eq!(brought.status, StatusCode::SEE_OTHER, "{}", brought.words());
    let address = brought.goes_to().to_owned();
    let page = ian.get(&address).await;
    for says in [
        "You brought it: somebody else decides",
        "15 working days",
        "5 working days",
        "duty manager",
    ] {
        assert!(page.words().contains(says), "{says}: {}", page.words());
    }
    // Neither who brought it, nor who may only look.
    let own = decide(&mut ian, &address, "approve", ["9", "11", "2026"]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN, "{}", own.words());
    assert!(own.words().contains("that they brought"), "{}", own.words());
    let looking = decide(&mut ines, &address, "approve", ["9", "11", "2026"]).await;
    assert_eq!(looking.status, StatusCode::FORBIDDEN, "{}", looking.words());
    // Not in the past.
    let late = decide(&mut dora, &address, "approve", ["1", "11", "2026"]).await;
    assert!(
        late.words().contains("must be today or later"),
        "{}",
        late.words()
    );

    let decided = decide(&mut dora, &address, "approve", ["9", "11", "2026"]).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.words());
    let page = dora.get("/administer/book").await;
    assert!(
        page.words().contains("Comes into force on 9 November 2026"),
        "{}",
        page.words()
    );
    let organisation = site.organisation;
    let kept = site.read(|reader| reader.file(organisation)).expect("read");
    let [before, on] = ["2026-11-08", "2026-11-09"].map(|day| day.parse().expect("a day"));
    assert_eq!(in_force::due(&kept, before), None);
    let due = in_force::due(&kept, on).expect("it is due");
    assert_eq!(due.title, "England, with Anytown's own practice");
    // Whoever serves the pages is told when the day comes.
    assert!(!site.app().book_is_due());
    site.time.pass(7 * 24 * 3600);
    assert!(site.app().book_is_due());
}

#[tokio::test]
async fn what_was_refused_never_comes_and_says_why() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    site.worker("Dora Example", &[("director", None)]);
    let mut ian = site.signed_in("ian.example").await;
    let mut dora = site.signed_in("dora.example").await;
    let address = bring(&mut ian, SOONER).await.goes_to().to_owned();

    decide(&mut dora, &address, "refuse", ["", "", ""]).await;
    let again = decide(&mut dora, &address, "approve", ["2", "11", "2026"]).await;

    assert_eq!(again.goes_to(), address);
    let page = ian.get(&address).await;
    assert!(page.words().contains("Refused"), "{}", page.words());
    assert!(page.words().contains("So agreed"), "{}", page.words());
    assert!(!site.app().book_is_due());
}

#[tokio::test]
async fn what_it_would_do_to_the_files_there_are_is_counted_beside_the_pages() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    let referral = site.new_id().to_string();
    site.record(
        child,
        "strategy-discussion",
        &[
            ("referral", referral.as_str()),
            ("held_on", "2026-10-19"),
            ("outcome", "section-47-enquiry"),
        ],
    );
    let mut browser = site.signed_in("ian.example").await;
    let address = bring(&mut browser, SOONER).await.goes_to().to_owned();

    let mut page = browser.get(&address).await;
    // It is counted by somebody else: as long as that takes, within reason.
    for _ in 0..10_000 {
        if !page.words().contains("It goes on") {
            break;
        }
        tokio::task::yield_now().await;
        page = browser.get(&address).await;
    }

    assert!(page.words().contains("These are all."), "{}", page.words());
    assert!(page.words().contains("icpc-15wd"), "{}", page.words());
    assert!(!page.words().contains("Kofi"), "{}", page.words());
}

#[tokio::test]
async fn who_does_not_administer_sees_no_book_and_brings_none() {
    let mut site = Site::new();
    site.worker("Sam Madeup", &[("social-worker", None)]);
    let mut browser = site.signed_in("sam.madeup").await;

    for address in [
        "/administer/book",
        "/administer/book/changes?from=law&to=law",
    ] {
        assert_eq!(
            browser.get(address).await.status,
            StatusCode::FORBIDDEN,
            "{address}"
        );
    }
    let files = [("folder", "procedures.toml", SOONER.as_bytes())];
    let page = browser
        .post_files_for("/administer/book", &[WHY], &files)
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}
