//! Readers and writers of the files the sector sends: the looked after return
//! (SSDA903) and the children in need census.
//!
//! Everything that is read keeps its place (file, line, column), and everything
//! that is not understood is handed over beside what is: the number of values in
//! a file is the number of cells read plus the number reported unread. There is
//! no import and no validation rule in [`read`]; both are built on it.

pub mod check;
pub mod import;
pub mod made;
pub mod read;
pub mod write;
