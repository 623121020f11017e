//! One user's lane: hatched while the future is suspended, solid while it runs, and the code where the bar ends.

use web_sys::Element;

use super::{
    label::Label,
    textures::{CROSSING, DOTS, HATCHING},
};
use crate::{
    axis::Axis,
    browser::{
        dom::{Template, append, hundredths, set_attr, set_number, set_text, toggle_attr},
        view::metrics::NAMES_WIDTH,
    },
    event::End,
    recording::{TaskSnapshot, TaskState},
    scene::{Scene, StrategyRun},
    time::SimTime,
    words,
};

/// A lane's nodes.
pub struct Lane {
    user: usize,
    root: Element,
    /// While it is ready but the thread is busy elsewhere.
    ready: Element,
    /// The first poll, if it is long enough to be seen.
    ran: Element,
    suspended: Element,
    /// The polls at the start and at the end.
    start: Element,
    end: Element,
    label: Label,
    /// What is on the screen: the task, and until when it is drawn.
    drawn: Option<(TaskSnapshot, SimTime)>,
}

/// Only the name shows at first.
const LANE: Template = Template(
    r#"
g.lane
  text.name x="58" y="11"
  rect.ready height="14" hidden=""
  rect.ran height="14" fill="url(#blocking)" hidden=""
  rect.suspended height="14" hidden=""
  rect.instant#start width="2.5" height="16" y="-1" hidden=""
  rect.instant#end width="2.5" height="16" y="-1" hidden=""
  text.arrival y="11" hidden=""
    tspan.code
    tspan.wait
"#,
);

/// In CSS pixels. A poll shorter than this is drawn as an instant.
const MIN_POLL_WIDTH: f64 = 3.0;

impl Lane {
    /// An empty lane with the top of its bar at `y`.
    pub fn new(svg: &Element, user: usize, is_reader: bool, y: f64) -> Self {
        let nodes = LANE.build();
        set_attr(&nodes.root, "transform", &format!("translate(0 {})", hundredths(y)));
        set_text(&nodes.get("name"), &words::user_label(user, is_reader));
        append(svg, [&nodes.root]);
        let label = Label { root: nodes.get("arrival"), main: nodes.get("code"), note: nodes.get("wait") };
        let [ready, ran, suspended, start, end] =
            ["ready", "ran", "suspended", "start", "end"].map(|name| nodes.get(name));
        Self { user, ready, ran, suspended, start, end, label, drawn: None, root: nodes.root }
    }

    /// Makes the next `draw` redraw everything.
    pub fn reset(&mut self) {
        self.drawn = None;
    }

    /// Draws the lane at the time that is shown.
    pub fn draw(&mut self, scene: &Scene, run: &StrategyRun, axis: &Axis) {
        let task = run.recording.snapshot(self.user, scene.time);
        let began = task.created.or(task.started);
        let until = task.ended.or(began.map(|_| scene.time)).unwrap_or_default();
        if self.drawn.as_ref().is_some_and(|(drawn, to)| *drawn == task && *to == until) {
            return;
        }
        set_attr(&self.root, "data-state", task.state.css_name());
        self.draw_bars(&task, until, axis);
        self.draw_never_polled(&task, scene.plan.users()[self.user].wait(), axis);
        self.draw_instants(&task, axis);
        self.label.draw(scene, run, self.user, &task, axis);
        self.drawn = Some((task, until));
    }

    fn draw_bars(&self, task: &TaskSnapshot, until: SimTime, axis: &Axis) {
        let started = task.started.unwrap_or(until);
        let ran_until = task.ran_until.unwrap_or(started);
        let is_cancelled = matches!(task.state, TaskState::Ended(End::Cancelled | End::GaveUp));
        draw_bar(&self.ready, task.created.map(|created| (created, started)), 1.0, axis);
        draw_bar(&self.ran, task.started.map(|started| (started, ran_until)), MIN_POLL_WIDTH, axis);
        draw_bar(&self.suspended, task.started.map(|_| (ran_until, until.max(ran_until))), 0.0, axis);
        set_attr(&self.suspended, "fill", if is_cancelled { CROSSING } else { HATCHING });
    }

    /// Draws the wait that did not happen as an empty frame.
    fn draw_never_polled(&self, task: &TaskSnapshot, wait: SimTime, axis: &Axis) {
        let is_never_polled = task.state == TaskState::NeverPolled;
        set_attr(&self.ready, "fill", if is_never_polled { "none" } else { DOTS });
        if let Some(created) = task.created.filter(|_| is_never_polled) {
            draw_bar(&self.ready, Some((created, created + wait)), 1.0, axis);
        }
    }

    fn draw_instants(&self, task: &TaskSnapshot, axis: &Axis) {
        let was_dropped = matches!(task.state, TaskState::Ended(End::Cancelled | End::GaveUp) | TaskState::NeverPolled);
        for (mark, at) in [(&self.start, task.started), (&self.end, task.ended.filter(|_| !was_dropped))] {
            toggle_attr(mark, "hidden", at.is_none());
            if let Some(at) = at {
                set_number(mark, "x", NAMES_WIDTH + axis.x(at) - 1.0);
            }
        }
    }
}

/// Draws a bar over a span of time, unless it would be shorter than `shortest`, in CSS pixels.
fn draw_bar(bar: &Element, span: Option<(SimTime, SimTime)>, shortest: f64, axis: &Axis) {
    let span = span.map(|(from, until)| (axis.x(from), axis.x(until) - axis.x(from)));
    let span = span.filter(|(_, width)| *width >= shortest);
    toggle_attr(bar, "hidden", span.is_none());
    if let Some((x, width)) = span {
        set_number(bar, "x", NAMES_WIDTH + x);
        set_number(bar, "width", width);
    }
}
