//! Taking away: a copy to print or as a Word document, and the account for the person whose
//! file it is (RE-1).

use std::io::{Cursor, Read as _};

use axum::http::{StatusCode, header};
use practice::Id;

use super::site::Site;
use crate::browser::{Browser, Page};

const MARKED: &str = "I like school.\n[[third party: Mrs Ames told me that Ben steals.]]";

/// A child with an assessment in which a passage is about somebody else, their worker, and
/// the information governance officer.
fn site() -> (Site, Id, Id) {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    site.worker("Ines Example", &[("information-governance", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    let referral = [("referred_on", "2026-10-01"), ("source", "1A")];
    let referral = site.record(child, "referral", &referral).to_string();
    let started = [
        ("referral", referral.as_str()),
        ("started_on", "2026-10-01"),
    ];
    let started = site
        .record(child, "assessment-started", &started)
        .to_string();
    let written = [
        ("referral", referral.as_str()),
        ("assessment", started.as_str()),
        ("written_on", "2026-10-30"),
        ("childs_views", MARKED),
    ];
    let written = site.record(child, "assessment-written", &written);
    (site, child, written)
}

async fn taken(browser: &mut Browser, child: Id, typed: &[(&str, &str)]) -> Page {
    let address = format!("/child/{child}/take");
    let page = browser.get(&address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    browser.post(&address, typed).await
}

fn has(page: &Page, words: &str) {
    assert!(
        page.words().contains(words),
        "{words:?} in {}",
        page.words()
    );
}

#[tokio::test]
async fn re_1_a_subject_access_request_is_answered_with_everything_but_what_is_about_others() {
    let (site, child, _) = site();
    let mut ines = site.signed_in("ines.example").await;
    let page = taken(&mut ines, child, &[("purpose", "subject-access")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Enter who asked, and when");

    let typed = [
        ("purpose", "subject-access"),
        ("request", "Kofi Fictional, by letter of 1 November 2026"),
    ];
    let page = taken(&mut ines, child, &typed).await;

    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let copy = ines.get(page.goes_to()).await;
    has(&copy, "What is recorded of Kofi Fictional");
    has(&copy, "This is what we have recorded of you");
    has(&copy, "1 October 2026: Referral");
    has(&copy, "I like school. [withheld: about somebody else]");
    assert!(!copy.text.contains("Mrs Ames") && !copy.text.contains("Ben"));
    has(
        &copy,
        "What was left out Passages that were left out, and why",
    );
    has(
        &copy,
        "30 October 2026 Assessment written up What does the child say, wish and feel? About somebody else",
    );
    // Nobody is named in the title, which stays in the browser's history.
    assert!(copy.text.contains("<title>A copy of a file"));
    // That it was taken stands in the file, and each look at the copy is kept.
    let timeline = ines.get(&format!("/child/{child}/timeline")).await;
    has(
        &timeline,
        "A copy was taken away to answer a subject access request",
    );
    has(
        &ines.get(&format!("/child/{child}/looks")).await,
        "Ines Example A copy that was taken away",
    );
}

#[tokio::test]
async fn a_copy_for_work_has_everything_and_for_the_family_what_is_theirs() {
    let (site, child, _) = site();
    let mut ada = site.signed_in("ada.example").await;
    let both = [
        ("parts", "records"),
        ("parts", "timeline"),
        ("parts", "duties"),
    ];

    for (purpose, told) in [("court", true), ("child", false)] {
        let mut typed = both.to_vec();
        typed.push(("purpose", purpose));
        let page = taken(&mut ada, child, &typed).await;
        let copy = ada.get(page.goes_to()).await;
        assert_eq!(copy.text.contains("Mrs Ames"), told, "{purpose}");
        assert!(!copy.text.contains("[[third party"), "no mark is printed");
        has(&copy, "What happened What happened, the oldest first");
        has(&copy, "What is owed");
    }
}

#[tokio::test]
async fn a_copy_can_be_made_again_as_it_was() {
    let (mut site, child, _) = site();
    let mut ada = site.signed_in("ada.example").await;
    let typed = [("parts", "records"), ("purpose", "work")];
    let address = taken(&mut ada, child, &typed).await.goes_to().to_owned();
    // What stands at the head of the page, as how many things are new, is not of the copy.
    let copy = |page: &str| page.split_once("<main").map(|(_, copy)| copy.to_owned());
    let before = copy(&ada.get(&address).await.text).expect("a copy");

    site.time.pass(300);
    let later = [("referred_on", "2026-10-29"), ("source", "2A")];
    site.record(child, "referral", &later);

    let after = copy(&ada.get(&address).await.text);
    assert_eq!(after, Some(before));
}

#[tokio::test]
async fn one_record_is_taken_alone() {
    let (site, child, written) = site();
    let mut ada = site.signed_in("ada.example").await;
    let page = ada
        .get(&format!("/child/{child}/take?entry={written}"))
        .await;
    has(&page, "This record alone: The assessment was written up.");
    let entry = written.to_string();

    let page = taken(&mut ada, child, &[("entry", &entry), ("purpose", "work")]).await;

    let copy = ada.get(page.goes_to()).await;
    has(&copy, "30 October 2026: Assessment written up");
    assert!(!copy.words().contains("1 October 2026: Referral"));
}

#[tokio::test]
async fn who_may_not_take_a_copy_is_told_why_and_nothing_is_recorded() {
    let (mut site, child, _) = site();
    site.worker("Olu Example", &[("auditor", None)]);
    let mut olu = site.signed_in("olu.example").await;

    let page = olu.get(&format!("/child/{child}/take")).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.words());
    let typed = [("parts", "records"), ("purpose", "work")];
    let page = olu.post(&format!("/child/{child}/take"), &typed).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.words());

    let file = site.read(|reader| reader.file(child));
    let kinds = file.expect("a file").into_iter().map(|one| one.header.kind);
    assert!(!kinds.into_iter().any(|kind| kind == "taken-away"));
}

#[tokio::test]
async fn the_same_copy_is_a_word_document_with_headings_tables_and_its_language() {
    let (site, child, _) = site();
    let mut ines = site.signed_in("ines.example").await;
    let typed = [
        ("purpose", "subject-access"),
        ("request", "<b> & \u{1} \"Kofi\""),
    ];
    let address = taken(&mut ines, child, &typed).await.goes_to().to_owned();

    let file = ines.get(&format!("{address}?as=word")).await;

    assert_eq!(file.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(
        file.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"copy-of-a-file.docx\""
    );
    let mut parts = zip::ZipArchive::new(Cursor::new(file.bytes)).expect("a document");
    let mut read = |name: &str| {
        let mut text = String::new();
        let mut part = parts.by_name(name).expect("a part");
        part.read_to_string(&mut text).expect("text");
        text
    };
    let text = read("word/document.xml");
    for part in [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "docProps/core.xml",
    ] {
        balanced(&read(part));
    }
    balanced(&text);
    assert!(text.contains(r#"<w:pStyle w:val="Heading2"/>"#) && text.contains("<w:tblHeader/>"));
    assert!(text.contains("&lt;b&gt; &amp; \u{fffd} &quot;Kofi&quot;"));
    assert!(text.contains("withheld: about somebody else") && !text.contains("Mrs Ames"));
    assert!(read("word/styles.xml").contains(r#"w:lang w:val="en-GB""#));
}

/// Every element that is opened is closed, in order.
fn balanced(xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in xml.split('<').skip(1) {
        let tag = tag.split('>').next().expect("an end");
        let name = tag.trim_start_matches('/').split([' ', '/']).next();
        let name = name.expect("a name");
        if tag.starts_with('?') || tag.ends_with('/') {
            continue;
        }
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{xml}");
        } else {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}
