//! All who sleep, by the moment at which they wake.

use super::{Tick, group::Group};

/// A group for each tick at which somebody wakes, in their order.
///
/// A map from ticks to groups would be simpler, but finding one group among thousands takes as long as all else that a sleeper
/// costs. So neighbours share a page; pages are few, and whose groups are all empty goes when its time has come.
#[derive(Default)]
pub struct Groups {
    pages: Vec<Page>,
}

/// The groups of some ticks that follow each other.
struct Page {
    first: Tick,
    /// A pointer each, so that ticks at which nobody wakes cost little.
    groups: Box<[Option<Box<Group>>]>,
}

/// So many ticks share a page: about a second.
const PAGE: Tick = 1024;

impl Groups {
    /// The group of that tick.
    pub fn at(&mut self, tick: Tick) -> &mut Group {
        let first = tick - tick % PAGE;
        let place = self.pages.partition_point(|page| page.first < first);
        if self.pages.get(place).is_none_or(|page| page.first > first) {
            self.pages.insert(place, Page::new(first));
        }
        self.pages[place].groups[(tick % PAGE) as usize].get_or_insert_default()
    }

    /// The first tick at which somebody wakes.
    pub fn first(&mut self) -> Option<Tick> {
        loop {
            let first = self.pages.first()?.ticks().next();
            if first.is_some() {
                return first;
            }
            self.pages.remove(0);
        }
    }

    /// The last tick at which somebody wakes.
    pub fn last(&self) -> Option<Tick> {
        self.pages.iter().rev().find_map(|page| page.ticks().next_back())
    }
}

impl Page {
    fn new(first: Tick) -> Self {
        Self { first, groups: (0..PAGE).map(|_| None).collect() }
    }

    /// The ticks at which somebody wakes.
    fn ticks(&self) -> impl DoubleEndedIterator<Item = Tick> {
        let is_used = |group: &Option<Box<Group>>| group.as_ref().is_some_and(|group| !group.is_empty());
        let sleeping = self.groups.iter().enumerate().filter(move |(_, group)| is_used(group));
        sleeping.map(|(index, _)| self.first + index as Tick)
    }
}
