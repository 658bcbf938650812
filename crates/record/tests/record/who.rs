//! Which child a row is about: nobody is taken for another.

use jiff::civil::date;
use record::ChildRow;
use record::identity::{Who, who};

use crate::given::id;

fn file(number: u64, born_on: Option<jiff::civil::Date>) -> ChildRow {
    ChildRow {
        subject: id(number),
        organisation: id(99),
        authority_id: "A1".to_owned(),
        born_on,
    }
}

#[test]
fn the_same_number_and_the_same_birth_is_the_same_child() {
    let files = [file(1, Some(date(2010, 2, 1)))];
    assert_eq!(who(Some(date(2010, 2, 1)), &files), Who::Known(&files[0]));
}

#[test]
fn a_number_that_no_file_has_is_a_new_child() {
    assert_eq!(who(Some(date(2010, 2, 1)), &[]), Who::New);
    assert_eq!(who(None, &[]), Who::New);
}

#[test]
fn the_same_number_with_another_birth_is_doubtful_and_not_guessed_at() {
    let files = [file(1, Some(date(2010, 2, 1)))];
    assert_eq!(
        who(Some(date(2010, 1, 2)), &files),
        Who::Doubtful(&files[0])
    );
}

#[test]
fn a_birth_that_one_side_does_not_give_disagrees_with_none() {
    // given a child not yet born when the file was opened
    let unborn = [file(1, None)];
    assert_eq!(who(Some(date(2026, 2, 1)), &unborn), Who::Known(&unborn[0]));
    // or an extract that does not give the date
    let born = [file(1, Some(date(2026, 2, 1)))];
    assert_eq!(who(None, &born), Who::Known(&born[0]));
}

#[test]
fn of_two_files_under_one_number_the_one_of_the_same_birth_is_meant() {
    let files = [
        file(1, Some(date(2010, 2, 1))),
        file(2, Some(date(2012, 5, 5))),
    ];
    assert_eq!(who(Some(date(2012, 5, 5)), &files), Who::Known(&files[1]));
}
