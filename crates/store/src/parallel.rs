//! Work on many items at once, in order, on the cores there are.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Below this many units of work, starting a thread costs more than it saves.
const WORTH_A_THREAD: usize = 64;

/// Does the work on each item, on several threads where `units` is worth it.
/// Items are independent: the order in which they are taken shows nowhere.
pub(crate) fn each<T: Send>(items: &mut [T], units: usize, work: impl Fn(&mut T) + Sync) {
    let threads = threads();
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
        for _ in 1..threads {
            scope.spawn(take);
        }
        take();
    });
}

/// How many threads work at once, the caller's among them.
pub(crate) fn threads() -> usize {
    thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(8)
}

/// Opens a line of work beside the caller, who gives items and takes them back worked on:
/// what only the caller can do goes on meanwhile.
pub(crate) fn beside<T: Send, R>(
    work: impl Fn(&mut T) + Sync,
    caller: impl FnOnce(&Line<'_, T>) -> R,
) -> R {
    let line = Line {
        work: &work,
        items: Mutex::new(Items {
            places: VecDeque::new(),
            first: 0,
            begun: 0,
            over: false,
        }),
        given: Condvar::new(),
        done: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 1..threads() {
            scope.spawn(|| line.serve());
        }
        let _over = Over(&line);
        caller(&line)
    })
}

/// Items that are worked on by several threads and come back in the order in which they
/// were given.
pub(crate) struct Line<'w, T> {
    work: &'w (dyn Fn(&mut T) + Sync),
    items: Mutex<Items<T>>,
    given: Condvar,
    done: Condvar,
}

struct Items<T> {
    /// Those in the line, in order.
    places: VecDeque<Place<T>>,
    /// The number of the first of them.
    first: usize,
    /// How many were begun since the line was opened.
    begun: usize,
    /// Whether nobody is to work on.
    over: bool,
}

enum Place<T> {
    Waiting(T),
    WorkedOn,
    Done(T),
}

impl<T: Send> Line<'_, T> {
    /// Puts an item at the end of the line.
    pub fn give(&self, item: T) {
        self.lock().places.push_back(Place::Waiting(item));
        self.given.notify_one();
    }

    /// How many items are in the line.
    pub fn len(&self) -> usize {
        self.lock().places.len()
    }

    /// The first item, once it has been worked on: the caller helps until then. `None` where
    /// there is no item.
    pub fn wait(&self) -> Option<T> {
        let mut items = self.lock();
        while !items.places.is_empty() && !items.over {
            if let Some(done) = items.take() {
                return Some(done);
            }
            items = match items.begin() {
                Some((number, item)) => self.work_on(items, number, item),
                None => (self.done.wait(items)).unwrap_or_else(PoisonError::into_inner),
            };
        }
        None
    }

    /// Works on items until the line is closed.
    fn serve(&self) {
        let mut items = self.lock();
        while !items.over {
            items = match items.begin() {
                Some((number, item)) => self.work_on(items, number, item),
                None => (self.given.wait(items)).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    fn work_on<'l>(
        &'l self,
        items: MutexGuard<'l, Items<T>>,
        number: usize,
        mut item: T,
    ) -> MutexGuard<'l, Items<T>> {
        drop(items);
        let broken = Over(self);
        (self.work)(&mut item);
        std::mem::forget(broken);
        let mut items = self.lock();
        items.done(number, item);
        self.done.notify_one();
        items
    }

    fn lock(&self) -> MutexGuard<'_, Items<T>> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Items<T> {
    /// The next item that waits, and its number.
    fn begin(&mut self) -> Option<(usize, T)> {
        let place = self.places.get_mut(self.begun - self.first)?;
        match std::mem::replace(place, Place::WorkedOn) {
            Place::Waiting(item) => {
                self.begun += 1;
                Some((self.begun - 1, item))
            }
            other => {
                *place = other;
                None
            }
        }
    }

    fn done(&mut self, number: usize, item: T) {
        if let Some(place) = self.places.get_mut(number - self.first) {
            *place = Place::Done(item);
        }
    }

    fn take(&mut self) -> Option<T> {
        let Place::Done(_) = self.places.front()? else {
            return None;
        };
        self.first += 1;
        match self.places.pop_front() {
            Some(Place::Done(item)) => Some(item),
            _ => None,
        }
    }
}

/// Closes the line when it is dropped: the caller has finished or failed, or the work broke
/// down, and nobody may wait for anybody else.
struct Over<'l, 'w, T: Send>(&'l Line<'w, T>);

impl<T: Send> Drop for Over<'_, '_, T> {
    fn drop(&mut self) {
        self.0.lock().over = true;
        self.0.given.notify_all();
        self.0.done.notify_all();
    }
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

    #[test]
    fn what_is_worked_on_beside_comes_back_in_order() {
        let mut back = Vec::new();

        beside(
            |item: &mut u64| *item += 1,
            |line| {
                for item in 0..1000 {
                    line.give(item);
                    if line.len() > 10 {
                        back.extend(line.wait());
                    }
                }
                while let Some(item) = line.wait() {
                    back.push(item);
                }
            },
        );

        assert_eq!(back, (1..1001).collect::<Vec<_>>());
    }

    #[test]
    fn a_caller_that_gives_up_leaves_no_thread_waiting() {
        let gave_up = beside(
            |item: &mut u64| *item += 1,
            |line| {
                (0..100).for_each(|item| line.give(item));
                "gave up"
            },
        );

        assert_eq!(gave_up, "gave up");
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn work_that_breaks_down_beside_is_not_waited_for() {
        let caller = thread::current().id();
        beside(
            |item: &mut u64| assert!(*item != 7 || thread::current().id() == caller),
            |line| {
                // Without another thread the work cannot break down beside.
                assert!(threads() > 1, "a scoped thread panicked");
                loop {
                    line.give(7);
                    while line.len() > 3 {
                        if line.wait().is_none() {
                            return;
                        }
                    }
                }
            },
        );
    }
}
