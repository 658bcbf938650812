//! What the program promises to its users, asked of the program itself: each test runs
//! the built `sightline` in a folder of its own, as somebody would type it.

mod bad_input;
mod checking;
mod corrections;
mod duties;
mod example_extract;
mod explaining;
mod harness;
mod importing;
mod kinds;
mod mangled;
mod practice_book;
mod pulling_the_plug;
mod samples;
mod the_record;
mod worked_by_hand;
