//! Lists: one's own work, the team's, children without a qualified worker, the night in the
//! morning, and directions until they are done (LE-2, LE-3, PR-14, FD-4).

use axum::http::StatusCode;
use practice::Id;

use super::site::Site;
use crate::browser::{Browser, Page};

fn has(page: &Page, words: &str) {
    assert!(
        page.words().contains(words),
        "{words:?} in {}",
        page.words()
    );
}

fn has_not(page: &Page, words: &str) {
    assert!(
        !page.words().contains(words),
        "{words:?} in {}",
        page.words()
    );
}

/// Ada and Bo work in Mira's team; Kofi is Ada's, on a protection plan, and Abena is Bo's. Tom
/// manages another team.
struct Given {
    site: Site,
    ada: Id,
    kofi: Id,
    abena: Id,
    ada_at: Browser,
    mira_at: Browser,
}

async fn given() -> Given {
    let mut site = Site::new();
    let team = site.new_id();
    let told = [("told_on", "2026-01-01"), ("name", "North Team")];
    site.record(team, "team-details", &told);
    let team = team.to_string();
    let ada = site.worker("Ada Example", &[("social-worker", Some(&team))]);
    let bo = site.worker("Bo Example", &[("social-worker", Some(&team))]);
    site.worker("Mira Example", &[("team-manager", Some(&team))]);
    site.worker("Tom Example", &[("team-manager", Some("T2"))]);
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
        let referral = [
            ("referred_on", "2026-09-01"),
            ("source", "1A"),
            ("no_further_action", "false"),
        ];
        site.record(child, "referral", &referral);
    }
    let plan = [("started_on", "2026-10-01"), ("category", "NEG")];
    site.record(kofi, "protection-plan-started", &plan);
    let ada_at = site.signed_in("ada.example").await;
    let mira_at = site.signed_in("mira.example").await;
    Given {
        site,
        ada,
        kofi,
        abena,
        ada_at,
        mira_at,
    }
}

/// Shows a form and sends it with this typed.
async fn fill(browser: &mut Browser, address: &str, typed: &[(&str, &str)]) -> Page {
    let page = browser.get(address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    let entry = page.value("entry").expect("an entry").to_owned();
    let mut answers = vec![("entry", entry.as_str())];
    answers.extend(typed);
    browser.post(address, &answers).await
}

#[tokio::test]
async fn le_2_a_social_worker_sees_first_what_is_late_and_dangerous_and_where_to_do_it() {
    let Given {
        mut ada_at, kofi, ..
    } = given().await;

    let page = ada_at.get("/").await;

    // The visit to a child on a plan stands before the decision on an old referral.
    let words = page.words();
    let late = words.find("Late ").expect("what is late");
    let visit = words.find("Child seen under a child protection plan");
    assert!(visit.is_some_and(|visit| visit > late), "{words}");
    has(&page, "Kofi Fictional");
    has(&page, "days late");
    assert!(page.text.contains(&format!("/child/{kofi}/duty/")));
    assert!(
        page.text
            .contains(&format!("/child/{kofi}/record/plan-visit?about="))
    );
    // What a manager or a chair is to do is not hers to do.
    let mine = ada_at.get("/owed?when=late").await;
    has_not(&mine, "Case supervision");
    let all = ada_at.get("/owed?when=late&who=anybody").await;
    has(&all, "Case supervision");
}

#[tokio::test]
async fn a_list_is_filtered_sorted_and_taken_away_and_who_takes_it_has_looked() {
    let Given {
        mut site,
        mut ada_at,
        kofi,
        mut mira_at,
        ..
    } = given().await;

    let page = ada_at.get("/owed?when=late&sort=child").await;
    has(&page, "Kofi Fictional");
    has_not(&page, "Abena");
    assert!(
        page.text.contains("/owed/export?when=late&amp;sort=child"),
        "{}",
        page.text
    );
    let none = ada_at.get("/owed?clock=cla-sdq").await;
    has(&none, "Nothing.");

    let sheet = ada_at.get("/owed/export?when=late").await;

    assert_eq!(sheet.headers["content-type"], "text/csv; charset=utf-8");
    let text = String::from_utf8(sheet.bytes.clone()).expect("text");
    assert!(
        text.contains("Child,What is owed,Due,Days late,Who owes it"),
        "{text}"
    );
    assert!(
        text.contains("Kofi Fictional,Child seen under a child protection plan"),
        "{text}"
    );
    let looks = mira_at.get(&format!("/child/{kofi}/looks")).await;
    has(&looks, "Ada Example List taken away");
    // Who may read all and take nothing away is told what is left out.
    site.worker("Olu Example", &[("auditor", None)]);
    let mut olu = site.signed_in("olu.example").await;
    has(&olu.get("/owed?whose=all").await, "Kofi Fictional");
    let sheet = olu.get("/owed/export?whose=all").await;
    let text = String::from_utf8(sheet.bytes).expect("text");
    assert!(!text.contains("Kofi"), "{text}");
    assert!(
        text.contains("\"Left out, because you may not take them away: "),
        "{text}"
    );
}

#[tokio::test]
async fn a_list_shows_nobody_whose_file_may_not_be_read() {
    let Given {
        mut site,
        kofi,
        abena,
        ..
    } = given().await;
    let maya = site
        .worker("Maya Example", &[("service-manager", None)])
        .to_string();
    let placed = [("placed_on", "2026-10-01T09:00:00Z"), ("why", "colleague")];
    let restriction = site
        .record(abena, "restriction-placed", &placed)
        .to_string();
    let named = [
        ("named_on", "2026-10-01T09:00:00Z"),
        ("restriction", restriction.as_str()),
        ("worker", maya.as_str()),
    ];
    site.record(abena, "restriction-named", &named);
    let (mut mira, mut bo) = (
        site.signed_in("mira.example").await,
        site.signed_in("bo.example").await,
    );
    let mut maya = site.signed_in("maya.example").await;

    for address in ["/", "/owed?who=anybody", "/team", "/oversight"] {
        has_not(&mira.get(address).await, "Abena");
        if address != "/team" && address != "/oversight" {
            has_not(&bo.get(address).await, "Abena");
        }
    }
    has(&mira.get("/owed?who=anybody").await, "Kofi");
    // Who answers for all sees everybody to whose file they are named.
    let all = maya.get("/owed?whose=all&when=late").await;
    has(&all, "Kofi");
    let mut tom = site.signed_in("tom.example").await;
    assert_eq!(
        tom.get("/owed?whose=all").await.status,
        StatusCode::NOT_FOUND
    );
    has_not(&tom.get("/").await, "Kofi");
    assert!(tom.get(&format!("/child/{kofi}")).await.status != StatusCode::OK);
}

#[tokio::test]
async fn le_3_a_direction_stands_with_its_owner_and_its_giver_until_it_is_done() {
    let Given {
        mut site,
        ada,
        kofi,
        mut ada_at,
        mut mira_at,
        ..
    } = given().await;
    let ada = ada.to_string();
    let address = format!("/child/{kofi}/decision");
    assert_ne!(ada_at.get(&address).await.status, StatusCode::OK);
    let decided = [
        ("f-decided_at-day", "2"),
        ("f-decided_at-month", "11"),
        ("f-decided_at-year", "2026"),
        ("f-decided_at-time", "09:00"),
        ("f-decision", "The plan goes on."),
        ("f-why", "The risk is as it was."),
        ("d1-f-what", "See the child at school, alone."),
    ];

    let wrong = fill(&mut mira_at, &address, &decided).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&wrong, "Direction 1: Select who is to do it");
    let mut whole = decided.to_vec();
    whole.extend([
        ("d1-f-who", ada.as_str()),
        ("d1-f-by-day", "5"),
        ("d1-f-by-month", "11"),
        ("d1-f-by-year", "2026"),
    ]);
    let page = fill(&mut mira_at, &address, &whole).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());

    has(
        &mira_at.get(page.goes_to()).await,
        "Mira Example, team manager",
    );
    let home = ada_at.get("/").await;
    has(&home, "Direction followed");
    has(
        &mira_at.get("/").await,
        "Directions of yours, not yet done Kofi Fictional , Ada Example",
    );
    has(
        &mira_at.get("/oversight?show=directions").await,
        "Ada Example 5 November 2026",
    );
    // A week later it is late for both.
    site.time.pass(7 * 24 * 3600);
    let (mut ada_at, mut mira_at) = (
        site.signed_in("ada.example").await,
        site.signed_in("mira.example").await,
    );
    has(
        &mira_at.get("/oversight?show=directions").await,
        "4 days late",
    );
    let home = ada_at.get("/owed?clock=case-direction-done").await;
    let form = home
        .text
        .split("href=\"")
        .find(|to| to.contains("case-direction-concluded"));
    let form = form
        .and_then(|to| to.split('"').next())
        .expect("a form")
        .to_owned();
    let page = ada_at.get(&form).await;
    let direction = form.rsplit('=').next().expect("about").to_owned();
    // The form has the direction chosen.
    let chosen = format!("value=\"{direction}\" checked");
    assert!(page.text.contains(&chosen), "{}", page.text);
    let concluded = [
        ("direction", direction.as_str()),
        ("concluded_on", "2026-11-09"),
        ("outcome", "done"),
    ];
    site.record(kofi, "case-direction-concluded", &concluded);
    has_not(&ada_at.get("/").await, "Direction followed");
    has_not(&mira_at.get("/").await, "Directions of yours");
    has(
        &mira_at.get("/oversight?show=directions").await,
        "Every direction is done",
    );
}

#[tokio::test]
async fn le_3_a_case_is_supervised_with_an_agenda_from_the_file_and_is_no_longer_listed() {
    let Given {
        mut site,
        kofi,
        mut mira_at,
        ..
    } = given().await;
    let risk = [
        ("identified_on", "2026-10-10"),
        ("kind", "neglect"),
        ("level", "high"),
        ("what", "Meals are missed."),
        ("review_on", "2026-12-01"),
    ];
    site.record(kofi, "risk", &risk);
    let referral = site.record(
        kofi,
        "referral",
        &[("referred_on", "2026-10-01"), ("source", "1A")],
    );
    let referral = referral.to_string();
    let seen = [("referral", referral.as_str()), ("seen_on", "2026-10-05")];
    site.record(kofi, "child-seen", &seen);
    let listed = mira_at.get("/oversight").await;
    has(&listed, "Kofi Fictional Ada Example");
    assert!(
        listed.text.contains(&format!("/child/{kofi}/supervision")),
        "{}",
        listed.text
    );

    let address = format!("/child/{kofi}/supervision");
    let form = mira_at.get(&address).await;
    has(&form, "What the file says Late");
    has(&form, "Child seen under a child protection plan, ");
    has(&form, "Last seen");
    has(&form, "5 October 2026");
    has(&form, "Risks");
    let held = [
        ("f-held_on-day", "2"),
        ("f-held_on-month", "11"),
        ("f-held_on-year", "2026"),
        ("f-discussed", "Home is calmer."),
    ];
    let page = fill(&mut mira_at, &address, &held).await;

    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    has(&mira_at.get(page.goes_to()).await, "Home is calmer.");
    has_not(&mira_at.get("/oversight").await, "Kofi");
    // Without a form of its own it goes on standing in the file as the last.
    let sheet = mira_at.get("/oversight/export").await;
    let text = String::from_utf8(sheet.bytes).expect("text");
    assert!(!text.contains("Kofi") && text.contains("Abena"), "{text}");
}

#[tokio::test]
async fn le_2_a_manager_sees_each_workers_children_what_is_late_and_who_has_too_many() {
    let Given {
        mut site,
        ada,
        mut ada_at,
        mut mira_at,
        ..
    } = given().await;
    let began = [("started_on", "2026-06-01"), ("role", "newly-qualified")];
    site.record(ada, "worker-started", &began);
    let page = mira_at.get("/team").await;
    has(
        &page,
        "Ada Example Newly qualified 1 children of Ada Example 1.5 of 12",
    );
    has(&page, "Bo Example 1 children of Bo Example 1 of 18");
    let team = page.text.split("/oversight?team=").nth(1).expect("a team");
    let team = team.split('"').next().expect("an identifier").to_owned();
    for number in 0..8 {
        let child = site.child("Sibling", &format!("Number{number}"), &format!("S{number}"));
        site.allocate(child, ada, "2026-10-01");
        let fields = [
            ("started_on", "2026-10-01"),
            ("team", team.as_str()),
            ("role", "Team"),
        ];
        site.record(child, "involvement-started", &fields);
        let plan = [("started_on", "2026-10-01"), ("category", "NEG")];
        site.record(child, "protection-plan-started", &plan);
    }

    let page = mira_at.get("/team").await;

    // Nine children on a plan count for thirteen and a half.
    has(&page, "9 children of Ada Example 13.5 of 12 Too many");
    assert!(
        page.text
            .contains(&format!("/owed?when=late&amp;worker={ada}")),
        "{}",
        page.text
    );
    let theirs = mira_at.get(&format!("/owed?when=late&worker={ada}")).await;
    has(&theirs, "Number7");
    has_not(&theirs, "Abena");
    assert_eq!(ada_at.get("/team").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pr_14_a_child_held_by_nobody_who_is_qualified_is_listed_by_days_and_by_danger() {
    let Given {
        mut site,
        ada,
        abena,
        mut mira_at,
        ..
    } = given().await;
    // Ada's registration is not recorded: of Kofi it is not known.
    has(
        &mira_at.get("/unallocated").await,
        "Of 1 more it is not recorded",
    );
    site.record(
        ada,
        "social-worker-registered",
        &[("registered_on", "2020-01-01")],
    );
    let needed = [
        ("decided_on", "2026-10-20"),
        ("why", "Complex needs."),
        ("decided_by", "Mira"),
    ];
    site.record(abena, "social-worker-needed", &needed);
    let in_need = site.child("Esi", "Fictional", "X3");
    let team = mira_at.get("/team").await;
    let team = team
        .text
        .split("/unallocated?team=")
        .nth(1)
        .expect("a team");
    let team = team.split('"').next().expect("an identifier").to_owned();
    let fields = [
        ("started_on", "2026-10-25"),
        ("team", team.as_str()),
        ("role", "Team"),
    ];
    site.record(in_need, "involvement-started", &fields);
    let plan = [("started_on", "2026-10-25"), ("category", "NEG")];
    site.record(in_need, "protection-plan-started", &plan);

    let by_days = mira_at.get("/unallocated").await;

    // Bo's registration is not recorded, and Esi has nobody but the team, for eight days.
    has(&by_days, "1 child has none");
    has(
        &by_days,
        "Esi Fictional On a child protection plan 8 days, since 25 October 2026 North Team",
    );
    has(&by_days, "Of 1 more it is not recorded");
    has_not(&by_days, "Kofi");
    let by_danger = mira_at.get("/unallocated?sort=danger").await;
    has(&by_danger, "Esi Fictional");
    let sheet = mira_at.get("/unallocated/export").await;
    let text = String::from_utf8(sheet.bytes).expect("text");
    assert!(
        text.contains("Esi Fictional,On a child protection plan,2026-10-25,8,North Team"),
        "{text}"
    );
}

#[tokio::test]
async fn fd_4_the_morning_tells_what_happened_at_night_and_who_took_it_over() {
    let Given { mut site, kofi, .. } = given().await;
    // Monday evening, Tuesday morning.
    site.time.pass(10 * 3600);
    let acted = [
        ("acted_at", "2026-11-02T21:30:00Z"),
        ("what", "The police brought him home."),
    ];
    let action = site.record(kofi, "out-of-hours-action", &acted).to_string();
    site.time.pass(10 * 3600);
    let noon = [("acted_at", "2026-11-02T12:30:00Z"), ("what", "By day.")];
    site.record(kofi, "out-of-hours-action", &noon);
    let mut mira = site.signed_in("mira.example").await;

    let page = mira.get("/morning").await;

    has(&page, "between 2 November 2026, 5pm and 3 November 2026, ");
    has(&page, "Kofi Fictional");
    has(&page, "The police brought him home.");
    has(&page, "Not taken over");
    has_not(&page, "By day.");
    assert!(
        page.text
            .contains(&format!("out-of-hours-handover?about={action}")),
        "{}",
        page.text
    );
    let received = [
        ("action", action.as_str()),
        ("received_at", "2026-11-03T08:10:00Z"),
    ];
    site.record(kofi, "out-of-hours-handover", &received);
    has(&mira.get("/morning").await, "Taken over");
    // To read it is a look; and it is no list of everybody's.
    has(
        &mira.get(&format!("/child/{kofi}/looks")).await,
        "What happened at night",
    );
    let mut ada = site.signed_in("ada.example").await;
    assert_eq!(ada.get("/morning").await.status, StatusCode::NOT_FOUND);
    has(
        &mira.get("/morning?day=2026-11-02").await,
        "Nothing that is recorded happened",
    );
}

#[tokio::test]
async fn le_4_notes_of_a_supervision_are_read_by_the_pair_and_by_nobody_else() {
    let Given {
        mut site,
        ada,
        mut ada_at,
        mut mira_at,
        ..
    } = given().await;
    site.record(
        ada,
        "supervision-agreed",
        &[("agreed_from", "2026-09-01"), ("kind", "worker")],
    );
    for (name, role) in [
        ("Maya Example", "service-manager"),
        ("Dora Example", "director"),
        ("Ian Example", "administrator"),
        ("Olu Example", "auditor"),
        ("Ines Example", "inspector"),
    ] {
        site.worker(name, &[(role, None)]);
    }
    let address = format!("/workers/{ada}/supervision");
    has(&mira_at.get(&address).await, "Next due 1 October 2026 Late");
    let held = [
        ("f-held_on-day", "30"),
        ("f-held_on-month", "10"),
        ("f-held_on-year", "2026"),
        ("f-one_to_one", "yes"),
        ("f-written_up", "yes"),
        ("f-notes", "The work weighs on her."),
        ("f-actions", "Two days of leave."),
    ];

    let page = fill(&mut mira_at, &address, &held).await;

    assert_eq!(page.goes_to(), address, "{}", page.words());
    for pair in [&mut mira_at, &mut ada_at] {
        let page = pair.get(&address).await;
        has(&page, "30 October 2026");
        has(&page, "The work weighs on her.");
        has(&page, "Two days of leave.");
    }
    // Others who may see the file see that it took place.
    for name in [
        "maya.example",
        "dora.example",
        "olu.example",
        "ines.example",
    ] {
        let page = site.signed_in(name).await.get(&address).await;
        has(&page, "30 October 2026");
        has_not(&page, "weighs on her");
        has_not(&page, "days of leave");
    }
    for name in ["ian.example", "bo.example", "tom.example"] {
        let page = site.signed_in(name).await.get(&address).await;
        assert_ne!(page.status, StatusCode::OK, "{name}");
        has_not(&page, "weighs on her");
    }
}

#[tokio::test]
async fn le_2_a_director_sees_all_teams_side_by_side_and_each_leads_to_its_own_page() {
    let Given {
        mut site,
        mut mira_at,
        ..
    } = given().await;
    let (south, hidden) = (site.new_id(), site.child("Hanna", "Hidden", "X3"));
    let told = [("told_on", "2026-01-01"), ("name", "South Team")];
    site.record(south, "team-details", &told);
    let name = south.to_string();
    let involved = [
        ("started_on", "2026-09-01"),
        ("team", name.as_str()),
        ("role", "Team"),
    ];
    site.record(hidden, "involvement-started", &involved);
    site.record(
        hidden,
        "restriction-placed",
        &[("placed_on", "2026-09-02"), ("reason", "x")],
    );
    site.worker("Dora Example", &[("director", None)]);
    let mut dora = site.signed_in("dora.example").await;

    let page = dora.get("/all-teams").await;
    let own = mira_at.get("/team").await;
    let north = own.text.split("/oversight?team=").nth(1).expect("a team");
    let north = north.split('"').next().expect("an identifier").to_owned();

    // Two workers, two children, as the team's own page has it; a restricted child is nobody here.
    has(
        &page,
        "North Team 3 workers, North Team 2 children, North Team",
    );
    has(
        &page,
        "South Team 0 workers, South Team 0 children, South Team Nothing Nobody No limit Nobody",
    );
    has(&page, "2.5 of 36");
    assert!(
        page.text.contains(&format!("/team?team={north}")),
        "{}",
        page.text
    );
    let late = |text: &str| {
        let late = text
            .split("late duties")
            .next()
            .and_then(|before| before.split_whitespace().last());
        late.map(str::to_owned)
    };
    let of_team = late(&dora.get(&format!("/team?team={north}")).await.words()).expect("a number");
    has(&page, &format!("{of_team} duties"));
    let sheet = dora.get("/all-teams/export?sort=late").await;
    assert!(sheet.text.contains("North Team,,3,2,"), "{}", sheet.text);
    assert!(!sheet.text.contains("Kofi"), "{}", sheet.text);
    has(&dora.get("/").await, "All teams");
    // It is for who answers for all.
    assert_eq!(
        mira_at.get("/all-teams").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        mira_at.get("/all-teams/export").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_team_the_morning_and_oversight_are_sorted_and_taken_away() {
    let Given {
        mut site,
        kofi,
        abena,
        ..
    } = given().await;
    site.time.pass(10 * 3600);
    for (child, at) in [
        (kofi, "2026-11-02T21:30:00Z"),
        (abena, "2026-11-02T22:30:00Z"),
    ] {
        let acted = [("acted_at", at), ("what", "Somebody called")];
        site.record(child, "out-of-hours-action", &acted);
    }
    site.time.pass(10 * 3600);
    let mut mira_at = site.signed_in("mira.example").await;
    let mut ada_at = site.signed_in("ada.example").await;

    let team = mira_at.get("/team/export?sort=late").await;
    assert!(
        team.text.contains("Ada Example,No,1,1.5,18,"),
        "{}",
        team.text
    );
    assert!(!team.text.contains("Kofi"), "{}", team.text);
    let order = |page: &Page| {
        let words = page.text.clone();
        words.find("Abena").cmp(&words.find("Kofi"))
    };
    let (by_time, by_child) = ("/morning", "/morning?sort=child");
    assert_eq!(
        order(&mira_at.get(by_time).await),
        std::cmp::Ordering::Greater
    );
    assert_eq!(
        order(&mira_at.get(by_child).await),
        std::cmp::Ordering::Less
    );
    let morning = mira_at.get("/morning/export?sort=child").await;
    assert!(
        morning.text.contains("Abena Fictional,"),
        "{}",
        morning.text
    );
    assert!(morning.text.contains("Somebody called"), "{}", morning.text);
    // Who takes it away has looked at the children in it.
    has(
        &mira_at.get(&format!("/child/{kofi}/looks")).await,
        "List taken away",
    );
    for address in ["/team/export", "/morning/export"] {
        assert_eq!(
            ada_at.get(address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
    let listed = mira_at.get("/oversight?sort=child").await;
    assert_eq!(
        order(&listed),
        std::cmp::Ordering::Less,
        "{}",
        listed.words()
    );
}

#[tokio::test]
async fn le_3_of_all_children_who_was_longest_without_supervision_comes_first() {
    let Given {
        mut site,
        ada,
        kofi,
        ..
    } = given().await;
    // In less danger than Kofi, and for longer without.
    let lena = site.child("Lena", "Fictional", "X3");
    site.allocate(lena, ada, "2026-02-01");
    let referral = [
        ("referred_on", "2026-02-01"),
        ("source", "1A"),
        ("no_further_action", "false"),
    ];
    site.record(lena, "referral", &referral);
    site.worker("Dora Example", &[("director", None)]);
    let mut dora = site.signed_in("dora.example").await;

    let page = dora.get("/oversight?whose=all").await;

    let place = |page: &Page, child: Id| page.text.find(&format!("/child/{child}\""));
    assert!(place(&page, lena).is_some(), "{}", page.words());
    assert!(place(&page, lena) < place(&page, kofi), "{}", page.words());
    let by_danger = dora.get("/oversight?whose=all&sort=danger").await;
    assert!(
        place(&by_danger, kofi) < place(&by_danger, lena),
        "{}",
        by_danger.words()
    );
}

#[tokio::test]
async fn le_2_who_works_fewer_hours_should_have_fewer_children_and_is_not_there_every_day() {
    let Given {
        mut site,
        ada,
        mut mira_at,
        ..
    } = given().await;
    site.worker("Ian Example", &[("administrator", None)]);
    let mut ian = site.signed_in("ian.example").await;
    let address = format!("/workers/{ada}/pattern");
    let shown = ian.get(&address).await;
    let entry = shown.value("entry").expect("a form").to_owned();
    // It is Monday.
    let answers = [
        ("entry", entry.as_str()),
        ("f-days", "tuesday"),
        ("f-days", "wednesday"),
        ("f-days", "thursday"),
        ("f-hours", "22"),
        ("f-from-day", "1"),
        ("f-from-month", "11"),
        ("f-from-year", "2026"),
    ];

    let page = ian.post(&address, &answers).await;

    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let page = mira_at.get("/team").await;
    has(
        &page,
        "Ada Example Not working today 1 children of Ada Example 1.5 of 11",
    );
    has(&page, "Bo Example 1 children of Bo Example 1 of 18");
    site.worker("Dora Example", &[("director", None)]);
    let all = site.signed_in("dora.example").await.get("/all-teams").await;
    has(&all, "2.5 of 29");
    // A manager sees it and does not change it.
    assert_eq!(mira_at.get(&address).await.status, StatusCode::FORBIDDEN);
}
