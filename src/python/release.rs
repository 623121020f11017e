//! Lets go of values that hold each other in long chains.
//!
//! A list in a list in a list, a hundred thousand deep, would be dropped by as many functions that call each other, and the stack would
//! overflow. So below some depth values are put aside, and dropped when the outermost one is gone.

use std::{
    any::Any,
    cell::{Cell, RefCell},
};

const MAX_DEPTH: usize = 50;

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    static ASIDE: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

/// Drops something that may hold other values.
pub fn release<T: 'static>(thing: T) {
    let depth = DEPTH.get();
    if depth >= MAX_DEPTH {
        // While the thread ends, there is no place to put anything aside.
        let _ = ASIDE.try_with(|aside| aside.borrow_mut().push(Box::new(thing)));
        return;
    }
    DEPTH.set(depth + 1);
    drop(thing);
    if depth == 0 {
        while let Ok(Some(next)) = ASIDE.try_with(|aside| aside.borrow_mut().pop()) {
            drop(next);
        }
    }
    DEPTH.set(depth);
}
