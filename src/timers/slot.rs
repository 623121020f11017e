//! The sleepers that share a deadline.

use std::{mem, num::NonZeroU32, task::Waker};

/// The sleepers that wake at the same tick.
#[derive(Default)]
pub struct Slot {
    /// In the order of insertion; `None` once woken or removed.
    wakers: Vec<Option<Waker>>,
    /// The index of the first waker that has not been taken.
    next: usize,
    /// The number of wakers that are left.
    sleeping: usize,
}

/// A sleeper's place in its slot, counted from 1. (Never zero, so that an `Option` of it is no larger.)
pub type Key = NonZeroU32;

impl Slot {
    /// Adds a sleeper.
    pub fn insert(&mut self, waker: Waker) -> Key {
        self.wakers.push(Some(waker));
        self.sleeping += 1;
        let count = u32::try_from(self.wakers.len()).ok().and_then(NonZeroU32::new);
        count.unwrap_or(NonZeroU32::MAX)
    }

    /// Takes up to `most` wakers, in the order of insertion.
    pub fn take(&mut self, most: usize) -> Vec<Waker> {
        let until = self.wakers.len().min(self.next + most);
        let taken: Vec<_> = self.wakers[self.next..until].iter_mut().filter_map(Option::take).collect();
        self.next = until;
        self.note_removed(taken.len());
        taken
    }

    /// Replaces a waker. Returns the one that is not needed: the old one or, if that was taken before, the new one.
    pub fn replace(&mut self, key: Key, waker: Waker) -> Waker {
        match self.wakers.get_mut(index(key)) {
            Some(Some(old)) => mem::replace(old, waker),
            _ => waker,
        }
    }

    /// Takes a waker out, unless it was taken before.
    pub fn remove(&mut self, key: Key) -> Option<Waker> {
        let waker = self.wakers.get_mut(index(key))?.take()?;
        self.note_removed(1);
        Some(waker)
    }

    /// Whether no task sleeps here any more.
    pub fn is_empty(&self) -> bool {
        self.sleeping == 0
    }

    /// Frees the memory when the slot becomes empty.
    fn note_removed(&mut self, count: usize) {
        self.sleeping -= count;
        if self.is_empty() {
            mem::take(self);
        }
    }
}

fn index(key: Key) -> usize {
    key.get() as usize - 1
}
