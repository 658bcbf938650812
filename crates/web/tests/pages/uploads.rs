//! Returns that are brought to be checked: what is found, for which child and in which field,
//! and what has changed since. It costs authorities days of an analyst's time each year (LE-13),
//! and leaders who cannot tell whether the figures are right (LE-5).

use std::fmt::Write as _;

use axum::http::{StatusCode, header};
use web::{Returns, Settings};

use super::site::Site;
use crate::browser::{Browser, Page};

/// A census of 2025/26 with these children, each by the authority's number and the day it was
/// born.
fn census(children: &[(&str, &str)]) -> Vec<u8> {
    let mut xml = String::from(
        "<Message>\n<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>\
         <ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>\n<Children>\n",
    );
    for (number, born) in children {
        let _written = writeln!(
            xml,
            "<Child><ChildIdentifiers><LAchildID>{number}</LAchildID>\
             <PersonBirthDate>{born}</PersonBirthDate><GenderCurrent>1</GenderCurrent>\
             </ChildIdentifiers></Child>"
        );
    }
    xml.push_str("</Children>\n</Message>\n");
    xml.into_bytes()
}

/// The header table of a looked after return.
const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n\
                      X1,1,01/03/2014,WBRI,,,\n\
                      X2,7,02/03/2014,WBRI,,,\n";

async fn analyst() -> (Site, Browser) {
    let mut site = Site::new();
    site.worker("Ada Example", &[("performance-analyst", None)]);
    site.worker("Sam Example", &[("social-worker", None)]);
    let browser = site.signed_in("ada.example").await;
    (site, browser)
}

/// Brings files to be checked, as of 2025/26.
async fn bring(browser: &mut Browser, files: &[(&str, &str, &[u8])]) -> Page {
    browser.get("/uploads").await;
    browser
        .post_files_for("/uploads", &[("collection", "2025/26")], files)
        .await
}

/// The address of what was found in a census.
async fn checked(browser: &mut Browser, content: &[u8]) -> String {
    let page = bring(browser, &[("files", "census.xml", content)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
    page.goes_to().to_owned()
}

fn has(page: &Page, words: &str) {
    let all = page.words();
    assert!(all.contains(words), "{words:?} in {all}");
}

fn has_not(page: &Page, words: &str) {
    let all = page.words();
    assert!(!all.contains(words), "{words:?} in {all}");
}

/// The address of the link that says this.
fn leads(page: &Page, says: &str) -> String {
    let at = page.text.find(&format!("\">{says}</a>"));
    let before = &page.text[..at.unwrap_or_else(|| panic!("{says}: {}", page.words()))];
    let from = before.rfind("href=\"").expect("a link") + 6;
    let address = before[from..].split('"').next();
    address.unwrap_or_default().replace("&amp;", "&")
}

#[tokio::test]
async fn le_13_an_analyst_sees_which_rule_found_what_for_which_child_and_in_which_field() {
    let (site, mut ada) = analyst().await;
    has(&ada.get("/").await, "Check a return");

    let address = checked(
        &mut ada,
        &census(&[("X1", "2014-03-01"), ("X2", "2031-01-01")]),
    )
    .await;

    let page = ada.get(&address).await;
    has(&page, "Children in need census, 2025/26");
    has(&page, "by Ada Example");
    // By rule: what it says, and where it was found.
    let rule = ada.get(&leads(&page, "8520")).await;
    has(&rule, "Date of Birth is after data collection period");
    has(
        &rule,
        "X2 ChildIdentifiers, line 5 of census.xml PersonBirthDate 2031-01-01",
    );
    has_not(&rule, "X1");
    // By child: all that is to be put right of one.
    let children = ada.get(&leads(&page, "By child")).await;
    let child = ada.get(&leads(&children, "X2")).await;
    has(&child, "8520 Date of Birth");
    has(&child, "8590 Child does not have a recorded CIN episode.");
    has_not(&child, "X1");
    // By field.
    let fields = ada.get(&leads(&page, "By field")).await;
    let field = ada
        .get(&leads(&fields, "PersonBirthDate (ChildIdentifiers)"))
        .await;
    has(&field, "8520");
    has_not(&field, "8590");
    // Every rule of the year ran, and it is said that none did not.
    let not_run = ada.get(&leads(&page, "Not run (0)")).await;
    has(&not_run, "Every rule of the collection ran.");
    // Nothing personal is in an address or a title.
    for page in [&page, &children, &child, &fields] {
        let addresses = page.text.split("href=\"").skip(1);
        let mut addresses = addresses.filter_map(|rest| rest.split('"').next());
        assert!(
            addresses.all(|address| !address.contains("X2")),
            "{}",
            page.text
        );
        let title = page.text.split("</title>").next().expect("a title");
        assert!(
            !title.contains("X2") && !title.contains("census"),
            "{title}"
        );
    }
    // And the look is kept.
    let organisation = site.organisation;
    let looks = site.read(|reader| reader.looks_at(organisation, None, 99));
    let looks = looks.expect("looks");
    assert!(looks.iter().any(|look| look.what == "return-checked"));
}

#[tokio::test]
async fn le_5_the_next_check_says_what_is_gone_what_is_new_and_what_is_still_there() {
    let (mut site, mut ada) = analyst().await;
    site.worker("Dee Example", &[("director", None)]);
    let first = census(&[("X1", "2014-03-01"), ("X2", "2031-01-01")]);
    let page = checked(&mut ada, &first).await;
    let page = ada.get(&page).await;
    has_not(&page, "Gone");
    has_not(&page, "Since the check");
    // The director checks the next export: X2 is mended, and X3 has come.
    let mut dee = site.signed_in("dee.example").await;
    let second = census(&[
        ("X3", "2031-02-02"),
        ("X1", "2014-03-01"),
        ("X2", "2014-01-01"),
    ]);

    let address = checked(&mut dee, &second).await;

    let page = dee.get(&address).await;
    has(&page, "Since the check of 2 November 2026");
    let gone = dee.get(&leads(&page, "Gone (1)")).await;
    has(&gone, "X2 8520 Date of Birth");
    has(&gone, "PersonBirthDate 2031-01-01");
    let new = dee.get(&format!("{address}?by=new")).await;
    has(&new, "X3 8520 Date of Birth");
    has_not(&new, "X1");
    has_not(&new, "X2");
    // What stands on another line now is no new finding.
    let children = dee.get(&format!("{address}?by=child")).await;
    let child = dee.get(&leads(&children, "X1")).await;
    has(&child, "Still there");
    assert!(
        !child.text.contains("govuk-tag--yellow"),
        "{}",
        child.words()
    );
    // One check of a return is kept, the last.
    let before = dee.get("/uploads").await;
    has(&before, "by Dee Example");
    has_not(&before, "by Ada Example");
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_told_with_its_line_and_column_and_nothing_is_kept() {
    let (site, mut ada) = analyst().await;
    let whole = census(&[("X1", "2014-03-01")]);
    let cut = &whole[..whole.len() - 40];
    let torn = String::from_utf8(whole.clone())
        .expect("text")
        .replace("</GenderCurrent>", "</Gender>");
    let unclosed = format!("{HEADER}X3,1,\"03/03/2014,WBRI,,,\n");
    let said: [(&str, &[u8], &[&str]); 6] = [
        ("cut.xml", cut, &["cut.xml, line ", "column ", "cut short"]),
        (
            "torn.xml",
            torn.as_bytes(),
            &["torn.xml, line 4, column ", "not well-formed"],
        ),
        (
            "quote.csv",
            unclosed.as_bytes(),
            &["quote.csv, line 4, column 3", "never closed"],
        ),
        (
            "workbook.csv",
            b"PK\x03\x04\x00\x00\x00\x00",
            &["workbook.csv: "],
        ),
        (
            "letter.csv",
            b"Dear all",
            &["letter.csv: it is text, but no return"],
        ),
        ("empty.csv", b"", &["empty.csv: "]),
    ];
    for (name, content, words) in said {
        let page = bring(&mut ada, &[("files", name, content)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        has(&page, "There is a problem");
        for word in words {
            has(&page, word);
        }
    }
    let page = bring(&mut ada, &[]).await;
    has(&page, "Select the files of the return");
    let two: [(&str, &str, &[u8]); 2] = [
        ("files", "census.xml", &whole),
        ("files", "header.csv", HEADER.as_bytes()),
    ];
    has(&bring(&mut ada, &two).await, "are more than one return");
    let twice: [(&str, &str, &[u8]); 2] = [
        ("files", "header.csv", HEADER.as_bytes()),
        ("files", "copy.csv", HEADER.as_bytes()),
    ];
    has(&bring(&mut ada, &twice).await, "both hold the table");
    let organisation = site.organisation;
    let kept = site.read(|reader| reader.drafts_for(organisation));
    assert!(kept.expect("read").is_empty());
}

#[tokio::test]
async fn a_looked_after_return_is_checked_with_the_year_before_and_what_could_not_run_is_named() {
    let (_site, mut ada) = analyst().await;
    let alone: [(&str, &str, &[u8]); 2] = [
        ("files", "header.csv", HEADER.as_bytes()),
        ("files", "notes.txt", b"For the team"),
    ];
    let page = bring(&mut ada, &alone).await;
    let page = ada.get(page.goes_to()).await;
    has(&page, "Looked after return (SSDA903), 2025/26");
    has(&page, "Left alone: notes.txt: it is text, but no return");
    let not_run = ada
        .get(&format!("{}?by=not-run", page_address(&page)))
        .await;
    has(
        &not_run,
        "It needs the return of the year before, which was not given",
    );
    has(
        &not_run,
        "It needs a postcode directory, which was not given",
    );
    has(&not_run, "202");

    // With the year before, in which X1 was born on another day.
    let before = HEADER.replace("X1,1,01/03/2014", "X1,1,09/09/2013");
    let both: [(&str, &str, &[u8]); 2] = [
        ("files", "header.csv", HEADER.as_bytes()),
        ("previous", "header.csv", before.as_bytes()),
    ];
    let page = bring(&mut ada, &both).await;
    let page = ada.get(page.goes_to()).await;
    has(&page, "203");
    let not_run = ada
        .get(&format!("{}?by=not-run", page_address(&page)))
        .await;
    has_not(
        &not_run,
        "It needs the return of the year before, which was not given",
    );
    // Rule 203 did not run the last time: nobody can tell whether what it found is new.
    let rule = ada.get(&leads(&page, "203")).await;
    has(&rule, "X1");
    has_not(&rule, "Since last time");
    has(&page, "it is not known");

    ada.get("/uploads").await;
    let answers = [("collection", "2025/26"), ("authority", "E0")];
    let page = ada.post_files_for("/uploads", &answers, &both).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Enter the code of an authority");
    ada.get("/uploads").await;
    let page = ada
        .post_files_for("/uploads", &[("collection", "")], &both)
        .await;
    has(&page, "Select the year of the return");
}

/// The address of what was found, from a page of it.
fn page_address(page: &Page) -> String {
    let address = leads(page, "as a CSV file");
    address.trim_end_matches("/findings.csv").to_owned()
}

#[tokio::test]
async fn what_was_found_is_taken_away_as_the_command_writes_it() {
    let (_site, mut ada) = analyst().await;
    let address = checked(
        &mut ada,
        &census(&[("=1+1", "2031-01-01"), ("X1", "2014-03-01")]),
    )
    .await;

    let csv = ada.get(&format!("{address}/findings.csv")).await;

    assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    let mut lines = csv.text.lines();
    assert_eq!(
        lines.next(),
        Some("rule,severity,message,table,row,file,line,child,values")
    );
    // What a spreadsheet would run is written as text.
    let born = lines
        .find(|line| line.starts_with("8520,"))
        .expect("a line");
    assert!(
        born.ends_with(",0,census.xml,4,'=1+1,PersonBirthDate 2031-01-01"),
        "{born}"
    );
    let workbook = ada.get(&format!("{address}/findings.xlsx")).await;
    assert!(workbook.bytes.starts_with(b"PK"));
    assert_eq!(
        workbook.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"findings.xlsx\""
    );
}

#[tokio::test]
async fn a_census_whose_year_has_no_rules_here_is_not_said_to_be_right() {
    let (_site, mut ada) = analyst().await;
    let old = census(&[("X1", "2031-01-01")]);
    let old = String::from_utf8(old).expect("text");
    let old = old.replace("<Year>2026</Year>", "<Year>2020</Year>");

    let address = checked(&mut ada, old.as_bytes()).await;

    let page = ada.get(&address).await;
    has(&page, "Children in need census, 2019/20");
    has(
        &page,
        "2025/26 was selected, but the census says in its header that it is for 2019/20",
    );
    has(&page, "Most rules did not run");
    let not_run = ada.get(&format!("{address}?by=not-run")).await;
    has(
        &not_run,
        "The rules of 2019/20 are not here; the oldest are of 2022/23",
    );
}

#[tokio::test]
async fn many_findings_are_turned_over_page_by_page() {
    let (_site, mut ada) = analyst().await;
    let numbers: Vec<String> = (0..120).map(|number| format!("N{number:03}")).collect();
    let children: Vec<_> = numbers
        .iter()
        .map(|number| (number.as_str(), "2031-01-01"))
        .collect();
    let address = checked(&mut ada, &census(&children)).await;

    let page = ada.get(&address).await;
    let first = ada.get(&leads(&page, "8520")).await;

    has(&first, "N000");
    has(&first, "N049");
    has_not(&first, "N050");
    let last = ada.get(&leads(&first, "3")).await;
    has(&last, "N119");
    has_not(&last, "N099");
}

#[tokio::test]
async fn what_was_found_is_kept_for_so_long_and_no_longer_and_can_be_thrown_away() {
    let (site, mut ada) = analyst().await;
    let address = checked(&mut ada, &census(&[("X1", "2014-03-01")])).await;
    has(&ada.get("/uploads").await, "Checked before");
    has(&ada.get("/uploads").await, "kept for 90 days");
    has(&ada.get("/drafts").await, "You have none.");
    let organisation = site.organisation;
    let kept = || {
        site.read(|reader| reader.drafts_for(organisation))
            .expect("read")
            .len()
    };
    assert_eq!(kept(), 1);

    site.time.pass(91 * 24 * 60 * 60);
    let mut ada = site.signed_in("ada.example").await;
    assert_eq!(ada.get(&address).await.status, StatusCode::NOT_FOUND);
    has_not(&ada.get("/uploads").await, "Checked before");
    assert_eq!(kept(), 0);

    let address = checked(&mut ada, &census(&[("X1", "2014-03-01")])).await;
    let gone = ada.post(&format!("{address}/drop"), &[]).await;
    assert_eq!(gone.goes_to(), "/uploads");
    assert_eq!(ada.get(&address).await.status, StatusCode::NOT_FOUND);
    assert_eq!(kept(), 0);
}

#[tokio::test]
async fn a_return_larger_than_the_authority_has_set_is_refused() {
    let mut site = Site::with(Settings {
        returns: Returns {
            largest: 1024,
            ..Returns::default()
        },
        largest_form: 1024,
        ..Settings::default()
    });
    site.worker("Ada Example", &[("performance-analyst", None)]);
    let mut ada = site.signed_in("ada.example").await;

    let page = bring(&mut ada, &[("files", "census.xml", &[b'<'; 4096])]).await;

    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    // Whoever is not signed in is not waited for at all.
    let mut nobody = site.browser();
    let page = nobody
        .post_files_for("/uploads", &[], &[("files", "a.xml", b"<a/>")])
        .await;
    assert_eq!(page.goes_to(), "/sign-in");
}

#[tokio::test]
async fn nobody_else_brings_a_return_or_sees_what_was_found() {
    let (site, mut ada) = analyst().await;
    let address = checked(&mut ada, &census(&[("X1", "2014-03-01")])).await;
    let mut sam = site.signed_in("sam.example").await;

    has_not(&sam.get("/").await, "Check a return");
    for page in [
        "/uploads".to_owned(),
        address.clone(),
        format!("{address}/findings.csv"),
        format!("{address}/findings.xlsx"),
    ] {
        let page = sam.get(&page).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.words());
        has_not(&page, "X1");
    }
    let page = bring(&mut sam, &[("files", "census.xml", &census(&[]))]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}
