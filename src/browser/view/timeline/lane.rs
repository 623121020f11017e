//! One user's lane: hatched while the future is suspended, solid while it runs, and the code where the bar ends.

use web_sys::Element;

use super::{
    label::Label,
    layout::LABELS,
    textures::{BLOCKING, CROSSING, DOTS, HATCHING},
};
use crate::{
    axis::Axis,
    browser::view::{
        dom::{append, hundredths, set, set_number, set_text, toggle},
        tree::{Tree, shape},
    },
    recording::{Life, State},
    scene::{Act, Scene},
    time::Time,
    words,
};

/// A lane's nodes.
pub struct Lane {
    user: usize,
    root: Element,
    /// While it could go on but the thread does not come to it.
    ready: Element,
    /// The first poll, if it is so long that it can be seen.
    ran: Element,
    suspended: Element,
    /// The instants in which it runs.
    start: Element,
    end: Element,
    label: Label,
    /// What is on the screen: the life, and the moment to which it is drawn.
    drawn: Option<(Life, Time)>,
}

/// Nothing of it is shown yet, but the name.
const LANE: Tree = shape(
    "g",
    "lane",
    &[],
    &[
        shape("text", "name", &[("x", "58"), ("y", "11")], &[]),
        shape("rect", "ready", &[("height", "14"), ("hidden", "")], &[]),
        shape("rect", "ran", &[("height", "14"), ("fill", BLOCKING), ("hidden", "")], &[]),
        shape("rect", "suspended", &[("height", "14"), ("hidden", "")], &[]),
        shape("rect", "running", &[("width", "2.5"), ("height", "16"), ("y", "-1"), ("hidden", "")], &[]),
        shape("rect", "running", &[("width", "2.5"), ("height", "16"), ("y", "-1"), ("hidden", "")], &[]),
        shape(
            "text",
            "arrival",
            &[("y", "11"), ("hidden", "")],
            &[shape("tspan", "code", &[], &[]), shape("tspan", "wait", &[], &[])],
        ),
    ],
);

/// A shorter poll is drawn as an instant, in CSS pixels.
const SHORTEST_SEEN: f64 = 3.0;

impl Lane {
    /// An empty lane with the top of its bar at `y`.
    pub fn new(picture: &Element, user: usize, is_reader: bool, y: f64) -> Self {
        let [root, name, ready, ran, suspended, start, end, arrival, code, wait] = LANE.build();
        set(&root, "transform", &format!("translate(0 {})", hundredths(y)));
        set_text(&name, &words::user(user, is_reader));
        append(picture, [&root]);
        let label = Label { root: arrival, main: code, note: wait };
        Self { user, root, ready, ran, suspended, start, end, label, drawn: None }
    }

    /// Forgets what is on the screen, because the axis has changed.
    pub fn forget(&mut self) {
        self.drawn = None;
    }

    /// Draws the lane at the moment that is shown.
    pub fn draw(&mut self, scene: &Scene, act: &Act, axis: &Axis) {
        let life = act.recording.life(self.user, scene.t);
        let began = life.created.or(life.started);
        let until = life.ended.or(began.map(|_| scene.t)).unwrap_or_default();
        if self.drawn.replace((life, until)) == Some((life, until)) {
            return;
        }
        set(&self.root, "data-state", life.state.name());
        self.draw_bars(&life, until, axis);
        self.draw_what_never_was(&life, scene.plan.users()[self.user].wait(), axis);
        self.draw_instants(&life, axis);
        self.label.draw(scene, act, self.user, &life, axis);
    }

    fn draw_bars(&self, life: &Life, until: Time, axis: &Axis) {
        let begun = life.started.unwrap_or(until);
        let ran_until = life.ran_until.unwrap_or(begun);
        draw_bar(&self.ready, life.created.map(|created| (created, begun)), 1.0, axis);
        draw_bar(&self.ran, life.started.map(|started| (started, ran_until)), SHORTEST_SEEN, axis);
        draw_bar(&self.suspended, life.started.map(|_| (ran_until, until.max(ran_until))), 0.0, axis);
        set(&self.suspended, "fill", if life.state == State::Cancelled { CROSSING } else { HATCHING });
    }

    /// Of a future that nobody polled, the wait that did not happen: an empty frame.
    fn draw_what_never_was(&self, life: &Life, wait: Time, axis: &Axis) {
        let is_never_polled = life.state == State::NeverPolled;
        set(&self.ready, "fill", if is_never_polled { "none" } else { DOTS });
        if let Some(created) = life.created.filter(|_| is_never_polled) {
            draw_bar(&self.ready, Some((created, created + wait)), 1.0, axis);
        }
    }

    fn draw_instants(&self, life: &Life, axis: &Axis) {
        let ended = life.ended.filter(|_| !matches!(life.state, State::Cancelled | State::NeverPolled));
        for (mark, at) in [(&self.start, life.started), (&self.end, ended)] {
            toggle(mark, "hidden", at.is_none());
            if let Some(at) = at {
                set_number(mark, "x", LABELS + axis.x(at) - 1.0);
            }
        }
    }
}

/// Draws a bar from one moment to the other, unless it would be shorter than `shortest`, in CSS pixels.
fn draw_bar(bar: &Element, span: Option<(Time, Time)>, shortest: f64, axis: &Axis) {
    let span = span.map(|(from, until)| (axis.x(from), axis.x(until) - axis.x(from)));
    let span = span.filter(|(_, width)| *width >= shortest);
    toggle(bar, "hidden", span.is_none());
    if let Some((x, width)) = span {
        set_number(bar, "x", LABELS + x);
        set_number(bar, "width", width);
    }
}
