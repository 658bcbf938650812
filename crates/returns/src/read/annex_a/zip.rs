//! How large what is packed in a zip says that it is, before any of it is unpacked. What says too
//! little is refused where it is unpacked: the library takes no more than was said.

use std::io::{Read, Seek};

use ::zip::ZipArchive;

/// The bytes of all that is packed, by the directory of the zip; nought where there is none
/// that can be read: then it cannot be unpacked either.
pub(super) fn unpacked(content: impl Read + Seek) -> u64 {
    let Ok(mut zip) = ZipArchive::new(content) else {
        return 0;
    };
    let mut sum = 0_u64;
    for place in 0..zip.len() {
        let size = zip.by_index_raw(place).map_or(0, |packed| packed.size());
        sum = sum.saturating_add(size);
    }
    sum
}

#[cfg(test)]
mod tests {
    use std::io::{self, Cursor, Write as _};

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

    #[test]
    fn what_a_zip_says_of_its_size_is_added_up() {
        assert_eq!(unpacked(Cursor::new(packed(&[70_000, 30_000]))), 100_000);
        assert_eq!(unpacked(Cursor::new(b"no zip")), 0);
    }

    #[test]
    fn no_more_is_unpacked_than_a_zip_says() {
        // Given a zip whose directory says of a long file that it has one byte
        let mut lies = packed(&[70_000]);
        let mark = b"PK\x01\x02";
        let entry = lies.windows(mark.len()).position(|bytes| bytes == mark);
        let size = entry.expect("a directory") + 24;
        lies[size..size + 4].copy_from_slice(&1_u32.to_le_bytes());

        // When it is unpacked
        let mut zip = ZipArchive::new(Cursor::new(lies)).expect("it opens");
        let mut packed = zip.by_index(0).expect("a file");
        let mut took = Vec::new();
        let unpacked = io::copy(&mut packed, &mut took);

        // Then it is refused, and has not been unpacked before
        assert!(unpacked.is_err());
        assert!(took.len() < 70_000);
    }
}
