//! A process that says on its output when it is ready, and does not outlive its test.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;

use crate::LIMIT;

/// A running process, and those that it started.
pub struct Process(Child);

impl Process {
    /// Starts a program, and waits for a line of its output in which `ready` finds
    /// something.
    ///
    /// # Panics
    ///
    /// Where it does not start, ends, or says nothing of the kind in time.
    pub fn start<T: Send + 'static>(
        mut command: Command,
        ready: impl Fn(&str) -> Option<T> + Send + 'static,
    ) -> (Self, T) {
        // A group of its own, so that what it starts can be ended with it.
        command.process_group(0).stdout(Stdio::piped());
        let mut child = command
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let out = child.stdout.take().expect("its output");
        let process = Self(child);
        let (say, said) = channel();
        thread::spawn(move || {
            // Read to the end: a full pipe would stop it.
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if let Some(found) = ready(&line) {
                    let _nobody_waits = say.send(found);
                }
            }
        });
        let found = said
            .recv_timeout(LIMIT)
            .unwrap_or_else(|error| panic!("{command:?} was not ready: {error}"));
        (process, found)
    }

    /// Ends it at once, as if the machine had lost its power.
    pub fn kill(&mut self) {
        let group = format!("-{}", self.0.id());
        let _gone = Command::new("kill")
            .args(["-KILL", "--", &group])
            .stderr(Stdio::null())
            .status();
        let _status = self.0.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}
