//! Those who wake at the same moment.

use std::{mem, num::NonZeroU32, task::Waker};

/// The sleepers that share a deadline.
#[derive(Default)]
pub struct Group {
    /// In the order in which they were added; `None` for those who were woken or cancelled.
    wakers: Vec<Option<Waker>>,
    /// How many of them had their turn.
    taken: usize,
    /// How many still sleep.
    sleeping: usize,
}

/// Where in its group a sleeper's waker lies: how many were added up to it. (It is never zero, so that a sleeper who has
/// none takes no more memory for it.)
pub type Place = NonZeroU32;

impl Group {
    /// Adds a sleeper.
    pub fn add(&mut self, waker: Waker) -> Place {
        self.wakers.push(Some(waker));
        self.sleeping += 1;
        NonZeroU32::MIN.saturating_add(self.wakers.len() as u32 - 1)
    }

    /// Takes out the first sleepers, at most so many.
    pub fn take(&mut self, most: usize) -> Vec<Waker> {
        let until = self.wakers.len().min(self.taken + most);
        let taken: Vec<_> = self.wakers[self.taken..until].iter_mut().filter_map(Option::take).collect();
        self.taken = until;
        self.leave(taken.len());
        taken
    }

    /// Has that sleeper woken by another waker.
    pub fn renew(&mut self, place: Place, waker: &Waker) {
        if let Some(Some(known)) = self.wakers.get_mut(place.get() as usize - 1) {
            known.clone_from(waker);
        }
    }

    /// Forgets one sleeper, unless it was taken out before; tells whether it was there.
    pub fn cancel(&mut self, place: Place) -> bool {
        let waker = self.wakers.get_mut(place.get() as usize - 1).and_then(Option::take);
        self.leave(waker.iter().len());
        waker.is_some()
    }

    /// Whether nobody sleeps here any more.
    pub fn is_empty(&self) -> bool {
        self.sleeping == 0
    }

    /// The last gives the memory back.
    fn leave(&mut self, count: usize) {
        self.sleeping -= count;
        if self.is_empty() {
            mem::take(self);
        }
    }
}
