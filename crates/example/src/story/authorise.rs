//! Sending for authorisation, and what the manager decides: by the gates of the practice
//! book. What is missing is let through with a reason, or else returned.

use practice::Id;

use crate::authority::Authority;
use crate::child::What;
use crate::fault::Fault;
use crate::told::Told;
use crate::work::Who;

impl Authority {
    /// What a record type is called.
    fn title(&self, kind: &str) -> String {
        let record = self.pen.book().record(kind);
        record.map_or_else(|| kind.to_owned(), |record| record.title.clone())
    }

    /// Sends a version of an entry for authorisation.
    pub fn send(
        &mut self,
        child: usize,
        by: usize,
        (entry, version): (Id, Id),
    ) -> Result<(), Fault> {
        let one = &self.children[child];
        let kind = one
            .last
            .iter()
            .find(|(_, id)| *id == version || *id == entry);
        let what = self.title(kind.map_or("", |(kind, _)| kind));
        let moment = self.moment(child);
        let told = Told::at("sent-for-authorisation", moment)
            .with("entry", entry)
            .with("version", version)
            .with("what", what)
            .with("worker", self.workers[by].file.id);
        self.tell(child, by, told)?;
        Ok(())
    }

    /// The manager authorises what waits, or returns it.
    pub fn authorise(&mut self, by: usize, child: usize, place: usize) -> Result<(), Fault> {
        let Some(waiting) = self.children[child].waiting.get(place).cloned() else {
            return Ok(());
        };
        let moment = self.moment(child);
        let what = self.title(&waiting.kind);
        let manager = self.workers[by].file.id;
        let about = |kind| {
            Told::at(kind, moment)
                .with("entry", waiting.entry)
                .with("version", waiting.version)
                .with("what", &what)
                .with("worker", manager)
        };
        let is_lenient = self.children[child].chance.happens(0.15);
        if !waiting.missing.is_empty() && !is_lenient {
            let missing: Vec<&str> = waiting
                .missing
                .iter()
                .map(|one| one.says.as_str())
                .collect();
            let returned = about("returned-for-changes").with("comments", missing.join(" "));
            self.tell(child, by, returned)?;
            let (from, due) = (self.days(1), self.working_days(3));
            let amend = What::Amend(waiting.entry, waiting.version);
            self.children[child].ask(amend, Who::Worker, (from, due), 40);
            return Ok(());
        }
        for missing in &waiting.missing {
            let let_through = about("gate-overridden")
                .with("gate", &missing.gate)
                .with("missing", &missing.says)
                .with(
                    "reason",
                    "The family cannot wait for it. It is to follow within a week.",
                );
            self.tell(child, by, let_through)?;
        }
        self.tell(child, by, about("authorised"))?;
        if let Some((kind, fields)) = waiting.writes {
            let (by, today) = (self.workers[by].file.id, self.today);
            let one = &mut self.children[child];
            self.pen.write_for_the_book(
                &mut one.file,
                by,
                &mut one.chance,
                (&kind, fields),
                today,
            )?;
        }
        if waiting.kind == "assessment-written" {
            let (from, due) = (self.days(1), self.working_days(1));
            self.children[child].ask(What::Decide, Who::Manager, (from, due), 20);
        }
        Ok(())
    }
}
