//! What stands in a copy: who it is of and for what it was made, then the parts that were
//! chosen, and at the end what was left out.

use std::collections::BTreeMap;

use practice::engine::{Story, evaluate};
use practice::{Book, Id};
use record::account::{Account, Item};
use record::telling::{happened, is_quiet};
use record::{Casefile, Duty, Entry};

use super::document::{Block, Document};
use super::laid::{Filled, layouts};
use crate::words;

/// What a copy is made of.
pub(super) struct Made<'m> {
    pub book: &'m Book,
    /// By what name the child is known.
    pub name: &'m str,
    /// Who the child is.
    pub child: &'m record::ChildRow,
    /// The file as it stood.
    pub casefile: &'m Casefile,
    /// Every entry of it.
    pub entries: &'m [Entry],
    /// The account of it, for whom the copy is.
    pub account: &'m Account,
    /// Which parts.
    pub parts: &'m [String],
    /// Whether passages are left out.
    pub withholds: bool,
    /// Whether it answers a request of the person whose file it is.
    pub answers_request: bool,
    /// When it was made.
    pub at: jiff::Timestamp,
    /// By whom.
    pub by: Option<&'m str>,
    /// For what, in words.
    pub purpose: &'m str,
    /// Whether the record is an example.
    pub example: bool,
    /// Who recorded what, by name.
    pub names: &'m BTreeMap<Id, String>,
    /// In what layout one record is shown, where it is.
    pub layout: Option<&'m str>,
    /// The organisation's name.
    pub organisation: &'m str,
}

impl Made<'_> {
    /// The whole copy: one record in its layout, or everything that was chosen.
    pub fn document(&self) -> Document {
        self.laid_out().unwrap_or_else(|| self.in_full())
    }

    /// One record as a letter, a plan or minutes.
    fn laid_out(&self) -> Option<Document> {
        let [item] = self.account.items.as_slice() else {
            return None;
        };
        let fact = self.casefile.fact(item.entry)?;
        let layouts = layouts(self.book, &fact.kind);
        let layout = layouts
            .into_iter()
            .find(|layout| Some(layout.id.as_str()) == self.layout)?;
        let born = self.child.born_on.map(practice::When::Day);
        let told = [
            ("child", self.name.to_owned()),
            ("born_on", born.map_or_else(String::new, words::when)),
            ("reference", self.child.authority_id.clone()),
            ("day", words::when(item.at)),
            ("made_on", words::day(self.at)),
            ("worker", self.by.unwrap_or_default().to_owned()),
            ("record", item.title.clone()),
            ("organisation", self.organisation.to_owned()),
        ];
        let filled = Filled {
            layout,
            record: self.book.record(&fact.kind)?,
            item,
            told: &told,
        };
        let mut made = filled.document();
        if item.withdrawn {
            let note = "This was withdrawn: it should never have been recorded.";
            made.blocks.insert(0, Block::Note(note.to_owned()));
        }
        if self.example {
            let note = "Example record. Nobody in it is real.";
            made.blocks.insert(0, Block::Note(note.to_owned()));
        }
        if !self.account.withheld.is_empty() {
            self.left_out(&mut made);
        }
        Some(made)
    }

    /// Every part that was chosen.
    fn in_full(&self) -> Document {
        let mut made = Document {
            title: format!("What is recorded of {}", self.name),
            blocks: Vec::new(),
        };
        if self.example {
            made.note("Example record. Nobody in it is real.");
        }
        self.opening(&mut made);
        let has = |part: &str| self.parts.iter().any(|one| one == part);
        if has("timeline") {
            self.timeline(&mut made);
        }
        if has("records") {
            made.heading(2, "Every record, in order");
            for item in &self.account.items {
                self.item(&mut made, item);
            }
        }
        if has("duties") {
            self.duties(&mut made);
        }
        self.left_out(&mut made);
        made
    }

    fn opening(&self, made: &mut Document) {
        let born = self.child.born_on.map_or_else(
            || "not recorded".to_owned(),
            |born| words::when(practice::When::Day(born)),
        );
        let by = self.by.map_or_else(String::new, |by| format!(" by {by}"));
        made.blocks.push(Block::Answers(vec![
            ("Date of birth".to_owned(), born),
            ("Our reference".to_owned(), self.child.authority_id.clone()),
            (
                "Made".to_owned(),
                format!("{}{by}, {}", words::moment(self.at), self.purpose),
            ),
        ]));
        if self.answers_request {
            made.say("This is what we have recorded of you, in the order in which it happened. Some of it was written by people of other agencies.");
            made.say("Where something is about somebody else, or the law does not let us tell it, it is left out, and it says so in that place. A list of all that was left out is at the end.");
            made.say("If something is wrong, you can ask us to put it right, or to put what you say beside it. If you think that we left out too much, you can ask us to look at it again, and you can complain to the Information Commissioner.");
        }
    }

    fn timeline(&self, made: &mut Document) {
        // A sentence may repeat what was answered: for the person it is that of the account.
        let told: BTreeMap<Id, &str> = (self.account.items.iter())
            .map(|item| (item.entry, item.says.as_str()))
            .collect();
        let rows = happened(self.book, self.casefile, self.at)
            .into_iter()
            .filter(|one| !one.withdrawn)
            .filter_map(|one| {
                let says = told.get(&one.entry)?;
                Some(vec![words::when(one.at), (*says).to_owned()])
            })
            .collect();
        made.heading(2, "What happened");
        made.blocks.push(Block::Table {
            caption: "What happened, the oldest first".to_owned(),
            head: vec!["When".to_owned(), "What".to_owned()],
            rows,
        });
    }

    fn item(&self, made: &mut Document, item: &Item) {
        made.heading(3, format!("{}: {}", words::when(item.at), item.title));
        if item.withdrawn {
            made.note("This was withdrawn: it should never have been recorded.");
        }
        if !item.answers.is_empty() {
            made.blocks.push(Block::Answers(item.answers.clone()));
        }
        if !item.documents.is_empty() {
            let documents = item.documents.join("\n");
            made.blocks
                .push(Block::Answers(vec![("Documents".to_owned(), documents)]));
        }
        if let Some(how) = self.recorded(item.entry) {
            made.say(how);
        }
        for earlier in &item.earlier {
            made.heading(4, "What it said before it was corrected");
            made.blocks.push(Block::Answers(earlier.clone()));
        }
    }

    /// Who recorded an entry, when, and from where.
    fn recorded(&self, entry: Id) -> Option<String> {
        let entry = self.entries.iter().find(|one| one.header.id == entry)?;
        let by = self.names.get(&entry.header.recorded_by);
        let by = by.map_or_else(String::new, |by| format!(" by {by}"));
        let from = entry.body.as_ref().and_then(|body| body.from.as_ref());
        let from = from.map_or_else(String::new, |from| {
            let file = words::file_name(&from.file);
            format!(", taken from {file}, line {}", from.line)
        });
        let at = words::moment(entry.header.recorded_at);
        Some(format!("Recorded {at}{by}{from}."))
    }

    fn duties(&self, made: &mut Document) {
        let story = Story::new(self.book, &self.casefile.facts);
        let owed = evaluate(self.book, self.child.subject, &story).owed;
        let mut owed: Vec<Duty> = (owed.into_iter())
            .map(|owed| owed.duty)
            .filter(|duty| duty.had_started(self.at) && !is_quiet(self.book, duty, self.at))
            .filter(|duty| crate::child::is_open(duty.state(self.at)))
            .collect();
        owed.sort_by_key(|duty| crate::child::order(duty, self.at));
        let rows = (owed.iter())
            .map(|duty| {
                let clock = self.book.clock(&duty.clock);
                let title = clock.map_or(duty.clock.as_str(), |clock| clock.title.as_str());
                vec![
                    title.to_owned(),
                    crate::child::due(duty, self.at),
                    crate::child::state_in_words(duty.state(self.at)).to_owned(),
                ]
            })
            .collect();
        made.heading(2, "What is owed");
        made.blocks.push(Block::Table {
            caption: "What is owed, the most pressing first".to_owned(),
            head: ["What", "Due", "State"].map(str::to_owned).to_vec(),
            rows,
        });
    }

    fn left_out(&self, made: &mut Document) {
        if self.withholds {
            made.heading(2, "What was left out");
            if self.account.withheld.is_empty() {
                made.say("No passage was left out.");
            } else {
                let rows = (self.account.withheld.iter())
                    .map(|one| {
                        vec![
                            words::when(one.at),
                            one.title.clone(),
                            one.ask.clone(),
                            words::sentence(one.reason.says()),
                        ]
                    })
                    .collect();
                made.blocks.push(Block::Table {
                    caption: "Passages that were left out, and why".to_owned(),
                    head: ["When", "Record", "Question", "Why"]
                        .map(str::to_owned)
                        .to_vec(),
                    rows,
                });
            }
        }
        let number = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
        if self.account.not_readable > 0 {
            let many = words::count(
                number(self.account.not_readable),
                "record is",
                "records are",
            );
            made.note(format!(
                "{many} of a kind that whoever made this copy may not read, and not in it."
            ));
        }
        if self.account.damaged > 0 {
            let many = words::count(number(self.account.damaged), "entry", "entries");
            made.note(format!("{many} of the file cannot be read by anybody."));
        }
    }
}
