//! One record for brothers and sisters at once: chosen, shared, what differs given for each;
//! recorded in each one's file or in none; and nothing said of the others to who may not read
//! them.

use axum::http::StatusCode;
use practice::Id;

use super::site::Site;
use crate::browser::{Browser, Page};

/// Two sisters and their worker; a brother with whom the worker has nothing to do.
struct Family {
    site: Site,
    kofi: Id,
    ama: Id,
    yaw: Id,
    ada: Browser,
}

async fn family() -> Family {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let kofi = site.child("Kofi", "Fictional", "X1");
    let ama = site.child("Ama", "Fictional", "X2");
    let yaw = site.child("Yaw", "Fictional", "X3");
    for child in [kofi, ama] {
        site.allocate(child, ada, "2026-10-01");
    }
    for (name, number, relation) in [("Ama", "X2", "sister"), ("Yaw", "X3", "brother")] {
        let told = [
            ("known_on", "2026-10-01"),
            ("name", name),
            ("file", number),
            ("relation", relation),
        ];
        site.record(kofi, "relationship", &told);
    }
    let ada = site.signed_in("ada.example").await;
    Family {
        site,
        kofi,
        ama,
        yaw,
        ada,
    }
}

fn has(page: &Page, words: &str) {
    assert!(
        page.words().contains(words),
        "{words:?} in {}",
        page.words()
    );
}

/// What a form carries that nobody types.
fn carried(page: &Page, of: &[Id]) -> Vec<(String, String)> {
    let mut names: Vec<String> = ["draft", "draft-version", "based-on"]
        .map(str::to_owned)
        .to_vec();
    names.extend(of.iter().map(|child| format!("c-{child}-based-on")));
    let value = |name: &String| page.value(name).unwrap_or_default().to_owned();
    names
        .iter()
        .map(|name| (name.clone(), value(name)))
        .collect()
}

async fn send(
    browser: &mut Browser,
    address: &str,
    carried: &[(String, String)],
    typed: &[(&str, &str)],
) -> Page {
    let carried = carried.iter();
    let mut answers: Vec<(&str, &str)> = carried
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    answers.extend(typed);
    browser.post(address, &answers).await
}

const WHEN: [(&str, &str); 4] = [
    ("f-happened_at-day", "30"),
    ("f-happened_at-month", "10"),
    ("f-happened_at-year", "2026"),
    ("f-happened_at-time", "4pm"),
];

/// Types a note, says that it is about the sister too, and comes to the form for both.
async fn for_both(family: &mut Family) -> (String, Page) {
    let (kofi, ama) = (family.kofi, family.ama.to_string());
    let address = format!("/child/{kofi}/record/case-note");
    let page = family.ada.get(&address).await;
    has(&page, "Record for brothers and sisters too");
    let mut typed = WHEN.to_vec();
    typed.extend([
        ("f-subject", "A visit after school"),
        ("f-note", "Both were at the table"),
        ("f-seen", "alone"),
        ("then", "also"),
    ]);
    let kept = send(
        &mut family.ada,
        &format!("{address}/draft"),
        &carried(&page, &[]),
        &typed,
    )
    .await;
    let also = family.ada.get(kept.goes_to()).await;
    assert_eq!(also.status, StatusCode::OK, "{}", also.words());
    has(&also, "Who else is it about?");
    has(&also, "Ama Fictional");
    let draft = also.value("draft").expect("a draft").to_owned();
    let chosen = [
        ("draft", draft.as_str()),
        ("also", ama.as_str()),
        ("each", "seen"),
        ("each", "childs_words"),
    ];
    let chosen = family.ada.post(&format!("{address}/also"), &chosen).await;
    let form = family.ada.get(chosen.goes_to()).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.words());
    (address, form)
}

fn notes(site: &Site, child: Id) -> Vec<record::Entry> {
    let file = site.read(|reader| reader.file(child));
    let mut file = file.expect("a file");
    file.retain(|entry| entry.header.kind == "case-note");
    file
}

#[tokio::test]
async fn one_note_for_two_sisters_stands_in_each_ones_file_with_what_differs() {
    let mut family = family().await;
    let (kofi, ama) = (family.kofi, family.ama);
    let (address, form) = for_both(&mut family).await;
    has(&form, "It is recorded for Kofi Fictional and Ama Fictional");
    // What was typed before is still there, and his own is his.
    assert_eq!(form.value("f-subject"), Some("A visit after school"));
    let (his, hers) = (format!("c-{kofi}-f-seen"), format!("c-{ama}-f-seen"));
    let (words, also) = (format!("c-{ama}-f-childs_words"), ama.to_string());
    let mut typed = WHEN.to_vec();
    typed.extend([
        ("f-subject", "A visit after school"),
        ("f-note", "Both were at the table"),
        ("also", also.as_str()),
        ("each", "seen"),
        ("each", "childs_words"),
        (his.as_str(), "alone"),
        (hers.as_str(), "not-alone"),
        (words.as_str(), "I want to go swimming"),
    ]);
    let carried = carried(&form, &[ama]);

    let page = send(&mut family.ada, &address, &carried, &typed).await;

    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let entry = page.goes_to().to_owned();
    let his = family.ada.get(&entry).await;
    has(&his, "Both were at the table");
    has(&his, "Seen alone");
    assert!(!his.words().contains("swimming"), "{}", his.words());
    has(&his, "Recorded at once for: Ama Fictional");
    let hers = &notes(&family.site, ama)[0];
    let hers = format!("/child/{ama}/entry/{}", hers.header.id);
    let hers = family.ada.get(&hers).await;
    has(&hers, "Both were at the table");
    has(&hers, "Seen, not alone");
    has(&hers, "I want to go swimming");
    has(&hers, "Recorded at once for: Kofi Fictional");
    // The draft is gone, and the same form again is the same record.
    has(&family.ada.get("/drafts").await, "You have none");
    let again = send(&mut family.ada, &address, &carried, &typed).await;
    assert_eq!(again.goes_to(), entry, "{}", again.words());
    assert_eq!(notes(&family.site, kofi).len(), 1);
    assert_eq!(notes(&family.site, ama).len(), 1);
}

#[tokio::test]
async fn what_is_wrong_for_one_child_names_the_child_and_nothing_is_recorded_of_either() {
    let mut family = family().await;
    let (kofi, ama) = (family.kofi, family.ama);
    let (address, form) = for_both(&mut family).await;
    let (hers, also) = (format!("c-{ama}-f-seen"), ama.to_string());
    let mut typed = WHEN.to_vec();
    typed.extend([
        ("f-subject", ""),
        ("f-note", "Both were at the table"),
        ("also", also.as_str()),
        ("each", "seen"),
        (hers.as_str(), "no such answer"),
    ]);

    let page = send(&mut family.ada, &address, &carried(&form, &[ama]), &typed).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Ama Fictional – Select one of the answers");
    let shared = "Enter an answer: “What is it about, in a few words?”";
    // Once above the form, and once at its question.
    assert_eq!(page.words().matches(shared).count(), 2, "{}", page.words());
    assert!(notes(&family.site, kofi).is_empty() && notes(&family.site, ama).is_empty());
}

#[tokio::test]
async fn only_those_are_to_be_chosen_in_whose_file_one_may_write() {
    let mut family = family().await;
    let (kofi, yaw) = (family.kofi, family.yaw.to_string());
    let address = format!("/child/{kofi}/record/case-note/also");
    let page = family.ada.get(&address).await;
    has(&page, "Ama Fictional Sister");
    assert!(!page.words().contains("Yaw"), "{}", page.words());

    // Nor where the form is made by hand.
    let form = family
        .ada
        .get(&format!("/child/{kofi}/record/case-note"))
        .await;
    let mut typed = WHEN.to_vec();
    typed.extend([
        ("f-subject", "A visit"),
        ("f-note", "All three"),
        ("also", yaw.as_str()),
    ]);
    let address = format!("/child/{kofi}/record/case-note");
    let page = send(&mut family.ada, &address, &carried(&form, &[]), &typed).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "cannot be recorded for any more");
    assert!(notes(&family.site, kofi).is_empty());
    assert!(notes(&family.site, family.yaw).is_empty());
}

#[tokio::test]
async fn who_may_not_read_all_of_them_is_told_of_none() {
    let mut family = family().await;
    let ama = family.ama;
    let (address, form) = for_both(&mut family).await;
    let also = ama.to_string();
    let mut typed = WHEN.to_vec();
    typed.extend([
        ("f-subject", "A visit"),
        ("f-note", "Both"),
        ("also", also.as_str()),
    ]);
    let page = send(&mut family.ada, &address, &carried(&form, &[ama]), &typed).await;
    let entry = page.goes_to().to_owned();
    // Ama's file becomes one that only those may know of who are named in it.
    let restricted = [("placed_on", "2026-11-01T00:00:00Z"), ("why", "adoption")];
    family.site.record(ama, "restriction-placed", &restricted);

    let page = family.ada.get(&entry).await;

    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    assert!(
        !page.words().contains("Recorded at once"),
        "{}",
        page.words()
    );
    assert!(!page.text.contains("Ama") && !page.text.contains(&also));
}

#[tokio::test]
async fn what_somebody_else_recorded_of_the_sister_meanwhile_is_shown() {
    let mut family = family().await;
    let (kofi, ama) = (family.kofi, family.ama);
    let (address, form) = for_both(&mut family).await;
    let referral = [("referred_on", "2026-10-29"), ("source", "2A")];
    family.site.record(ama, "referral", &referral);
    let also = ama.to_string();
    let mut typed = WHEN.to_vec();
    typed.extend([
        ("f-subject", "A visit"),
        ("f-note", "Both"),
        ("also", also.as_str()),
    ]);

    let page = send(&mut family.ada, &address, &carried(&form, &[ama]), &typed).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Ama Fictional: Referral: recorded");
    let carried = carried(&page, &[ama]);
    let page = send(&mut family.ada, &address, &carried, &typed).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    assert_eq!(notes(&family.site, kofi).len(), 1);
    assert_eq!(notes(&family.site, ama).len(), 1);
}

/// One note for both sisters, recorded; where it stands in the first one's file.
async fn noted(family: &mut Family) -> String {
    let (kofi, ama) = (family.kofi, family.ama);
    let (address, form) = for_both(family).await;
    let (his, hers) = (format!("c-{kofi}-f-seen"), format!("c-{ama}-f-seen"));
    let also = ama.to_string();
    let mut typed = WHEN.to_vec();
    typed.extend([
        ("f-subject", "A visit after school"),
        ("f-note", "Both were at the table"),
        ("also", also.as_str()),
        ("each", "seen"),
        (his.as_str(), "alone"),
        (hers.as_str(), "not-alone"),
    ]);
    let carried = carried(&form, &[ama]);
    let page = send(&mut family.ada, &address, &carried, &typed).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    page.goes_to().to_owned()
}

#[tokio::test]
async fn what_was_recorded_for_both_is_corrected_for_both_at_once() {
    let mut family = family().await;
    let (kofi, ama) = (family.kofi, family.ama);
    let entry = noted(&mut family).await;
    has(
        &family.ada.get(&entry).await,
        "Correct this for all 2 children",
    );
    let address = format!("{entry}/correct");
    let form = family.ada.get(&format!("{address}?for=all")).await;
    has(&form, "It is recorded for Kofi Fictional and Ama Fictional");
    assert_eq!(form.value("f-subject"), Some("A visit after school"));
    let (his, hers) = (format!("c-{kofi}-f-seen"), format!("c-{ama}-f-seen"));
    // What differs stands with each, and is not asked of both.
    assert!(form.text.contains(&his) && form.text.contains(&hers));
    assert!(!form.text.contains("name=\"f-seen\""), "{}", form.text);
    let also = ama.to_string();
    let mut typed = WHEN.to_vec();
    typed.extend([
        ("f-subject", "A visit before school"),
        ("f-note", "Both were at the table"),
        ("for", "all"),
        ("also", also.as_str()),
        ("each", "seen"),
        (his.as_str(), "alone"),
        (hers.as_str(), "not-seen"),
    ]);
    let first = carried(&form, &[ama]);

    // Meanwhile somebody writes in her file: nothing is corrected in either.
    let referral = [("referred_on", "2026-10-29"), ("source", "2A")];
    family.site.record(ama, "referral", &referral);
    let page = send(&mut family.ada, &address, &first, &typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Ama Fictional: Referral: recorded");
    assert_eq!(notes(&family.site, kofi).len(), 1);
    assert_eq!(notes(&family.site, ama).len(), 1);

    let second = carried(&page, &[ama]);
    let page = send(&mut family.ada, &address, &second, &typed).await;
    assert_eq!(page.goes_to(), entry, "{}", page.words());
    let his = family.ada.get(&entry).await;
    has(&his, "A visit before school");
    has(&his, "Seen alone");
    has(&his, "What it said before");
    let hers = &notes(&family.site, ama)[0];
    let hers = format!("/child/{ama}/entry/{}", hers.header.id);
    let hers = family.ada.get(&hers).await;
    has(&hers, "A visit before school");
    has(&hers, "Not seen");
    // The same form again corrects nothing more.
    send(&mut family.ada, &address, &second, &typed).await;
    assert_eq!(notes(&family.site, kofi).len(), 2);
    assert_eq!(notes(&family.site, ama).len(), 2);
}

#[tokio::test]
async fn who_may_not_correct_one_of_them_is_not_offered_to_correct_all() {
    let mut family = family().await;
    let entry = noted(&mut family).await;
    let bo = (family.site).worker("Bo Example", &[("social-worker", None)]);
    family.site.allocate(family.kofi, bo, "2026-10-01");
    let mut bo = family.site.signed_in("bo.example").await;

    let page = bo.get(&entry).await;

    assert!(!page.words().contains("for all"), "{}", page.words());
    let page = bo.get(&format!("{entry}/correct?for=all")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.words());
}

/// One visit to both sisters, of whom it is not said whether she was seen; where it stands in
/// the first one's file.
async fn visited(family: &mut Family) -> String {
    let (kofi, ama) = (family.kofi, family.ama);
    let mut plans = Vec::new();
    for child in [kofi, ama] {
        let referral = [("referred_on", "2026-10-01"), ("source", "1A")];
        let referral = family.site.record(child, "referral", &referral).to_string();
        let plan = [
            ("referral", referral.as_str()),
            ("started_on", "2026-10-20"),
        ];
        plans.push(
            family
                .site
                .record(child, "cin-plan-started", &plan)
                .to_string(),
        );
    }
    let address = format!("/child/{kofi}/record/cin-visit");
    let form = family.ada.get(&address).await;
    let file = family.site.read(|reader| reader.file(ama)).expect("a file");
    let mut of_form = carried(&form, &[]);
    of_form.push((format!("c-{ama}-based-on"), file.len().to_string()));
    let also = ama.to_string();
    let (his, hers) = (format!("c-{kofi}-f-plan"), format!("c-{ama}-f-plan"));
    let seen = format!("c-{kofi}-f-child_seen");
    let typed = [
        ("f-visited_on-day", "1"),
        ("f-visited_on-month", "11"),
        ("f-visited_on-year", "2026"),
        ("also", also.as_str()),
        ("each", "child_seen"),
        (his.as_str(), plans[0].as_str()),
        (hers.as_str(), plans[1].as_str()),
        (seen.as_str(), "yes"),
    ];
    let page = send(&mut family.ada, &address, &of_form, &typed).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    page.goes_to().to_owned()
}

#[tokio::test]
async fn what_was_recorded_for_both_is_sent_for_both_at_once() {
    let mut family = family().await;
    let (kofi, ama) = (family.kofi, family.ama);
    let entry = visited(&mut family).await;
    let address = format!("{entry}/send");
    let form = family.ada.get(&address).await;
    has(&form, "For whom do you send it?");
    has(&form, "For Kofi Fictional and Ama Fictional");
    has(&form, "What is missing for Ama Fictional");
    let names = [
        "version".to_owned(),
        "based-on".to_owned(),
        format!("version-{ama}"),
        format!("based-on-{ama}"),
    ];
    let carried: Vec<(String, String)> = (names.into_iter())
        .filter_map(|name| Some((name.clone(), form.value(&name)?.to_owned())))
        .collect();
    assert_eq!(carried.len(), 4, "{}", form.text);
    let sent = |site: &Site, child: Id| {
        let file = site.read(|reader| reader.file(child)).expect("a file");
        let kinds = file
            .iter()
            .filter(|entry| entry.header.kind == "sent-for-authorisation");
        kinds.count()
    };

    // Something is missing for her: it needs a reason, and nothing is sent of either before.
    let page = send(&mut family.ada, &address, &carried, &[("whom", "all")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(
        &page,
        "Enter why it should be authorised although something is missing",
    );
    assert_eq!((sent(&family.site, kofi), sent(&family.site, ama)), (0, 0));

    let typed = [("whom", "all"), ("comments", "She was at school")];
    let page = send(&mut family.ada, &address, &carried, &typed).await;
    assert_eq!(page.goes_to(), entry, "{}", page.words());
    assert_eq!((sent(&family.site, kofi), sent(&family.site, ama)), (1, 1));
    has(&family.ada.get(&entry).await, "Waiting for authorisation");
}
