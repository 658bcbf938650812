//! RE-2, LE-5, LE-13: an extract taken again adds nothing, a trial writes nothing, and
//! what cannot be taken is named and left alone.

use super::harness::{Desk, THE_DAY_AFTER, accounts_for_everything, number, sum, text};

#[test]
fn the_same_extract_again_adds_nothing() {
    let desk = Desk::with_the_example_imported();
    let before = (desk.entries(), desk.duties(THE_DAY_AFTER, ""));

    let again = desk.sightline("import extract --format json");

    let again = again.done().json();
    for nothing in ["added", "corrected", "newly_set_aside", "new_children"] {
        assert_eq!(sum(&again, nothing), 0, "{nothing}");
    }
    assert!(sum(&again, "unchanged") > 200);
    accounts_for_everything(&again);
    assert_eq!((desk.entries(), desk.duties(THE_DAY_AFTER, "")), before);
    let doctor = desk.sightline("doctor").done();
    doctor.saying(&[
        "26 children",
        &format!("{} entries", before.0),
        "2 set aside",
    ]);
}

#[test]
fn files_named_one_by_one_are_the_same_as_their_folder() {
    let desk = Desk::with_the_example_imported();

    let again = desk.sightline("import extract/census.xml --format json");

    let again = again.done().json();
    assert_eq!(sum(&again, "added") + sum(&again, "corrected"), 0);
}

#[test]
fn a_trial_writes_nothing_and_says_what_the_import_will_do() {
    let desk = Desk::with_the_example();

    let trial = desk.sightline("import extract --dry-run --format json");

    let mut trial = trial.done().json();
    assert!(!desk.has_a_record(), "no folder is made");
    assert_eq!(trial["dry_run"], true);
    let done = desk.sightline("import extract --format json").done().json();
    trial["dry_run"] = false.into();
    assert_eq!(trial, done);
}

#[test]
fn a_trial_of_two_years_counts_what_the_second_adds_to_the_first() {
    let desk = Desk::with_the_example();
    desk.write("both/now.xml", desk.text("extract/census.xml"));
    desk.write("both/before.xml", the_year_before(&desk));

    let trial = desk.sightline("import both --dry-run --format json");

    let mut trial = trial.done().json();
    let done = desk.sightline("import both --format json").done().json();
    trial["dry_run"] = false.into();
    assert_eq!(trial, done);
    assert_eq!(sum(&done, "new_children"), 15);
}

#[test]
fn a_trial_sees_that_two_extracts_disagree_who_a_child_is() {
    let desk = Desk::with_the_example();
    desk.change(
        "extract/header.csv",
        "X1015,M,11/11/2017",
        "X1015,M,12/11/2017",
    );

    let trial = desk.sightline("import extract --dry-run --format json");

    let mut trial = trial.done().json();
    assert_eq!(sum(&trial, "doubtful"), 1);
    let done = desk.sightline("import extract --format json").done().json();
    trial["dry_run"] = false.into();
    assert_eq!(trial, done);
}

#[test]
fn a_trial_beside_a_record_changes_nothing_in_it() {
    let desk = Desk::with_the_example_imported();
    let before = desk.entries();
    desk.change("extract/census.xml", "2025-12-01<", "2025-11-05<");

    let trial = desk.sightline("import extract --dry-run --format json");

    assert_eq!(sum(&trial.done().json(), "corrected"), 1);
    assert_eq!(desk.entries(), before);
    assert_eq!(
        desk.state("X1002", "assessment-45wd", THE_DAY_AFTER),
        "met-late"
    );
    let in_words = desk.sightline("import extract --dry-run").done();
    in_words.saying(&["1 would be corrected"]);
}

#[test]
fn what_is_no_extract_is_named_and_left_alone() {
    let desk = Desk::with_the_example();
    let utf16 = |text: &str| {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect::<Vec<_>>()
    };
    desk.write(
        "extract/list.csv",
        b"PK\x03\x04 a workbook, whatever its name",
    );
    desk.write(
        "extract/utf16.csv",
        utf16(&desk.text("extract/reviews.csv")),
    );
    desk.write("extract/empty.csv", "");
    desk.write("extract/noise.bin", [0, 159, 146, 150, 0, 1, 2]);
    desk.write(
        "extract/page.xml",
        "<html><body>an export page</body></html>",
    );
    desk.write(
        "extract/last-year/reviews.csv",
        "CHILD,DOB,REVIEW,REVIEW_CODE\n",
    );

    let report = desk.sightline("import extract --format json");

    let report = report.done().json();
    let left = report["left_alone"].as_array().expect("left alone");
    let why = |name: &str| {
        let mut of = (left.iter()).filter(|left| text(left, "path").ends_with(name));
        text(
            of.next().unwrap_or_else(|| panic!("{name} is named")),
            "why",
        )
    };
    assert_eq!(left.len(), 7);
    assert!(why("README.txt").contains("no return that is known here"));
    assert!(why("list.csv").contains("a workbook or a zip, whatever its name"));
    assert!(why("utf16.csv").contains("save it again as UTF-8"));
    assert!(why("empty.csv").contains("empty"));
    assert!(why("noise.bin").contains("no text"));
    assert!(why("page.xml").contains("<html>"));
    assert!(why("last-year").contains("a folder; give it by itself"));
    assert_eq!(sum(&report, "new_children"), 26, "the rest is taken");
}

#[test]
fn where_nothing_can_be_imported_it_says_so_and_makes_no_record() {
    let desk = Desk::new();
    desk.write("folder/notes.txt", "nothing of use");

    let ran = desk.sightline("import folder");

    ran.refused().saying(&[
        "folder/notes.txt",
        "nothing here is an extract that can be taken",
    ]);
    desk.sightline("import nowhere")
        .refused()
        .saying(&["nowhere is not there"]);
    assert!(!desk.has_a_record());
}

#[test]
fn a_record_that_began_as_a_real_one_is_never_called_an_example() {
    let desk = Desk::with_the_example();
    desk.sightline("import extract/census.xml").done();

    desk.sightline("import extract --example")
        .refused()
        .saying(&["a real record", "--data"]);

    desk.sightline("doctor").done().saying(&["a real record"]);
}

#[test]
fn a_return_whose_year_cannot_be_told_asks_for_it() {
    // given the children of a return alone, without a date that tells the year
    let desk = Desk::with_the_example();
    desk.write("children/header.csv", desk.text("extract/header.csv"));

    let ran = desk.sightline("import children");

    ran.refused().saying(&["children", "--year 2025/26"]);
    let report = desk.sightline("import children --year 2025/26 --format json");
    let report = report.done().json();
    let extract = &report["extracts"][0];
    assert_eq!(
        (text(extract, "from"), text(extract, "to")),
        ("2025-04-01", "2026-03-31")
    );
    assert_eq!(number(extract, "children"), 14);
    desk.sightline("import children --year 2025/27")
        .refused()
        .saying(&["2025/26"]);
}

#[test]
fn a_return_of_reviews_alone_is_of_the_year_in_which_they_were_held() {
    let desk = Desk::with_the_example();
    desk.write("reviews/reviews.csv", desk.text("extract/reviews.csv"));

    let report = desk.sightline("import reviews --format json").done().json();

    let extract = &report["extracts"][0];
    assert_eq!(
        (text(extract, "from"), text(extract, "to")),
        ("2025-04-01", "2026-03-31")
    );
}

/// The example's census as it would have been a year before, another school having
/// referred one child.
pub fn the_year_before(desk: &Desk) -> String {
    let census = desk.text("extract/census.xml");
    census
        .replace("<Year>2026</Year>", "<Year>2025</Year>")
        .replace(
            "<ReferenceDate>2026-03-31</ReferenceDate>",
            "<ReferenceDate>2025-03-31</ReferenceDate>",
        )
        .replacen("<ReferralSource>2A<", "<ReferralSource>3B<", 1)
}
