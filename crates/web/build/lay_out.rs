//! Laying out what is embedded: one style sheet, one script for each design system, our
//! own, and the pictures that the styles ask for; each under a name that has its hash, so
//! that a browser may keep it for ever.
//!
//! The typeface of GOV.UK and its crest are licensed to GOV.UK alone, and are left out:
//! the styles ask for Arial in its place.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::fetch::read;

const GOVUK: &str = "govuk-frontend/dist/govuk";
const MOJ: &str = "@ministryofjustice/frontend/moj";

/// Writes the files and the Rust that names them.
pub fn all(here: &Path, modules: &Path, out: &Path) -> Result<(), String> {
    let mut files = Files::new(out)?;
    let own_style = here.join("styles/sightline.css");
    let own_script = here.join("scripts/sightline.js");
    for file in [&own_style, &own_script] {
        println!("cargo::rerun-if-changed={}", file.display());
    }
    let style = [
        read(&modules.join(GOVUK).join("govuk-frontend.min.css"))?,
        read(&modules.join(MOJ).join("moj-frontend.min.css"))?,
        read(&own_style)?,
    ]
    .map(|text| without_comments_of_maps(&text))
    .join("\n");
    let style = without_licensed(&style);
    let style = files.pictures(&style, &modules.join(MOJ).join("assets/images"))?;
    files.add("STYLE", "sightline.css", style.as_bytes())?;
    let mut script = read(&own_script)?;
    for (package, file) in [
        (
            "govuk-frontend",
            modules.join(GOVUK).join("govuk-frontend.min.js"),
        ),
        (
            "moj-frontend",
            modules.join(MOJ).join("moj-frontend.min.js"),
        ),
    ] {
        let text = without_comments_of_maps(&read(&file)?);
        let name = files.add("", &format!("{package}.js"), text.as_bytes())?;
        // A browser finds a module by its address alone.
        let named = format!("from \"{package}\"");
        if !script.contains(&named) {
            return Err(format!(
                "{} does not import {package}",
                own_script.display()
            ));
        }
        script = script.replace(&named, &format!("from \"/assets/{name}\""));
    }
    files.add("SCRIPT", "sightline.js", script.as_bytes())?;
    files.finish()
}

/// The styles without the licensed typeface and crest.
fn without_licensed(style: &str) -> String {
    let mut rest = style;
    let mut kept = String::with_capacity(style.len());
    while let Some(at) = rest.find("@font-face{") {
        kept.push_str(&rest[..at]);
        rest = rest[at..].find('}').map_or("", |end| &rest[at + end + 1..]);
    }
    kept.push_str(rest);
    kept.replace("GDS Transport,", "")
        .replace("url(/assets/images/govuk-crest.svg)", "none")
}

fn without_comments_of_maps(text: &str) -> String {
    let keep = |line: &&str| {
        !line.starts_with("//# sourceMappingURL") && !line.starts_with("/*# sourceMappingURL")
    };
    let lines: Vec<&str> = text.lines().filter(keep).collect();
    let mut text = lines.join("\n");
    for start in ["//# sourceMappingURL=", "/*# sourceMappingURL="] {
        if let Some(at) = text.rfind(start) {
            text.truncate(at);
        }
    }
    text
}

/// The files as they are laid out.
struct Files<'o> {
    out: &'o Path,
    names: BTreeMap<String, String>,
    rust: String,
}

impl<'o> Files<'o> {
    fn new(out: &'o Path) -> Result<Self, String> {
        let folder = out.join("assets");
        let _none_yet = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Self {
            out,
            names: BTreeMap::new(),
            rust: String::new(),
        })
    }

    /// Lays a file out, and names it in Rust. Its hashed name.
    fn add(&mut self, constant: &str, file: &str, content: &[u8]) -> Result<String, String> {
        let hash = Sha256::digest(content)
            .iter()
            .take(8)
            .fold(String::new(), |mut hex, byte| {
                let _ = write!(hex, "{byte:02x}");
                hex
            });
        let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
        let name = format!("{stem}-{hash}.{ending}");
        let path = self.out.join("assets").join(&name);
        fs::write(&path, content).map_err(|error| format!("{}: {error}", path.display()))?;
        if !constant.is_empty() {
            let _ = writeln!(
                self.rust,
                "/// The address of `{file}`.\npub const {constant}: &str = \"/assets/{name}\";"
            );
        }
        self.names.insert(name.clone(), ending.to_owned());
        Ok(name)
    }

    /// Lays out each picture that the styles ask for, and asks for it by its hashed name.
    fn pictures(&mut self, style: &str, folder: &Path) -> Result<String, String> {
        const START: &str = "url(/assets/images/";
        let mut rest = style;
        let mut made = String::with_capacity(style.len());
        while let Some(at) = rest.find(START) {
            let from = at + START.len();
            let end = rest[from..]
                .find(')')
                .ok_or("an address in the styles does not end")?;
            let file = &rest[from..from + end];
            let content = fs::read(folder.join(file))
                .map_err(|error| format!("the picture {file} of the styles: {error}"))?;
            let name = self.add("", file, &content)?;
            let _ = write!(made, "{}url(/assets/{name})", &rest[..at]);
            rest = &rest[from + end + 1..];
        }
        made.push_str(rest);
        Ok(made)
    }

    fn finish(mut self) -> Result<(), String> {
        let _ = writeln!(
            self.rust,
            "/// Every file: its name, its type, and what is in it.\npub(crate) static FILES: &[(&str, &str, &[u8])] = &["
        );
        for (name, ending) in &self.names {
            let kind = match ending.as_str() {
                "css" => "text/css; charset=utf-8",
                "js" => "text/javascript; charset=utf-8",
                "svg" => "image/svg+xml",
                other => return Err(format!("nobody has said what type a file .{other} is")),
            };
            let _ = writeln!(
                self.rust,
                "    ({name:?}, {kind:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/assets/{name}\"))),"
            );
        }
        self.rust.push_str("];\n");
        let path = self.out.join("assets.rs");
        fs::write(&path, self.rust).map_err(|error| format!("{}: {error}", path.display()))
    }
}
