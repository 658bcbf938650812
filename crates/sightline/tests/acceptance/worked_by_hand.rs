//! The duties of sixteen children of the shared samples, as worked out by hand from the
//! file and the practice book. `tests/worked` holds them, with how each was worked out, and
//! in `clocks.txt` the clocks for which it was: of these every duty is compared, and what
//! the book owes by another clock is not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::harness::{Desk, copy, samples, text};

/// One child of one sample.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Worked {
    sample: String,
    child: String,
    asked: Vec<Asked>,
}

/// What is owed as at a day, in lines.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    as_at: String,
    duties: String,
}

/// Clock and start tell a duty of one child from the others.
type Duties = BTreeMap<(String, String), Vec<String>>;

/// Reads lines of clock, started, due, plan by, state, met, days over.
fn lines(text: &str) -> Duties {
    let mut duties = Duties::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        let [clock, started, rest @ ..] = words.as_slice() else {
            panic!("a line of seven: {line}");
        };
        assert_eq!(rest.len(), 5, "a line of seven: {line}");
        let before = duties.insert((clock.clone(), started.clone()), rest.to_vec());
        assert!(before.is_none(), "it stands once: {line}");
    }
    duties
}

/// The same of what the program answers.
fn answered(duties: &[Value], clocks: &BTreeSet<String>) -> Duties {
    let mut answered = Duties::new();
    for duty in duties {
        let key = (
            text(duty, "clock").to_owned(),
            text(duty, "started_at").to_owned(),
        );
        let day = |field: &str| duty[field].as_str().unwrap_or("-");
        let met = day("met_at");
        let over = match duty["days_over"].as_i64().expect("a number") {
            0 => "-".to_owned(),
            days => days.to_string(),
        };
        let rest = [day("due"), day("plan_by"), text(duty, "state"), met, &over];
        if !clocks.contains(&key.0) {
            continue;
        }
        let before = answered.insert(key, rest.map(str::to_owned).to_vec());
        assert!(before.is_none(), "once by clock and start: {duty}");
    }
    answered
}

/// Imports a sample alone, and compares all duties of each of its worked children.
fn come_out(sample: &str, children: usize) {
    let Some(samples) = samples() else { return };
    let worked: Vec<Worked> = all()
        .into_iter()
        .filter(|one| one.sample == sample)
        .collect();
    assert_eq!(worked.len(), children, "children worked of {sample}");
    let desk = Desk::new();
    let source = samples.join(sample);
    if source.is_dir() {
        copy(&source, &desk.path("extract"));
        fs::remove_file(desk.path("extract/fake_903.xml")).expect("a return of its own");
    } else {
        desk.write("extract/one.xml", fs::read(&source).expect("the sample"));
    }
    desk.sightline("import extract").done();
    let clocks = clocks();
    let mut wrong = Vec::new();
    for Worked { child, asked, .. } in &worked {
        for Asked { as_at, duties } in asked {
            let expected = lines(duties);
            for (clock, _) in expected.keys() {
                assert!(clocks.contains(clock), "{clock} stands in clocks.txt");
            }
            let found = answered(
                &desk.duties(as_at, &format!("--all --child {child}")),
                &clocks,
            );
            let keys: BTreeSet<_> = expected.keys().chain(found.keys()).collect();
            for key in keys {
                let (hand, program) = (expected.get(key), found.get(key));
                if hand != program {
                    wrong.push(format!("{child} as at {as_at}, {key:?}:\n  expected {hand:?}\n  found    {program:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/worked")
}

/// The clocks whose duties were worked out.
fn clocks() -> BTreeSet<String> {
    let clocks = fs::read_to_string(folder().join("clocks.txt")).expect("the clocks");
    clocks.lines().map(str::to_owned).collect()
}

fn all() -> Vec<Worked> {
    let files = fs::read_dir(folder()).expect("the worked cases");
    let paths = files.map(|entry| entry.expect("an entry").path());
    paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a worked case");
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        })
        .collect()
}

#[test]
fn three_children_of_the_large_census() {
    come_out("cin/fake_CIN_data.xml", 3);
}

#[test]
fn a_child_of_the_small_census() {
    come_out("cin/CIN2rows.xml", 1);
}

#[test]
fn two_children_of_the_census_with_pre_proceedings() {
    come_out("cin/CIN_Census_2026.xml", 2);
}

#[test]
fn ten_children_of_the_looked_after_return() {
    come_out("ssda903", 10);
}

#[test]
fn a_child_of_the_looked_after_return_in_xml() {
    come_out("ssda903/fake_903.xml", 1);
}
