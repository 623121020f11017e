//! Sets. Python promises no order for them, yet programs print it. For integers it follows from the table, so the table is the same
//! as CPython's (Objects/setobject.c): where it looks, when it grows, and by how much.

use std::cell::{Cell, RefCell};

use super::{
    value::Value,
    vm::{Raise, Vm},
};

/// How many neighbours are tried before jumping.
const LINEAR_PROBES: usize = 9;

#[derive(Clone, Default)]
enum Slot {
    #[default]
    Empty,
    /// There was something.
    Removed,
    Full(i64, Value),
}

/// A set, or a frozen one.
pub struct Set {
    table: RefCell<Table>,
    pub is_frozen: bool,
    /// Where `pop` looks next.
    finger: Cell<usize>,
}

#[derive(Clone)]
struct Table {
    /// As many as a power of two.
    slots: Vec<Slot>,
    /// How many slots are not empty.
    fill: usize,
    used: usize,
}

impl Default for Table {
    fn default() -> Self {
        Self { slots: vec![Slot::Empty; 8], fill: 0, used: 0 }
    }
}

impl Table {
    /// The slots where a value with that hash may be, until one is empty.
    fn probe(&self, hash: i64, mut visit: impl FnMut(usize, &Slot) -> bool) -> usize {
        let mask = self.slots.len() - 1;
        let (mut at, mut perturb) = (hash as usize & mask, hash as u64);
        loop {
            let last = if at + LINEAR_PROBES <= mask { at + LINEAR_PROBES } else { at };
            for slot in at..=last {
                if matches!(self.slots[slot], Slot::Empty) || visit(slot, &self.slots[slot]) {
                    return slot;
                }
            }
            perturb >>= 5;
            at = (at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize)) & mask;
        }
    }

    fn insert_new(&mut self, hash: i64, value: Value) {
        let slot = self.probe(hash, |_, _| false);
        self.slots[slot] = Slot::Full(hash, value);
        self.fill += 1;
        self.used += 1;
        if self.fill * 5 >= (self.slots.len() - 1) * 3 {
            self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 });
        }
    }

    fn resize(&mut self, least: usize) {
        let mut size = 8;
        while size <= least {
            size <<= 1;
        }
        let old = std::mem::replace(&mut self.slots, vec![Slot::Empty; size]);
        self.fill = self.used;
        for slot in old {
            if let Slot::Full(hash, value) = slot {
                let place = self.probe(hash, |_, _| false);
                self.slots[place] = Slot::Full(hash, value);
            }
        }
    }
}

impl Set {
    pub fn new(is_frozen: bool) -> Self {
        Self { table: RefCell::default(), is_frozen, finger: Cell::default() }
    }

    pub fn len(&self) -> usize {
        self.table.borrow().used
    }

    /// The slot of a value, if it is there.
    fn find(&self, vm: &mut Vm, hash: i64, value: &Value) -> Result<Option<usize>, Raise> {
        let mut skip = 0;
        loop {
            let mut seen = 0;
            let candidate = {
                let table = self.table.borrow();
                let slot = table.probe(hash, |_, slot| {
                    let is_candidate = matches!(slot, Slot::Full(other, _) if *other == hash);
                    seen += usize::from(is_candidate);
                    is_candidate && seen > skip
                });
                match &table.slots[slot] {
                    Slot::Full(_, other) => Some((slot, other.clone())),
                    _ => None,
                }
            };
            let Some((slot, other)) = candidate else { return Ok(None) };
            if other.is(value) {
                return Ok(Some(slot));
            }
            let is_equal = vm.equal(&other, value)?;
            let is_there = matches!(self.table.borrow().slots.get(slot), Some(Slot::Full(_, now)) if now.is(&other));
            if !is_there {
                skip = 0;
            } else if is_equal {
                return Ok(Some(slot));
            } else {
                skip += 1;
            }
        }
    }

    pub fn contains(&self, vm: &mut Vm, value: &Value) -> Result<bool, Raise> {
        let hash = vm.hash_member(value, "a set element")?;
        Ok(self.find(vm, hash, value)?.is_some())
    }

    pub fn add(&self, vm: &mut Vm, value: Value) -> Result<(), Raise> {
        let hash = vm.hash_member(&value, "a set element")?;
        if self.find(vm, hash, &value)?.is_none() {
            if self.len() % 1024 == 1023 {
                vm.reserve(self.len() * 4 * size_of::<Slot>())?;
            }
            self.table.borrow_mut().insert_new(hash, value);
        }
        Ok(())
    }

    pub fn remove(&self, vm: &mut Vm, value: &Value) -> Result<bool, Raise> {
        let hash = vm.hash_member(value, "a set element")?;
        let Some(slot) = self.find(vm, hash, value)? else { return Ok(false) };
        let mut table = self.table.borrow_mut();
        let old = std::mem::replace(&mut table.slots[slot], Slot::Removed);
        table.used -= 1;
        drop(table);
        drop(old);
        Ok(true)
    }

    pub fn pop(&self) -> Option<Value> {
        let mut table = self.table.borrow_mut();
        if table.used == 0 {
            return None;
        }
        let mask = table.slots.len() - 1;
        let mut at = self.finger.get() & mask;
        while !matches!(table.slots[at], Slot::Full(..)) {
            at = (at + 1) & mask;
        }
        self.finger.set(at + 1);
        table.used -= 1;
        match std::mem::replace(&mut table.slots[at], Slot::Removed) {
            Slot::Full(_, value) => Some(value),
            _ => None,
        }
    }

    pub fn clear(&self) {
        drop(self.table.take());
    }

    /// Adds all values of another set, as `update` and `copy` do.
    pub fn merge(&self, vm: &mut Vm, other: &Self) -> Result<(), Raise> {
        {
            let (mut table, other) = (self.table.borrow_mut(), other.table.borrow());
            if (table.fill + other.used) * 5 >= (table.slots.len() - 1) * 3 {
                let least = (table.used + other.used) * 2;
                table.resize(least);
            }
            let are_alike = table.fill == 0 && table.slots.len() == other.slots.len() && other.fill == other.used;
            if are_alike {
                *table = other.clone();
                return Ok(());
            }
        }
        for value in other.values() {
            self.add(vm, value)?;
        }
        Ok(())
    }

    /// The next value at this slot or after it, and the slot after that.
    pub fn next(&self, mut slot: usize) -> Option<(usize, Value)> {
        let table = self.table.borrow();
        loop {
            let this = table.slots.get(slot)?;
            slot += 1;
            if let Slot::Full(_, value) = this {
                return Some((slot, value.clone()));
            }
        }
    }

    pub fn values(&self) -> Vec<Value> {
        let table = self.table.borrow();
        table
            .slots
            .iter()
            .filter_map(|slot| if let Slot::Full(_, value) = slot { Some(value.clone()) } else { None })
            .collect()
    }
}
