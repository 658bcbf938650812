//! The main journey by keyboard alone: Tab, Enter and typing.

use browser_tests::{Person, Record, Screen, driver, person};
use fantoccini::key::Key;

use crate::{CHILD, SOCIAL_WORKER, VISIT};

#[tokio::test]
async fn a_child_is_found_and_a_visit_recorded_by_keyboard_alone() {
    let Some(driver) = driver() else { return };
    let record = Record::example();
    let served = record.serve(None);
    let priya = Person::at(&driver, Screen::WIDE, &served.address).await;

    priya.open("/sign-in").await;
    let code = priya.code(SOCIAL_WORKER).await;
    for (label, text) in [
        ("Your name here", SOCIAL_WORKER),
        ("Password", person::PASSWORD),
        ("Code", &code),
    ] {
        priya.tab_to(label).await;
        priya.types(text).await;
    }
    priya.key(Key::Enter).await;
    priya.arrives_at("Your children").await;

    priya.tab_to("Find a child").await;
    priya.key(Key::Enter).await;
    priya.arrives_at("Find a child").await;
    priya.tab_to("Skip to main content").await;
    priya.key(Key::Enter).await;
    priya.tab_to("Who are you looking for?").await;
    priya.types(CHILD).await;
    priya.key(Key::Enter).await;
    priya.sees("1 child found").await;
    let name = priya.there("//main//ul//a").await.text().await;
    priya.tab_to(&name.expect("a name")).await;
    priya.key(Key::Enter).await;
    priya.sees("Owed this week").await;

    priya.tab_to("Why is this due?").await;
    priya.key(Key::Enter).await;
    priya.sees("Counted").await;
    priya.tab_to("Overview").await;
    priya.key(Key::Enter).await;
    priya.sees("Owed this week").await;

    priya.tab_to("Record something").await;
    priya.key(Key::Enter).await;
    priya.arrives_at("What do you want to record?").await;
    priya.tab_to("Protection (").await;
    priya.key(Key::Enter).await;
    priya.tab_to(VISIT).await;
    priya.key(Key::Enter).await;
    priya.arrives_at(VISIT).await;
    priya.tab_to("Record").await;
    priya.key(Key::Enter).await;
    priya.sees("by Priya Nair").await;
    priya.client.close().await.expect("closed");
}
