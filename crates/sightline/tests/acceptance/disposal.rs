//! A child's file whose time to be kept has run out: gone for ever, by two people, for a
//! reason, and with a certificate.

use std::fs;

use super::harness::{Desk, Ran, THE_DAY_AFTER, example, number, text};

/// The child of these tests, and the date of birth, as the read model keeps it.
pub const CHILD: &str = "X1018";
pub const BORN: &str = "2011-12-08";

/// Disposes of the child's file, with an argument in place of another.
pub fn dispose(desk: &Desk, instead: (&str, &str)) -> Ran {
    let words = format!(
        "dispose --child {CHILD} --reason Kept-until-the-25th-birthday --by A.Archer --approved-by B.Bowyer --certificate certificate.txt"
    );
    assert!(words.contains(instead.0));
    desk.sightline(&words.replacen(instead.0, instead.1, 1))
}

/// The record's own identifier of the child's file.
pub fn file_of(desk: &Desk, child: &str) -> String {
    let json = desk.sightline(&format!("child {child} --format json"));
    text(&json.done().json(), "file").to_owned()
}

#[test]
fn a_disposed_file_is_gone_and_the_record_says_when_and_by_whose_decision() {
    let desk = Desk::with_the_example_imported();
    let file = file_of(&desk, CHILD);
    let before = desk.entries();

    dispose(&desk, ("", "")).done();

    assert_eq!(desk.entries(), before + 1);
    let certificate = desk.text("certificate.txt");
    let says = [
        &file,
        "A.Archer",
        "B.Bowyer",
        "Kept-until-the-25th-birthday",
    ];
    for words in says {
        assert!(certificate.contains(words), "{words}: {certificate}");
    }
    assert!(!certificate.contains(CHILD) && !certificate.contains(BORN));
    let head = desk.sightline("head show --format json").done().json();
    assert!(certificate.contains(text(&head, "seal")));
    assert!(certificate.contains(&format!("Entry        {}", before + 1)));
    for words in ["child", "timeline", "duties --child"] {
        desk.sightline(&format!("{words} {CHILD}"))
            .refused()
            .saying(&["no child in this record has the identifier"]);
        desk.sightline(&format!("{words} {file}"))
            .refused()
            .saying(&[
                "was disposed of on",
                "Kept-until-the-25th-birthday",
                "decided by A.Archer, approved by B.Bowyer",
            ]);
    }
    let duties = desk.duties(THE_DAY_AFTER, "");
    assert!(!duties.is_empty() && duties.iter().all(|duty| duty["child"] != CHILD));
    desk.sightline("doctor").done();
}

#[test]
fn it_takes_two_people_a_reason_and_no_name_of_the_child() {
    let desk = Desk::with_the_example_imported();
    let before = desk.entries();
    let refusals = [
        ("--by A.Archer", "--by B.Bowyer", "it takes two people"),
        ("--by A.Archer", "--by b.bowyer", "it takes two people"),
        (
            "Kept-until-the-25th-birthday",
            "X1018-is-25",
            "leave it out",
        ),
        ("--child X1018", "--child X9999", "no child in this record"),
    ];
    for (one, other, why) in refusals {
        dispose(&desk, (one, other)).refused().saying(&[why]);
    }
    for missing in [
        "--reason Kept-until-the-25th-birthday",
        "--by A.Archer",
        "--approved-by B.Bowyer",
        "--certificate certificate.txt",
    ] {
        dispose(&desk, (missing, ""))
            .refused()
            .saying(&["required"]);
    }
    desk.write("certificate.txt", "another");
    dispose(&desk, ("", ""))
        .refused()
        .saying(&["not written over"]);

    assert_eq!(desk.entries(), before);
    assert_eq!(desk.text("certificate.txt"), "another");
    file_of(&desk, CHILD);
}

#[test]
fn an_extract_that_names_the_child_later_begins_a_new_file() {
    let desk = Desk::with_the_example_imported();
    let old = file_of(&desk, CHILD);
    dispose(&desk, ("", "")).done();

    let again = desk.sightline("import extract --format json").done().json();

    let new: u64 = (again["extracts"].as_array().expect("extracts").iter())
        .map(|extract| number(extract, "new_children"))
        .sum();
    assert_eq!(new, 1);
    assert_ne!(file_of(&desk, CHILD), old);
    desk.sightline(&format!("child {old}"))
        .refused()
        .saying(&["was disposed of"]);
    desk.entries();
}

#[test]
fn what_was_set_aside_elsewhere_and_names_the_child_is_withdrawn() {
    // The same identifier, with another date of birth: not certain whose row it is.
    let desk = Desk::with_the_example_imported();
    let header = fs::read_to_string(example().join("header.csv")).expect("a header");
    let other = header.replace(
        &format!("{CHILD},F,08/12/2011"),
        &format!("{CHILD},F,09/12/2011"),
    );
    assert_ne!(header, other);
    desk.write("extract/header.csv", other);
    desk.sightline("import extract").done();
    let aside = || desk.sightline("set-aside --format json").done().out;
    assert!(aside().contains(CHILD));

    let disposed = dispose(&desk, ("", "")).done();

    disposed.saying(&["1 value set aside named the child and was withdrawn"]);
    assert!(!aside().contains(CHILD));
    desk.sightline("rebuild").done();
    assert!(!aside().contains(CHILD), "rebuilt");
    for bytes in [CHILD.as_bytes(), b"2011-12-09"] {
        assert_eq!(desk.files_that_hold(bytes), Vec::<String>::new());
    }
    desk.entries();
}

#[test]
fn re_2_a_key_that_went_without_a_disposal_or_came_back_after_one_is_evident() {
    let desk = Desk::with_the_example_imported();
    let owner = file_of(&desk, CHILD);
    let its = format!("from owner_key where owner = {}", desk.quoted(&owner));
    let keep = format!("create table kept as select * {its}");
    desk.behind_each(&keep, &keep);
    desk.changed_behind(&format!("delete {its}"));

    let gone = desk.sightline("verify").does_not_hold();

    gone.saying(&["was taken away, and no disposal is recorded", &owner]);
    desk.changed_behind("insert into owner_key select * from kept");
    desk.sightline("verify").done();
    dispose(&desk, ("", "")).done();
    desk.changed_behind("insert into owner_key select * from kept");
    let back = desk.sightline("verify --format json").does_not_hold();
    back.saying(&["was disposed of, and has a key again", &owner]);
}
