//! How it stands, on the first page of who answers for others (LE-1 to LE-4, PR-14, FD-4): each
//! number is that of the list to which it leads, and nobody is counted who would not be listed.

use axum::http::StatusCode;
use practice::Id;

use super::site::Site;
use crate::browser::{Browser, Page};

/// North Team: Mira manages it; Ada, who is newly qualified, has nine children on a plan; Bo has
/// left and had Abena; Esi, on a plan, has nobody but the team. South Team has Sena, whose worker is
/// there. Hanna's file is restricted. Dora is the director.
struct Given {
    site: Site,
    north: String,
    kofi: Id,
}

fn given() -> Given {
    let mut site = Site::new();
    let mut teams = Vec::new();
    for name in ["North Team", "South Team"] {
        let team = site.new_id();
        let told = [("told_on", "2026-01-01"), ("name", name)];
        site.record(team, "team-details", &told);
        teams.push(team.to_string());
    }
    let (north, south) = (teams[0].clone(), teams[1].clone());
    let ada = site.worker("Ada Example", &[("social-worker", Some(&north))]);
    let bo = site.worker("Bo Example", &[("social-worker", Some(&north))]);
    let sol = site.worker("Sol Example", &[("social-worker", Some(&south))]);
    site.worker("Mira Example", &[("team-manager", Some(&north))]);
    site.worker("Dora Example", &[("director", None)]);
    let began = [("started_on", "2026-06-01"), ("role", "newly-qualified")];
    site.record(ada, "worker-started", &began);
    for worker in [ada, bo, sol] {
        let registered = [("registered_on", "2020-01-01")];
        site.record(worker, "social-worker-registered", &registered);
    }
    let mut kofi = None;
    for (number, (name, team, worker, plan)) in [
        ("Kofi", &north, Some(ada), true),
        ("Abena", &north, Some(bo), false),
        ("Esi", &north, None, true),
        ("Sena", &south, Some(sol), true),
        ("Hanna", &south, None, true),
    ]
    .into_iter()
    .chain((0..8).map(|_| ("Sibling", &north, Some(ada), true)))
    .enumerate()
    {
        let child = site.child(name, &format!("Fictional{number}"), &format!("X{number}"));
        kofi = kofi.or(Some(child));
        if let Some(worker) = worker {
            site.allocate(child, worker, "2026-09-01");
        }
        let involved = [
            ("started_on", "2026-09-01"),
            ("team", team.as_str()),
            ("role", "Team"),
        ];
        site.record(child, "involvement-started", &involved);
        let referral = [
            ("referred_on", "2026-09-01"),
            ("source", "1A"),
            ("no_further_action", "false"),
        ];
        site.record(child, "referral", &referral);
        if plan {
            let plan = [("started_on", "2026-10-01"), ("category", "NEG")];
            site.record(child, "protection-plan-started", &plan);
        }
        if name == "Hanna" {
            let restricted = [("placed_on", "2026-10-26"), ("reason", "x")];
            site.record(child, "restriction-placed", &restricted);
        }
    }
    let left = [("left_on", "2026-10-20"), ("reason", "resigned")];
    site.record(bo, "worker-left", &left);
    let kofi = kofi.expect("Kofi");
    // Monday evening; it is Tuesday morning.
    site.time.pass(10 * 3600);
    let acted = [
        ("acted_at", "2026-11-02T21:30:00Z"),
        ("what", "The police brought him home."),
    ];
    site.record(kofi, "out-of-hours-action", &acted);
    site.time.pass(10 * 3600);
    Given { site, north, kofi }
}

/// The number that leads to this list on a page; `None` where none does.
fn number(page: &Page, address: &str) -> Option<usize> {
    let link = format!("href=\"{}\"><strong>", address.replace('&', "&amp;"));
    let (_, rest) = page.text.split_once(&link)?;
    let number = rest.split(' ').next()?.replace(',', "");
    Some(number.parse().expect("a number"))
}

/// How many rows of this kind the list has, over all its pages.
async fn rows(browser: &mut Browser, address: &str, row: &str) -> usize {
    let mut many = 0;
    for page in 1.. {
        let shown = browser.get(&format!("{address}&page={page}")).await;
        assert_eq!(shown.status, StatusCode::OK, "{address}");
        many += shown.text.matches(row).count();
        if !shown.text.contains("rel=\"next\"") {
            break;
        }
    }
    many
}

async fn agrees(browser: &mut Browser, home: &Page, address: &str, row: &str) -> usize {
    let told = number(home, address).unwrap_or_else(|| panic!("{address}: {}", home.words()));
    let listed = rows(browser, address, row).await;
    assert_eq!(told, listed, "{address}");
    told
}

const OWED: &str = "data-label=\"When\"";
const WITHOUT: &str = "data-label=\"Without\"";

#[tokio::test]
async fn le_2_le_3_a_director_sees_at_once_how_it_stands_and_each_number_is_that_of_its_list() {
    let Given { site, .. } = given();
    let mut dora = site.signed_in("dora.example").await;

    let home = dora.get("/").await;

    let late = agrees(&mut dora, &home, "/owed?whose=all&when=late", OWED).await;
    assert!(late > 10, "{late}");
    let unsupervised = agrees(&mut dora, &home, "/oversight?whose=all", OWED).await;
    assert!(unsupervised > 0);
    let without = agrees(&mut dora, &home, "/unallocated?whose=all", WITHOUT).await;
    assert_eq!(without, 1, "Esi, and not Hanna, whose file is restricted");
    let words = home.words();
    let told =
        "No qualified social worker 1 child : No qualified social worker , the longest for 33 days";
    assert!(words.contains(told), "{words}");
    assert_eq!(number(&home, "/uncovered"), Some(1), "{words}");
    assert!(dora.get("/uncovered").await.words().contains("Abena"));
    assert_eq!(number(&home, "/all-teams?sort=load"), Some(1));
    let teams = dora.get("/all-teams?sort=load").await.words();
    assert!(teams.contains("1 worker with too many"), "{teams}");
    // The worst stand there by name, and whose file is restricted is nowhere.
    assert!(
        words.contains("The most dangerous of what is late"),
        "{words}"
    );
    assert!(home.text.contains("/duty/"), "each says why");
    assert!(!words.contains("Hanna"), "{words}");
    assert!(!words.contains("No child is allocated"), "{words}");
}

#[tokio::test]
async fn le_2_a_team_manager_sees_the_same_of_the_team_and_of_no_other() {
    let Given { site, north, .. } = given();
    let mut mira = site.signed_in("mira.example").await;

    let home = mira.get("/").await;

    let of = |list: &str| format!("{list}?team={north}");
    let late = format!("{}&when=late", of("/owed"));
    agrees(&mut mira, &home, &late, OWED).await;
    agrees(&mut mira, &home, &of("/oversight"), OWED).await;
    let without = agrees(&mut mira, &home, &of("/unallocated"), WITHOUT).await;
    assert_eq!(without, 1);
    assert_eq!(number(&home, "/uncovered"), Some(1));
    let load = format!("{}&sort=load", of("/team"));
    assert_eq!(number(&home, &load), Some(1));
    let team = mira.get(&load).await.words();
    assert_eq!(team.matches("Too many").count(), 1, "{team}");
    let words = home.words();
    assert!(words.contains("North Team"), "{words}");
    assert!(!words.contains("Sena"), "another team's: {words}");
    assert!(!words.contains("South Team"), "{words}");
}

#[tokio::test]
async fn fd_4_the_night_stands_on_the_first_page_until_the_day_has_taken_it_over() {
    let Given { mut site, kofi, .. } = given();
    let mut dora = site.signed_in("dora.example").await;

    let home = dora.get("/").await;

    assert_eq!(number(&home, "/morning"), Some(1));
    let says = "Last night 1 child : Last night , 1 not taken over";
    assert!(home.words().contains(says), "{}", home.words());
    // To be told how many is to look at nobody's file.
    let looks = dora.get(&format!("/child/{kofi}/looks")).await.words();
    assert!(!looks.contains("What happened at night"), "{looks}");
    let file = site.read(|reader| reader.file(kofi)).expect("a file");
    let action = file
        .iter()
        .find(|one| one.header.kind == "out-of-hours-action");
    let action = action.expect("recorded").header.id.to_string();
    let received = [
        ("action", action.as_str()),
        ("received_at", "2026-11-03T08:00:00Z"),
    ];
    site.record(kofi, "out-of-hours-handover", &received);
    let home = dora.get("/").await;
    let says = "Last night 1 child : Last night , all of it taken over";
    assert!(home.words().contains(says), "{}", home.words());
}

#[tokio::test]
async fn who_answers_for_nobody_is_told_no_numbers_and_who_only_reads_no_more_than_the_lists() {
    let Given { mut site, .. } = given();
    site.worker("Olu Example", &[("auditor", None)]);
    let mut ada = site.signed_in("ada.example").await;
    let mut olu = site.signed_in("olu.example").await;

    let hers = ada.get("/").await;
    let his = olu.get("/").await;

    assert!(
        !hers.text.contains("govuk-summary-list"),
        "{}",
        hers.words()
    );
    assert!(number(&his, "/owed?whose=all&when=late").is_some());
    for no in ["/unallocated", "/oversight", "/uncovered", "/all-teams"] {
        let is_told = his.text.contains(&format!("href=\"{no}"));
        assert!(!is_told, "{no}: {}", his.words());
        assert_eq!(olu.get(no).await.status, StatusCode::NOT_FOUND, "{no}");
    }
}
