//! Main journeys, with and without scripts.

use browser_tests::{Driver, Person, Record, Screen, driver};

use crate::{CHILD, NAME, SOCIAL_WORKER, VISIT, file_of, name_the_child};

/// Signs in, finds a child whose name is not known exactly, reads the file, and asks why
/// something is due.
async fn finds_reads_and_asks(driver: &Driver, screen: Screen) {
    let record = Record::example();
    let served = record.serve(None);
    let priya = Person::at(driver, screen, &served.address).await;

    priya.sign_in(SOCIAL_WORKER).await;
    name_the_child(&priya).await;
    priya.follow("Find a child").await;
    priya
        .fill("Who are you looking for?", "Katelin Fetherston")
        .await;
    priya.press_button("Find").await;
    priya.follow(NAME).await;

    priya.sees("Owed this week").await;
    priya.sees("What happened last").await;
    priya.follow("Timeline").await;
    priya.arrives_at("Timeline").await;
    priya.sees("Child protection plan").await;

    priya.follow("What is owed").await;
    priya.arrives_at("What is owed").await;
    priya.follow("Why is this due?").await;
    priya.sees("Why is this due?").await;
    priya.sees("Counted").await;
    priya.sees("What asks for it").await;
    priya.client.close().await.expect("closed");
}

/// Records a visit, first with a day that has not come, and puts that right.
async fn records_a_visit(driver: &Driver, screen: Screen) {
    let record = Record::example();
    let served = record.serve(None);
    let priya = Person::at(driver, screen, &served.address).await;

    priya.sign_in(SOCIAL_WORKER).await;
    priya.open(&file_of(&priya, CHILD).await).await;
    priya.follow("Record something").await;
    priya.arrives_at("What do you want to record?").await;
    priya.opens("Protection (").await;
    priya.follow(VISIT).await;
    priya.fill("Year", "2999").await;
    priya.press_button("Record").await;

    priya.sees("There is a problem").await;
    priya.sees("must be today or in the past").await;
    let title = priya.client.title().await.expect("a title");
    assert!(title.starts_with("Error: "), "{title}");

    priya.fill("Year", "2026").await;
    priya.fill("Day", "1").await;
    priya.fill("Month", "4").await;
    priya.press_button("Record").await;
    priya.arrives_at(VISIT).await;
    priya.sees("1 April 2026").await;
    priya.sees("by Priya Nair").await;

    priya.follow("Timeline").await;
    priya.arrives_at("Timeline").await;
    priya.sees("Visit under the child protection plan").await;
    priya.client.close().await.expect("closed");
}

#[tokio::test]
async fn a_misspelt_child_is_found_and_it_is_said_why_a_review_is_due() {
    let Some(driver) = driver() else { return };
    finds_reads_and_asks(&driver, Screen::WIDE).await;
}

#[tokio::test]
async fn a_misspelt_child_is_found_where_no_script_runs() {
    let Some(driver) = driver() else { return };
    finds_reads_and_asks(&driver, Screen::WITHOUT_SCRIPTS).await;
}

#[tokio::test]
async fn a_visit_is_recorded_on_a_telephone_and_a_wrong_day_put_right() {
    let Some(driver) = driver() else { return };
    records_a_visit(&driver, Screen::PHONE).await;
}

#[tokio::test]
async fn a_visit_is_recorded_where_no_script_runs() {
    let Some(driver) = driver() else { return };
    records_a_visit(&driver, Screen::WITHOUT_SCRIPTS).await;
}
