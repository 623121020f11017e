//! What stands where a bar ends: the code, or why there is none.

use std::borrow::Cow;

use web_sys::Element;

use super::layout::{LABELS, MARGIN};
use crate::{
    axis::Axis,
    browser::view::dom::{set, set_number, set_text, toggle},
    format,
    recording::{Life, State},
    scene::{Act, NOTICED, Scene},
    time::Time,
};

/// The label's nodes.
pub struct Label {
    pub root: Element,
    /// The code, or what came instead of it.
    pub main: Element,
    pub note: Element,
}

/// The width of a code.
const CODE: f64 = 55.0;
/// The width of a character, on average.
const CHARACTER: f64 = 7.0;
/// Between a bar and the label.
const SPACE: f64 = 7.0;

impl Label {
    /// Writes what came of the user's future, if it is over.
    pub fn draw(&self, scene: &Scene, act: &Act, user: usize, life: &Life, axis: &Axis) {
        let lateness = act.recording.lateness(user, scene.plan.users()[user].wait()).unwrap_or_default();
        let is_late = life.state == State::Arrived && scene.speed.real(lateness) >= NOTICED;
        let wait = format::seconds(scene.plan.users()[user].wait());
        let (main, note): (Cow<str>, _) = match life.state {
            State::Arrived if is_late => {
                (scene.plan.users()[user].code.spaced().into(), format!("\u{a0}{wait}, {} late", late(lateness)))
            }
            State::Arrived => (scene.plan.users()[user].code.spaced().into(), format!("\u{a0}{wait}")),
            State::Refused => ("wrong code".into(), format!("\u{a0}{wait}")),
            State::Cancelled => ("× cancelled".into(), String::new()),
            State::NeverPolled => ("never polled".into(), String::new()),
            _ => return toggle(&self.root, "hidden", true),
        };
        toggle(&self.root, "hidden", false);
        toggle(&self.root, "data-late", is_late);
        self.write(&main, &note, life, axis);
    }

    /// Writes both texts behind the bar, or before it if there is no room behind; the first alone if there is no room for
    /// both; over the end of the bar if there is none at all.
    fn write(&self, main: &str, note: &str, life: &Life, axis: &Axis) {
        let began = life.created.or(life.started).unwrap_or_default();
        let ended = life.ended.unwrap_or_default();
        let length = |text: &str| CHARACTER * text.chars().count() as f64;
        let main_width = length(main).max(CODE);
        let (at_best, note) = match place(axis, began, ended, main_width + length(note)) {
            Some(place) => (Some(place), note),
            None => (place(axis, began, ended, main_width), ""),
        };
        let (anchor, x) = at_best.unwrap_or(("end", axis.width + MARGIN));
        set_text(&self.main, main);
        set_text(&self.note, note);
        set(&self.root, "text-anchor", anchor);
        set_number(&self.root, "x", LABELS + x);
    }
}

/// In milliseconds, unless they are many.
fn late(time: Time) -> String {
    if time < Time::from_secs(1) { format::milliseconds(time) } else { format::seconds_fixed(time, 1) }
}

/// Where a text so wide can stand: behind the bar or, if there is no room, before it. At its anchor and `x`.
fn place(axis: &Axis, began: Time, ended: Time, width: f64) -> Option<(&'static str, f64)> {
    let (before, behind) = (axis.x(began) - SPACE, axis.x(ended) + SPACE);
    if behind + width <= axis.width + MARGIN {
        Some(("start", behind))
    } else {
        (before >= width).then_some(("end", before))
    }
}
