//! Reading a file.

use axum::http::StatusCode;

use super::site::Site;

#[tokio::test]
async fn le_1_a_new_worker_reads_who_the_child_is_what_is_owed_and_what_happened() {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    let referral = site.record(
        child,
        "referral",
        &[("referred_on", "2026-09-01"), ("source", "1A")],
    );
    let referral = referral.to_string();
    site.record(
        child,
        "assessment-started",
        &[("referral", &referral), ("started_on", "2026-09-01")],
    );
    let mut browser = site.signed_in("ada.example").await;

    let page = browser.get("/").await;
    assert!(page.words().contains("Kofi Fictional"), "{}", page.words());
    let page = browser.get(&format!("/child/{child}")).await;
    assert_eq!(page.status, StatusCode::OK);
    for said in [
        "Kofi Fictional",
        "12 years old",
        "Ada Example",
        "Assessment started",
    ] {
        assert!(page.words().contains(said), "{said}: {}", page.words());
    }
    // Nothing personal in the title or the address.
    assert!(
        !page
            .text
            .split("</title>")
            .next()
            .expect("a title")
            .contains("Kofi")
    );

    let page = browser.get(&format!("/child/{child}/duties")).await;
    assert!(page.words().contains("Overdue"), "{}", page.words());
    let why = page.text.split("/duty/").nth(1).expect("a duty");
    let why = why.split('"').next().expect("an address");
    let page = browser.get(&format!("/child/{child}/duty/{why}")).await;
    assert!(
        page.words().contains("What asks for it"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn re_2_a_file_is_read_as_it_was_known_on_a_day() {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    site.time.pass(10 * 24 * 3600);
    site.record(
        child,
        "referral",
        &[("referred_on", "2026-11-10"), ("source", "1A")],
    );
    let mut browser = site.signed_in("ada.example").await;

    let then = browser
        .get(&format!("/child/{child}/timeline?day=5&month=11&year=2026"))
        .await;
    let now = browser.get(&format!("/child/{child}/timeline")).await;

    assert!(
        then.words()
            .contains("as it was known at the end of 5 November 2026")
    );
    assert!(
        !then.words().contains("10 November 2026"),
        "{}",
        then.words()
    );
    assert!(now.words().contains("10 November 2026"));
}

#[tokio::test]
async fn every_look_at_a_file_is_listed_for_whoever_answers_for_it() {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    site.worker("Ines Example", &[("information-governance", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    site.signed_in("ada.example")
        .await
        .get(&format!("/child/{child}/timeline"))
        .await;

    let mut governance = site.signed_in("ines.example").await;
    let page = governance.get(&format!("/child/{child}/looks")).await;

    assert!(
        page.words().contains("Ada Example Timeline"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn a_file_one_has_nothing_to_do_with_is_opened_in_an_emergency_alone() {
    let mut site = Site::new();
    site.worker("Bo Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    let mut browser = site.signed_in("bo.example").await;

    let page = browser.get(&format!("/child/{child}")).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(!page.words().contains("Kofi"), "{}", page.words());
    let glass = format!("/child/{child}/break-glass");
    browser.get(&glass).await;
    let page = browser.post(&glass, &[("reason", "")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reason = "The police hold him now and ask where he can go";
    let page = browser.post(&glass, &[("reason", reason)]).await;
    assert_eq!(page.goes_to(), format!("/child/{child}"));
    assert!(
        browser
            .get(&format!("/child/{child}"))
            .await
            .words()
            .contains("Kofi")
    );

    site.time.pass(12 * 3600);
    let mut browser = site.signed_in("bo.example").await;
    assert_eq!(
        browser.get(&format!("/child/{child}")).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_restricted_child_is_not_there_for_whoever_is_not_named() {
    let mut site = Site::new();
    site.worker("Bo Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    let restriction = [("placed_on", "2026-11-01T09:00:00Z"), ("why", "colleague")];
    site.record(child, "restriction-placed", &restriction);
    let mut browser = site.signed_in("bo.example").await;

    let there = browser.get(&format!("/child/{child}")).await;
    let not = browser.get("/child/0123456789abcdef0123456789abcdef").await;

    assert_eq!(there.status, StatusCode::NOT_FOUND);
    assert_eq!(there.text, not.text);
}

#[tokio::test]
async fn every_answer_is_guarded() {
    let mut site = Site::new();
    site.worker("Ada Example", &[]);
    let mut browser = site.signed_in("ada.example").await;

    for address in ["/", "/find", "/no-such-page", "/sign-in", "/accessibility"] {
        let page = browser.get(address).await;
        let header = |name: &str| {
            page.headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        assert!(
            header("content-security-policy").contains("default-src 'none'"),
            "{address}"
        );
        assert!(
            !header("content-security-policy").contains("unsafe"),
            "{address}"
        );
        assert_eq!(header("cache-control"), "no-store", "{address}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{address}");
        assert!(
            !page.text.contains("style=\"") && !page.text.contains("<script>"),
            "{address}"
        );
    }
}

#[tokio::test]
async fn who_is_who_to_the_child_is_drawn_and_said_in_words() {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    let mother = [
        ("known_on", "2026-10-01"),
        ("name", "Efua Fictional"),
        ("relation", "mother"),
    ];
    site.record(child, "relationship", &mother);
    let at_home = [
        ("from", "2020-01-01"),
        ("name", "Efua Fictional"),
        ("relation", "mother"),
    ];
    site.record(child, "household-member", &at_home);
    let mut browser = site.signed_in("ada.example").await;

    let page = browser.get(&format!("/child/{child}/family")).await;

    assert!(page.text.contains("<svg"), "{}", page.words());
    assert!(
        page.words()
            .contains("Who To the child Parents Born and died"),
        "{}",
        page.words()
    );
    assert!(
        page.words().contains(
            "On 2 November 2026 Who To the child Since Efua Fictional Mother 1 January 2020"
        ),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn re_3_what_a_file_should_hold_and_does_not_is_said_with_who_sees_to_it() {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    let episode = [
        ("started_on", "2026-05-01"),
        ("legal_status", "V2"),
        ("placement", "U6"),
        ("reason", "S"),
        ("category_of_need", "N1"),
    ];
    site.record(child, "care-episode-started", &episode);
    let mut browser = site.signed_in("ada.example").await;

    let page = browser.get(&format!("/child/{child}/missing")).await;

    assert!(
        page.words().contains("The child's own words, lately"),
        "{}",
        page.words()
    );
    assert!(page.words().contains("Social worker"), "{}", page.words());
}

#[tokio::test]
async fn warnings_for_whoever_visits_stand_before_everything_else() {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    let warning = [
        ("raised_on", "2026-10-02"),
        ("kind", "violence"),
        ("what", "He threatened the last worker"),
        ("review_on", "2026-10-20"),
    ];
    site.record(child, "worker-safety-warning", &warning);
    let mut browser = site.signed_in("ada.example").await;

    let page = browser.get(&format!("/child/{child}")).await;

    let words = page.words();
    let warning = words.find("Violence or threats").expect("the warning");
    assert!(
        warning < words.find("Owed this week").expect("what is owed"),
        "{words}"
    );
    assert!(words.contains("Review was due 20 October 2026"), "{words}");
}

#[tokio::test]
async fn le_1_a_worker_is_named_where_a_return_tells_a_number() {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let told = [
        ("told_on", "2026-02-01"),
        ("name", "Ada Example"),
        ("number", "SW200427"),
    ];
    site.record(ada, "worker-details", &told);
    let child = site.child("Kofi", "Fictional", "X1");
    let allocated = [("started_on", "2026-10-01"), ("worker", "SW200427")];
    let entry = site.record(child, "social-worker-allocated", &allocated);
    let unknown = [("started_on", "2026-09-01"), ("worker", "SW999999")];
    site.record(child, "social-worker-allocated", &unknown);
    // The same figures where no worker is meant stay what they are.
    let note = [
        ("happened_at", "2026-10-20T09:00:00Z"),
        ("subject", "SW200427"),
        ("how", "telephone"),
        ("seen", "not-asked"),
        ("note", "He is well."),
        ("next", "Call again"),
    ];
    site.record(child, "case-note", &note);
    let mut browser = site.signed_in("ada.example").await;

    for page in ["", "/timeline", &format!("/entry/{entry}")] {
        let page = browser.get(&format!("/child/{child}{page}")).await;
        let words = page.words();
        assert!(words.contains("Social worker Ada Example"), "{words}");
        assert!(!words.contains("Social worker SW200427"), "{words}");
    }
    let timeline = browser.get(&format!("/child/{child}/timeline")).await;
    let words = timeline.words();
    assert!(words.contains("Social worker SW999999"), "{words}");
    assert!(words.contains("SW200427"), "{words}");

    // What is taken away says it too.
    let entry = entry.to_string();
    let typed = [
        ("entry", entry.as_str()),
        ("purpose", "work"),
        ("layout", "answers"),
    ];
    browser
        .get(&format!("/child/{child}/take?entry={entry}"))
        .await;
    let taken = browser.post(&format!("/child/{child}/take"), &typed).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.words());
    let copy = browser.get(taken.goes_to()).await;
    let words = copy.words();
    assert!(
        words.contains("Ada Example") && !words.contains("SW200427"),
        "{words}"
    );
}

#[tokio::test]
async fn a_file_with_hundreds_of_duties_is_read_page_by_page_and_none_is_left_out() {
    // Given a child to whom more was promised than a page holds
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    for number in 0..130 {
        let what = format!("A thing, number {number}");
        let promise = [
            ("made_on", "2026-10-02"),
            ("what", what.as_str()),
            ("by_whom", "Ada Example"),
            ("by", "2026-10-20"),
        ];
        site.record(child, "promise", &promise);
    }
    let mut browser = site.signed_in("ada.example").await;
    // When all that is owed is read, page by page
    let mut found = std::collections::BTreeSet::new();
    for page in 1..=2 {
        let address = format!("/child/{child}/duties?all=yes&page={page}");
        let shown = browser.get(&address).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(shown.text.len() < 100_000, "{} bytes", shown.text.len());
        let kept = shown.text.split("/duty/").skip(1);
        let kept = kept.filter_map(|rest| rest.split(['"', '?']).next());
        found.extend(
            kept.filter(|duty| duty.starts_with("promise-kept"))
                .map(str::to_owned),
        );
    }
    // Then each of them stands there, and a number that no page has is no error
    assert_eq!(found.len(), 130);
    let beyond = format!("/child/{child}/timeline?page={}", usize::MAX);
    assert_eq!(browser.get(&beyond).await.status, StatusCode::OK);
}
