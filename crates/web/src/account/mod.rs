//! A person's own account: set up at the first sign-in, looked at, changed.

mod picture;
mod set_up;
mod show;

pub(crate) use set_up::{set_up, take_set_up};
pub(crate) use show::{change_password, show, take_password};
