//! Chromium, driven through its own driver.

use std::path::Path;
use std::process::{Command, Stdio};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::process::Process;

/// The programs.
const DRIVER: &str = "chromedriver";
const BROWSERS: [&str; 2] = ["chromium", "google-chrome"];

/// What Chromium is told: nothing that goes out to a network, nothing of the person who runs
/// the test.
const OPTIONS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-breakpad",
    "--no-default-browser-check",
];

/// A screen, and whether pages may run scripts on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// CSS pixels.
    pub width: u32,
    /// CSS pixels.
    pub height: u32,
    /// Pixels of the screen to one of CSS: 4 is what 400 per cent comes to.
    pub zoom: u32,
    /// Whether it is touched.
    pub touch: bool,
    /// Whether scripts run.
    pub scripts: bool,
}

impl Screen {
    /// One on a desk.
    pub const WIDE: Self = Self {
        width: 1280,
        height: 1024,
        zoom: 1,
        touch: false,
        scripts: true,
    };
    /// A telephone.
    pub const PHONE: Self = Self {
        width: 360,
        height: 740,
        zoom: 2,
        touch: true,
        scripts: true,
    };
    /// The narrowest that the guidelines ask for.
    pub const NARROW: Self = Self {
        width: 320,
        height: 568,
        ..Self::PHONE
    };
    /// One of 1280 by 1024 on a desk, at 400 per cent.
    pub const ZOOMED: Self = Self {
        width: 320,
        height: 256,
        zoom: 4,
        touch: false,
        scripts: true,
    };
    /// One on a desk on which no script runs.
    pub const WITHOUT_SCRIPTS: Self = Self {
        scripts: false,
        ..Self::WIDE
    };
}

/// The driver, and the folders of the browsers that it starts.
pub struct Driver {
    _process: Process,
    address: String,
    folder: TempDir,
}

/// Whether there is what is needed.
///
/// # Errors
///
/// What is missing.
pub fn installed() -> Result<(), String> {
    if !is_there(DRIVER) {
        return Err(format!("there is no {DRIVER}"));
    }
    if !BROWSERS.iter().any(|browser| is_there(browser)) {
        return Err("there is no Chromium".to_owned());
    }
    Ok(())
}

fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

impl Driver {
    /// Starts it on a free port.
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(DRIVER);
        command
            .args(["--port=0", "--log-level=SEVERE"])
            .env("TMPDIR", folder.path())
            .env("HOME", folder.path())
            .stderr(Stdio::null());
        let (process, port) = Process::start(command, |line| {
            let (_, port) = line.split_once("successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        Self {
            _process: process,
            address: format!("http://127.0.0.1:{port}"),
            folder,
        }
    }

    /// Opens a fresh browser, which knows of no other.
    ///
    /// # Panics
    ///
    /// Where it does not start.
    pub async fn browser(&self, screen: Screen) -> Client {
        let profile = tempfile::tempdir_in(self.folder.path()).expect("a folder");
        let wanted = wanted(screen, &profile.keep());
        ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&self.address)
            .await
            .expect("a browser")
    }
}

fn wanted(screen: Screen, profile: &Path) -> Map<String, Value> {
    let mut options: Vec<String> = OPTIONS.map(str::to_owned).to_vec();
    options.push(format!("--user-data-dir={}", profile.display()));
    options.push(format!("--window-size={},{}", screen.width, screen.height));
    let mut chrome = json!({ "args": options });
    if screen.zoom != 1 {
        chrome["mobileEmulation"] = json!({ "deviceMetrics": {
            "width": screen.width, "height": screen.height, "pixelRatio": screen.zoom,
            "touch": screen.touch, "mobile": screen.touch,
        }});
    }
    if !screen.scripts {
        chrome["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
    }
    let wanted = json!({ "browserName": "chrome", "goog:chromeOptions": chrome });
    match wanted {
        Value::Object(wanted) => wanted,
        _ => Map::new(),
    }
}
