//! A child who goes to another worker: what the last one wants said, the handover, made from the file
//! on the day on which the child goes, and read by the next one.

use std::collections::BTreeMap;
use std::convert::Infallible;

use practice::{Book, Id, When};
use record::drawn::{self, Owing};
use record::{Casefile, Entry, Named};

use crate::authority::Authority;
use crate::fault::Fault;
use crate::staff::Worker;
use crate::told::Told;
use crate::watch::Owed;
use crate::work::{Doing, TABLE};

/// How long it takes to write what one wants said.
const SAYING: i32 = 15;

/// What last workers want said.
const SAID: [&str; 4] = [
    "Talks most in the car and while drawing, and least at the kitchen table. Please do not come unannounced in the first week.",
    "The mother answers messages in the morning. She was let down by changes of worker before: say when you will come, and come.",
    "The plan looks better on paper than at home. Ask to see the bedroom, and ask about the weekends.",
    "School is where it goes well. The class teacher has the child’s trust and should be told who you are before the child hears it from others.",
];

/// What the next worker still wants to know.
const ASKS: [&str; 3] = [
    "Who collects the child from school on Fridays? I will ask the school.",
    "What the father was told of the plan. I will ask at the first visit.",
    "Whether the grandmother was ever seen. I will look it up and ring her.",
];

/// A child who goes from one worker to another.
#[derive(Clone, Debug)]
pub struct Handing {
    /// From whom, by place.
    pub from: usize,
    /// To whom.
    pub to: usize,
    /// Who gave the child.
    pub by: usize,
    /// What the last worker wanted said, where it was written.
    pub said: Option<&'static str>,
    /// What the file told that evening; nothing before.
    pub drawn: Option<BTreeMap<String, String>>,
}

impl Authority {
    /// The last worker writes what the next one should know, where there is time for it.
    pub fn say_before(&mut self, child: usize, worker: usize) -> Result<(), Fault> {
        if !self.workers[worker].works(self.today) || !self.takes(worker, SAYING) {
            return Ok(());
        }
        let words = self.children[child].chance.pick(&SAID);
        let told = Told::on("handover-words", self.today).with("words", words);
        self.tell(child, worker, told)?;
        self.children[child].said = Some(words);
        Ok(())
    }

    /// That a child was given by somebody to a worker, by whoever had the child before.
    pub fn goes_to(&mut self, child: usize, by: usize, to: usize) {
        let one = &mut self.children[child];
        let said = one.said.take();
        if let Some(from) = one.people.before.filter(|from| *from != to) {
            one.handing = Some(Handing {
                from,
                to,
                by,
                said,
                drawn: None,
            });
        }
    }

    /// The handovers of those who were given to somebody today are made, by whoever gave them: whether
    /// there was any.
    pub fn make_handovers(&mut self, ready: Vec<usize>) -> Result<bool, Fault> {
        let mut any = false;
        for child in ready {
            let Some(handing) = self.children[child].handing.take() else {
                continue;
            };
            let from = &self.workers[handing.from];
            let had_left = !from.is_here(self.today);
            let mut told = Told::on("handover", self.today)
                .with("from", from.file.id)
                .with("to", self.workers[handing.to].file.id)
                .yes("had_left", had_left)
                .with("said", handing.said.unwrap_or_default());
            for (field, words) in handing.drawn.unwrap_or_default() {
                told = told.with(&field, words);
            }
            self.tell(child, handing.by, told)?;
            any = true;
        }
        Ok(any)
    }
}

/// The handover is read and signed by whoever has the child now, or covers for them.
pub fn read(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let (by, child) = (doing.by, doing.child);
    let chance = &mut authority.children[child].chance;
    let asks = chance.happens(0.4).then(|| chance.pick(&ASKS));
    let told = Told::on("handover-read", authority.today)
        .with("handover", doing.trigger())
        .with("by", authority.workers[by].file.id)
        .with("asks", asks.unwrap_or_default());
    authority.tell(child, by, told)?;
    Ok(true)
}

/// What a handover tells of a file as it stands on the evening of a day.
pub fn drawn_of(
    book: &Book,
    workers: &[Worker],
    (file, owed): (&[Entry], &[Owed]),
    now: jiff::Timestamp,
) -> BTreeMap<String, String> {
    let today = When::Instant(now).day();
    let owing: Vec<Owing> = (owed.iter())
        .map(|owed| Owing {
            clock: TABLE[owed.work].clock.to_owned(),
            kind: owed.of.clone(),
            from: When::Day(owed.since).start(),
            due: owed.due.map(When::Day),
            late: owed.due.is_some_and(|due| due < today),
        })
        .collect();
    let casefile = Casefile::fold(file);
    let by_id = |id: Id| workers.iter().find(|worker| worker.file.id == id);
    let named = record::with_names(book, &casefile, |named| {
        let worker = match named {
            Named::File(id) => by_id(id),
            Named::Worker(number) => workers.iter().find(|worker| worker.number == *number),
            Named::Team(_) => None,
        };
        Ok::<_, Infallible>(worker.map(|worker| worker.name.clone()))
    });
    let Ok(shown) = named;
    drawn::of(book, "handover", &shown, &owing, now)
}
