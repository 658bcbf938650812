//! Work on many items at once, in order, on the cores there are.

use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Below this many units of work, starting a thread costs more than it saves.
const WORTH_A_THREAD: usize = 64;

/// Does the work on each item, on several threads where `units` is worth it.
/// Items are independent: the order in which they are taken shows nowhere.
pub(crate) fn each<T: Send>(items: &mut [T], units: usize, work: impl Fn(&mut T) + Sync) {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    if threads == 1 || items.len() < 2 || units < WORTH_A_THREAD {
        items.iter_mut().for_each(work);
        return;
    }
    let waiting = Mutex::new(items.iter_mut());
    let take = || {
        while let Some(item) = next(&waiting) {
            work(item);
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(8) {
            scope.spawn(take);
        }
        take();
    });
}

fn next<I: Iterator>(waiting: &Mutex<I>) -> Option<I::Item> {
    waiting
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_worked_on_once() {
        let mut items: Vec<u64> = (0..1000).collect();

        each(&mut items, 1000, |item| *item += 1);

        assert_eq!(items, (1..1001).collect::<Vec<_>>());
    }
}
