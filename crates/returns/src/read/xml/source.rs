//! The bytes of an XML file, as UTF-8, with the place of the next one.
//!
//! Three duties, none of which the parser has: it counts lines and characters; it
//! hands out no more than an allowance before someone renews it, so that a single
//! tag or text of two gigabytes is never collected in memory; and it turns
//! Windows-1252 into UTF-8, either because the file says it is written so or because
//! a byte cannot be UTF-8 (which is counted, so that the value can be reported).

use std::io::{self, BufRead, Read};

use crate::read::{NotText, Place, ReadError};

/// How many bytes are read at a time, and looked at before the reading begins.
const CHUNK: usize = 64 * 1024;

pub(crate) struct Source<R> {
    inner: R,
    raw: Vec<u8>,
    /// `raw[start..clean]` can be handed out, `raw[clean..end]` waits.
    start: usize,
    clean: usize,
    end: usize,
    /// One character that stood in Windows-1252, handed out before `raw[start..]`.
    patch: [u8; 4],
    patch_left: usize,
    at_end: bool,
    windows_1252: bool,
    place: Place,
    taken: u64,
    allowance: usize,
    mended: u64,
}

impl<R: Read> Source<R> {
    /// Reads the beginning, and refuses what is no text or says it is written in
    /// an encoding that is not read here.
    pub fn begin(inner: R, file: &str) -> Result<Self, ReadError> {
        let mut source = Self {
            inner,
            raw: vec![0; CHUNK],
            start: 0,
            clean: 0,
            end: 0,
            patch: [0; 4],
            patch_left: 0,
            at_end: false,
            windows_1252: false,
            place: Place::default(),
            taken: 0,
            allowance: CHUNK,
            mended: 0,
        };
        while source.end < 1024 && !source.at_end {
            source.read_more().map_err(|error| ReadError::Io {
                file: file.to_owned(),
                place: Place::default(),
                source: error,
            })?;
        }
        let beginning = source.raw.get(..source.end).unwrap_or_default();
        if let Some(what) = NotText::of(beginning) {
            return Err(ReadError::NotText {
                file: file.to_owned(),
                what,
            });
        }
        let label = declared_encoding(beginning);
        if beginning.starts_with(b"\xEF\xBB\xBF") {
            source.start = 3;
        } else if let Some(label) = label {
            match encoding_rs::Encoding::for_label(label) {
                // ASCII is a part of both; what goes beyond it is tried as UTF-8 first.
                _ if label.to_ascii_lowercase().ends_with(b"ascii") => {}
                Some(encoding) if encoding == encoding_rs::UTF_8 => {}
                Some(encoding) if encoding == encoding_rs::WINDOWS_1252 => {
                    source.windows_1252 = true;
                }
                _ => {
                    let encoding = String::from_utf8_lossy(label).chars().take(40).collect();
                    return Err(ReadError::Encoding {
                        file: file.to_owned(),
                        encoding,
                    });
                }
            }
        }
        source.clean = source.start;
        Ok(source)
    }

    /// Lets the next piece take this many bytes.
    pub fn allow(&mut self, bytes: usize) {
        self.allowance = bytes;
    }

    /// Whether the last piece was stopped because it took more than its allowance.
    pub fn is_spent(&self) -> bool {
        self.allowance == 0
    }

    /// Whether everything was read and handed out.
    pub fn is_at_end(&self) -> bool {
        self.at_end && self.start == self.end && self.patch_left == 0
    }

    /// The place of the next byte.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The bytes handed out so far.
    pub fn taken(&self) -> u64 {
        self.taken
    }

    /// How many bytes were not UTF-8 so far, in a file that does not say it is
    /// written in Windows-1252.
    pub fn mended(&self) -> u64 {
        self.mended
    }

    fn read_more(&mut self) -> io::Result<()> {
        if self.start > 0 && self.clean == self.start {
            self.raw.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            (self.start, self.clean) = (0, 0);
        }
        let room = self.raw.get_mut(self.end..).unwrap_or_default();
        loop {
            match self.inner.read(room) {
                Ok(read) => {
                    self.end += read;
                    self.at_end = read == 0;
                    return Ok(());
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Makes something ready to be handed out, unless all is.
    fn prepare(&mut self) -> io::Result<()> {
        while self.patch_left == 0 && self.start == self.clean {
            let waiting = self.raw.get(self.start..self.end).unwrap_or_default();
            if waiting.is_empty() {
                if self.at_end {
                    return Ok(());
                }
                self.read_more()?;
                continue;
            }
            let (good, more_may_help) = if self.windows_1252 {
                (
                    waiting.iter().take_while(|byte| byte.is_ascii()).count(),
                    false,
                )
            } else {
                match std::str::from_utf8(waiting) {
                    Ok(text) => (text.len(), false),
                    Err(error) => (error.valid_up_to(), error.error_len().is_none()),
                }
            };
            if good > 0 {
                self.clean = self.start + good;
            } else if more_may_help && !self.at_end {
                self.read_more()?;
            } else {
                self.patch_one(waiting.first().copied().unwrap_or(b'?'));
            }
        }
        Ok(())
    }

    fn patch_one(&mut self, byte: u8) {
        let bytes = [byte];
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        let character = text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
        self.patch_left = character.encode_utf8(&mut self.patch).len();
        self.start += 1;
        self.clean = self.start;
        if !self.windows_1252 {
            self.mended += 1;
        }
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let count = ready.len().min(out.len());
        for (to, from) in out.iter_mut().zip(ready) {
            *to = *from;
        }
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.allowance == 0 {
            return Err(io::Error::other("more than its allowance"));
        }
        self.prepare()?;
        Ok(if self.patch_left > 0 {
            self.patch.get(..self.patch_left).unwrap_or_default()
        } else {
            self.raw.get(self.start..self.clean).unwrap_or_default()
        })
    }

    fn consume(&mut self, count: usize) {
        if self.patch_left > 0 {
            let count = count.min(self.patch_left);
            step(&mut self.place, self.patch.get(..count).unwrap_or_default());
            self.patch.rotate_left(count);
            self.patch_left -= count;
        } else {
            let to = self.clean.min(self.start + count);
            step(
                &mut self.place,
                self.raw.get(self.start..to).unwrap_or_default(),
            );
            self.start = to;
        }
        self.taken += count as u64;
        self.allowance = self.allowance.saturating_sub(count);
    }
}

/// Moves a place past some UTF-8.
pub(crate) fn step(place: &mut Place, bytes: &[u8]) {
    let last_line = match bytes.iter().rposition(|byte| *byte == b'\n') {
        Some(last) => {
            let breaks = bytes.split(|byte| *byte == b'\n').count() - 1;
            place.line = place.line.saturating_add(crate::read::cell::narrow(breaks));
            place.column = 1;
            bytes.get(last + 1..).unwrap_or_default()
        }
        None => bytes,
    };
    // A character counts once, whatever its number of bytes.
    let characters = last_line
        .iter()
        .filter(|byte| **byte & 0xC0 != 0x80)
        .count();
    place.column = place
        .column
        .saturating_add(crate::read::cell::narrow(characters));
}

/// The encoding in `<?xml … encoding="…"?>`, when there is one.
fn declared_encoding(beginning: &[u8]) -> Option<&[u8]> {
    let beginning = beginning.get(..beginning.len().min(256))?;
    let beginning = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning);
    let declaration = beginning.strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|two| two == b"?>")?;
    let declaration = declaration.get(..end)?;
    let word = b"encoding";
    let at = declaration
        .windows(word.len())
        .position(|window| window == word)?;
    let value = declaration.get(at + word.len()..)?.trim_ascii_start();
    let value = value.strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = value.split_first()?;
    let end = value.iter().position(|byte| byte == quote)?;
    value.get(..end)
}
