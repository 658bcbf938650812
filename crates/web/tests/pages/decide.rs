//! Deciding: sent, returned with comments, authorised by somebody else, and what was let
//! through (LE-3, LE-11, PR-12).

use axum::http::StatusCode;
use practice::Id;

use super::site::Site;
use crate::browser::{Browser, Page};

/// A child of Ada's whose team is Mira's, with an assessment that Ada has written up.
struct Given {
    site: Site,
    child: Id,
    ada: Browser,
    entry: String,
}

async fn written_up(seen: bool) -> Given {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    site.worker("Mira Example", &[("team-manager", Some("T1"))]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    let team = [
        ("started_on", "2026-10-01"),
        ("team", "T1"),
        ("role", "duty team"),
    ];
    site.record(child, "involvement-started", &team);
    let referral = [("referred_on", "2026-10-01"), ("source", "1A")];
    let referral = site.record(child, "referral", &referral).to_string();
    let started = [
        ("referral", referral.as_str()),
        ("started_on", "2026-10-01"),
    ];
    let started = site
        .record(child, "assessment-started", &started)
        .to_string();
    if seen {
        let seen = [("referral", referral.as_str()), ("seen_on", "2026-10-05")];
        site.record(child, "child-seen", &seen);
    }
    let mut ada = site.signed_in("ada.example").await;
    let address = format!("/child/{child}/record/assessment-written");
    let page = ada.get(&address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    let page = send(
        &mut ada,
        &address,
        &page,
        &[
            ("f-referral", &referral),
            ("f-assessment", &started),
            ("f-written_on-day", "30"),
            ("f-written_on-month", "10"),
            ("f-written_on-year", "2026"),
            ("f-childs_views", "I want to stay."),
            ("f-analysis", "What it means."),
            ("f-outcome", "no-further-action"),
        ],
    )
    .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let entry = page.goes_to().to_owned();
    Given {
        site,
        child,
        ada,
        entry,
    }
}

/// Sends a form with what it carries that nobody types.
async fn send(browser: &mut Browser, address: &str, page: &Page, typed: &[(&str, &str)]) -> Page {
    let carried: Vec<(&str, String)> = ["draft", "draft-version", "based-on", "version"]
        .into_iter()
        .filter_map(|name| Some((name, page.value(name)?.to_owned())))
        .collect();
    let mut answers: Vec<(&str, &str)> = carried
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    answers.extend(typed);
    browser.post(address, &answers).await
}

/// Shows a form of an entry and sends it with this typed.
async fn fill(browser: &mut Browser, entry: &str, form: &str, typed: &[(&str, &str)]) -> Page {
    let address = format!("{entry}/{form}");
    let page = browser.get(&address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    send(browser, &address, &page, typed).await
}

fn has(page: &Page, words: &str) {
    assert!(
        page.words().contains(words),
        "{words:?} in {}",
        page.words()
    );
}

fn has_not(page: &Page, words: &str) {
    assert!(
        !page.words().contains(words),
        "{words:?} in {}",
        page.words()
    );
}

#[tokio::test]
async fn le_11_an_assessment_is_sent_authorised_by_name_and_day_and_so_is_complete() {
    let Given {
        site,
        child,
        mut ada,
        entry,
    } = written_up(true).await;
    has(&ada.get(&entry).await, "Not sent for authorisation");

    let page = fill(&mut ada, &entry, "send", &[("comments", "Please read.")]).await;

    assert_eq!(page.goes_to(), entry, "{}", page.words());
    has(&ada.get(&entry).await, "Waiting for authorisation");
    site.time.pass(3 * 24 * 3600);
    let mut mira = site.signed_in("mira.example").await;
    let list = mira.get("/to-authorise").await;
    has(&list, "Kofi Fictional Assessment written up");
    has(&list, "by Ada Example, 3 days Nothing");
    let page = fill(&mut mira, &entry, "decide", &[("decision", "authorise")]).await;
    assert_eq!(page.goes_to(), entry, "{}", page.words());
    let page = mira.get(&entry).await;
    has(&page, "Authorised Authorised 5 November 2026");
    has(&page, "by Mira Example");
    has(
        &mira.get("/to-authorise").await,
        "Nothing is waiting for you",
    );
    // What follows from it in the book is recorded with it.
    let timeline = mira.get(&format!("/child/{child}/timeline")).await;
    has(&timeline, "Assessment authorised.");
    has(&timeline, "Assessment written up was authorised.");
}

#[tokio::test]
async fn le_11_work_that_goes_ahead_without_an_authorisation_is_listed_to_the_manager() {
    let Given { site, .. } = written_up(true).await;
    let mut mira = site.signed_in("mira.example").await;

    let list = mira.get("/to-authorise").await;

    has(&list, "Nothing is waiting for you");
    has(&list, "nobody has authorised it");
    has(
        &list,
        "Written 2 November 2026, 12pm by Ada Example, 0 days",
    );
}

#[tokio::test]
async fn nobody_authorises_what_they_wrote_corrected_or_sent_themselves() {
    let Given {
        mut site,
        child,
        mut ada,
        entry,
    } = written_up(true).await;
    fill(&mut ada, &entry, "send", &[]).await;
    // A worker may not authorise at all.
    let page = ada.get(&format!("{entry}/decide")).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);

    // Nor may a manager who corrected it, although they may authorise what others wrote.
    let mut mira = site.signed_in("mira.example").await;
    has(&mira.get(&entry).await, "Authorise or return");
    let typed = [("f-analysis", "What it means, corrected.")];
    let correct = format!("{entry}/correct");
    let page = mira.get(&correct).await;
    has(&page, "Once it is corrected it has to be sent again");
    let kept = [
        "f-written_on-day",
        "f-written_on-month",
        "f-written_on-year",
    ]
    .map(|name| (name, page.value(name).unwrap_or_default().to_owned()));
    let file = site.read(|reader| reader.file(child));
    let file = file.expect("a file");
    let id = |kind: &str| {
        let found = file.iter().find(|one| one.header.kind == kind);
        found.expect("an entry").header.id.to_string()
    };
    let links = [
        ("f-referral", id("referral")),
        ("f-assessment", id("assessment-started")),
        ("f-childs_views", "I want to stay.".to_owned()),
        ("f-outcome", "no-further-action".to_owned()),
    ];
    let mut all: Vec<(&str, &str)> = kept.iter().map(|(n, v)| (*n, v.as_str())).collect();
    all.extend(links.iter().map(|(n, v)| (*n, v.as_str())));
    all.extend(typed);
    let page = send(&mut mira, &correct, &page, &all).await;
    assert_eq!(page.goes_to(), entry, "{}", page.words());
    fill(&mut ada, &entry, "send", &[]).await;
    has_not(&mira.get(&entry).await, "Authorise or return");
    let page = mira
        .post(&format!("{entry}/decide"), &[("decision", "authorise")])
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.words());
    has(&page, "Nobody authorises what they recorded themselves");

    // Somebody else may.
    site.worker("Sam Example", &[("service-manager", None)]);
    let mut sam = site.signed_in("sam.example").await;
    let page = fill(&mut sam, &entry, "decide", &[("decision", "authorise")]).await;
    assert_eq!(page.goes_to(), entry, "{}", page.words());
}

#[tokio::test]
async fn le_3_what_is_returned_says_what_has_to_change_and_stands_in_the_workers_own_list() {
    let Given {
        site,
        mut ada,
        entry,
        ..
    } = written_up(true).await;
    fill(&mut ada, &entry, "send", &[]).await;
    let mut mira = site.signed_in("mira.example").await;

    let page = fill(&mut mira, &entry, "decide", &[("decision", "return")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Enter what has to change");
    let typed = [
        ("decision", "return"),
        ("comments", "Say what the father thinks."),
    ];
    fill(&mut mira, &entry, "decide", &typed).await;

    let page = ada.get(&entry).await;
    has(&page, "Returned for changes");
    has(&page, "Say what the father thinks.");
    let list = ada.get("/to-authorise").await;
    has(&list, "Yours, and not authorised");
    has(&list, "by Mira Example");
}

#[tokio::test]
async fn pr_12_a_gate_says_what_is_missing_and_is_let_through_with_a_reason_that_is_listed() {
    let Given {
        site,
        mut ada,
        entry,
        ..
    } = written_up(false).await;
    let page = ada.get(&entry).await;
    has(
        &page,
        "It is not recorded that the child was seen. Record: Child seen",
    );

    // The worker says why; the manager decides.
    let page = fill(&mut ada, &entry, "send", &[]).await;
    has(
        &page,
        "Enter why it should be authorised although something is missing",
    );
    fill(&mut ada, &entry, "send", &[("comments", "He is abroad.")]).await;
    let mut mira = site.signed_in("mira.example").await;
    let page = fill(&mut mira, &entry, "decide", &[("decision", "authorise")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(
        &page,
        "Enter why it can be authorised although this is missing",
    );
    let typed = [
        ("decision", "authorise"),
        (
            "although-child-seen",
            "Seen by the consulate; to be seen on return.",
        ),
    ];
    let page = fill(&mut mira, &entry, "decide", &typed).await;
    assert_eq!(page.goes_to(), entry, "{}", page.words());

    has(&ada.get(&entry).await, "Authorised");
    let list = mira.get("/to-authorise").await;
    has(&list, "Let through although something was missing");
    has(&list, "Seen by the consulate");
    // Reasons are the file's: to read them in the list is a look at it.
    let looks = mira
        .get(&entry.replace(&entry[entry.find("/entry").expect("an entry")..], "/looks"))
        .await;
    has(&looks, "What was let through");
}

#[tokio::test]
async fn a_service_manager_sees_what_waits_in_a_team() {
    let Given {
        mut site,
        mut ada,
        entry,
        ..
    } = written_up(true).await;
    fill(&mut ada, &entry, "send", &[]).await;
    site.worker("Sam Example", &[("service-manager", None)]);
    let team = site.new_id();
    let named = [
        ("told_on", "2026-01-01"),
        ("name", "North team"),
        ("code", "T1"),
    ];
    site.record(team, "team-details", &named);
    let mut sam = site.signed_in("sam.example").await;

    has(
        &sam.get("/to-authorise").await,
        "Nothing is waiting for you",
    );
    let list = sam.get(&format!("/to-authorise?team={team}")).await;

    has(&list, "Kofi Fictional");
    // A worker has no team to choose.
    has_not(&ada.get("/to-authorise").await, "Whose work?");
}

#[tokio::test]
async fn le_11_what_was_delegated_waits_for_whom_it_was_delegated_to() {
    let Given {
        mut site,
        mut ada,
        entry,
        ..
    } = written_up(true).await;
    fill(&mut ada, &entry, "send", &[]).await;
    let dele = site.worker("Dele Example", &[("social-worker", None)]);
    let mut browser = site.signed_in("dele.example").await;
    has(
        &browser.get("/to-authorise").await,
        "Nothing is waiting for you",
    );
    assert_eq!(browser.get(&entry).await.status, StatusCode::FORBIDDEN);

    let workers = site.read(store::Reader::workers);
    let mut workers = workers.expect("workers").into_iter();
    let mira = workers.find(|worker| worker.name == "Mira Example");
    let mira = mira.expect("a worker").subject;
    let dele = dele.to_string();
    let delegated = [
        ("from", "2026-11-01"),
        ("until", "2026-11-30"),
        ("worker", dele.as_str()),
        ("what", "assessment-written"),
    ];
    site.record(mira, "authorisation-delegated", &delegated);

    has(&browser.get("/to-authorise").await, "Kofi Fictional");
    let page = fill(&mut browser, &entry, "decide", &[("decision", "authorise")]).await;
    assert_eq!(page.goes_to(), entry, "{}", page.words());
    has(&browser.get(&entry).await, "by Dele Example");
    has(
        &browser.get("/to-authorise").await,
        "Nothing is waiting for you",
    );
}

#[tokio::test]
async fn a_form_that_is_sent_twice_decides_once() {
    let Given {
        site,
        child,
        mut ada,
        entry,
    } = written_up(true).await;
    fill(&mut ada, &entry, "send", &[]).await;
    let mut mira = site.signed_in("mira.example").await;
    let address = format!("{entry}/decide");
    let page = mira.get(&address).await;
    let typed = [("decision", "authorise")];

    send(&mut mira, &address, &page, &typed).await;
    let page = send(&mut mira, &address, &page, &typed).await;

    assert_eq!(page.goes_to(), entry, "{}", page.words());
    let file = site.read(|reader| reader.file(child));
    let many = |kind: &str| {
        let file = file.as_ref().expect("a file").iter();
        file.filter(|one| one.header.kind == kind).count()
    };
    assert_eq!((many("authorised"), many("assessment-authorised")), (1, 1));
}

#[tokio::test]
async fn a_long_list_is_read_page_by_page_and_nothing_of_it_is_left_out() {
    let mut site = Site::new();
    site.worker("Mira Example", &[("team-manager", Some("T1"))]);
    let child = site.child("Kofi", "Fictional", "X1");
    let team = [
        ("started_on", "2026-10-01"),
        ("team", "T1"),
        ("role", "duty team"),
    ];
    site.record(child, "involvement-started", &team);
    for number in 1..=27 {
        let written_on = format!("2026-10-{number:02}");
        let written = [("written_on", written_on.as_str())];
        let entry = site.record(child, "assessment-written", &written);
        let (entry, sent_at) = (entry.to_string(), format!("{written_on}T15:00:00Z"));
        let sent = [
            ("entry", entry.as_str()),
            ("version", entry.as_str()),
            ("what", "Assessment written up"),
            ("sent_at", sent_at.as_str()),
        ];
        site.record(child, "sent-for-authorisation", &sent);
    }
    let mut mira = site.signed_in("mira.example").await;

    let first = mira.get("/to-authorise").await;
    let rest = mira.get("/to-authorise?list=waiting&page=2").await;

    let waits = |page: &Page| page.words().matches("Sent ").count();
    assert_eq!((waits(&first), waits(&rest)), (25, 2));
    assert!(first.words().contains("All 27"), "{}", first.words());
    // The oldest come first.
    assert!(first.words().contains("Sent 1 October 2026"));
    assert!(rest.words().contains("Sent 27 October 2026"));
    assert!(rest.words().contains("Previous"), "{}", rest.words());
}
