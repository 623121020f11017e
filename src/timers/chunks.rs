//! All sleepers, by deadline.

use super::{Tick, slot::Slot};

/// A slot for each tick at which a task wakes, in order.
///
/// A map from ticks to slots would be simpler, but finding a slot among thousands in it would add 5 % to what each of a million
/// users costs. So neighbours share a chunk. There are few chunks, and an empty chunk is removed once it is the first.
#[derive(Default)]
pub struct SlotChunks {
    chunks: Vec<Chunk>,
}

/// The slots of [`CHUNK`] ticks in a row.
struct Chunk {
    start: Tick,
    /// Boxed, so that an unused tick costs a pointer.
    slots: Box<[Option<Box<Slot>>]>,
}

/// The number of ticks in a chunk: about one second.
const CHUNK: Tick = 1024;

impl SlotChunks {
    /// The slot of `tick`, which may be new.
    pub fn slot(&mut self, tick: Tick) -> &mut Slot {
        let index = self.find_chunk(tick).unwrap_or_else(|index| {
            self.chunks.insert(index, Chunk::new(tick - tick % CHUNK));
            index
        });
        self.chunks[index].slots[(tick % CHUNK) as usize].get_or_insert_default()
    }

    /// The slot of `tick`, if there is one.
    pub fn get(&mut self, tick: Tick) -> Option<&mut Slot> {
        let index = self.find_chunk(tick).ok()?;
        self.chunks[index].slots[(tick % CHUNK) as usize].as_deref_mut()
    }

    /// The first tick at which a task wakes.
    pub fn first(&mut self) -> Option<Tick> {
        loop {
            let first = self.chunks.first()?.ticks().next();
            if first.is_some() {
                return first;
            }
            self.chunks.remove(0);
        }
    }

    /// The last tick at which a task wakes.
    pub fn last(&self) -> Option<Tick> {
        self.chunks.iter().rev().find_map(|chunk| chunk.ticks().next_back())
    }

    /// The index of the chunk of `tick`, or the one at which to insert it.
    fn find_chunk(&self, tick: Tick) -> Result<usize, usize> {
        self.chunks.binary_search_by_key(&(tick - tick % CHUNK), |chunk| chunk.start)
    }
}

impl Chunk {
    fn new(start: Tick) -> Self {
        Self { start, slots: (0..CHUNK).map(|_| None).collect() }
    }

    /// The ticks at which a task wakes.
    fn ticks(&self) -> impl DoubleEndedIterator<Item = Tick> {
        let is_used = |index: &Tick| self.slots[*index as usize].as_ref().is_some_and(|slot| !slot.is_empty());
        (0..CHUNK).filter(is_used).map(|index| self.start + index)
    }
}
