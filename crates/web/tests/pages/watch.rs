//! Who may see a file, files opened in an emergency, and what somebody looked at.

use axum::http::StatusCode;

use super::site::Site;
use super::workers::fill;

#[tokio::test]
async fn a_restricted_file_is_there_for_those_alone_who_are_named_until_it_is_lifted() {
    let mut site = Site::new();
    site.worker("Ines Example", &[("information-governance", None)]);
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let bo = site.worker("Bo Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    site.allocate(child, bo, "2026-10-01");
    let mut governance = site.signed_in("ines.example").await;
    let (mut first, mut second) = (
        site.signed_in("ada.example").await,
        site.signed_in("bo.example").await,
    );
    let file = format!("/child/{child}");
    let page = format!("{file}/restriction");

    let nothing = fill(&mut governance, &format!("{page}/restriction-placed"), &[]).await;
    assert_eq!(
        nothing.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        nothing.words()
    );
    let placed = [
        ("f-why", "colleague"),
        ("f-reason", "The mother works in the north team."),
    ];
    let to = fill(
        &mut governance,
        &format!("{page}/restriction-placed"),
        &placed,
    )
    .await;
    assert_eq!(to.goes_to(), page, "{}", to.words());
    assert_eq!(first.get(&file).await.status, StatusCode::NOT_FOUND);
    let shown = governance.get(&page).await;
    assert!(
        shown
            .words()
            .contains("The mother works in the north team."),
        "{}",
        shown.words()
    );
    assert!(
        governance
            .get("/restricted")
            .await
            .words()
            .contains("Kofi Fictional")
    );

    let link = |part: &str, text: &str| {
        let from = text
            .find(&format!("{page}/{part}"))
            .unwrap_or_else(|| panic!("{part}"));
        text[from..]
            .split('"')
            .next()
            .expect("an address")
            .to_owned()
    };
    let name = link("restriction-named", &shown.text);
    fill(&mut governance, &name, &[("f-worker", &ada.to_string())]).await;
    site.time.pass(1);
    assert_eq!(first.get(&file).await.status, StatusCode::OK);
    assert_eq!(second.get(&file).await.status, StatusCode::NOT_FOUND);
    let shown = governance.get(&page).await;
    assert!(
        shown
            .words()
            .contains("Ada Example , since 2 November 2026"),
        "{}",
        shown.words()
    );

    fill(
        &mut governance,
        &link("restriction-name-ended", &shown.text),
        &[],
    )
    .await;
    site.time.pass(1);
    assert_eq!(first.get(&file).await.status, StatusCode::NOT_FOUND);
    let lifted = [("f-reason", "She works here no more.")];
    fill(
        &mut governance,
        &link("restriction-lifted", &shown.text),
        &lifted,
    )
    .await;
    site.time.pass(1);
    assert_eq!(second.get(&file).await.status, StatusCode::OK);
    assert!(
        governance
            .get(&page)
            .await
            .words()
            .contains("The file is not restricted.")
    );
}

#[tokio::test]
async fn who_may_not_restrict_does_not_and_does_not_learn_of_a_restricted_file() {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    let mut browser = site.signed_in("ada.example").await;
    let address = format!("/child/{child}/restriction");

    assert_eq!(browser.get(&address).await.status, StatusCode::FORBIDDEN);
    let place = format!("{address}/restriction-placed");
    assert_eq!(
        browser.post(&place, &[("f-why", "other")]).await.status,
        StatusCode::FORBIDDEN
    );
    site.record(
        child,
        "restriction-placed",
        &[("placed_on", "2026-11-01T09:00:00Z"), ("why", "colleague")],
    );
    assert_eq!(browser.get(&address).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        browser.get("/restricted").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_opening_in_an_emergency_is_told_at_once_and_looked_into() {
    let mut site = Site::new();
    let team = site.new_id();
    site.record(
        team,
        "team-details",
        &[("told_on", "2026-01-01"), ("name", "North Team")],
    );
    let name = team.to_string();
    site.worker("Maya Example", &[("team-manager", Some(&name))]);
    site.worker("Tom Example", &[("team-manager", None)]);
    site.worker("Ines Example", &[("information-governance", None)]);
    site.worker("Bo Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.record(
        child,
        "involvement-started",
        &[("started_on", "2026-10-01"), ("team", &name)],
    );
    let mut bo = site.signed_in("bo.example").await;
    bo.get("/find").await;
    let reason = [(
        "reason",
        "The school called: bruises, and no parent to be reached.",
    )];
    bo.post(&format!("/child/{child}/break-glass"), &reason)
        .await;
    site.time.pass(60);
    bo.get(&format!("/child/{child}/timeline")).await;

    let mut maya = site.signed_in("maya.example").await;
    for name in ["maya.example", "ines.example"] {
        let home = site.signed_in(name).await.get("/").await;
        assert!(
            home.words().contains("1 file was opened in an emergency"),
            "{name}: {}",
            home.words()
        );
    }
    // It is no business of another team’s manager.
    let home = site.signed_in("tom.example").await.get("/").await;
    assert!(
        !home.words().contains("opened in an emergency"),
        "{}",
        home.words()
    );
    assert_eq!(bo.get("/emergencies").await.status, StatusCode::NOT_FOUND);

    let list = maya.get("/emergencies").await;
    for says in ["Bo Example", "Kofi Fictional", "The school called: bruises"] {
        assert!(list.words().contains(says), "{}", list.words());
    }
    let from = list
        .text
        .find(&format!("/child/{child}/emergency/"))
        .expect("a link");
    let opening = list.text[from..]
        .split('"')
        .next()
        .expect("an address")
        .to_owned();
    let page = maya.get(&opening).await;
    assert!(page.words().contains("timeline"), "{}", page.words());

    let empty = fill(&mut maya, &opening, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let found = [
        ("f-outcome", "justified"),
        ("f-note", "Spoken about in supervision."),
    ];
    let done = fill(&mut maya, &opening, &found).await;
    assert_eq!(done.goes_to(), "/emergencies", "{}", done.words());
    assert!(
        !maya
            .get("/")
            .await
            .words()
            .contains("was opened in an emergency")
    );
    assert!(maya.get(&opening).await.words().contains("there was need"));
}

#[tokio::test]
async fn nobody_looks_into_their_own_emergency() {
    let mut site = Site::new();
    site.worker("Dora Example", &[("director", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    let mut dora = site.signed_in("dora.example").await;
    dora.get("/find").await;
    site.record(
        child,
        "restriction-placed",
        &[("placed_on", "2026-11-01T09:00:00Z"), ("why", "colleague")],
    );
    dora.post(
        &format!("/child/{child}/break-glass"),
        &[("reason", "A call at night, nobody else here.")],
    )
    .await;
    site.time.pass(1);

    let list = dora.get("/emergencies").await;
    let from = list
        .text
        .find(&format!("/child/{child}/emergency/"))
        .expect("a link");
    let opening = list.text[from..]
        .split('"')
        .next()
        .expect("an address")
        .to_owned();

    let page = dora.get(&opening).await;
    assert!(
        page.words().contains("somebody else looks into it"),
        "{}",
        page.words()
    );
    let entry = site.new_id().to_string();
    let answers = [("entry", entry.as_str()), ("f-outcome", "justified")];
    let page = dora.post(&opening, &answers).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.words());
}

#[tokio::test]
async fn every_look_of_a_worker_is_listed_for_themselves_and_for_who_watches_over_it() {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    site.worker("Bo Example", &[("social-worker", None)]);
    site.worker("Ines Example", &[("information-governance", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    let hidden = site.child("Abena", "Fictional", "X2");
    site.allocate(child, ada, "2026-10-01");
    site.allocate(hidden, ada, "2026-10-01");
    let mut browser = site.signed_in("ada.example").await;
    browser.get(&format!("/child/{child}/timeline")).await;
    browser.get(&format!("/child/{hidden}/duties")).await;
    site.record(
        hidden,
        "restriction-placed",
        &[("placed_on", "2026-11-02T09:00:00Z"), ("why", "adoption")],
    );
    let looks = format!("/workers/{ada}/looks");

    for name in ["ada.example", "ines.example"] {
        let page = site.signed_in(name).await.get(&looks).await;
        assert!(
            page.words().contains("Kofi Fictional Timeline"),
            "{}",
            page.words()
        );
        assert!(
            page.words().contains("A file that you may not see"),
            "{}",
            page.words()
        );
        assert!(!page.words().contains("Abena"), "{}", page.words());
    }
    assert_eq!(
        site.signed_in("bo.example").await.get(&looks).await.status,
        StatusCode::FORBIDDEN
    );
}
