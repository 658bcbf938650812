//! LE-13: an error of a return appears to the worker who can mend it, on the child, in words.

use practice::Id;

use super::site::Site;

/// A child in need whose ethnicity nobody has told.
fn child_in_need(site: &mut Site) -> Id {
    let child = site.child("Kofi", "Fictional", "X1");
    let details = [
        ("told_by", "recorded"),
        ("told_on", "2026-10-01"),
        ("authority_id", "X1"),
        ("sex", "M"),
        ("upn_unknown", "UN2"),
    ];
    site.record(child, "child-details", &details);
    let referral = [
        ("referred_on", "2026-10-01"),
        ("source", "6"),
        ("primary_need", "N1"),
    ];
    let referral = site.record(child, "referral", &referral).to_string();
    let started = [
        ("referral", referral.as_str()),
        ("started_on", "2026-10-02"),
    ];
    site.record(child, "assessment-started", &started);
    child
}

#[tokio::test]
async fn le_13_what_a_return_would_be_refused_for_leads_to_the_form_that_mends_it() {
    // Given a child of hers in whose file something is missing that the census asks for
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let child = child_in_need(&mut site);
    site.allocate(child, ada, "2026-10-01");
    let mut browser = site.signed_in("ada.example").await;

    // When she looks at what is missing
    let page = browser.get(&format!("/child/{child}/missing")).await;

    // Then it says so, and leads to what it is, in words
    assert!(
        page.words()
            .contains("would be refused in the statutory returns"),
        "{}",
        page.words()
    );
    let page = browser.get(&format!("/child/{child}/returns")).await;
    let words = page.words();
    assert!(words.contains("Would be refused"), "{words}");
    assert!(words.contains("Ethnicity is missing or invalid"), "{words}");
    assert!(words.contains("Children in need census"), "{words}");

    // And from there to the form in which she can mend it
    let form = format!("/child/{child}/entry/");
    let at = page.text.find(&form).expect("a way to mend it");
    let address = &page.text[at..];
    let address = &address[..address.find('"').expect("its end")];
    assert!(address.ends_with("/correct"), "{address}");
    let form = browser.get(address).await;
    assert!(form.words().contains("What is the ethnicity of the child?"));
}

#[tokio::test]
async fn le_13_what_is_right_is_not_found() {
    // Given the same child, whose ethnicity and disabilities were told since
    let mut site = Site::new();
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    let child = child_in_need(&mut site);
    site.allocate(child, ada, "2026-10-01");
    let details = [
        ("told_by", "recorded"),
        ("told_on", "2026-10-20"),
        ("authority_id", "X1"),
        ("ethnicity", "BAFR"),
    ];
    site.record(child, "child-details", &details);
    let told = [("told_on", "2026-10-20"), ("disability", "NONE")];
    site.record(child, "disability", &told);
    let mut browser = site.signed_in("ada.example").await;

    let page = browser.get(&format!("/child/{child}/returns")).await;

    assert!(
        !page.words().contains("Would be refused"),
        "{}",
        page.words()
    );
    let page = browser.get(&format!("/child/{child}/missing")).await;
    assert!(
        !page.words().contains("would be refused"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn whoever_may_not_read_the_file_is_not_told_what_its_returns_lack() {
    let mut site = Site::new();
    site.worker("Ada Example", &[("social-worker", None)]);
    let child = child_in_need(&mut site);
    let mut browser = site.signed_in("ada.example").await;

    let page = browser.get(&format!("/child/{child}/returns")).await;

    assert!(!page.words().contains("Ethnicity"), "{}", page.words());
}
