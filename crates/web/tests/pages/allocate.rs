//! Who has which child: allocated, ended, given to another, waiting.

use axum::http::StatusCode;
use practice::Id;

use super::site::Site;
use super::workers::{boxes, day, fill};

/// Why this worker, and why now.
pub const WHY: [(&str, &str); 2] = [
    ("f-why_worker", "Knows the family"),
    ("f-why_now", "The worker before has left"),
];

/// A team with a manager and a social worker, and a child of that team.
pub fn team(site: &mut Site) -> (Id, Id, Id) {
    let team = site.new_id();
    site.record(
        team,
        "team-details",
        &[("told_on", "2026-01-01"), ("name", "North Team")],
    );
    let name = team.to_string();
    site.worker("Maya Example", &[("team-manager", Some(&name))]);
    let ada = site.worker("Ada Example", &[("social-worker", Some(&name))]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.record(
        child,
        "involvement-started",
        &[("started_on", "2026-10-23"), ("team", &name)],
    );
    (team, ada, child)
}

#[tokio::test]
async fn le_1_a_manager_sees_which_children_wait_and_for_how_long_and_gives_several_to_a_worker() {
    let mut site = Site::new();
    let (team, ada, child) = team(&mut site);
    let other = site.child("Abena", "Fictional", "X2");
    let name = team.to_string();
    site.record(
        other,
        "involvement-started",
        &[("started_on", "2026-10-30"), ("team", &name)],
    );
    let mut browser = site.signed_in("maya.example").await;

    let page = browser.get("/waiting").await;
    assert!(
        page.words().contains("North Team 2 2 10 days"),
        "{}",
        page.words()
    );
    let address = format!("/teams/{team}/children");
    let page = browser.get(&address).await;
    assert!(
        page.words()
            .contains("Kofi Fictional No worker, for 10 days. Born 1 March 2014"),
        "{}",
        page.words()
    );
    assert!(
        page.words()
            .contains("Ada Example, social worker: 0 children"),
        "{}",
        page.words()
    );
    let entries = [child, other].map(|child| {
        let name = format!("entry-{child}");
        let value = page.value(&name).expect("an entry").to_owned();
        (name, value)
    });
    let (ada, child, other, from) = (
        ada.to_string(),
        child.to_string(),
        other.to_string(),
        boxes("started_on"),
    );
    let mut answers = day(&from, ["2", "11", "2026"]);
    answers.extend(WHY);
    answers.extend([
        ("f-worker", ada.as_str()),
        ("child", child.as_str()),
        ("child", other.as_str()),
    ]);
    answers.extend(
        entries
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    let page = browser.post(&address, &answers).await;
    let given = format!("{address}?given=2");
    assert_eq!(page.goes_to(), given, "{}", page.words());
    // Sent twice, written once.
    browser.post(&address, &answers).await;

    let page = browser.get(&address).await;
    assert!(page.words().contains("2 children."), "{}", page.words());
    assert!(
        page.words()
            .contains("Ada Example, social worker: 2 children"),
        "{}",
        page.words()
    );
    let page = site
        .signed_in("ada.example")
        .await
        .get(&format!("/child/{child}"))
        .await;
    assert_eq!(
        page.words().matches("Ada Example , from").count(),
        1,
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn a_leaver_s_children_are_given_to_another_and_have_nobody_twice() {
    let mut site = Site::new();
    let (_, ada, child) = team(&mut site);
    let bo = site
        .worker("Bo Example", &[("social-worker", None)])
        .to_string();
    site.allocate(child, ada, "2026-10-24");
    let mut browser = site.signed_in("maya.example").await;

    let address = format!("/workers/{ada}/children");
    let page = browser.get(&address).await;
    let entry = page
        .value(&format!("entry-{child}"))
        .expect("an entry")
        .to_owned();
    let (from, name, child_) = (
        boxes("started_on"),
        format!("entry-{child}"),
        child.to_string(),
    );
    let mut answers = day(&from, ["2", "11", "2026"]);
    answers.extend(WHY);
    answers.extend([
        ("f-worker", bo.as_str()),
        ("child", child_.as_str()),
        (name.as_str(), entry.as_str()),
    ]);
    let page = browser.post(&address, &answers).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());

    assert!(!browser.get(&address).await.words().contains("Kofi"));
    let page = browser.get(&format!("/child/{child}")).await;
    for says in [
        "Bo Example , from 2 November 2026 Social worker",
        "Ada Example , from 24 October 2026 to 2 November 2026 Social worker",
    ] {
        assert!(page.words().contains(says), "{}", page.words());
    }
    let mut before = site.signed_in("ada.example").await;
    assert!(!before.get("/").await.words().contains("Abena"));
}

#[tokio::test]
async fn a_child_has_a_social_worker_allocated_as_the_returns_know_them_and_their_team_with_them() {
    let mut site = Site::new();
    let (_, ada, child) = team(&mut site);
    site.record(
        ada,
        "worker-details",
        &[
            ("told_on", "2026-02-01"),
            ("name", "Ada Example"),
            ("number", "SW77"),
        ],
    );
    let mut browser = site.signed_in("maya.example").await;
    let (from, last) = (boxes("started_on"), boxes("ended_on"));

    let mut answers = day(&from, ["1", "11", "2026"]);
    answers.extend(WHY);
    answers.push(("f-worker", "SW77"));
    let add = format!("/child/{child}/workers/add?as=social-worker-allocated");
    let page = fill(&mut browser, &add, &answers).await;
    assert_eq!(
        page.goes_to(),
        format!("/child/{child}/workers"),
        "{}",
        page.words()
    );
    let page = browser.get(&format!("/child/{child}/workers")).await;
    assert!(
        page.words()
            .contains("Ada Example , allocated social worker, since 1 November 2026"),
        "{}",
        page.words()
    );
    assert!(
        page.words()
            .contains("North Team , team of the allocated social worker"),
        "{}",
        page.words()
    );
    assert!(!browser.get("/waiting").await.words().contains("days"));

    let end = page.text.split("/workers/").find_map(|part| {
        let (entry, rest) = part.split_once('/')?;
        (rest.starts_with("end") && entry.len() == 32).then(|| entry.to_owned())
    });
    let end = format!(
        "/child/{child}/workers/{}/end",
        end.expect("a way to end it")
    );
    let early = fill(&mut browser, &end, &day(&last, ["1", "10", "2026"])).await;
    assert_eq!(
        early.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        early.words()
    );
}

#[tokio::test]
async fn one_social_worker_takes_over_from_another_with_the_reason_that_the_returns_ask() {
    let mut site = Site::new();
    let (_, ada, child) = team(&mut site);
    let bo = site
        .worker("Bo Example", &[("social-worker", None)])
        .to_string();
    let ada = ada.to_string();
    site.record(
        child,
        "social-worker-allocated",
        &[("started_on", "2026-10-25"), ("worker", &ada)],
    );
    let mut browser = site.signed_in("maya.example").await;
    let from = boxes("started_on");

    let mut answers = day(&from, ["2", "11", "2026"]);
    answers.extend(WHY);
    answers.extend([("f-worker", bo.as_str()), ("f-reason", "MANAGE")]);
    let add = format!("/child/{child}/workers/add?as=social-worker-allocated");
    fill(&mut browser, &add, &answers).await;

    let page = browser.get(&format!("/child/{child}/workers")).await;
    assert!(
        page.words()
            .contains("Bo Example , allocated social worker"),
        "{}",
        page.words()
    );
    assert!(!page.words().contains("Ada Example"), "{}", page.words());
    let page = browser.get(&format!("/child/{child}/timeline")).await;
    assert!(
        page.words()
            .contains("The social worker changed: Managing caseloads"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn a_child_whose_social_worker_has_left_waits_and_is_taken_over_from_them() {
    let mut site = Site::new();
    let (team, ada, child) = team(&mut site);
    let name = team.to_string();
    let bo = site
        .worker("Bo Example", &[("social-worker", Some(&name))])
        .to_string();
    let employed = [("started_on", "2026-01-01"), ("role", "social-worker")];
    let employed = site.record(ada, "worker-started", &employed).to_string();
    let allocated = [("started_on", "2026-10-25"), ("worker", &ada.to_string())];
    site.record(child, "social-worker-allocated", &allocated);
    let mut browser = site.signed_in("maya.example").await;
    let address = format!("/teams/{team}/children");
    assert!(!browser.get(&address).await.words().contains("No worker"));

    let left = [("employment", employed.as_str()), ("left_on", "2026-10-30")];
    site.record(ada, "worker-left", &left);
    let page = browser.get(&address).await;
    assert!(
        page.words().contains("Kofi Fictional No worker"),
        "{}",
        page.words()
    );
    let (entry, from) = (format!("entry-{child}"), boxes("started_on"));
    let (value, child_) = (
        page.value(&entry).expect("an entry").to_owned(),
        child.to_string(),
    );
    let mut answers = day(&from, ["2", "11", "2026"]);
    answers.extend(WHY);
    answers.extend([
        ("f-worker", bo.as_str()),
        ("child", &child_),
        (&entry, &value),
    ]);
    browser.post(&address, &answers).await;

    let page = browser.get(&format!("/child/{child}/workers")).await;
    assert!(
        page.words()
            .contains("Bo Example , allocated social worker, since 2 November 2026"),
        "{}",
        page.words()
    );
    assert!(
        page.words()
            .contains("North Team , team of the allocated social worker"),
        "{}",
        page.words()
    );
    assert!(!page.words().contains("Ada Example"), "{}", page.words());
}

#[tokio::test]
async fn who_does_not_allocate_cannot() {
    let mut site = Site::new();
    let (team, ada, child) = team(&mut site);
    site.allocate(child, ada, "2026-10-24");
    let mut browser = site.signed_in("ada.example").await;
    let ada = ada.to_string();

    let add = format!("/child/{child}/workers/add?as=involvement-started");
    assert_eq!(browser.get(&add).await.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get("/waiting").await.status, StatusCode::NOT_FOUND);
    let page = browser.get(&format!("/teams/{team}/children")).await;
    assert!(
        !page.words().contains("Give them to the worker"),
        "{}",
        page.words()
    );
    let (from, name, child) = (
        boxes("started_on"),
        format!("entry-{child}"),
        child.to_string(),
    );
    let entry = site.new_id().to_string();
    let mut answers = day(&from, ["2", "11", "2026"]);
    answers.extend(WHY);
    answers.extend([
        ("f-worker", ada.as_str()),
        ("child", child.as_str()),
        (name.as_str(), entry.as_str()),
    ]);
    let page = browser
        .post(&format!("/teams/{team}/children"), &answers)
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.words());
}
