//! What the program promises to its users, asked of the program itself: each test runs
//! the built `sightline` in a folder of its own, as somebody would type it.

mod bad_input;
mod checking;
mod corrections;
mod disposal;
mod duties;
mod example_extract;
mod explaining;
mod harness;
mod importing;
mod keys;
mod mangled;
mod moving_house;
mod practice_book;
mod proof;
mod pulling_the_plug;
mod samples;
mod the_record;
mod worked_by_hand;
