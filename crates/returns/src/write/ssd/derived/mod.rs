//! What a return told in another form than the dataset's, put into its form: one record
//! of the child from what every source told, a row for each disability, placements and
//! legal statuses from episodes of care, a year's outcomes as scores and states.
//!
//! A record that was told in the dataset's own form comes first: nothing is derived that
//! stands there already.

mod care;
mod child;
mod permanence;
mod yearly;

pub(crate) use child::PUPIL_NUMBERS;

use practice::{Fact, Fields, Id, Value, When};

/// The records of a file in the dataset's form.
pub(super) struct Derived<'f> {
    /// What was told.
    told: Vec<&'f Fact>,
    /// What is derived from it.
    made: Vec<Fact>,
    /// Fields that stand in what was made.
    held: Vec<(Id, &'static str)>,
}

/// The records that the tables are drawn from, and the fields that stand in them in
/// another form.
pub(super) fn facts(facts: &[Fact], person: Option<&str>) -> (Vec<Fact>, Vec<(Id, &'static str)>) {
    let mut derived = Derived {
        told: facts.iter().filter(|fact| !fact.withdrawn).collect(),
        made: Vec::new(),
        held: Vec::new(),
    };
    if let Some(person) = person {
        child::details(&mut derived, person);
        child::unaccompanied(&mut derived);
        child::factors(&mut derived);
        care::placements_and_statuses(&mut derived);
        yearly::outcomes(&mut derived);
        permanence::planning(&mut derived);
    }
    let mut standing: Vec<Fact> = derived.told.into_iter().cloned().collect();
    standing.append(&mut derived.made);
    (standing, derived.held)
}

impl<'f> Derived<'f> {
    /// The records of a type that were told, by day.
    fn told(&self, kind: &str) -> Vec<&'f Fact> {
        let mut all: Vec<&Fact> = (self.told.iter().copied())
            .filter(|fact| fact.kind == kind)
            .collect();
        all.sort_by_key(|fact| (fact.occurred.start(), format!("{:?}", fact.fields)));
        all
    }

    /// Whether any record of a type was told.
    fn any(&self, kind: &str) -> bool {
        self.told.iter().any(|fact| fact.kind == kind)
    }

    /// Makes a record, under the identifier of the one that it comes from.
    fn make(&mut self, id: Id, kind: &str, occurred: When, fields: Fields) {
        self.made.push(Fact {
            id,
            kind: kind.to_owned(),
            occurred,
            recorded: None,
            imported: true,
            tells_to: None,
            fields,
            earlier: Vec::new(),
            withdrawn: false,
        });
    }
}

/// Another identifier beside one, for the several records that one gives rise to.
fn beside(id: Id, number: usize) -> Id {
    let mut bytes = *id.bytes();
    if let Some(last) = bytes.last_mut() {
        *last ^= u8::try_from(number + 1).unwrap_or(u8::MAX);
    }
    Id::from_bytes(bytes)
}

/// Fields that are given, by name.
fn fields<const N: usize>(given: [(&str, Option<Value>); N]) -> Fields {
    let given = given.into_iter();
    given
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}
