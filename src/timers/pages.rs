//! All sleepers, by deadline.

use super::{Tick, slot::Slot};

/// A slot for each tick at which a task wakes, in order.
///
/// A map from ticks to slots would be simpler, but finding a slot among thousands in a map takes 5 % of the time that each of a
/// million users costs. So neighbours share a page. There are few pages, and an empty page is removed once it is the first.
#[derive(Default)]
pub struct SlotPages {
    pages: Vec<Page>,
}

/// The slots of [`PAGE`] ticks in a row.
struct Page {
    first: Tick,
    /// Boxed, so that an unused tick costs a pointer.
    slots: Box<[Option<Box<Slot>>]>,
}

/// The number of ticks in a page: about one second.
const PAGE: Tick = 1024;

impl SlotPages {
    /// The slot of `tick`, which may be new.
    pub fn slot(&mut self, tick: Tick) -> &mut Slot {
        let page = self.find_page(tick).unwrap_or_else(|index| {
            self.pages.insert(index, Page::new(tick - tick % PAGE));
            index
        });
        self.pages[page].slots[(tick % PAGE) as usize].get_or_insert_default()
    }

    /// The slot of `tick`, if there is one.
    pub fn get(&mut self, tick: Tick) -> Option<&mut Slot> {
        let page = self.find_page(tick).ok()?;
        self.pages[page].slots[(tick % PAGE) as usize].as_deref_mut()
    }

    /// The first tick at which a task wakes.
    pub fn first(&mut self) -> Option<Tick> {
        loop {
            let first = self.pages.first()?.ticks().next();
            if first.is_some() {
                return first;
            }
            self.pages.remove(0);
        }
    }

    /// The last tick at which a task wakes.
    pub fn last(&self) -> Option<Tick> {
        self.pages.iter().rev().find_map(|page| page.ticks().next_back())
    }

    /// The index of the page of `tick`, or the one at which to insert it.
    fn find_page(&self, tick: Tick) -> Result<usize, usize> {
        self.pages.binary_search_by_key(&(tick - tick % PAGE), |page| page.first)
    }
}

impl Page {
    fn new(first: Tick) -> Self {
        Self { first, slots: (0..PAGE).map(|_| None).collect() }
    }

    /// The ticks at which a task wakes.
    fn ticks(&self) -> impl DoubleEndedIterator<Item = Tick> {
        let is_used = |index: &Tick| self.slots[*index as usize].as_ref().is_some_and(|slot| !slot.is_empty());
        (0..PAGE).filter(is_used).map(|index| self.first + index)
    }
}
