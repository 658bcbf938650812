//! The diary: what is arranged for one's children and what is due from oneself, and calendar
//! invitations that name nobody.

use axum::http::StatusCode;
use practice::Id;

use super::site::Site;
use crate::browser::Browser;

/// Kofi is Ada's; a core group is arranged for Thursday 5 November.
struct Given {
    site: Site,
    kofi: Id,
    meeting: Id,
    ada: Browser,
}

const CORE_GROUP: [(&str, &str); 5] = [
    ("lasts", "90"),
    ("arranged_on", "2026-11-02"),
    ("kind", "core-group"),
    ("planned_for", "2026-11-05T14:30:00Z"),
    ("place", "Kofi's school"),
];

async fn given() -> Given {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let kofi = site.child("Kofi", "Fictional", "X1");
    site.allocate(kofi, ada, "2026-09-01");
    let meeting = site.record(kofi, "meeting-arranged", &CORE_GROUP);
    let ada = site.signed_in("ada.example").await;
    Given {
        site,
        kofi,
        meeting,
        ada,
    }
}

#[tokio::test]
async fn what_is_arranged_and_due_stands_on_its_day() {
    let Given {
        mut site,
        kofi,
        meeting,
        mut ada,
    } = given().await;
    let asked = [
        ("given_on", "2026-11-02"),
        ("given_by", "Mira Example"),
        ("who", "Ada Example"),
        ("what", "Ring the school"),
        ("by", "2026-11-06"),
    ];
    site.record(kofi, "case-direction", &asked);

    let week = ada.get("/diary").await;

    assert_eq!(week.status, StatusCode::OK, "{}", week.words());
    let words = week.words();
    let place = |words: &str, what: &str| {
        words
            .find(what)
            .unwrap_or_else(|| panic!("{what}: {words}"))
    };
    assert!(
        words.contains("Thursday 5 November 2026 2.30pm Meeting: Core group , Kofi Fictional"),
        "{words}"
    );
    assert!(place(&words, "Direction followed") > place(&words, "Friday 6 November 2026"));
    assert!(
        week.text
            .contains(&format!("/child/{kofi}/entry/{meeting}"))
    );
    let day = ada.get("/diary?show=day").await;
    assert!(!day.words().contains("Core group"), "{}", day.words());
    let later = ada.get("/diary?show=weeks&from=2026-11-06").await;
    assert!(!later.words().contains("Core group"), "{}", later.words());
}

#[tokio::test]
async fn an_invitation_names_nobody_and_a_correction_takes_its_place() {
    let Given {
        site,
        kofi,
        meeting,
        mut ada,
    } = given().await;
    let address = format!("/child/{kofi}/entry/{meeting}");
    let looks = site.read(store::Reader::count_looks).expect("looks");

    let first = ada.get(&format!("{address}/invitation.ics")).await;

    assert_eq!(site.read(store::Reader::count_looks), Ok(looks + 1));
    let text = first.text.replace("\r\n ", "");
    for line in [
        "SUMMARY:Meeting: Core group",
        "DTSTART:20261105T143000Z",
        "DTEND:20261105T160000Z",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
    ] {
        assert!(text.contains(&format!("{line}\r\n")), "{line}: {text}");
    }
    assert!(text.contains(&format!("UID:{meeting}@sightline")), "{text}");
    assert!(text.contains(&address), "{text}");
    for name in ["Kofi", "Fictional", "school"] {
        assert!(!text.contains(name), "{name}: {text}");
    }
    // It is moved to another day.
    correct(&mut ada, &address, &[("f-planned_for-day", "9")]).await;
    let moved = ada.get(&format!("{address}/invitation.ics")).await.text;
    assert!(
        moved.contains("DTSTART:20261109T143000Z\r\nDTEND:20261109T160000Z\r\nSEQUENCE:1\r\n"),
        "{moved}"
    );
    let whole = ada.get("/diary/calendar.ics").await.text;
    assert!(
        whole.contains("DTSTART:20261109T143000Z\r\nDTEND:20261109T160000Z\r\nSEQUENCE:1\r\n"),
        "{whole}"
    );
}

#[tokio::test]
async fn what_was_withdrawn_is_taken_out_of_a_calendar() {
    let Given {
        mut site,
        kofi,
        meeting,
        mut ada,
    } = given().await;
    site.worker("Mira Example", &[("team-manager", Some("T1"))]);
    let team = [
        ("started_on", "2026-09-01"),
        ("team", "T1"),
        ("role", "Team"),
    ];
    site.record(kofi, "involvement-started", &team);
    let mut mira = site.signed_in("mira.example").await;
    let address = format!("/child/{kofi}/entry/{meeting}");
    let page = mira.get(&format!("{address}/withdraw")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    let carried = carried(&page);
    let mut typed: Vec<(&str, &str)> = carried.iter().map(|(n, v)| (*n, v.as_str())).collect();
    typed.push(("reason", "It was another child's."));
    let sent = mira.post(&format!("{address}/withdraw"), &typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());

    let off = ada.get(&format!("{address}/invitation.ics")).await.text;

    assert!(off.contains("STATUS:CANCELLED\r\n"), "{off}");
    assert!(!off.contains("SEQUENCE:0\r\n"), "{off}");
    assert!(!ada.get("/diary").await.words().contains("Core group"));
    assert!(
        ada.get("/diary/calendar.ics")
            .await
            .text
            .contains("STATUS:CANCELLED")
    );
}

#[tokio::test]
async fn nobody_has_an_invitation_of_a_file_that_is_not_open_to_them() {
    let Given {
        mut site,
        kofi,
        meeting,
        ..
    } = given().await;
    site.worker("Tom Example", &[("social-worker", Some("T2"))]);
    let mut tom = site.signed_in("tom.example").await;

    let page = tom
        .get(&format!("/child/{kofi}/entry/{meeting}/invitation.ics"))
        .await;

    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let whole = tom.get("/diary/calendar.ics").await.text;
    assert!(!whole.contains("VEVENT"), "{whole}");
}

/// What asks whether a meeting was held, in the diary and in the list of what is late.
const WAS_IT_HELD: &str = "The day has passed: was it held?";
const LATE: &str = "Kofi Fictional Said whether what was arranged was held";

#[tokio::test]
async fn a_meeting_that_was_held_is_no_longer_to_come() {
    let Given { mut site, kofi, .. } = given().await;
    site.time.pass(3 * 86_400);
    site.record(kofi, "core-group", &[("held_on", "2026-11-05")]);
    let mut ada = site.signed_in("ada.example").await;

    let words = ada.get("/diary").await.words();

    assert!(
        words.contains("Meeting: Core group , Kofi Fictional Held"),
        "{words}"
    );
    assert!(!words.contains("To your calendar"), "{words}");
    site.time.pass(5 * 86_400);
    let mut ada = site.signed_in("ada.example").await;
    let words = ada.get("/diary").await.words();
    assert!(!words.contains(WAS_IT_HELD), "{words}");
    let words = ada.get("/owed?when=late").await.words();
    assert!(!words.contains(LATE), "{words}");
}

#[tokio::test]
async fn a_meeting_whose_day_passed_without_a_word_is_told_until_it_is_called_off() {
    let Given {
        site,
        kofi,
        meeting,
        mut ada,
    } = given().await;
    let words = ada.get("/diary").await.words();
    assert!(!words.contains(WAS_IT_HELD), "it is to come: {words}");
    site.time.pass(8 * 86_400);
    let mut ada = site.signed_in("ada.example").await;

    let page = ada.get("/diary").await;

    let words = page.words();
    assert!(words.contains(WAS_IT_HELD), "{words}");
    assert!(
        words.contains(
            "5 November 2026 Meeting: Core group , Kofi Fictional Record that it was held"
        ),
        "{words}"
    );
    assert!(
        page.text
            .contains(&format!("/child/{kofi}/record/core-group?about={meeting}"))
    );
    let words = ada.get("/owed?when=late").await.words();
    assert!(words.contains(LATE), "{words}");

    // It was called off, she says.
    let off = format!("/child/{kofi}/record/meeting-called-off?about={meeting}");
    assert!(page.text.contains(&off));
    let form = ada.get(&off).await;
    let carried = carried(&form);
    let mut typed: Vec<(&str, &str)> = carried.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let arranged = meeting.to_string();
    typed.extend([
        ("f-arranged", arranged.as_str()),
        ("f-called_off-day", "5"),
        ("f-called_off-month", "11"),
        ("f-called_off-year", "2026"),
        ("f-why", "The school was flooded. It is arranged anew."),
    ]);
    let sent = ada.post(&off, &typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());

    let words = ada.get("/diary?show=weeks&from=2026-11-02").await.words();
    assert!(!words.contains("Core group"), "{words}");
    let words = ada.get("/owed?when=late").await.words();
    assert!(!words.contains(LATE), "{words}");
    let invitation = format!("/child/{kofi}/entry/{meeting}/invitation.ics");
    let text = ada.get(&invitation).await.text;
    assert!(
        text.contains("SEQUENCE:1\r\nSTATUS:CANCELLED\r\n"),
        "{text}"
    );
}

/// What a form carries from the page that shows it.
fn carried(page: &crate::browser::Page) -> Vec<(&'static str, String)> {
    let names = ["draft", "draft-version", "based-on", "version", "entry"];
    let carried = names.into_iter();
    carried
        .filter_map(|name| Some((name, page.value(name)?.to_owned())))
        .collect()
}

async fn correct(browser: &mut Browser, address: &str, changed: &[(&str, &str)]) {
    let address = format!("{address}/correct");
    let page = browser.get(&address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    let carried = carried(&page);
    let mut typed: Vec<(&str, &str)> = carried.iter().map(|(n, v)| (*n, v.as_str())).collect();
    typed.extend([
        ("f-arranged_on-day", "2"),
        ("f-arranged_on-month", "11"),
        ("f-arranged_on-year", "2026"),
        ("f-kind", "core-group"),
        ("f-planned_for-month", "11"),
        ("f-planned_for-year", "2026"),
        ("f-planned_for-time", "2.30pm"),
        ("f-lasts", "90"),
        ("reason", "The school is shut."),
    ]);
    typed.extend(changed);
    let sent = browser.post(&address, &typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
}
