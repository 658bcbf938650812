//! What comes to be known of a child in the course of the work: who answers for the child,
//! the risks, and what the child was promised.

use jiff::civil::Date;
use practice::Id;
use practice::book::of_rows;

use crate::authority::Authority;
use crate::child::What;
use crate::fault::Fault;
use crate::told::Told;
use crate::work::{Doing, Who};

/// After how many days a risk is looked at again.
const LOOK_AGAIN: i32 = 84;

/// What is promised, in words that the child would know.
const PROMISES: [&str; 5] = [
    "I will ask if you can see your brother more.",
    "I will bring the photographs from the old house.",
    "I will find out about the football club.",
    "I will tell your teacher, so that you do not have to.",
    "I will come and tell you what the meeting decided.",
];

/// What is decided where those meet who work with a child.
const AGREED: [&str; 3] = [
    "School tells the social worker on the day if the child does not come. All meet again in six weeks.",
    "The health visitor goes with the social worker to the next visit. Nobody else is asked in for now.",
    "What was promised is done by the end of the week, and the child is told by whom the child knows best.",
];

/// What a worker is afraid of.
const RISKS: [(&str, &str, u32); 6] = [
    (
        "neglect",
        "Meals, sleep and clean clothes depend on how the parent is that day. When she drinks, nobody looks after the child.",
        34,
    ),
    (
        "domestic-abuse",
        "The partner has been violent in the house twice this year, once with the child in the room.",
        28,
    ),
    (
        "emotional-abuse",
        "The child is blamed for what goes wrong, and has begun to say so of themselves.",
        14,
    ),
    (
        "parental-health",
        "The parent's illness comes back without warning, and the child looks after the parent then.",
        12,
    ),
    (
        "physical-abuse",
        "Marks that were explained in different ways.",
        6,
    ),
    (
        "criminal-exploitation",
        "Unexplained money and new telephones, and fear of certain people.",
        6,
    ),
];

impl Authority {
    /// The worker asks who has parental responsibility.
    pub fn ask_who_answers(&mut self, child: usize, by: usize) -> Result<(), Fault> {
        if self.children[child]
            .last("parental-responsibility")
            .is_some()
        {
            return Ok(());
        }
        let family = self.families[self.children[child].family].clone();
        let born = self.children[child].born;
        let mother = Told::on("parental-responsibility", born)
            .with("name", family.mother)
            .with("relation", "mother")
            .with("how", "mother");
        self.tell(child, by, mother)?;
        if let Some(father) = family.father.filter(|_| family.father_at_home) {
            let father = Told::on("parental-responsibility", born)
                .with("name", father)
                .with("relation", "father")
                .with("how", "registered-father");
            self.tell(child, by, father)?;
        }
        Ok(())
    }

    /// The worker writes down what they are afraid of, and when to look at it again.
    pub fn write_risk(&mut self, child: usize, by: usize) -> Result<(), Fault> {
        let level = match self.need(child) {
            need if need > 0.86 => "high",
            need if need > 0.74 => "medium",
            _ => "low",
        };
        let kinds: Vec<(usize, u32)> = (RISKS.iter().enumerate())
            .map(|(place, (_, _, weight))| (place, *weight))
            .collect();
        let one = &mut self.children[child];
        let (kind, what, _) = RISKS[one.chance.weighted(&kinds)];
        let relies = one.chance.happens(0.3);
        let again = self.days(LOOK_AGAIN);
        let told = Told::on("risk", self.today)
            .with("kind", kind)
            .with("level", level)
            .with("what", what)
            .yes("relies_on_parent", relies)
            .with("safety_plan", "The grandmother is called first, then the duty team. The school rings the same day if the child is not there.")
            .with("review_on", again);
        let risk = self.tell(child, by, told)?;
        self.look_again(child, risk, again);
        Ok(())
    }

    fn look_again(&mut self, child: usize, risk: Id, on: Date) {
        let from = self.days(LOOK_AGAIN - 14);
        self.children[child].ask(What::LookAgain(risk), Who::Worker, (from, on), 25);
    }

    /// The worker looks at a risk again.
    pub fn look_at_risk(&mut self, by: usize, child: usize, risk: Id) -> Result<(), Fault> {
        let one = &mut self.children[child];
        let level = one
            .chance
            .weighted(&[("low", 40), ("medium", 45), ("high", 15)]);
        let again = self.days(LOOK_AGAIN);
        let told = Told::on("risk-reviewed", self.today)
            .with("risk", risk)
            .with("level", level)
            .with("changed", "What was agreed at the last meeting has been kept in part. Seen at home and heard from the school.")
            .with("review_on", again);
        self.tell(child, by, told)?;
        self.look_again(child, risk, again);
        Ok(())
    }

    /// Now and then a worker promises something on a visit.
    pub fn may_promise(&mut self, child: usize, by: usize) -> Result<(), Fault> {
        let one = &mut self.children[child];
        if !one.chance.happens(0.05) || one.has_chore(|what| matches!(what, What::Keep(..))) {
            return Ok(());
        }
        let what = one.chance.pick(&PROMISES);
        let until = self.days(14);
        let told = Told::on("promise", self.today)
            .with("by_whom", &self.workers[by].name)
            .with("what", what)
            .with("by", until);
        let promise = self.tell(child, by, told)?;
        // What is promised is talked about with those who work with the child.
        let arranged = Told::on("meeting-arranged", self.today)
            .with("kind", "professionals")
            .with("planned_for", format!("{until}T10:00:00Z"))
            .number("lasts", 60);
        self.tell(child, by, arranged)?;
        let from = self.days(2);
        self.children[child].ask(What::Keep(promise, until), Who::Worker, (from, until), 35);
        Ok(())
    }

    /// A promise is kept, late if it is.
    pub fn keep_promise(
        &mut self,
        by: usize,
        child: usize,
        (promise, until): (Id, Date),
    ) -> Result<(), Fault> {
        let outcome = if self.today <= until { "kept" } else { "late" };
        let told = Told::on("promise-concluded", self.today)
            .with("promise", promise)
            .with("outcome", outcome)
            .yes("child_told", true);
        self.tell(child, by, told)?;
        Ok(())
    }
}

/// It is said what became of a meeting that was arranged: its minutes are written, or it was called off.
pub fn tell_of_meeting(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let (by, child) = (doing.by, doing.child);
    let one = &mut authority.children[child];
    let told = if one.chance.happens(0.85) {
        let decisions = one.chance.pick(&AGREED);
        let name = authority.workers[by].name.clone();
        let there = [
            [name.as_str(), "Social worker"],
            ["The class teacher", "School"],
            ["The health visitor", "Health"],
        ];
        let there: Vec<Vec<String>> = (there.iter())
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
            .collect();
        Told::on("meeting-minutes", doing.owed.since)
            .with("arranged", doing.trigger())
            .with("kind", "professionals")
            .with("chair", name)
            .with("present", of_rows(&there))
            .with("decisions", decisions)
    } else {
        Told::on("meeting-called-off", authority.today)
            .with("arranged", doing.trigger())
            .with(
                "why",
                "Two of those who were asked could not come. It is talked about by telephone.",
            )
            .yes("told", true)
    };
    authority.tell(child, by, told)?;
    Ok(true)
}
