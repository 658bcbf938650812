//! How large what is packed in a zip says that it is, before any of it is unpacked.

use std::io::{self, Read, Seek, SeekFrom};

/// The mark of the end of the directory, and how long that end is without its comment.
const END: &[u8; 4] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
/// The mark of an entry of the directory, and how long it is without its names.
const ENTRY: &[u8; 4] = b"PK\x01\x02";
const ENTRY_LENGTH: usize = 46;
/// The end and the longest comment.
const TAIL: u64 = 65_557;
/// How long a directory may be.
const MOST: u64 = 16 << 20;

/// The bytes of all that is packed, by the directory of the zip; nought where there is none
/// that can be read: then it cannot be unpacked either.
pub(super) fn unpacked(content: &mut (impl Read + Seek)) -> io::Result<u64> {
    let length = content.seek(SeekFrom::End(0))?;
    let from = length.saturating_sub(TAIL);
    content.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    content.take(TAIL).read_to_end(&mut tail)?;
    let Some(end) = tail.windows(END.len()).rposition(|bytes| bytes == END) else {
        return Ok(0);
    };
    let Some(end) = tail.get(end..end + END_LENGTH) else {
        return Ok(0);
    };
    let (size, start) = (number(end, 12, 4), number(end, 16, 4));
    if size > MOST || start > length {
        return Ok(u64::MAX);
    }
    content.seek(SeekFrom::Start(start))?;
    let mut directory = Vec::new();
    content.take(size).read_to_end(&mut directory)?;
    let (mut at, mut sum) = (0, 0_u64);
    while let Some(entry) = directory.get(at..at + ENTRY_LENGTH) {
        if !entry.starts_with(ENTRY) {
            break;
        }
        sum = sum.saturating_add(number(entry, 24, 4));
        let names = [28, 30, 32].map(|place| number(entry, place, 2));
        let names = usize::try_from(names.iter().sum::<u64>()).unwrap_or(usize::MAX);
        at = at.saturating_add(ENTRY_LENGTH).saturating_add(names);
        if at >= directory.len() {
            break;
        }
    }
    Ok(sum)
}

/// A number of so many bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> u64 {
    let own = bytes.get(at..at + length).unwrap_or_default();
    own.iter()
        .rev()
        .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn what_a_zip_says_of_its_size_is_added_up() {
        let mut zip = vec![0; 8];
        for size in [700_u32, 300] {
            let mut entry = vec![0; ENTRY_LENGTH];
            entry[..4].copy_from_slice(ENTRY);
            entry[24..28].copy_from_slice(&size.to_le_bytes());
            entry[28] = 3;
            zip.extend(entry);
            zip.extend(b"abc");
        }
        let mut end = vec![0; END_LENGTH];
        end[..4].copy_from_slice(END);
        end[12..16].copy_from_slice(&98_u32.to_le_bytes());
        end[16..20].copy_from_slice(&8_u32.to_le_bytes());
        zip.extend(end);
        assert_eq!(unpacked(&mut Cursor::new(zip)).unwrap(), 1000);
        assert_eq!(unpacked(&mut Cursor::new(b"no zip".to_vec())).unwrap(), 0);
    }
}
