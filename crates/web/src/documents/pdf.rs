//! Whether a PDF holds something that can act when it is opened: scripts, programs to be
//! started, files within it, forms that send what is typed. It is known by the names that PDF
//! has for these (ISO 32000-2), also where letters of them are written as figures, and where
//! they stand in what is compressed. What cannot be looked through is not taken in.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use super::format::Refused;

/// What acts, or holds what acts.
const ACTS: [&[u8]; 10] = [
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"GoToE",
    b"RichMedia",
    b"Rendition",
    b"SubmitForm",
    b"ImportData",
    b"XFA",
];
/// What makes the rest unreadable.
const ENCRYPTED: &[u8] = b"Encrypt";
/// Streams in which objects stand.
const OBJECTS: &[u8] = b"ObjStm";
/// The longest name that is looked for, with every letter as `#` and two figures.
const LONGEST: usize = 13 * 3;
/// How much is unpacked at a time, and of one document at most, in bytes.
const PIECE: usize = 1 << 16;
const MOST: usize = 1 << 29;
/// How many streams a document may have.
const MANY: usize = 100_000;

/// Looks through a whole PDF.
pub(super) fn look_through(content: &[u8]) -> Result<(), Refused> {
    look(content)?;
    let mut left = MOST;
    let (mut before, mut piece) = (0, vec![0; PIECE]);
    for (number, (begins, data)) in streams(content).enumerate() {
        if number == MANY {
            return Err(Refused::Unreadable);
        }
        let dictionary = content.get(before..begins).unwrap_or_default();
        let of_objects = names(dictionary).any(|name| name == OBJECTS);
        let read = unpack(data, &mut left, &mut piece)?;
        if of_objects && read == 0 {
            return Err(Refused::Unreadable);
        }
        before = begins;
    }
    Ok(())
}

/// Looks for names in what is not compressed.
fn look(text: &[u8]) -> Result<(), Refused> {
    for name in names(text) {
        if ACTS.contains(&name.as_slice()) {
            return Err(Refused::Program);
        }
        if name == ENCRYPTED {
            return Err(Refused::Unreadable);
        }
    }
    Ok(())
}

/// Where each stream's keyword stands, and what follows it to the end of the file.
fn streams(content: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    const KEYWORD: &[u8] = b"stream";
    let places = content
        .windows(KEYWORD.len())
        .enumerate()
        .filter(|(_, window)| *window == KEYWORD)
        .map(|(place, _)| place);
    places.filter_map(|place| {
        let (before, after) = content.split_at_checked(place)?;
        if before.ends_with(b"end") {
            return None;
        }
        let data = after.get(KEYWORD.len()..)?;
        let data = (data.strip_prefix(b"\r\n"))
            .or_else(|| data.strip_prefix(b"\n"))
            .or_else(|| data.strip_prefix(b"\r"))?;
        Some((place, data))
    })
}

/// Looks for names in what is compressed, a piece at a time; how much there was of it. What
/// does not unpack is no such stream: a photograph, say.
fn unpack(data: &[u8], left: &mut usize, piece: &mut [u8]) -> Result<usize, Refused> {
    let mut decoder = ZlibDecoder::new(data);
    let (mut all, mut kept) = (0, Vec::new());
    loop {
        let read = match decoder.read(piece) {
            Ok(0) | Err(_) => return Ok(all),
            Ok(read) => read,
        };
        all += read;
        *left = left.checked_sub(read).ok_or(Refused::Unreadable)?;
        kept.extend_from_slice(piece.get(..read).unwrap_or_default());
        look(&kept)?;
        // A name may go on in the next piece.
        let done = kept.len().saturating_sub(LONGEST + 2);
        kept.drain(..done);
    }
}

/// The names in a text, each without its slash and with its letters put back. One that is
/// longer than any that is looked for is cut off.
fn names(text: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let begins = text.iter().enumerate();
    begins
        .filter(|(_, byte)| **byte == b'/')
        .map(|(place, _)| name(text.get(place + 1..).unwrap_or_default()))
}

fn name(text: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        let ends = first.is_ascii_whitespace() || *first == 0 || b"()<>[]{}/%".contains(first);
        if ends || name.len() > LONGEST {
            break;
        }
        let (letter, after) = figures(*first, after).unwrap_or((*first, after));
        name.push(letter);
        rest = after;
    }
    name
}

/// A letter that is written as `#` and two figures.
fn figures(first: u8, after: &[u8]) -> Option<(u8, &[u8])> {
    if first != b'#' {
        return None;
    }
    let (figures, after) = after.split_at_checked(2)?;
    let figures = std::str::from_utf8(figures).ok()?;
    Some((u8::from_str_radix(figures, 16).ok()?, after))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).expect("packed");
        encoder.finish().expect("packed")
    }

    /// A PDF with one stream of this dictionary.
    fn with_stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
        let mut made = format!("%PDF-1.7\n1 0 obj\n<<{dictionary}>>\nstream\r\n").into_bytes();
        made.extend_from_slice(data);
        made.extend_from_slice(b"\nendstream\nendobj\n%%EOF");
        made
    }

    #[test]
    fn a_plain_pdf_is_taken_in() {
        let plain = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/OpenAction[3 0 R/Fit]/URI(https://example.org)>>\nendobj";
        assert_eq!(look_through(plain), Ok(()));
        let page = with_stream("/Filter/FlateDecode", &packed(b"BT (JavaScript) Tj ET"));
        assert_eq!(look_through(&page), Ok(()));
        let photograph = with_stream("/Filter/DCTDecode", b"\xff\xd8\xff\xe0 stream\n");
        assert_eq!(look_through(&photograph), Ok(()));
        // Names that only begin alike are others.
        let alike = b"%PDF-1.4 <</LaunchPad 1/EncryptMetadata true/JavaScripted 2>>";
        assert_eq!(look_through(alike), Ok(()));
    }

    #[test]
    fn what_can_act_when_it_is_opened_is_refused() {
        for acts in [
            "/S/JavaScript/JS(app.alert)",
            "/S /Launch /F (a.exe)",
            "/Names<</EmbeddedFiles 4 0 R>>",
            "/Type/EmbeddedFile",
            "/AcroForm<</XFA[1 0 R]>>",
            "/S/SubmitForm",
            "/S/J#61vaScr#69pt",
            "/Subtype/RichMedia",
        ] {
            let open = format!("%PDF-1.7\n1 0 obj\n<<{acts}>>\nendobj");
            assert_eq!(
                look_through(open.as_bytes()),
                Err(Refused::Program),
                "{acts}"
            );
            let of_objects = "/Type/ObjStm/N 1/First 4/Filter/FlateDecode";
            let objects = packed(format!("4 0 <<{acts}>> ").as_bytes());
            let packed = with_stream(of_objects, &objects);
            assert_eq!(look_through(&packed), Err(Refused::Program), "{acts}");
        }
    }

    #[test]
    fn a_name_is_found_wherever_a_piece_of_what_is_packed_ends() {
        for far in [PIECE - 11, PIECE - 5, PIECE - 1, PIECE, 3 * PIECE - 4] {
            let mut text = vec![b' '; far];
            text.extend_from_slice(b"/JavaScript ");
            let pdf = with_stream("/Filter/FlateDecode", &packed(&text));
            assert_eq!(look_through(&pdf), Err(Refused::Program), "{far}");
        }
    }

    #[test]
    fn what_cannot_be_looked_through_is_refused() {
        let encrypted = b"%PDF-1.7\ntrailer <</Root 1 0 R/Encrypt 5 0 R>>";
        assert_eq!(look_through(encrypted), Err(Refused::Unreadable));
        let other = with_stream("/Type/ObjStm/Filter/LZWDecode", b"\x80\x0b\x60\x50");
        assert_eq!(look_through(&other), Err(Refused::Unreadable));
        // A little that unpacks to more than anybody attaches.
        let (mut left, bomb) = (PIECE, packed(&vec![0; 4 * PIECE]));
        let mut piece = vec![0; PIECE];
        let read = unpack(&bomb, &mut left, &mut piece);
        assert_eq!(read, Err(Refused::Unreadable));
    }

    proptest::proptest! {
        #[test]
        fn whatever_a_pdf_holds_is_looked_through_or_refused(content: Vec<u8>, dictionary in ".*") {
            let _either = (look_through(&content), look_through(&with_stream(&dictionary, &content)));
        }

        #[test]
        fn letters_that_are_written_as_figures_are_put_back(which in 0..ACTS.len(), hidden: u16) {
            let letters = ACTS[which].iter().enumerate();
            let written: String = letters
                .map(|(place, letter)| match hidden >> (place % 16) & 1 {
                    1 => format!("#{letter:02X}"),
                    _ => char::from(*letter).to_string(),
                })
                .collect();
            let pdf = format!("%PDF-1.7 <</S/{written}>>");
            proptest::prop_assert_eq!(look_through(pdf.as_bytes()), Err(Refused::Program));
        }
    }
}
