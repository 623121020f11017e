//! Conversions of values to and from JavaScript.

use std::rc::Rc;

use js_sys::{Array, Float64Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::{
    recording::{HiddenSpan, NumberReader, Numbers, Recording},
    time::{RealTime, SimTime},
};

/// A plain object with these properties.
pub fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // It fails only for frozen objects; this one is new.
        let _ = Reflect::set(&object, &JsValue::from(*name), value);
    }
    object.into()
}

/// A time in seconds.
pub fn seconds(time: SimTime) -> JsValue {
    time.as_secs_f64().into()
}

/// A time in milliseconds.
pub fn millis(time: RealTime) -> JsValue {
    time.as_millis_f64().into()
}

/// An array of numbers and one of texts. The numbers are: when the recording ended; how many spans of time the page was hidden, and
/// from when to when; and for each recording how many events it has, and these.
pub fn write_recordings<'a>(
    end: SimTime,
    hidden: &[HiddenSpan],
    recordings: impl IntoIterator<Item = &'a Recording>,
) -> Array {
    let mut all = Numbers::default();
    all.push_time(end);
    all.push(hidden.len() as u64);
    for (from, until) in hidden {
        all.push_time(*from);
        all.push_time(end.min(*until));
    }
    for recording in recordings {
        all.push_events(recording);
    }
    let texts = all.texts.iter().map(|text| JsValue::from(&**text)).collect::<Array>();
    Array::of2(&Float64Array::from(&*all.numbers), &texts)
}

/// What was saved of a run.
pub struct Saved<Recordings> {
    pub recordings: Recordings,
    pub hidden: Vec<HiddenSpan>,
    pub end: SimTime,
}

/// The inverse of [`write_recordings`]; `read` reads the recordings. `None` if they are not what it expects.
pub fn read_recordings<Recordings>(
    saved: &Array,
    read: impl FnOnce(&mut NumberReader) -> Option<Recordings>,
) -> Option<Saved<Recordings>> {
    let numbers = saved.get(0).unchecked_into::<Float64Array>().to_vec();
    let texts = Array::from(&saved.get(1));
    let text = |index| texts.get(index).as_string().map(Rc::from);
    let mut reader = NumberReader { numbers: numbers.iter(), text: &text };
    let (end, mut hidden) = (reader.time()?, Vec::new());
    for _ in 0..reader.number()? {
        hidden.push((reader.time()?, reader.time()?));
    }
    let recordings = read(&mut reader)?;
    reader.numbers.next().is_none().then_some(Saved { recordings, hidden, end })
}
