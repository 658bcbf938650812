//! Duties of every kind, as the commands print them.

use serde_json::Value;

use super::harness::{Desk, example, project, text};

/// A clock of this kind that a referral starts, and a strategy discussion of it meets.
fn clock(time: &str) -> String {
    format!(
        r#"
[clock.kind]
title  = "A duty of another kind"
area   = "front-door"
owner  = "team manager"
climbs = ["service manager"]
{time}

[[clock.kind.starts]]
on = "referral"

[clock.kind.met]
by   = ["strategy-discussion"]
same = "referral"

[[clock.kind.source]]
level     = "local"
cite      = "Made up"
confirmed = "none"

[[clock.kind.example]]
given = ["2026-03-02 referral"]
state = "running"
as_at = 2026-03-02
why   = "it runs"
"#
    )
}

/// A desk whose practice book has this clock beside those of England.
fn desk(time: &str) -> Desk {
    let desk = Desk::new();
    let mut folders = vec![project().join("practice")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the book can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                let name = path
                    .strip_prefix(project().join("practice"))
                    .expect("inside");
                let to = format!("book/{}", name.display());
                desk.write(&to, std::fs::read_to_string(&path).expect("text"));
            }
        }
    }
    desk.write("book/kind.toml", clock(time));
    desk.sightline(&format!("import {} --practice book", example().display()))
        .done();
    desk
}

fn listed(desk: &Desk) -> Vec<Value> {
    desk.sightline("duties --clock kind --as-at 2026-03-31 --format json --practice book")
        .done()
        .list()
}

#[test]
fn what_has_no_due_date_is_printed_with_null_and_its_age() {
    let desk = desk("within = \"as soon as practicable\"");

    let duties = listed(&desk);

    assert!(!duties.is_empty());
    for duty in &duties {
        assert_eq!(
            (&duty["due"], &duty["plan_by"]),
            (&Value::Null, &Value::Null)
        );
        assert_ne!(text(duty, "state"), "overdue");
        assert!(text(duty, "running_for").contains(" day"), "{duty}");
        assert_eq!(text(duty, "about"), "child");
    }
    desk.sightline("duties --clock kind --as-at 2026-03-31 --practice book")
        .done()
        .saying(&["no date, "]);
    let id = text(&duties[0], "id");
    desk.sightline(&format!("explain {id} --as-at 2026-03-31 --practice book"))
        .done()
        .saying(&["as soon as practicable, no date is set", "no date, "]);
}

#[test]
fn an_earliest_day_and_a_right_that_lapsed_are_said_as_what_they_are() {
    let desk = desk("not_before = \"10 weeks\"\ncounting = \"trigger day excluded\"");
    let states: Vec<String> = (listed(&desk).iter())
        .map(|duty| {
            assert!(
                duty["due"].is_null() && duty["earliest"].is_string(),
                "{duty}"
            );
            text(duty, "state").to_owned()
        })
        .collect();
    assert!(
        states.iter().any(|state| state == "too-early"),
        "{states:?}"
    );
    desk.write(
        "book/kind.toml",
        clock("lapses = \"5 days\"\ncounting = \"trigger day excluded\""),
    );
    desk.sightline("rebuild --practice book");
    let lapsed = desk
        .sightline(
            "duties --clock kind --state lapsed --as-at 2026-03-31 --format json --practice book",
        )
        .done()
        .list();
    assert!(
        lapsed.iter().all(|duty| duty["days_over"] == 0),
        "{lapsed:?}"
    );
}
