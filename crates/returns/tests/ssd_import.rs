//! What a dataset says stands in the records that it is about, and not apart from them.

mod dataset;
#[path = "dataset/random.rs"]
mod random;

use std::collections::BTreeMap;

use dataset::{File, batch, row};
use record::kinds::{DATASET_ROW, REST};

#[test]
fn a_well_formed_row_is_held_by_records_and_nothing_of_it_stands_apart() {
    let taken = batch("A1", &random::full("A1"));

    let apart: BTreeMap<String, String> = (taken.proposed.iter())
        .filter(|one| one.kind == DATASET_ROW && one.fields.contains_key(REST))
        .map(|one| {
            (
                one.fields.get("table").unwrap().to_string(),
                one.fields.get(REST).unwrap().to_string(),
            )
        })
        .collect();

    // Columns without a meaning yet, and what a source sent to the Department.
    let tables: Vec<&str> = apart.keys().map(String::as_str).collect();
    let expected = ["ssd_api_data_staging", "ssd_s251_finance"];
    assert_eq!(tables, expected, "{apart:#?}");
}

#[test]
fn what_was_only_planned_or_cancelled_is_not_recorded_as_done() {
    let person = [
        ("clah_person_id", "A1"),
        ("clah_health_check_date", "2024-01-15"),
    ];
    let check = |id, status| {
        let mut given = person.to_vec();
        given.extend([
            ("clah_health_check_id", id),
            ("clah_health_check_type", "Health Assessment"),
            ("clah_health_check_status", status),
        ]);
        row("ssd_cla_health", 2, &given)
    };
    let episode = row(
        "ssd_cla_episodes",
        2,
        &[
            ("clae_cla_episode_id", "E1"),
            ("clae_person_id", "A1"),
            ("clae_cla_episode_start_date", "2024-01-01"),
            ("clae_cla_id", "C1"),
        ],
    );
    let review = row(
        "ssd_cla_reviews",
        2,
        &[
            ("clar_cla_review_id", "R1"),
            ("clar_cla_id", "C1"),
            ("clar_cla_review_date", "2024-01-20"),
            ("clar_cla_review_cancelled", "Y"),
        ],
    );

    let taken = batch(
        "A1",
        &[
            check("H1", "Completed"),
            check("H2", "Refused"),
            episode,
            review,
        ],
    );

    let kinds: Vec<&str> = taken.proposed.iter().map(|one| one.kind).collect();
    let count = |kind: &str| kinds.iter().filter(|other| **other == kind).count();
    assert_eq!(count("health-assessment"), 1, "{kinds:?}");
    assert_eq!(count("health-check"), 1, "{kinds:?}");
    assert_eq!(count("looked-after-review"), 0, "{kinds:?}");
    assert_eq!(count("review-cancelled"), 1, "{kinds:?}");
}

#[test]
fn an_episode_of_care_has_the_placement_and_the_legal_status_of_its_day() {
    let rows = [
        row(
            "ssd_cla_episodes",
            2,
            &[
                ("clae_cla_episode_id", "E1"),
                ("clae_person_id", "A1"),
                ("clae_cla_episode_start_date", "2024-02-01"),
                ("clae_cla_episode_start_reason", "S"),
            ],
        ),
        row(
            "ssd_cla_placement",
            2,
            &[
                ("clap_cla_placement_id", "P1"),
                ("clap_person_id", "A1"),
                ("clap_cla_placement_start_date", "2024-02-01"),
                ("clap_cla_placement_type", "U6"),
            ],
        ),
        row(
            "ssd_legal_status",
            2,
            &[
                ("lega_legal_status_id", "L1"),
                ("lega_person_id", "A1"),
                ("lega_legal_status", "C2"),
                ("lega_legal_status_start_date", "2024-02-01"),
            ],
        ),
    ];

    let taken = batch("A1", &rows);

    let episode = taken
        .proposed
        .iter()
        .find(|one| one.kind == "care-episode-started");
    let episode = episode.expect("an episode");
    assert_eq!(episode.fields.get("placement").unwrap().to_string(), "U6");
    assert_eq!(
        episode.fields.get("legal_status").unwrap().to_string(),
        "C2"
    );
    let mut file = File::default();
    file.take(taken);
    assert_eq!(file.project(Some("A1")).rows.len(), rows.len());
}
