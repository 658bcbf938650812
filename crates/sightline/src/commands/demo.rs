//! `demo`: an authority made by simulating its work, and its pages.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use example::{Making, Scale};
use practice::{Book, Value, When};
use record::Entry;
use record::workforce::Gives;
use serde_json::json;
use store::{Outside, Reader, Store};
use web::sign_in::EXAMPLE_PASSWORD;

use super::{account, serve};
use crate::cli::{Demo, DemoScale, Format, Global, Serve};
use crate::data::Data;
use crate::edge::{self, MachineClock, MachineRandomness};
use crate::ledger;
use crate::outcome::Outcome;
use crate::show::{self, progress};

/// Makes it where it is not there, says who can sign in, and serves it where that was asked.
pub fn run(global: &Global, book: &Arc<Book>, asked: &Demo) -> anyhow::Result<Outcome> {
    let mut global = global.clone();
    if !global.data_was_named {
        let folder = tempfile::Builder::new().prefix("sightline-demo-").tempdir();
        let folder = folder.context("a folder for the example")?.keep();
        global.data = Data::in_folder(folder);
    }
    let store = ledger::store(&global)?;
    let started = edge::stopwatch();
    let made = if store.exists()? {
        is_the_same(&mut ledger::read(&global)?, asked)
            .with_context(|| format!("{} cannot be used", global.data))?;
        ledger::read_derived(&global, book)?;
        None
    } else {
        global.data.refuse_a_file()?;
        Some(make(&store, book, asked)?)
    };
    tell(&global, made.as_ref(), started.elapsed(), asked)?;
    let Some(listen) = asked.listen else {
        return Ok(Outcome::Holds);
    };
    let pages = Serve {
        listen: Some(listen),
        ..Serve::default()
    };
    serve::run(&global, &pages)
}

/// How large it is.
const fn scale(asked: &Demo) -> Scale {
    match asked.scale {
        DemoScale::Tiny => Scale::TINY,
        DemoScale::Small => Scale::SMALL,
        DemoScale::Authority => Scale::AUTHORITY,
    }
}

/// Makes the record, what is derived from it, and an account for one of each role.
fn make(store: &Store, book: &Arc<Book>, asked: &Demo) -> anyhow::Result<example::Made> {
    let making = Making {
        book: Arc::clone(book),
        scale: scale(asked),
        seed: asked.seed,
        today: When::Instant(edge::now()).day(),
        randomness: Box::new(MachineRandomness),
    };
    let bar = progress::counting("days worked");
    let made = making.make(store, |day, of| {
        bar.at(u64::from(day.unsigned_abs()), u64::from(of.unsigned_abs()));
    })?;
    bar.done();
    let bar = progress::counting("entries folded");
    let projector = ledger::projector(book);
    store.rebuild(&projector, |done, of| bar.at(done, of))?;
    bar.done();
    let writer = store.open_writer(Outside {
        clock: Box::new(MachineClock),
        randomness: Box::new(MachineRandomness),
        projector,
    })?;
    for (name, worker) in &made.to_sign_in {
        account::example(&writer, *worker, name)?;
    }
    Ok(made)
}

/// Refuses a record that is anything but an example of this size and seed, made to its end.
fn is_the_same(reader: &mut Reader, asked: &Demo) -> anyhow::Result<()> {
    ensure!(
        reader.about().example,
        "it holds a real record: name another place with --data"
    );
    let own = reader.file(reader.about().organisation)?;
    let Some(how) = own.iter().rfind(|entry| entry.header.kind == example::MADE) else {
        bail!(
            "it holds a record that `sightline demo` did not make, or did not make to its end: name another place with --data"
        );
    };
    let told = |field: &str| field_of(how, field);
    let wanted = [
        ("seed", asked.seed.to_string()),
        ("open_children", scale(asked).open_children.to_string()),
    ];
    for (field, wanted) in wanted {
        let is = told(field);
        ensure!(
            is == wanted,
            "it holds another example, made with {field} {is} and not {wanted}: name another place with --data"
        );
    }
    Ok(())
}

fn field_of(entry: &Entry, field: &str) -> String {
    let value = entry.body.as_ref().and_then(|body| body.fields.get(field));
    value.map(Value::to_string).unwrap_or_default()
}

/// Says what was made, and who can sign in.
fn tell(
    global: &Global,
    made: Option<&example::Made>,
    took: Duration,
    asked: &Demo,
) -> anyhow::Result<()> {
    let mut reader = ledger::read(global)?;
    let mut people = Vec::new();
    for account in reader.accounts()? {
        let worker = reader.worker(account.worker)?;
        let name = worker.map_or_else(String::new, |worker| worker.name);
        let offices = reader.offices_of(account.worker)?;
        let role = offices
            .into_iter()
            .rev()
            .find(|office| office.gives == Gives::Role);
        let role = role.and_then(|office| office.name);
        people.push((account.sign_in, name, role.unwrap_or_default()));
    }
    people.sort_by(|a, b| a.2.cmp(&b.2));
    if global.format == Format::Json {
        let sign_ins: Vec<_> = (people.iter())
            .map(|(sign_in, name, role)| json!({"sign_in": sign_in, "name": name, "role": role}))
            .collect();
        return show::json(&json!({
            "data": global.data.to_string(),
            "made": made.map(|made| json!({
                "entries": made.entries, "people": made.files, "open_children": made.open,
                "seconds": took.as_secs_f64(), "joined": made.counts.joined,
                "left": made.counts.left, "days_ill": made.counts.days_ill,
                "allocations": made.counts.allocations,
            })),
            "password": EXAMPLE_PASSWORD,
            "sign_ins": sign_ins,
        }));
    }
    match made {
        Some(made) => show::lines([format!(
            "{} was made in {:.0} seconds: {} open, {}, {}. It stands in {}.",
            example::NAME,
            took.as_secs_f64(),
            show::count(made.open as u64, "child", "children"),
            show::count(made.files, "file", "files"),
            show::count(made.entries, "entry", "entries"),
            global.data
        )])?,
        None => show::lines([format!(
            "{} stands in {} already.",
            example::NAME,
            global.data
        )])?,
    }
    show::lines([
        String::new(),
        format!(
            "Who can sign in, each with the password “{EXAMPLE_PASSWORD}” and a code that the sign-in page shows:"
        ),
        String::new(),
    ])?;
    let lines = people
        .iter()
        .map(|(sign_in, name, role)| format!("    {sign_in:<28} {name:<28} {role}"));
    show::lines(lines)?;
    if asked.listen.is_none() {
        show::lines([
            String::new(),
            format!("Its pages: sightline serve --data {}", global.data),
        ])?;
    }
    Ok(())
}
