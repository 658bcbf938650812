//! Files that are too large for memory: they stand, with the rest of their form, in one file
//! that has no name. It is gone when nobody has it open any more, and whatever else happens,
//! nobody can find it.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::http::StatusCode;
use futures_util::StreamExt as _;

use crate::answers::Answers;
use crate::edge::multipart::{self, HEAD, MANY};
use crate::edge::slow::TooSlow;

/// How much is written, or looked through, at once.
const BLOCK: usize = 1 << 20;
/// How long an answer may be that is no file.
const LONGEST_ANSWER: u64 = 64 * 1024;

/// The files that a form brought.
#[derive(Debug)]
pub(crate) struct Held {
    /// Each with the question that it answers.
    pub files: Vec<HeldFile>,
}

/// One of them.
#[derive(Clone, Debug)]
pub(crate) struct HeldFile {
    /// The question that it answers.
    pub question: String,
    /// Its name, as the browser gave it, without the folders.
    pub name: String,
    all: Arc<Mutex<File>>,
    from: u64,
    /// How long it is, in bytes.
    pub length: u64,
}

/// Why a form was not taken in.
pub(super) enum NotHeld {
    TooLarge,
    TooSlow,
    CutOff,
    NoRoom(io::Error),
}

impl NotHeld {
    /// What it is answered with.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::CutOff => StatusCode::BAD_REQUEST,
            Self::NoRoom(why) => {
                tracing::error!(error = %why, "what was sent cannot be held on the disk");
                StatusCode::INSUFFICIENT_STORAGE
            }
        }
    }
}

/// Writes what is sent into a file without a name.
pub(super) async fn take_in(body: Body, most: usize) -> Result<File, NotHeld> {
    let file = away(tempfile::tempfile).await;
    let mut file = file.map_err(NotHeld::NoRoom)?;
    let mut stream = body.into_data_stream();
    let (mut came, mut block) = (0_usize, Vec::with_capacity(BLOCK));
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|why| {
            if TooSlow::is_why(&why) {
                NotHeld::TooSlow
            } else {
                NotHeld::CutOff
            }
        })?;
        came = came.saturating_add(piece.len());
        if came > most {
            return Err(NotHeld::TooLarge);
        }
        block.extend_from_slice(&piece);
        if block.len() >= BLOCK {
            (file, block) = write(file, block).await?;
        }
    }
    let (file, _) = write(file, block).await?;
    Ok(file)
}

async fn write(mut file: File, mut block: Vec<u8>) -> Result<(File, Vec<u8>), NotHeld> {
    let written = away(move || {
        file.write_all(&block)?;
        block.clear();
        Ok((file, block))
    });
    written.await.map_err(NotHeld::NoRoom)
}

/// Does what waits for the disk on a thread that may wait.
async fn away<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|why| Err(io::Error::other(why)))
}

impl Held {
    /// The answers and the files of a form; `None` where it is not of that form, or not whole.
    pub fn read(file: File, boundary: &str) -> io::Result<Option<(Answers, Self)>> {
        let all = Arc::new(Mutex::new(file));
        let first = format!("--{boundary}");
        let between = format!("\r\n{first}");
        let (mut answers, mut files) = (Answers::default(), Vec::new());
        if piece(&all, 0, first.len())? != first.as_bytes() {
            return Ok(None);
        }
        let mut at = first.len() as u64;
        for _ in 0..MANY {
            let head = piece(&all, at, HEAD)?;
            if head.starts_with(b"--") {
                return Ok(Some((answers, Self { files })));
            }
            let Some((question, name, length)) = multipart::head(&head) else {
                return Ok(None);
            };
            let from = at + length as u64;
            let Some(end) = find(&all, from, between.as_bytes())? else {
                return Ok(None);
            };
            let part = HeldFile {
                question,
                name: name.clone().unwrap_or_default(),
                all: Arc::clone(&all),
                from,
                length: end - from,
            };
            at = end + between.len() as u64;
            if name.is_some() {
                if part.length > 0 || !part.name.is_empty() {
                    files.push(part);
                }
                continue;
            }
            if part.length > LONGEST_ANSWER {
                return Ok(None);
            }
            let mut text = String::new();
            if part.open().read_to_string(&mut text).is_err() {
                return Ok(None);
            }
            let text = text.replace("\r\n", "\n");
            answers.0.entry(part.question).or_default().push(text);
        }
        Ok(None)
    }
}

impl HeldFile {
    /// The file from its beginning.
    pub fn open(&self) -> impl Read + use<> {
        io::BufReader::with_capacity(
            64 * 1024,
            Part {
                all: Arc::clone(&self.all),
                at: self.from,
                left: self.length,
            },
        )
    }
}

/// What is still to be read of a file.
struct Part {
    all: Arc<Mutex<File>>,
    at: u64,
    left: u64,
}

impl Read for Part {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX);
        let most = most.min(into.len());
        let Some(into) = into.get_mut(..most).filter(|into| !into.is_empty()) else {
            return Ok(0);
        };
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.seek(SeekFrom::Start(self.at))?;
        let read = all.read(into)?;
        self.at += read as u64;
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}

/// So many bytes from there on, or as many as there are.
fn piece(all: &Arc<Mutex<File>>, at: u64, most: usize) -> io::Result<Vec<u8>> {
    let mut piece = Vec::new();
    let part = Part {
        all: Arc::clone(all),
        at,
        left: most as u64,
    };
    { part }.read_to_end(&mut piece)?;
    Ok(piece)
}

/// Where something stands first, from there on.
fn find(all: &Arc<Mutex<File>>, from: u64, wanted: &[u8]) -> io::Result<Option<u64>> {
    let mut at = from;
    loop {
        let block = piece(all, at, BLOCK)?;
        if let Some(found) = multipart::find(&block, wanted) {
            return Ok(Some(at + found as u64));
        }
        if block.len() < BLOCK {
            return Ok(None);
        }
        // What begins at the end of this block ends in the next.
        at += (BLOCK - wanted.len()) as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(body: &[u8], boundary: &str) -> Option<(Answers, Held)> {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(body).expect("written");
        Held::read(file, boundary).expect("read")
    }

    fn content(file: &HeldFile) -> Vec<u8> {
        let mut content = Vec::new();
        file.open().read_to_end(&mut content).expect("read");
        content
    }

    #[test]
    fn files_longer_than_a_block_come_through_wherever_their_end_falls() {
        for spare in 0..40 {
            let large = vec![b'\r'; 2 * BLOCK - spare];
            let mut body =
                b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xml\"\r\n\r\n"
                    .to_vec();
            body.extend_from_slice(&large);
            body.extend_from_slice(
                b"\r\n--x\r\nContent-Disposition: form-data; name=\"year\"\r\n\r\n2025/26\r\n--x--\r\n",
            );
            let (answers, held) = held(&body, "x").expect("a form");
            assert_eq!(answers.one("year"), "2025/26");
            assert_eq!(held.files.len(), 1);
            assert!(content(&held.files[0]) == large, "{spare}");
        }
    }

    proptest::proptest! {
        #[test]
        fn it_is_read_on_the_disk_as_it_is_in_memory(body: Vec<u8>, tail in "[-\r\n a-z:;=\"x]{0,80}") {
            let mut all = b"--x".to_vec();
            all.extend_from_slice(tail.as_bytes());
            all.extend_from_slice(&body);
            let in_memory = multipart::read(&axum::body::Bytes::from(all.clone()), "x");
            let on_disk = held(&all, "x");
            proptest::prop_assert_eq!(in_memory.is_some(), on_disk.is_some());
        }
    }
}
