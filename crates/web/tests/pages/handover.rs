//! A child goes from one worker to another: with reasons, with a handover that is read and signed,
//! and never to or with somebody who is not there (LE-1, LE-2, PR-14).

use axum::http::StatusCode;
use practice::Id;

use super::allocate::{WHY, team};
use super::site::Site;
use super::workers::{boxes, day, fill};
use crate::browser::{Browser, Page};

pub fn has(page: &Page, words: &str) {
    assert!(
        page.words().contains(words),
        "{words:?} in {}",
        page.words()
    );
}

pub fn has_not(page: &Page, words: &str) {
    assert!(
        !page.words().contains(words),
        "{words:?} in {}",
        page.words()
    );
}

/// A social worker of this team.
pub fn social_worker(site: &mut Site, name: &str, team: Id) -> Id {
    let team = team.to_string();
    site.worker(name, &[("social-worker", Some(&team))])
}

/// The child has this social worker.
pub fn has_social_worker(site: &mut Site, child: Id, worker: Id) {
    let worker = worker.to_string();
    let told = [("started_on", "2026-10-25"), ("worker", worker.as_str())];
    site.record(child, "social-worker-allocated", &told);
}

/// Bo is to be the child's social worker from 2 November.
async fn allocate(browser: &mut Browser, child: Id, to: Id, more: &[(&str, &str)]) -> Page {
    let (from, to) = (boxes("started_on"), to.to_string());
    let mut answers = day(&from, ["2", "11", "2026"]);
    answers.extend(WHY);
    answers.push(("f-worker", &to));
    answers.extend(more);
    let add = format!("/child/{child}/workers/add?as=social-worker-allocated");
    fill(browser, &add, &answers).await
}

/// A form that is drawn from the book, sent with these answers.
async fn typed(browser: &mut Browser, address: &str, answers: &[(&str, &str)]) -> Page {
    let shown = browser.get(address).await;
    let hidden = ["draft", "draft-version", "based-on"];
    let hidden = hidden.map(|name| (name, shown.value(name).unwrap_or_default().to_owned()));
    let mut all: Vec<(&str, &str)> = hidden.iter().map(|(n, v)| (*n, v.as_str())).collect();
    all.extend(answers);
    browser.post(address, &all).await
}

/// The handover signed by whoever is signed in.
pub async fn sign(browser: &mut Browser, child: Id, answers: &[(&str, &str)]) -> Page {
    let address = format!("/child/{child}/handover");
    let shown = browser.get(&address).await;
    let hidden = ["entry", "handover"];
    let hidden = hidden.map(|name| (name, shown.value(name).unwrap_or_default().to_owned()));
    let mut all: Vec<(&str, &str)> = hidden.iter().map(|(n, v)| (*n, v.as_str())).collect();
    all.extend(answers);
    browser.post(&address, &all).await
}

/// The children of a worker or team, given with these answers and what the form hides.
pub async fn give(
    browser: &mut Browser,
    address: &str,
    children: &[Id],
    answers: &[(&str, &str)],
) -> Page {
    let shown = browser.get(address).await;
    let hidden: Vec<(String, String)> = (children.iter())
        .map(|child| format!("entry-{child}"))
        .map(|name| {
            let value = shown.value(&name).unwrap_or_default().to_owned();
            (name, value)
        })
        .collect();
    let from = boxes("started_on");
    let mut all = day(&from, ["2", "11", "2026"]);
    all.extend(hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())));
    all.extend(WHY);
    all.extend(answers);
    browser.post(address, &all).await
}

#[tokio::test]
async fn le_1_the_next_worker_reads_the_story_and_signs_it_and_the_child_tells_it_once() {
    let mut site = Site::new();
    let (team, ada, child) = team(&mut site);
    let bo = social_worker(&mut site, "Bo Example", team);
    has_social_worker(&mut site, child, ada);
    for (kind, fields) in [
        (
            "significant-event",
            &[
                ("happened_on", "2026-09-14"),
                ("kind", "move"),
                (
                    "what",
                    "Moved to her grandmother, [[third party: after a fire]].",
                ),
            ][..],
        ),
        (
            "promise",
            &[
                ("made_on", "2026-10-20"),
                ("by_whom", "Ada Example"),
                ("what", "To bring the photographs"),
                ("by", "2026-11-09"),
            ][..],
        ),
        (
            "parental-responsibility",
            &[
                ("since", "2014-03-01"),
                ("name", "Esi Fictional"),
                ("how", "mother"),
                ("contact", "Evenings, 01632 960001"),
            ][..],
        ),
    ] {
        site.record(child, kind, fields);
    }
    let mut ada_at = site.signed_in("ada.example").await;
    let words = format!("/child/{child}/record/handover-words");
    let on = boxes("said_on");
    let mut said = day(&on, ["1", "11", "2026"]);
    said.push(("f-words", "She talks best while drawing."));
    let page = typed(&mut ada_at, &words, &said).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());

    let mut maya = site.signed_in("maya.example").await;
    let page = allocate(&mut maya, child, bo, &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());

    let mut bo_at = site.signed_in("bo.example").await;
    has(&bo_at.get("/").await, "New to you: handover not read");
    let file = bo_at.get(&format!("/child/{child}")).await;
    has(&file, "New to you: handover not read. Read the handover");
    let address = format!("/child/{child}/handover");
    let page = bo_at.get(&address).await;
    for says in [
        "Handed over to Bo Example, from Ada Example.",
        "14 September 2026",
        "after a fire",
        "To bring the photographs",
        "How to reach them: Evenings, 01632 960001",
        "Promise to the child kept: by 9 November 2026",
        "She talks best while drawing.",
    ] {
        has(&page, says);
    }
    // What is marked as about somebody else keeps its mark in the handover.
    has(&page, "About somebody else: after a fire");
    // It is for whoever takes over to sign.
    has(&maya.get(&address).await, "Not yet read");
    let page = sign(&mut maya, child, &[("read", "yes")]).await;
    assert_ne!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let page = sign(&mut bo_at, child, &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Tick that you have read it");
    let answers = [("read", "yes"), ("f-asks", "Who collects her from school?")];
    let page = sign(&mut bo_at, child, &answers).await;
    assert_eq!(page.goes_to(), address, "{}", page.words());
    let page = bo_at.get(&address).await;
    has(&page, "Read and signed By Bo Example on 2 November 2026");
    has(&page, "Who collects her from school?");
    has_not(&bo_at.get("/").await, "handover not read");
}

#[tokio::test]
async fn le_1_what_the_last_worker_says_afterwards_stands_beside_the_handover() {
    let mut site = Site::new();
    let (team, ada, child) = team(&mut site);
    let bo = social_worker(&mut site, "Bo Example", team);
    has_social_worker(&mut site, child, ada);
    let mut maya = site.signed_in("maya.example").await;
    allocate(&mut maya, child, bo, &[]).await;

    let mut ada_at = site.signed_in("ada.example").await;
    let page = ada_at.get(&format!("/child/{child}/handover")).await;
    has(&page, "Say what the next worker should know");
    let on = boxes("said_on");
    let mut said = day(&on, ["2", "11", "2026"]);
    said.push(("f-words", "Ask about the dog."));
    typed(
        &mut ada_at,
        &format!("/child/{child}/record/handover-words"),
        &said,
    )
    .await;

    let mut bo_at = site.signed_in("bo.example").await;
    let page = bo_at.get(&format!("/child/{child}/handover")).await;
    has(
        &page,
        "Said by the last worker on 2 November 2026 Ask about the dog.",
    );
}

#[tokio::test]
async fn le_1_where_the_last_worker_has_gone_the_handover_is_made_from_the_file_and_says_so() {
    let mut site = Site::new();
    let (team, ada, child) = team(&mut site);
    let bo = social_worker(&mut site, "Bo Example", team);
    has_social_worker(&mut site, child, ada);
    site.record(ada, "worker-left", &[("left_on", "2026-10-30")]);
    let mut maya = site.signed_in("maya.example").await;
    let address = format!("/teams/{team}/children");
    let (bo, child_) = (bo.to_string(), child.to_string());

    let answers = [("f-worker", bo.as_str()), ("child", child_.as_str())];
    let page = give(&mut maya, &address, &[child], &answers).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());

    let page = site
        .signed_in("bo.example")
        .await
        .get(&format!("/child/{child}/handover"))
        .await;
    has(&page, "Handed over to Bo Example, from Ada Example.");
    has(&page, "it is made from the file alone");
}

#[tokio::test]
async fn le_2_who_would_have_too_many_is_given_a_child_only_with_the_reason_that_stands_in_the_file()
 {
    let mut site = Site::new();
    let (team, ada, child) = team(&mut site);
    let bo = social_worker(&mut site, "Bo Example", team);
    has_social_worker(&mut site, child, ada);
    let newly = [("started_on", "2026-06-01"), ("role", "newly-qualified")];
    site.record(bo, "worker-started", &newly);
    for number in 0..12 {
        let other = site.child("Other", "Fictional", &format!("Y{number}"));
        site.allocate(other, bo, "2026-10-01");
    }
    let mut maya = site.signed_in("maya.example").await;

    let page = allocate(&mut maya, child, bo, &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(
        &page,
        "would have work that counts for 13, and 12 is as much as one should have",
    );
    has(&page, "Say why all the same");
    let despite = [("f-despite", "Two of Bo’s cases close this week.")];
    let page = allocate(&mut maya, child, bo, &despite).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());

    let page = maya.get(&format!("/child/{child}/workers")).await;
    has(&page, "Why this worker? Knows the family");
    has(&page, "Why now? The worker before has left");
    has(
        &page,
        "12 is as much as one should have. Two of Bo’s cases close this week.",
    );
}

#[tokio::test]
async fn le_2_a_child_is_not_allocated_without_a_reason_nor_to_somebody_who_leaves_before() {
    let mut site = Site::new();
    let (team, ada, child) = team(&mut site);
    let bo = social_worker(&mut site, "Bo Example", team);
    has_social_worker(&mut site, child, ada);
    let mut maya = site.signed_in("maya.example").await;
    let silent = [("f-why_worker", " "), ("f-why_now", "")];

    let (from, to) = (boxes("started_on"), bo.to_string());
    let mut answers = day(&from, ["2", "11", "2026"]);
    answers.extend(silent);
    answers.push(("f-worker", &to));
    let add = format!("/child/{child}/workers/add?as=social-worker-allocated");
    let page = fill(&mut maya, &add, &answers).await;
    has(&page, "Say why it is this worker");
    has(&page, "Say why it is now");

    site.record(bo, "worker-left", &[("left_on", "2026-11-06")]);
    let from = boxes("started_on");
    let mut answers = day(&from, ["9", "11", "2026"]);
    answers.extend(WHY);
    answers.push(("f-worker", &to));
    let page = fill(&mut maya, &add, &answers).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(
        &page,
        "The last day of Bo Example is 6 November 2026: choose somebody else",
    );
    has(
        &maya.get(&format!("/child/{child}/workers")).await,
        "Ada Example",
    );
}

#[tokio::test]
async fn pr_14_a_child_who_needs_a_qualified_worker_goes_to_another_only_with_a_warning() {
    let mut site = Site::new();
    let (team, ada, child) = team(&mut site);
    let name = team.to_string();
    let cy = site.worker("Cy Example", &[("personal-adviser", Some(&name))]);
    let bo = social_worker(&mut site, "Bo Example", team);
    site.record(
        bo,
        "social-worker-registered",
        &[("registered_on", "2020-01-01")],
    );
    has_social_worker(&mut site, child, ada);
    let plan = [("started_on", "2026-10-01"), ("category", "NEG")];
    site.record(child, "protection-plan-started", &plan);
    let mut maya = site.signed_in("maya.example").await;

    let page = allocate(&mut maya, child, cy, &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "The child needs a qualified social worker");
    let page = allocate(&mut maya, child, bo, &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
}

#[tokio::test]
async fn le_2_nothing_rests_with_somebody_who_is_away_while_nobody_covers() {
    let mut site = Site::new();
    let (team, ada, child) = team(&mut site);
    let bo = social_worker(&mut site, "Bo Example", team);
    has_social_worker(&mut site, child, ada);
    let mut maya = site.signed_in("maya.example").await;
    let from = boxes("from");
    let away = day(&from, ["1", "11", "2026"]);
    let page = fill(
        &mut maya,
        &format!("/workers/{ada}/record/worker-away"),
        &away,
    )
    .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());

    let page = maya.get("/uncovered").await;
    has(
        &page,
        "Ada Example Away Since 1 November 2026. Nobody covers. Kofi Fictional",
    );
    let other = site.child("Abena", "Fictional", "X2");
    let with_team = [("started_on", "2026-10-23"), ("team", &team.to_string())];
    site.record(other, "involvement-started", &with_team);
    let page = allocate(&mut maya, other, ada, &[]).await;
    has(&page, "Ada Example is away and nobody covers");
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);

    // What waits for her waits for whoever covers: a direction by name, and what came back.
    let directed = [
        ("given_on", "2026-10-30"),
        ("given_by", "Maya Example"),
        ("who", &ada.to_string()),
        ("what", "See the child at school"),
        ("by", "2026-11-04"),
    ];
    site.record(child, "case-direction", &directed);
    let (until, ada_) = (boxes("until"), ada.to_string());
    let mut cover = day(&from, ["2", "11", "2026"]);
    cover.extend(day(&until, ["20", "11", "2026"]));
    cover.push(("f-worker", &ada_));
    fill(
        &mut maya,
        &format!("/workers/{bo}/record/cover-arranged"),
        &cover,
    )
    .await;

    has_not(&maya.get("/uncovered").await, "Kofi");
    has(
        &maya.get(&format!("/workers/{ada}")).await,
        "Bo Example covers",
    );
    let mut bo_at = site.signed_in("bo.example").await;
    has(&bo_at.get("/").await, "Kofi Fictional Direction followed");
    let page = allocate(&mut maya, other, ada, &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let back = boxes("back_on");
    let back = day(&back, ["3", "11", "2026"]);
    let page = fill(
        &mut maya,
        &format!("/workers/{ada}/record/worker-back"),
        &back,
    )
    .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
}

#[tokio::test]
async fn le_2_nobody_leaves_with_children_unless_a_manager_answers_for_them_by_name() {
    let mut site = Site::new();
    let (_, ada, child) = team(&mut site);
    has_social_worker(&mut site, child, ada);
    let employed = [("started_on", "2026-01-01"), ("role", "social-worker")];
    site.record(ada, "worker-started", &employed);
    site.worker("Ian Example", &[("administrator", None)]);
    let directed = [
        ("given_on", "2026-10-30"),
        ("given_by", "Maya Example"),
        ("who", &ada.to_string()),
        ("what", "See the child at school"),
        ("by", "2026-11-04"),
    ];
    site.record(child, "case-direction", &directed);
    let mut ian = site.signed_in("ian.example").await;
    let left = boxes("left_on");
    let leave = format!("/workers/{ada}/leave");

    let page = fill(&mut ian, &leave, &day(&left, ["1", "11", "2026"])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "1 child is still allocated to them");
    has(&page, "Select the manager who answers for the children");
    // Who manages nothing cannot be named.
    let mut answers = day(&left, ["1", "11", "2026"]);
    let ada_ = ada.to_string();
    answers.push(("f-answers", &ada_));
    let page = fill(&mut ian, &leave, &answers).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);

    let maya = ian.get(&leave).await;
    let option = maya.text.find("Maya Example").expect("the manager");
    let value = maya.text[..option].rfind("value=\"").expect("a value") + 7;
    let maya_ = maya.text[value..value + 32].to_owned();
    let mut answers = day(&left, ["1", "11", "2026"]);
    answers.push(("f-answers", &maya_));
    let page = fill(&mut ian, &leave, &answers).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());

    let mut maya = site.signed_in("maya.example").await;
    let page = maya.get("/uncovered").await;
    has(
        &page,
        "Ada Example Left Last day 1 November 2026. Maya Example answers for the children",
    );
    let page = maya.get("/").await;
    has(&page, "Kofi Fictional Direction followed");
}

#[tokio::test]
async fn le_2_the_children_of_somebody_without_a_role_are_seen_to_have_nobody() {
    let mut site = Site::new();
    let team = site.new_id();
    let told = [("told_on", "2026-01-01"), ("name", "North Team")];
    site.record(team, "team-details", &told);
    let ada = site.worker("Ada Example", &[]);
    let given = [
        ("role", "social-worker"),
        ("team", &team.to_string()),
        ("from", "2026-01-01"),
        ("until", "2026-10-30"),
    ];
    site.record(ada, "role-given", &given);
    site.worker("Sol Example", &[("service-manager", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    has_social_worker(&mut site, child, ada);

    let page = site.signed_in("sol.example").await.get("/uncovered").await;
    has(&page, "Ada Example No role");
    has(&page, "Kofi Fictional");
}

#[tokio::test]
async fn le_1_a_leavers_children_go_one_by_one_in_one_form_and_brothers_and_sisters_together() {
    let mut site = Site::new();
    let (team, ada, kofi) = team(&mut site);
    let bo = social_worker(&mut site, "Bo Example", team).to_string();
    let cy = social_worker(&mut site, "Cy Example", team).to_string();
    let abena = site.child("Abena", "Fictional", "X2");
    let yaw = site.child("Yaw", "Madeup", "X3");
    let name = team.to_string();
    for child in [abena, yaw] {
        let with_team = [("started_on", "2026-10-23"), ("team", name.as_str())];
        site.record(child, "involvement-started", &with_team);
    }
    let sister = [
        ("known_on", "2026-09-01"),
        ("name", "Abena Fictional"),
        ("relation", "sibling"),
        ("file", "X2"),
    ];
    site.record(kofi, "relationship", &sister);
    for child in [kofi, abena, yaw] {
        has_social_worker(&mut site, child, ada);
    }
    let mut maya = site.signed_in("maya.example").await;
    let address = format!("/workers/{ada}/children");
    let page = maya.get(&address).await;
    has(
        &page,
        "Kofi Fictional Born 1 March 2014. Brother or sister of Abena Fictional",
    );
    has(&page, "Choose for each child alone");
    let of_yaw = format!("to-{yaw}");
    let asks = format!("name=\"{of_yaw}\"");
    assert!(!page.text.contains(&asks), "{}", page.text);
    let page = maya.get(&format!("{address}?choose=each")).await;
    assert!(page.text.contains(&asks), "{}", page.text);

    let kofi_ = kofi.to_string();
    let answers = [
        ("child", kofi_.as_str()),
        ("f-worker", bo.as_str()),
        (of_yaw.as_str(), cy.as_str()),
        ("together", "yes"),
    ];
    let page = give(&mut maya, &address, &[kofi, abena, yaw], &answers).await;
    assert_eq!(
        page.goes_to(),
        format!("{address}?given=3"),
        "{}",
        page.words()
    );

    has(&maya.get(&address).await, "0 children.");
    for (child, worker) in [(kofi, "Bo"), (abena, "Bo"), (yaw, "Cy")] {
        let page = maya.get(&format!("/child/{child}/handover")).await;
        has(
            &page,
            &format!("Handed over to {worker} Example, from Ada Example."),
        );
    }
}

#[tokio::test]
async fn le_1_all_of_a_leavers_children_go_to_one_worker_at_once() {
    let mut site = Site::new();
    let (team, ada, kofi) = team(&mut site);
    let bo = social_worker(&mut site, "Bo Example", team).to_string();
    let yaw = site.child("Yaw", "Madeup", "X3");
    let with_team = [("started_on", "2026-10-23"), ("team", &team.to_string())];
    site.record(yaw, "involvement-started", &with_team);
    for child in [kofi, yaw] {
        has_social_worker(&mut site, child, ada);
    }
    let mut maya = site.signed_in("maya.example").await;
    let address = format!("/workers/{ada}/children");

    let answers = [("child", "all"), ("f-worker", bo.as_str())];
    let page = give(&mut maya, &address, &[kofi, yaw], &answers).await;

    let given = format!("{address}?given=2");
    assert_eq!(page.goes_to(), given, "{}", page.words());
    has(
        &maya.get(&given).await,
        "2 children were given to somebody else",
    );
    has(&maya.get(&address).await, "0 children.");
}

#[tokio::test]
async fn le_1_a_sister_who_has_the_same_worker_goes_along_to_the_next() {
    let mut site = Site::new();
    let (team, ada, kofi) = team(&mut site);
    let bo = social_worker(&mut site, "Bo Example", team);
    let abena = site.child("Abena", "Fictional", "X2");
    let with_team = [("started_on", "2026-10-23"), ("team", &team.to_string())];
    site.record(abena, "involvement-started", &with_team);
    let sister = [
        ("known_on", "2026-09-01"),
        ("name", "Abena Fictional"),
        ("relation", "sibling"),
        ("file", "X2"),
    ];
    site.record(kofi, "relationship", &sister);
    for child in [kofi, abena] {
        has_social_worker(&mut site, child, ada);
    }
    let mut maya = site.signed_in("maya.example").await;
    let add = format!("/child/{kofi}/workers/add?as=social-worker-allocated");
    let page = maya.get(&add).await;
    has(
        &page,
        "Who of the family goes along to the same worker? Abena Fictional",
    );

    let entry = format!("entry-{abena}");
    let (value, abena_) = (page.value(&entry).expect("an entry"), abena.to_string());
    let more = [("along", abena_.as_str()), (entry.as_str(), value)];
    let page = allocate(&mut maya, kofi, bo, &more).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());

    for child in [kofi, abena] {
        let page = maya.get(&format!("/child/{child}/workers")).await;
        has(&page, "Bo Example , allocated social worker");
        has_not(&page, "Ada Example");
        let page = maya.get(&format!("/child/{child}/handover")).await;
        has(&page, "Handed over to Bo Example, from Ada Example.");
    }
}

#[tokio::test]
async fn a_childs_workers_are_counted_at_the_top_of_the_file_and_in_lists() {
    let mut site = Site::new();
    let (team, ada, child) = team(&mut site);
    let bo = social_worker(&mut site, "Bo Example", team);
    has_social_worker(&mut site, child, ada);
    let mut maya = site.signed_in("maya.example").await;
    let page = maya.get(&format!("/child/{child}/timeline")).await;
    has(&page, "1 social worker so far");
    allocate(&mut maya, child, bo, &[]).await;

    let page = maya.get(&format!("/child/{child}/timeline")).await;
    has(&page, "2 social workers so far");
    let page = site.signed_in("bo.example").await.get("/").await;
    has(&page, "Social workers so far");
}
