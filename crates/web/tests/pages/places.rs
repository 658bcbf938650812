//! Where one can go: few places at the top of each page, and the others beside each other on the
//! page that each of them leads to. Without scripts, and said to whoever does not see it.

use axum::http::StatusCode;

use super::site::Site;
use crate::browser::Page;

/// What stood at the top of every page before: every one of them can still be come to.
const OF_A_MANAGER: [&str; 14] = [
    "/",
    "/find",
    "/owed",
    "/diary",
    "/drafts",
    "/to-authorise",
    "/team",
    "/unallocated",
    "/oversight",
    "/morning",
    "/waiting",
    "/uncovered",
    "/workers",
    "/teams",
];

/// A link of a navigation: where it leads, and what is said of it.
struct Way {
    to: String,
    current: Option<String>,
}

/// The ways of the navigation that begins so; empty where there is none.
fn ways(page: &Page, begins: &str) -> Vec<Way> {
    let Some((_, rest)) = page.text.split_once(begins) else {
        return Vec::new();
    };
    let nav = rest.split("</nav>").next().unwrap_or_default();
    let links = nav.split("<a ").skip(1);
    let said = |link: &str, name: &str| {
        let (_, rest) = link.split('>').next()?.split_once(&format!("{name}=\""))?;
        Some(rest.split('"').next().unwrap_or_default().to_owned())
    };
    links
        .map(|link| Way {
            to: said(link, "href").expect("an address"),
            current: said(link, "aria-current"),
        })
        .collect()
}

fn top(page: &Page) -> Vec<Way> {
    ways(page, "<nav class=\"sightline-nav\"")
}

fn beside(page: &Page) -> Vec<Way> {
    ways(page, "<nav class=\"moj-sub-navigation sightline-places\"")
}

/// Which of them are said to be where one is, and how.
fn current(ways: &[Way]) -> Vec<(&str, &str)> {
    let said = ways.iter();
    said.filter_map(|way| Some((way.to.as_str(), way.current.as_deref()?)))
        .collect()
}

/// Goes to every place there is for somebody; all of them, where only so many stand at the top.
async fn everywhere(site: &Site, name: &str, most: usize) -> Vec<String> {
    let mut browser = site.signed_in(name).await;
    let home = browser.get("/").await;
    let top = top(&home);
    let parts: Vec<&Way> = top.iter().filter(|way| way.to != "/account").collect();
    assert!(parts.len() <= most, "{name}: {} at the top", parts.len());
    assert_eq!(current(&top), [("/", "page")], "{name}");
    let mut found = Vec::new();
    for part in parts {
        let page = browser.get(&part.to).await;
        assert_eq!(page.status, StatusCode::OK, "{name}: {}", part.to);
        let all = beside(&page);
        if all.is_empty() {
            found.push(part.to.clone());
            continue;
        }
        assert_eq!(all[0].to, part.to, "{name}: where it leads stands first");
        for way in all {
            let page = browser.get(&way.to).await;
            assert_eq!(page.status, StatusCode::OK, "{name}: {}", way.to);
            let expected = if way.to == part.to { "page" } else { "true" };
            assert_eq!(current(&self::top(&page)), [(part.to.as_str(), expected)]);
            assert_eq!(current(&beside(&page)), [(way.to.as_str(), "page")]);
            found.push(way.to);
        }
    }
    found
}

#[tokio::test]
async fn few_places_stand_at_the_top_and_every_other_is_beside_where_they_lead() {
    let mut site = Site::new();
    let team = site.new_id();
    let told = [("told_on", "2026-01-01"), ("name", "North Team")];
    site.record(team, "team-details", &told);
    let team = team.to_string();
    for (name, role) in [
        ("Ada Example", "social-worker"),
        ("Mira Example", "team-manager"),
        ("Dora Example", "director"),
        ("Ian Example", "administrator"),
        ("Petra Example", "performance-analyst"),
    ] {
        let team = (role == "social-worker" || role == "team-manager").then_some(team.as_str());
        site.worker(name, &[(role, team)]);
    }

    let manager = everywhere(&site, "mira.example", 6).await;
    for address in OF_A_MANAGER {
        let found = manager.iter().any(|one| one == address);
        assert!(found, "{address} is not in {manager:?}");
    }
    let director = everywhere(&site, "dora.example", 7).await;
    for address in ["/all-teams", "/uploads", "/administer", "/emergencies"] {
        let found = director.iter().any(|one| one == address);
        assert!(found, "{address} is not in {director:?}");
    }
    let worker = everywhere(&site, "ada.example", 4).await;
    assert!(worker.contains(&"/drafts".to_owned()), "{worker:?}");
    assert!(!worker.contains(&"/team".to_owned()), "{worker:?}");
    let administrator = everywhere(&site, "ian.example", 3).await;
    let kept = "/administer/users".to_owned();
    assert!(administrator.contains(&kept), "{administrator:?}");
    let analyst = everywhere(&site, "petra.example", 3).await;
    assert!(analyst.contains(&"/uploads".to_owned()), "{analyst:?}");
}

#[tokio::test]
async fn below_a_place_it_is_said_in_which_part_one_is_and_in_a_file_in_none() {
    let mut site = Site::new();
    let mira = site.worker("Mira Example", &[("team-manager", Some("T1"))]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, mira, "2026-09-01");
    let mut browser = site.signed_in("mira.example").await;

    let worker = browser.get(&format!("/workers/{mira}")).await;
    let file = browser.get(&format!("/child/{child}")).await;
    let nowhere = browser.get("/workers/nobody").await;

    assert_eq!(current(&top(&worker)), [("/workers", "true")]);
    assert!(beside(&worker).is_empty(), "it has pages of its own");
    assert!(current(&top(&file)).is_empty());
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert_eq!(current(&top(&nowhere)), [("/workers", "true")]);
}
