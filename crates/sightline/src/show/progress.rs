//! How far a long command is: shown on a terminal, and nowhere else.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows how far a command is.
pub struct Progress(ProgressBar);

/// Counts things done of a whole that is told on the way.
pub fn counting(what: &str) -> Progress {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = format!("{{bar:30}} {{human_pos}} of {{human_len}} {what}, {{eta}} left");
    bar.set_style(
        ProgressStyle::with_template(&style).unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    Progress(bar)
}

/// Shows how far a file has been read.
pub fn reading(file: &Path, size: u64) -> Progress {
    let bar = ProgressBar::with_draw_target(Some(size), ProgressDrawTarget::stderr());
    let style = "{bar:30} {bytes} of {total_bytes}, {eta} left: {msg}";
    bar.set_style(
        ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    bar.set_message(
        file.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
    );
    Progress(bar)
}

impl Progress {
    /// So many of so many are done.
    pub fn at(&self, done: u64, of: u64) {
        self.0.set_length(of);
        self.0.set_position(done);
    }

    /// The file, its reading shown.
    pub fn follow(&self, file: File) -> impl Read + use<> {
        self.0.wrap_read(file)
    }

    /// The file, its reading shown until it is dropped.
    pub fn follow_to_its_end(self, file: File) -> impl Read + use<> {
        let reading = self.follow(file);
        Followed {
            reading,
            progress: self,
        }
    }

    /// Takes it off the screen.
    pub fn done(&self) {
        self.0.finish_and_clear();
    }
}

/// A file that is read, and the progress that is taken off the screen with it.
struct Followed<R> {
    reading: R,
    progress: Progress,
}

impl<R: Read> Read for Followed<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.reading.read(into)
    }
}

impl<R> Drop for Followed<R> {
    fn drop(&mut self) {
        self.progress.done();
    }
}
