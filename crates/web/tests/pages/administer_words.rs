//! Labels of codes, and the organisations with which an authority works.

use axum::http::StatusCode;
use record::in_force;

use super::site::Site;
use super::workers::{boxes, day, fill};

#[tokio::test]
async fn an_own_word_for_a_code_is_brought_as_a_change_of_the_practice_and_decided_by_another() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    let mut browser = site.signed_in("ian.example").await;
    let address = "/administer/labels?list=risk-level";
    let shown = browser.get(address).await;
    assert!(
        shown.words().contains("high High The same"),
        "{}",
        shown.words()
    );
    let entry = shown.value("entry").expect("a form").to_owned();
    let mut answers = vec![
        ("entry", entry.as_str()),
        ("list", "risk-level"),
        ("label", "Red"),
    ];

    let wrong = browser.post("/administer/labels", &answers).await;
    assert!(wrong.words().contains("Select a code"), "{}", wrong.words());
    answers.extend([("code", "high"), ("why", "The forms board")]);
    let page = browser.post("/administer/labels", &answers).await;

    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let brought = browser.get(page.goes_to()).await;
    for says in [
        "Words to choose from",
        "High Red",
        "The forms board",
        "somebody else decides",
    ] {
        assert!(
            brought.words().contains(says),
            "{says}: {}",
            brought.words()
        );
    }
    let organisation = site.organisation;
    let kept = site.read(|reader| reader.file(organisation)).expect("read");
    let one = in_force::brought(&kept).pop().expect("it was brought");
    let book = in_force::Text::england(one.overlay)
        .read()
        .expect("it passes");
    assert_eq!(book.codes["risk-level"].codes["high"].says, "Red");
    // Nothing is called so before somebody else has decided.
    assert!(!browser.get(address).await.words().contains("Red"));
}

#[tokio::test]
async fn an_organisation_is_added_renamed_and_closed_and_offered_while_it_is_open() {
    let mut site = Site::new();
    site.worker("Ian Example", &[("administrator", None)]);
    site.worker("Ines Example", &[("information-governance", None)]);
    let mut browser = site.signed_in("ian.example").await;
    let list = "/administer/organisations";
    let (added, from, closed) = (boxes("added_on"), boxes("from"), boxes("closed_on"));
    let mut answers = vec![
        ("f-name", "Meadow School"),
        ("f-kind", "school"),
        ("f-urn", "12"),
    ];
    answers.extend(day(&added, ["1", "9", "2026"]));

    let wrong = fill(&mut browser, list, &answers).await;
    assert!(
        wrong.words().contains("must be 6 figures"),
        "{}",
        wrong.words()
    );
    answers.retain(|(name, _)| *name != "f-urn");
    answers.push(("f-urn", "123456"));
    let page = fill(&mut browser, list, &answers).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let page = browser.get(list).await;
    assert!(
        page.words()
            .contains("Meadow School School, college or nursery URN 123456"),
        "{}",
        page.words()
    );
    let address = page
        .text
        .split("/administer/organisations/")
        .nth(1)
        .expect("a link");
    let address = format!("{list}/{}", address.split('"').next().expect("an id"));
    // It is offered wherever a form names an organisation of its kind, or one of its numbers, and
    // another may be typed: nobody is bound to a list.
    let added = browser.get("/workers/add").await;
    let offer = "<option value=\"Meadow School\">";
    assert!(added.text.contains(offer), "{}", added.text);
    assert!(
        added.text.contains("list=\"organisations-any-name\""),
        "{}",
        added.text
    );
    let ada = site.worker("Ada Example", &[("social-worker", Some("T1"))]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    let told = [
        ("added_on", "2026-09-01"),
        ("name", "Elm Homes"),
        ("kind", "provider"),
        ("ofsted", "SC123456"),
    ];
    site.record(site.organisation, "agency-added", &told);
    let mut ada = site.signed_in("ada.example").await;
    let contact = ada.get(&format!("/child/{child}/record/contact")).await;
    assert!(contact.text.contains(offer), "{}", contact.text);
    let placement = ada
        .get(&format!("/child/{child}/record/placement-started"))
        .await;
    assert!(
        placement
            .text
            .contains("<option value=\"SC123456\">Elm Homes</option>")
            && !placement.text.contains(offer),
        "{}",
        placement.text
    );

    let mut answers = vec![("do", "rename"), ("f-name", "Hill School")];
    answers.extend(day(&from, ["2", "11", "2026"]));
    fill(&mut browser, &address, &answers).await;
    let page = browser.get(&address).await;
    assert!(
        page.words().contains("Called before: Meadow School"),
        "{}",
        page.words()
    );
    let taken = browser.get("/administer/organisations/export").await;
    assert!(taken.text.contains("Hill School"), "{}", taken.text);
    let mut answers = vec![("do", "close")];
    answers.extend(day(&closed, ["1", "11", "2026"]));
    let page = fill(&mut browser, &address, &answers).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    assert!(browser.get(list).await.words().contains("1 organisation"));
    let added = browser.get("/workers/add").await;
    assert!(!added.text.contains("Hill School"), "{}", added.text);
    let again = browser
        .post(&address, &[("entry", "0"), ("do", "close")])
        .await;
    assert_ne!(again.status, StatusCode::SEE_OTHER);

    // Who may only look changes none.
    let mut ines = site.signed_in("ines.example").await;
    assert_eq!(ines.get(list).await.status, StatusCode::OK);
    assert_eq!(
        ines.post(list, &answers).await.status,
        StatusCode::FORBIDDEN
    );
}
