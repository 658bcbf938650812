//! Small screens and large letters: nothing has to be moved sideways to be read.

use browser_tests::{Driver, Person, Record, Screen, driver};

use crate::{CHILD, SOCIAL_WORKER, file_of};

/// Who answers for the service, and may go to most places.
const SERVICE_MANAGER: &str = "margaret.holt";

async fn nothing_sticks_out(driver: &Driver, screen: Screen) {
    let record = Record::example();
    let served = record.serve(None);
    let priya = Person::at(driver, screen, &served.address).await;
    priya.open("/sign-in").await;
    priya.fits().await;
    priya.press_button("Sign in").await;
    priya.sees("There is a problem").await;
    priya.fits().await;
    priya.sign_in(SOCIAL_WORKER).await;
    priya.fits().await;
    let child = file_of(&priya, CHILD).await;
    for page in [
        "",
        "/timeline",
        "/duties?all=yes",
        "/looks",
        "/record",
        "/record/plan-visit",
        "/record/case-note",
        "/record/case-note/also",
        "/record/placement-started",
    ] {
        priya.open(&format!("{child}{page}")).await;
        priya.there("//h1").await;
        priya.fits().await;
    }
    priya.open(&format!("{child}/duties")).await;
    priya.follow("Why is this due?").await;
    priya.sees("Counted").await;
    priya.fits().await;
    for page in ["/find", "/drafts", "/account", "/accessibility", "/nowhere"] {
        priya.open(page).await;
        priya.there("//h1").await;
        priya.fits().await;
    }
    priya.open("/").await;
    priya.press_button("Sign out").await;
    priya.arrives_at("Sign in").await;
    let margaret = priya;
    margaret.sign_in(SERVICE_MANAGER).await;
    for page in ["/", "/all-teams", "/oversight?whose=all", "/workers"] {
        margaret.open(page).await;
        margaret.there("//h1").await;
        margaret.fits().await;
    }
    margaret.client.close().await.expect("closed");
}

#[tokio::test]
async fn nothing_sticks_out_at_320_pixels() {
    let Some(driver) = driver() else { return };
    nothing_sticks_out(&driver, Screen::NARROW).await;
}

#[tokio::test]
async fn nothing_sticks_out_at_400_per_cent() {
    let Some(driver) = driver() else { return };
    nothing_sticks_out(&driver, Screen::ZOOMED).await;
}
