//! Documents: attached while something is recorded or after it, found again, given out to be
//! kept and never run.

use axum::http::{StatusCode, header};
use practice::Id;

use super::site::Site;
use crate::browser::{Browser, Page};

/// A PDF of so many bytes, as far as its first ones tell.
fn pdf(bytes: usize) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    pdf.resize(bytes, b'x');
    pdf
}

async fn one_child() -> (Site, Id, Browser) {
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, ada, "2026-10-01");
    let browser = site.signed_in("ada.example").await;
    (site, child, browser)
}

const REFERRAL: &[(&str, &str)] = &[
    ("f-referred_on-day", "30"),
    ("f-referred_on-month", "10"),
    ("f-referred_on-year", "2026"),
    ("f-source", "1A"),
];

/// Sends the form of a page, with what it carries and these files.
async fn send(
    browser: &mut Browser,
    address: &str,
    page: &Page,
    typed: &[(&str, &str)],
    files: &[(&str, &[u8])],
) -> Page {
    let carried = ["draft", "draft-version", "based-on"];
    let mut answers: Vec<(&str, &str)> = carried
        .iter()
        .filter_map(|name| Some((*name, page.value(name)?)))
        .collect();
    answers.extend(typed);
    browser.post_files(address, &answers, files).await
}

fn has(page: &Page, words: &str) {
    assert!(
        page.words().contains(words),
        "{words:?} in {}",
        page.words()
    );
}

/// Where the link leads that says this.
fn leads<'p>(page: &'p Page, says: &str) -> &'p str {
    let at = page.text.find(&format!("\">{says}</a>"));
    let before = &page.text[..at.unwrap_or_else(|| panic!("{says}: {}", page.words()))];
    let from = before.rfind("href=\"").expect("a link") + 6;
    &before[from..]
}

/// A referral with a letter.
async fn with_a_letter(browser: &mut Browser, child: Id, content: &[u8]) -> Page {
    let address = format!("/child/{child}/record/referral");
    let form = browser.get(&address).await;
    let letter = [("Letter from Mrs Ames.pdf", content)];
    let page = send(browser, &address, &form, REFERRAL, &letter).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    browser.get(page.goes_to()).await
}

#[tokio::test]
async fn a_letter_that_was_attached_is_found_again_and_given_out_as_it_was() {
    let (site, child, mut ada) = one_child().await;
    let content = pdf(store::PIECE + 1234);

    let entry = with_a_letter(&mut ada, child, &content).await;

    has(&entry, "Documents Letter from Mrs Ames.pdf PDF, 514 KB");
    let address = leads(&entry, "Letter from Mrs Ames.pdf").to_owned();
    for page in ["timeline", "documents"] {
        let page = ada.get(&format!("/child/{child}/{page}")).await;
        assert_eq!(leads(&page, "Letter from Mrs Ames.pdf"), address);
    }
    has(
        &ada.get(&format!("/child/{child}/documents")).await,
        "by Ada Example",
    );
    // The list is put in order and taken away, without the document.
    let turned = ada.get(&format!("/child/{child}/documents?sort=-of")).await;
    assert!(turned.text.contains("aria-sort=\"descending\""));
    let sheet = ada
        .get(&format!("/child/{child}/documents/export?sort=-of"))
        .await;
    let sheet = String::from_utf8(sheet.bytes).expect("text");
    assert!(
        sheet.contains("Letter from Mrs Ames.pdf,\"PDF, 514 KB\","),
        "{sheet}"
    );
    let given = ada.get(&address).await;
    assert_eq!(given.status, StatusCode::OK);
    assert!(given.bytes == content, "every byte, and no other");
    assert_eq!(given.headers[header::CONTENT_TYPE], "application/pdf");
    assert_eq!(
        given.headers[header::CONTENT_LENGTH],
        content.len().to_string()
    );
    assert_eq!(
        given.headers[header::CONTENT_DISPOSITION],
        "attachment; filename*=UTF-8''Letter%20from%20Mrs%20Ames.pdf"
    );
    assert_eq!(given.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(given.headers[header::CACHE_CONTROL], "no-store");
    let policy = given.headers[header::CONTENT_SECURITY_POLICY].to_str();
    assert_eq!(policy.expect("text"), "default-src 'none'; sandbox");
    // Nothing of it in an address, and the look is kept.
    assert!(!address.contains("Ames"), "{address}");
    let looks = site.read(|reader| reader.looks_at(child, None, 99));
    let looks = looks.expect("looks");
    assert!(looks.iter().any(|look| look.what == "document"));
    let verified = site.read(|reader| reader.verify(&[], |_, _| {}));
    assert_eq!(verified.expect("it holds").documents, 1);
}

#[tokio::test]
async fn what_is_attached_to_a_draft_outlives_a_killed_server_and_can_be_taken_off_again() {
    let (site, child, mut ada) = one_child().await;
    let address = format!("/child/{child}/record/referral");
    let form = ada.get(&address).await;
    let typed = [("f-referred_on-day", "30")];
    let both: [(&str, &[u8]); 2] = [("one.txt", b"one"), ("two.txt", b"two")];
    let page = send(&mut ada, &format!("{address}/attach"), &form, &typed, &both).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let back = page.goes_to().to_owned();

    drop(ada);
    let site = site.restarted();
    let mut ada = site.signed_in("ada.example").await;
    let form = ada.get(&back).await;
    has(&form, "Attached so far");
    has(&form, "one.txt (3 bytes)");
    assert_eq!(form.value("f-referred_on-day"), Some("30"));
    let off = form.value("take-off").expect("a box to tick").to_owned();
    let mut typed = REFERRAL.to_vec();
    typed.push(("take-off", &off));

    let page = send(&mut ada, &address, &form, &typed, &[]).await;

    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let entry = ada.get(page.goes_to()).await;
    has(&entry, "two.txt");
    assert!(!entry.words().contains("one.txt"), "{}", entry.words());
    let draft = back.split("draft=").nth(1).expect("a draft");
    let draft: Id = draft
        .split('#')
        .next()
        .expect("an id")
        .parse()
        .expect("an id");
    let attached = site.read(|reader| reader.attachments_with(draft));
    assert_eq!(attached.expect("read").len(), 1);
    assert_eq!(site.read(|reader| reader.draft(draft)), Ok(None));
}

#[tokio::test]
async fn a_form_with_a_letter_that_is_sent_twice_is_recorded_once() {
    let (site, child, mut ada) = one_child().await;
    let address = format!("/child/{child}/record/referral");
    let form = ada.get(&address).await;
    let letter: [(&str, &[u8]); 1] = [("one.txt", b"one")];

    let one = send(&mut ada, &address, &form, REFERRAL, &letter).await;
    let other = send(&mut ada, &address, &form, REFERRAL, &letter).await;

    assert_eq!(one.goes_to(), other.goes_to());
    let file = site.read(|reader| reader.file(child));
    let kinds = file.expect("a file").into_iter().map(|one| one.header.kind);
    let kinds: Vec<String> = kinds.collect();
    let count = |kind: &str| kinds.iter().filter(|one| *one == kind).count();
    assert_eq!((count("referral"), count("document-attached")), (1, 1));
    let documents = ada.get(&format!("/child/{child}/documents")).await;
    assert_eq!(documents.words().matches("one.txt").count(), 1);
}

#[tokio::test]
async fn what_is_too_large_or_no_document_is_refused_in_words_and_nothing_typed_is_lost() {
    let (site, child, mut ada) = one_child().await;
    let address = format!("/child/{child}/record/referral");
    let form = ada.get(&address).await;
    let large = pdf((20 << 20) + 1);
    let files: [(&str, &[u8], &str); 4] = [
        (
            "holiday.pdf",
            b"MZ\x90\0\x03",
            "The selected file must be a PDF, JPG, PNG, DOCX, ODT or TXT",
        ),
        ("nothing.pdf", b"", "The selected file is empty"),
        (
            "large.pdf",
            &large,
            "The selected file must be smaller than 20.0 MB",
        ),
        ("page.docx", b"PK\x03\x04", "The selected file must be"),
    ];
    for (name, content, says) in files {
        for to in [
            address.clone(),
            format!("{address}/attach"),
            format!("{address}/draft"),
        ] {
            let page = send(&mut ada, &to, &form, REFERRAL, &[(name, content)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{to} {name}");
            has(&page, says);
            assert!(page.text.contains("<title>Error: "));
            assert_eq!(page.value("f-referred_on-day"), Some("30"));
        }
    }
    let file = site.read(|reader| reader.file(child));
    let referred = file
        .expect("a file")
        .into_iter()
        .any(|one| one.header.kind == "referral");
    assert!(!referred, "nothing is recorded without its document");
}

#[tokio::test]
async fn a_document_is_given_to_nobody_who_may_not_read_what_it_is_attached_to() {
    let (mut site, child, mut ada) = one_child().await;
    site.worker("Ben Example", &[("social-worker", None)]);
    let entry = with_a_letter(&mut ada, child, &pdf(30)).await;
    let address = leads(&entry, "Letter from Mrs Ames.pdf").to_owned();
    let mut ben = site.signed_in("ben.example").await;

    let page = ben.get(&address).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let mut nobody = site.browser();
    assert_eq!(nobody.get(&address).await.status, StatusCode::SEE_OTHER);
    // Nor is anything taken in from somebody who is not signed in.
    let form = format!("/child/{child}/record/referral");
    let sent = nobody.post_files(&form, &[], &[("a.txt", b"a")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert!(sent.goes_to().starts_with("/sign-in"));

    // A partner who is concerned with the child reads of some kinds of record and not of others.
    let pat = site.worker("Pat Example", &[("partner", None)]).to_string();
    let involved = [
        ("started_on", "2026-10-01"),
        ("worker", pat.as_str()),
        ("role", "nurse"),
    ];
    site.record(child, "involvement-started", &involved);
    site.worker("Marge Example", &[("service-manager", None)]);
    let decided = [("decided_on", "2026-10-20")];
    let decision = site.record(child, "adoption-decision", &decided);
    let mut marge = site.signed_in("marge.example").await;
    let attach = format!("/child/{child}/entry/{decision}/attach");
    let form = marge.get(&attach).await;
    let minutes: [(&str, &[u8]); 1] = [("Minutes of the panel.txt", b"minutes")];
    let page = send(&mut marge, &attach, &form, &[], &minutes).await;
    let page = marge.get(page.goes_to()).await;
    let of_the_panel = leads(&page, "Minutes of the panel.txt").to_owned();
    let mut pat = site.signed_in("pat.example").await;
    let listed = pat.get(&format!("/child/{child}/documents")).await;
    has(&listed, "Letter from Mrs Ames.pdf");
    assert!(!listed.words().contains("panel"), "{}", listed.words());
    assert_eq!(pat.get(&address).await.status, StatusCode::OK);
    assert_eq!(pat.get(&of_the_panel).await.status, StatusCode::NOT_FOUND);
    assert_eq!(marge.get(&of_the_panel).await.bytes, b"minutes");
}

#[tokio::test]
async fn a_document_can_be_added_later_and_withdrawn_with_a_reason() {
    let (mut site, child, mut ada) = one_child().await;
    site.worker("Marge Example", &[("service-manager", None)]);
    let referral = [("referred_on", "2026-10-01"), ("source", "1A")];
    let entry = site.record(child, "referral", &referral);
    let address = format!("/child/{child}/entry/{entry}/attach");
    let form = ada.get(&address).await;
    let nothing = send(&mut ada, &address, &form, &[], &[]).await;
    has(&nothing, "Select a file");
    let photograph: [(&str, &[u8]); 1] = [("../photo of the wrong child.jpg", b"\xff\xd8\xff\xe0")];
    let page = send(&mut ada, &address, &form, &[], &photograph).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let again = send(&mut ada, &address, &form, &[], &photograph).await;
    assert_eq!(again.goes_to(), page.goes_to(), "sent twice, attached once");
    let shown = ada.get(page.goes_to()).await;
    assert_eq!(
        shown
            .words()
            .matches("photo of the wrong child.jpg")
            .count(),
        1
    );
    let document = leads(&shown, "photo of the wrong child.jpg").to_owned();
    let withdraw = format!("{document}/withdraw");
    assert_eq!(ada.get(&withdraw).await.status, StatusCode::FORBIDDEN);

    let mut marge = site.signed_in("marge.example").await;
    marge.get(&withdraw).await;
    has(
        &marge.post(&withdraw, &[]).await,
        "Enter why this should never have been attached",
    );
    let typed = [("reason", "It is of another child.")];
    let page = marge.post(&withdraw, &typed).await;

    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let shown = ada.get(page.goes_to()).await;
    has(
        &shown,
        "photo of the wrong child.jpg Withdrawn It is of another child.",
    );
    assert_eq!(ada.get(&document).await.status, StatusCode::NOT_FOUND);
    let timeline = ada.get(&format!("/child/{child}/timeline")).await;
    assert!(!timeline.words().contains("wrong child"));
}

#[tokio::test]
async fn re_1_a_copy_lists_documents_by_name_and_withholds_what_is_marked() {
    let (mut site, child, mut ada) = one_child().await;
    site.worker("Ines Example", &[("information-governance", None)]);
    let address = format!("/child/{child}/record/referral");
    let form = ada.get(&address).await;
    let mut typed = REFERRAL.to_vec();
    typed.push(("document-withheld", "third party"));
    let about: [(&str, &[u8]); 1] = [("about Mrs Ames.txt", b"about her")];
    send(
        &mut ada,
        &format!("{address}/attach"),
        &form,
        &typed,
        &about,
    )
    .await;
    let open: [(&str, &[u8]); 1] = [("school report.txt", b"report")];
    let page = send(&mut ada, &address, &form, REFERRAL, &open).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    let mut ines = site.signed_in("ines.example").await;

    for (purpose, told) in [("subject-access", false), ("court", true)] {
        let take = format!("/child/{child}/take");
        ines.get(&take).await;
        let typed = [
            ("purpose", purpose),
            ("parts", "records"),
            ("request", "Kofi"),
        ];
        let page = ines.post(&take, &typed).await;
        let copy = ines.get(page.goes_to()).await;
        has(&copy, "school report.txt");
        assert_eq!(copy.text.contains("about Mrs Ames.txt"), told, "{purpose}");
        if !told {
            has(&copy, "[withheld: about somebody else]");
            has(&copy, "Referral Document About somebody else");
        }
    }
}
