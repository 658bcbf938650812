//! Where everybody stands: a row for each generation, couples beside each other, children
//! beneath their parents.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::Graph;
use super::lines::{couples, lines};
use super::{ACROSS, DOWN, Genogram, SIZE, Shape};

/// How often the rows are set right by each other. More changes little.
const SWEEPS: usize = 6;

/// People of one generation who stand beside each other.
type Block = Vec<usize>;

/// Lays a family out.
pub(super) fn drawn(graph: &Graph) -> Genogram {
    let mut rows: BTreeMap<i32, Vec<Block>> = BTreeMap::new();
    for block in blocks(graph) {
        let first = block.first().and_then(|first| graph.people.get(*first));
        let generation = first.map_or(0, |person| person.generation);
        rows.entry(generation).or_default().push(block);
    }
    let mut across = vec![0.0; graph.people.len()];
    for row in rows.values() {
        set(row, &vec![0.0; row.len()], &mut across);
    }
    let around = around(graph);
    for sweep in 0..SWEEPS {
        let mut generations: Vec<i32> = rows.keys().copied().collect();
        if sweep % 2 == 1 {
            generations.reverse();
        }
        for generation in generations {
            if let Some(row) = rows.get_mut(&generation) {
                settle(graph, row, &around, &mut across);
            }
        }
    }
    let left = across.iter().copied().fold(f64::INFINITY, f64::min);
    let top = rows.keys().next().copied().unwrap_or_default();
    let mut people = graph.people.clone();
    for (person, x) in people.iter_mut().zip(&across) {
        person.x = whole(x - left) + ACROSS / 2;
        person.y = (person.generation - top) * DOWN + DOWN / 2;
    }
    let right = people.iter().map(|person| person.x).max().unwrap_or(0);
    let bottom = people.iter().map(|person| person.y).max().unwrap_or(0);
    Genogram {
        width: right + ACROSS / 2,
        height: bottom + DOWN / 2,
        couples: couples(graph, &people),
        lines: lines(graph, &people),
        people,
    }
}

/// Couples and parents of the same generation stand together.
fn blocks(graph: &Graph) -> Vec<Block> {
    let row = |person: usize| graph.people.get(person).map(|person| person.generation);
    let mut beside: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (one, other) in graph.couples.keys() {
        if row(*one) == row(*other) {
            beside.entry(*one).or_default().insert(*other);
            beside.entry(*other).or_default().insert(*one);
        }
    }
    let of = |person: usize| beside.get(&person);
    let count = |person: usize| of(person).map_or(0, BTreeSet::len);
    let woman = |person: usize| {
        let shape = graph.people.get(person).map(|person| person.shape);
        shape == Some(Shape::Circle)
    };
    let mut order: Vec<usize> = (0..graph.people.len()).collect();
    // From an end of a chain, so that whoever has two partners stands between them; a man
    // to the left, as is the custom.
    order.sort_by_key(|person| (count(*person), woman(*person), *person));
    let (mut blocks, mut placed) = (Vec::new(), BTreeSet::new());
    for start in order {
        let (mut block, mut next) = (Block::new(), vec![start]);
        while let Some(person) = next.pop() {
            if placed.insert(person) {
                block.push(person);
                next.extend(of(person).into_iter().flatten().rev());
            }
        }
        if !block.is_empty() {
            blocks.push(block);
        }
    }
    blocks.sort_by_key(|block| block.iter().min().copied());
    blocks
}

/// Whom each person should stand near: parents and children, brothers and sisters.
fn around(graph: &Graph) -> BTreeMap<usize, Vec<usize>> {
    let mut around: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let pairs = (graph.parents.iter().map(|(one, other, _)| (*one, *other)))
        .chain(graph.siblings.iter().map(|(one, other, _)| (*one, *other)))
        .chain(graph.others.iter().copied());
    for (one, other) in pairs {
        around.entry(one).or_default().push(other);
        around.entry(other).or_default().push(one);
    }
    around
}

/// Orders a row by where its people want to stand, and sets them there as far as there is
/// room.
fn settle(
    graph: &Graph,
    row: &mut Vec<Block>,
    around: &BTreeMap<usize, Vec<usize>>,
    across: &mut [f64],
) {
    let at = |person: &usize, across: &[f64]| across.get(*person).copied().unwrap_or_default();
    let mut wanted: Vec<(f64, Block)> = row
        .drain(..)
        .map(|block| {
            let near = block
                .iter()
                .filter_map(|person| around.get(person))
                .flatten();
            let near: Vec<f64> = near.map(|other| at(other, across)).collect();
            let own: Vec<f64> = block.iter().map(|person| at(person, across)).collect();
            (mean(if near.is_empty() { &own } else { &near }), block)
        })
        .collect();
    let born = |block: &Block| {
        let people = block.iter().filter_map(|person| graph.people.get(*person));
        let day = |person: &super::Person| person.born_on.or(person.expected_on);
        people
            .filter_map(day)
            .min()
            .unwrap_or(jiff::civil::Date::MAX)
    };
    // Brothers and sisters want to stand at the same place: the eldest comes first.
    wanted.sort_by(|(a, one), (b, other)| {
        let by_place = a.total_cmp(b);
        by_place.then_with(|| (born(one), one.first()).cmp(&(born(other), other.first())))
    });
    let (places, blocks): (Vec<f64>, Vec<Block>) = wanted.into_iter().unzip();
    *row = blocks;
    set(row, &places, across);
}

/// Sets blocks from left to right, each where it wants to be or as near as there is room,
/// and the whole row so that it is off to neither side.
fn set(row: &[Block], wanted: &[f64], across: &mut [f64]) {
    let gap = f64::from(ACROSS);
    let (mut free, mut off, mut set) = (f64::NEG_INFINITY, Vec::new(), Vec::new());
    for (block, wanted) in row.iter().zip(wanted) {
        let half = width(block.len().saturating_sub(1)) / 2.0;
        let first = free.max(wanted - half);
        off.push(wanted - (first + half));
        for (number, person) in block.iter().enumerate() {
            set.push((*person, first + width(number)));
        }
        free = first + half * 2.0 + gap;
    }
    let shift = mean(&off);
    for (person, x) in set {
        if let Some(place) = across.get_mut(person) {
            *place = x + shift;
        }
    }
}

/// How far the last of so many more people is from the first.
fn width(more: usize) -> f64 {
    f64::from(ACROSS) * u32::try_from(more).map_or(0.0, f64::from)
}

fn mean(of: &[f64]) -> f64 {
    let count = u32::try_from(of.len()).map_or(1.0, f64::from).max(1.0);
    of.iter().sum::<f64>() / count
}

/// A coordinate as a whole number. A family is never so wide that it would not fit.
#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped to what an i32 holds"
)]
fn whole(x: f64) -> i32 {
    let limit = f64::from(i32::MAX / 4);
    x.round().clamp(-limit, limit) as i32
}

/// The half of a person's size.
pub(super) const HALF: i32 = SIZE / 2;
