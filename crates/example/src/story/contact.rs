//! Somebody calls: a contact from an agency or a neighbour, and what the front door makes of
//! it at once.
//!
//! How many call is the one thing that is steered: so many that in the end as many children
//! are open as were asked for.

use crate::authority::Authority;
use crate::child::Stage;
use crate::fault::Fault;
use crate::told::Told;

/// From how much on a referral is taken, and from how much on it is assessed.
const REFERRED: f64 = 0.45;
const ASSESSED: f64 = 0.53;
/// How long it takes to take a call and to look up what is known.
const CALL: i32 = 35;
/// Referrals to come on a working day, of a thousand open children.
const REFERRALS: f64 = 2.4;
/// In how many days the authority fills, at the most.
const FILLS_IN: i32 = 240;

/// Who calls, in the code of the returns.
const SOURCES: [(&str, u32); 12] = [
    ("1A", 5),
    ("1B", 6),
    ("1D", 4),
    ("2A", 18),
    ("2B", 5),
    ("3A", 10),
    ("3D", 8),
    ("4", 3),
    ("5A", 2),
    ("6", 30),
    ("8", 5),
    ("9", 4),
];

impl Authority {
    /// Those who call today.
    pub fn calls(&mut self) -> Result<(), Fault> {
        let open = self.counted_open();
        let wanted = f64::from(self.scale.open_children);
        let gone = self
            .today
            .since(self.first_day)
            .map_or(0, |span| span.get_days());
        let fills_in = (self.scale.days / 3).clamp(1, FILLS_IN);
        let filled = (0.15 + 0.85 * f64::from(gone) / f64::from(fills_in)).min(1.0) * wanted;
        let lacks = (filled - f64::from(u32::try_from(open).unwrap_or(u32::MAX))) / wanted.max(1.0);
        let push = (1.0 + 9.0 * lacks).clamp(0.25, 6.0);
        let referrals = self.so_many(wanted * REFERRALS / 1000.0 * push);
        for _ in 0..referrals {
            let need = REFERRED + (1.0 - REFERRED) * self.chance.unit();
            self.call(need)?;
        }
        let others = self.so_many(wanted * self.scale.other_contacts / 1000.0);
        for _ in 0..others {
            let need = REFERRED * self.chance.unit();
            self.call(need)?;
        }
        Ok(())
    }

    /// How many children are open, those apart who have left care.
    pub fn counted_open(&self) -> usize {
        let counts = |child: &&usize| {
            !matches!(
                self.children[**child].stage,
                Stage::CareLeaver | Stage::Screened
            )
        };
        self.open.iter().filter(counts).count()
    }

    /// A whole number that is so many in the mean.
    fn so_many(&mut self, mean: f64) -> u32 {
        let mut left = mean;
        let mut number = 0;
        while left > 0.0 {
            number += u32::from(self.chance.happens(left.min(1.0)));
            left -= 1.0;
        }
        number
    }

    /// One call.
    fn call(&mut self, need: f64) -> Result<(), Fault> {
        let Some(front) = self.next_at_the_front_door() else {
            return Ok(());
        };
        let family = self.family_called_about(need);
        let children = self.families[family].children.clone();
        let minors: Vec<usize> = children
            .into_iter()
            .filter(|child| self.children[*child].age(self.today) < 17)
            .collect();
        let Some(first) = minors.first().copied() else {
            return Ok(());
        };
        self.workers[front].minutes -= CALL;
        let source = self.chance.weighted(&SOURCES);
        let referred = need >= REFERRED;
        // Of brothers and sisters, most are thought of when there is a referral.
        let about: Vec<usize> = if referred {
            let mut about = vec![first];
            for other in minors.into_iter().skip(1) {
                if self.children[other].chance.happens(0.7) {
                    about.push(other);
                }
            }
            about
        } else {
            vec![first]
        };
        for child in about {
            self.children[child].people.front = front;
            self.children[child].today.clear();
            self.open_file(child, front)?;
            self.take_contact(child, front, (source, need))?;
        }
        Ok(())
    }

    fn next_at_the_front_door(&mut self) -> Option<usize> {
        let here = self.who_is("front-door");
        here.into_iter()
            .max_by_key(|place| (self.workers[*place].minutes, usize::MAX - *place))
    }

    /// Whom the call is about: a family that was here before, or one that nobody knows.
    fn family_called_about(&mut self, need: f64) -> usize {
        let known = self.families.len();
        if known > 20 && self.chance.happens(0.26) {
            let last = i32::try_from(known - 1).unwrap_or(i32::MAX);
            let place = usize::try_from(self.chance.between(0, last)).unwrap_or(0);
            let idle = (self.families[place].children.iter())
                .all(|child| self.children[*child].stage == Stage::Closed);
            if idle && !self.families[place].children.is_empty() {
                self.families[place].need = need;
                return place;
            }
        }
        self.new_family(need)
    }

    fn take_contact(
        &mut self,
        child: usize,
        front: usize,
        (source, need): (&'static str, f64),
    ) -> Result<(), Fault> {
        let concern = self.concern(child);
        let outcome = if need >= REFERRED {
            "Referral"
        } else if need > 0.3 {
            "Early help"
        } else {
            "Information and advice"
        };
        let contact = Told::on("contact", self.today)
            .with("source", source)
            .with("concern", concern)
            .with("outcome", outcome);
        self.tell(child, front, contact)?;
        if need < REFERRED {
            let today = self.today;
            self.children[child].forget(today);
            return Ok(());
        }
        let assessed = need >= ASSESSED;
        let primary = self.children[child].chance.weighted(&[
            ("N1", 52),
            ("N2", 9),
            ("N3", 6),
            ("N4", 11),
            ("N5", 16),
            ("N6", 6),
        ]);
        let referral = Told::on("referral", self.today)
            .with("source", source)
            .with("primary_need", primary)
            .yes("no_further_action", !assessed);
        self.tell(child, front, referral)?;
        let stage = if assessed {
            Stage::Assessed
        } else {
            Stage::Screened
        };
        self.children[child].assessed = (0, self.today);
        self.enter(child, stage);
        Ok(())
    }
}
