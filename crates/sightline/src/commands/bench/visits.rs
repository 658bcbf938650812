//! `bench visits`: everybody of an example signed in, and what each of them would look at, to
//! load the pages with. See `bin/measure-pages`.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, anyhow, ensure};
use jiff::SignedDuration;
use practice::{Book, Id};
use record::Casefile;
use record::may::{Action, Permissions};
use store::{Note, Outside, Randomness as _, Reader, Writer};
use web::sign_in::{Fresh, Ticket};

use crate::cli::Global;
use crate::commands::account;
use crate::edge::{self, MachineClock, MachineRandomness};
use crate::outcome::Outcome;
use crate::{ledger, show};

/// How long the sessions last.
const LASTS: SignedDuration = SignedDuration::from_hours(12);
/// How many files of each worker are looked at, at most.
const FILES: usize = 40;
/// How many of each worker's children are searched for.
const NAMES: usize = 5;

/// What everybody who is loaded with may record.
const RECORDED: &str = "case-note";

/// Writes a line for each of `users` sessions of workers who have children of whom they may record:
/// the cookie, what its forms send along, and then the children's files, separated by tabs; and
/// beside it a list of names to search for.
pub fn run(global: &Global, book: &Arc<Book>, users: usize, out: &Path) -> anyhow::Result<Outcome> {
    let mut reader = ledger::read_derived(global, book)?;
    ensure!(
        reader.about().example,
        "{} holds a real record: sessions are begun in an example alone",
        global.data
    );
    let writer = ledger::store(global)?.open_writer(Outside {
        clock: Box::new(MachineClock),
        randomness: Box::new(MachineRandomness),
        projector: ledger::projector(book),
    })?;
    let with_children = with_children(&mut reader, book)?;
    ensure!(
        !with_children.is_empty(),
        "nobody in {} has children",
        global.data
    );
    std::fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
    let file = |name: &str| {
        let path = out.join(name);
        let file = File::create(&path);
        (file.map(BufWriter::new)).with_context(|| format!("{} cannot be written", path.display()))
    };
    let (mut sessions, mut names) = (file("sessions")?, file("names")?);
    // Where more are wanted than there are, some are signed in more than once, as people are.
    for (worker, name, children) in with_children.iter().cycle().take(users) {
        if reader.account_of(*worker)?.is_none() {
            account::example(&writer, *worker, name)?;
        }
        let Ticket { token, form } = begin(&writer, *worker)?;
        write!(sessions, "{token}\t{form}")?;
        for child in children {
            write!(sessions, "\t{child}")?;
        }
        writeln!(sessions)?;
        for child in children.iter().take(NAMES) {
            if let Some(name) = name_of(&mut reader, *child)? {
                writeln!(names, "{name}")?;
            }
        }
    }
    sessions.flush()?;
    names.flush()?;
    show::lines([format!(
        "{} of {}, in {}",
        show::count(users as u64, "session", "sessions"),
        show::count(with_children.len() as u64, "worker", "workers"),
        out.display()
    )])?;
    Ok(Outcome::Holds)
}

/// The workers who are there today and have children, with the children's files.
fn with_children(reader: &mut Reader, book: &Book) -> anyhow::Result<Vec<(Id, String, Vec<Id>)>> {
    let now = edge::now();
    let permissions = Permissions::of(book).map_err(|problems| {
        anyhow!("the policies of the practice book cannot be used:\n{problems}")
    })?;
    let recorded = book.record(RECORDED);
    let mut found = Vec::new();
    for worker in reader.workers()? {
        if worker.has_left(now) {
            continue;
        }
        let Some(actor) = reader.actor(worker.subject, now)? else {
            continue;
        };
        let names = worker.names();
        let files = reader.files_of(&names, &[], now)?;
        let mut children = Vec::new();
        for file in files {
            if children.len() == FILES || reader.child(file)?.is_none() {
                continue;
            }
            let target = reader.target(file, "child", now)?;
            let may = permissions.may(&actor, Action::Record, &target, recorded);
            if may.allowed {
                children.push(file);
            }
        }
        if !children.is_empty() {
            found.push((worker.subject, worker.name.clone(), children));
        }
    }
    Ok(found)
}

/// Begins a session for somebody.
fn begin(writer: &Writer, worker: Id) -> anyhow::Result<Ticket> {
    let (mut token, mut form_key) = ([0; 32], [0; 32]);
    MachineRandomness.fill(&mut token)?;
    MachineRandomness.fill(&mut form_key)?;
    let fresh = Fresh {
        worker,
        at: edge::now(),
        lasts: LASTS,
        token,
        form_key,
    };
    writer.note(vec![Note::BeginSession(fresh.session())])?;
    Ok(fresh.ticket())
}

/// The name that a child goes by, as it was told last.
fn name_of(reader: &mut Reader, child: Id) -> anyhow::Result<Option<String>> {
    let casefile = Casefile::fold(&reader.file(child)?);
    let latest = |field: &str| {
        let mut told = casefile.facts.iter().rev();
        told.find_map(|fact| fact.text(field)).map(str::to_owned)
    };
    Ok(match (latest("forename"), latest("surname")) {
        (Some(forename), Some(surname)) => Some(format!("{forename} {surname}")),
        _ => None,
    })
}
