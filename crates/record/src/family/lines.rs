//! The lines of a drawing, from corner to corner: between couples, and from parents to
//! their children.

use super::graph::{Graph, Unit};
use super::layout::HALF;
use super::{ACROSS, Couple, DOWN, Line, LineKind, Person, Point};

/// The line of each couple: straight between neighbours, beneath whoever stands between.
pub(super) fn couples(graph: &Graph, people: &[Person]) -> Vec<Couple> {
    let mut couples = Vec::new();
    for ((one, other), bond) in &graph.couples {
        let (Some(a), Some(b)) = (people.get(*one), people.get(*other)) else {
            continue;
        };
        let (left, right) = if a.x <= b.x { (a, b) } else { (b, a) };
        let beside = left.y == right.y && right.x - left.x <= ACROSS;
        let points = if beside {
            vec![point(left.x + HALF, left.y), point(right.x - HALF, right.y)]
        } else {
            let low = left.y.max(right.y) + HALF + HALF / 2;
            vec![
                point(left.x, left.y + HALF),
                point(left.x, low),
                point(right.x, low),
                point(right.x, right.y + HALF),
            ]
        };
        couples.push(Couple {
            one: *one,
            other: *other,
            bond: *bond,
            points,
        });
    }
    couples
}

/// Every line that is not between a couple.
pub(super) fn lines(graph: &Graph, people: &[Person]) -> Vec<Line> {
    let mut lines = Vec::new();
    for (number, unit) in (0..).zip(graph.units()) {
        of_unit(graph, people, &unit, number, &mut lines);
    }
    for (person, of) in &graph.others {
        let (Some(a), Some(b)) = (people.get(*of), people.get(*person)) else {
            continue;
        };
        lines.push(Line {
            kind: LineKind::Other,
            from: vec![*of],
            to: *person,
            twin: false,
            points: vec![point(a.x, a.y), point(b.x, b.y)],
        });
    }
    lines
}

/// From the middle between the parents down to a bar, and from it to each child. Twins
/// leave the bar at one point.
fn of_unit(graph: &Graph, people: &[Person], unit: &Unit, number: i32, lines: &mut Vec<Line>) {
    let at = |number: &usize| people.get(*number);
    let parents: Vec<&Person> = unit.parents.iter().filter_map(at).collect();
    let children: Vec<&Person> = unit.children.iter().filter_map(at).collect();
    let Some(top) = children.iter().map(|child| child.y - HALF).min() else {
        return;
    };
    // Bars of other families of the row lie a little higher or lower.
    let bar = top - DOWN / 4 + (number % 3 - 1) * HALF / 2;
    let middle = middle(if parents.is_empty() {
        &children
    } else {
        &parents
    });
    let from = match parents.as_slice() {
        [] => None,
        [one] => Some(point(middle, one.y + HALF)),
        many => many
            .iter()
            .map(|parent| parent.y)
            .max()
            .map(|y| point(middle, y)),
    };
    let twins: Vec<usize> = (unit.children.iter().copied())
        .filter(|child| graph.is_twin(*child, &unit.children))
        .collect();
    for number in &unit.children {
        let Some(child) = at(number) else { continue };
        let twin = twins.contains(number);
        let leaves = if twin {
            together(graph, people, *number, &twins)
        } else {
            child.x
        };
        let points = from.into_iter().chain([
            point(middle, bar),
            point(leaves, bar),
            point(child.x, child.y - HALF),
        ]);
        let kind = match (parents.is_empty(), unit.adoptive) {
            (true, _) => LineKind::Sibling,
            (false, true) => LineKind::Adoption,
            (false, false) => LineKind::Birth,
        };
        lines.push(Line {
            kind,
            from: unit.parents.clone(),
            to: *number,
            twin,
            points: points.collect(),
        });
    }
}

/// The middle between a child and those who were born together with it.
fn together(graph: &Graph, people: &[Person], child: usize, twins: &[usize]) -> i32 {
    let with = |other: &&usize| **other == child || graph.is_twin(child, &[**other]);
    let with = twins.iter().filter(with);
    let with: Vec<&Person> = with.filter_map(|other| people.get(*other)).collect();
    middle(&with)
}

fn middle(people: &[&Person]) -> i32 {
    let left = people.iter().map(|person| person.x).min().unwrap_or(0);
    let right = people.iter().map(|person| person.x).max().unwrap_or(0);
    left + (right - left) / 2
}

const fn point(x: i32, y: i32) -> Point {
    Point { x, y }
}
