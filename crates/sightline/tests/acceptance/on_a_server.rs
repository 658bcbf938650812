//! A record on a PostgreSQL server: how it is named, and what is never told.

use super::harness::Desk;

/// The address of a record of this desk alone, with a password that the server does not ask
/// for.
fn address() -> String {
    server_for_tests::fresh().replace("postgres@", "postgres:s3cret@")
}

#[test]
fn a_record_on_a_server_is_named_where_a_folder_would_be() {
    let desk = Desk::with_the_example();
    let data = address();
    let key = "--master-key the.key";

    desk.sightline(&format!("--data {data} {key} import extract --example"))
        .done();

    assert!(!desk.has("sightline-data"), "no folder is made");
    assert!(desk.has("the.key"));
    desk.sightline(&format!("--data {data} {key} verify"))
        .done()
        .saying(&["hold, from the first to the last"]);
    let settings = [
        ("SIGHTLINE_DATA", data.as_str()),
        ("SIGHTLINE_MASTER_KEY_FILE", "the.key"),
    ];
    let doctor = desk.sightline_with("doctor", &settings).done();
    doctor.saying(&[
        "server: PostgreSQL 1",
        "the connection is not encrypted",
        "synchronous_commit is on, fsync on",
        "nobody is writing",
    ]);
}

#[test]
fn the_master_key_is_asked_for_since_no_folder_holds_it() {
    let desk = Desk::with_the_example();
    let data = address();

    let ran = desk.sightline(&format!("--data {data} import extract"));

    ran.refused().saying(&["--master-key FILE"]);
}

#[test]
fn a_password_is_never_told() {
    let desk = Desk::with_the_example();
    let there = address();
    let addresses = [
        there.as_str(),
        "postgres://ann:s3cret@127.0.0.1:1/records",
        "postgres://ann:s3cret@127.0.0.1:port/records",
        "postgres://127.0.0.1:1/records?user=ann&password=s3cret&sesame=s3cret",
        "postgres://ann:s3cret@127.0.0.1/records?schema=s3cret!",
    ];
    for address in addresses {
        for words in ["doctor", "verify", "import extract", "rebuild", "--help"] {
            let ran = desk.sightline_with(words, &[("SIGHTLINE_DATA", address)]);

            let said = format!("{}{}", ran.out, ran.err);
            assert!(!said.contains("s3cret"), "{address}, {words}: {said}");
            assert!(!said.is_empty(), "{words}");
        }
    }
}

#[test]
fn a_server_that_is_not_there_and_an_address_that_is_none_are_said_to_be_so() {
    let desk = Desk::new();
    for (data, told) in [
        (
            "postgres://ann@127.0.0.1:1/records",
            "the database server of postgres://ann@127.0.0.1:1/records?schema=sightline cannot \
             be reached",
        ),
        (
            "postgres://ann@127.0.0.1/records?schema=Two%20Words",
            "lower case letters",
        ),
        ("postgres://ann@127.0.0.1:x/records", "postgres://user@host"),
    ] {
        let ran = desk.sightline(&format!("--data {data} verify"));

        ran.refused().saying(&[told]);
    }
    assert!(!desk.has("sightline-data"));
}
