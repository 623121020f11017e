//! The text where a bar ends: the code, or why there is none.

use std::borrow::Cow;

use web_sys::Element;

use crate::{
    axis::Axis,
    browser::{
        dom::{set_attr, set_number, set_text, toggle_attr},
        view::metrics::{MARGIN, NAMES_WIDTH, SPACE, text_width},
    },
    event::End,
    format,
    recording::{TaskSnapshot, TaskState},
    scene::{Scene, StrategyRun},
    words,
};

/// The label's nodes.
pub struct Label {
    pub root: Element,
    /// The code, or what came instead of it.
    pub main: Element,
    pub note: Element,
}

/// The width of a code, which is set in a wider font.
const CODE_WIDTH: f64 = 55.0;

impl Label {
    /// Writes what became of the user's future, if it has ended.
    pub fn draw(&self, scene: &Scene, run: &StrategyRun, user: usize, task: &TaskSnapshot, axis: &Axis) {
        let planned = scene.plan.users()[user];
        let wait = format!("\u{a0}{}", format::seconds(planned.wait()));
        let late = words::late(scene, run, user);
        let (main, note): (Cow<str>, _) = match task.state {
            TaskState::Ended(End::Done) => {
                let late = late.as_ref().map(|late| format!(", {late}")).unwrap_or_default();
                (planned.code.spaced().into(), wait + &late)
            }
            TaskState::Ended(End::Refused) => (words::no_code(End::Refused).into(), wait),
            TaskState::Ended(how) => (format!("× {}", words::no_code(how)).into(), String::new()),
            TaskState::NeverPolled => ("never polled".into(), String::new()),
            _ => return toggle_attr(&self.root, "hidden", true),
        };
        toggle_attr(&self.root, "hidden", false);
        toggle_attr(&self.root, "data-late", late.is_some());
        self.write(&main, &note, task, axis);
    }

    /// Writes both texts after the bar, before it, or at its end inside: in the first of these places that has room. If none has
    /// room for both, it writes only the first text.
    fn write(&self, main: &str, note: &str, task: &TaskSnapshot, axis: &Axis) {
        let began = axis.x(task.created.or(task.started).unwrap_or_default());
        let ended = axis.x(task.ended.unwrap_or_default());
        let main_width = text_width(main).max(CODE_WIDTH);
        let whole_width = main_width + text_width(note);
        let (right, inside) = (axis.width + MARGIN, ended - SPACE);
        let ((anchor, x), note) = match place(began, ended, whole_width, right) {
            Some(place) => (place, note),
            None if inside - began > whole_width => (("end", inside), note),
            None => (place(began, ended, main_width, right).unwrap_or(("end", inside)), ""),
        };
        set_text(&self.main, main);
        set_text(&self.note, note);
        set_attr(&self.root, "text-anchor", anchor);
        set_number(&self.root, "x", NAMES_WIDTH + x);
    }
}

/// Places a text `width` wide after the bar or, if there is no room, before it. Returns its anchor and `x`.
fn place(began: f64, ended: f64, width: f64, right: f64) -> Option<(&'static str, f64)> {
    let (before, after) = (began - SPACE, ended + SPACE);
    if after + width <= right { Some(("start", after)) } else { (before >= width).then_some(("end", before)) }
}
