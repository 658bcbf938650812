//! The pages in a real browser, as people use them.

mod drafts;
mod journeys;
mod keyboard;
mod routes;
mod screens;

/// The example's social workers: the second has the children with even numbers, the first
/// has the others.
const SOCIAL_WORKER: &str = "priya.nair";
/// A child of hers, on a plan whose review is overdue.
const CHILD: &str = "Caitlin Featherstone";
