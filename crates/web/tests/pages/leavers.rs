//! Children of somebody who leaves: a manager answers for a time and is warned before it is over, a
//! handover is signed by nobody but the worker whom it means, and no page parts a family.

use axum::http::StatusCode;
use practice::Id;

use super::allocate::team;
use super::handover::{give, has, has_not, has_social_worker, sign, social_worker};
use super::site::Site;
use super::workers::{boxes, day, fill};

/// Ada leaves today, and Maya answers for the children.
async fn leaves(site: &Site, ada: Id, maya: Id) {
    let mut ian = site.signed_in("ian.example").await;
    let (left, maya) = (boxes("left_on"), maya.to_string());
    let mut answers = day(&left, ["2", "11", "2026"]);
    answers.push(("f-answers", &maya));
    let page = fill(&mut ian, &format!("/workers/{ada}/leave"), &answers).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
}

fn maya(site: &Site) -> Id {
    let workers = site.read(store::Reader::workers).expect("the workers");
    let maya = workers.iter().find(|row| row.name == "Maya Example");
    maya.expect("the manager").subject
}

/// By when a leaver's child is to be given to somebody; `None` where that is not owed.
fn owed(site: &Site, child: Id) -> Option<String> {
    let now = site.time.now();
    let rows = site.read(|reader| reader.owed_of(&[child], now));
    let rows = rows.expect("what is owed");
    let row = rows.iter().find(|row| row.clock == "leaver-child-given")?;
    row.due.map(|due| due.to_string())
}

#[tokio::test]
async fn le_2_a_leavers_child_is_owed_another_worker_before_the_managers_time_is_over() {
    let mut site = Site::new();
    let (team, ada, child) = team(&mut site);
    let bo = social_worker(&mut site, "Bo Example", team).to_string();
    site.worker("Ian Example", &[("administrator", None)]);
    has_social_worker(&mut site, child, ada);
    let hidden = site.child("Abena", "Fictional", "X2");
    has_social_worker(&mut site, hidden, ada);
    let restricted = [
        ("placed_on", "2026-10-27T09:00:00Z"),
        ("why", "worker-or-relative"),
    ];
    site.record(hidden, "restriction-placed", &restricted);

    leaves(&site, ada, maya(&site)).await;

    // She answers from 3 November until 1 December: five working days before that it is owed, for
    // the restricted file too, which whoever recorded it may not even find.
    for child in [child, hidden] {
        assert_eq!(owed(&site, child).as_deref(), Some("2026-11-24"));
    }
    let mut maya = site.signed_in("maya.example").await;
    let says = "Kofi Fictional Child of somebody who leaves given to another worker";
    has(&maya.get("/owed?when=all").await, says);
    let page = maya.get(&format!("/child/{child}/timeline")).await;
    has(
        &page,
        "Ada Example leaves: Maya Example answers for the child until 1 December 2026.",
    );
    // Nobody does anything: it stands on her first page a week before, and is late while she still answers.
    site.time.pass(16 * 86_400);
    has(&site.signed_in("maya.example").await.get("/").await, says);
    site.time.pass(7 * 86_400);
    let mut maya = site.signed_in("maya.example").await;
    let late = maya.get("/owed?when=late").await;
    has(&late, says);
    // And from there she comes to where another worker is chosen.
    let way = format!("/child/{child}/workers");
    assert!(
        late.text.contains(&format!("href=\"{way}\"")),
        "{}",
        late.text
    );

    let child_ = child.to_string();
    let answers = [("child", child_.as_str()), ("f-worker", bo.as_str())];
    let address = format!("/workers/{ada}/children");
    let page = give(&mut maya, &address, &[child], &answers).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    assert_eq!(owed(&site, child), None);
    has_not(&maya.get("/").await, says);
}

#[tokio::test]
async fn le_2_whoever_records_that_somebody_leaves_still_reads_no_childs_file() {
    let mut site = Site::new();
    let (_, ada, child) = team(&mut site);
    site.worker("Ian Example", &[("administrator", None)]);
    has_social_worker(&mut site, child, ada);

    leaves(&site, ada, maya(&site)).await;

    let mut ian = site.signed_in("ian.example").await;
    for page in ["", "/record/worker-leaves", "/timeline"] {
        let page = ian.get(&format!("/child/{child}{page}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn le_1_a_handover_that_names_somebody_in_words_is_signed_by_nobody_until_it_is_made_out() {
    let mut site = Site::new();
    let (team, _, child) = team(&mut site);
    let bo = social_worker(&mut site, "Bo Example", team);
    has_social_worker(&mut site, child, bo);
    let handed = [("made_on", "2026-11-01"), ("to", "Bo Example")];
    let handover = site.record(child, "handover", &handed).to_string();
    let address = format!("/child/{child}/handover");
    let entry = site.new_id().to_string();
    let mut bo_at = site.signed_in("bo.example").await;

    // One of that name who works with the child is told so, and signs nothing.
    let page = bo_at.get(&address).await;
    has(&page, "says in words alone who takes over (Bo Example)");
    has_not(&page, "Sign it");
    has_not(
        &bo_at.get(&format!("/child/{child}")).await,
        "New to you: handover not read",
    );
    let signed = [
        ("handover", &*handover),
        ("entry", &*entry),
        ("read", "yes"),
    ];
    let page = bo_at.post(&address, &signed).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.words());
    // Nor does that worker make it out.
    let (bo_, by) = (bo.to_string(), "makes-out");
    let makes_out = [("handover", &*handover), ("entry", &*entry), (by, "yes")];
    let mut to_bo = makes_out.to_vec();
    to_bo.push(("f-to", &bo_));
    let page = bo_at.post(&address, &to_bo).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.words());

    // Who allocates the child makes it out to a worker.
    let mut maya = site.signed_in("maya.example").await;
    has(&maya.get(&address).await, "Which worker takes over?");
    let page = maya.post(&address, &makes_out).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Select the worker who takes over");
    let page = maya.post(&address, &to_bo).await;
    assert_eq!(page.goes_to(), address, "{}", page.words());

    let page = sign(&mut bo_at, child, &[("read", "yes")]).await;
    assert_eq!(page.goes_to(), address, "{}", page.words());
    let page = bo_at.get(&address).await;
    has(&page, "Read and signed By Bo Example on 2 November 2026");
}

#[tokio::test]
async fn le_1_brothers_and_sisters_of_a_leavers_child_are_found_however_many_children_there_are() {
    let mut site = Site::new();
    let (team, ada, _) = team(&mut site);
    let bo = social_worker(&mut site, "Bo Example", team).to_string();
    let mut all: Vec<Id> = Vec::new();
    for number in 0..60 {
        all.push(site.child("Other", "Madeup", &format!("Y{number}")));
    }
    // Lists stand in the order of the files: of one page, the first and the last.
    all.sort();
    let (first, last) = (all[0], all[59]);
    let sister = [
        ("known_on", "2026-09-01"),
        ("name", "A sister"),
        ("relation", "sibling"),
        ("file", &last.to_string()),
    ];
    site.record(first, "relationship", &sister);
    let with_team = [("started_on", "2026-10-23"), ("team", &team.to_string())];
    for child in &all {
        site.record(*child, "involvement-started", &with_team);
        has_social_worker(&mut site, *child, ada);
    }
    let mut maya = site.signed_in("maya.example").await;
    let address = format!("/workers/{ada}/children");

    let page = maya.get(&address).await;
    let boxes_of = |page: &str| page.matches("name=\"child\"").count();
    assert_eq!(boxes_of(&page.text), 41, "forty, and all of them");
    assert!(page.text.contains(&format!("value=\"{last}\"")), "her too");
    let next = maya.get(&format!("{address}?page=2")).await;
    assert_eq!(
        boxes_of(&next.text),
        21,
        "the twenty others, and all of them"
    );
    has_not(&next, "Brother or sister of");

    let first_ = first.to_string();
    let answers = [
        ("child", first_.as_str()),
        ("f-worker", bo.as_str()),
        ("together", "yes"),
    ];
    let page = give(&mut maya, &address, &[first, last], &answers).await;
    assert_eq!(page.goes_to(), format!("{address}?given=2"));
    // What is wrong on the second page is said on the second page.
    let page = maya.post(&format!("{address}?page=2"), &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("?page=2\""), "{}", page.text);
}
