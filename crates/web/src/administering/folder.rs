//! An authority's own folder, as somebody brings it: a zip of it, or its files one by one. Nothing
//! of it is ever written to a disk.

use std::io::{Cursor, Read as _};
use std::path::{Component, Path};

use practice::book::part;
use record::in_force::Files;
use zip::ZipArchive;

use crate::edge::Upload;

/// How many files a folder may have.
const MANY: usize = 500;
/// How many bytes they may have together, unpacked.
const LARGEST: usize = 4 << 20;

/// Reads what was brought, or says why it cannot be read: the files of the practice, in order of
/// name. What stands beside them is no part of it, as the form says.
pub(super) fn read<'u>(uploads: impl Iterator<Item = &'u Upload>) -> Result<Files, String> {
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for upload in uploads.filter(|upload| !upload.content.is_empty()) {
        if is_zip(&upload.name) {
            unpack(&upload.name, &upload.content, &mut parts)?;
        } else {
            parts.push((upload.name.clone(), upload.content.to_vec()));
        }
        bounded(&parts)?;
    }
    if parts.is_empty() {
        return Err("Select the folder as a zip, or its files".to_owned());
    }
    let mut files = Files::new();
    let within = common(&parts);
    for (name, content) in parts {
        let name = name.get(within..).unwrap_or(&name).to_owned();
        if part(Path::new(&name)).is_none() {
            continue;
        }
        let text = String::from_utf8(content)
            .map_err(|_| format!("{name} is no text: save it as UTF-8"))?;
        if files.iter().any(|(there, _)| *there == name) {
            return Err(format!("{name} is there twice"));
        }
        files.push((name, text));
    }
    if files.is_empty() {
        return Err("There is no practice in it: no file that ends in .toml or .cedar".to_owned());
    }
    files.sort();
    Ok(files)
}

fn is_zip(name: &str) -> bool {
    let ending = Path::new(name).extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

fn unpack(name: &str, content: &[u8], parts: &mut Vec<(String, Vec<u8>)>) -> Result<(), String> {
    let not_read = || format!("{name} cannot be read as a zip");
    let mut zip = ZipArchive::new(Cursor::new(content)).map_err(|_| not_read())?;
    if zip.len() > MANY * 2 {
        return Err(too_many());
    }
    for number in 0..zip.len() {
        let mut file = zip.by_index(number).map_err(|_| not_read())?;
        if file.is_dir() {
            continue;
        }
        let inner = file.name().map_err(|_| not_read())?.replace('\\', "/");
        let plain = Path::new(&inner)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !plain {
            return Err(format!("{name} has a file outside its folder: {inner}"));
        }
        // What it says of its size is not believed: as much is read as may be there.
        let mut bytes = Vec::new();
        let most = (LARGEST + 1) as u64;
        let mut bounded_file = (&mut file).take(most);
        bounded_file
            .read_to_end(&mut bytes)
            .map_err(|_| format!("{inner} in {name} cannot be unpacked"))?;
        parts.push((inner, bytes));
        bounded(parts)?;
    }
    Ok(())
}

fn bounded(parts: &[(String, Vec<u8>)]) -> Result<(), String> {
    if parts.len() > MANY {
        return Err(too_many());
    }
    let bytes: usize = parts.iter().map(|(_, content)| content.len()).sum();
    if bytes > LARGEST {
        return Err(format!(
            "The files must be smaller than {} MB together",
            LARGEST >> 20
        ));
    }
    Ok(())
}

fn too_many() -> String {
    format!("There must be {MANY} files or fewer")
}

/// How many bytes of each name are the one folder in which all of them stand.
fn common(parts: &[(String, Vec<u8>)]) -> usize {
    let Some((first, _)) = parts.first() else {
        return 0;
    };
    let Some((folder, _)) = first.split_once('/') else {
        return 0;
    };
    let folder = format!("{folder}/");
    if parts.iter().all(|(name, _)| name.starts_with(&folder)) {
        folder.len()
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use proptest::prelude::*;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn brought(name: &str, content: &[u8]) -> Upload {
        Upload {
            question: "folder".to_owned(),
            name: name.to_owned(),
            content: content.to_vec().into(),
        }
    }

    fn zip(parts: &[(&str, &[u8])]) -> Upload {
        let mut file = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            let options = SimpleFileOptions::default();
            file.start_file(*name, options).expect("a part");
            file.write_all(content).expect("written");
        }
        let content = file.finish().expect("a file").into_inner();
        brought("own.zip", &content)
    }

    #[test]
    fn a_zip_of_a_folder_is_read_as_the_folder_without_what_is_no_part_of_it() {
        let parts: [(&str, &[u8]); 3] = [
            ("own/procedures.toml", b"[local]"),
            ("own/more/codes.toml", b"[codes]"),
            ("own/README.md", b"Read me"),
        ];
        let files = read([zip(&parts)].iter()).expect("it is read");

        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["more/codes.toml", "procedures.toml"]);
    }

    #[test]
    fn what_would_be_written_elsewhere_or_fill_the_memory_is_refused() {
        let outside: [(&str, &[u8]); 1] = [("../etc/passwd.toml", b"x")];
        let says = read([zip(&outside)].iter()).expect_err("it is refused");
        assert!(says.contains("outside its folder"), "{says}");

        let bomb = vec![b' '; LARGEST + 1];
        let bomb: [(&str, &[u8]); 1] = [("bomb.toml", &bomb)];
        let says = read([zip(&bomb)].iter()).expect_err("it is refused");
        assert!(says.contains("smaller than 4 MB"), "{says}");

        let says = read([brought("own.zip", b"no zip")].iter()).expect_err("it is refused");
        assert!(says.contains("cannot be read as a zip"), "{says}");
        let says = read([brought("a.toml", b"\xff\xfe")].iter()).expect_err("it is refused");
        assert!(says.contains("is no text"), "{says}");
    }

    proptest! {
        #[test]
        fn whatever_is_brought_is_read_or_refused(content in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read([brought("own.zip", &content), brought("one.toml", &content)].iter());
        }
    }
}
