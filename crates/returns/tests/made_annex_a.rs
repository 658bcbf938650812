//! The lists for inspectors are made from the record itself.

mod a_file;
mod the_book;

use a_file::File;
use jiff::civil::{Date, date};
use practice::Value;
use returns::made::annex_a::{Asked, adopter, rows};
use returns::made::{AsRecorded, LeftOut};
use returns::read::annex_a::Row;

const ON: Date = date(2026, 11, 20);

fn made(file: &File) -> Result<Vec<Row>, LeftOut> {
    let asked = Asked {
        on: ON,
        names: &AsRecorded,
        places: None,
    };
    rows("A1", &file.0, asked)
}

/// The rows of a list, each as the texts of these columns.
fn texts(rows: &[Row], list: u8, columns: &[&str]) -> Vec<Vec<String>> {
    let own = rows.iter().filter(|row| row.list == list);
    own.map(|row| {
        columns
            .iter()
            .map(|column| row.get(column).to_string())
            .collect()
    })
    .collect()
}

/// A child who was referred in June, assessed, and is on a child protection plan.
fn protected() -> File {
    let mut file = File::of_a_child();
    let referral = [("source", "6"), ("primary_need", "N1")];
    let referral = file.on("2026-06-02", "referral", &referral).to_string();
    let of = ("referral", referral.as_str());
    let started = file
        .on("2026-06-03", "assessment-started", &[of])
        .to_string();
    file.on(
        "2026-07-10",
        "assessment-authorised",
        &[of, ("assessment", &started)],
    );
    let held = [of, ("outcome", "section-47-enquiry")];
    let enquiry = file
        .on("2026-06-20", "strategy-discussion", &held)
        .to_string();
    file.on(
        "2026-07-09",
        "initial-conference",
        &[of, ("enquiry", &enquiry)],
    );
    let plan = [of, ("category", "NEG"), ("latest_category", "EMO")];
    let plan = file.on("2026-07-09", "protection-plan-started", &plan);
    file.set(plan, "previous_plans", Value::Number(0));
    let plan = plan.to_string();
    let visit = file.on("2026-11-12", "plan-visit", &[("plan", &plan)]);
    file.set(visit, "child_seen", Value::YesNo(true));
    file.set(visit, "alone", Value::YesNo(true));
    let allocated = file.on(
        "2026-06-05",
        "social-worker-allocated",
        &[("worker", "Ada Brook")],
    );
    let team = [("allocation", allocated.to_string())];
    let team = [(team[0].0, team[0].1.as_str()), ("team", "North")];
    file.on("2026-06-05", "allocation-details", &team);
    file
}

#[test]
fn a_child_on_a_plan_stands_on_every_list_that_is_about_them() {
    let rows = made(&protected()).unwrap();

    let lists: Vec<u8> = rows.iter().map(|row| row.list).collect();
    assert_eq!(lists, [3, 4, 5, 6, 7]);
    let who = ["Child Unique ID", "Gender", "Ethnicity", "Age"];
    for list in lists {
        let told = texts(&rows, list, &who);
        assert_eq!(told, [["A1", "b) Female", "a) WBRI", "14"]], "list {list}");
    }
    let disability = ["Does the Child have a Disability"];
    assert_eq!(texts(&rows, 7, &disability), [["b) No"]]);
    let columns = [
        "Date of Referral",
        "Referral Source",
        "Referral NFA?",
        "Allocated Team",
        "Allocated Worker",
    ];
    let told = texts(&rows, 3, &columns);
    assert_eq!(
        told,
        [["02/06/2026", "q) 6: Police", "b) No", "North", "Ada Brook"]]
    );
    let columns = [
        "Was an Initial Child Protection Conference deemed unnecessary?",
        "Date of Initial Child Protection Conference",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        "Number of Section 47 Enquiries in the last 12 months",
    ];
    assert_eq!(
        texts(&rows, 5, &columns),
        [["b) No", "09/07/2026", "a) Yes", "1"]]
    );
    let columns = [
        "Case Status",
        "Date Child Was Last Seen",
        "CIN Closure Date",
    ];
    assert_eq!(
        texts(&rows, 6, &columns),
        [["b) Child Protection plan", "12/11/2026", ""]]
    );
    let columns = [
        "Initial Category of Abuse",
        "Latest Category of Abuse",
        "Was the Child Seen Alone?",
    ];
    assert_eq!(
        texts(&rows, 7, &columns),
        [["a) Neglect", "d) Emotional abuse", "a) Yes"]]
    );
}

#[test]
fn a_child_in_care_has_one_row_of_the_latest_period() {
    let mut file = protected();
    let care = [
        ("reason", "S"),
        ("legal_status", "V2"),
        ("category_of_need", "N1"),
        ("placement", "U6"),
        ("placement_provider", "PR4"),
        ("placement_postcode", "WX2 2BB"),
    ];
    let first = file
        .on("2025-03-01", "care-episode-started", &care)
        .to_string();
    file.on(
        "2026-08-01",
        "care-episode-ceased",
        &[("episode", &first), ("reason", "X1")],
    );
    let order = [("reason", "L"), ("legal_status", "C1")];
    file.on("2026-08-01", "care-episode-started", &order);
    file.on("2026-09-09", "missing-episode-started", &[("kind", "M")]);

    let rows = made(&file).unwrap();

    let columns = [
        "Date Started to be Looked After",
        "Child's Legal Status",
        "Start date of current legal status",
        "Start Date of Most Recent Placement",
        "Placement Type",
        "Number of Placements in the Last 12 months",
        "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
    ];
    assert_eq!(
        texts(&rows, 8, &columns),
        [[
            "01/03/2025",
            "C1: ICO",
            "01/08/2026",
            "01/03/2025",
            "f) U6: Foster placement - not FFA",
            "1",
            "1"
        ]]
    );
    assert_eq!(
        texts(&rows, 6, &["Case Status"]),
        [["a) Looked after child"]]
    );
}

#[test]
fn what_came_after_the_day_of_the_inspection_is_not_there() {
    let mut file = protected();
    let plan = file
        .0
        .iter()
        .find(|fact| fact.kind == "protection-plan-started")
        .unwrap();
    let (plan, referral) = (
        plan.id.to_string(),
        plan.text("referral").unwrap().to_owned(),
    );
    file.on(
        "2026-11-21",
        "protection-plan-ended",
        &[("plan", &plan), ("referral", &referral)],
    );
    file.on("2026-11-22", "contact", &[("source", "6")]);

    let rows = made(&file).unwrap();

    assert!(texts(&rows, 1, &["Date of Contact"]).is_empty());
    assert_eq!(texts(&rows, 7, &["Child Protection Plan End Date"]), [[""]]);
}

#[test]
fn whom_no_list_is_about_is_on_none() {
    let mut file = File::of_a_child();
    let referral = file
        .on("2024-06-02", "referral", &[("source", "6")])
        .to_string();
    file.on(
        "2024-07-01",
        "case-closed",
        &[("referral", &referral), ("reason", "RC7")],
    );
    assert_eq!(made(&file), Err(LeftOut::NothingForInspectors));
}

#[test]
fn an_adopter_stands_on_the_last_list() {
    let mut file = File::default();
    let registered = file.on("2026-01-05", "adopter-registered", &[]).to_string();
    let of = ("registration", registered.as_str());
    file.on("2026-03-01", "adopter-stage-one-decision", &[of]);
    let decided = file.on("2026-07-01", "adopter-suitability-decision", &[of]);
    file.set(decided, "suitable", Value::YesNo(true));

    let row = adopter("P1", &file.0, ON).unwrap();

    let columns = [
        "Individual adopter identifier",
        "Date Stage 1 ended",
        "Date application approved",
        "Gender",
    ];
    assert_eq!(
        texts(&[row], 11, &columns),
        [["P1", "01/03/2026", "01/07/2026", ""]]
    );
    assert!(adopter("A1", &File::of_a_child().0, ON).is_none());
}
