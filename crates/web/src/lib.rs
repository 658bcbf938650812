//! The pages of Sightline: written on the server, in the design systems of GOV.UK and the
//! Ministry of Justice; they work without scripts, and better with them.
//!
//! | what you look for | where it is |
//! |---|---|
//! | a button, a question, a table … | [`components`] |
//! | the styles and scripts, and their addresses | [`assets`] |

#![warn(missing_docs)]

pub mod assets;
pub mod components;
