//! Which spans of days overlap, and which days fall into spans.
//!
//! Both look at each span once, after sorting: a child with a hundred thousand
//! assessments is a mistake in the file, and must not keep a check busy for hours.

use jiff::civil::Date;

/// From a day to a day, both included. Where it has no end, or ends before it begins,
/// no day falls into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub start: Date,
    pub end: Option<Date>,
}

impl Span {
    /// From a day to a day, both included.
    pub fn to(start: Date, end: Date) -> Self {
        let end = Some(end);
        Self { start, end }
    }

    /// From a day to the day before another.
    pub fn to_before(start: Date, end: Date) -> Self {
        let end = end.yesterday().ok();
        Self { start, end }
    }

    /// A beginning alone, into which nothing falls.
    pub fn beginning(start: Date) -> Self {
        Self { start, end: None }
    }

    fn holds(&self, day: Date) -> bool {
        self.start <= day && self.end.is_some_and(|end| day <= end)
    }
}

/// Which of the spans overlap another: one begins within the other. Both are marked.
pub(super) fn overlapping(spans: &[Span]) -> Vec<bool> {
    let mut order: Vec<(usize, Span)> = spans.iter().copied().enumerate().collect();
    order.sort_by_key(|(_, span)| span.start);
    let mut marked = vec![false; spans.len()];
    let mut mark = |here: usize| marked[here] = true; // `here` counts `spans`
    // Forwards: those that begin on one day, against each other and all before them.
    let mut reach: Option<Date> = None;
    for together in order.chunk_by(|(_, one), (_, other)| one.start == other.start) {
        let holds = |(_, span): &(usize, Span)| span.holds(span.start);
        let begins_within = |(_, span): &(usize, Span)| reach >= Some(span.start);
        if together.len() > 1 && together.iter().any(holds) || together.iter().any(begins_within) {
            for (here, _) in together {
                mark(*here);
            }
        }
        reach = reach.max(together.iter().filter_map(|(_, span)| span.end).max());
    }
    // Backwards: those into which the next one begins.
    let mut next: Option<Date> = None;
    for together in order
        .chunk_by(|(_, one), (_, other)| one.start == other.start)
        .rev()
    {
        for (here, span) in together {
            if next.is_some_and(|next| span.holds(next)) {
                mark(*here);
            }
        }
        next = together.first().map(|(_, span)| span.start);
    }
    marked
}

/// Which of the days fall into any of the spans, and into which of the spans any of the
/// days falls.
pub(super) fn meeting(days: &[Date], spans: &[Span]) -> (Vec<bool>, Vec<bool>) {
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    let has_day = |span: &Span| {
        let first = sorted.partition_point(|day| *day < span.start);
        sorted.get(first).is_some_and(|day| span.holds(*day))
    };
    // How far the spans reach that begin on or before each beginning.
    let mut reach: Vec<(Date, Option<Date>)> =
        spans.iter().map(|span| (span.start, span.end)).collect();
    reach.sort_unstable();
    let mut furthest = None;
    for (_, end) in &mut reach {
        furthest = furthest.max(*end);
        *end = furthest;
    }
    let is_held = |day: &Date| {
        let begun = reach.partition_point(|(start, _)| start <= day);
        let last = begun.checked_sub(1).and_then(|last| reach.get(last));
        last.is_some_and(|(_, end)| end.as_ref() >= Some(day))
    };
    (
        days.iter().map(is_held).collect(),
        spans.iter().map(has_day).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn day(number: i8) -> Date {
        date(2026, 1, 1)
            .checked_add(i64::from(number).days())
            .unwrap()
    }

    fn a_span() -> impl Strategy<Value = Span> {
        (0_i8..20, proptest::option::of(0_i8..20)).prop_map(|(start, end)| Span {
            start: day(start),
            end: end.map(day),
        })
    }

    proptest! {
        #[test]
        fn spans_overlap_as_each_compared_with_every_other(
            spans in proptest::collection::vec(a_span(), 0..8)
        ) {
            let slow = (0..spans.len()).map(|i| (0..spans.len()).any(|j| {
                i != j && (spans[j].holds(spans[i].start) || spans[i].holds(spans[j].start))
            }));
            prop_assert_eq!(overlapping(&spans), slow.collect::<Vec<_>>());
        }

        #[test]
        fn days_meet_spans_as_each_compared_with_every_other(
            days in proptest::collection::vec((0_i8..20).prop_map(day), 0..8),
            spans in proptest::collection::vec(a_span(), 0..8)
        ) {
            let slow_days = days.iter().map(|day| spans.iter().any(|span| span.holds(*day)));
            let slow_spans = spans.iter().map(|span| days.iter().any(|day| span.holds(*day)));
            let (days, spans) = meeting(&days, &spans);
            prop_assert_eq!(&days, &slow_days.collect::<Vec<_>>());
            prop_assert_eq!(&spans, &slow_spans.collect::<Vec<_>>());
        }
    }
}
