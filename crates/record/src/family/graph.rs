//! People and the ties between them, before they are laid out. Nothing here can go round in
//! circles for ever: whatever is told, each person is looked at once.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use practice::book::family::Gender;

use super::{Bond, Person, Shape};

/// Who there is, and what they are to each other: each by their place among the people.
#[derive(Debug, Default)]
pub(super) struct Graph {
    /// The child first.
    pub people: Vec<Person>,
    /// Parent and child, and whether by adoption.
    pub parents: BTreeSet<(usize, usize, bool)>,
    /// Two people, the first before the second.
    pub couples: BTreeMap<(usize, usize), Bond>,
    /// Brothers and sisters with the same parents, and whether they are twins.
    pub siblings: BTreeSet<(usize, usize, bool)>,
    /// Somebody else, and to whom.
    pub others: BTreeSet<(usize, usize)>,
}

/// The children of the same parents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub adoptive: bool,
    /// Empty where the parents are not told.
    pub parents: Vec<usize>,
    pub children: Vec<usize>,
}

impl Graph {
    pub fn add(&mut self, person: Person) -> usize {
        self.people.push(person);
        self.people.len() - 1
    }

    pub fn is_parent(&mut self, parent: usize, child: usize, adoptive: bool) {
        if parent != child {
            self.parents.insert((parent, child, adoptive));
        }
    }

    /// A bond that is told takes the place of one that is only taken from a child.
    pub fn is_couple(&mut self, one: usize, other: usize, bond: Bond) {
        if one != other {
            self.couples.insert((one.min(other), one.max(other)), bond);
        }
    }

    pub fn are_siblings(&mut self, one: usize, other: usize, twin: bool) {
        if one != other {
            self.siblings.insert((one.min(other), one.max(other), twin));
        }
    }

    /// The first parent of this gender, by birth before by adoption.
    pub fn parent_of(&self, child: usize, gender: Gender) -> Option<usize> {
        let shape = shape(Some(gender));
        let is = |parent: &usize| self.people.get(*parent).is_some_and(|p| p.shape == shape);
        let of = |adoptive: bool| {
            let parents = self.parents.iter();
            parents
                .filter(move |(_, of, by)| *of == child && *by == adoptive)
                .map(|(parent, _, _)| *parent)
        };
        of(false).chain(of(true)).find(is)
    }

    /// Gives brothers and sisters each other's parents.
    pub fn share_parents(&mut self) {
        for group in self.groups() {
            let shared: Vec<_> = (self.parents.iter())
                .filter(|(parent, child, _)| group.contains(child) && !group.contains(parent))
                .map(|(parent, _, adoptive)| (*parent, *adoptive))
                .collect();
            for child in &group {
                for (parent, adoptive) in &shared {
                    self.is_parent(*parent, *child, *adoptive);
                }
            }
        }
    }

    /// Those who are told to be brothers and sisters, group by group.
    fn groups(&self) -> Vec<BTreeSet<usize>> {
        let mut groups: Vec<BTreeSet<usize>> = Vec::new();
        for (one, other, _) in &self.siblings {
            let mut joined = BTreeSet::from([*one, *other]);
            groups.retain(|group| {
                let meets = !group.is_disjoint(&joined);
                if meets {
                    joined.extend(group);
                }
                !meets
            });
            groups.push(joined);
        }
        groups
    }

    /// The children of the same parents; those of none that is told, last.
    pub fn units(&self) -> Vec<Unit> {
        let mut of: BTreeMap<(usize, bool), Vec<usize>> = BTreeMap::new();
        for (parent, child, adoptive) in &self.parents {
            of.entry((*child, *adoptive)).or_default().push(*parent);
        }
        let mut units: BTreeMap<(bool, Vec<usize>), Vec<usize>> = BTreeMap::new();
        for ((child, adoptive), parents) in of {
            units.entry((adoptive, parents)).or_default().push(child);
        }
        let told = |child: &usize| self.parents.iter().any(|(_, of, _)| of == child);
        let alone = self.groups().into_iter();
        let alone = alone
            .filter(|group| !group.iter().any(told))
            .map(|group| Unit {
                adoptive: false,
                parents: Vec::new(),
                children: group.into_iter().collect(),
            });
        let units = units
            .into_iter()
            .map(|((adoptive, parents), children)| Unit {
                adoptive,
                parents,
                children,
            });
        units.chain(alone).collect()
    }

    /// Whether a child of these was born together with another of them: so told, or of the
    /// same day.
    pub fn is_twin(&self, child: usize, children: &[usize]) -> bool {
        let born = |child: usize| {
            let person = self.people.get(child)?;
            person.born_on.or(person.expected_on)
        };
        children.iter().any(|other| {
            let pair = (child.min(*other), child.max(*other), true);
            let day = || born(child).is_some() && born(child) == born(*other);
            *other != child && (self.siblings.contains(&pair) || day())
        })
    }

    /// Two who have a child together are a couple, if nothing else is told of them.
    pub fn pair_parents(&mut self) {
        for unit in self.units() {
            if let [one, other] = unit.parents[..] {
                let pair = (one.min(other), one.max(other));
                self.couples.entry(pair).or_insert(Bond::Parents);
            }
        }
    }

    /// Sets the generation of each: the nearest way from the child decides.
    pub fn set_generations(&mut self) {
        let mut steps: BTreeMap<usize, Vec<(usize, i32)>> = BTreeMap::new();
        let mut step = |from: usize, to: usize, down: i32| {
            steps.entry(from).or_default().push((to, down));
            steps.entry(to).or_default().push((from, -down));
        };
        for (parent, child, _) in &self.parents {
            step(*parent, *child, 1);
        }
        for (one, other) in self.couples.keys().chain(&self.others) {
            step(*one, *other, 0);
        }
        for (one, other, _) in &self.siblings {
            step(*one, *other, 0);
        }
        let mut set: BTreeMap<usize, i32> = BTreeMap::new();
        for root in 0..self.people.len() {
            let mut next = VecDeque::from([(root, 0)]);
            while let Some((person, generation)) = next.pop_front() {
                if set.contains_key(&person) {
                    continue;
                }
                set.insert(person, generation);
                let steps = steps.get(&person).into_iter().flatten();
                next.extend(steps.map(|(to, down)| (*to, generation + down)));
            }
        }
        for (number, person) in self.people.iter_mut().enumerate() {
            person.generation = set.get(&number).copied().unwrap_or_default();
        }
    }
}

/// The form in which a gender is drawn.
pub(super) const fn shape(gender: Option<Gender>) -> Shape {
    match gender {
        Some(Gender::Male) => Shape::Square,
        Some(Gender::Female) => Shape::Circle,
        None => Shape::Diamond,
    }
}
