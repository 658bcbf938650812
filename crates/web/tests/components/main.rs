//! The components make what the design systems make of the same options.

mod choices;
mod content;
mod fixtures;
mod html;
mod left_out;
mod moj;
mod navigation;
mod parts;
mod questions;
mod tables;
