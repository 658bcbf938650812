//! What workers and teams are called, by the record.

use std::collections::HashMap;

use returns::made::Names;
use store::Reader;

/// Every worker and team of the record, by each of their names in other files.
pub struct Known {
    workers: HashMap<String, (String, Option<String>)>,
    teams: HashMap<String, String>,
}

impl Known {
    /// Those of a record.
    pub fn of(reader: &mut Reader) -> anyhow::Result<Self> {
        let mut known = Self {
            workers: HashMap::new(),
            teams: HashMap::new(),
        };
        for worker in reader.workers()? {
            for name in worker.names() {
                let called = (worker.name.clone(), worker.number.clone());
                known.workers.insert(name, called);
            }
        }
        for team in reader.teams()? {
            for name in team.names() {
                known.teams.insert(name, team.name.clone());
            }
        }
        Ok(known)
    }
}

/// Somebody of whom the record has no file is called as the child's file has them.
impl Names for Known {
    fn number(&self, worker: &str) -> Option<String> {
        match self.workers.get(worker) {
            Some((_, number)) => number.clone(),
            None => Some(worker.to_owned()),
        }
    }

    fn worker(&self, worker: &str) -> Option<String> {
        let known = self.workers.get(worker);
        Some(known.map_or_else(|| worker.to_owned(), |(name, _)| name.clone()))
    }

    fn team(&self, team: &str) -> Option<String> {
        let known = self.teams.get(team);
        Some(known.map_or_else(|| team.to_owned(), Clone::clone))
    }
}
