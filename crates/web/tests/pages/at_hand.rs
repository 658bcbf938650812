//! Files and the workforce are kept in memory: nobody is ever shown, or allowed, what is no longer
//! so.

use axum::http::StatusCode;
use practice::Id;

use super::site::Site;
use crate::browser::Browser;

/// A child of Ada's, whose file she has opened.
struct Opened {
    site: Site,
    child: Id,
    worker: Id,
    ada: Browser,
}

async fn opened() -> Opened {
    let mut site = Site::new();
    let worker = site.worker("Ada Example", &[("social-worker", None)]);
    let child = site.child("Kofi", "Fictional", "X1");
    site.allocate(child, worker, "2026-10-01");
    let mut ada = site.signed_in("ada.example").await;
    let page = ada.get(&format!("/child/{child}")).await;
    assert!(page.words().contains("Ada Example"), "{}", page.words());
    Opened {
        site,
        child,
        worker,
        ada,
    }
}

#[tokio::test]
async fn what_is_recorded_stands_on_the_next_page() {
    // Given a file that somebody has opened
    let Opened {
        mut site,
        child,
        mut ada,
        ..
    } = opened().await;
    // When something is recorded in it
    let referral = [("referred_on", "2026-10-30"), ("source", "1A")];
    site.record(child, "referral", &referral);
    // Then whoever opens it again sees it, and what is owed by it
    let page = ada.get(&format!("/child/{child}")).await;
    assert!(page.words().contains("Referral"), "{}", page.words());
    let owed = site.read(|reader| reader.duties_of(child)).expect("duties");
    assert!(!owed.is_empty());
    let page = ada.get(&format!("/child/{child}/timeline")).await;
    assert!(page.words().contains("Referral"), "{}", page.words());
}

#[tokio::test]
async fn a_worker_has_the_name_that_was_recorded_last() {
    // Given a file that names a worker and was opened
    let Opened {
        mut site,
        child,
        worker,
        mut ada,
    } = opened().await;
    // When the worker is known by another name
    site.record(
        worker,
        "worker-details",
        &[("told_on", "2026-11-01"), ("name", "Ada Renamed")],
    );
    // Then every page has that one
    let page = ada.get(&format!("/child/{child}")).await;
    assert!(page.words().contains("Ada Renamed"), "{}", page.words());
    assert!(!page.words().contains("Ada Example"), "{}", page.words());
}

#[tokio::test]
async fn a_file_that_is_restricted_is_closed_at_once() {
    // Given a file that was opened
    let Opened {
        mut site,
        child,
        mut ada,
        ..
    } = opened().await;
    // When it is restricted, and nobody is named to it
    let restricted = [("placed_on", "2026-11-01T09:00:00Z"), ("why", "relative")];
    site.record(child, "restriction-placed", &restricted);
    // Then whoever had it open has it no more
    let page = ada.get(&format!("/child/{child}")).await;
    assert_ne!(page.status, StatusCode::OK, "{}", page.words());
}

#[tokio::test]
async fn who_loses_a_role_may_no_more_what_it_allowed() {
    // Given somebody who has opened a file by the role of a manager
    let Opened {
        mut site, child, ..
    } = opened().await;
    let manager = site.worker("Mira Example", &[("service-manager", None)]);
    let mut mira = site.signed_in("mira.example").await;
    let page = mira.get(&format!("/child/{child}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    // When the role is taken from them
    let role = site
        .read(|reader| reader.offices_of(manager))
        .expect("roles");
    let role = role.first().expect("a role").entry.to_string();
    site.record(
        manager,
        "role-ended",
        &[("ended_on", "2026-11-01"), ("given", &role)],
    );
    // Then the file is closed to them
    let page = mira.get(&format!("/child/{child}")).await;
    assert_ne!(page.status, StatusCode::OK, "{}", page.words());
}
