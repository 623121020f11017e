//! One user's lane: hatched while the task is suspended, solid at the instants in which it runs, and the code where the
//! bar ends.

use web_sys::Element;

use super::layout::{BAR, LABELS, MARGIN};
use crate::{
    axis::Axis,
    browser::view::dom::{append, set, set_number, set_text, svg, text, toggle},
    format,
    recording::State,
    scene::Scene,
    time::Time,
};

/// A lane's nodes.
pub struct Lane {
    user: usize,
    bar: Element,
    start: Element,
    end: Element,
    label: Element,
    code: Element,
    note: Element,
    /// The state and the end of the bar that are on the screen.
    drawn: Option<(State, Time)>,
}

/// The width of a code.
const CODE: f64 = 55.0;
/// Between a bar and the code.
const SPACE: f64 = 7.0;
/// Real time from which on an arrival counts as late: what a reader could notice.
const LATE: Time = Time::from_millis(50);

impl Lane {
    /// An empty lane with the top of its bar at `y`.
    pub fn new(picture: &Element, user: usize, y: f64) -> Self {
        append(picture, [&text("name", LABELS - 10.0, y + BAR - 3.0, &format!("User {}", user + 1))]);
        let (bar, start, end) = (bar(y), instant(y), instant(y));
        let (code, note) = (svg("tspan", &[("class", "code")]), svg("tspan", &[("class", "wait")]));
        let label = text("arrival", 0.0, y + BAR - 3.0, "");
        toggle(&label, "hidden", true);
        append(&label, [&code, &note]);
        append(picture, [&bar, &start, &end, &label]);
        Self { user, bar, start, end, label, code, note, drawn: None }
    }

    /// Forgets what is on the screen, because the axis has changed.
    pub fn forget(&mut self) {
        self.drawn = None;
    }

    /// Draws the lane in this state.
    pub fn draw(&mut self, scene: &Scene, state: State, axis: &Axis) {
        let span = match state {
            State::NotStarted => None,
            State::Suspended { since } => Some((since, scene.t)),
            State::Arrived { started, at } => Some((started, at)),
        };
        let drawn = Some((state, span.map_or(Time::ZERO, |(_, until)| until)));
        if self.drawn == drawn {
            return;
        }
        self.drawn = drawn;
        let arrived_at = if let State::Arrived { at, .. } = state { Some(at) } else { None };
        self.draw_bar(span, axis);
        self.draw_end(arrived_at, axis);
        if let State::Arrived { started, at } = state {
            self.write_code(scene, (started, at), axis);
        }
    }

    fn draw_bar(&self, span: Option<(Time, Time)>, axis: &Axis) {
        for node in [&self.bar, &self.start] {
            toggle(node, "hidden", span.is_none());
        }
        if let Some((from, until)) = span {
            set_number(&self.start, "x", LABELS + axis.x(from) - 1.0);
            set_number(&self.bar, "x", LABELS + axis.x(from));
            set_number(&self.bar, "width", axis.x(until) - axis.x(from));
        }
    }

    fn draw_end(&self, at: Option<Time>, axis: &Axis) {
        for node in [&self.end, &self.label] {
            toggle(node, "hidden", at.is_none());
        }
        if let Some(at) = at {
            set_number(&self.end, "x", LABELS + axis.x(at) - 1.0);
        }
    }

    /// Writes the code and the wait behind the bar, or before it if there is no room behind; the code alone if there is no
    /// room for both; over the end of the bar if there is none at all.
    fn write_code(&self, scene: &Scene, (started, at): (Time, Time), axis: &Axis) {
        let (user, took) = (scene.plan.users()[self.user], at - started);
        let late = took - user.wait();
        let is_late = scene.speed.real(late) >= LATE;
        let wait = format::seconds(user.wait());
        let note = if is_late {
            format!("\u{a0}{wait}, {} late", format::milliseconds(late))
        } else {
            format!("\u{a0}{wait}")
        };
        let width = CODE + 7.0 * note.chars().count() as f64;
        let (at_best, note) = match place(axis, started, at, width) {
            Some(place) => (Some(place), &*note),
            None => (place(axis, started, at, CODE), ""),
        };
        let (anchor, x) = at_best.unwrap_or(("end", axis.width + MARGIN));
        set_text(&self.code, &user.code.spaced());
        set_text(&self.note, note);
        set(&self.label, "text-anchor", anchor);
        set_number(&self.label, "x", LABELS + x);
        toggle(&self.label, "data-late", is_late);
    }
}

/// Where a text so wide can stand: behind the bar or, if there is no room, before it. At its anchor and `x`.
fn place(axis: &Axis, started: Time, at: Time, width: f64) -> Option<(&'static str, f64)> {
    let (before, behind) = (axis.x(started) - SPACE, axis.x(at) + SPACE);
    if behind + width <= axis.width + MARGIN {
        Some(("start", behind))
    } else {
        (before >= width).then_some(("end", before))
    }
}

/// A bar that is not shown yet.
pub fn bar(y: f64) -> Element {
    let bar = svg("rect", &[("class", "suspended"), ("fill", "url(#hatching)"), ("hidden", "")]);
    set_number(&bar, "y", y);
    set_number(&bar, "height", BAR);
    bar
}

/// The mark of an instant in which a task runs, not shown yet.
pub fn instant(y: f64) -> Element {
    let mark = svg("rect", &[("class", "running"), ("width", "2.5"), ("hidden", "")]);
    set_number(&mark, "y", y - 1.0);
    set_number(&mark, "height", BAR + 2.0);
    mark
}
