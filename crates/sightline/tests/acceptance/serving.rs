//! Serving the pages as they are configured, and being told beforehand what is wrong.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command};

use crate::harness::Desk;

/// The example, with a worker of each of two roles who can sign in.
fn staffed(role: &str) -> Desk {
    let desk = Desk::with_the_example_imported();
    desk.sightline("team add --name North --code N").done();
    for words in [
        "--name Archer --role social-worker --team North --from 2020-01-06",
        &format!("--name Bowyer --role {role} --from 2020-01-06"),
    ] {
        desk.sightline(&format!("worker add {words}")).done();
    }
    desk.sightline("account examples").done();
    desk
}

/// A certificate that ends with this year, and its key, beside the configuration.
fn certificate(desk: &Desk, until: i32) {
    let key = rcgen::KeyPair::generate().expect("a key");
    let mut asked = rcgen::CertificateParams::new(vec!["pages.example".to_owned()]).expect("one");
    asked.not_before = rcgen::date_time_ymd(2019, 1, 1);
    asked.not_after = rcgen::date_time_ymd(until, 12, 31);
    let certificate = asked.self_signed(&key).expect("signed");
    desk.write("etc/a.pem", certificate.pem());
    desk.write("etc/a.key", key.serialize_pem());
    only_for_its_owner(desk, "etc/a.key");
}

fn only_for_its_owner(desk: &Desk, name: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let only = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(desk.path(name), only).expect("set");
}

/// A configuration of the desk's record on a port, with these lines more.
fn configured(desk: &Desk, at: SocketAddr, more: &str) {
    let text = format!("data = \"../sightline-data\"\nlisten = \"{at}\"\n{more}");
    desk.write("etc/sightline.toml", text);
}

/// A port that nobody listens on, and with it whoever holds it until then.
fn port() -> (TcpListener, SocketAddr) {
    let held = TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = held.local_addr().expect("an address");
    (held, at)
}

/// The pages, until they are dropped.
struct Served {
    program: Child,
}

impl Served {
    /// Once this is said.
    fn once(desk: &Desk, words: &str, said: &str) -> Self {
        let mut program = desk.start(words);
        let out = program.stdout.take().expect("what it says");
        let mut lines = BufReader::new(out).lines();
        let found = lines.any(|line| line.expect("a line").contains(said));
        let mut served = Self { program };
        assert!(found, "{}", served.complaint());
        served
    }

    fn complaint(&mut self) -> String {
        let mut text = String::new();
        if let Some(mut said) = self.program.stderr.take() {
            let _ = self.program.kill();
            said.read_to_string(&mut text).expect("what is wrong");
        }
        text
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn asked(at: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(at).expect("connected");
    let asked = format!("GET {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n");
    stream.write_all(asked.as_bytes()).expect("sent");
    let mut said = String::new();
    stream.read_to_string(&mut said).expect("an answer");
    said
}

#[test]
fn an_administrator_is_told_before_anything_is_served_what_is_in_order_and_what_is_not() {
    let desk = staffed("administrator");
    let (held, at) = port();
    certificate(&desk, 4000);
    configured(&desk, at, "certificate = \"a.pem\"\nkey = \"a.key\"\n");
    drop(held);

    let doctor = desk.sightline("doctor --config etc/sightline.toml").done();
    doctor.saying(&[
        "configuration: etc/sightline.toml can be used",
        "administrator: 1 administrator can sign in",
        "one-time codes: each of 2 accounts has",
        "is free",
        "days left",
        "key of the certificate",
        "disk: ",
    ]);

    certificate(&desk, 2020);
    let (held, at) = port();
    configured(
        &desk,
        at,
        "certificate = \"a.pem\"\nkey = \"a.key\"\noperations = \"127.0.0.1:1\"\n",
    );
    let doctor = desk.sightline("doctor --config etc/sightline.toml");
    doctor.does_not_hold().saying(&[
        "MEND      certificate",
        "ended at 2020-12-31",
        "MEND      address",
        "another program listens",
    ]);
    drop(held);
}

#[test]
fn whoever_has_nobody_to_add_others_is_told_and_what_to_do() {
    let desk = staffed("legal");

    let doctor = desk.sightline("doctor").does_not_hold();

    doctor.saying(&[
        "MEND      administrator",
        "sightline role give",
        "sightline account add",
    ]);
}

#[test]
fn a_configuration_that_is_wrong_is_refused_with_its_line_and_nothing_is_served() {
    let desk = staffed("administrator");
    desk.write(
        "etc/sightline.toml",
        "listen = \"127.0.0.1:0\"\n\nidle = \"1 hour\"\n",
    );

    for words in ["serve --config", "doctor --config"] {
        let ran = desk.sightline(&format!("{words} etc/sightline.toml"));
        let ran = if words.starts_with("serve") {
            ran.refused()
        } else {
            ran.does_not_hold()
        };
        ran.saying(&["etc/sightline.toml, line 3: unknown field `idle`"]);
    }
}

#[test]
fn the_pages_are_served_as_the_file_says_and_the_doctor_knows_them() {
    let desk = staffed("administrator");
    let (held, at) = port();
    configured(&desk, at, "");
    drop(held);

    let _served = Served::once(
        &desk,
        "serve --config etc/sightline.toml",
        &format!("Serving on http://{at}"),
    );

    assert!(asked(at, "/sign-in").starts_with("HTTP/1.1 200"));
    desk.sightline("doctor --config etc/sightline.toml")
        .done()
        .saying(&["the pages are served on"]);
}

/// A mail server that greets whoever comes first, and says goodbye.
fn mail_server() -> (std::thread::JoinHandle<()>, SocketAddr) {
    let (listener, at) = port();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("somebody");
        let wait = Some(std::time::Duration::from_secs(20));
        stream.set_read_timeout(wait).expect("a limit");
        stream.write_all(b"220 post.example\r\n").expect("greeted");
        let lines = BufReader::new(stream.try_clone().expect("the same"));
        for line in lines.lines() {
            let line = line.expect("a line");
            stream.write_all(b"250 post.example\r\n").expect("answered");
            if line == "QUIT" {
                break;
            }
        }
    });
    (server, at)
}

#[test]
fn an_administrator_is_told_whether_the_mail_server_answers_and_how_digests_fared() {
    let desk = staffed("administrator");
    let (server, mail) = mail_server();
    let (held, at) = port();
    let with = |more: &str| {
        let port = mail.port();
        format!(
            "[mail]\nserver = \"127.0.0.1\"\nport = {port}\nfrom = \"s@post.example\"\npages = \"https://pages.example\"\n{more}"
        )
    };
    configured(&desk, at, &with("tls = \"none\"\n"));
    drop(held);

    desk.sightline("doctor --config etc/sightline.toml")
        .done()
        .saying(&[
            "mail server: 127.0.0.1, port",
            "answers and lets the pages in",
            "digests: 0 people were sent their last one, of the last 7 days",
        ]);
    server.join().expect("it was asked");

    // Nobody listens there any more.
    let doctor = desk.sightline("doctor --config etc/sightline.toml");
    doctor
        .does_not_hold()
        .saying(&["MEND      mail server", "could not be reached"]);
}

#[test]
fn a_certificate_is_renewed_without_a_stop() {
    let desk = staffed("administrator");
    certificate(&desk, 4000);
    configured(
        &desk,
        "127.0.0.1:0".parse().expect("an address"),
        "certificate = \"a.pem\"\nkey = \"a.key\"\n",
    );
    let mut served = Served::once(
        &desk,
        "serve --config etc/sightline.toml",
        "Serving on https://",
    );
    let log = served.program.stderr.take().expect("the log");
    let mut log = BufReader::new(log)
        .lines()
        .map(|line| line.expect("a line"));
    let read_again = |served: &Served| {
        let told = Command::new("kill")
            .args(["-HUP", &served.program.id().to_string()])
            .status();
        assert!(told.expect("told").success());
    };

    // One file is there before the other: the pair before is used until then.
    let key = std::fs::read(desk.path("etc/a.key")).expect("a key");
    certificate(&desk, 4001);
    let next = std::fs::read(desk.path("etc/a.key")).expect("a key");
    desk.write("etc/a.key", key);
    read_again(&served);
    let said = log.next().expect("a line");
    assert!(
        said.contains("the certificate before is still used"),
        "{said}"
    );
    assert!(said.contains("the key is not this certificate's"), "{said}");

    desk.write("etc/a.key", next);
    read_again(&served);
    let said = log.next().expect("a line");
    assert!(
        said.contains("another certificate is used from now on"),
        "{said}"
    );
    assert!(said.contains("4001-12-31"), "{said}");
}
