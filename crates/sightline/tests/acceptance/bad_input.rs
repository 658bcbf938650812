//! Input that is wrong: the reason with its place, nothing half done, and never a crash.

use super::harness::{Desk, THE_DAY_AFTER, accounts_for_everything, sum};

#[test]
fn a_census_cut_short_says_where_and_leaves_a_record_that_holds() {
    let desk = Desk::with_the_example();
    let whole = desk.text("extract/census.xml");
    let (half, _) = whole.split_at(whole.len() / 2);
    desk.write("cut.xml", half);

    let ran = desk.sightline("import cut.xml");

    let line = format!("cut.xml, line {}, column ", half.matches('\n').count() + 1);
    ran.refused()
        .saying(&[&line, "it was cut short, export it again"]);
    let kept = desk.entries();
    assert!(kept > 10, "the children before the cut are kept");
    desk.sightline("doctor").done();
    let report = desk.sightline("import extract/census.xml --format json");
    let report = report.done().json();
    assert!(sum(&report, "added") > 0 && sum(&report, "unchanged") > 0);
    accounts_for_everything(&report);
    let completed = desk.duties(THE_DAY_AFTER, "--state overdue,met-late").len();

    let fresh = Desk::with_the_example();
    fresh.sightline("import extract/census.xml").done();
    assert_eq!(
        completed,
        fresh
            .duties(THE_DAY_AFTER, "--state overdue,met-late")
            .len()
    );
    assert_eq!(
        desk.duties(THE_DAY_AFTER, "").len(),
        fresh.duties(THE_DAY_AFTER, "").len()
    );
}

#[test]
fn a_broken_census_does_not_keep_the_return_beside_it_from_a_later_import() {
    let desk = Desk::with_the_example();
    let whole = desk.text("extract/census.xml");
    desk.write("extract/census.xml", &whole[..whole.len() / 3]);
    desk.sightline("import extract")
        .refused()
        .saying(&["extract/census.xml, line"]);

    desk.write("extract/census.xml", &whole);

    desk.sightline("import extract").done();
    assert_eq!(desk.duties(THE_DAY_AFTER, "--state overdue").len(), 8);
}

#[test]
fn what_was_set_aside_before_a_census_breaks_off_is_listed_all_the_same() {
    let desk = Desk::with_the_example();
    let whole = desk.text("extract/census.xml");
    let nameless = whole.replacen("<LAchildID>X1001</LAchildID>", "", 1);
    assert_ne!(nameless, whole);
    desk.write("extract/census.xml", &nameless[..nameless.len() / 2]);

    let ran = desk.sightline("import extract --format json").refused();

    accounts_for_everything(&ran.json());
    let aside = desk.sightline("set-aside").done();
    aside.saying(&["extract/census.xml", "The child has no LAchildID"]);
    desk.write("extract/census.xml", &nameless);
    let mended = desk.sightline("import extract --format json").done();
    accounts_for_everything(&mended.json());
}

#[test]
fn two_files_of_one_table_are_refused_before_anything_is_written() {
    let desk = Desk::with_the_example();
    desk.write("extract/reviews (2).csv", desk.text("extract/reviews.csv"));

    let ran = desk.sightline("import extract");

    ran.refused().saying(&[
        "extract/reviews (2).csv and extract/reviews.csv",
        "table reviews",
        "take all but one of each out of the folder",
    ]);
    assert!(!desk.has_a_record());
}

#[test]
fn a_table_with_a_wrong_column_is_left_alone_and_the_column_named() {
    let desk = Desk::with_the_example();
    desk.change("extract/reviews.csv", "REVIEW_CODE", "CODE");

    let ran = desk.sightline("import extract").done();

    ran.saying(&[
        "extract/reviews.csv",
        "comes closest to reviews",
        "lacks REVIEW_CODE",
        "has CODE besides",
    ]);
}

#[test]
fn a_table_separated_by_semicolons_says_how_to_save_it() {
    let desk = Desk::with_the_example();
    desk.write(
        "extract/reviews.csv",
        desk.text("extract/reviews.csv").replace(',', ";"),
    );

    let ran = desk.sightline("import extract").done();

    ran.saying(&[
        "extract/reviews.csv",
        "separated by ';'",
        "save it as CSV with commas",
    ]);
}

#[test]
fn an_entity_bomb_is_refused() {
    let desk = Desk::new();
    let tens = "abcdefgh".chars().zip("bcdefghi".chars());
    let tens =
        tens.map(|(one, ten)| format!("<!ENTITY {ten} \"{}\">", format!("&{one};").repeat(10)));
    let bomb = format!(
        "<!DOCTYPE Message [<!ENTITY a \"aaaaaaaaaa\">{}]><Message><Children>&i;</Children></Message>",
        tens.collect::<String>()
    );
    desk.write("bomb.xml", bomb);

    let ran = desk.sightline("import bomb.xml");

    ran.refused()
        .saying(&["bomb.xml", "declares a document type, which is refused"]);
    assert!(!desk.has_a_record());
}

#[test]
fn a_bomb_after_the_header_is_refused_too() {
    let desk = Desk::with_the_example();
    desk.change(
        "extract/census.xml",
        "</Header>",
        "</Header><!DOCTYPE x [<!ENTITY y \"z\">]>",
    );

    desk.sightline("import extract/census.xml").refused();
}

#[test]
fn a_row_too_short_or_too_long_is_taken_and_said_to_be_doubtful() {
    let desk = Desk::with_the_example();
    let reviews = desk.text("extract/reviews.csv");
    let rows = "X1017,30/07/2012\nX1017,30/07/2012,01/07/2025,PN1,one,two\n";
    desk.write("extract/reviews.csv", format!("{reviews}{rows}"));

    let report = desk.sightline("import extract --format json");

    accounts_for_everything(&report.done().json());
    let last = reviews.lines().count();
    desk.sightline("set-aside").done().saying(&[
        &format!("extract/reviews.csv:{}", last + 1),
        "The row has 2 fields where its header has 4",
        &format!("extract/reviews.csv:{}", last + 2),
        "The row has 6 fields where its header has 4",
    ]);
}

#[test]
fn the_same_row_twice_is_taken_once_and_named() {
    let desk = Desk::with_the_example();
    let reviews = desk.text("extract/reviews.csv");
    let row = "X1017,30/07/2012,10/06/2025,PN1\n";
    assert!(reviews.contains(row));
    desk.write("extract/reviews.csv", format!("{reviews}{row}"));

    let report = desk.sightline("import extract --format json");

    accounts_for_everything(&report.done().json());
    let aside = desk.sightline("set-aside --child X1017").done();
    aside.saying(&["The same stands in this extract already, at line"]);
    let days = desk.duties(THE_DAY_AFTER, "--child X1017 --clock cla-review-subsequent");
    assert_eq!(days.len(), 2);
}

#[test]
fn what_stands_in_an_extract_cannot_move_the_cursor() {
    let desk = Desk::with_the_example();
    let reviews = desk.text("extract/reviews.csv");
    let row = "X1017,30/07/2012,11/06/2025,\"\u{1b}[31mPN1\nX1018 is safe\"\n";
    desk.write("extract/reviews.csv", format!("{reviews}{row}"));
    desk.sightline("import extract").done();

    for words in [
        "set-aside",
        "timeline X1017",
        "child X1017",
        "duties --child X1017",
    ] {
        let shown = desk.sightline(words).done();

        assert!(!shown.out.contains('\u{1b}'), "{shown:#?}");
        assert!(!shown.out.contains("\nX1018 is safe"), "{shown:#?}");
    }
    desk.sightline("set-aside")
        .done()
        .saying(&["\\u{1b}[31mPN1"]);
}
