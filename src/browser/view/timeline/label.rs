//! What stands where a bar ends: the code, or why there is none.

use std::borrow::Cow;

use web_sys::Element;

use super::layout::{LABELS, MARGIN};
use crate::{
    axis::Axis,
    browser::view::dom::{set, set_number, set_text, toggle},
    format,
    recording::{Life, State},
    scene::{Act, Scene},
    words,
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
        let sent = scene.plan.users()[user];
        let wait = format!("\u{a0}{}", format::seconds(sent.wait()));
        let late = words::late(scene, act, user);
        let (main, note): (Cow<str>, _) = match life.state {
            State::Arrived => {
                let late = late.as_ref().map(|late| format!(", {late}")).unwrap_or_default();
                (sent.code.spaced().into(), wait + &late)
            }
            State::Refused => ("wrong code".into(), wait),
            State::Cancelled => (format!("× {}", words::cancelled(scene, user, life)).into(), String::new()),
            State::NeverPolled => ("never polled".into(), String::new()),
            _ => return toggle(&self.root, "hidden", true),
        };
        toggle(&self.root, "hidden", false);
        toggle(&self.root, "data-late", late.is_some());
        self.write(&main, &note, life, axis);
    }

    /// Writes both texts behind the bar, before it, or at its end inside, wherever there is room first; the first alone if there
    /// is no room for both.
    fn write(&self, main: &str, note: &str, life: &Life, axis: &Axis) {
        let began = axis.x(life.created.or(life.started).unwrap_or_default());
        let ended = axis.x(life.ended.unwrap_or_default());
        let length = |text: &str| CHARACTER * text.chars().count() as f64;
        let main_width = length(main).max(CODE);
        let whole_width = main_width + length(note);
        let (right, inside) = (axis.width + MARGIN, ended - SPACE);
        let ((anchor, x), note) = match place(began, ended, whole_width, right) {
            Some(place) => (place, note),
            None if inside - began > whole_width => (("end", inside), note),
            None => (place(began, ended, main_width, right).unwrap_or(("end", inside)), ""),
        };
        set_text(&self.main, main);
        set_text(&self.note, note);
        set(&self.root, "text-anchor", anchor);
        set_number(&self.root, "x", LABELS + x);
    }
}

/// Where a text so wide can stand: behind the bar or, if there is no room, before it. At its anchor and `x`.
fn place(began: f64, ended: f64, width: f64, right: f64) -> Option<(&'static str, f64)> {
    let (before, behind) = (began - SPACE, ended + SPACE);
    if behind + width <= right { Some(("start", behind)) } else { (before >= width).then_some(("end", before)) }
}
