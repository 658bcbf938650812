//! Every page, as it is and with its errors shown, without a violation that axe-core can
//! find. A page that nobody visits here fails the test.

use browser_tests::{Driver, Person, Record, Screen, driver};

use crate::{CHILD, COLLEAGUES_CHILD, SOCIAL_WORKER, file_of};

/// Who has not set their account up.
const NEW_HERE: &str = "marcus.reid";
/// The manager of the colleague's team.
const MANAGER: &str = "helen.marsh";

/// Who keeps workers and teams.
const ADMINISTRATOR: &str = "ian.foley";
/// Who answers for the service.
const SERVICE_MANAGER: &str = "margaret.holt";

/// Who makes returns.
const ANALYST: &str = "wei.chen";

const OWN_PASSWORD: &str = "kettle orbit fern";

/// How a page is visited.
enum How {
    /// It is opened, here and here.
    Opened(Vec<String>),
    /// It is opened, and its form is sent with nothing in it.
    SentEmpty(String),
    /// It takes what another page sends, or is none.
    NoPage,
}

/// Forms with every kind of question between them: days, times, numbers, lists to open,
/// boxes to tick, long texts, tables, and links that lead nowhere.
const FORMS: [&str; 7] = [
    "child-details",
    "exploitation-assessment",
    "restraint",
    "strengths-and-difficulties",
    "assessment-factors",
    "harm-suspected",
    "plan-written",
];

/// What the addresses of the record's files are.
struct Places {
    child: String,
    colleagues_child: String,
    duty: String,
    entry: String,
}

/// Pages that those visit who may, or that come of a form which somebody sent.
const BELOW: &[&str] = &[
    "/uncovered",
    "/all-teams",
    "/team",
    "/unallocated",
    "/morning",
    "/oversight",
    "/child/{child}/decision",
    "/child/{child}/supervision",
    "/workers/{worker}/supervision",
    "/workers",
    "/workers/add",
    "/workers/{worker}",
    "/workers/{worker}/account",
    "/workers/{worker}/children",
    "/workers/{worker}/leave",
    "/workers/{worker}/looks",
    "/workers/{worker}/record/{kind}",
    "/teams",
    "/teams/add",
    "/teams/{team}",
    "/teams/{team}/children",
    "/teams/{team}/record/{kind}",
    "/waiting",
    "/uploads",
    "/uploads/{upload}",
    "/restricted",
    "/emergencies",
    "/child/{child}/workers/add",
    "/child/{child}/workers/{entry}/end",
    "/child/{child}/restriction",
    "/child/{child}/restriction/{kind}",
    "/child/{child}/merge",
    "/child/{child}/emergency/{entry}",
    "/child/{child}/part/{entry}",
    "/child/{child}/taken/{entry}",
    "/child/{child}/document/{document}",
    "/child/{child}/document/{document}/withdraw",
];
/// What an administrator keeps of a worker or a team.
const BY_ADMINISTRATOR: [&str; 2] = ["/teams/{team}/manager", "/workers/{worker}/pattern"];
/// What is taken away, asked for by a script, or sent from another page, and is none itself.
const NO_PAGES: [&str; 4] = [
    "/account/digest",
    "/news/now",
    "/diary/calendar.ics",
    "/child/{child}/entry/{entry}/invitation.ics",
];

/// How the page at an address is visited by the social worker.
fn how(address: &str, places: &Places) -> How {
    use How::{NoPage, Opened, SentEmpty};
    let child = &places.child;
    let opened = |address: &str| Opened(vec![address.to_owned()]);
    match address {
        none if NO_PAGES.contains(&none) => NoPage,
        "/" | "/account" | "/drafts" | "/new-file" | "/to-authorise" | "/accessibility" => opened(address),
        "/owed" => Opened(vec![
            "/owed".to_owned(),
            "/owed?when=late&who=anybody&sort=child".to_owned(),
        ]),
        "/children" => Opened(vec!["/children?sort=-late".to_owned()]),
        "/diary" => Opened(vec!["/diary?show=weeks".to_owned()]),
        "/news" => Opened(vec!["/news".to_owned(), "/news?show=all".to_owned()]),
        "/account/password" | "/find" => SentEmpty(address.to_owned()),
        "/child/{child}" => Opened(vec![
            child.clone(),
            format!("{child}?day=1&month=9&year=2025"),
            format!("{child}?day=31&month=2&year=2026"),
            places.colleagues_child.clone(),
        ]),
        "/child/{child}/timeline"
        | "/child/{child}/chronology"
        | "/child/{child}/missing"
        | "/child/{child}/returns"
        | "/child/{child}/documents"
        | "/child/{child}/take"
        | "/child/{child}/workers"
        | "/child/{child}/handover"
        | "/child/{child}/record"
        // As it is to whom it is not open; and see below.
        | "/child/{child}/looks" => opened(&address.replace("/child/{child}", child)),
        "/child/{child}/family" => Opened(vec![
            format!("{child}/family"),
            format!("{child}/family?home-day=31&home-month=2&home-year=2026"),
        ]),
        "/child/{child}/duties" => Opened(vec![
            format!("{child}/duties"),
            format!("{child}/duties?all=yes"),
        ]),
        "/child/{child}/duty/{duty}" => opened(&places.duty),
        "/child/{child}/break-glass" => {
            SentEmpty(format!("{}/break-glass", places.colleagues_child))
        }
        "/child/{child}/record/{kind}/also" => opened(&format!("{child}/record/case-note/also")),
        "/child/{child}/record/{kind}" => SentEmpty(format!("{child}/record/plan-visit")),
        "/child/{child}/entry/{entry}/correct" => SentEmpty(format!("{}/correct", places.entry)),
        "/child/{child}/entry/{entry}/attach" => SentEmpty(format!("{}/attach", places.entry)),
        "/child/{child}/entry/{entry}"
        | "/child/{child}/entry/{entry}/send"
        | "/child/{child}/entry/{entry}/decide"
        | "/child/{child}/entry/{entry}/withdraw" => {
            opened(&address.replace("/child/{child}/entry/{entry}", &places.entry))
        }
        // The first two are visited on their own: by nobody, and by somebody new.
        "/sign-in"
        | "/account/set-up"
        | "/sign-out"
        // There is no provider here: what is shown stands on the page to sign in.
        | "/sign-in/provider"
        | "/sign-in/provider/return"
        | "/sign-in/provider/sign-out"
        | "/sign-out-everywhere"
        | "/drafts/{draft}/drop"
        | "/child/{child}/record/{kind}/draft"
        | "/child/{child}/record/{kind}/attach"
        | "/assets/{name}" => NoPage,
        of_one if of_one.starts_with("/uploads/{upload}/") || BELOW.contains(&of_one) => NoPage,
        // Files to take away.
        list if list.ends_with("/export") => NoPage,
        // What an administrator keeps: visited below.
        kept if kept.starts_with("/administer") || BY_ADMINISTRATOR.contains(&kept) => NoPage,
        new => panic!("nobody visits the page {new}: say in this test how"),
    }
}

/// Sends the form of a page with every box empty.
async fn send_empty(person: &Person) {
    const EMPTY: &str = "
        const form = document.querySelector('main form[method=post]');
        for (const box of form.elements) {
            if (box.type === 'radio' || box.type === 'checkbox') box.checked = false;
            else if (box.type !== 'hidden' && 'value' in box) box.value = '';
        }
    ";
    if let Err(error) = person.client.execute(EMPTY, Vec::new()).await {
        let (address, words) = (person.address().await, person.words().await);
        panic!("there is no form at {address} ({error}); the page says: {words}");
    }
    let button = "(//main//form[@method='post']//button[not(@type) or @type='submit'])[1]";
    person.there(button).await.click().await.expect("sent");
    person.sees("There is a problem").await;
}

async fn visit(person: &Person, how: How, found: &mut Vec<String>) {
    match how {
        How::NoPage => {}
        How::Opened(addresses) => {
            for address in addresses {
                person.open(&address).await;
                person.there("//h1").await;
                found.extend(person.violations().await);
            }
        }
        How::SentEmpty(address) => {
            person.open(&address).await;
            person.there("//h1").await;
            found.extend(person.violations().await);
            send_empty(person).await;
            found.extend(person.violations().await);
        }
    }
}

async fn places(person: &Person) -> Places {
    let child = file_of(person, CHILD).await;
    let colleagues_child = file_of(person, COLLEAGUES_CHILD).await;
    person.open(&format!("{child}/duties")).await;
    let duty = person.leads_to("Why is this due?").await;
    person.open(&format!("{child}/timeline")).await;
    let entry = person.leads_to("Child protection plan").await;
    Places {
        child,
        colleagues_child,
        duty,
        entry,
    }
}

/// Takes a copy of a file, and looks at it.
async fn take_a_copy(person: &Person, child: &str, found: &mut Vec<String>) {
    person.open(&format!("{child}/take")).await;
    person.choose("For a meeting or a visit").await;
    for part in ["What happened, in sentences", "What is owed"] {
        person.choose(part).await;
    }
    person.press_button("Make the copy").await;
    person.sees("Every record, in order").await;
    found.extend(person.violations().await);
}

/// Opens a file in an emergency, into which somebody has to look then.
async fn open_in_an_emergency(person: &Person, child: &str) {
    person.open(&format!("{child}/break-glass")).await;
    person
        .fill(
            "Why must you see this file now?",
            "The police called about a child at risk tonight",
        )
        .await;
    person.press_button("Open the file").await;
    person.sees("Owed this week").await;
}

/// What a manager sees of a team, and writes of a child and of a worker.
async fn lists_of_a_manager(person: &Person, child: &str, found: &mut Vec<String>) {
    let lists = [
        "/",
        "/team",
        "/unallocated",
        "/morning",
        "/oversight",
        "/oversight?show=directions",
    ];
    visit(
        person,
        How::Opened(lists.map(str::to_owned).to_vec()),
        found,
    )
    .await;
    for form in ["decision", "supervision"] {
        let form = How::SentEmpty(format!("{child}/{form}"));
        visit(person, form, found).await;
    }
    person.open("/team").await;
    let supervision = person.leads_to("Supervision").await;
    visit(person, How::SentEmpty(supervision), found).await;
}

/// Looks into what was opened in an emergency.
async fn look_into_it(person: &Person, found: &mut Vec<String>) {
    person.open("/emergencies").await;
    let opening = person.there("//main//a[contains(@href, '/emergency/')]");
    let opening = opening.await.attr("href").await.expect("a link");
    let opening = How::SentEmpty(opening.expect("an address"));
    visit(person, opening, found).await;
}

/// Attaches a document to an entry, and looks at what it is to withdraw it.
async fn withdraw_a_document(person: &Person, entry: &str, found: &mut Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let letter = folder.path().join("letter.txt");
    std::fs::write(&letter, "Dear Ms Nair").expect("a letter");
    person.open(&format!("{entry}/attach")).await;
    let question = person.there("//input[@type='file']").await;
    let letter = letter.to_str().expect("a path in letters");
    question.send_keys(letter).await.expect("chosen");
    person.press_button("Attach").await;
    let withdraw = "//main//a[contains(@href, '/document/')][contains(@href, '/withdraw')]";
    let withdraw = person.there(withdraw).await.attr("href").await;
    let withdraw = withdraw.expect("a link").expect("an address");
    visit(person, How::SentEmpty(withdraw), found).await;
}

/// Merges two files that are laid side by side, and looks at what it is to part them again.
async fn part_what_was_merged(person: &Person, merge: &str, found: &mut Vec<String>) {
    person.open(merge).await;
    let stays = person.there("(//input[@name='stays'])[1]").await;
    stays.click().await.expect("chosen");
    person
        .fill(
            "How is it known that they are the same person?",
            "Her birth certificate",
        )
        .await;
    person.press_button("Merge the two files").await;
    let part = person.leads_to("Part them again").await;
    visit(person, How::SentEmpty(part), found).await;
}

/// Has a census of one child checked, who was born on this day.
async fn have_a_return_checked(person: &Person, born: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let census = folder.path().join("census.xml");
    let content = format!(
        "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year></CollectionDetails></Header><Children><Child><ChildIdentifiers><LAchildID>X1</LAchildID><PersonBirthDate>{born}</PersonBirthDate></ChildIdentifiers></Child></Children></Message>"
    );
    std::fs::write(&census, content).expect("a census");
    person.open("/uploads").await;
    let question = person.there("//input[@id='files']").await;
    let census = census.to_str().expect("a path in letters");
    question.send_keys(census).await.expect("chosen");
    person.press_button("Check").await;
    person.sees("Take all of it away").await;
}

/// Sets an account up, to the page with its codes.
async fn set_up(person: &Person, found: &mut Vec<String>) {
    let secret = person.there("//strong[@class='sightline-secret']").await;
    let secret = secret.text().await.expect("a secret");
    let code = person.authenticator(&secret).await;
    person.fill("New password", OWN_PASSWORD).await;
    person.fill("The same again", OWN_PASSWORD).await;
    person.fill("Code", &code).await;
    person.press_button("Set up account").await;
    person.arrives_at("Keep your recovery codes").await;
    found.extend(person.violations().await);
}

/// What nobody and somebody new see.
async fn as_somebody_new(person: &Person, start: &str, found: &mut Vec<String>) {
    visit(person, How::SentEmpty("/sign-in".to_owned()), found).await;
    person.open("/sign-in").await;
    person.fill("Your name here", NEW_HERE).await;
    person.fill("Password", start).await;
    person.press_button("Sign in").await;
    person.arrives_at("Set up your account").await;
    visit(person, How::SentEmpty("/account/set-up".to_owned()), found).await;
    set_up(person, found).await;
    person.press_button("Sign out").await;
    person.arrives_at("Sign in").await;
}

/// What an administrator keeps, and no file of a child; the page of a worker.
async fn as_an_administrator(person: &Person, found: &mut Vec<String>) -> String {
    person.sign_in(ADMINISTRATOR).await;
    for form in ["/workers/add", "/teams/add"] {
        visit(person, How::SentEmpty(form.to_owned()), found).await;
    }
    person.open("/workers").await;
    let worker = person.leads_to("Priya Nair").await;
    person.open("/teams").await;
    let team = person.leads_to("South Team").await;
    let kept = [
        worker.clone(),
        format!("{worker}/account"),
        format!("{worker}/leave"),
        format!("{worker}/record/role-given"),
        team.clone(),
        format!("{team}/record/team-details"),
        format!("{team}/record/team-closed"),
        "/administer".to_owned(),
        "/administer/users".to_owned(),
        "/administer/book/changes?from=law&to=law".to_owned(),
        "/administer/labels?list=risk-level".to_owned(),
    ];
    visit(person, How::Opened(kept.to_vec()), found).await;
    for form in [
        format!("{worker}/account"),
        format!("{worker}/pattern"),
        format!("{team}/manager"),
        "/administer/book".to_owned(),
        "/administer/organisations".to_owned(),
    ] {
        visit(person, How::SentEmpty(form), found).await;
    }
    person.open("/").await;
    person.press_button("Sign out").await;
    person.arrives_at("Sign in").await;
    worker
}

/// What an analyst has checked, and a second time.
async fn as_an_analyst(person: &Person, found: &mut Vec<String>) {
    person.open("/").await;
    person.press_button("Sign out").await;
    person.arrives_at("Sign in").await;

    person.sign_in(ANALYST).await;
    visit(person, How::SentEmpty("/uploads".to_owned()), found).await;
    have_a_return_checked(person, "2014-01-01").await;
    have_a_return_checked(person, "2031-01-01").await;
    found.extend(person.violations().await);
    for list in [
        "By child",
        "By field",
        "New (",
        "Gone (",
        "Not run (",
        "By rule",
    ] {
        person.follow(list).await;
        found.extend(person.violations().await);
    }
    person.follow("8520").await;
    found.extend(person.violations().await);
    visit(person, How::Opened(vec!["/uploads".to_owned()]), found).await;
}

async fn visited(driver: &Driver, screen: Screen) -> Vec<String> {
    let record = Record::example();
    let start = record.new_start(NEW_HERE);
    let served = record.serve(None);
    let person = Person::at(driver, screen, &served.address).await;
    let mut found = Vec::new();

    as_somebody_new(&person, &start, &mut found).await;

    person.sign_in(SOCIAL_WORKER).await;
    let places = places(&person).await;
    for address in web::addresses() {
        visit(&person, how(address, &places), &mut found).await;
    }
    for form in FORMS {
        let address = format!("{}/record/{form}", places.child);
        visit(&person, How::SentEmpty(address), &mut found).await;
    }
    person.open("/nowhere").await;
    found.extend(person.violations().await);
    take_a_copy(&person, &places.child, &mut found).await;
    open_in_an_emergency(&person, &places.colleagues_child).await;
    person.open("/").await;
    person.press_button("Sign out").await;
    person.arrives_at("Sign in").await;

    // What a manager alone may do.
    person.sign_in(MANAGER).await;
    let child = &places.colleagues_child;
    let looks = How::Opened(vec![format!("{child}/looks")]);
    visit(&person, looks, &mut found).await;
    person.sees("Priya Nair").await;
    person.open(&format!("{child}/timeline")).await;
    let entry = person.leads_to("Assessment authorised").await;
    let withdraw = How::SentEmpty(format!("{entry}/withdraw"));
    visit(&person, withdraw, &mut found).await;
    withdraw_a_document(&person, &entry, &mut found).await;
    person.open(&format!("{child}/workers")).await;
    let allocate = person.leads_to("Allocate a social worker").await;
    let end = person.leads_to("End").await;
    visit(&person, How::SentEmpty(allocate), &mut found).await;
    visit(&person, How::Opened(vec![end]), &mut found).await;
    let manages = [
        "/waiting",
        "/uncovered",
        "/workers",
        "/teams",
        "/emergencies",
    ];
    visit(
        &person,
        How::Opened(manages.map(str::to_owned).to_vec()),
        &mut found,
    )
    .await;
    look_into_it(&person, &mut found).await;
    lists_of_a_manager(&person, child, &mut found).await;
    person.open("/teams").await;
    let team = person.leads_to("North Team").await;
    let of_team = vec![team.clone(), format!("{team}/children")];
    visit(&person, How::Opened(of_team), &mut found).await;
    person.open("/").await;
    person.press_button("Sign out").await;
    person.arrives_at("Sign in").await;

    let worker = as_an_administrator(&person, &mut found).await;

    // What those who answer for the service see.
    person.sign_in(SERVICE_MANAGER).await;
    let answered = [
        "/".to_owned(),
        "/restricted".to_owned(),
        "/all-teams".to_owned(),
        format!("{worker}/looks"),
        format!("{worker}/children"),
        format!("{child}/restriction"),
        format!("{child}/restriction/restriction-placed"),
        format!("{child}/merge"),
        format!(
            "{child}/merge?other={}",
            places.child.trim_start_matches("/child/")
        ),
    ];
    let merge = answered.last().cloned().expect("a page");
    visit(&person, How::Opened(answered.to_vec()), &mut found).await;
    part_what_was_merged(&person, &merge, &mut found).await;
    as_an_analyst(&person, &mut found).await;
    person.client.close().await.expect("closed");
    found
}

#[tokio::test]
async fn no_page_keeps_anybody_out_that_a_program_can_tell() {
    let Some(driver) = driver() else { return };
    let found = visited(&driver, Screen::WIDE).await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test]
async fn no_page_on_a_telephone_keeps_anybody_out_that_a_program_can_tell() {
    let Some(driver) = driver() else { return };
    let found = visited(&driver, Screen::PHONE).await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}
