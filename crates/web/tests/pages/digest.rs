//! A digest by e-mail: numbers and the address of the pages, sent once to whoever wishes it.

use axum::http::StatusCode;
use jiff::SignedDuration;
use practice::Id;
use store::{Account, Digest, Note};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use web::{Mail, Often, Round, Settings, Tls, send_digests};

use super::operations::ask;
use super::site::Site;
use crate::mail_server::{Does, MailServer};

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;

const NOTHING: Round = Round { sent: 0, failed: 0 };
const SENT: Round = Round { sent: 1, failed: 0 };
const FAILED: Round = Round { sent: 0, failed: 1 };

const NOTE: [(&str, &str); 3] = [
    ("happened_at", "2026-11-02T10:00:00Z"),
    ("subject", "A call"),
    ("note", "Rang."),
];

pub fn mail(server: &MailServer) -> Mail {
    Mail {
        server: "127.0.0.1".to_owned(),
        port: server.port,
        tls: Tls::None,
        from: "sightline@post.example".to_owned(),
        pages: "https://pages.example".to_owned(),
        often: Often::WorkingDays,
        ..Mail::default()
    }
}

fn set(mail: Mail) -> Settings {
    Settings {
        mail: Some(mail),
        ..Settings::default()
    }
}

/// Ada, who has Kofi, of whom somebody else recorded something just now; it is noon on Monday
/// 2 November 2026.
pub struct Given {
    pub site: Site,
    pub ada: Id,
    pub kofi: Id,
}

pub fn given(mail: Mail) -> Given {
    let mut site = Site::with(set(mail));
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    with_address(&mut site, ada, "Ada Example", "ada@north.example");
    let kofi = site.child("Kofi", "Fictional", "X1");
    site.allocate(kofi, ada, "2026-10-30");
    Given { site, ada, kofi }
}

fn with_address(site: &mut Site, worker: Id, name: &str, email: &str) {
    let told = [("told_on", "2026-01-02"), ("name", name), ("email", email)];
    site.record(worker, "worker-details", &told);
}

async fn round(site: &Site) -> Round {
    send_digests(&site.app()).await.expect("a round")
}

/// How the last digest fared.
fn last(site: &Site, worker: Id) -> Option<Digest> {
    let told = site.read(|reader| reader.told_of(worker)).expect("read");
    told.and_then(|told| told.digest)
}

fn trouble(site: &Site, worker: Id) -> String {
    let last = last(site, worker).expect("a digest");
    last.trouble.unwrap_or_default()
}

/// The line of the last message that begins so.
fn line(server: &MailServer, place: usize, begins: &str) -> String {
    let told = server.told();
    let message = told.messages.get(place).expect("a message");
    let line = message.lines().find(|line| line.starts_with(begins));
    line.unwrap_or_else(|| panic!("{begins}: {message}"))
        .to_owned()
}

#[tokio::test]
async fn a_digest_is_sent_once_each_working_day_also_over_a_restart() {
    let server = MailServer::new().await;
    let Given { site, ada, .. } = given(mail(&server));

    assert_eq!(round(&site).await, SENT);
    assert_eq!(round(&site).await, NOTHING);
    site.time.pass(5 * 60 * MINUTE);
    let site = site.restarted_with(set(mail(&server)));
    assert_eq!(round(&site).await, NOTHING);
    assert_eq!(server.many(), 1);
    let fared = last(&site, ada).expect("a digest");
    assert_eq!((fared.of.as_str(), fared.tries), ("2026-11-02", 1));
    assert_eq!((fared.again_at, fared.trouble), (None, None));

    // Four days more in this week, none at its end; and not before the time.
    site.time.pass(DAY - 5 * 60 * MINUTE);
    let mut many = Vec::new();
    for _ in 0..6 {
        many.push(round(&site).await.sent);
        site.time.pass(DAY);
    }
    assert_eq!(many, [1, 1, 1, 1, 0, 0]);
    site.time.pass(-5 * 60 * MINUTE);
    assert_eq!(round(&site).await, NOTHING, "it is seven on Monday");
    site.time.pass(30 * MINUTE);
    assert_eq!(round(&site).await, SENT, "it is half past");
}

#[tokio::test]
async fn nothing_in_a_digest_is_about_anybody() {
    let server = MailServer::new().await;
    let Given { mut site, kofi, .. } = given(mail(&server));
    let note = [
        ("happened_at", "2026-11-02T10:00:00Z"),
        ("subject", "Elbow"),
        ("note", "Fell from a horse."),
    ];
    site.record(kofi, "case-note", &note);

    assert_eq!(round(&site).await, SENT);

    let message = server.told().messages.remove(0);
    for personal in [
        "Ada",
        "Kofi",
        "Fictional",
        "X1",
        "Elbow",
        "horse",
        "Example",
        &kofi.to_string(),
    ] {
        assert!(!message.contains(personal), "{personal}: {message}");
    }
    for told in [
        "To: <ada@north.example>\n",
        "From: Sightline <sightline@post.example>\n",
        "Date: Mon, 2 Nov 2026 12:00:00 +0000\n",
        "Auto-Submitted: auto-generated\n",
        "new since you last looked\n",
        "https://pages.example/\n",
        "https://pages.example/account",
    ] {
        assert!(message.contains(told), "{told}: {message}");
    }
    assert!(message.is_ascii());
    assert!(message.lines().all(|line| line.len() < 78), "{message}");
}

#[tokio::test]
async fn its_numbers_are_those_of_the_pages() {
    let server = MailServer::new().await;
    let Given { mut site, kofi, .. } = given(mail(&server));
    site.record(kofi, "case-note", &NOTE);
    let plan = [("started_on", "2026-09-01"), ("category", "NEG")];
    site.record(kofi, "protection-plan-started", &plan);

    assert_eq!(round(&site).await, SENT);

    let mut ada = site.signed_in("ada.example").await;
    let late = ada.get("/owed?when=late").await;
    let (_, rows) = late.text.split_once("<tbody").expect("something is late");
    let rows = rows.matches("<tr").count();
    let told = line(&server, 0, "- ");
    assert!(
        told.starts_with(&format!("- {rows} thing")) && told.contains("late"),
        "{told}: {rows}"
    );
    // The child, who was named, given, written of and put on a plan.
    line(&server, 0, "- 5 things that are new");
    let page = ada.get("/account").await.words();
    assert!(page.contains("What is new 5"), "{page}");
}

#[tokio::test]
async fn a_manager_is_told_how_much_waits_for_them() {
    let server = MailServer::new().await;
    let mut site = Site::with(set(mail(&server)));
    let mira = site.worker("Mira Example", &[("team-manager", Some("T1"))]);
    with_address(&mut site, mira, "Mira Example", "mira@north.example");
    let team = [
        ("started_on", "2026-09-01"),
        ("team", "T1"),
        ("role", "Team"),
    ];
    let child = site.child("Kofi", "Fictional", "X1");
    site.record(child, "involvement-started", &team);
    let written = [("written_on", "2026-10-20"), ("summary", "Seen.")];
    let entry = site.record(child, "assessment-written", &written);
    let entry = entry.to_string();
    let sent = [
        ("entry", entry.as_str()),
        ("version", &entry),
        ("what", "Assessment"),
        ("sent_at", "2026-10-21T09:00:00Z"),
        ("worker", "Ada Example"),
    ];
    site.record(child, "sent-for-authorisation", &sent);

    assert_eq!(round(&site).await, SENT);

    line(&server, 0, "- 1 record to authorise");
}

#[tokio::test]
async fn nothing_is_sent_where_there_is_nothing_to_tell() {
    let server = MailServer::new().await;
    let mut site = Site::with(set(mail(&server)));
    let ada = site.worker("Ada Example", &[("social-worker", None)]);
    with_address(&mut site, ada, "Ada Example", "ada@north.example");

    assert_eq!(round(&site).await, NOTHING);

    assert!(server.told().lines.is_empty(), "it was not even called");
    let fared = last(&site, ada).expect("it was looked");
    assert_eq!((fared.of.as_str(), fared.tries), ("2026-11-02", 0));
}

#[tokio::test]
async fn who_has_left_is_locked_is_away_or_has_no_address_is_sent_none() {
    let server = MailServer::new().await;
    let Given {
        mut site,
        kofi,
        ada,
    } = given(mail(&server));
    let mut others = Vec::new();
    for name in ["Bo", "Cy", "Di", "Ed"] {
        let full = format!("{name} Example");
        let worker = site.worker(&full, &[("social-worker", None)]);
        if name != "Ed" {
            with_address(&mut site, worker, &full, &format!("{name}@north.example"));
        }
        site.allocate(kofi, worker, "2026-10-30");
        others.push(worker);
    }
    site.record(others[0], "worker-left", &[("left_on", "2026-10-31")]);
    let account = site
        .read(|reader| reader.account_of(others[1]))
        .expect("read");
    let account = account.expect("an account");
    site.note(Note::Account(Account {
        version: account.version + 1,
        ..account.locked_by_hand()
    }));
    site.record(others[2], "worker-away", &[("from", "2026-11-01")]);

    assert_eq!(round(&site).await, SENT);

    assert_eq!(line(&server, 0, "To:"), "To: <ada@north.example>");
    assert!(last(&site, ada).is_some());
    for other in others {
        assert_eq!(last(&site, other), None);
    }
}

#[tokio::test]
async fn a_person_chooses_on_their_account_whether_and_how_often() {
    let server = MailServer::new().await;
    let Given { mut site, kofi, .. } = given(Mail {
        often: Often::Never,
        ..mail(&server)
    });
    let mut ada = site.signed_in("ada.example").await;
    let page = ada.get("/account").await;
    assert!(
        page.words().contains("It goes to ada@north.example"),
        "{}",
        page.words()
    );
    assert_eq!(round(&site).await, NOTHING, "nobody asked for it");

    let chosen = ada.post("/account/digest", &[("often", "weekly")]).await;
    assert_eq!(chosen.goes_to(), "/account");
    let again = ada.get("/account").await;
    assert_eq!(again.value("often"), Some("never"), "each is offered");
    let checked = again
        .text
        .split("value=\"weekly\"")
        .nth(1)
        .expect("it is there");
    assert!(checked.trim_start().starts_with("checked"), "{checked:.60}");

    let mut many = Vec::new();
    for _ in 0..8 {
        many.push(round(&site).await.sent);
        site.record(kofi, "case-note", &NOTE);
        site.time.pass(DAY);
    }
    assert_eq!(many, [1, 0, 0, 0, 0, 0, 0, 1]);
    let mut ada = site.signed_in("ada.example").await;
    ada.post("/account/digest", &[("often", "never")]).await;
    site.time.pass(6 * DAY);
    assert_eq!(round(&site).await, NOTHING, "never is never");
    let mut ada = site.signed_in("ada.example").await;
    let wrong = ada.post("/account/digest", &[("often", "hourly")]).await;
    assert_ne!(wrong.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn where_no_mail_server_is_set_nobody_is_asked_and_nothing_is_sent() {
    let mut site = Site::new();
    site.worker("Ada Example", &[("social-worker", None)]);
    let mut ada = site.signed_in("ada.example").await;

    assert!(!ada.get("/account").await.words().contains("digest"));
    let chosen = ada.post("/account/digest", &[("often", "weekly")]).await;

    assert_eq!(chosen.status, StatusCode::NOT_FOUND);
    assert_eq!(round(&site).await, NOTHING);
}

#[tokio::test]
async fn what_a_server_refuses_is_given_up_for_the_day_and_no_word_of_it_is_kept() {
    let server = MailServer::new().await;
    let Given {
        mut site,
        ada,
        kofi,
    } = given(mail(&server));
    let bo = site.worker("Bo Example", &[("social-worker", None)]);
    with_address(&mut site, bo, "Bo Example", "bo@north.example");
    site.allocate(kofi, bo, "2026-10-30");
    server.does(Does::RefusesWhom(550));

    // The first that is refused does not keep the other from being tried.
    assert_eq!(round(&site).await, Round { sent: 0, failed: 2 });

    assert_eq!(server.many(), 0);
    for worker in [ada, bo] {
        assert_eq!(trouble(&site, worker), "refused 550");
        assert_eq!(last(&site, worker).expect("one").again_at, None);
    }
    server.does(Does::Takes);
    site.time.pass(60 * MINUTE);
    assert_eq!(round(&site).await, NOTHING);
    site.time.pass(DAY);
    assert_eq!(round(&site).await, Round { sent: 2, failed: 0 });
}

#[tokio::test]
async fn what_a_server_puts_off_is_tried_again_with_growing_gaps_and_known_as_the_same() {
    let server = MailServer::new().await;
    let Given { site, ada, .. } = given(mail(&server));
    server.does(Does::RefusesWhom(451));

    assert_eq!(round(&site).await, FAILED);
    assert_eq!(round(&site).await, NOTHING, "five minutes have not passed");
    for (tries, minutes) in [(1, 5), (2, 15), (3, 45)] {
        assert_eq!(last(&site, ada).expect("one").tries, tries);
        site.time.pass(minutes * MINUTE - 1);
        assert_eq!(round(&site).await, NOTHING);
        site.time.pass(1);
        assert_eq!(round(&site).await, FAILED);
    }
    assert_eq!(trouble(&site, ada), "put-off 451");
    server.does(Does::Takes);
    site.time.pass(135 * MINUTE);
    let site = site.restarted_with(set(mail(&server)));
    assert_eq!(round(&site).await, SENT);
    assert_eq!(last(&site, ada).expect("one").tries, 5);
}

#[tokio::test]
async fn a_digest_is_known_by_what_stood_before_it_was_sent() {
    let server = MailServer::new().await;
    let Given { site, ada, .. } = given(mail(&server));
    assert_eq!(round(&site).await, SENT);
    // As if its sending had not been noted.
    let digest = Digest {
        of: "2026-11-02".to_owned(),
        tries: 1,
        again_at: Some(site.time.now()),
        trouble: Some("too-slow".to_owned()),
    };
    site.note(Note::Digest {
        worker: ada,
        digest,
    });
    let site = site.restarted_with(set(mail(&server)));
    assert_eq!(round(&site).await, SENT);
    site.time.pass(DAY);
    assert_eq!(round(&site).await, SENT);

    let of = |place| line(&server, place, "Message-ID:");
    assert_eq!(of(0), of(1));
    assert_ne!(of(1), of(2));
    assert!(of(0).ends_with("@post.example>"), "{}", of(0));
    assert!(!of(0).contains(&ada.to_string()));
}

#[tokio::test]
async fn where_nobody_knows_whether_it_was_taken_it_is_not_sent_again() {
    let server = MailServer::new().await;
    for does in [Does::TakesAndBreaksOff, Does::TakesAndIsSilent] {
        let Given { site, ada, .. } = given(Mail {
            within: SignedDuration::from_millis(500),
            ..mail(&server)
        });
        server.does(does);
        assert_eq!(round(&site).await, FAILED);

        assert_eq!(trouble(&site, ada), "perhaps");
        server.does(Does::Takes);
        let many = server.many();
        site.time.pass(60 * MINUTE);
        assert_eq!(round(&site).await, NOTHING);
        assert_eq!(server.many(), many);
        site.time.pass(DAY);
        assert_eq!(round(&site).await, SENT);
    }
}

#[tokio::test]
async fn what_was_being_sent_when_the_program_was_killed_is_said_to_be_perhaps_sent() {
    let server = MailServer::new().await;
    server.does(Does::TakesAndIsSilent);
    let Given { site, ada, .. } = given(mail(&server));
    let app = site.app();
    let sending = tokio::spawn(async move { send_digests(&app).await });
    server.takes_one().await;
    sending.abort();
    let _ = sending.await;
    assert_eq!(trouble(&site, ada), "underway", "it was claimed before");

    server.does(Does::Takes);
    let site = site.restarted_with(set(mail(&server)));

    assert_eq!(round(&site).await, NOTHING);
    assert_eq!(trouble(&site, ada), "perhaps");
    assert_eq!(server.many(), 1);
}

#[tokio::test]
async fn a_server_that_says_nothing_is_not_waited_for_and_one_that_is_not_there_is_tried_again() {
    let server = MailServer::new().await;
    server.does(Does::SaysNothing);
    let Given { site, ada, .. } = given(Mail {
        within: SignedDuration::from_millis(200),
        ..mail(&server)
    });
    assert_eq!(round(&site).await, FAILED);
    assert_eq!(trouble(&site, ada), "too-slow");
    let again = last(&site, ada).expect("one").again_at;
    assert_eq!(again, Some(site.time.now() + SignedDuration::from_mins(5)));

    let site = site.restarted_with(set(Mail {
        // Nobody listens there: the port is of no service.
        port: 1,
        ..mail(&server)
    }));
    site.time.pass(5 * MINUTE);
    assert_eq!(round(&site).await, FAILED);
    assert_eq!(trouble(&site, ada), "not-reached");
}

#[tokio::test]
async fn nothing_is_sent_unencrypted_where_it_is_to_be_encrypted() {
    for tls in [Tls::Starttls, Tls::Implicit] {
        let server = MailServer::new().await;
        let Given { site, ada, .. } = given(Mail {
            tls,
            user: Some("sightline".to_owned()),
            password: Some("kettle orbit".to_owned()),
            within: SignedDuration::from_millis(500),
            ..mail(&server)
        });

        assert_eq!(round(&site).await, FAILED);

        let told = server.told();
        assert!(told.messages.is_empty());
        let secret = |line: &String| line.starts_with("AUTH") || line.starts_with("MAIL");
        assert!(!told.lines.iter().any(secret), "{tls:?}: {:?}", told.lines);
        drop(told);
        if tls == Tls::Starttls {
            assert_eq!(trouble(&site, ada), "not-encrypted");
        }
    }
}

#[tokio::test]
async fn a_server_is_believed_by_its_certificate_and_lets_in_by_a_password() {
    let (server, certificate) = MailServer::encrypted().await;
    let known = Mail {
        tls: Tls::Implicit,
        trusted: Some(certificate.into_bytes()),
        user: Some("sightline".to_owned()),
        password: Some("kettle orbit".to_owned()),
        ..mail(&server)
    };
    let Given { site, ada, .. } = given(Mail {
        trusted: None,
        ..known.clone()
    });
    assert_eq!(round(&site).await, FAILED, "nobody vouches for it");
    assert_eq!(trouble(&site, ada), "not-reached");
    assert!(server.told().lines.is_empty());

    let wrong = Mail {
        password: Some("another".to_owned()),
        ..known.clone()
    };
    let refused = web::ask_mail_server(&wrong).await.expect_err("refused");
    assert!(refused.contains("did not let these pages in"), "{refused}");
    assert!(!refused.contains("no sightline here"), "{refused}");
    assert_eq!(web::ask_mail_server(&known).await, Ok(()));
    assert_eq!(server.many(), 0, "it was only asked");

    site.time.pass(5 * MINUTE);
    let site = site.restarted_with(set(known));
    assert_eq!(round(&site).await, SENT);
}

#[tokio::test]
async fn after_starttls_everything_is_said_encrypted_the_password_too() {
    let (server, certificate) = MailServer::encrypted_when_asked().await;
    let Given { site, .. } = given(Mail {
        tls: Tls::Starttls,
        trusted: Some(certificate.into_bytes()),
        user: Some("sightline".to_owned()),
        password: Some("kettle orbit".to_owned()),
        ..mail(&server)
    });

    assert_eq!(round(&site).await, SENT);

    assert_eq!(server.many(), 1);
    let plain = server.told().plain.clone();
    assert_eq!(plain, ["EHLO post.example", "STARTTLS"]);
}

#[tokio::test]
async fn how_many_were_sent_and_failed_is_told_of_nobody_by_name() {
    let server = MailServer::new().await;
    let Given { mut site, kofi, .. } = given(mail(&server));
    let bo = site.worker("Bo Example", &[("social-worker", None)]);
    with_address(&mut site, bo, "Bo Example", "bo@north.example");
    site.allocate(kofi, bo, "2026-10-30");
    server.does(Does::RefusesWhom(451));
    assert_eq!(round(&site).await, Round { sent: 0, failed: 2 });
    let told = site.read(store::Reader::told_of_all).expect("read");
    let stand = web::standing(&told, "2026-10-26");
    assert_eq!((stand.tried_again, stand.sent), (2, 0));
    let troubles: Vec<_> = stand.troubles.into_iter().collect();
    assert_eq!(
        troubles,
        [("the server would not take it then (451)".to_owned(), 2)]
    );

    server.does(Does::Takes);
    site.time.pass(5 * MINUTE);
    round(&site).await;

    let (_, counted) = ask(&site, "/metrics").await;
    for line in [
        "sightline_digests_sent_total 2",
        "sightline_digests_failed_total 2",
    ] {
        assert!(
            counted.lines().any(|said| said == line),
            "{line}: {counted}"
        );
    }
    let told = site.read(store::Reader::told_of_all).expect("read");
    assert_eq!(web::standing(&told, "2026-10-26").sent, 2);
    assert_eq!(web::standing(&told, "2026-11-03").sent, 0);
}

#[tokio::test]
async fn while_the_pages_are_served_digests_are_sent_and_a_stop_waits_for_the_one_underway() {
    let server = MailServer::new().await;
    let Given { site, ada, .. } = given(mail(&server));
    let pages = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let (stop, told) = oneshot::channel::<()>();
    let serving = tokio::spawn(web::serve(site.app(), pages, async {
        let _ = told.await;
    }));

    server.takes_one().await;
    stop.send(()).expect("told");
    let ended = serving.await.expect("served").expect("served");

    assert_eq!(ended, web::Stopped::Answered);
    let fared = last(&site, ada).expect("a digest");
    assert_eq!(
        (fared.tries, fared.trouble),
        (1, None),
        "it is known that it was sent"
    );
}
