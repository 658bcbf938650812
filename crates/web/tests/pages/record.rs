//! Recording, by forms that are drawn from the practice book.

use axum::http::StatusCode;

use super::site::Site;
use crate::browser::{Browser, Page};

async fn one_child() -> (Site, practice::Id, Browser) {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    let browser = site.signed_in("ada.example").await;
    (site, child, browser)
}

/// What a form carries that nobody types.
fn carried(page: &Page) -> Vec<(String, String)> {
    ["draft", "draft-version", "based-on"]
        .map(|name| {
            (
                name.to_owned(),
                page.value(name).unwrap_or_default().to_owned(),
            )
        })
        .to_vec()
}

async fn send(browser: &mut Browser, address: &str, page: &Page, typed: &[(&str, &str)]) -> Page {
    let carried = carried(page);
    let mut answers: Vec<(&str, &str)> = carried
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    answers.extend(typed);
    browser.post(address, &answers).await
}

const REFERRAL: &[(&str, &str)] = &[
    ("f-referred_on-day", "30"),
    ("f-referred_on-month", "10"),
    ("f-referred_on-year", "2026"),
    ("f-source", "1A"),
];

#[tokio::test]
async fn pr_12_what_is_recorded_stands_in_the_file_with_who_and_when() {
    let (_site, child, mut browser) = one_child().await;
    let address = format!("/child/{child}/record/referral");
    let page = browser.get(&address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());

    let page = send(&mut browser, &address, &page, REFERRAL).await;

    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let entry = page.goes_to().to_owned();
    let page = browser.get(&entry).await;
    assert!(page.words().contains("by Ada Example"), "{}", page.words());
    assert!(page.words().contains("30 October 2026"));
    // What is owed follows from it at once.
    let page = browser.get(&format!("/child/{child}/duties")).await;
    assert!(
        page.words().contains("Why is this due?"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_recorded_once() {
    let (site, child, mut browser) = one_child().await;
    let address = format!("/child/{child}/record/referral");
    let page = browser.get(&address).await;

    let one = send(&mut browser, &address, &page, REFERRAL).await;
    let other = send(&mut browser, &address, &page, REFERRAL).await;

    assert_eq!(one.goes_to(), other.goes_to());
    let file = site.read(|reader| reader.file(child)).expect("a file");
    assert_eq!(
        file.iter()
            .filter(|entry| entry.header.kind == "referral")
            .count(),
        1
    );
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_typed_is_lost() {
    let (_site, child, mut browser) = one_child().await;
    let address = format!("/child/{child}/record/referral");
    let page = browser.get(&address).await;
    let typed = [
        ("f-referred_on-day", "31"),
        ("f-referred_on-month", "2"),
        ("f-referred_on-year", "2026"),
    ];

    let page = send(&mut browser, &address, &page, &typed).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words()
            .contains("Date must be a real date, such as 6 6 2027"),
        "{}",
        page.words()
    );
    assert!(page.text.contains("<title>Error: "));
    assert_eq!(page.value("f-referred_on-day"), Some("31"));
}

#[tokio::test]
async fn nothing_can_have_happened_tomorrow() {
    let (_site, child, mut browser) = one_child().await;
    let address = format!("/child/{child}/record/referral");
    let page = browser.get(&address).await;
    let typed = [
        ("f-referred_on-day", "3"),
        ("f-referred_on-month", "11"),
        ("f-referred_on-year", "2026"),
        ("f-source", "1A"),
    ];

    let page = send(&mut browser, &address, &page, &typed).await;

    assert!(
        page.words().contains("must be today or in the past"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn a_draft_outlives_a_time_out_and_a_killed_server() {
    let (site, child, mut browser) = one_child().await;
    let address = format!("/child/{child}/record/referral");
    let page = browser.get(&address).await;
    send(
        &mut browser,
        &format!("{address}/draft"),
        &page,
        &[("f-referred_on-day", "17")],
    )
    .await;

    drop(browser);
    let site = site.restarted();
    site.time.pass(3600);
    let mut browser = site.signed_in("ada.example").await;
    let page = browser.get("/drafts").await;
    assert!(page.words().contains("Kofi Fictional"), "{}", page.words());
    let draft = page
        .text
        .split("?draft=")
        .nth(1)
        .expect("a draft")
        .split('"')
        .next()
        .expect("an id");
    let address = format!("{address}?draft={draft}");
    let page = browser.get(&address).await;
    assert_eq!(page.value("f-referred_on-day"), Some("17"));

    // Recorded, it is a draft no longer.
    let page = send(&mut browser, &address, &page, REFERRAL).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    assert!(
        browser
            .get("/drafts")
            .await
            .words()
            .contains("You have none")
    );
}

#[tokio::test]
async fn what_somebody_else_recorded_meanwhile_is_shown_and_never_overwritten() {
    let (mut site, child, mut browser) = one_child().await;
    let address = format!("/child/{child}/record/referral");
    let page = browser.get(&address).await;
    site.record(
        child,
        "referral",
        &[("referred_on", "2026-10-29"), ("source", "2A")],
    );

    let page = send(&mut browser, &address, &page, REFERRAL).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words()
            .contains("Something was recorded while you were writing"),
        "{}",
        page.words()
    );
    let page = send(&mut browser, &address, &page, REFERRAL).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
}

#[tokio::test]
async fn re_2_a_correction_stands_beside_what_it_corrects_and_a_withdrawal_gives_its_reason() {
    let (mut site, child, mut browser) = one_child().await;
    site.worker("Mira Example", &[("team-manager", Some("T1"))]);
    let team = [
        ("started_on", "2026-10-01"),
        ("team", "T1"),
        ("role", "duty team"),
    ];
    site.record(child, "involvement-started", &team);
    let address = format!("/child/{child}/record/referral");
    let page = browser.get(&address).await;
    let entry = send(&mut browser, &address, &page, REFERRAL)
        .await
        .goes_to()
        .to_owned();

    let correct = format!("{entry}/correct");
    let page = browser.get(&correct).await;
    assert_eq!(page.value("f-referred_on-day"), Some("30"));
    let mut typed = REFERRAL.to_vec();
    typed[0].1 = "29";
    let page = send(&mut browser, &correct, &page, &typed).await;
    assert_eq!(page.goes_to(), entry, "{}", page.words());
    let page = browser.get(&entry).await;
    assert!(
        page.words().contains("What it said before"),
        "{}",
        page.words()
    );
    assert!(page.words().contains("29 October 2026") && page.words().contains("30 October 2026"));

    // To withdraw is the manager's.
    let withdraw = format!("{entry}/withdraw");
    let page = browser.get(&withdraw).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let mut browser = site.signed_in("mira.example").await;
    let page = browser.get(&withdraw).await;
    let page = send(&mut browser, &withdraw, &page, &[("reason", " ")]).await;
    assert!(page.words().contains("Enter why"), "{}", page.words());
    let reason = [("reason", "It was another child")];
    let page = send(&mut browser, &withdraw, &page, &reason).await;
    assert_eq!(page.goes_to(), entry, "{}", page.words());
    let page = browser.get(&entry).await;
    assert!(
        page.words().contains("Reason: It was another child"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn who_may_not_record_is_told_why_and_nothing_is_written() {
    let (mut site, child, _) = one_child().await;
    site.worker("Ines Example", &[("inspector", None)]);
    let mut browser = site.signed_in("ines.example").await;

    let page = browser
        .get(&format!("/child/{child}/record/referral"))
        .await;

    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.words());
    assert!(
        page.words().contains("look, and change nothing"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn a_link_leads_to_what_the_form_offers_and_nowhere_else() {
    let (mut site, child, mut browser) = one_child().await;
    let referral = [("referred_on", "2026-10-29"), ("source", "2A")];
    let own = site.record(child, "referral", &referral);
    let note = [
        ("happened_at", "2026-10-20T09:00:00Z"),
        ("subject", "A call"),
        ("how", "telephone"),
        ("seen", "not-asked"),
        ("note", "He is well."),
        ("next", "Call again"),
    ];
    let another_kind = site.record(child, "case-note", &note);
    let other = site.child("Yaw", "Fictional", "X2");
    let of_another = site.record(other, "referral", &referral);
    let nowhere = site.new_id();
    let address = format!("/child/{child}/record/assessment-started");
    let page = browser.get(&address).await;
    assert!(page.text.contains(&own.to_string()), "{}", page.words());

    for wrong in [another_kind, of_another, nowhere] {
        let wrong = wrong.to_string();
        let typed = [
            ("f-referral", wrong.as_str()),
            ("f-started_on-day", "30"),
            ("f-started_on-month", "10"),
            ("f-started_on-year", "2026"),
        ];
        let page = send(&mut browser, &address, &page, &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.words().contains("Select one of the answers"),
            "{}",
            page.words()
        );
    }
    let file = site.read(|reader| reader.file(child)).expect("a file");
    assert!(
        file.iter()
            .all(|one| one.header.kind != "assessment-started")
    );

    let own = own.to_string();
    let typed = [
        ("f-referral", own.as_str()),
        ("f-started_on-day", "30"),
        ("f-started_on-month", "10"),
        ("f-started_on-year", "2026"),
    ];
    let page = send(&mut browser, &address, &page, &typed).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
}

#[tokio::test]
async fn a_correction_that_was_kept_as_a_draft_goes_on_as_a_correction() {
    let (mut site, child, mut browser) = one_child().await;
    let referral = [("referred_on", "2026-10-29"), ("source", "2A")];
    let entry = site.record(child, "referral", &referral);
    let address = format!("/child/{child}/entry/{entry}/correct");
    let page = browser.get(&address).await;
    let corrects = page.value("corrects").expect("what it corrects").to_owned();
    let mut typed = REFERRAL.to_vec();
    typed.push(("corrects", &corrects));
    let keep = format!("/child/{child}/record/referral/draft");
    let kept = send(&mut browser, &keep, &page, &typed).await;
    assert_eq!(kept.goes_to(), "/drafts", "{}", kept.words());

    let drafts = browser.get("/drafts").await;
    assert!(
        drafts.words().contains("Correct: Referral"),
        "{}",
        drafts.words()
    );
    let again = format!("{address}?draft={}", page.value("draft").expect("a draft"));
    assert!(drafts.text.contains(&again), "{}", drafts.text);
    let page = browser.get(&again).await;
    assert_eq!(page.value("f-referred_on-day"), Some("30"));
    assert!(!page.text.contains("<title>Error"), "{}", page.words());
    let page = send(&mut browser, &address, &page, REFERRAL).await;

    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let file = site.read(|reader| reader.file(child)).expect("a file");
    let mut referrals = file.iter().filter(|one| one.header.kind == "referral");
    let (first, second) = (referrals.next(), referrals.next());
    assert_eq!(first.map(|one| one.header.id), Some(entry));
    let second = second.expect("the correction");
    assert_eq!(second.header.corrects, Some(entry));
    assert!(
        browser
            .get("/drafts")
            .await
            .words()
            .contains("You have none")
    );
}
