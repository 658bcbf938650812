//! Fills the blocks of the census from the elements of the file.

use std::io::Read;

use super::shape::{Group, Part};
use crate::read::xml::{Piece, Walker};
use crate::read::{Place, ReadError, WhyUnread};

/// Fills a block from the element just opened, to its end.
pub(crate) fn fill<R: Read>(
    walker: &mut Walker<R>,
    block: &mut dyn Group,
    at: Place,
) -> Result<(), ReadError> {
    block.stands_at(at);
    inside(walker, block, "")
}

/// Reads to the end of the current element, which is a block or the wrapper of a
/// part of it.
fn inside<R: Read>(
    walker: &mut Walker<R>,
    block: &mut dyn Group,
    wrapper: &'static str,
) -> Result<(), ReadError> {
    loop {
        let at = match walker.next()? {
            Piece::Close | Piece::End => return Ok(()),
            Piece::Text => {
                walker.stray();
                continue;
            }
            Piece::Open(at) => at,
        };
        match block.part(wrapper, walker.name()) {
            Part::Cell(field, slot) => {
                if let Some(cell) = walker.field(field)? {
                    if slot.is_none() {
                        *slot = Some(cell);
                    } else {
                        walker.report_cell(cell, WhyUnread::SecondValue);
                    }
                }
            }
            Part::Item(field, list) => list.extend(walker.field(field)?),
            Part::Group(inner) => fill(walker, inner, at)?,
            Part::SecondGroup => walker.pass_over(at, &WhyUnread::SecondBlock)?,
            Part::Wrapper(name) => inside(walker, block, name)?,
            Part::Unknown => walker.pass_over(at, &WhyUnread::UnknownElement)?,
        }
    }
}
