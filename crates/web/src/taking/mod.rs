//! Taking away: a copy of a file, or of a part of it, to print or as a Word document; with
//! passages about others withheld where it is for the person whose file it is (RE-1).
//!
//! That a copy was taken is an entry of the file. The copy is made from what stood in the
//! file at that time, so that it can be made again and is the same.
//!
//! | what you look for | where it is |
//! |---|---|
//! | choosing what to take, and for what | [`choose`] |
//! | the copy, shown or as a file | [`copy`] |
//! | what stands in it | [`content`] |
//! | one record as a letter, a plan or minutes, by a layout of the book | [`laid`] |
//! | what any copy is made of | [`document`] |
//! | as a page to print, as a Word document | [`print`], [`word`] |

mod choose;
mod content;
mod copy;
mod document;
mod laid;
mod print;
mod word;

pub(crate) use choose::{choose, one, start, take};
pub(crate) use copy::copy;
