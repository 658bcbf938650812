//! Administering the system: users and their accounts, and teams.

use axum::http::StatusCode;
use practice::Id;

use super::site::{PASSWORD, Site};
use super::workers::{boxes, day, fill};
use crate::browser::{Browser, Page};

/// Does something to a worker's account, with a reason.
async fn to_account(browser: &mut Browser, worker: Id, what: &str, why: &str) -> Page {
    let address = format!("/workers/{worker}/account");
    fill(browser, &address, &[("do", what), ("why", why)]).await
}

/// Tries to sign in, with the right password and code.
async fn signs_in(site: &Site, name: &str) -> StatusCode {
    let code = site.code(name);
    let answers = [("name", name), ("password", PASSWORD), ("code", &code)];
    site.browser().post("/sign-in", &answers).await.status
}

#[tokio::test]
async fn an_administrator_sees_who_has_an_account_and_what_of_it_asks_for_somebody() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let sam = site.worker("Sam Madeup", &[("social-worker", None)]);
    site.worker("Bo Example", &[("social-worker", None)]);
    let nobody = site.new_id();
    site.record(
        nobody,
        "worker-details",
        &[("told_on", "2026-01-01"), ("name", "Neve Newcomer")],
    );
    site.record(
        sam,
        "worker-left",
        &[("left_on", "2026-10-01"), ("employment", &sam.to_string())],
    );
    site.signed_in("bo.example").await;
    let mut browser = site.signed_in("ian.example").await;

    let front = browser.get("/administer").await;
    let list = browser.get("/administer/users").await;
    let left = browser.get("/administer/users?show=left").await;
    let taken = browser
        .get("/administer/users/export?show=no-account")
        .await;

    for says in [
        "2 accounts in use",
        "Has left, account still open: 1",
        "No account: 1",
    ] {
        assert!(front.words().contains(says), "{says}: {}", front.words());
    }
    assert!(
        list.words()
            .contains("Bo Example Social worker None bo.example In use Set up 2 November 2026"),
        "{}",
        list.words()
    );
    assert!(left.words().contains("1 user"), "{}", left.words());
    assert!(left.words().contains("Sam Madeup"), "{}", left.words());
    assert!(taken.text.contains("Neve Newcomer"), "{}", taken.text);
    assert!(!taken.text.contains("Bo Example"), "{}", taken.text);
    // By account, what asks for somebody comes first; turned about, last.
    let place = |page: &Page, name: &str| page.text.find(name).expect("listed");
    let asks = browser.get("/administer/users?sort=state").await;
    assert!(place(&asks, "Sam Madeup") < place(&asks, "Bo Example"));
    let turned = browser.get("/administer/users?sort=-state").await;
    assert!(place(&turned, "Sam Madeup") > place(&turned, "Bo Example"));
}

#[tokio::test]
async fn what_was_typed_to_find_a_user_stands_in_no_address() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    site.worker("Sam Madeup", &[("social-worker", None)]);
    let mut browser = site.signed_in("ian.example").await;

    let sent = browser.get("/administer/users").await;
    assert!(sent.words().contains("2 users"), "{}", sent.words());
    let found = browser
        .post("/administer/users", &[("who", "madeup")])
        .await;
    let address = found.goes_to().to_owned();
    let page = browser.get(&address).await;

    assert!(!address.contains("madeup"), "{address}");
    assert!(page.words().contains("1 user"), "{}", page.words());
    assert!(page.words().contains("Sam Madeup"), "{}", page.words());
}

#[tokio::test]
async fn a_locked_account_is_signed_out_at_once_and_signs_in_again_when_it_is_unlocked() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let sam = site.worker("Sam Madeup", &[("social-worker", None)]);
    let mut theirs = site.signed_in("sam.madeup").await;
    let mut browser = site.signed_in("ian.example").await;

    let page = to_account(
        &mut browser,
        sam,
        "locked",
        "Suspended while it is looked into",
    )
    .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    assert!(theirs.get("/").await.goes_to().starts_with("/sign-in"));
    assert_eq!(
        signs_in(&site, "sam.madeup").await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let page = browser.get(&format!("/workers/{sam}/account")).await;
    let says = "Ian Example: locked. Suspended while it is looked into";
    assert!(page.words().contains(says), "{}", page.words());

    // A new start does not open what somebody locked.
    to_account(&mut browser, sam, "anew", "They forgot their password").await;
    let page = browser.get("/administer/users?show=locked").await;
    assert!(page.words().contains("Sam Madeup"), "{}", page.words());
    let sam_again = site.worker("Sam Second", &[("social-worker", None)]);
    to_account(&mut browser, sam_again, "locked", "By mistake").await;
    to_account(&mut browser, sam_again, "unlocked", "It was a mistake").await;
    assert_eq!(signs_in(&site, "sam.second").await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nothing_is_done_to_an_account_without_a_reason_or_twice_by_one_form() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let sam = site.worker("Sam Madeup", &[("social-worker", None)]);
    let mut theirs = site.signed_in("sam.madeup").await;
    let mut browser = site.signed_in("ian.example").await;

    let page = to_account(&mut browser, sam, "signed-out", "").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words().contains("Enter why"), "{}", page.words());
    assert_eq!(theirs.get("/").await.status, StatusCode::OK);

    let address = format!("/workers/{sam}/account");
    let shown = browser.get(&address).await;
    let entry = shown.value("entry").expect("an entry").to_owned();
    let form = [
        ("entry", entry.as_str()),
        ("do", "anew"),
        ("why", "Lost telephone"),
    ];
    let first = browser.post(&address, &form).await;
    let again = browser.post(&address, &form).await;
    assert!(first.text.contains("id=\"start\""), "{}", first.words());
    assert_eq!(again.goes_to(), address, "{}", again.words());
}

#[tokio::test]
async fn nobody_keeps_their_own_account_or_details() {
    let mut site = Site::new();
    let ian = site.worker("Ian Example", &[("administrator", None)]);
    site.worker("Ada Example", &[("administrator", None)]);
    let mut browser = site.signed_in("ian.example").await;

    for address in ["account", "record/worker-details", "leave"] {
        let address = format!("/workers/{ian}/{address}");
        let answers = [("do", "anew"), ("why", "x"), ("f-name", "Ian the Director")];
        let page = browser.post(&address, &answers).await;
        assert_eq!(
            page.status,
            StatusCode::FORBIDDEN,
            "{address}: {}",
            page.words()
        );
    }
    let page = browser.get(&format!("/workers/{ian}/account")).await;
    assert!(
        page.words().contains("Nobody keeps their own account"),
        "{}",
        page.words()
    );
    assert!(page.value("do").is_none());
}

#[tokio::test]
async fn the_last_who_keeps_accounts_cannot_be_taken_away() {
    let mut site = Site::new();
    let ian = site.worker("Ian Example", &[("administrator", None)]);
    // She keeps accounts until the end of the year alone.
    let ada = site.worker("Ada Example", &[]);
    let role = [
        ("from", "2026-01-01"),
        ("until", "2026-12-31"),
        ("role", "administrator"),
    ];
    site.record(ada, "role-given", &role);
    let mut browser = site.signed_in("ada.example").await;
    let page = browser.get(&format!("/workers/{ian}")).await;
    let end = page
        .text
        .split("href=\"")
        .find(|rest| rest.contains("role-ended"));
    let end = end
        .and_then(|rest| rest.split('"').next())
        .expect("a way to end it")
        .to_owned();
    let (last, left) = (boxes("ended_on"), boxes("left_on"));
    let today = ["2", "11", "2026"];

    for what in ["locked", "closed"] {
        let page = to_account(&mut browser, ian, what, "He is on leave").await;
        assert!(
            page.words().contains("the last who keeps"),
            "{what}: {}",
            page.words()
        );
    }
    let page = fill(&mut browser, &end, &day(&last, today)).await;
    assert!(
        page.words().contains("the last who keeps"),
        "{}",
        page.words()
    );
    let leave = format!("/workers/{ian}/leave");
    let page = fill(&mut browser, &leave, &day(&left, today)).await;
    assert!(
        page.words().contains("the last who keeps"),
        "{}",
        page.words()
    );
    assert_eq!(signs_in(&site, "ian.example").await, StatusCode::SEE_OTHER);

    // Once somebody else keeps them for good, he may go.
    site.worker("Una Example", &[("administrator", None)]);
    let page = fill(&mut browser, &leave, &day(&left, today)).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    assert_eq!(
        signs_in(&site, "ian.example").await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let page = browser.get(&format!("/workers/{ian}/account")).await;
    assert!(page.words().contains("They left"), "{}", page.words());
}

#[tokio::test]
async fn information_governance_sees_accounts_and_changes_none_and_a_worker_sees_neither() {
    let mut site = Site::new();
    site.worker("Ines Example", &[("information-governance", None)]);
    let sam = site.worker("Sam Madeup", &[("social-worker", None)]);
    let mut ines = site.signed_in("ines.example").await;
    let mut sams = site.signed_in("sam.madeup").await;
    let address = format!("/workers/{sam}/account");

    let list = ines.get("/administer/users").await;
    let account = ines.get(&address).await;
    let changed = ines.post(&address, &[("do", "closed"), ("why", "x")]).await;

    assert!(list.words().contains("Sam Madeup"), "{}", list.words());
    assert_eq!(account.status, StatusCode::OK, "{}", account.words());
    assert!(
        !account.words().contains("What is to be done"),
        "{}",
        account.words()
    );
    assert_eq!(changed.status, StatusCode::FORBIDDEN);
    for address in [
        "/administer",
        "/administer/users",
        "/administer/users/export",
    ] {
        let page = sams.get(address).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{address}");
    }
    assert!(!sams.get("/").await.words().contains("Administer"));
}

#[tokio::test]
async fn an_administrator_still_sees_no_child() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    let mut browser = site.signed_in("ian.example").await;

    for address in [
        format!("/child/{child}"),
        format!("/child/{child}/timeline"),
    ] {
        let page = browser.get(&address).await;
        assert_ne!(page.status, StatusCode::OK, "{address}");
        assert!(!page.words().contains("Kofi"), "{}", page.words());
    }
}

#[tokio::test]
async fn a_team_stands_under_another_but_never_under_one_of_its_own() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let (north, south) = (site.new_id(), site.new_id());
    for (team, name) in [(north, "North Team"), (south, "South Team")] {
        site.record(
            team,
            "team-details",
            &[("told_on", "2026-01-01"), ("name", name)],
        );
    }
    let (north, south) = (north.to_string(), south.to_string());
    let mut browser = site.signed_in("ian.example").await;
    let told = boxes("told_on");

    let mut answers = day(&told, ["2", "11", "2026"]);
    answers.extend([("f-name", "South Team"), ("f-parent", north.as_str())]);
    let page = fill(
        &mut browser,
        &format!("/teams/{south}/record/team-details"),
        &answers,
    )
    .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let mut answers = day(&told, ["2", "11", "2026"]);
    answers.extend([("f-name", "North Team"), ("f-parent", south.as_str())]);
    let round = fill(
        &mut browser,
        &format!("/teams/{north}/record/team-details"),
        &answers,
    )
    .await;

    assert_eq!(
        round.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        round.words()
    );
    let list = browser.get("/teams").await;
    let (over, under) = (
        "North Team Not recorded –",
        "South Team Not recorded North Team",
    );
    assert!(list.words().contains(over), "{}", list.words());
    assert!(list.words().contains(under), "{}", list.words());
    let page = browser.get(&format!("/teams/{north}")).await;
    assert!(
        page.words().contains("Over: South Team"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn a_team_is_closed_only_when_nothing_rests_with_it() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let team = site.new_id();
    site.record(
        team,
        "team-details",
        &[("told_on", "2026-01-01"), ("name", "North Team")],
    );
    let name = team.to_string();
    let sam = site.worker("Sam Madeup", &[("social-worker", Some(&name))]);
    let mut browser = site.signed_in("ian.example").await;
    let address = format!("/teams/{team}/record/team-closed");
    let closed = boxes("closed_on");
    let today = day(&closed, ["2", "11", "2026"]);

    let page = browser.get(&address).await;
    assert!(
        page.words()
            .contains("1 worker has a role in it Sam Madeup"),
        "{}",
        page.words()
    );
    let sent = browser.post(&address, &today).await;
    assert_eq!(
        sent.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        sent.words()
    );

    let given = site.read(|reader| reader.offices_of(sam)).expect("read");
    let given = given.first().expect("a role").entry.to_string();
    site.record(
        sam,
        "role-ended",
        &[("given", &given), ("ended_on", "2026-11-01")],
    );
    let page = fill(&mut browser, &address, &today).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let page = browser.get(&format!("/teams/{team}")).await;
    assert!(
        page.words().contains("Closed on 2 November 2026"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn a_team_is_given_a_manager_and_who_covers_for_them_is_named() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let team = site.new_id();
    site.record(
        team,
        "team-details",
        &[("told_on", "2026-01-01"), ("name", "North Team")],
    );
    let maya = site.worker("Maya Madeup", &[]).to_string();
    let bo = site.worker("Bo Example", &[]);
    let mut browser = site.signed_in("ian.example").await;
    let address = format!("/teams/{team}/manager");
    assert!(browser.get("/teams").await.words().contains("No manager"));

    let page = fill(&mut browser, &address, &[("f-role", "team-manager")]).await;
    assert!(
        page.words().contains("Select who manages the team"),
        "{}",
        page.words()
    );
    let from = boxes("from");
    let mut answers = day(&from, ["2", "11", "2026"]);
    answers.extend([("f-who", maya.as_str()), ("f-role", "team-manager")]);
    let page = fill(&mut browser, &address, &answers).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    site.record(
        bo,
        "cover-arranged",
        &[
            ("worker", &maya),
            ("from", "2026-11-01"),
            ("until", "2026-11-08"),
        ],
    );

    let page = browser.get(&format!("/teams/{team}")).await;
    let says = "Manager: Maya Madeup (covered by Bo Example)";
    assert!(page.words().contains(says), "{}", page.words());
}
