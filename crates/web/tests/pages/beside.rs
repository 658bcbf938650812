//! What stands beside an entry: marked passages, who disagrees, and how a child stands with
//! qualified workers; and one record as a letter, a plan or minutes.

use axum::http::StatusCode;
use practice::Id;

use super::site::Site;
use crate::browser::{Browser, Page};

async fn one_child() -> (Site, Id, Browser) {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    let browser = site.signed_in("ada.example").await;
    (site, child, browser)
}

fn has(page: &Page, words: &str) {
    assert!(
        page.words().contains(words),
        "{words:?} in {}",
        page.words()
    );
}

/// Sends a form with what it carries and what was typed.
async fn send(browser: &mut Browser, address: &str, typed: &[(&str, &str)]) -> Page {
    let page = browser.get(address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    let carried = ["draft", "draft-version", "based-on", "f-entry"];
    let carried = carried.map(|name| (name, page.value(name).unwrap_or_default().to_owned()));
    let mut answers: Vec<(&str, &str)> = (carried.iter())
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    answers.extend(typed);
    let address = address.split('?').next().expect("an address");
    browser.post(address, &answers).await
}

const NOTE: [(&str, &str); 6] = [
    ("happened_at", "2026-10-20T09:00:00Z"),
    ("subject", "A call"),
    ("how", "telephone"),
    ("seen", "not-asked"),
    ("note", "He is well. [[third party: Mrs Ames drinks]]"),
    ("next", "Call again"),
];

#[tokio::test]
async fn re_1_a_marked_passage_is_shown_as_such_and_how_it_is_marked_is_said() {
    let (mut site, child, mut ada) = one_child().await;
    let note = site.record(child, "case-note", &NOTE);

    let page = ada.get(&format!("/child/{child}/entry/{note}")).await;

    has(&page, "He is well. About somebody else: Mrs Ames drinks");
    assert!(!page.text.contains("[["), "{}", page.text);
    let form = ada.get(&format!("/child/{child}/record/case-note")).await;
    has(&form, "[[third party: the words]]");
    has(&form, "[[legal advice: the words]]");
    // What a script does is hidden where none runs.
    assert!(form.text.contains("data-by-script=\"\" hidden"));
}

#[tokio::test]
async fn re_2_who_disagrees_is_heard_beside_what_they_disagree_with() {
    let (mut site, child, mut ada) = one_child().await;
    let note = site.record(child, "case-note", &NOTE);
    let entry = format!("/child/{child}/entry/{note}");
    has(
        &ada.get(&entry).await,
        "Record that somebody disagrees with this",
    );
    let address = format!("/child/{child}/record/disagreement?about={note}");
    has(&ada.get(&address).await, "Case note, 20 October 2026");
    let typed = [
        ("f-told_on-day", "1"),
        ("f-told_on-month", "11"),
        ("f-told_on-year", "2026"),
        ("f-who", "child"),
        ("f-with", "That I am well"),
        ("f-says", "I am not well, nobody asked me"),
    ];
    let said = send(&mut ada, &address, &typed).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.words());

    let page = ada.get(&entry).await;
    has(&page, "Somebody disagrees with this");
    has(&page, "I am not well, nobody asked me");
    has(&page, "It is not answered yet");

    let disagreement = said.goes_to().rsplit('/').next().expect("an id").to_owned();
    let answered = [
        ("disagreement", disagreement.as_str()),
        ("answered_on", "2026-11-02"),
        ("answer", "beside"),
        (
            "why",
            "Both stand, so that whoever reads one reads the other",
        ),
    ];
    site.record(child, "disagreement-answered", &answered);
    let page = ada.get(&entry).await;
    has(&page, "What was answered, 2 November 2026");
    has(&page, "Both stand side by side");
    // Another note is not disputed.
    let other = site.record(child, "case-note", &NOTE);
    let page = ada.get(&format!("/child/{child}/entry/{other}")).await;
    assert!(!page.words().contains("I am not well"), "{}", page.words());
}

#[tokio::test]
async fn pr_14_a_child_on_a_plan_is_told_how_long_it_had_no_qualified_worker() {
    let (mut site, child, mut ada) = one_child().await;
    let referral = [("referred_on", "2026-10-01"), ("source", "1A")];
    let referral = site.record(child, "referral", &referral).to_string();
    let plan = [
        ("referral", referral.as_str()),
        ("started_on", "2026-10-24"),
    ];
    site.record(child, "protection-plan-started", &plan);
    let address = format!("/child/{child}");
    // Whether Ada is registered is not recorded.
    let page = ada.get(&address).await;
    has(
        &page,
        "Days without a qualified social worker 0 days of the 10",
    );
    has(&page, "Of 10 days more it is not known");

    let workers = site.read(store::Reader::workers);
    let ada_file = workers.expect("workers").first().map(|row| row.subject);
    let ada_file = ada_file.expect("Ada");
    site.record(
        ada_file,
        "social-worker-registered",
        &[("registered_on", "2026-10-29")],
    );

    let page = ada.get(&address).await;
    has(
        &page,
        "5 days of the 10 days on which the child was owed one",
    );
    assert!(!page.words().contains("None now"), "{}", page.words());
}

/// A plan with one passage that is marked and a question that no part of its layout names.
fn plan(site: &mut Site, child: Id) -> Id {
    site.record(
        child,
        "plan-written",
        &[
            ("written_on", "2026-10-30"),
            ("kind", "child-in-need"),
            ("childs_view", "I want to swim"),
            ("worries", "Nights alone. [[third party: Mrs Ames saw it]]"),
            (
                "actions",
                "Swimming; every Friday\tAda Example\t30 November\nA visit\tAda Example",
            ),
        ],
    )
}

#[tokio::test]
async fn a_plan_is_taken_away_as_a_plan_with_what_is_about_others_left_out() {
    let (mut site, child, mut ada) = one_child().await;
    let entry = plan(&mut site, child).to_string();
    let form = ada.get(&format!("/child/{child}/take?entry={entry}")).await;
    has(
        &form,
        "How should it look? As a plan Each question with its answer",
    );

    let typed = [
        ("entry", entry.as_str()),
        ("purpose", "child"),
        ("layout", "plan"),
    ];
    let page = ada.post(&format!("/child/{child}/take"), &typed).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let copy = ada.get(page.goes_to()).await;

    has(&copy, "Child in need plan for Kofi Fictional");
    has(&copy, "Date of birth: 1 March 2014");
    has(&copy, "What the child wants I want to swim");
    has(&copy, "Nights alone. [withheld: about somebody else]");
    assert!(!copy.text.contains("Mrs Ames"));
    has(
        &copy,
        "What Who By when Swimming; every Friday Ada Example 30 November A visit Ada Example",
    );
    has(
        &copy,
        "If it does not work What happens then is not recorded.",
    );
    has(&copy, "Who Name Signature Date Child or young person");
    has(&copy, "Passages that were left out, and why");
    // What was not answered and has nothing to be said of has no heading.
    assert!(!copy.words().contains("Whom the child sees"));
    let word = ada.get(&format!("{}?as=word", page.goes_to())).await;
    let word = String::from_utf8_lossy(&word.bytes).into_owned();
    assert!(word.contains("What is to be done") && !word.contains("Mrs Ames"));
}

#[tokio::test]
async fn a_letter_reads_as_a_letter_and_minutes_as_minutes() {
    let (mut site, child, mut ada) = one_child().await;
    let letter = [
        ("written_on", "2026-10-30"),
        ("to", "Mr Fictional"),
        ("address", "1 Made-up Road\nExampleton"),
        ("subject", "Your son’s plan"),
        ("words", "We met on Monday."),
        ("from", "Ada Example, social worker"),
    ];
    let letter = site.record(child, "letter-written", &letter).to_string();
    let minutes = [
        ("held_on", "2026-10-30"),
        ("kind", "core-group"),
        ("chair", "Mira Example"),
        (
            "present",
            "Ada Example\tsocial worker\nMr Fictional\tfather",
        ),
        ("decisions", "The plan goes on."),
    ];
    let minutes = site.record(child, "meeting-minutes", &minutes).to_string();
    let mut copies = Vec::new();
    ada.get(&format!("/child/{child}/take?entry={letter}"))
        .await;
    for (entry, layout) in [(&letter, "letter"), (&minutes, "minutes")] {
        let typed = [
            ("entry", entry.as_str()),
            ("purpose", "work"),
            ("layout", layout),
        ];
        let page = ada.post(&format!("/child/{child}/take"), &typed).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
        copies.push(ada.get(page.goes_to()).await);
    }

    has(
        &copies[0],
        "Exampleshire Mr Fictional 1 Made-up Road Exampleton 30 October 2026 Our reference: X1 To whom it concerns Your son’s plan We met on Monday. Yours sincerely Ada Example, social worker",
    );
    assert!(!copies[0].words().contains("What does it say?"));
    has(&copies[1], "Core group: minutes");
    has(
        &copies[1],
        "Name Role Ada Example social worker Mr Fictional father",
    );
    has(&copies[1], "Apologies None.");
    has(&copies[1], "What was decided The plan goes on.");
}

#[tokio::test]
async fn the_first_page_speaks_to_who_somebody_is() {
    let mut site = Site::new();
    site.worker("Ada Example", &[("social-worker", None)]);
    site.worker("Mira Example", &[("team-manager", Some("T1"))]);
    site.worker("Ian Example", &[("administrator", None)]);

    let ada = site.signed_in("ada.example").await.get("/").await;
    has(&ada, "Your children");
    let mira = site.signed_in("mira.example").await.get("/").await;
    has(&mira, "Your team's children");
    let mut ian = site.signed_in("ian.example").await;
    let page = ian.get("/").await;
    has(&page, "Workers and accounts");
    for no in [
        "Your children",
        "Find a child",
        "Your drafts",
        "No child is allocated",
    ] {
        assert!(!page.words().contains(no), "{no}: {}", page.words());
    }
    has(&page, "Workers and teams");
}

#[tokio::test]
async fn pr_5_what_is_to_be_done_is_typed_row_by_row_and_stays_as_it_was_typed() {
    let (site, child, mut ada) = one_child().await;
    let address = format!("/child/{child}/record/plan-written");
    let form = ada.get(&address).await;
    has(&form, "What , row 1");
    let typed = [
        ("f-written_on-day", "30"),
        ("f-written_on-month", "10"),
        ("f-written_on-year", "2026"),
        ("f-kind", "child-in-need"),
        ("f-actions-1-1", "Swimming; every Friday"),
        ("f-actions-1-2", "Ada Example"),
        ("f-actions-1-3", "30 November"),
        ("f-actions-3-1", "A visit"),
    ];
    let page = send(&mut ada, &address, &typed[..4]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text.contains("href=\"#f-actions-1-1\""),
        "{}",
        page.text
    );

    let page = send(&mut ada, &address, &typed).await;

    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let entry = page.goes_to().to_owned();
    let page = ada.get(&entry).await;
    has(&page, "Swimming; every Friday – Ada Example – 30 November");
    // To correct it, each cell stands in its box again.
    let form = ada.get(&format!("{entry}/correct")).await;
    assert_eq!(form.value("f-actions-1-1"), Some("Swimming; every Friday"));
    assert_eq!(form.value("f-actions-1-3"), Some("30 November"));
    assert_eq!(form.value("f-actions-2-1"), Some("A visit"));
    let file = site.read(|reader| reader.file(child)).expect("a file");
    assert!(file.iter().any(|one| one.header.kind == "plan-written"));
}
