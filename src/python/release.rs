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
    // While the thread ends, there is no place to put anything aside.
    let Ok(depth) = DEPTH.try_with(Cell::get) else { return };
    if depth >= MAX_DEPTH {
        ASIDE.with_borrow_mut(|aside| aside.push(Box::new(thing)));
        return;
    }
    DEPTH.set(depth + 1);
    drop(thing);
    if depth == 0 {
        while let Some(next) = ASIDE.with_borrow_mut(Vec::pop) {
            drop(next);
        }
    }
    DEPTH.set(depth);
}
