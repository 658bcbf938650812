//! What is typed outlives the server.

use browser_tests::{Person, Record, Screen, driver};

use crate::{CHILD, SOCIAL_WORKER, VISIT, file_of};

#[tokio::test]
async fn pr_11_a_draft_is_there_after_the_server_was_killed_in_the_middle_of_it() {
    let Some(driver) = driver() else { return };
    let record = Record::example();
    let served = record.serve(None);
    let priya = Person::at(&driver, Screen::WIDE, &served.address).await;
    let used = priya.sign_in(SOCIAL_WORKER).await;
    priya.open(&file_of(&priya, CHILD).await).await;
    priya.follow("Record something").await;
    priya.opens("Protection (").await;
    priya.follow(VISIT).await;
    priya.fill("Day", "2").await;
    priya.fill("Month", "4").await;
    priya.fill("Year", "2026").await;
    priya.sees("Draft kept").await;

    let place = served.kill();
    priya.fill("Day", "3").await;
    priya.sees("Not kept").await;
    let _again = record.serve(Some(&place));
    priya.client.delete_all_cookies().await.expect("signed out");
    priya.sign_in_after(SOCIAL_WORKER, &used).await;
    priya.follow("Your drafts").await;
    priya.follow(VISIT).await;

    let day = priya.labelled("Day").await.prop("value").await;
    assert_eq!(day.expect("asked").as_deref(), Some("2"));
    priya.press_button("Record").await;
    priya.sees("2 April 2026").await;
    priya.follow("Your children").await;
    priya.follow("Your drafts").await;
    priya.sees("You have none").await;
    priya.client.close().await.expect("closed");
}
