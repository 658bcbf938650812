//! `account`: who may sign in. A person sets their own password and authenticator at the
//! first sign-in, with a password for a start that is printed here once.

use std::sync::Arc;

use anyhow::{Context as _, bail};
use jiff::Timestamp;
use practice::{Book, Id, Value, When};
use record::{Body, Draft, kinds};
use serde_json::json;
use store::{Account, Command, Note, Outside, Randomness as _, Reader, Writer};
use web::sign_in::{EXAMPLE_PASSWORD, password};

use crate::cli::{Accounts, Format, Global};
use crate::edge::{self, MachineClock, MachineRandomness, NewIds};
use crate::outcome::Outcome;
use crate::{ledger, show};

pub fn run(global: &Global, book: &Arc<Book>, asked: &Accounts) -> anyhow::Result<Outcome> {
    let mut reader = ledger::read_derived(global, book)?;
    if let Accounts::List = asked {
        return list(global, &mut reader);
    }
    let writer = ledger::store(global)?.open_writer(Outside {
        clock: Box::new(MachineClock),
        randomness: Box::new(MachineRandomness),
        projector: ledger::projector(book),
    })?;
    match asked {
        Accounts::List => {}
        Accounts::Add { worker, sign_in } => {
            if reader.worker(*worker)?.is_none() {
                bail!("no worker has the file {worker}: `sightline worker list` prints them");
            }
            let start = start()?;
            let account = new(*worker, sign_in, &start, edge::now())?;
            tell(book, &mut reader, &writer, *worker, "made")?;
            writer.note(vec![Note::NewAccount(account)])?;
            printed(global, sign_in, &start)?;
        }
        Accounts::Reset { sign_in } => {
            let start = start()?;
            let old = named(&mut reader, sign_in)?;
            let fresh = new(old.worker, sign_in, &start, edge::now())?;
            let account = Account {
                version: old.version + 1,
                ..fresh
            };
            let worker = account.worker;
            tell(book, &mut reader, &writer, worker, "anew")?;
            writer.note(vec![Note::Account(account), Note::EndSessionsOf { worker }])?;
            printed(global, sign_in, &start)?;
        }
        Accounts::Close { sign_in } => {
            let old = named(&mut reader, sign_in)?;
            let worker = old.worker;
            let closed = Account {
                closed_at: Some(edge::now()),
                version: old.version + 1,
                ..old
            };
            tell(book, &mut reader, &writer, worker, "closed")?;
            writer.note(vec![Note::Account(closed), Note::EndSessionsOf { worker }])?;
            show::lines([format!("{sign_in} can no longer sign in.")])?;
        }
        Accounts::Examples => examples(&mut reader, &writer)?,
    }
    Ok(Outcome::Holds)
}

/// Records in the worker's file what is done to their account, and that it was done here.
fn tell(
    book: &Book,
    reader: &mut Reader,
    writer: &Writer,
    worker: Id,
    what: &str,
) -> anyhow::Result<()> {
    let record = book
        .record(kinds::ACCOUNT_CHANGED)
        .context("the practice book has no record type account-changed")?;
    let organisation = reader.about().organisation;
    let mut ids = NewIds::default();
    let now = When::Instant(edge::now());
    let fields = [
        (record.occurred.as_str(), Value::text(now)),
        ("what", Value::text(what)),
        ("why", Value::text("From the command line")),
    ];
    let draft = Draft {
        id: ids.next()?,
        owner: worker,
        refers_to: Vec::new(),
        kind: record.name.clone(),
        kind_version: record.version,
        occurred: now,
        recorded_by: organisation,
        organisation,
        corrects: None,
        group: ids.next()?,
        body: Body {
            fields: fields.map(|(name, value)| (name.to_owned(), value)).into(),
            ..Body::default()
        },
    };
    writer.append(Command {
        owner: worker,
        expected_version: reader.file(worker)?.len() as u64,
        known: None,
        drafts: vec![draft],
    })?;
    Ok(())
}

fn list(global: &Global, reader: &mut Reader) -> anyhow::Result<Outcome> {
    let accounts = reader.accounts()?;
    if global.format == Format::Json {
        let shown: Vec<_> = (accounts.iter())
            .map(|one| {
                json!({
                    "sign_in": one.sign_in, "worker": one.worker, "made_at": one.made_at,
                    "set_up": !one.must_change, "locked_until": one.locked_until,
                    "closed_at": one.closed_at,
                })
            })
            .collect();
        show::json(&shown)?;
        return Ok(Outcome::Holds);
    }
    let state = |one: &Account| match (one.closed_at, one.must_change) {
        (Some(at), _) => format!("closed {at}"),
        (None, true) => "not set up yet".to_owned(),
        (None, false) => "set up".to_owned(),
    };
    show::lines(
        accounts
            .iter()
            .map(|one| format!("{:<24} {}  {}", one.sign_in, one.worker, state(one))),
    )?;
    Ok(Outcome::Holds)
}

fn named(reader: &mut Reader, sign_in: &str) -> anyhow::Result<Account> {
    reader
        .account_named(&sign_in.to_lowercase())?
        .with_context(|| {
            format!("nobody signs in as {sign_in}: `sightline account list` prints the names")
        })
}

/// A password for a start: 20 letters of 4 groups, some 94 bits.
fn start() -> anyhow::Result<String> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0; 20];
    MachineRandomness.fill(&mut bytes)?;
    let letters: Vec<char> = bytes
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte % 32)))
        .map(|letter| char::from(*letter))
        .collect();
    let groups: Vec<String> = letters
        .chunks(5)
        .map(|group| group.iter().collect())
        .collect();
    Ok(groups.join("-"))
}

fn new(worker: Id, sign_in: &str, start: &str, now: Timestamp) -> anyhow::Result<Account> {
    let sign_in = sign_in.trim().to_lowercase();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._-@".contains(letter);
    if sign_in.is_empty() || !sign_in.chars().all(plain) {
        bail!(
            "a name to sign in with is of letters, figures, dots, dashes and @ alone: {sign_in:?} is not"
        );
    }
    let (mut salt, mut secret) = ([0; 16], [0; 20]);
    MachineRandomness.fill(&mut salt)?;
    MachineRandomness.fill(&mut secret)?;
    let kept = password::keep(start, &salt).map_err(anyhow::Error::msg)?;
    Ok(Account {
        worker,
        sign_in,
        password: kept,
        code_secret: secret.to_vec(),
        last_code: 0,
        recovery: Vec::new(),
        failures: 0,
        locked_until: None,
        must_change: true,
        made_at: now,
        closed_at: None,
        version: 1,
    })
}

fn printed(global: &Global, sign_in: &str, start: &str) -> anyhow::Result<()> {
    if global.format == Format::Json {
        return show::json(&json!({ "sign_in": sign_in, "password_for_a_start": start }));
    }
    show::lines([
        format!("{sign_in} can sign in with this password for a start, within a week:"),
        String::new(),
        format!("    {start}"),
        String::new(),
        "It is shown this once. At the first sign-in it is replaced by their own.".to_owned(),
    ])
}

/// Accounts for every worker of an example record who has none, all with one password that
/// the sign-in page shows.
fn examples(reader: &mut Reader, writer: &Writer) -> anyhow::Result<()> {
    if !reader.about().example {
        bail!("only an example record can have accounts whose password everybody knows");
    }
    let mut made = 0;
    for worker in reader.workers()? {
        if reader.account_of(worker.subject)?.is_some() {
            continue;
        }
        example(writer, worker.subject, &worker.name)?;
        made += 1;
    }
    show::lines([format!(
        "{} made, each with the password “{EXAMPLE_PASSWORD}”. The sign-in page shows the names and the codes.",
        show::count(made, "account", "accounts")
    )])
}

/// An account of an example, whose password everybody knows; the name to sign in with.
pub(super) fn example(writer: &Writer, worker: Id, name: &str) -> anyhow::Result<String> {
    let plain = |letter: char| if letter == ' ' { '.' } else { letter };
    let sign_in: String = name.to_lowercase().chars().map(plain).collect();
    let account = Account {
        must_change: false,
        ..new(worker, &sign_in, EXAMPLE_PASSWORD, edge::now())?
    };
    writer.note(vec![Note::NewAccount(account)])?;
    Ok(sign_in)
}
