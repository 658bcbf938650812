//! The files of the children, one after another, and what is said of those left out.

use std::sync::Arc;

use practice::{Book, When};
use record::Casefile;
use returns::check::Collection;
use returns::made::{ChildFile, LeftOut, LeftOutCount};

use crate::cli::Global;
use crate::show::{count, progress};
use crate::{edge, ledger};

/// How many children are in a return, and why the others are not.
#[derive(Default)]
pub struct Counted {
    pub taken: u64,
    left_out: LeftOutCount,
    not_whole: u64,
    /// Files of nobody whose details as a child are known.
    pub others: u64,
}

/// Shows each child's file. `take` says whether the child is in the return, or why not.
pub fn each(
    global: &Global,
    book: &Arc<Book>,
    mut take: impl FnMut(&ChildFile<'_>) -> anyhow::Result<Result<(), LeftOut>>,
) -> anyhow::Result<Counted> {
    let mut children = ledger::read_derived(global, book)?;
    let mut files = ledger::read(global)?;
    let organisation = files.about().organisation;
    let of = children.counts()?;
    let bar = progress::counting("children");
    let (mut counted, mut at) = (Counted::default(), 0);
    children.each_child(|child| {
        let casefile = Casefile::fold(&files.file(child.subject)?);
        let file = ChildFile::of(&child.authority_id, &casefile.facts);
        counted.add(take(&file)?, &casefile);
        at += 1;
        bar.at(at, of.children);
        Ok::<_, anyhow::Error>(())
    })?;
    bar.done();
    let own = u64::from(!files.file(organisation)?.is_empty());
    counted.others = of.files.saturating_sub(at + own);
    Ok(counted)
}

impl Counted {
    /// Counts a child who was taken, or left out.
    pub fn add(&mut self, taken: Result<(), LeftOut>, casefile: &Casefile) {
        let is_whole = casefile.unreadable.is_empty();
        self.not_whole += u64::from(!is_whole);
        match taken {
            Ok(()) => self.taken += 1,
            Err(_) if !is_whole => self.left_out.add(LeftOut::FileNotWhole),
            Err(why) => self.left_out.add(why),
        }
    }

    /// What was made of a year, in sentences.
    pub fn told(&self, made: &str, year: Collection) -> Vec<String> {
        let mut notes = self.made(made);
        if When::Instant(edge::now()).day() <= year.ends() {
            let early =
                format!("The year {year} is not over: this is the return as it would be today.");
            notes.insert(1, early);
        }
        notes
    }

    /// What was made, in sentences.
    pub fn made(&self, made: &str) -> Vec<String> {
        let mut notes = vec![format!(
            "{made}: {} in it. It is not encrypted: keep it where only those may read it who may read the record.",
            count(self.taken, "child is", "children are")
        )];
        for (why, children) in self.left_out.reasons() {
            notes.push(format!(
                "Left out: {}: {}.",
                count(children, "child", "children"),
                why.words()
            ));
        }
        if self.not_whole > 0 {
            notes.push(format!(
                "{} not whole: entries that cannot be read are not in the return.",
                count(self.not_whole, "file is", "files are")
            ));
        }
        if self.others > 0 {
            notes.push(format!(
                "{} of nobody whose details as a child are known: workers, teams, homes, and children whose details were all set aside.",
                count(self.others, "file is", "files are")
            ));
        }
        notes
    }
}
