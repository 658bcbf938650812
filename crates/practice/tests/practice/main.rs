//! What the practice book and its engine promise, each in the words of those who
//! rely on it.

mod as_at;
mod asking;
mod authorities;
mod catalogue;
mod conditions;
mod corrections;
mod counting;
mod dates;

mod drawn;
mod duties;
mod edges;
mod england;
mod kinds;
mod lists;
mod meeting;
mod overlay;
mod plain_words;
mod reference;
mod refusals;
mod silence;
mod small;
mod starting;
mod told;
mod when;
mod worked_dates;
