//! `measures`: what the measures of the book come to over the record, and whom each number is
//! made of. One file at a time is in memory.

mod period;
mod print;

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::bail;
use practice::book::Measure;
use practice::book::measure::Of;
use practice::engine::Story;
use practice::measured::{Counted, Measured};
use practice::{Book, Id};
use record::{Casefile, Duty, Entry};
use store::{DutyFilter, Reader, StoreError};

use crate::cli::{Global, Measures};
use crate::ledger;
use crate::outcome::Outcome;
use crate::show::progress;
use period::Period;

pub fn run(global: &Global, book: &Arc<Book>, asked: &Measures) -> anyhow::Result<Outcome> {
    let period = Period::of(asked)?;
    let mut counting = Counting {
        book,
        period,
        measures: chosen(book, asked.measure.as_deref())?,
        names: HashMap::new(),
        list: print::List::begin(global, asked.children)?,
    };
    let mut reader = ledger::read_derived(global, book)?;
    reader.each_child::<StoreError>(|child| {
        counting.names.insert(child.subject, child.authority_id);
        Ok(())
    })?;
    counting.of_clocks(&mut reader)?;
    counting.of_their_own(&mut reader)?;
    counting.list.end(&counting.measures, &counting.period)?;
    Ok(Outcome::Holds)
}

/// The measures asked for, nothing yet counted.
fn chosen<'b>(book: &'b Book, id: Option<&str>) -> anyhow::Result<Vec<(&'b Measure, Measured)>> {
    let all = book.measures.iter();
    let measures: Vec<_> = (all.clone())
        .filter(|measure| id.is_none_or(|id| measure.id == id))
        .map(|measure| (measure, Measured::default()))
        .collect();
    if let (Some(id), true) = (id, measures.is_empty()) {
        let ids: Vec<_> = all.map(|measure| measure.id.as_str()).collect();
        bail!(
            "{id} is no measure of the practice book in force; there are {}",
            if ids.is_empty() {
                "none".to_owned()
            } else {
                ids.join(", ")
            }
        );
    }
    Ok(measures)
}

/// What is counted while the files go by.
struct Counting<'b> {
    book: &'b Book,
    period: Period,
    measures: Vec<(&'b Measure, Measured)>,
    /// The children's own identifiers, by their files.
    names: HashMap<Id, String>,
    list: print::List,
}

impl Counting<'_> {
    /// The measures of duties that are kept beside the ledger.
    fn of_clocks(&mut self, reader: &mut Reader) -> anyhow::Result<()> {
        for number in 0..self.measures.len() {
            let Some((measure, _)) = self.measures.get(number).copied() else {
                continue;
            };
            let Of::Clock(clock) = &measure.of else {
                continue;
            };
            let filter = DutyFilter {
                clock: Some(clock),
                area: None,
            };
            reader.each_duty::<anyhow::Error>(filter, |duty| {
                match measure.counted(self.book, &duty, self.period.as_at) {
                    Some(counted) => self.take(number, &duty, &counted),
                    None => Ok(()),
                }
            })?;
        }
        Ok(())
    }

    /// The measures that count from record to record: each file is read for them.
    fn of_their_own(&mut self, reader: &mut Reader) -> anyhow::Result<()> {
        let own: Vec<(usize, &Measure)> = (self.measures.iter().enumerate())
            .map(|(number, (measure, _))| (number, *measure))
            .filter(|(_, measure)| matches!(measure.of, Of::Own(_)))
            .collect();
        if own.is_empty() {
            return Ok(());
        }
        let bar = progress::counting("entries read");
        let (mut done, of) = (0, reader.counts()?.entries);
        reader.each_file::<anyhow::Error>(|subject, file| {
            done += file.len() as u64;
            bar.at(done, of);
            let meant: Vec<_> = (own.iter().copied())
                .filter(|(_, measure)| is_about(self.book, measure, &file))
                .collect();
            if meant.is_empty() {
                return Ok(());
            }
            let casefile = Casefile::fold(&file);
            let story = Story::new(self.book, &casefile.facts);
            for (number, measure) in meant {
                let duties = measure.of_file(self.book, subject, &story, self.period.as_at);
                for (duty, counted) in duties {
                    self.take(number, &duty, &counted)?;
                }
            }
            Ok(())
        })?;
        bar.done();
        Ok(())
    }

    /// Counts one duty, and lists it where that was asked.
    fn take(&mut self, number: usize, duty: &Duty, counted: &Counted) -> anyhow::Result<()> {
        if !counted.is_of(self.period.from, self.period.to) {
            return Ok(());
        }
        let Some((measure, measured)) = self.measures.get_mut(number) else {
            return Ok(());
        };
        measured.count(counted);
        let file = duty.subject.to_string();
        let name = self.names.get(&duty.subject).unwrap_or(&file);
        self.list.push(measure, name, duty, counted)
    }
}

/// Whether a file is about what a measure counts: a record of it stands there.
fn is_about(book: &Book, measure: &Measure, file: &[Entry]) -> bool {
    let Some(clock) = measure.clock(book) else {
        return false;
    };
    let kinds = file
        .iter()
        .filter_map(|entry| book.record(&entry.header.kind));
    kinds
        .into_iter()
        .any(|kind| clock.about.contains(&kind.about))
}
