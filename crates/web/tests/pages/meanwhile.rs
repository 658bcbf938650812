//! Somebody else's change, met while one corrects, withdraws or decides: shown with what was
//! typed, and never overwritten unread.

use axum::http::StatusCode;
use practice::Id;

use super::site::Site;
use crate::browser::{Browser, Page};

/// A child of Ada's whose team is Mira's, with a referral.
struct Given {
    site: Site,
    child: Id,
    ada: Browser,
    mira: Browser,
    entry: String,
}

async fn referred() -> Given {
    let mut site = Site::new();
    let worker = site.worker("Ada Example", &[("social-worker", None)]);
    site.worker("Mira Example", &[("team-manager", Some("T1"))]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, worker, "2026-10-01");
    let team = [
        ("started_on", "2026-10-01"),
        ("team", "T1"),
        ("role", "duty team"),
    ];
    site.record(child, "involvement-started", &team);
    let referral = [("referred_on", "2026-10-30"), ("source", "1A")];
    let entry = site.record(child, "referral", &referral);
    let ada = site.signed_in("ada.example").await;
    let mira = site.signed_in("mira.example").await;
    Given {
        entry: format!("/child/{child}/entry/{entry}"),
        site,
        child,
        ada,
        mira,
    }
}

fn has(page: &Page, words: &str) {
    assert!(
        page.words().contains(words),
        "{words:?} in {}",
        page.words()
    );
}

/// Sends a form with what it carries that nobody types.
async fn send(browser: &mut Browser, address: &str, page: &Page, typed: &[(&str, &str)]) -> Page {
    let names = ["draft", "draft-version", "based-on", "version"];
    let carried: Vec<(&str, String)> = (names.into_iter())
        .filter_map(|name| Some((name, page.value(name)?.to_owned())))
        .collect();
    let mut answers: Vec<(&str, &str)> = (carried.iter())
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    answers.extend(typed);
    browser.post(address, &answers).await
}

/// The referral as it stands, with this day of October and from this source.
fn referral<'r>(day: &'r str, source: &'r str) -> [(&'r str, &'r str); 4] {
    [
        ("f-referred_on-day", day),
        ("f-referred_on-month", "10"),
        ("f-referred_on-year", "2026"),
        ("f-source", source),
    ]
}

fn many(site: &Site, child: Id, kind: &str) -> usize {
    let file = site.read(|reader| reader.file(child)).expect("a file");
    let kinds = file.iter().filter(|entry| entry.header.kind == kind);
    kinds.count()
}

#[tokio::test]
async fn a_correction_that_meets_another_comes_back_with_both() {
    let mut given = referred().await;
    let address = format!("{}/correct", given.entry);
    let page = given.ada.get(&address).await;
    // Ada corrects the day; Mira, meanwhile, who made it.
    let theirs = given.mira.get(&address).await;
    let theirs = send(&mut given.mira, &address, &theirs, &referral("30", "2A")).await;
    assert_eq!(theirs.goes_to(), given.entry, "{}", theirs.words());

    let page = send(&mut given.ada, &address, &page, &referral("29", "1A")).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Something was recorded while you were writing");
    has(&page, "Referral: corrected 2 November 2026");
    has(&page, "by Mira Example");
    has(&page, "Who referred?");
    has(&page, "It said before: An individual");
    // What Ada typed stands there, and what Mira changed and Ada did not.
    assert_eq!(page.value("f-referred_on-day"), Some("29"));
    assert!(page.text.contains("value=\"2A\" selected"), "{}", page.text);
    assert_eq!(many(&given.site, given.child, "referral"), 2);

    let page = send(&mut given.ada, &address, &page, &referral("29", "2A")).await;
    assert_eq!(page.goes_to(), given.entry, "{}", page.words());
    let page = given.ada.get(&given.entry).await;
    has(&page, "29 October 2026");
    assert_eq!(many(&given.site, given.child, "referral"), 3);
}

#[tokio::test]
async fn a_correction_of_what_was_withdrawn_meanwhile_comes_back_with_what_was_typed() {
    let mut given = referred().await;
    let address = format!("{}/correct", given.entry);
    let page = given.ada.get(&address).await;
    let keep = format!("/child/{}/record/referral/draft", given.child);
    let corrects = page.value("corrects").expect("what it corrects").to_owned();
    let mut typed = referral("28", "1A").to_vec();
    typed.push(("corrects", corrects.as_str()));
    send(&mut given.ada, &keep, &page, &typed).await;
    let withdraw = format!("{}/withdraw", given.entry);
    let theirs = given.mira.get(&withdraw).await;
    let why = [("reason", "It was another child")];
    let theirs = send(&mut given.mira, &withdraw, &theirs, &why).await;
    assert_eq!(theirs.goes_to(), given.entry, "{}", theirs.words());

    let page = send(&mut given.ada, &address, &page, &referral("29", "1A")).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "This was withdrawn while you were writing");
    has(&page, "Reason: It was another child");
    assert_eq!(page.value("f-referred_on-day"), Some("29"));
    let draft = page.value("draft").expect("a draft").to_owned();
    let page = send(&mut given.ada, &address, &page, &referral("29", "1A")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(many(&given.site, given.child, "referral"), 2);
    // Nor is what was kept as a draft lost.
    let page = given.ada.get(&format!("{address}?draft={draft}")).await;
    has(&page, "This was withdrawn while you were writing");
    assert_eq!(page.value("f-referred_on-day"), Some("28"));
    let page = given.ada.get(&address).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_withdrawal_that_meets_a_correction_comes_back_with_its_reason() {
    let mut given = referred().await;
    let address = format!("{}/withdraw", given.entry);
    let page = given.mira.get(&address).await;
    let correct = format!("{}/correct", given.entry);
    let theirs = given.ada.get(&correct).await;
    send(&mut given.ada, &correct, &theirs, &referral("29", "1A")).await;
    let why = [("reason", "The day is wrong")];

    let page = send(&mut given.mira, &address, &page, &why).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Referral: corrected 2 November 2026");
    has(&page, "by Ada Example");
    has(&page, "The day is wrong");
    has(&given.mira.get(&given.entry).await, "Withdraw this");
    // Read, and meant all the same.
    let page = send(&mut given.mira, &address, &page, &why).await;
    assert_eq!(page.goes_to(), given.entry, "{}", page.words());
    has(&given.mira.get(&given.entry).await, "Withdrawn");
    // The same form, sent once more, withdraws it once.
    let page = given.mira.post(&address, &why).await;
    assert_eq!(page.goes_to(), given.entry, "{}", page.words());
    assert_eq!(many(&given.site, given.child, "referral"), 3);
}

/// An assessment that Ada wrote up and sent, to be authorised.
async fn sent(given: &mut Given) -> String {
    let child = given.child;
    let referral = given.entry.rsplit('/').next().expect("an id").to_owned();
    let about = ("referral", referral.as_str());
    let started = [about, ("started_on", "2026-10-30")];
    let started = (given.site.record(child, "assessment-started", &started)).to_string();
    let seen = [about, ("seen_on", "2026-10-31")];
    given.site.record(child, "child-seen", &seen);
    let address = format!("/child/{child}/record/assessment-written");
    let page = given.ada.get(&address).await;
    let typed = [
        ("f-referral", referral.as_str()),
        ("f-assessment", &started),
        ("f-written_on-day", "1"),
        ("f-written_on-month", "11"),
        ("f-written_on-year", "2026"),
        ("f-childs_views", "I want to stay."),
        ("f-analysis", "What it means."),
        ("f-outcome", "no-further-action"),
    ];
    let page = send(&mut given.ada, &address, &page, &typed).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let entry = page.goes_to().to_owned();
    let address = format!("{entry}/send");
    let page = given.ada.get(&address).await;
    let page = send(&mut given.ada, &address, &page, &[]).await;
    assert_eq!(page.goes_to(), entry, "{}", page.words());
    entry
}

#[tokio::test]
async fn a_decision_that_meets_a_new_record_comes_back_with_its_words() {
    let mut given = referred().await;
    let entry = sent(&mut given).await;
    let address = format!("{entry}/decide");
    let page = given.mira.get(&address).await;
    let note = [
        ("happened_at", "2026-11-02T11:00:00Z"),
        ("subject", "He is missing"),
        ("how", "telephone"),
        ("seen", "not-asked"),
        ("note", "His mother called"),
        ("next", "Find him"),
    ];
    let typed = [("decision", "authorise"), ("comments", "Short & clear")];
    // It is recorded at the very moment between what is read and what is written.
    let child = given.child;
    (given.site).record_meanwhile_after(1, child, "case-note", &note);

    let page = send(&mut given.mira, &address, &page, &typed).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Case note: recorded 2 November 2026");
    has(&page, "He is missing");
    has(&page, "Short & clear");
    assert_eq!(many(&given.site, child, "authorised"), 0);
    let page = send(&mut given.mira, &address, &page, &typed).await;
    assert_eq!(page.goes_to(), entry, "{}", page.words());
    assert_eq!(many(&given.site, child, "authorised"), 1);
}

#[tokio::test]
async fn who_decides_after_somebody_else_did_is_told_and_keeps_their_words() {
    let mut given = referred().await;
    (given.site).worker("Bo Example", &[("team-manager", Some("T1"))]);
    let mut bo = given.site.signed_in("bo.example").await;
    let entry = sent(&mut given).await;
    let address = format!("{entry}/decide");
    let page = given.mira.get(&address).await;
    let theirs = bo.get(&address).await;
    let returned = [("decision", "return"), ("comments", "What does he say?")];
    let theirs = send(&mut bo, &address, &theirs, &returned).await;
    assert_eq!(theirs.goes_to(), entry, "{}", theirs.words());

    let typed = [
        ("decision", "authorise"),
        ("comments", "He says it in his own words"),
    ];
    let page = send(&mut given.mira, &address, &page, &typed).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Bo Example returned this 2 November 2026");
    has(&page, "What does he say?");
    has(&page, "What you typed He says it in his own words");
    assert_eq!(many(&given.site, given.child, "authorised"), 0);
}
