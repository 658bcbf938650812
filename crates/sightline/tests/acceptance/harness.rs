//! A folder to work in, the program as it is typed there, and what it answers.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::Engine;

/// No command on anything in these tests may take longer, however busy the machine is.
const LIMIT: Duration = Duration::from_mins(2);

/// The day after the period of both files of the example.
pub const THE_DAY_AFTER: &str = "2026-04-01";

/// Somebody's folder: extracts stand in `extract`. The record is made in `sightline-data`,
/// or in a schema on a server, with its key in `sightline.key`.
pub struct Desk {
    folder: TempDir,
    /// The address of the record, where it is on a server.
    pub address: Option<String>,
}

impl Desk {
    /// An empty folder.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder to work in");
        let address = match super::ENGINE {
            Engine::Sqlite => None,
            Engine::Postgresql => Some(server_for_tests::fresh()),
        };
        Self { folder, address }
    }

    /// A folder with the example extract in `extract`.
    pub fn with_the_example() -> Self {
        let desk = Self::new();
        copy(&example(), &desk.path("extract"));
        desk
    }

    /// A folder in which the example extract has been imported.
    pub fn with_the_example_imported() -> Self {
        let desk = Self::with_the_example();
        desk.sightline("import extract --example").done();
        desk
    }

    /// A file or folder on this desk.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The name of the record.
    pub fn record(&self) -> &str {
        self.address.as_deref().unwrap_or("sightline-data")
    }

    /// A name for another record.
    pub fn another_record(&self, folder: &str) -> String {
        let on_a_server = self.address.as_ref().map(|_| server_for_tests::fresh());
        on_a_server.unwrap_or_else(|| folder.to_owned())
    }

    /// Another record of this desk, beside its own, with a key of its own.
    pub fn elsewhere(&self, name: &str) -> Elsewhere {
        let key = self.address.as_ref().map(|_| format!("{name}.key"));
        Elsewhere {
            data: self.another_record(name),
            key,
        }
    }

    /// Types a command for another record of this desk.
    pub fn sightline_at(&self, elsewhere: &Elsewhere, words: &str) -> Ran {
        let Elsewhere { data, key } = elsewhere;
        let key = key
            .as_ref()
            .map(|key| ("SIGHTLINE_MASTER_KEY_FILE", &**key));
        let words = format!("--data {data} {words}");
        self.sightline_with(&words, key.as_slice())
    }

    /// The file of the master key.
    pub fn key_file(&self) -> &'static str {
        match &self.address {
            None => "sightline-data/master.key",
            Some(_) => "sightline.key",
        }
    }

    /// Whether something of that name stands here.
    pub fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// Reads a text.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text on the desk")
    }

    /// Writes a file, and the folders it stands in.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, contents).expect("the file is written");
    }

    /// Replaces the one place in a file where something stands.
    pub fn change(&self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert_eq!(text.matches(from).count(), 1, "{from:?} stands once");
        self.write(name, text.replace(from, to));
    }

    /// Types a command, its words separated by spaces.
    pub fn sightline(&self, words: &str) -> Ran {
        self.sightline_with(words, &[])
    }

    /// Types a command with settings of the environment.
    pub fn sightline_with(&self, words: &str, settings: &[(&str, &str)]) -> Ran {
        let mut command = self.command(words);
        if settings
            .iter()
            .any(|(name, _)| *name == "SIGHTLINE_MASTER_KEY_COMMAND")
        {
            // One or the other says where the key is.
            command.env_remove("SIGHTLINE_MASTER_KEY_FILE");
        }
        command.envs(settings.iter().copied());
        Self::run(words, &mut command)
    }

    /// Types a command, and then what it asks for.
    pub fn sightline_typing(&self, words: &str, typed: &str) -> Ran {
        self.write("typed", typed);
        let typed = fs::File::open(self.path("typed")).expect("what is typed");
        Self::run(words, self.command(words).stdin(typed))
    }

    fn run(words: &str, command: &mut Command) -> Ran {
        let mut child = command.spawn().expect("the program starts");
        let out = drain(child.stdout.take().expect("its output"));
        let err = drain(child.stderr.take().expect("its complaints"));
        let (Ok(out), Ok(err)) = (out.recv_timeout(LIMIT), err.recv_timeout(LIMIT)) else {
            child.kill().expect("it can be stopped");
            panic!("`sightline {words}` took longer than {LIMIT:?}");
        };
        Ran::new(words, child.wait().expect("it ends"), out, err)
    }

    /// Starts a command whose output is read by the test itself.
    pub fn start(&self, words: &str) -> Child {
        self.command(words).spawn().expect("the program starts")
    }

    fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sightline"));
        command
            .args(words.split_whitespace())
            .current_dir(self.folder.path())
            .env_remove("SIGHTLINE_DATA")
            .env_remove("SIGHTLINE_MASTER_KEY_FILE")
            .env_remove("SIGHTLINE_MASTER_KEY_COMMAND")
            .env_remove("SIGHTLINE_HEADS")
            .env_remove("SIGHTLINE_CONFIG")
            .env_remove("SIGHTLINE_OVERLAY")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(address) = &self.address {
            command
                .env("SIGHTLINE_DATA", address)
                .env("SIGHTLINE_MASTER_KEY_FILE", self.key_file());
        }
        command
    }

    /// The duties as at a day, by whatever else is asked.
    pub fn duties(&self, as_at: &str, words: &str) -> Vec<Value> {
        self.sightline(&format!("duties --format json --as-at {as_at} {words}"))
            .done()
            .list()
    }

    /// The one duty of a child by a clock, as at a day.
    pub fn duty(&self, child: &str, clock: &str, as_at: &str) -> Value {
        let mut found = self.duties(as_at, &format!("--child {child} --clock {clock}"));
        assert_eq!(found.len(), 1, "one {clock} of {child} as at {as_at}");
        found.remove(0)
    }

    /// The state of that one duty.
    pub fn state(&self, child: &str, clock: &str, as_at: &str) -> String {
        text(&self.duty(child, clock, as_at), "state").to_owned()
    }

    /// How many entries the record has; all of them hold.
    pub fn entries(&self) -> u64 {
        let verified = self.sightline("verify --format json").done().json();
        assert_eq!(verified["holds"], true);
        number(&verified, "entries")
    }
}

fn drain(mut from: impl Read + Send + 'static) -> Receiver<String> {
    let (told, hears) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).expect("it can be read");
        let _gone = told.send(String::from_utf8(bytes).expect("it is UTF-8"));
    });
    hears
}

/// A record that is not the desk's own.
pub struct Elsewhere {
    data: String,
    /// The file of its key, where that is not in its folder.
    key: Option<String>,
}

/// What a command answered.
#[derive(Debug)]
pub struct Ran {
    typed: String,
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
    /// The recovery key, where one was shown; a new record shows it once, and that is
    /// no complaint.
    pub recovery: Option<String>,
}

impl Ran {
    fn new(typed: &str, status: ExitStatus, out: String, err: String) -> Self {
        let (err, recovery) = match err.split_once("The recovery key of this record") {
            None => (err, None),
            Some((before, notice)) => {
                let key = notice.lines().find(|line| line.matches('-').count() == 7);
                let key = key.expect("the key itself").trim().to_owned();
                let (_, after) = notice
                    .split_once("`sightline keys recover`.\n")
                    .expect("what to do with it");
                (format!("{before}{after}"), Some(key))
            }
        };
        let ran = Self {
            typed: typed.to_owned(),
            code: status.code(),
            out,
            err,
            recovery,
        };
        assert!(!ran.err.contains("panicked"), "{ran:#?}");
        ran
    }

    fn ended_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// It was done, and nothing was complained of.
    pub fn done(self) -> Self {
        assert_eq!(self.err, "", "{}", self.typed);
        self.ended_with(0)
    }

    /// What was asked about does not hold.
    pub fn does_not_hold(self) -> Self {
        self.ended_with(1)
    }

    /// It could not be done, and the reason is told.
    pub fn refused(self) -> Self {
        assert!(self.err.len() > 20, "a reason is told: {self:#?}");
        self.ended_with(2)
    }

    /// The refusal, or the answer, says all this.
    pub fn saying(self, words: &[&str]) -> Self {
        let said = format!("{}{}", self.out, self.err);
        for word in words {
            assert!(said.contains(word), "it says {word:?}: {self:#?}");
        }
        self
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).expect("JSON")
    }

    pub fn list(&self) -> Vec<Value> {
        match self.json() {
            Value::Array(items) => items,
            other => panic!("a list: {other}"),
        }
    }
}

/// The example extract of the project.
pub fn example() -> PathBuf {
    project().join("examples/extract")
}

/// The project's own folder.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folder of the shared samples, or `None` (said plainly) when it is absent.
/// `SIGHTLINE_SHARED` says where it is; otherwise it stands beside the project.
pub fn samples() -> Option<PathBuf> {
    #[expect(
        clippy::disallowed_methods,
        reason = "tests alone are told where it is"
    )]
    let shared = std::env::var_os("SIGHTLINE_SHARED")
        .map_or_else(|| project().join("../shared"), PathBuf::from);
    let samples = shared.join("samples");
    if samples.is_dir() {
        return Some(samples);
    }
    println!("skipped: shared material not found");
    None
}

/// Copies the files of a folder; not the folders in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder is made");
    for entry in fs::read_dir(from).expect("a folder to copy") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            let bytes = fs::read(&path).expect("a file to copy");
            fs::write(to.join(path.file_name().expect("a name")), bytes).expect("it is copied");
        }
    }
}

/// A field that is a text.
pub fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field]
        .as_str()
        .unwrap_or_else(|| panic!("{field} is a text in {value}"))
}

/// A field that is a number.
pub fn number(value: &Value, field: &str) -> u64 {
    value[field]
        .as_u64()
        .unwrap_or_else(|| panic!("{field} is a number in {value}"))
}

/// A field of every extract of an import's report, added up.
pub fn sum(report: &Value, field: &str) -> u64 {
    let extracts = report["extracts"].as_array().expect("extracts");
    extracts.iter().map(|extract| number(extract, field)).sum()
}

/// Every value of every table and column ended in exactly one place.
pub fn accounts_for_everything(report: &Value) {
    let extracts = report["extracts"].as_array().expect("extracts");
    for extract in extracts {
        let lines = extract["reconciliation"].as_array().expect("lines");
        assert!(!lines.is_empty(), "{} holds values", extract["file"]);
        for line in lines {
            let placed = number(line, "recorded") + number(line, "unchanged");
            let placed = placed + number(line, "set_aside");
            assert_eq!(line["unaccounted"], 0, "{line}");
            assert_eq!(number(line, "values"), placed, "{line}");
        }
    }
}
