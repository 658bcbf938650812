//! What is filled in from the file where a record is begun (LE-1).

use practice::Book;

const LOCAL: &str = "[local]\ntitle = \"Anytown\"\nedition = \"2026-05\"\n";

fn laid(drawn: &str) -> Result<Book, practice::book::Problems> {
    let own = format!("{LOCAL}\n{drawn}");
    let own = [("own.toml", own.as_str())];
    Book::read_under(practice::book::ENGLAND.iter().copied(), own)
}

#[test]
fn le_1_an_authority_lays_its_own_handover_over_the_books() {
    let own = laid("[drawn.handover.risks]\nsections = [\"risks\"]\n").expect("it is laid over");

    let drawn = own.drawn.get("handover").expect("a handover is filled in");
    assert_eq!(drawn.len(), 1);
    assert_eq!(drawn["risks"].sections, ["risks"]);
}

#[test]
fn what_is_filled_in_names_a_text_of_a_record_and_what_the_file_has() {
    for (drawn, says) in [
        (
            "[drawn.handovers.risks]\nowed_in = 7\n",
            "\"handovers\" is no record type",
        ),
        (
            "[drawn.handover.made_on]\nowed_in = 7\n",
            "no narrative \"made_on\"",
        ),
        (
            "[drawn.handover.risks]\nsections = [\"risk\"]\n",
            "\"risk\" is no section",
        ),
        (
            "[drawn.handover.risks]\nrecords = [\"rsik\"]\n",
            "\"rsik\" is no record type",
        ),
        ("[drawn.handover.risks]\n", "needs `sections`"),
        (
            "[drawn.worker-away.until]\nowed_in = 7\n",
            "is not about a child",
        ),
    ] {
        let problems = laid(drawn).expect_err(drawn).to_string();
        assert!(problems.contains(says), "{drawn}: {problems}");
    }
}
