//! What the practice book and its engine promise, each in the words of those who
//! rely on it.

mod as_at;
mod authorities;
mod conditions;
mod corrections;
mod counting;
mod dates;

mod duties;
mod england;
mod meeting;
mod refusals;
mod silence;
mod small;
mod starting;
mod told;
mod when;
mod worked_dates;
