//! How large what is packed in a zip is: unpacked once to nowhere, since what a zip says of its
//! sizes need not be so.

use std::io::{self, Read, Seek, Write};

use ::zip::ZipArchive;

/// Whether all that is packed is larger than `most` bytes. What is no zip, or is damaged, is not:
/// it is refused for that where it is read.
pub(super) fn is_larger(content: impl Read + Seek, most: u64) -> bool {
    let Ok(mut zip) = ZipArchive::new(content) else {
        return false;
    };
    let mut counted = Counted(0);
    for place in 0..zip.len() {
        let Ok(packed) = zip.by_index(place) else {
            continue;
        };
        let left = most.saturating_sub(counted.0);
        // Of what is damaged, that counts which was unpacked before it was seen.
        let _ = io::copy(&mut packed.take(left.saturating_add(1)), &mut counted);
        if counted.0 > most {
            return true;
        }
    }
    false
}

/// Counts what is written to it, and keeps none of it.
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.saturating_add(bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use ::zip::ZipWriter;
    use ::zip::write::SimpleFileOptions;

    use super::*;

    fn packed(sizes: &[usize]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (number, size) in sizes.iter().enumerate() {
            zip.start_file(number.to_string(), SimpleFileOptions::default())
                .expect("a file begins");
            zip.write_all(&vec![b'0'; *size]).expect("it is written");
        }
        zip.finish().expect("it ends").into_inner()
    }

    /// The same, whose directory says of each file that it has one byte.
    fn lying(mut zip: Vec<u8>) -> Vec<u8> {
        let mark = b"PK\x01\x02";
        let places = 0..zip.len().saturating_sub(mark.len());
        let entries: Vec<usize> = places.filter(|at| zip[*at..].starts_with(mark)).collect();
        for at in entries {
            zip[at + 24..at + 28].copy_from_slice(&1_u32.to_le_bytes());
        }
        zip
    }

    #[test]
    fn what_is_packed_is_counted_whatever_a_zip_says_of_its_size() {
        let zip = packed(&[70_000, 30_000]);

        assert!(!is_larger(Cursor::new(&zip), 100_000));
        assert!(is_larger(Cursor::new(&zip), 99_999));
        // It is refused as too large, or by the reader as damaged: never unpacked whole.
        let lies = lying(zip);
        let held = is_larger(Cursor::new(&lies), 99_999)
            || ZipArchive::new(Cursor::new(&lies)).is_err()
            || unpacks_to_at_most(&lies, 99_999);
        assert!(held);
        assert!(!is_larger(Cursor::new(b"no zip"), 1));
    }

    fn unpacks_to_at_most(zip: &[u8], most: u64) -> bool {
        let mut zip = ZipArchive::new(Cursor::new(zip)).expect("a zip");
        let mut sum = 0;
        for place in 0..zip.len() {
            let Ok(mut file) = zip.by_index(place) else {
                return true;
            };
            sum += io::copy(&mut file, &mut io::sink()).unwrap_or(0);
        }
        sum <= most
    }
}
