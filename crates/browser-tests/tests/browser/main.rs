//! The pages in a real browser, as people use them.

mod drafts;
mod journeys;
mod keyboard;
mod routes;
mod screens;
mod sisters;

use browser_tests::Person;

/// A social worker of the example, who has the children with even numbers.
const SOCIAL_WORKER: &str = "priya.nair";
/// A child of hers, on a plan whose review is overdue.
const CHILD: &str = "X1008";
/// What the child is called, once that is recorded.
const NAME: &str = "Caitlin Featherstone";
/// A child of a colleague's.
const COLLEAGUES_CHILD: &str = "X1001";
/// What is recorded of a visit.
const VISIT: &str = "Visit under a child protection plan";

/// Finds a child by its number; the address of the file.
async fn file_of(person: &Person, number: &str) -> String {
    person.open("/find").await;
    person.fill("Who are you looking for?", number).await;
    person.press_button("Find").await;
    let link = person.there("//main//ul//a[starts-with(@href, '/child/')]");
    let address = link.await.attr("href").await.expect("a link");
    address.expect("an address")
}

/// Records what the child is called, which no return tells.
async fn name_the_child(person: &Person) {
    name(person, CHILD, NAME).await;
}

/// Records what a child is called, by its number.
async fn name(person: &Person, number: &str, name: &str) {
    let file = file_of(person, number).await;
    person.open(&format!("{file}/record/person-details")).await;
    let (forename, surname) = name.split_once(' ').expect("two names");
    (person.fill("What is the first name? (optional)", forename)).await;
    (person.fill("What is the surname? (optional)", surname)).await;
    person.press_button("Record").await;
    person.sees("by Priya Nair").await;
}
