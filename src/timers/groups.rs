//! All who sleep, by the moment at which they wake.

use super::{Tick, group::Group};

/// A group for each tick at which somebody wakes, in their order.
///
/// A map from ticks to groups would be simpler, but to find one among thousands is a twentieth of what a user of a large crowd
/// costs. So neighbours share a page; pages are few, and one whose groups are all empty goes when its time has come.
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
    /// The group of that tick, which may be new.
    pub fn at(&mut self, tick: Tick) -> &mut Group {
        let page = self.page(tick).unwrap_or_else(|place| {
            self.pages.insert(place, Page::new(tick - tick % PAGE));
            place
        });
        self.pages[page].groups[(tick % PAGE) as usize].get_or_insert_default()
    }

    /// The group of that tick, if there is one.
    pub fn get(&mut self, tick: Tick) -> Option<&mut Group> {
        let page = self.page(tick).ok()?;
        self.pages[page].groups[(tick % PAGE) as usize].as_deref_mut()
    }

    /// Where the page of that tick is, or where it would have to be.
    fn page(&self, tick: Tick) -> Result<usize, usize> {
        self.pages.binary_search_by_key(&(tick - tick % PAGE), |page| page.first)
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
