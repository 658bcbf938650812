//! What was recorded of several children together, sent for authorisation for all of them at
//! once: each in its own file, all or none.

use maud::{Markup, html};
use practice::{Book, Id, When};
use record::authorising::{Standing, of};
use record::casefile::last_version;
use record::may::Action;

use super::standing::{can_be_sent, may_send, missing};
use crate::answers::Answers;
use crate::child::{File, open_other};
use crate::components::{Choice, Legend, Radios};
use crate::recording::{self, Since, since_version};
use crate::reply::Stop;
use crate::visit::Visit;
use crate::words;

/// The question for whom it is sent.
const WHOM: &str = "whom";
const ALL: &str = "all";
const ONE: &str = "one";

/// The other children's files, each with its entry, that can be sent with one.
pub(super) struct Others(Vec<(File, Id)>);

impl Others {
    /// Of an entry that can be sent: those that were recorded with it, stand as it does, and
    /// which this person may send.
    pub fn of(
        visit: &mut Visit<'_>,
        file: &File,
        standing: &Standing<'_, '_>,
    ) -> Result<Self, Stop> {
        let mut found = Vec::new();
        for (owner, entry) in recording::others(visit, file, standing.fact, Action::Record)? {
            let other = open_other(visit, owner, "form")?;
            let can = Self::standing(&visit.app.book, visit, &other, entry)
                .is_some_and(|one| can_be_sent(&one) && may_send(visit, &other, &one).allowed);
            if can {
                found.push((other, entry));
            }
        }
        Ok(Self(found))
    }

    /// Those for whom a form is sent: none where it is for one child alone.
    pub fn chosen(self, answers: &Answers) -> Self {
        if answers.one(WHOM) == ALL {
            self
        } else {
            Self(Vec::new())
        }
    }

    fn standing<'b, 'f>(
        book: &'b Book,
        visit: &Visit<'_>,
        file: &'f File,
        entry: Id,
    ) -> Option<Standing<'b, 'f>> {
        let day = When::Instant(visit.now).day();
        of(book, &file.casefile, entry, day).filter(|one| !one.fact.withdrawn)
    }

    /// Each file, and where its entry stands.
    pub fn standings<'b, 'f>(
        &'f self,
        book: &'b Book,
        visit: &Visit<'_>,
    ) -> Vec<(&'f File, Standing<'b, 'f>)> {
        let all = self.0.iter();
        all.filter_map(|(file, entry)| Some((file, Self::standing(book, visit, file, *entry)?)))
            .collect()
    }

    /// What others recorded in these files since the form was begun.
    pub fn since(&self, visit: &mut Visit<'_>, answers: &Answers) -> Result<Vec<Since>, Stop> {
        let mut found = Vec::new();
        for (file, _) in &self.0 {
            let begun = answers.one(&begun(file));
            let since = since_version(visit, file, begun)?.into_iter();
            found.extend(since.map(|one| one.of(&file.name)));
        }
        Ok(found)
    }

    /// Whether one of them was corrected since.
    pub fn was_corrected(&self, visit: &Visit<'_>, answers: &Answers) -> bool {
        let book = std::sync::Arc::clone(&visit.app.book);
        let standings = self.standings(&book, visit);
        standings.iter().any(|(file, standing)| {
            answers.one(&version(file)) != last_version(standing.fact).to_string()
        })
    }

    /// What is missing for each of them, below the child's name.
    pub fn missing(&self, book: &Book, visit: &Visit<'_>) -> Markup {
        html! {
            @for (file, standing) in &self.standings(book, visit) {
                (missing(file, book, standing, &html! { h2 class="govuk-heading-m" { "What is missing for " (file.name) } }))
            }
        }
    }

    /// Whether anything is missing for one of them.
    pub fn lack(&self, book: &Book, visit: &Visit<'_>) -> bool {
        let standings = self.standings(book, visit);
        standings.iter().any(|(_, one)| !one.missing.is_empty())
    }

    /// For whom it is sent; nothing where there is nobody else.
    pub fn question(&self, visit: &Visit<'_>, file: &File, answers: &Answers) -> Markup {
        let names: Vec<&str> = std::iter::once(file.name.as_str())
            .chain(self.0.iter().map(|(file, _)| file.name.as_str()))
            .collect();
        let given = answers.one(WHOM);
        let book = std::sync::Arc::clone(&visit.app.book);
        html! {
            @if !self.0.is_empty() {
                @for (file, standing) in &self.standings(&book, visit) {
                    input type="hidden" name=(version(file)) value=(last_version(standing.fact));
                    input type="hidden" name=(begun(file)) value=(file.entries.len());
                }
                (Radios {
                    legend: Some(Legend { text: "For whom do you send it?", ..Legend::default() }),
                    id: Some(WHOM),
                    name: WHOM,
                    hint: Some("It was recorded for all of them at once"),
                    items: vec![
                        Choice::new(ALL, format!("For {}", words::and(&names))),
                        Choice::new(ONE, format!("For {} alone", file.name)),
                    ],
                    value: Some(if given.is_empty() { ALL } else { given }),
                    ..Radios::default()
                }.markup())
            }
        }
    }
}

fn version(file: &File) -> String {
    format!("version-{}", file.child.subject)
}

fn begun(file: &File) -> String {
    format!("based-on-{}", file.child.subject)
}
