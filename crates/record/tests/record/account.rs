//! RE-1: whose file it is reads what was done and why, in order and in words; passages about
//! somebody else are left out with the reason, and all of them are listed.

use practice::Id;
use record::account::{Account, Reader, Wanted, account};
use record::exempt::Reason;

use crate::given::{File, book, id, typed};

const VIEWS: &str = "I like school. [[third party: Mrs Ames told me that Ben steals.]]";

/// A file with an assessment in which a passage is about somebody else.
fn file() -> (File, Id) {
    let mut file = File::default();
    let written = [
        ("written_on", "2026-10-30"),
        ("childs_views", VIEWS),
        ("outcome", "child-in-need"),
    ];
    let written = file.written("assessment-written", "2026-10-30", typed(&written), None);
    let referral = [("referred_on", "2026-10-01"), ("source", "1A")];
    file.written("referral", "2026-10-01", typed(&referral), None);
    (file, written)
}

fn made(file: &File, reader: Reader, may_read: &dyn Fn(&str) -> bool) -> Account {
    account(
        &Wanted {
            book: book(),
            reader,
            only: None,
            as_at: "2026-11-22T12:00:00Z".parse().expect("a time"),
            may_read,
            name_of: &|worker| (worker == id(9)).then(|| "Ada Example".to_owned()),
        },
        &file.folded(),
    )
}

#[test]
fn re_1_the_account_is_in_order_of_what_happened_with_questions_and_codes_in_words() {
    let (file, _) = file();

    let made = made(&file, Reader::Worker, &|_| true);

    let titles: Vec<&str> = made.items.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles, ["Referral", "Assessment written up"]);
    let answers = &made.items[1].answers;
    assert_eq!(answers[0].0, "When was it finished?", "as the form asks");
    assert_eq!(answers[0].1, "30 October 2026");
    assert!(
        answers
            .iter()
            .any(|(_, text)| text == "help as a child in need")
    );
    // Who may read the file reads everything, without the marks.
    assert_eq!(
        answers[1].1,
        "I like school. Mrs Ames told me that Ben steals."
    );
    assert!(made.withheld.is_empty());
}

#[test]
fn re_1_passages_about_somebody_else_are_left_out_and_listed_with_the_reason() {
    let (file, written) = file();

    let made = made(&file, Reader::Person, &|_| true);

    let told = format!("{:?}", made.items);
    assert!(
        !told.contains("Mrs Ames") && !told.contains("Ben"),
        "{told}"
    );
    assert_eq!(
        made.items[1].answers[1].1,
        "I like school. [withheld: about somebody else]"
    );
    assert_eq!(made.withheld.len(), 1);
    let one = &made.withheld[0];
    assert_eq!((one.entry, one.reason), (written, Reason::ThirdParty));
    assert_eq!(one.ask, "What does the child say, wish and feel?");
}

#[test]
fn re_1_what_was_corrected_stands_in_the_account_and_its_passages_are_left_out_too() {
    let (mut file, written) = file();
    let now = [
        ("written_on", "2026-10-30"),
        ("childs_views", "I like school."),
    ];
    file.written(
        "assessment-written",
        "2026-10-30",
        typed(&now),
        Some(written),
    );

    let made = made(&file, Reader::Person, &|_| true);

    assert_eq!(made.items[1].earlier.len(), 1);
    assert!(!format!("{:?}", made.items).contains("Ben"));
    assert_eq!(made.withheld.len(), 1, "of the version before");
}

#[test]
fn what_may_not_be_read_is_counted_and_a_worker_is_called_by_name() {
    let (mut file, _) = file();
    let worker = id(9).to_string();
    let broken = [("worker", worker.as_str()), ("reason", "A call at night.")];
    file.written("glass-broken", "2026-10-05", typed(&broken), None);

    let all = made(&file, Reader::Worker, &|_| true);
    let told = format!("{:?}", all.items[1].answers);
    assert!(
        told.contains("Ada Example") && !told.contains(&worker),
        "{told}"
    );

    let fewer = made(&file, Reader::Worker, &|kind| kind != "glass-broken");
    assert_eq!((fewer.items.len(), fewer.not_readable), (2, 1));
}
