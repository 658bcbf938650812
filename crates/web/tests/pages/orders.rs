//! Lists in the order of a column, taken away and turned page by page: by addresses alone, without
//! scripts, and with nothing personal in them.

use axum::http::StatusCode;
use practice::Id;

use super::site::Site;
use crate::browser::{Browser, Page};

/// Ada and Bo work in Mira's team. Kofi and Zaid are Ada's, and Zaid has more that is late; Abena
/// is Bo's.
struct Given {
    site: Site,
    team: Id,
    ada: Id,
    ada_at: Browser,
    mira_at: Browser,
}

async fn given() -> Given {
    let mut site = Site::new();
    let team = site.new_id();
    let told = [("told_on", "2026-01-01"), ("name", "North Team")];
    site.record(team, "team-details", &told);
    let named = team.to_string();
    let ada = site.worker("Ada Example", &[("social-worker", Some(&named))]);
    let bo = site.worker("Bo Example", &[("social-worker", Some(&named))]);
    site.worker("Mira Example", &[("team-manager", Some(&named))]);
    for (forename, number, worker) in [
        ("Kofi", "X1", ada),
        ("Zaid", "X2", ada),
        ("Abena", "X3", bo),
    ] {
        let child = site.child(forename, "Fictional", number);
        site.allocate(child, worker, "2026-09-01");
        let in_team = [
            ("started_on", "2026-09-01"),
            ("team", named.as_str()),
            ("role", "Team"),
        ];
        site.record(child, "involvement-started", &in_team);
        let referral = [
            ("referred_on", "2026-09-01"),
            ("source", "1A"),
            ("no_further_action", "false"),
        ];
        site.record(child, "referral", &referral);
        if forename == "Zaid" {
            let plan = [("started_on", "2026-10-01"), ("category", "NEG")];
            site.record(child, "protection-plan-started", &plan);
        }
    }
    let ada_at = site.signed_in("ada.example").await;
    let mira_at = site.signed_in("mira.example").await;
    Given {
        site,
        team,
        ada,
        ada_at,
        mira_at,
    }
}

/// These words stand in a page in this order.
fn in_order(page: &Page, words: &[&str]) {
    let text = page.words();
    let table = text.rfind("turn the order about").unwrap_or(0);
    let places: Vec<Option<usize>> = (words.iter())
        .map(|word| text[table..].find(word))
        .collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{words:?} in {text}"
    );
}

async fn sheet(browser: &mut Browser, address: &str) -> String {
    let sheet = browser.get(address).await;
    assert_eq!(sheet.status, StatusCode::OK, "{address}");
    assert_eq!(sheet.headers["content-type"], "text/csv; charset=utf-8");
    String::from_utf8(sheet.bytes).expect("text")
}

#[tokio::test]
async fn ones_children_stand_most_pressing_first_or_in_the_order_of_a_column_and_are_taken_away() {
    let Given {
        ada,
        team,
        mut ada_at,
        mut mira_at,
        ..
    } = given().await;

    let home = ada_at.get("/").await;

    // A way to each order, that works without scripts; nothing says yet in which it stands.
    assert!(
        home.text.contains(r#"href="/?sort=child""#),
        "{}",
        home.text
    );
    assert!(
        !home.text.contains("aria-sort=\"descending"),
        "{}",
        home.text
    );
    let by_name = ada_at.get("/?sort=child").await;
    in_order(&by_name, &["Kofi Fictional", "Zaid Fictional"]);
    assert!(by_name.text.contains(r#"aria-sort="ascending"><a class="govuk-link govuk-link--no-visited-state" href="/?sort=-child""#), "{}", by_name.text);
    let about = ada_at.get("/?sort=-child").await;
    in_order(&about, &["Zaid Fictional", "Kofi Fictional"]);
    let pressing = ada_at.get("/children?sort=late").await;
    in_order(&pressing, &["Zaid Fictional", "Kofi Fictional"]);
    let text = sheet(&mut ada_at, "/children/export?sort=-late").await;
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].ends_with("Child,Born on,Social workers so far,Overdue,Next this week,Due"));
    assert!(
        lines[1].starts_with("Kofi") && lines[2].starts_with("Zaid"),
        "{text}"
    );
    // A manager sees a worker's and the team's, and nobody else's than they may find.
    let hers = mira_at.get(&format!("/children?worker={ada}")).await;
    assert!(
        hers.words().contains("Ada Example Children 2 children"),
        "{}",
        hers.words()
    );
    let whole = mira_at
        .get(&format!("/children?team={team}&sort=child"))
        .await;
    in_order(&whole, &["Abena", "Kofi", "Zaid"]);
    let of_team = ada_at.get(&format!("/children?team={team}")).await;
    assert!(of_team.words().contains("Kofi"), "{}", of_team.words());
    assert_eq!(
        mira_at.get("/children?whose=all").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_is_owed_stands_most_dangerous_first_or_in_the_order_of_a_column() {
    let Given { mut ada_at, .. } = given().await;
    let all = "/owed?when=late&who=anybody";

    let danger = ada_at.get(all).await;

    // The child on a protection plan comes first, and the filter keeps what was chosen.
    in_order(&danger, &["Zaid Fictional", "Kofi Fictional"]);
    let by_child = ada_at.get(&format!("{all}&sort=child")).await;
    in_order(&by_child, &["Kofi Fictional", "Zaid Fictional"]);
    assert!(
        by_child.text.contains("Late and dangerous first</a>")
            && by_child
                .text
                .contains(r#"<input type="hidden" name="sort" value="child">"#),
        "{}",
        by_child.text
    );
    let text = sheet(
        &mut ada_at,
        "/owed/export?when=late&who=anybody&sort=-child",
    )
    .await;
    let kofi = text.find("Kofi Fictional").expect("Kofi");
    assert!(
        text.find("Zaid Fictional").is_some_and(|zaid| zaid < kofi),
        "{text}"
    );
}

#[tokio::test]
async fn workers_and_teams_are_put_in_order_and_taken_away_with_what_was_searched_for() {
    let Given {
        mut site,
        mut mira_at,
        ..
    } = given().await;
    let south = site.new_id();
    site.record(
        south,
        "team-details",
        &[("told_on", "2026-01-01"), ("name", "South Team")],
    );
    site.worker("Cy Example", &[("social-worker", Some(&south.to_string()))]);

    let by_team = mira_at.get("/workers?sort=-teams").await;

    in_order(&by_team, &["Cy Example", "Ada Example"]);
    let text = sheet(&mut mira_at, "/workers/export?sort=-name").await;
    let cy = text.find("Cy Example").expect("Cy");
    assert!(
        text.find("Mira Example").is_some_and(|mira| mira < cy),
        "{text}"
    );
    // What was typed is sealed in the address, and goes with the order and what is taken away.
    let found = mira_at.post("/workers", &[("who", "Cy")]).await;
    let narrowed = mira_at.get(found.goes_to()).await;
    let sealed = found.goes_to().trim_start_matches("/workers?q=").to_owned();
    assert!(
        narrowed
            .text
            .contains(&format!("/workers?sort=roles&amp;q={sealed}")),
        "{}",
        narrowed.text
    );
    let text = sheet(&mut mira_at, &format!("/workers/export?q={sealed}")).await;
    assert!(
        text.contains("Cy Example") && !text.contains("Ada Example"),
        "{text}"
    );

    let teams = mira_at.get("/teams?sort=workers").await;
    in_order(&teams, &["North Team", "South Team"]);
    let text = sheet(&mut mira_at, "/teams/export?sort=-workers").await;
    let north = text.find("North Team,,,Mira Example,3").expect("North");
    assert!(
        text.find("South Team").is_some_and(|south| south < north),
        "{text}"
    );
    let waiting = mira_at.get("/waiting?sort=-longest").await;
    in_order(&waiting, &["North Team"]);
    assert!(
        sheet(&mut mira_at, "/waiting/export")
            .await
            .contains("North Team,3,0,")
    );
}

#[tokio::test]
async fn a_long_list_of_workers_is_turned_page_by_page_in_its_order() {
    let Given {
        mut site,
        mut mira_at,
        ..
    } = given().await;
    for number in 10..60 {
        site.worker(
            &format!("Worker {number}"),
            &[("social-worker", Some("T9"))],
        );
    }

    let first = mira_at.get("/workers?sort=-name").await;
    let second = mira_at.get("/workers?sort=-name&page=2").await;

    assert!(
        first.text.contains("/workers?sort=-name&amp;page=2"),
        "{}",
        first.text
    );
    in_order(&first, &["Worker 59", "Worker 10"]);
    in_order(&second, &["Mira Example", "Bo Example", "Ada Example"]);
    assert!(!second.words().contains("Worker "), "{}", second.words());
}

#[tokio::test]
async fn drafts_and_what_waits_to_be_authorised_are_put_in_order_and_taken_away() {
    let Given {
        mut site,
        ada,
        mut ada_at,
        mut mira_at,
        ..
    } = given().await;
    let files: Vec<Id> = site
        .read(|reader| reader.files_of(&[ada.to_string()], &[], jiff::Timestamp::MAX))
        .expect("files")
        .into_iter()
        .collect();
    for child in &files {
        let address = format!("/child/{child}/record/case-note");
        let form = ada_at.get(&address).await;
        let typed: Vec<(&str, &str)> = ["draft", "draft-version", "based-on"]
            .iter()
            .filter_map(|name| Some((*name, form.value(name)?)))
            .chain([("f-subject", "Secret of the draft")])
            .collect();
        let kept = ada_at.post(&format!("{address}/draft"), &typed).await;
        assert_eq!(kept.goes_to(), "/drafts", "{}", kept.words());
        let entry = site
            .record(
                *child,
                "assessment-written",
                &[("written_on", "2026-10-20")],
            )
            .to_string();
        let sent = [
            ("entry", entry.as_str()),
            ("version", entry.as_str()),
            ("what", "Assessment written up"),
            ("sent_at", "2026-10-21T15:00:00Z"),
        ];
        site.record(*child, "sent-for-authorisation", &sent);
    }

    let drafts = ada_at.get("/drafts?sort=child").await;

    in_order(&drafts, &["Kofi Fictional", "Zaid Fictional"]);
    in_order(
        &ada_at.get("/drafts?sort=-child").await,
        &["Zaid Fictional", "Kofi Fictional"],
    );
    let text = sheet(&mut ada_at, "/drafts/export?sort=child").await;
    assert!(text.contains("Case note,Kofi Fictional,"), "{text}");
    assert!(!text.contains("Secret"), "{text}");
    in_order(
        &mira_at.get("/to-authorise?sort=child").await,
        &["Kofi Fictional", "Zaid Fictional"],
    );
    let turned = mira_at.get("/to-authorise?list=waiting&sort=-child").await;
    in_order(&turned, &["Zaid Fictional", "Kofi Fictional"]);
    let text = sheet(&mut mira_at, "/to-authorise/export?sort=-child").await;
    let kofi = text
        .find("Waiting for you,Kofi Fictional,Assessment written")
        .expect("Kofi");
    assert!(
        text.find("Zaid Fictional").is_some_and(|zaid| zaid < kofi),
        "{text}"
    );
    // What she looked at is taken away by whoever may see it.
    site.worker("Ines Example", &[("information-governance", None)]);
    let mut ines = site.signed_in("ines.example").await;
    let text = sheet(&mut ines, &format!("/workers/{ada}/looks/export")).await;
    assert!(text.contains("Kofi Fictional,A draft,"), "{text}");
    // Who takes a list away has looked at whoever stands in it.
    let looks = site.read(|reader| reader.looks_at(files[0], None, 99));
    let taken = looks
        .expect("looks")
        .into_iter()
        .filter(|look| look.what == "list taken away");
    // She took away her drafts, the manager what waits, and somebody what she had looked at.
    assert_eq!(taken.count(), 3);
}

#[tokio::test]
async fn le_2_whoever_is_not_there_is_put_in_order_and_taken_away_a_row_to_each_child() {
    let Given {
        mut site,
        ada,
        mut ada_at,
        mut mira_at,
        ..
    } = given().await;
    let workers = site.read(store::Reader::workers).expect("workers");
    let bo = workers.iter().find(|worker| worker.name == "Bo Example");
    let bo = bo.expect("Bo").subject;
    for worker in [ada, bo] {
        site.record(worker, "worker-away", &[("from", "2026-11-01")]);
    }

    let most = mira_at.get("/uncovered?sort=children").await;

    in_order(&most, &["Ada Example", "Bo Example"]);
    in_order(
        &mira_at.get("/uncovered?sort=-worker").await,
        &["Bo Example", "Ada Example"],
    );
    let text = sheet(&mut mira_at, "/uncovered/export?sort=-worker").await;
    let rows: Vec<&str> = text.lines().skip(1).collect();
    assert_eq!(rows.len(), 3, "{text}");
    assert!(
        rows[0].starts_with("Abena Fictional,Bo Example,Away. Since 1 November 2026.,"),
        "{text}"
    );
    // They are for who gives children to workers.
    for address in ["/uncovered/export", "/waiting/export"] {
        assert_eq!(
            ada_at.get(address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
}
