//! The configuration file, as it is written and as it is got wrong.

use clap::CommandFactory as _;

use super::config::Config;
use super::{Wanted, global};
use crate::cli::{Cli, Command, Global, Serve};

const EXAMPLE: &str = include_str!("../../../../../packaging/sightline.toml");

fn typed(words: &[&str]) -> (Global, Serve) {
    use clap::FromArgMatches as _;
    let words = ["sightline", "serve"].iter().chain(words);
    let matches = Cli::command().get_matches_from(words);
    let cli = Cli::from_arg_matches(&matches).expect("understood");
    let Command::Serve(serve) = cli.command else {
        panic!("serve was typed");
    };
    (cli.global, serve)
}

/// What is served, in words that can be compared.
fn wanted(words: &[&str], text: &str) -> String {
    let (_, serve) = typed(words);
    let config = Config::of(text, "a.toml").expect("a configuration");
    match Wanted::of(&serve, &config) {
        Ok(wanted) => format!("{wanted:#?}"),
        Err(error) => format!("refused: {error:#}"),
    }
}

fn refused(text: &str) -> String {
    let refused = Config::of(text, "a.toml").expect_err("refused");
    refused.to_string()
}

/// The example with each key that stands behind a `#`.
fn with_every_key() -> String {
    let key = |line: &&str| {
        let rest = line.trim_start_matches("# ");
        let name = rest.split(" = ").next().unwrap_or_default();
        let is_name = !name.is_empty()
            && name
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter == '_');
        (is_name && rest.contains(" = ")) || rest.starts_with('[')
    };
    let lines = EXAMPLE.lines().filter(key);
    let lines: Vec<&str> = lines.map(|line| line.trim_start_matches("# ")).collect();
    lines.join("\n")
}

#[test]
fn the_example_that_comes_with_the_program_changes_nothing() {
    assert_eq!(wanted(&[], EXAMPLE), wanted(&[], ""));
}

#[test]
fn the_example_shows_every_key_and_each_value_that_it_shows_is_taken() {
    let config = Config::of(&with_every_key(), "sightline.toml").expect("taken");

    let shown = format!("{config:?}");
    assert!(!shown.contains("None"), "a key is missing: {shown}");
}

#[test]
fn whatever_can_be_typed_can_stand_in_the_file() {
    let every = with_every_key();
    let serve = Cli::command();
    let serve = serve.find_subcommand("serve").expect("serve").clone();
    let flags = serve
        .get_arguments()
        .chain(Cli::command().get_arguments().collect::<Vec<_>>())
        .map(clap::Arg::clone)
        .collect::<Vec<_>>();
    let names = flags.iter().filter_map(clap::Arg::get_long);
    // How the command prints, and where the file is, say nothing about what is served.
    for name in names.filter(|name| !["config", "format", "help", "version"].contains(name)) {
        let key = format!("{} = ", name.replace('-', "_"));
        assert!(
            every.lines().any(|line| line.starts_with(&key)),
            "--{name} has no line in packaging/sightline.toml"
        );
    }
}

#[test]
fn what_is_typed_goes_before_what_stands_in_the_file() {
    let file = "data = \"/srv/file\"\nlisten = \"127.0.0.1:1\"\nstop_within = \"5 seconds\"\n";

    let (of_file, both) = (
        wanted(&[], file),
        wanted(&["--listen", "127.0.0.1:2", "--stop-within", "7"], file),
    );

    assert!(
        of_file.contains("127.0.0.1:1") && of_file.contains("5s"),
        "{of_file}"
    );
    assert!(
        both.contains("127.0.0.1:2") && both.contains("7s"),
        "{both}"
    );
    let config = Config::of(file, "a.toml").expect("a configuration");
    let (mut named, _) = typed(&["--data", "/srv/typed"]);
    assert_eq!(
        global(&named, &config).data.to_string(),
        "/srv/file",
        "typed unknown"
    );
    named.data_was_named = true;
    assert_eq!(global(&named, &config).data.to_string(), "/srv/typed");
}

#[test]
fn what_is_wrong_is_refused_with_its_line_and_what_to_do() {
    for (text, says) in [
        (
            "\nlisten_on = \"127.0.0.1:1\"",
            "a.toml, line 2: unknown field `listen_on`",
        ),
        (
            "listen = \"8080\"",
            "a.toml, line 1: “8080” is not an address and a port",
        ),
        (
            "listen = 8080",
            "it must be an address and a port in quotation marks",
        ),
        (
            "[sessions]\nidle = \"soon\"",
            "line 2: “soon” is no length of time: write it as",
        ),
        (
            "[sessions]\nidle = \"1 second\"",
            "line 2: it must be between 1 minute and 1 day",
        ),
        (
            "[sessions]\nidle = 30",
            "line 2: it must be a time in quotation marks",
        ),
        (
            "[sign_in]\n\ntries = 0",
            "line 3: it must be a whole number between 1 and 100",
        ),
        (
            "[sign_in]\nto_an_account = { at_once = 3 }",
            "line 2: missing field `then_one_in`",
        ),
        (
            "[identity_provider]\nissuer = \"http://login.example\"",
            "line 2: “http://login.example” is not an address that begins with https://",
        ),
        (
            "[mail]\nfrom = \"Ada <ada@example.org>\"",
            "line 2: “Ada <ada@example.org>” is not an address such as",
        ),
        (
            "[mail]\ntls = \"perhaps\"",
            "line 2: it must be one of implicit, starttls, none",
        ),
        (
            "[mail]\noften = \"hourly\"",
            "line 2: it must be one of never, working-days, weekly",
        ),
        (
            "[mail]\nat = \"morning\"",
            "line 2: “morning” is not a time of day",
        ),
        ("listen = ", "a.toml, line 1: "),
    ] {
        let refused = refused(text);
        assert!(refused.contains(says), "{text}: {refused}");
        assert!(refused.contains("packaging/sightline.toml"), "{refused}");
    }
}

#[test]
fn what_would_go_over_the_network_unencrypted_is_refused() {
    for (words, says) in [
        (&["--listen", "0.0.0.0:80"][..], "would not be encrypted"),
        (
            &["--redirect-from", "0.0.0.0:80"][..],
            "nowhere to lead browsers to",
        ),
        (&["--certificate", "a.pem"][..], "give both, or neither"),
        (
            &["--certificate", "a.pem", "--key", "a.key", "--behind-https"][..],
            "leave one of them out",
        ),
    ] {
        let refused = wanted(words, "");
        assert!(refused.starts_with("refused: "), "{refused}");
        assert!(refused.contains(says), "{words:?}: {refused}");
    }
    let own = [
        "--listen",
        "0.0.0.0:443",
        "--certificate",
        "a.pem",
        "--key",
        "a.key",
    ];
    assert!(wanted(&own, "").contains("https: true"));
}

#[test]
fn paths_in_the_file_begin_at_its_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.toml");
    let text = "data = \"record\"\nmaster_key = \"/etc/key\"\ncertificate = \"a.pem\"\n";
    std::fs::write(&file, text).expect("written");

    let config = Config::read(&file).expect("a configuration");

    let at = |name: &str| folder.path().join(name);
    assert_eq!(config.data.map(Into::into), Some(at("record")));
    assert_eq!(config.certificate, Some(at("a.pem")));
    assert_eq!(config.master_key, Some("/etc/key".into()));
}

/// The fewest keys with which digests are sent, and these more.
fn with_mail(server: &str, more: &str) -> String {
    format!(
        "[mail]\nserver = \"{server}\"\nfrom = \"s@example.org\"\npages = \"https://s.example.org/\"\n{more}"
    )
}

#[test]
fn a_mail_server_is_encrypted_to_unless_it_is_on_this_machine() {
    let usual = wanted(&[], &with_mail("mail.example.org", ""));
    assert!(usual.contains("tls: Implicit"), "{usual}");
    assert!(usual.contains("port: 465"), "{usual}");
    assert!(usual.contains("often: Never"), "{usual}");
    let starttls = wanted(&[], &with_mail("mail.example.org", "tls = \"starttls\""));
    assert!(starttls.contains("port: 587"), "{starttls}");

    let open = wanted(&[], &with_mail("mail.example.org", "tls = \"none\""));
    assert!(open.starts_with("refused: "), "{open}");
    assert!(open.contains("would not be encrypted"), "{open}");
    let here = wanted(&[], &with_mail("127.0.0.1", "tls = \"none\""));
    assert!(here.contains("tls: None"), "{here}");
    let half = wanted(&[], &with_mail("mail.example.org", "user = \"s\""));
    assert!(half.contains("give both, or neither"), "{half}");
}

#[test]
fn the_password_of_the_mail_server_is_shown_nowhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("password");
    std::fs::write(&file, "kettle orbit\n").expect("written");
    let more = format!("user = \"s\"\npassword_file = \"{}\"", file.display());

    let shown = wanted(&[], &with_mail("mail.example.org", &more));

    assert!(shown.contains("mail.example.org"), "{shown}");
    assert!(!shown.contains("kettle"), "{shown}");
}
