//! `serve`: the pages, until it is told to stop.

mod certificate;
mod config;
#[cfg(test)]
mod tests;
mod values;
mod wanted;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use record::may::Permissions;
use store::Outside;
use tokio::net::TcpListener;
use web::{App, Listening, Parts, Settings, Stopped};

pub use self::certificate::Files;
pub use self::wanted::{Wanted, config, global};

use super::practice::into_force::take_due;
use crate::cli::{Global, Serve};
use crate::edge::{self, MachineClock, MachineRandomness};
use crate::outcome::Outcome;
use crate::{book, ledger};

/// How often it is looked whether a practice book comes into force: it is a question to nobody.
const LOOKED_AT: Duration = Duration::from_secs(1);

/// How long pages that were given up may take to come to their end.
const LEFT_OVER: Duration = Duration::from_secs(1);

/// Serves until it is told to stop. Where another practice book is to come into force, nobody is
/// answered while it does, and the pages go on by that one.
pub fn run(typed: &Global, asked: &Serve) -> anyhow::Result<Outcome> {
    let config = config(asked.config.as_deref())?;
    let global = &global(typed, &config);
    let wanted = Wanted::of(asked, &config)?;
    while let Ended::ForAnotherBook = once(global, &wanted)? {}
    Ok(Outcome::Holds)
}

/// Why the pages are served no more.
enum Ended {
    /// The program was told to stop.
    Told,
    /// Another practice book is to come into force.
    ForAnotherBook,
}

fn once(global: &Global, wanted: &Wanted) -> anyhow::Result<Ended> {
    match take_due(global) {
        Ok(None) => {}
        Ok(Some(says)) => println!("{says}"),
        // The one in force goes on; the pages say of the other that it is due.
        Err(error) => eprintln!("sightline: not taken into force: {error:#}"),
    }
    let book = &Arc::new(book::of_record(global)?);
    let permissions = Permissions::of(book).context("the permissions of the practice book")?;
    ledger::read_derived(global, book)?;
    let store = ledger::store(global)?.with_waiting(wanted.waiting);
    let writer = store.open_writer(Outside {
        clock: Box::new(MachineClock),
        randomness: Box::new(MachineRandomness),
        projector: ledger::projector(book),
    })?;
    let app = App::new(Parts {
        store,
        writer,
        book: Arc::clone(book),
        permissions,
        now: Box::new(edge::now),
        randomness: Box::new(MachineRandomness),
        settings: Settings {
            book_is_named: book::is_named(global),
            ..wanted.settings.clone()
        },
    })?;
    edge::log_to_the_error_stream();
    let runtime = tokio::runtime::Runtime::new().context("the threads that serve pages")?;
    let another = Arc::new(AtomicBool::new(false));
    let stopped = runtime.block_on(serve(app, wanted, Arc::clone(&another)))?;
    // Pages that were given up may still hold the writer; it is closed when they let go, or
    // with the program.
    runtime.shutdown_timeout(LEFT_OVER);
    if another.load(Ordering::Acquire) {
        println!("Another practice book comes into force.");
        return Ok(Ended::ForAnotherBook);
    }
    match stopped {
        Stopped::Answered => println!("Stopped."),
        Stopped::GivenUp => println!(
            "Stopped. Something that was asked for took longer than {} seconds, and was not answered.",
            wanted.settings.stop_within.as_secs()
        ),
    }
    Ok(Ended::Told)
}

async fn serve(
    app: Arc<App>,
    wanted: &Wanted,
    another: Arc<AtomicBool>,
) -> anyhow::Result<Stopped> {
    // What cannot be used is said before anything is served.
    let certificate = wanted.certificate.as_ref().map(certificate::Files::read);
    let certificate = certificate.transpose()?.map(Arc::new);
    let pages = listen(wanted.listen).await?;
    let address = pages.local_addr()?;
    // They end with the runtime: until then it can be asked whether it still lives.
    let never = std::future::pending;
    if let Some(at) = wanted.operations {
        let listener = listen(at).await?;
        println!(
            "Live, ready and metrics on http://{}",
            listener.local_addr()?
        );
        tokio::spawn(web::serve_operations(Arc::clone(&app), listener, never()));
    }
    if let Some(at) = wanted.redirect_from {
        let listener = listen(at).await?;
        println!(
            "Leading browsers to HTTPS from http://{}",
            listener.local_addr()?
        );
        tokio::spawn(web::serve_redirect(
            Arc::clone(&app),
            listener,
            address,
            never(),
        ));
    }
    if let (Some(files), Some(certificate)) = (&wanted.certificate, &certificate) {
        tokio::spawn(files.clone().keep_up(Arc::clone(certificate)));
    }
    let way = if certificate.is_some() {
        "https"
    } else {
        "http"
    };
    if let Some(mail) = &wanted.settings.mail {
        println!(
            "Digests on working days from {} by {}",
            mail.at.strftime("%H:%M"),
            mail.server
        );
    }
    println!("Serving on {way}://{address}");
    let listening = Listening {
        listener: pages,
        certificate,
    };
    let watched = Arc::clone(&app);
    let stop = async move {
        tokio::select! {
            () = edge::told_to_stop() => {}
            () = a_book_is_due(&watched) => another.store(true, Ordering::Release),
        }
    };
    Ok(web::serve(app, listening, stop).await?)
}

/// Waits until a practice book comes into force that is not yet.
async fn a_book_is_due(app: &App) {
    while !app.book_is_due() {
        tokio::time::sleep(LOOKED_AT).await;
    }
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("{address} cannot be listened on: is it in use?"))
}
