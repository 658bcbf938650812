//! What may be attached, and how it is known: by its content, never by its name. Nothing is
//! taken in that holds a program to be run when it is opened.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// A photograph.
    Jpeg,
    /// A picture.
    Png,
    /// A Word document without macros.
    Docx,
    /// An OpenDocument text without macros.
    Odt,
    /// Plain text, in UTF-8.
    Txt,
}

/// Why a document is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It is none of those that may be attached.
    Unknown,
    /// It holds a program, or something in which one may be.
    Program,
    /// Whether it does cannot be told: it is protected, or packed in a way that is not known.
    Unreadable,
}

const ODT: &str = "application/vnd.oasis.opendocument.text";
/// The longest name of what an OpenDocument file is.
const LONGEST: u64 = 256;

impl Format {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Pdf,
        Self::Jpeg,
        Self::Png,
        Self::Docx,
        Self::Odt,
        Self::Txt,
    ];

    /// Its code in the practice book's list `document-format`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Txt => "txt",
        }
    }

    /// The one of this code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// What browsers call it.
    pub const fn media(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => ODT,
            Self::Txt => "text/plain; charset=utf-8",
        }
    }

    /// How the names of such files end. The first is that of one whose name ends otherwise.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &[".pdf"],
            Self::Jpeg => &[".jpg", ".jpeg"],
            Self::Png => &[".png"],
            Self::Docx => &[".docx"],
            Self::Odt => &[".odt"],
            Self::Txt => &[".txt"],
        }
    }

    /// A name under which a file of this kind can be kept, so that it is opened as what it is.
    pub fn named(self, name: &str) -> String {
        let lower = name.to_lowercase();
        if self.endings().iter().any(|ending| lower.ends_with(ending)) {
            return name.to_owned();
        }
        let ending = self.endings().first().copied().unwrap_or_default();
        format!("{name}{ending}")
    }
}

/// What a document is, by its content.
pub(crate) fn recognise(content: &[u8]) -> Result<Format, Refused> {
    if content.starts_with(b"%PDF-") {
        return super::pdf::look_through(content).map(|()| Format::Pdf);
    }
    if content.starts_with(b"\xff\xd8\xff") {
        return Ok(Format::Jpeg);
    }
    if content.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(Format::Png);
    }
    if content.starts_with(b"PK\x03\x04") {
        return packed(content);
    }
    if is_text(content) {
        return Ok(Format::Txt);
    }
    Err(Refused::Unknown)
}

/// Of several files packed into one: a Word document, or an OpenDocument text.
fn packed(content: &[u8]) -> Result<Format, Refused> {
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(|_| Refused::Unknown)?;
    let names: Result<Vec<String>, _> = (archive.file_names())
        .map(|name| name.map(|name| name.to_lowercase()))
        .collect();
    let names = names.map_err(|_| Refused::Unknown)?;
    let has = |name: &str| names.iter().any(|one| one == name);
    let format = if has("[content_types].xml") && has("word/document.xml") {
        Format::Docx
    } else if says_odt(&mut archive) && has("content.xml") {
        Format::Odt
    } else {
        return Err(Refused::Unknown);
    };
    if names.iter().any(|name| is_program(name)) {
        return Err(Refused::Program);
    }
    Ok(format)
}

/// What it is stands in it uncompressed, under this name.
fn says_odt(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let Ok(said) = archive.by_name("mimetype") else {
        return false;
    };
    let mut text = String::new();
    let read = said.take(LONGEST).read_to_string(&mut text);
    read.is_ok() && text.trim() == ODT
}

/// Whether a part of a document holds a program, or something in which one may be: macros
/// (Visual Basic, Basic, scripts), controls, objects of other programs. Printers' settings are
/// the one harmless part whose name ends so.
fn is_program(name: &str) -> bool {
    let settings = name.contains("printersettings");
    let binary = name.rsplit_once('.').is_some_and(|(_, end)| end == "bin");
    (binary && !settings)
        || name.contains("vbaproject")
        || ["basic/", "scripts/", "word/activex/", "word/embeddings/"]
            .iter()
            .any(|folder| name.starts_with(folder))
}

/// Whether it is text that can be read: UTF-8 without what no text has.
fn is_text(content: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(content) else {
        return false;
    };
    let mut letters = text.chars();
    !text.is_empty()
        && letters
            .all(|letter| !letter.is_control() || matches!(letter, '\t' | '\n' | '\r' | '\u{c}'))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut file = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, content) in parts {
            file.start_file(*name, options).expect("a part");
            file.write_all(content.as_bytes()).expect("written");
        }
        file.finish().expect("a file").into_inner()
    }

    const WORD: [(&str, &str); 2] = [
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", "<w/>"),
    ];
    const OPEN: [(&str, &str); 2] = [("mimetype", ODT), ("content.xml", "<o/>")];

    #[test]
    fn a_document_is_known_by_its_content() {
        assert_eq!(recognise(b"%PDF-1.7\n..."), Ok(Format::Pdf));
        assert_eq!(recognise(b"\xff\xd8\xff\xe0\0\x10JFIF"), Ok(Format::Jpeg));
        assert_eq!(recognise(b"\x89PNG\r\n\x1a\n\0"), Ok(Format::Png));
        assert_eq!(recognise(&zip(&WORD)), Ok(Format::Docx));
        assert_eq!(recognise(&zip(&OPEN)), Ok(Format::Odt));
        assert_eq!(
            recognise("Dear Zoë,\r\n\tyours".as_bytes()),
            Ok(Format::Txt)
        );
    }

    #[test]
    fn what_can_be_run_or_is_not_known_is_not_taken_in() {
        for content in [
            &b""[..],
            b"MZ\x90\0\x03",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"text\0with nothing",
            b"\xfftext",
            b"PK\x03\x04 and nothing more",
            b"GIF89a\x01\x02",
        ] {
            assert_eq!(recognise(content), Err(Refused::Unknown), "{content:?}");
        }
        assert_eq!(recognise(&zip(&[("a.txt", "a")])), Err(Refused::Unknown));
        for part in [
            "word/vbaProject.bin",
            "word/other.bin",
            "word/embeddings/a.xlsx",
            "word/activeX/activeX1.xml",
        ] {
            let macros = zip(&[WORD[0], WORD[1], (part, "x")]);
            assert_eq!(recognise(&macros), Err(Refused::Program), "{part}");
        }
        for part in ["Basic/Standard/Module1.xml", "Scripts/python/a.py"] {
            let macros = zip(&[OPEN[0], OPEN[1], (part, "x")]);
            assert_eq!(recognise(&macros), Err(Refused::Program), "{part}");
        }
        let printers = [
            WORD[0],
            WORD[1],
            ("word/printerSettings/printerSettings1.bin", "x"),
        ];
        assert_eq!(recognise(&zip(&printers)), Ok(Format::Docx));
    }

    #[test]
    fn a_file_is_kept_under_a_name_that_opens_it_as_what_it_is() {
        assert_eq!(Format::Pdf.named("letter.exe"), "letter.exe.pdf");
        assert_eq!(Format::Jpeg.named("Photo.JPEG"), "Photo.JPEG");
        for format in Format::ALL {
            assert_eq!(Format::of(format.code()), Some(format));
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_brought_is_known_or_refused(content: Vec<u8>) {
            let mut packed = b"PK\x03\x04".to_vec();
            packed.extend_from_slice(&content);
            let _either = (recognise(&content), recognise(&packed));
        }
    }
}
