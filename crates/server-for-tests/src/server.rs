//! One server, from its making to its end.

use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::behind::Behind;
use crate::programs;

/// Watches a server: its first argument is the program, its second the folder. It stops
/// the server when its own input ends, in haste, and then removes the folder; told to `keep`
/// it, properly.
const WATCH: &str = r#"
"$1" -D "$2/data" >>"$2/log" 2>&1 </dev/null &
server=$!
word=
read -r word
if [ "$word" = keep ]; then
  kill -INT $server 2>/dev/null
  wait $server 2>/dev/null
else
  kill -QUIT $server 2>/dev/null
  wait $server 2>/dev/null
  rm -rf "$2"
fi
"#;

/// How often to look whether a server answers, and for how long to wait between.
const LOOKS: (u32, Duration) = (600, Duration::from_millis(50));

/// How a server is set up.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Its certificate and key (PEM), by which it also answers on this machine's own
    /// address, encrypted.
    pub certificate: Option<(String, String)>,
}

/// A server that is stopped when this is dropped, or the process ends.
pub struct Server {
    folder: PathBuf,
    programs: PathBuf,
    user: Option<(u32, u32)>,
    port: u16,
    watch: Option<Child>,
}

impl Server {
    /// Makes a server and starts it.
    ///
    /// # Errors
    ///
    /// Why it cannot be.
    pub fn start(options: &Options) -> Result<Self, String> {
        let programs = programs::folder()?;
        let user = programs::other_user()?;
        let folder = tempfile::Builder::new()
            .prefix("pg-")
            .tempdir()
            .map_err(|error| format!("no folder can be made: {error}"))?
            .keep();
        let mut server = Self {
            folder,
            programs,
            user,
            port: 5432,
            watch: None,
        };
        server.make(options)?;
        server.start_again()?;
        Ok(server)
    }

    /// The folder of its socket.
    pub fn socket(&self) -> &Path {
        &self.folder
    }

    /// The port on which it answers on this machine's own address, if it has a
    /// certificate.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of a schema, through its socket.
    pub fn address(&self, schema: &str) -> String {
        let (socket, port) = (self.folder.display(), self.port);
        format!("postgres://postgres@/postgres?host={socket}&port={port}&schema={schema}")
    }

    /// Stops it, as an administrator would: whoever is connected is cut off.
    ///
    /// # Panics
    ///
    /// Where it cannot be.
    pub fn stop(&mut self) {
        self.end("keep").expect("the server is stopped");
    }

    /// Ends it as a power cut would, as far as a program can.
    ///
    /// # Panics
    ///
    /// Where it cannot be.
    pub fn kill(&mut self) {
        let lock = fs::read_to_string(self.folder.join("data/postmaster.pid"));
        let lock = lock.expect("the server has a process id");
        let pid = lock.lines().next().unwrap_or_default();
        let killed = Command::new("kill").args(["-QUIT", pid]).status();
        assert!(killed.is_ok_and(|status| status.success()), "it is ended");
        self.end("keep").expect("the server has ended");
    }

    /// Starts it again.
    ///
    /// # Errors
    ///
    /// Why it cannot be.
    pub fn start_again(&mut self) -> Result<(), String> {
        let mut command = self.command("/bin/sh");
        command
            .args(["-c", WATCH, "watch"])
            .arg(self.programs.join("postgres"))
            .arg(&self.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let watch = command.spawn();
        self.watch = Some(watch.map_err(|error| format!("no shell can be started: {error}"))?);
        let (looks, pause) = LOOKS;
        for _ in 0..looks {
            if Behind::try_to(&self.address("public")).is_ok() {
                return Ok(());
            }
            std::thread::sleep(pause);
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(format!("the server does not answer; its log says:\n{log}"))
    }

    /// Makes its database, and says how it is to work.
    fn make(&mut self, options: &Options) -> Result<(), String> {
        let failed = |error: std::io::Error| format!("its folder cannot be made: {error}");
        fs::set_permissions(&self.folder, fs::Permissions::from_mode(0o755)).map_err(failed)?;
        if let Some((user, group)) = self.user {
            chown(&self.folder, Some(user), Some(group)).map_err(failed)?;
        }
        let data = self.folder.join("data");
        let made = self
            .command(self.programs.join("initdb"))
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8"])
            .args(["--locale=C", "--no-sync", "--no-instructions", "-D"])
            .arg(&data)
            .output()
            .map_err(|error| format!("initdb cannot be run: {error}"))?;
        if !made.status.success() {
            let why = String::from_utf8_lossy(&made.stderr).into_owned();
            return Err(format!("initdb failed: {why}"));
        }
        let mut settings = format!(
            "unix_socket_directories = '{}'\nmax_connections = 200\nshared_buffers = 64MB\n",
            self.folder.display(),
        );
        if let Some((certificate, key)) = &options.certificate {
            self.port = free_port().map_err(failed)?;
            for (name, text) in [("server.crt", certificate), ("server.key", key)] {
                let path = data.join(name);
                fs::write(&path, text).map_err(failed)?;
                fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).map_err(failed)?;
                if let Some((user, group)) = self.user {
                    chown(&path, Some(user), Some(group)).map_err(failed)?;
                }
            }
            settings += "ssl = on\nlisten_addresses = '127.0.0.1'\n";
        } else {
            settings += "listen_addresses = ''\n";
        }
        let settings = format!("{settings}port = {}\n", self.port);
        fs::OpenOptions::new()
            .append(true)
            .open(data.join("postgresql.conf"))
            .and_then(|mut file| file.write_all(settings.as_bytes()))
            .map_err(failed)
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/");
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        command
    }

    /// Has the shell stop the server, and waits for both.
    fn end(&mut self, word: &str) -> std::io::Result<()> {
        let Some(mut watch) = self.watch.take() else {
            return Ok(());
        };
        if let Some(mut input) = watch.stdin.take() {
            input.write_all(word.as_bytes())?;
            input.write_all(b"\n")?;
        }
        watch.wait().map(drop)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.end("remove");
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A port that nobody answers on now.
fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
