//! A visit to two sisters, written once on a telephone, signed off by the manager.

use browser_tests::{Person, Record, Screen, driver};

use crate::{CHILD, NAME, SOCIAL_WORKER, VISIT, file_of, name};

/// Her sister, on a plan of her own.
const SISTER: &str = "X1004";
/// What she is called, once that is recorded.
const SISTERS_NAME: &str = "Maya Featherstone";
/// The manager of their worker's team.
const MANAGER: &str = "tomasz.zielinski";

/// Records that the two are sisters.
async fn tell_of_the_sister(priya: &Person) {
    name(priya, SISTER, SISTERS_NAME).await;
    let file = file_of(priya, CHILD).await;
    priya.open(&format!("{file}/record/relationship")).await;
    let who = "What is the person's name, if it is known? (optional)";
    priya.fill(who, SISTERS_NAME).await;
    let number = "If they have a file here, what is its number? (optional)";
    priya.fill(number, SISTER).await;
    let relation = "What are they to the child, or to the person you name next?";
    let relation = priya.labelled(relation).await;
    relation.select_by_label("Sister").await.expect("chosen");
    priya.press_button("Record").await;
    priya.sees("by Priya Nair").await;
}

/// Answers a question of one of the children.
async fn answer_of(priya: &Person, child: &str, question: &str, answer: &str) {
    let path = format!(
        "//section[h2[normalize-space()='{child}']]//fieldset[contains(legend, '{question}')]//label[normalize-space()='{answer}']"
    );
    let label = priya.there(&path).await;
    label.click().await.expect("a click");
}

#[tokio::test]
async fn a_visit_to_two_sisters_is_written_once_on_a_telephone_and_signed_off() {
    let Some(driver) = driver() else { return };
    let record = Record::example();
    let served = record.serve(None);
    let priya = Person::at(&driver, Screen::PHONE, &served.address).await;
    priya.sign_in(SOCIAL_WORKER).await;
    name(&priya, CHILD, NAME).await;
    tell_of_the_sister(&priya).await;

    priya.open("/find").await;
    priya.fill("Who are you looking for?", NAME).await;
    priya.press_button("Find").await;
    priya.follow(NAME).await;
    priya.follow("Record something").await;
    priya.arrives_at("What do you want to record?").await;
    priya.opens("Protection (").await;
    priya.follow(VISIT).await;
    priya
        .fill("What was the visit for? (optional)", "To see both girls")
        .await;
    priya
        .press_button("Record for brothers and sisters too")
        .await;
    priya.arrives_at("Who else is it about?").await;
    priya.fits().await;
    assert_eq!(priya.violations().await, [""; 0]);
    priya.choose(SISTERS_NAME).await;
    priya.press_button("Go on to the form").await;

    priya.arrives_at(VISIT).await;
    priya.sees("It is recorded for").await;
    priya.fits().await;
    assert_eq!(priya.violations().await, [""; 0]);
    let purpose = priya.labelled("What was the visit for? (optional)").await;
    let purpose = purpose.prop("value").await.expect("asked");
    assert_eq!(purpose.as_deref(), Some("To see both girls"));
    for (child, alone) in [(NAME, "Yes"), (SISTERS_NAME, "No")] {
        answer_of(&priya, child, "Was the child seen?", "Yes").await;
        answer_of(&priya, child, "Was the child seen alone?", alone).await;
    }
    priya.press_button("Record for all 2").await;
    priya.sees("Recorded at once for").await;

    // What is the same for both is corrected for both.
    priya.follow("Correct this for all 2 children").await;
    priya.arrives_at(&format!("Correct for all: {VISIT}")).await;
    priya.fits().await;
    assert_eq!(priya.violations().await, [""; 0]);
    priya
        .fill(
            "What was the visit for? (optional)",
            "To see where both sleep",
        )
        .await;
    priya.press_button("Record for all 2").await;
    priya.sees("To see where both sleep").await;

    priya.follow("Send for authorisation").await;
    priya.arrives_at("Send for authorisation").await;
    priya.fits().await;
    assert_eq!(priya.violations().await, [""; 0]);
    priya.press_button("Send for authorisation").await;
    priya.sees("Waiting for authorisation").await;
    // Her sister's is an entry of its own, corrected and sent with it.
    priya.follow(SISTERS_NAME).await;
    priya.sees("To see where both sleep").await;
    priya.sees("Waiting for authorisation").await;
    priya.press_button("Sign out").await;
    priya.arrives_at("Sign in").await;

    let tomasz = priya;
    tomasz.sign_in(MANAGER).await;
    tomasz.follow("To authorise").await;
    tomasz.arrives_at("To authorise").await;
    tomasz.sees(NAME).await;
    tomasz.follow(VISIT).await;
    tomasz.follow("Authorise or return").await;
    tomasz.choose("I authorise it").await;
    tomasz
        .fill(
            "What do you decide, and why? If you return it: what has to change?",
            "Read and agreed",
        )
        .await;
    tomasz.press_button("Record the decision").await;
    tomasz.sees("Read and agreed").await;
    tomasz.sees("by Tomasz Zielinski").await;

    tomasz.follow("What is owed").await;
    tomasz.arrives_at("What is owed").await;
    tomasz.follow("Why is this due?").await;
    tomasz.sees("Counted").await;
    tomasz.sees("What asks for it").await;
    tomasz.client.close().await.expect("closed");
}

#[tokio::test]
async fn a_case_note_is_one_tap_from_a_child_and_its_passages_are_marked_by_keyboard() {
    use fantoccini::key::Key;
    let Some(driver) = driver() else { return };
    let record = Record::example();
    let served = record.serve(None);
    let priya = Person::at(&driver, Screen::PHONE, &served.address).await;
    priya.sign_in(SOCIAL_WORKER).await;
    priya.open(&file_of(&priya, CHILD).await).await;
    priya.follow("Write a case note").await;
    priya.arrives_at("Case note").await;
    priya.fits().await;

    priya
        .fill("What is it about, in a few words?", "A call")
        .await;
    priya.fill("What happened?", "Mrs Ames shouted").await;
    // Select the last word, as one does without a mouse.
    let select = "
        const note = document.activeElement;
        note.setSelectionRange(9, 16);
    ";
    let words = priya.client.execute(select, Vec::new()).await;
    words.expect("selected");
    priya.tab_to("Mark words about others").await;
    priya.key(Key::Enter).await;
    assert_eq!(priya.violations().await, [""; 0]);
    priya.tab_to("Mark the selected words").await;
    priya.key(Key::Enter).await;
    priya.sees("Marked as “About somebody else”: shouted").await;
    let note = priya.labelled("What happened?").await;
    let note = note.prop("value").await.expect("asked");
    assert_eq!(note.as_deref(), Some("Mrs Ames [[third party: shouted]]"));

    priya.press_button("Record").await;
    priya.sees("by Priya Nair").await;
    priya.sees("About somebody else:").await;
    assert_eq!(priya.violations().await, [""; 0]);
    priya.client.close().await.expect("closed");
}
