//! LE-14: the record handed on as a Standard Safeguarding Dataset, and taken from one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use returns::read::ssd::{Role, Table};
use rusqlite::Connection;
use serde_json::Value;

use super::harness::{Desk, Ran, accounts_for_everything, copy, number, samples, sum, text};

/// The files of a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).expect("a folder");
    files
        .map(|file| {
            let path = file.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), fs::read(&path).expect("it can be read"))
        })
        .collect()
}

/// The example, exported into `given`.
fn the_example_exported() -> Desk {
    let desk = Desk::with_the_example_imported();
    desk.sightline("export-ssd given").done();
    desk
}

/// What was set aside, as `table, column, value, reason`.
fn set_aside(desk: &Desk) -> Vec<Value> {
    desk.sightline("set-aside --format json").done().list()
}

#[test]
fn le_14_an_export_taken_into_an_empty_record_and_exported_again_is_the_same_bytes() {
    let desk = the_example_exported();
    let second = desk.elsewhere("second");

    let report = desk.sightline_at(&second, "import given --format json");
    desk.sightline_at(&second, "export-ssd again").done();

    accounts_for_everything(&report.done().json());
    let (given, again) = (files(&desk.path("given")), files(&desk.path("again")));
    assert_eq!(given.len(), 48);
    let differ: Vec<&String> = (given.iter())
        .filter(|(name, bytes)| again.get(*name) != Some(bytes))
        .map(|(name, _)| name)
        .collect();
    assert!(differ.is_empty(), "{differ:?}");
}

#[test]
fn le_14_as_one_database_it_is_the_same_bytes_too() {
    let desk = Desk::with_the_example_imported();
    let second = desk.elsewhere("second");
    desk.sightline("export-ssd given.sqlite").done();

    desk.sightline_at(&second, "import given.sqlite").done();
    desk.sightline_at(&second, "export-ssd again.sqlite").done();

    let read = |name: &str| fs::read(desk.path(name)).expect("a database");
    assert!(read("given.sqlite") == read("again.sqlite"));
}

/// Leaves of each table the children whose identifier ends with a 7: a tenth of them.
fn leave_a_tenth(folder: &Path) {
    for (name, bytes) in files(folder) {
        if Path::new(&name).extension().is_some_and(|of| of == "csv") {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let mut lines = text.lines();
            let first = lines.next().unwrap_or_default();
            let left =
                lines.filter(|line| line.split(',').next().is_some_and(|id| id.ends_with('7')));
            let left: Vec<&str> = std::iter::once(first).chain(left).collect();
            fs::write(folder.join(name), left.join("\n")).expect("it is written");
        }
    }
}

#[test]
fn le_14_the_samples_are_handed_on_whole() {
    let Some(samples) = samples() else { return };
    let desk = Desk::new();
    for folder in ["cin", "ssda903"] {
        copy(&samples.join(folder), &desk.path(folder));
    }
    let second = desk.elsewhere("second");
    leave_a_tenth(&desk.path("ssda903"));
    desk.sightline("import cin ssda903").done();
    desk.sightline("export-ssd given").done();

    let report = desk.sightline_at(&second, "import given --format json");
    desk.sightline_at(&second, "export-ssd again").done();

    let report = report.done().json();
    accounts_for_everything(&report);
    assert!(sum(&report, "new_children") > 500);
    assert_eq!(sum(&report, "newly_set_aside"), 0);
    assert!(files(&desk.path("given")) == files(&desk.path("again")));
}

#[test]
fn every_key_of_an_exported_dataset_leads_to_a_row() {
    let desk = Desk::with_the_example_imported();

    desk.sightline("export-ssd given.sqlite").done();

    let database = Connection::open(desk.path("given.sqlite")).expect("a database");
    let mut followed = 0;
    for table in Table::ALL {
        for column in table.columns {
            let to = match column.role {
                Role::Of(other) => Table::named(other).expect("a table").1,
                Role::Person => Table::ALL[0],
                Role::Plain => continue,
            };
            let lost = format!(
                "select count(*), count(case when {column} not in (select {key} from {other}) then 1 end) from {table} where {column} is not null",
                column = column.name,
                table = table.name,
                key = to.key[0],
                other = to.name,
            );
            let (keys, lost): (i64, i64) = database
                .query_row(&lost, [], |row| Ok((row.get(0)?, row.get(1)?)))
                .expect("an answer");
            assert_eq!(lost, 0, "{}.{}", table.name, column.name);
            followed += keys;
        }
    }
    assert!(followed > 200, "{followed} keys were followed");
}

#[test]
fn le_14_the_same_is_owed_to_the_same_children_after_the_move() {
    let desk = the_example_exported();
    let second = desk.elsewhere("second");
    desk.sightline_at(&second, "import given --whole-from 2025-04-01")
        .done();
    let clocks = [
        "assessment-45wd",
        "icpc-15wd",
        "rcpc-first",
        "rcpc-subsequent",
        "cla-review-first",
        "cla-review-second",
        "cla-review-subsequent",
    ];
    let asked = "duties --format json --as-at 2026-04-01";
    let owed = |ran: Ran| -> BTreeSet<String> {
        let all = ran.done().list();
        let of_clocks = all
            .iter()
            .filter(|duty| clocks.contains(&text(duty, "clock")));
        of_clocks
            .map(|duty| {
                let said = ["child", "clock", "started_at", "due", "state"];
                said.map(|field| text(duty, field)).join(" ")
            })
            .collect()
    };

    let (before, after) = (
        owed(desk.sightline(asked)),
        owed(desk.sightline_at(&second, asked)),
    );

    assert!(before.len() > 25, "{}", before.len());
    assert_eq!(before, after);
}

#[test]
fn what_a_dataset_does_not_tell_is_not_called_late_unless_it_is_said_to_be_whole() {
    let desk = the_example_exported();
    let second = desk.elsewhere("second");
    let third = desk.elsewhere("third");

    desk.sightline_at(&second, "import given").done();

    let late = desk.sightline_at(
        &second,
        "duties --state overdue --as-at 2026-04-01 --format json",
    );
    assert_eq!(late.done().list(), Vec::<Value>::new());
    desk.sightline_at(&third, "import given --whole-from 2027-01-01")
        .refused()
        .saying(&["it cannot be whole from 2027-01-01"]);
}

#[test]
fn reading_a_dataset_again_adds_nothing() {
    let desk = the_example_exported();
    let second = desk.elsewhere("second");
    desk.sightline_at(&second, "import given").done();
    let before = desk.sightline_at(&second, "verify --format json").json();

    let report = desk.sightline_at(&second, "import given --format json");

    let report = report.done().json();
    assert_eq!(sum(&report, "added") + sum(&report, "corrected"), 0);
    let after = desk.sightline_at(&second, "verify --format json").json();
    assert_eq!(before, after);
}

#[test]
fn a_dataset_laid_beside_the_census_that_it_came_from_repeats_none_of_its_referrals() {
    let desk = the_example_exported();
    let referrals = |desk: &Desk| {
        let child = desk.sightline("child X1001 --format json").done().json();
        let timeline = child["timeline"].as_array().expect("a timeline").clone();
        let kinds = timeline.iter().filter(|one| one["kind"] == "referral");
        kinds.count()
    };
    let before = referrals(&desk);

    desk.sightline("import given").done();

    assert!(before > 0);
    assert_eq!(referrals(&desk), before);
}

#[test]
fn what_the_dataset_has_no_place_for_is_named_with_how_much_of_it_there_is() {
    let desk = Desk::with_the_example_imported();

    let said = desk
        .sightline("export-ssd given --format json")
        .done()
        .json();

    let left = said["not_in_the_dataset"].as_array().expect("a list");
    let of = |kind: &str| left.iter().find(|one| one["record"] == kind).expect(kind);
    assert_eq!(number(of("assessment-internal-review"), "records"), 10);
    assert_eq!(of("protection-plan-started")["fields"]["previous_plans"], 4);
    assert_eq!(number(&said, "children"), 26);
    let told = desk.sightline("export-ssd given-again").done();
    told.saying(&["no place for this", "Internal review of an assessment"]);
}

#[test]
fn what_does_not_fit_is_set_aside_with_its_place_and_the_rest_is_taken() {
    let desk = Desk::new();
    desk.write(
        "given/persons.csv",
        "pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob,pers_ethnicity,pers_gender,pers_common_child_id,shoe_size\n\
         P1,Ada,Example,F,2015-02-31,WBRI,,,31\n\
         P1,Ada,Twice,F,2015-02-03,WBRI,,,\n\
         P2,Ben,Example,X,2016-01-01,WBRI,,,\n",
    );
    desk.write(
        "given/episodes.csv",
        "cine_referral_id,cine_person_id,cine_referral_date,cine_cin_primary_need_code,cine_referral_source_code,cine_referral_nfa\n\
         R1,P1,2025-05-01,N1,1A,maybe\n\
         ,P1,2025-06-01,N1,1A,N\n\
         R3,NOBODY,2025-06-01,N1,1A,N\n",
    );
    desk.write(
        "given/assessments.csv",
        "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,cina_assessment_auth_date\n\
         A1,P1,R9,2025-05-02,2025-06-02\n",
    );

    let report = desk.sightline("import given --format json").done().json();

    accounts_for_everything(&report);
    let aside = set_aside(&desk);
    let reason = |table: &str, column: &str| {
        let found = (aside.iter()).find(|one| one["table"] == table && one["column"] == column);
        let found = found.unwrap_or_else(|| panic!("{table}.{column} in {aside:#?}"));
        format!("{} {}", found["line"], text(found, "reason"))
    };
    assert!(reason("ssd_person", "pers_dob").starts_with("2 \"2015-02-31\" is not a day"));
    assert!(reason("ssd_person", "").contains("stands already on line 2"));
    assert!(reason("ssd_person", "pers_sex").contains("not a code of this list: Sex"));
    assert!(reason("ssd_person", "shoe_size").contains("no such column"));
    assert!(reason("ssd_cin_episodes", "cine_referral_nfa").contains("neither Y nor N"));
    assert!(reason("ssd_cin_assessments", "cina_referral_id").contains("no such row"));
    let rows: Vec<&str> = (aside.iter())
        .filter(|one| one["table"] == "ssd_cin_episodes" && one["column"] == "")
        .map(|one| text(one, "reason"))
        .collect();
    assert_eq!(rows.len(), 2, "{rows:?}");
    let child = desk.sightline("timeline P1").done();
    child.saying(&[
        "2025-05-01  Referral",
        "2025-05-02  Assessment started",
        "2025-06-02  Assessment authorised",
    ]);
}

#[test]
fn a_row_without_its_day_is_kept_and_shown_as_what_it_is() {
    let desk = Desk::new();
    desk.write(
        "given/ssd_person.csv",
        "pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob,pers_ethnicity,pers_gender,pers_common_child_id\nP1,Ada,Example,F,2015-02-03,WBRI,,\n",
    );
    desk.write(
        "given/ssd_contacts.csv",
        "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code\nC1,P1,2025-05-01T09:30:00,1A\nC2,P1,,2A\n",
    );

    desk.sightline("import given").done();

    let timeline = desk.sightline("timeline P1").done();
    timeline.saying(&["2025-05-01  Contact", "ssd_contacts, row C2"]);
    desk.sightline("export-ssd again").done();
    let contacts = desk.text("again/ssd_contacts.csv");
    assert!(
        contacts.contains("C1,P1,2025-05-01T09:30:00,1A,,\nC2,P1,,2A,,\n"),
        "{contacts}"
    );
}

#[test]
fn nothing_is_written_over_and_what_is_no_dataset_is_refused() {
    let desk = the_example_exported();
    let second = desk.elsewhere("second");
    desk.sightline("export-ssd given")
        .refused()
        .saying(&["there already"]);
    desk.write("given/copy.csv", desk.text("given/ssd_contacts.csv"));
    desk.sightline_at(&second, "import given")
        .refused()
        .saying(&["copy.csv", "ssd_contacts"]);
    let other = Connection::open(desk.path("other.sqlite")).expect("a database");
    (other.execute("create table other (id text)", [])).expect("a table");
    desk.sightline("import other.sqlite")
        .refused()
        .saying(&["none of its tables is one of the Standard Safeguarding Dataset"]);
}
