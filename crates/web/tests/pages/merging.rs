//! Two files of the same child: laid side by side, merged with a reason, and parted again.

use axum::http::StatusCode;
use practice::Id;

use super::site::Site;
use crate::browser::{Browser, Page};

struct Two {
    site: Site,
    kofi: Id,
    other: Id,
    ada: Id,
}

/// Two files, a social worker who works with both, and the information governance officer.
fn two() -> Two {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    site.worker("Ines Example", &[("information-governance", None)]);
    let kofi = site.child("Kofi", "Fictional", "X1");
    let other = site.child("Kofie", "Fictionall", "X2");
    for child in [kofi, other] {
        site.allocate(child, ada, "2026-10-01");
        site.record(
            child,
            "referral",
            &[("referred_on", "2026-10-01"), ("source", "1A")],
        );
    }
    Two {
        site,
        kofi,
        other,
        ada,
    }
}

fn has(page: &Page, words: &str) {
    assert!(
        page.words().contains(words),
        "{words:?} in {}",
        page.words()
    );
}

/// Merges the second into the first.
async fn merge(browser: &mut Browser, kofi: Id, other: Id) {
    let address = format!("/child/{kofi}/merge");
    let page = browser.get(&format!("{address}?other={other}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    let (stays, other) = (kofi.to_string(), other.to_string());
    let typed = [
        ("entry", page.value("entry").expect("an entry")),
        ("other", &other),
        ("stays", &stays),
        ("reason", "The same mother, and the same birthday."),
    ];
    let merged = browser.post(&address, &typed).await;
    assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.words());
    assert_eq!(merged.goes_to(), format!("/child/{kofi}"));
    // The same form, sent twice.
    let again = browser.post(&address, &typed).await;
    assert_eq!(again.goes_to(), format!("/child/{kofi}"));
}

/// Where parting begins, from the overview.
async fn part(browser: &mut Browser, kofi: Id) -> String {
    let page = browser.get(&format!("/child/{kofi}")).await;
    has(&page, "Another file of this child was merged into this one");
    let at = page.text.find("\">Part them again").expect("a link");
    let from = page.text[..at].rfind("href=\"").expect("a link") + 6;
    page.text[from..at].to_owned()
}

#[tokio::test]
async fn two_files_of_the_same_child_are_seen_side_by_side_and_merged_with_a_reason() {
    let Two {
        site, kofi, other, ..
    } = two();
    let mut ines = site.signed_in("ines.example").await;
    let address = format!("/child/{kofi}/merge");
    let none = ines.get(&format!("{address}?number=X9")).await;
    has(&none, "Enter the number of another child’s file");
    let itself = ines.get(&format!("{address}?number=X1")).await;
    assert_eq!(itself.status, StatusCode::UNPROCESSABLE_ENTITY);

    let page = ines.get(&format!("{address}?number=X2")).await;

    for words in [
        "Are these the same child?",
        "Kofi Fictional, number X1",
        "Kofie Fictionall, number X2",
        "1 March 2014 1 March 2014",
        "Ada Example Ada Example",
    ] {
        has(&page, words);
    }
    assert!(page.text.contains("<title>Are these the same child?"));
    let other_text = other.to_string();
    let typed = [
        ("entry", page.value("entry").expect("an entry")),
        ("other", other_text.as_str()),
    ];
    let empty = ines.post(&address, &typed).await;
    has(&empty, "Select which file stays");
    has(
        &empty,
        "Enter how it is known that they are the same person",
    );

    merge(&mut ines, kofi, other).await;

    let page = ines.get(&format!("/child/{kofi}/timeline")).await;
    has(
        &page,
        "Two files of the same person were merged: The same mother",
    );
    assert_eq!(
        page.words().matches("1 October 2026").count(),
        4,
        "both referrals and both allocations"
    );
    // Both looks are kept, each at its own file.
    for file in [kofi, other] {
        let looks = site.read(|reader| reader.looks_at(file, None, 99));
        let looks = looks.expect("looks");
        assert!(looks.iter().any(|look| look.what == "merge"));
    }
}

#[tokio::test]
async fn what_leads_to_the_merged_file_leads_to_the_one_that_stayed() {
    let Two {
        site, kofi, other, ..
    } = two();
    let mut ada = site.signed_in("ada.example").await;
    let form = ada.get(&format!("/child/{other}/record/referral")).await;
    let draft = form.value("draft").expect("a draft").to_owned();
    let typed = [("draft", draft.as_str()), ("f-referred_on-day", "17")];
    ada.post(&format!("/child/{other}/record/referral/draft"), &typed)
        .await;
    let mut ines = site.signed_in("ines.example").await;
    merge(&mut ines, kofi, other).await;

    for page in ["", "/timeline", "/duties?all=yes", "/documents"] {
        let old = ada.get(&format!("/child/{other}{page}")).await;
        assert_eq!(old.status, StatusCode::SEE_OTHER, "{page}");
        assert_eq!(old.goes_to(), format!("/child/{kofi}{page}"));
    }
    for who in ["X2", "Kofie Fictionall", "X1"] {
        ada.get("/find").await;
        let found = ada.post("/find", &[("who", who)]).await;
        let found = ada.get(found.goes_to()).await;
        assert!(
            found.text.contains(&kofi.to_string()),
            "{who}: {}",
            found.words()
        );
        assert!(!found.text.contains(&other.to_string()), "{who}");
    }
    let children = ada.get("/").await;
    assert!(!children.text.contains(&other.to_string()));
    // What was begun for it goes on.
    let drafts = ada.get("/drafts").await;
    let address = format!("/child/{kofi}/record/referral?draft={draft}");
    assert!(drafts.text.contains(&address), "{}", drafts.text);
    let form = ada.get(&address).await;
    assert_eq!(form.value("f-referred_on-day"), Some("17"));
}

#[tokio::test]
async fn a_file_is_merged_only_by_who_may_and_sees_both() {
    let Two {
        mut site,
        kofi,
        other,
        ..
    } = two();
    let mut ada = site.signed_in("ada.example").await;
    let address = format!("/child/{kofi}/merge");
    assert_eq!(ada.get(&address).await.status, StatusCode::FORBIDDEN);
    has(&ada.get(&format!("/child/{kofi}")).await, "Kofi Fictional");
    assert!(
        !ada.get(&format!("/child/{kofi}"))
            .await
            .words()
            .contains("another file")
    );
    // Restricted, the other is not there for whoever is not named.
    site.record(
        other,
        "restriction-placed",
        &[("placed_on", "2026-10-20"), ("why", "family")],
    );
    let mut ines = site.signed_in("ines.example").await;
    let page = ines.get(&format!("{address}?number=X2")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.words().contains("Kofie"));
}

#[tokio::test]
async fn parted_again_each_thing_recorded_since_is_assigned_and_nothing_is_left_over() {
    let Two {
        mut site,
        kofi,
        other,
        ada,
    } = two();
    let mut ines = site.signed_in("ines.example").await;
    merge(&mut ines, kofi, other).await;
    let note = |subject: &'static str| {
        [
            ("happened_at", "2026-11-02T10:00:00Z"),
            ("subject", subject),
            ("note", "Seen."),
        ]
    };
    let mine = site.record(kofi, "case-note", &note("about Kofi"));
    let theirs = site.record(kofi, "case-note", &note("about Kofie"));
    let address = part(&mut ines, kofi).await;
    let page = ines.get(&address).await;
    has(&page, "Case note: about Kofi.");
    has(&page, "Kofi Fictional, number X1, born 1 March 2014");
    let entry = page.value("entry").expect("an entry").to_owned();
    let (to_mine, to_theirs) = (format!("to-{mine}"), format!("to-{theirs}"));
    let half = [
        ("entry", entry.as_str()),
        (to_mine.as_str(), "this"),
        ("reason", "They met each other."),
    ];
    let refused = ines.post(&address, &half).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(
        &refused,
        "Select to whom this belongs: Case note: about Kofie.",
    );
    let mut all = half.to_vec();
    all.push((to_theirs.as_str(), "other"));

    let parted = ines.post(&address, &all).await;

    assert_eq!(parted.status, StatusCode::SEE_OTHER, "{}", parted.words());
    let timeline = |child: Id| format!("/child/{child}/timeline");
    let one = ines.get(&timeline(kofi)).await;
    let two = ines.get(&timeline(other)).await;
    has(&one, "Case note: about Kofi.");
    assert!(!one.words().contains("about Kofie"), "{}", one.words());
    has(&two, "Case note: about Kofie.");
    assert!(!two.words().contains("about Kofi."), "{}", two.words());
    for page in [&one, &two] {
        has(
            page,
            "Two files that had been merged were parted again: They met each other.",
        );
    }
    // Each goes on by itself.
    let mut ada_ = site.signed_in("ada.example").await;
    let form = ada_.get(&format!("/child/{other}/record/referral")).await;
    let typed = [
        ("draft", form.value("draft").expect("a draft")),
        ("based-on", form.value("based-on").expect("a version")),
        ("f-referred_on-day", "1"),
        ("f-referred_on-month", "11"),
        ("f-referred_on-year", "2026"),
        ("f-source", "2A"),
    ];
    let recorded = ada_
        .post(&format!("/child/{other}/record/referral"), &typed)
        .await;
    assert_eq!(
        recorded.status,
        StatusCode::SEE_OTHER,
        "{}",
        recorded.words()
    );
    assert!(!ada.to_string().is_empty());
}

#[tokio::test]
async fn what_somebody_recorded_in_a_merged_file_meanwhile_is_shown_and_never_overwritten() {
    let Two {
        mut site,
        kofi,
        other,
        ..
    } = two();
    let mut ines = site.signed_in("ines.example").await;
    merge(&mut ines, kofi, other).await;
    let mut ada = site.signed_in("ada.example").await;
    let address = format!("/child/{kofi}/record/referral");
    let form = ada.get(&address).await;
    site.record(
        kofi,
        "case-note",
        &[
            ("happened_at", "2026-11-02T10:00:00Z"),
            ("subject", "a call"),
            ("note", "x"),
        ],
    );
    let typed = [
        ("draft", form.value("draft").expect("a draft")),
        ("based-on", form.value("based-on").expect("a version")),
        ("f-referred_on-day", "1"),
        ("f-referred_on-month", "11"),
        ("f-referred_on-year", "2026"),
        ("f-source", "2A"),
    ];

    let page = ada.post(&address, &typed).await;

    has(&page, "Something was recorded while you were writing");
    has(&page, "Case note: recorded");
}
