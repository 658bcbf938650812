//! A way to a server that can be cut at the worst moment.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// What happens to the next commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It goes through.
    Passes,
    /// The way is cut before the server hears of it.
    IsNotHeard,
    /// The server does it, and the way is cut before its answer.
    IsNotAnswered,
    /// Likewise, and nobody gets through again until it is opened.
    IsNotAnsweredAndShut,
}

/// A socket that passes on to another.
pub struct Proxy {
    pub folder: tempfile::TempDir,
    next: Arc<AtomicU8>,
    shut: Arc<Mutex<bool>>,
}

impl Proxy {
    /// To the server with its socket in this folder.
    pub fn to(server: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).unwrap();
        let (next, shut) = (Arc::new(AtomicU8::new(0)), Arc::new(Mutex::new(false)));
        let server = server.join(".s.PGSQL.5432");
        let state = (Arc::clone(&next), Arc::clone(&shut));
        thread::spawn(move || {
            for client in listener.incoming() {
                let (server, next, shut) = (server.clone(), state.0.clone(), state.1.clone());
                thread::spawn(move || pass(&client.unwrap(), &server, &next, &shut));
            }
        });
        Self { folder, next, shut }
    }

    /// Says what happens to the next commit.
    pub fn next_commit(&self, next: Next) {
        self.next.store(next as u8, Ordering::SeqCst);
    }

    /// Lets everybody through again.
    pub fn open(&self) {
        *self.shut.lock().unwrap() = false;
    }
}

/// Passes on both ways, until one end closes or the way is cut.
fn pass(client: &UnixStream, server: &PathBuf, next: &AtomicU8, shut: &Mutex<bool>) {
    if *shut.lock().unwrap() {
        return;
    }
    let server = UnixStream::connect(server).unwrap();
    let (mut answers, mut to_client) = (server.try_clone().unwrap(), client.try_clone().unwrap());
    let silent = Arc::new(Mutex::new(false));
    let is_silent = Arc::clone(&silent);
    let back = thread::spawn(move || {
        let mut bytes = [0; 16_384];
        while let Ok(count @ 1..) = answers.read(&mut bytes) {
            if *is_silent.lock().unwrap() || to_client.write_all(&bytes[..count]).is_err() {
                break;
            }
        }
        let _ = to_client.shutdown(Shutdown::Both);
        let _ = answers.shutdown(Shutdown::Both);
    });
    let (mut asks, mut to_server) = (client, &server);
    let mut bytes = [0; 16_384];
    while let Ok(count @ 1..) = asks.read(&mut bytes) {
        let said = &bytes[..count];
        let commits = said.windows(7).any(|at| at == b"commit\0");
        let cut = if commits {
            next.swap(Next::Passes as u8, Ordering::SeqCst)
        } else {
            Next::Passes as u8
        };
        if cut == Next::IsNotHeard as u8 {
            break;
        }
        if cut != Next::Passes as u8 {
            *silent.lock().unwrap() = true;
            *shut.lock().unwrap() = cut == Next::IsNotAnsweredAndShut as u8;
        }
        if to_server.write_all(said).is_err() {
            break;
        }
    }
    let _ = server.shutdown(Shutdown::Both);
    let _ = client.shutdown(Shutdown::Both);
    let _ = back.join();
}
