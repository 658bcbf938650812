//! Which page is being made. A page is made in one piece on a thread of its own, so the thread
//! knows it, and what stands around the page can say where one is without each page telling it.

use std::cell::RefCell;

thread_local! {
    static PATH: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Makes the page of this address.
pub(crate) fn at<T>(address: &str, make: impl FnOnce() -> T) -> T {
    let path = address.split('?').next().unwrap_or_default();
    let before = PATH.replace(path.to_owned());
    let page = make();
    PATH.set(before);
    page
}

/// The address of the page that is being made, without its question; empty where there is none.
pub(super) fn path() -> String {
    PATH.with_borrow(Clone::clone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_where_the_page_is_that_is_being_made_and_nowhere_afterwards() {
        let during = at("/owed?when=late", path);

        assert_eq!((during.as_str(), path().as_str()), ("/owed", ""));
    }
}
