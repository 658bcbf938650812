//! Being told what others recorded for one's children (LE-1, LE-3): the bell, and the page behind
//! it.

use axum::http::StatusCode;
use practice::Id;

use super::site::Site;
use crate::browser::{Browser, Page};

/// Ada and Bo work in Mira's team. Kofi is Ada's, Abena is Bo's.
struct Given {
    site: Site,
    ada: Id,
    kofi: Id,
    abena: Id,
}

const NOTE: [(&str, &str); 3] = [
    ("happened_at", "2026-11-12T10:00:00Z"),
    ("subject", "A call"),
    ("note", "Rang."),
];

fn given() -> Given {
    let mut site = Site::new();
    let team = site.new_id();
    let told = [("told_on", "2026-01-01"), ("name", "North Team")];
    site.record(team, "team-details", &told);
    let team = team.to_string();
    let ada = site.worker("Ada Example", &[("social-worker", Some(&team))]);
    let bo = site.worker("Bo Example", &[("social-worker", Some(&team))]);
    site.worker("Mira Example", &[("team-manager", Some(&team))]);
    let kofi = site.child("Kofi", "Fictional", "X1");
    let abena = site.child("Abena", "Fictional", "X2");
    site.allocate(kofi, ada, "2026-09-01");
    site.allocate(abena, bo, "2026-09-01");
    for child in [kofi, abena] {
        let fields = [
            ("started_on", "2026-09-01"),
            ("team", team.as_str()),
            ("role", "Team"),
        ];
        site.record(child, "involvement-started", &fields);
    }
    // All of that is long ago, and no news.
    site.time.pass(10 * 24 * 3600);
    Given {
        site,
        ada,
        kofi,
        abena,
    }
}

/// The number at the head of a page; 0 where there is none.
fn bell(page: &Page) -> u32 {
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    let words = page.words();
    let (_, rest) = words.split_once("What is new").expect("a bell");
    let number = rest.trim_start().split(' ').next().unwrap_or_default();
    number.parse().unwrap_or(0)
}

async fn rings(browser: &mut Browser) -> u32 {
    bell(&browser.get("/account").await)
}

#[tokio::test]
async fn le_1_a_worker_is_told_what_others_recorded_for_their_children_and_not_what_they_did() {
    let Given {
        mut site,
        kofi,
        abena,
        ..
    } = given();
    let mut ada = site.signed_in("ada.example").await;
    assert_eq!(rings(&mut ada).await, 0);

    let entry = site.record(kofi, "case-note", &NOTE);
    site.record(abena, "case-note", &NOTE);
    let address = format!("/child/{kofi}/record/referral");
    let form = ada.get(&address).await;
    let carried = ["draft", "draft-version", "based-on", "version"]
        .map(|name| (name, form.value(name).unwrap_or_default().to_owned()));
    let mut typed: Vec<(&str, &str)> = (carried.iter())
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    typed.extend([
        ("f-referred_on-day", "30"),
        ("f-referred_on-month", "10"),
        ("f-referred_on-year", "2026"),
        ("f-source", "1A"),
    ]);
    let sent = ada.post(&address, &typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());

    assert_eq!(rings(&mut ada).await, 1);
    let page = ada.get("/news").await;
    assert!(page.words().contains("Kofi Fictional"), "{}", page.words());
    assert!(page.text.contains(&format!("/child/{kofi}/entry/{entry}")));
    let own = sent.goes_to();
    assert!(!page.text.contains(own), "what I did is no news to me");
    assert!(!page.words().contains("Abena"), "{}", page.words());
    assert_eq!(bell(&page), 0, "who opened it has looked");
    let told = ada.get(&format!("/child/{kofi}/entry/{entry}")).await;
    assert_eq!(told.status, StatusCode::OK);
}

#[tokio::test]
async fn what_was_new_is_shown_until_something_newer_comes_also_after_a_restart() {
    let Given { mut site, kofi, .. } = given();
    let first = site.record(kofi, "case-note", &NOTE);
    let mut ada = site.signed_in("ada.example").await;
    ada.get("/news").await;
    let kept = ada.closed();

    let mut site = site.restarted();
    let mut ada = site.browser().opened(kept);

    assert_eq!(rings(&mut ada).await, 0);
    let again = ada.get("/news").await;
    assert!(again.text.contains(&first.to_string()), "{}", again.words());
    let second = site.record(kofi, "case-note", &NOTE);
    assert_eq!(rings(&mut ada).await, 1);
    let newer = ada.get("/news").await;
    assert!(newer.text.contains(&second.to_string()));
    assert!(!newer.text.contains(&first.to_string()));
    let all = ada.get("/news?show=all").await;
    assert!(all.text.contains(&first.to_string()));
}

#[tokio::test]
async fn what_is_new_is_one_thing_its_head_stands_on_the_first_page_until_it_was_looked_at() {
    let Given { mut site, kofi, .. } = given();
    let mut ada = site.signed_in("ada.example").await;
    let head = "What is new Others recorded";
    assert!(!ada.get("/").await.words().contains(head));
    for _ in 0..2 {
        site.record(kofi, "case-note", &NOTE);
    }

    let home = ada.get("/").await;

    // The same number as at the head of each page, of the same things.
    assert_eq!(bell(&home), 2);
    let words = home.words();
    let says = format!("{head} 2 things for 1 child that you have not been told of.");
    assert!(words.contains(&says), "{words}");
    assert!(words.contains("Kofi Fictional : Case note ("), "{words}");
    // To read the file is not to look here; to open the page is.
    ada.get(&format!("/child/{kofi}")).await;
    assert!(ada.get("/").await.words().contains(head));
    let page = ada.get("/news").await;
    assert!(page.words().contains("Kofi Fictional"), "{}", page.words());
    assert!(!ada.get("/").await.words().contains(head));
}

#[tokio::test]
async fn le_3_a_manager_is_told_only_what_asks_for_them() {
    let Given { mut site, kofi, .. } = given();
    let mut mira = site.signed_in("mira.example").await;

    site.record(kofi, "case-note", &NOTE);
    assert_eq!(rings(&mut mira).await, 0);
    site.record(
        kofi,
        "missing-episode-started",
        &[("started_on", "2026-11-12")],
    );

    assert_eq!(rings(&mut mira).await, 1);
    let page = mira.get("/news").await;
    assert!(page.words().contains("Kofi Fictional"), "{}", page.words());
    assert!(!page.words().contains("Case note"), "{}", page.words());
}

#[tokio::test]
async fn who_may_not_read_is_told_nothing_and_a_child_who_is_another_workers_is_gone() {
    let Given {
        mut site,
        ada,
        kofi,
        abena,
    } = given();
    let mut ada_at = site.signed_in("ada.example").await;
    site.allocate(abena, ada, "2026-11-01");
    site.record(kofi, "case-note", &NOTE);
    site.record(abena, "case-note", &NOTE);
    let with_both = rings(&mut ada_at).await;

    // Abena's file is restricted, and Ada is not named.
    let restricted = [
        ("placed_on", "2026-11-10"),
        ("reason", "A relative works here."),
    ];
    site.record(abena, "restriction-placed", &restricted);

    let page = ada_at.get("/news").await;
    assert!(!page.words().contains("Abena"), "{}", page.words());
    assert!(with_both > 2, "the allocation is news, too: {with_both}");
    // Kofi is given to somebody else.
    let began = site.read(|reader| reader.scope_of(kofi)).expect("a scope");
    let ended = began.first().expect("a relation").entry.to_string();
    site.record(kofi, "case-note", &NOTE);
    assert_eq!(rings(&mut ada_at).await, 1);
    site.record(
        kofi,
        "involvement-ended",
        &[("involvement", &ended), ("ended_on", "2026-11-11")],
    );
    assert_eq!(rings(&mut ada_at).await, 0);
    let page = ada_at.get("/news?show=all").await;
    assert!(!page.words().contains("Kofi"), "{}", page.words());
}

#[tokio::test]
async fn who_is_told_of_no_child_has_no_bell() {
    let Given { mut site, .. } = given();
    site.worker("Ian Example", &[("administrator", None)]);

    let mut ian = site.signed_in("ian.example").await;

    assert!(!ian.get("/account").await.words().contains("What is new"));
    let page = ian.get("/news").await;
    assert!(
        page.words().contains("nothing to tell you"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn a_page_that_is_open_is_told_what_came_which_is_no_look_and_keeps_nobody_signed_in() {
    let Given { mut site, kofi, .. } = given();
    let mut ada = site.signed_in("ada.example").await;
    let page = ada.get(&format!("/child/{kofi}")).await;
    let (_, since) = page.text.split_once("data-since=\"").expect("a place");
    let since = since.split('"').next().expect("a position").to_owned();
    let address = format!("/news/now?file={kofi}&since={since}");
    let looks = site.read(store::Reader::count_looks).expect("looks");

    assert_eq!(ada.get(&address).await.text, "0 same");
    site.record(kofi, "case-note", &NOTE);
    assert_eq!(ada.get(&address).await.text, "1 changed");

    assert_eq!(site.read(store::Reader::count_looks), Ok(looks));
    // It goes on being asked, and nobody is there: the session ends all the same.
    for _ in 0..29 {
        site.time.pass(60);
        assert_eq!(ada.get(&address).await.text, "1 changed");
    }
    site.time.pass(60);
    assert_ne!(ada.get(&address).await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_may_not_read_a_file_is_not_told_that_it_changed() {
    let Given { mut site, kofi, .. } = given();
    site.worker("Tom Example", &[("social-worker", Some("T2"))]);
    let mut tom = site.signed_in("tom.example").await;
    site.record(kofi, "case-note", &NOTE);

    let said = tom.get(&format!("/news/now?file={kofi}&since=0")).await;

    assert_eq!(said.text, "0 same");
}
