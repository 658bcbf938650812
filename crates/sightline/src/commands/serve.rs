//! `serve`: the pages, until it is told to stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use jiff::SignedDuration;
use practice::Book;
use record::may::Permissions;
use store::Outside;
use tokio::net::TcpListener;
use web::{App, Parts, Settings, Stopped};

use crate::cli::{Global, Serve};
use crate::edge::{self, MachineClock, MachineRandomness};
use crate::ledger;
use crate::outcome::Outcome;

/// How long pages that were given up may take to come to their end.
const LEFT_OVER: Duration = Duration::from_secs(1);

pub fn run(global: &Global, book: &Arc<Book>, asked: &Serve) -> anyhow::Result<Outcome> {
    let safe = asked.behind_https || asked.listen.ip().is_loopback();
    if !safe {
        bail!(
            "{} can be reached from other machines, and what goes over the network would not be encrypted: listen on 127.0.0.1, or put a proxy with HTTPS before it and say --behind-https",
            asked.listen
        );
    }
    let permissions = Permissions::of(book).context("the permissions of the practice book")?;
    ledger::read_derived(global, book)?;
    let store = ledger::store(global)?;
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
            https: asked.behind_https,
            behind_proxy: asked.behind_https,
            stop_within: SignedDuration::from_secs(asked.stop_within.into()),
            ..Settings::default()
        },
    })?;
    edge::log_to_the_error_stream();
    let runtime = tokio::runtime::Runtime::new().context("the threads that serve pages")?;
    let stopped = runtime.block_on(serve(app, asked))?;
    // Pages that were given up may still hold the writer; it is closed when they let go, or
    // with the program.
    runtime.shutdown_timeout(LEFT_OVER);
    match stopped {
        Stopped::Answered => println!("Stopped."),
        Stopped::GivenUp => println!(
            "Stopped. Something that was asked for took longer than {} seconds, and was not answered.",
            asked.stop_within
        ),
    }
    Ok(Outcome::Holds)
}

async fn serve(app: Arc<App>, asked: &Serve) -> anyhow::Result<Stopped> {
    let pages = listen(asked.listen).await?;
    let operations = match asked.operations {
        Some(address) => {
            let listener = listen(address).await?;
            println!(
                "Live, ready and metrics on http://{}",
                listener.local_addr()?
            );
            let never = std::future::pending();
            let served = web::serve_operations(Arc::clone(&app), listener, never);
            Some(tokio::spawn(served))
        }
        None => None,
    };
    println!("Serving on http://{}", pages.local_addr()?);
    let stopped = web::serve(app, pages, edge::told_to_stop()).await?;
    // Until now it could be asked whether it still lives.
    if let Some(operations) = operations {
        operations.abort();
    }
    Ok(stopped)
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("{address} cannot be listened on: is it in use?"))
}
