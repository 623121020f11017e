//! Those who wake at the same moment.

use std::{collections::VecDeque, num::NonZeroU32, task::Waker};

/// The sleepers that share a deadline.
#[derive(Default)]
pub struct Group {
    /// The wakers that were not taken out; `None` if the sleeper was cancelled.
    wakers: VecDeque<Option<Waker>>,
    /// How many were taken out before them.
    taken: u32,
    /// How many are there, not counting the cancelled.
    sleeping: usize,
}

/// Where in its group a sleeper's waker lies: how many were added up to it. (It is never zero, so that a sleeper who has
/// none takes no more memory for it.)
pub type Place = NonZeroU32;

impl Group {
    /// Adds a sleeper.
    pub fn add(&mut self, waker: Waker) -> Place {
        self.wakers.push_back(Some(waker));
        self.sleeping += 1;
        NonZeroU32::MIN.saturating_add(self.taken + self.wakers.len() as u32 - 1)
    }

    /// Takes out the first sleepers, at most so many.
    pub fn take(&mut self, most: usize) -> Vec<Waker> {
        let count = most.min(self.wakers.len());
        let taken: Vec<_> = self.wakers.drain(..count).flatten().collect();
        self.taken += count as u32;
        self.sleeping -= taken.len();
        taken
    }

    /// Forgets one sleeper, unless it was taken out before.
    pub fn cancel(&mut self, place: Place) {
        let index = (place.get() - 1).checked_sub(self.taken);
        let waker = index.and_then(|index| self.wakers.get_mut(index as usize));
        self.sleeping -= usize::from(waker.is_some_and(|waker| waker.take().is_some()));
    }

    /// Whether nobody sleeps here any more.
    pub fn is_empty(&self) -> bool {
        self.sleeping == 0
    }
}
