//! Dictionaries: hash tables that keep the order in which keys came.

use std::cell::RefCell;

use super::{
    release::release,
    value::{Str, Value},
    vm::{Raise, Vm},
};

const EMPTY: u32 = u32::MAX;

/// A dict. What finds keys asks the program's own `__eq__`, which may change the dict; so nothing is borrowed meanwhile.
#[derive(Default)]
pub struct Dict(RefCell<Table>);

#[derive(Default, Clone)]
struct Table {
    /// In the order of the keys. A key that was removed is unbound.
    entries: Vec<Entry>,
    /// Where in `entries` a key is, by its hash. As long as a power of two, and never full.
    index: Vec<u32>,
    live: usize,
    /// From here on, all entries have been removed.
    end: usize,
}

#[derive(Clone)]
struct Entry {
    hash: i64,
    key: Value,
    value: Value,
}

/// The places of the index where a key with that hash may be.
struct Probe {
    at: usize,
    perturb: u64,
    mask: usize,
}

impl Probe {
    fn new(hash: i64, size: usize) -> Self {
        Self { at: hash as usize & (size - 1), perturb: hash as u64, mask: size - 1 }
    }

    fn advance(&mut self) {
        self.perturb >>= 5;
        self.at = self.at.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize) & self.mask;
    }
}

impl Table {
    fn rebuild(&mut self) {
        self.entries.retain(|entry| !entry.key.is_unbound());
        self.end = self.entries.len();
        let size = (self.entries.len() * 2 + 8).next_power_of_two();
        self.index.clear();
        self.index.resize(size, EMPTY);
        for place in 0..self.entries.len() {
            self.add_to_index(self.entries[place].hash, place);
        }
    }

    fn add_to_index(&mut self, hash: i64, place: usize) {
        let mut probe = Probe::new(hash, self.index.len());
        while self.index[probe.at] != EMPTY {
            probe.advance();
        }
        self.index[probe.at] = place as u32;
    }

    /// The place of a key with that hash for which `is_key` holds.
    fn find(&self, hash: i64, mut is_key: impl FnMut(&Value) -> bool) -> Option<usize> {
        if self.index.is_empty() {
            return None;
        }
        let mut probe = Probe::new(hash, self.index.len());
        loop {
            let place = self.index[probe.at];
            if place == EMPTY {
                return None;
            }
            let entry = &self.entries[place as usize];
            if entry.hash == hash && !entry.key.is_unbound() && is_key(&entry.key) {
                return Some(place as usize);
            }
            probe.advance();
        }
    }

    fn insert_new(&mut self, hash: i64, key: Value, value: Value) {
        if (self.entries.len() + 1) * 3 > self.index.len() * 2 {
            self.rebuild();
        }
        self.add_to_index(hash, self.entries.len());
        self.entries.push(Entry { hash, key, value });
        self.end = self.entries.len();
        self.live += 1;
    }

    fn remove(&mut self, place: usize) -> Value {
        self.live -= 1;
        let entry = &mut self.entries[place];
        entry.key = Value::Unbound;
        std::mem::take(&mut entry.value)
    }
}

impl Drop for Dict {
    fn drop(&mut self) {
        release(self.0.take());
    }
}

fn is_str(key: &Value, name: &Str) -> bool {
    matches!(key, Value::Str(text) if std::rc::Rc::ptr_eq(text, name) || text == name)
}

impl Dict {
    pub fn len(&self) -> usize {
        self.0.borrow().live
    }

    pub fn clear(&self) {
        // What is dropped may run code that looks at the dict.
        drop(self.0.take());
    }

    pub fn copy(&self) -> Self {
        Self(RefCell::new(self.0.borrow().clone()))
    }

    // By name

    pub fn get_str(&self, name: &Str) -> Option<Value> {
        let table = self.0.borrow();
        table.find(name.hash(), |key| is_str(key, name)).map(|place| table.entries[place].value.clone())
    }

    pub fn set_str(&self, name: &Str, value: Value) {
        let mut table = self.0.borrow_mut();
        let found = table.find(name.hash(), |key| is_str(key, name));
        let old = match found {
            Some(place) => std::mem::replace(&mut table.entries[place].value, value),
            None => {
                table.insert_new(name.hash(), Value::Str(name.clone()), value);
                Value::Unbound
            }
        };
        drop(table);
        drop(old);
    }

    pub fn remove_str(&self, name: &Str) -> Option<Value> {
        let mut table = self.0.borrow_mut();
        let place = table.find(name.hash(), |key| is_str(key, name))?;
        Some(table.remove(place))
    }

    // By any key

    /// The place of a key. If an `__eq__` changes the dict, it is searched anew, as CPython does.
    fn find(&self, vm: &mut Vm, hash: i64, key: &Value) -> Result<Option<usize>, Raise> {
        if let Value::Str(name) = key {
            let found = self.0.borrow().find(hash, |key| is_str(key, name));
            if found.is_some() || self.0.borrow().find(hash, |key| matches!(key, Value::Instance(_))).is_none() {
                return Ok(found);
            }
        }
        let mut skip = 0;
        loop {
            let mut seen = 0;
            let candidate = {
                let table = self.0.borrow();
                let place = table.find(hash, |_| {
                    seen += 1;
                    seen > skip
                });
                place.map(|place| (place, table.entries[place].key.clone()))
            };
            let Some((place, other)) = candidate else { return Ok(None) };
            if other.is(key) {
                return Ok(Some(place));
            }
            let is_equal = vm.equal(&other, key)?;
            if !self.0.borrow().entries.get(place).is_some_and(|entry| entry.key.is(&other)) {
                skip = 0;
            } else if is_equal {
                return Ok(Some(place));
            } else {
                skip += 1;
            }
        }
    }

    pub fn get(&self, vm: &mut Vm, key: &Value) -> Result<Option<Value>, Raise> {
        let hash = vm.hash_member(key, "a dict key")?;
        let place = self.find(vm, hash, key)?;
        Ok(place.and_then(|place| self.0.borrow().entries.get(place).map(|entry| entry.value.clone())))
    }

    pub fn set(&self, vm: &mut Vm, key: Value, value: Value) -> Result<(), Raise> {
        let hash = vm.hash_member(&key, "a dict key")?;
        let place = self.find(vm, hash, &key)?;
        if self.len() % 1024 == 1023 {
            // The entries are moved to twice the room, and their index is.
            vm.reserve(self.len() * 2 * (size_of::<Entry>() + 2 * size_of::<u32>()))?;
        }
        let mut table = self.0.borrow_mut();
        let old = match place.and_then(|place| table.entries.get_mut(place)) {
            Some(entry) => std::mem::replace(&mut entry.value, value),
            None => {
                table.insert_new(hash, key, value);
                Value::Unbound
            }
        };
        drop(table);
        drop(old);
        Ok(())
    }

    pub fn remove(&self, vm: &mut Vm, key: &Value) -> Result<Option<Value>, Raise> {
        let hash = vm.hash_member(key, "a dict key")?;
        let place = self.find(vm, hash, key)?;
        Ok(place.map(|place| self.0.borrow_mut().remove(place)))
    }

    // One after another

    /// The next pair at this place or after it, and the place after that.
    pub fn next(&self, mut place: usize) -> Option<(usize, Value, Value)> {
        let table = self.0.borrow();
        loop {
            let entry = table.entries.get(place)?;
            place += 1;
            if !entry.key.is_unbound() {
                return Some((place, entry.key.clone(), entry.value.clone()));
            }
        }
    }

    pub fn pairs(&self) -> Vec<(Value, Value)> {
        let table = self.0.borrow();
        let live = table.entries.iter().filter(|entry| !entry.key.is_unbound());
        live.map(|entry| (entry.key.clone(), entry.value.clone())).collect()
    }

    pub fn pop_last(&self) -> Option<(Value, Value)> {
        let mut table = self.0.borrow_mut();
        let end = table.end;
        let place = table.entries[..end].iter().rposition(|entry| !entry.key.is_unbound())?;
        table.end = place;
        let key = table.entries[place].key.clone();
        let value = table.remove(place);
        // The index may still point to what follows, so only a rebuild shortens the entries.
        if table.entries.len() > table.live * 4 + 16 {
            table.rebuild();
        }
        Some((key, value))
    }
}
