//! A recording as JavaScript can save it, and read it again.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::show::{Logged, Show};
use crate::{event::Event, time::Time};

/// A row for each event: under which strategy it happened (counted from 0), the microseconds since the run began, its name,
/// and up to two numbers that depend on it.
pub fn save(show: &Show) -> Array {
    show.log().into_iter().map(row).collect()
}

fn row((act, at, event): Logged) -> Array {
    let (name, first, second) = event.told();
    let number = |number: u64| JsValue::from(number as f64);
    [number(act as u64), number(at.as_micros()), name.into(), number(first), number(second)].iter().collect()
}

/// The events in `rows`, if all of them are events, and about one of so many users under one of so many strategies.
pub fn open(rows: &Array, users: usize, acts: usize) -> Option<Vec<Logged>> {
    let is_possible = |(act, _, event): &Logged| *act < acts && event.user().is_none_or(|user| user < users);
    let mut log = Vec::new();
    for row in rows.iter() {
        log.push(event(&Array::from(&row)).filter(is_possible)?);
    }
    Some(log)
}

fn event(row: &Array) -> Option<Logged> {
    let number = |place: u32| row.get(place).as_f64().filter(|number| *number >= 0.0).map(|number| number as u64);
    let event = Event::from_told(&row.get(2).as_string()?, number(3)?, number(4)?)?;
    Some((number(0)? as usize, Time::from_micros(number(1)?), event))
}
