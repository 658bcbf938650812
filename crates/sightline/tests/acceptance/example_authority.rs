//! Somebody wants to look at the program at work, without a child of their own in it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

use super::harness::Desk;

fn demo(desk: &Desk, more: &str) -> String {
    format!("demo --scale tiny --data {} {more}", desk.record())
}

#[test]
fn an_authority_is_made_with_somebody_of_each_role_to_sign_in_as() {
    // Given an empty folder
    let desk = Desk::new();

    // When the example authority is made
    let made = desk.sightline(&demo(&desk, "--format json")).done().json();

    // Then there are people to sign in as, and the record holds
    let roles: Vec<&str> = (made["sign_ins"].as_array().expect("people").iter())
        .map(|one| one["role"].as_str().expect("a role"))
        .collect();
    for role in [
        "social-worker",
        "team-manager",
        "director",
        "reviewing-officer",
    ] {
        assert!(roles.contains(&role), "{role} among {roles:?}");
    }
    assert!(desk.entries() > 200);
    let holders = desk.sightline("worker list --format json").done().list();
    assert!(holders.len() > 20, "those who work there are known");
    // And what is owed to its children is there to be asked, of today
    let owed = desk
        .sightline("duties --state running --format json")
        .done();
    assert!(!owed.list().is_empty());

    // When the same is asked for again
    let again = desk.sightline(&demo(&desk, "")).done();

    // Then it is used as it is
    assert!(again.out.contains("already"), "{}", again.out);
    assert_eq!(again.out.matches("social-worker").count(), 1);

    // When another is asked for in its place
    let other = desk.sightline(&demo(&desk, "--seed 2"));

    // Then it is refused, and says why
    assert_eq!(other.code, Some(2));
    assert!(other.err.contains("seed 1 and not 2"), "{}", other.err);
}

#[test]
fn no_example_authority_takes_the_place_of_another_record() {
    // Given a record with an extract in it
    let desk = Desk::with_the_example_imported();
    let before = desk.entries();

    // When an example authority is asked for in its place
    let refused = desk.sightline(&demo(&desk, ""));

    // Then it is refused, and nothing is written
    assert_eq!(refused.code, Some(2));
    assert!(
        refused.err.contains("name another place"),
        "{}",
        refused.err
    );
    assert_eq!(desk.entries(), before);
}

#[test]
fn its_pages_are_served_as_soon_as_it_is_made_and_name_who_can_sign_in() {
    // Given an example authority that is made to be looked at
    let desk = Desk::new();
    let mut program = desk.start(&demo(&desk, "--listen 127.0.0.1:0"));
    let out = BufReader::new(program.stdout.take().expect("its output"));
    let mut said = Vec::new();
    let address = out.lines().map_while(Result::ok).find_map(|line| {
        let address = line.strip_prefix("Serving on http://").map(str::to_owned);
        said.push(line);
        address
    });

    // When the page to sign in at is asked for
    let page = address.map(|address| {
        let mut asked = TcpStream::connect(&address).expect("it answers");
        let request =
            format!("GET /sign-in HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        asked.write_all(request.as_bytes()).expect("it is asked");
        let mut page = String::new();
        asked.read_to_string(&mut page).expect("a page");
        page
    });
    program.kill().expect("it is ended");
    program.wait().expect("it has ended");

    // Then it shows the people whom the command printed
    let page = page.unwrap_or_else(|| panic!("it was not served: {said:?}"));
    let director = said.iter().find(|line| line.trim().ends_with("director"));
    let director = director.and_then(|line| line.split_whitespace().next());
    assert!(page.contains(director.expect("a director")), "{page}");
}
