//! Keeping workers and teams.

use axum::http::StatusCode;

use super::site::{PASSWORD, Site};
use crate::browser::{Browser, Page};

/// A form shown and sent with what it hides, and these answers.
pub async fn fill(browser: &mut Browser, address: &str, answers: &[(&str, &str)]) -> Page {
    let shown = browser.get(address).await;
    assert_eq!(shown.status, StatusCode::OK, "{address}: {}", shown.words());
    let hidden = ["entry", "file"].into_iter().filter_map(|name| {
        let value = shown.value(name)?.to_owned();
        Some((name, value))
    });
    let hidden: Vec<(&str, String)> = hidden.collect();
    let mut all: Vec<(&str, &str)> = hidden
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    all.extend(answers);
    // Where the form says it is sent.
    let to = shown
        .text
        .match_indices("method=\"post\" action=\"")
        .map(|(at, found)| &shown.text[at + found.len()..]);
    let to = to.map(|rest| rest.split('"').next().unwrap_or_default().to_owned());
    let to = to
        .filter(|to| to != "/sign-out")
        .last()
        .unwrap_or_else(|| address.to_owned());
    browser.post(&to, &all).await
}

/// The answer to a question for a day.
pub fn day<'a>(field: &'a [String; 3], day: [&'a str; 3]) -> Vec<(&'a str, &'a str)> {
    field.iter().map(String::as_str).zip(day).collect()
}

/// The names of the three boxes of a day.
pub fn boxes(field: &str) -> [String; 3] {
    ["day", "month", "year"].map(|part| format!("f-{field}-{part}"))
}

/// The address of the link that has these words, or in which they stand.
fn link(page: &Page, part: &str) -> String {
    let at = page
        .text
        .find(part)
        .unwrap_or_else(|| panic!("{part}: {}", page.words()));
    let start = if page.text[at..].starts_with("role-ended") {
        at
    } else {
        page.text[..at].rfind("href=\"").expect("a link") + 6
    };
    let from = page.text[..start].rfind('"').expect("an address") + 1;
    let rest = &page.text[from..];
    rest[..rest.find('"').expect("an end")].replace("&amp;", "&")
}

#[tokio::test]
async fn an_administrator_adds_a_worker_who_signs_in_with_a_password_that_is_shown_once() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let team = site.new_id();
    site.record(
        team,
        "team-details",
        &[("told_on", "2026-01-01"), ("name", "North Team")],
    );
    let team = team.to_string();
    let mut browser = site.signed_in("ian.example").await;

    let answers = [
        ("f-name", "Sam Madeup"),
        ("f-email", "sam@example.org"),
        ("f-role", "social-worker"),
        ("f-team", &team),
        ("f-from-day", "1"),
        ("f-from-month", "11"),
        ("f-from-year", "2026"),
        ("sign-in", "Sam.Madeup"),
    ];
    let page = fill(&mut browser, "/workers/add", &answers).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    let start = page.text.split("id=\"start\">").nth(1).expect("a password");
    let start = start.split('<').next().expect("a password").to_owned();
    let mut theirs = site.browser();
    let sign_in = [
        ("name", "sam.madeup"),
        ("password", start.as_str()),
        ("code", ""),
    ];
    let signed_in = theirs.post("/sign-in", &sign_in).await;

    assert_eq!(signed_in.status, StatusCode::SEE_OTHER);
    assert_eq!(theirs.get("/").await.goes_to(), "/account/set-up");
    let list = browser.get("/workers").await;
    assert!(
        list.words().contains("Sam Madeup Social worker North Team"),
        "{}",
        list.words()
    );
    let worker = browser.get(&link(&list, "Sam Madeup").clone()).await;
    assert!(!worker.text.contains(&start));
}

#[tokio::test]
async fn a_worker_is_not_added_with_a_number_or_a_sign_in_name_that_another_has() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let mut browser = site.signed_in("ian.example").await;

    let answers = [
        ("f-name", "Sam Madeup"),
        ("f-role", "wizard"),
        ("sign-in", "ian.example"),
    ];
    let page = fill(&mut browser, "/workers/add", &answers).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words()
            .contains("Somebody signs in with that name already"),
        "{}",
        page.words()
    );
    assert!(page.words().contains("Select one of the answers"));
    assert!(!browser.get("/workers").await.words().contains("Sam Madeup"));
}

#[tokio::test]
async fn a_role_is_given_from_next_week_on_and_ends_when_it_should() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let sam = site.worker("Sam Madeup", &[("social-worker", None)]);
    let mut browser = site.signed_in("ian.example").await;
    let from = boxes("from");

    let mut answers = day(&from, ["9", "11", "2026"]);
    answers.push(("f-role", "team-manager"));
    let page = fill(
        &mut browser,
        &format!("/workers/{sam}/record/role-given"),
        &answers,
    )
    .await;
    assert_eq!(page.goes_to(), format!("/workers/{sam}"));
    let page = browser.get(&format!("/workers/{sam}")).await;
    assert!(
        page.words()
            .contains("Team manager , since 9 November 2026"),
        "{}",
        page.words()
    );

    let end = link(&page, "role-ended");
    let last = boxes("ended_on");
    let early = fill(&mut browser, &end, &day(&last, ["1", "12", "2025"])).await;
    assert!(
        early.words().contains("The last day must be"),
        "{}",
        early.words()
    );
    fill(&mut browser, &end, &day(&last, ["1", "11", "2026"])).await;
    let page = browser.get(&format!("/workers/{sam}")).await;
    assert!(page.words().contains("Before (1)"), "{}", page.words());
    assert!(
        page.words().contains("1 January 2026 to 1 November 2026"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn who_is_no_administrator_changes_no_worker() {
    let mut site = Site::new();
    site.worker("Bo Example", &[("social-worker", None)]);
    let sam = site.worker("Sam Madeup", &[("social-worker", None)]);
    let mut browser = site.signed_in("bo.example").await;

    for address in [
        "/workers/add".to_owned(),
        "/teams/add".to_owned(),
        format!("/workers/{sam}/record/role-given"),
        format!("/workers/{sam}/leave"),
        format!("/workers/{sam}/account"),
    ] {
        let page = browser.get(&address).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{address}");
        let page = browser.post(&address, &[("do", "anew")]).await;
        assert_ne!(page.status, StatusCode::OK, "{address}");
        assert_ne!(page.status, StatusCode::SEE_OTHER, "{address}");
    }
    let page = browser.get(&format!("/workers/{sam}")).await;
    assert!(!page.words().contains("Social worker"), "{}", page.words());
}

#[tokio::test]
async fn nobody_gives_a_role_to_themselves() {
    let mut site = Site::new();
    let ian = site.worker("Ian Example", &[("administrator", None)]);
    let mut browser = site.signed_in("ian.example").await;

    let page = browser
        .get(&format!("/workers/{ian}/record/role-given"))
        .await;

    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(
        page.words().contains("Nobody gives a role to themselves"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn who_leaves_is_signed_out_at_once_and_never_signs_in_again() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let sam = site.worker("Sam Madeup", &[("social-worker", None)]);
    site.record(
        sam,
        "worker-started",
        &[("started_on", "2026-01-01"), ("role", "social-worker")],
    );
    let mut theirs = site.signed_in("sam.madeup").await;
    let mut browser = site.signed_in("ian.example").await;
    let left = boxes("left_on");

    let page = fill(
        &mut browser,
        &format!("/workers/{sam}/leave"),
        &day(&left, ["2", "11", "2026"]),
    )
    .await;

    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    assert!(theirs.get("/").await.goes_to().starts_with("/sign-in"));
    let code = site.code("sam.madeup");
    let again = [
        ("name", "sam.madeup"),
        ("password", PASSWORD),
        ("code", code.as_str()),
    ];
    assert_eq!(
        site.browser().post("/sign-in", &again).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let page = browser.get(&format!("/workers/{sam}")).await;
    assert!(
        page.words().contains("Last day 2 November 2026"),
        "{}",
        page.words()
    );
    assert!(page.words().contains("closed"), "{}", page.words());
}

#[tokio::test]
async fn whoever_records_a_leaver_is_told_how_many_children_are_left_and_a_manager_who_they_are() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let maya = site.worker("Maya Example", &[("service-manager", None)]);
    let sam = site.worker("Sam Madeup", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, sam, "2026-10-01");
    let mut browser = site.signed_in("ian.example").await;
    let left = boxes("left_on");

    let leave = format!("/workers/{sam}/leave");
    let mut answers = day(&left, ["2", "11", "2026"]);
    let maya = maya.to_string();
    answers.push(("f-answers", &maya));
    let page = fill(&mut browser, &leave, &answers).await;
    let next = page.goes_to().to_owned();
    let page = browser.get(&next).await;
    let manager = site.signed_in("maya.example").await.get(&next).await;

    assert!(
        page.words()
            .contains("They work with 1 child whom you may not see"),
        "{}",
        page.words()
    );
    assert!(!page.words().contains("Kofi"), "{}", page.words());
    assert!(
        manager.words().contains("Kofi Fictional"),
        "{}",
        manager.words()
    );
}

#[tokio::test]
async fn who_lost_their_telephone_begins_anew() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let sam = site.worker("Sam Madeup", &[("social-worker", None)]);
    let mut theirs = site.signed_in("sam.madeup").await;
    let mut browser = site.signed_in("ian.example").await;

    let page = fill(
        &mut browser,
        &format!("/workers/{sam}/account"),
        &[("do", "anew"), ("why", "They lost their telephone")],
    )
    .await;

    assert!(
        page.words().contains("Hand on the password for a start"),
        "{}",
        page.words()
    );
    assert!(theirs.get("/").await.goes_to().starts_with("/sign-in"));
    // Who did it is listed.
    site.worker("Ines Example", &[("information-governance", None)]);
    let looks = browser.get("/account").await;
    let own = looks.text.find("/looks").map(|at| {
        looks.text[..at]
            .rfind("/workers/")
            .map(|from| looks.text[from..at + 6].to_owned())
    });
    let own = own.flatten().expect("one’s own looks");
    let looks = site.signed_in("ines.example").await.get(&own).await;
    assert!(
        looks.words().contains("Sam Madeup Account"),
        "{}",
        looks.words()
    );
    let code = site.code("sam.madeup");
    let old = [
        ("name", "sam.madeup"),
        ("password", PASSWORD),
        ("code", code.as_str()),
    ];
    assert_eq!(
        site.browser().post("/sign-in", &old).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn a_manager_arranges_cover_and_the_colleague_s_children_are_theirs_meanwhile() {
    let mut site = Site::new();
    site.worker("Maya Example", &[("service-manager", None)]);
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let bo = site.worker("Bo Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    let mut browser = site.signed_in("maya.example").await;
    let (from, until, ada) = (boxes("from"), boxes("until"), ada.to_string());

    let mut answers = day(&from, ["2", "11", "2026"]);
    answers.push(("f-worker", &ada));
    answers.extend(day(&until, ["1", "11", "2026"]));
    let address = format!("/workers/{bo}/record/cover-arranged");
    let page = fill(&mut browser, &address, &answers).await;
    assert!(
        page.words()
            .contains("The last day must be the first day or a later one"),
        "{}",
        page.words()
    );
    answers.retain(|(name, _)| !name.starts_with("f-until"));
    answers.extend(day(&until, ["6", "11", "2026"]));
    let page = fill(&mut browser, &address, &answers).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());

    let page = site.signed_in("bo.example").await.get("/").await;
    assert!(page.words().contains("Kofi Fictional"), "{}", page.words());
}

#[tokio::test]
async fn a_manager_delegates_what_they_authorise_for_a_time() {
    let mut site = Site::new();
    let maya = site.worker("Maya Example", &[("service-manager", None)]);
    let bo = site
        .worker("Bo Example", &[("social-worker", None)])
        .to_string();
    let mut browser = site.signed_in("maya.example").await;
    let (from, until) = (boxes("from"), boxes("until"));

    let mut answers = day(&from, ["2", "11", "2026"]);
    answers.extend(day(&until, ["6", "11", "2026"]));
    answers.push(("f-worker", &bo));
    fill(
        &mut browser,
        &format!("/workers/{maya}/record/authorisation-delegated"),
        &answers,
    )
    .await;

    let page = browser.get(&format!("/workers/{maya}")).await;
    let says = "Everything they may authorise, to Bo Example , 2 November 2026 to 6 November 2026";
    assert!(page.words().contains(says), "{}", page.words());
}

#[tokio::test]
async fn a_team_is_added_and_renamed() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let mut browser = site.signed_in("ian.example").await;

    let page = fill(
        &mut browser,
        "/teams/add",
        &[
            ("f-name", "North Team"),
            ("f-code", "N1"),
            ("f-told_on-day", "2"),
            ("f-told_on-month", "11"),
            ("f-told_on-year", "2026"),
        ],
    )
    .await;
    assert_eq!(page.goes_to(), "/teams", "{}", page.words());
    let list = browser.get("/teams").await;
    let team = link(&list, "North Team");

    assert!(browser.get(&team).await.words().contains("Code: N1"));
}
