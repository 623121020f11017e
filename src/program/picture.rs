//! The picture of a program's run as shapes: a lane for each task and, below, what the one thread did and all sleeps one after another.
//!
//! As in [`picture`](crate::picture), what lies in the *past* layer is cut off at the time that is shown.

use super::{
    lanes::{Lane, lanes},
    scene::ProgramScene,
    words,
};
use crate::{
    axis::Axis,
    event::{End, TaskId},
    format::{hundredths, seconds, seconds_number, span},
    picture::{Extent, Layer, MIN_POLL_WIDTH, Marks, Shape, times},
    recording::{TaskSpan, TaskState},
    time::SimTime,
};

/// The space that a picture has, and what is highlighted in it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Viewport {
    /// The width; zero until the browser has laid the figure out.
    pub width: f64,
    /// The size of its text.
    pub size: f64,
    /// What the reader points at.
    pub highlight: Option<Highlight>,
}

/// What the reader points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Highlight {
    /// A task's lane.
    Task(TaskId),
    /// A line of the program, counted from 1: all tasks that wait on it.
    Line(u32),
}

/// The shapes of the picture, and where they lie.
pub struct Picture {
    /// Where everything is.
    pub layout: Layout,
    /// What is cut off at the time that is shown.
    pub past: Vec<Shape>,
    /// What is drawn whole.
    pub present: Vec<Shape>,
}

/// The rows of the picture, from the top down: the lanes; how many tasks have none; the thread; the sleeps added up; the axis.
pub struct Layout {
    /// The lanes, from the top down.
    pub lanes: Vec<Lane>,
    /// How many tasks have no lane.
    left_out: usize,
    /// Where the axis lies.
    pub extent: Extent,
    size: f64,
    row_height: f64,
    is_narrow: bool,
}

/// Narrower pictures, in units of the text's size, have shorter texts.
const NARROW: f64 = 38.0;
/// From this many lanes on, they are lower.
const MANY_LANES: usize = 13;
/// How far a task is indented below its parent, in units of the text's size.
const INDENT: f64 = 0.8;
/// Deeper tasks are indented no further.
const MAX_DEPTH: usize = 4;
/// About how wide a character is, in units of the text's size.
const CHARACTER: f64 = 0.58;
/// Longer names are cut off.
const MAX_NAME: usize = 16;
const MAX_SHORT_NAME: usize = 8;
/// The sleeps added up are cut off at this many times the length of the run.
const MAX_SHOWN: u64 = 4;
/// An axis shorter than this would need labels that are not whole milliseconds.
const SHORTEST: SimTime = SimTime::from_millis(50);

impl Layout {
    /// Lays out the picture of `scene` in `viewport`.
    pub fn new(scene: &ProgramScene, viewport: &Viewport) -> Self {
        let (lanes, left_out) = lanes(scene.lane_source(), scene.speed);
        let (width, size) = (viewport.width, viewport.size);
        let is_narrow = width < NARROW * size;
        let row_height = if lanes.len() >= MANY_LANES { 1.15 * size } else { 1.75 * size };
        let name = |lane: &Lane| {
            let name = short_name(&lane.name, is_narrow).chars().count();
            INDENT * times(lane.depth.min(MAX_DEPTH), 1.0) + CHARACTER * times(name, 1.0)
        };
        let least = if is_narrow { 4.0 } else { 5.4 };
        let left = size * (0.8 + lanes.iter().map(name).fold(least, f64::max));
        let results = if is_narrow { 6.2 } else { 8.5 };
        let axis = make_axis(scene, (width - left - results * size).max(size), size);
        let mut layout = Self {
            lanes,
            left_out,
            extent: Extent { width, height: 0.0, left, axis, axis_y: 0.0 },
            size,
            row_height,
            is_narrow,
        };
        layout.extent.axis_y = layout.sum_y() + 2.0 * size + 0.2 * size;
        layout.extent.height = layout.extent.axis_y + if scene.is_guessed { 3.5 } else { 2.3 } * size;
        layout
    }

    fn bar_height(&self) -> f64 {
        0.7 * self.row_height
    }

    /// The top and the height of a lane.
    fn lane(&self, index: usize) -> [f64; 2] {
        [times(index, self.row_height), self.row_height]
    }

    fn bar_y(&self, index: usize) -> f64 {
        times(index, self.row_height) + (self.row_height - self.bar_height()) / 2.0
    }

    fn baseline(&self, y: f64) -> f64 {
        y + self.bar_height() / 2.0 + 0.35 * self.size
    }

    fn lanes_end(&self) -> f64 {
        let more = if self.left_out > 0 { 1.6 * self.size } else { 0.0 };
        times(self.lanes.len(), self.row_height) + more
    }

    /// The top of the thread's bar.
    pub fn thread_y(&self) -> f64 {
        self.lanes_end() + 0.5 * self.size + (2.0 * self.size - self.bar_height()) / 2.0
    }

    fn sum_y(&self) -> f64 {
        self.thread_y() + 2.0 * self.size
    }

    /// The task whose lane is at that height, if there is one.
    pub fn task_at(&self, y: f64) -> Option<TaskId> {
        let is_there = |index: &usize| {
            let [top, height] = self.lane(*index);
            (top..top + height).contains(&y)
        };
        (0..self.lanes.len()).find(is_there).map(|index| self.lanes[index].task)
    }
}

/// The axis, `width` CSS pixels wide. It reaches a little further than what should happen, so that lateness fits in.
fn make_axis(scene: &ProgramScene, width: f64, size: f64) -> Axis {
    let predicted = scene.predicted().unwrap_or_default();
    let run = predicted.max(scene.latest);
    let sum = scene.total_sleep().min(run * MAX_SHOWN);
    let expected = predicted.max(sum);
    let last = (expected + expected.scaled(1, 50)).max(scene.latest).max(scene.guess.unwrap_or_default()).max(SHORTEST);
    let label_width = if last < SimTime::from_secs(100_000) { 4.7 } else { 9.0 };
    Axis::reaching(last, width, size * label_width)
}

/// A task's name, cut off if it is long.
fn short_name(name: &str, is_narrow: bool) -> String {
    let most = if is_narrow { MAX_SHORT_NAME } else { MAX_NAME };
    if name.chars().count() <= most {
        return name.to_owned();
    }
    name.chars().take(most - 1).chain(['…']).collect()
}

impl Picture {
    /// The picture of `scene`.
    pub fn new(scene: &ProgramScene, viewport: &Viewport) -> Self {
        let layout = Layout::new(scene, viewport);
        let mut painter =
            Painter { scene, layout, highlight: viewport.highlight, past: Layer::default(), present: Layer::default() };
        painter.paint();
        Self { layout: painter.layout, past: painter.past.0, present: painter.present.0 }
    }
}

struct Painter<'a> {
    scene: &'a ProgramScene<'a>,
    layout: Layout,
    highlight: Option<Highlight>,
    past: Layer,
    present: Layer,
}

impl Painter<'_> {
    fn paint(&mut self) {
        self.paint_axis();
        self.paint_hidden();
        for index in 0..self.layout.lanes.len() {
            self.paint_lane(index);
        }
        self.paint_left_out();
        self.paint_thread();
        self.paint_sum();
        self.paint_guess();
    }

    fn x(&self, time: SimTime) -> f64 {
        self.layout.extent.x(time)
    }

    /// The lines and labels of the axis. Before the run it has none, unless the reader is to guess on it.
    fn paint_axis(&mut self) {
        let Extent { left, axis, axis_y, .. } = self.layout.extent;
        self.present.line("axis", [left, axis_y], [left + axis.width, axis_y]);
        if self.scene.is_ready() && !self.scene.is_guessed {
            return;
        }
        let mut grid = String::new();
        for at in axis.labels() {
            let x = self.x(at);
            let label = if at == SimTime::ZERO { seconds(at) } else { seconds_number(at) };
            grid += &format!("M{} 0V{}", hundredths(x), hundredths(axis_y));
            self.present.text("tick", [x, axis_y + 1.7 * self.layout.size], label.into());
        }
        self.present.path("grid", grid);
    }

    /// The times at which the page was hidden.
    fn paint_hidden(&mut self) {
        for (from, until) in self.scene.hidden {
            let [x, end] = [*from, self.scene.latest.min(*until)].map(|at| self.x(at));
            self.past.rect("hidden-span", [x, 0.0], end - x, self.layout.extent.axis_y);
        }
    }

    fn paint_lane(&mut self, index: usize) {
        let (y, lane) = (self.layout.bar_y(index), self.layout.lanes[index].clone());
        let [top, height] = self.layout.lane(index);
        let height = if self.is_highlighted(lane.task) { height } else { 0.0 };
        self.present.rect("highlight", [0.0, top], self.layout.extent.width, height);
        let name_x = INDENT * self.layout.size * times(lane.depth.min(MAX_DEPTH), 1.0);
        let name = short_name(&lane.name, self.layout.is_narrow);
        self.present.text("task-name", [name_x, self.layout.baseline(y)], name.into());
        if self.scene.is_ready() {
            return self.paint_ghost(y);
        }
        self.paint_spans(y, lane.task);
        if let Some((class, text)) = words::lane_result(self.scene, lane.task, self.layout.is_narrow) {
            self.paint_result(class, y, text);
        }
    }

    fn is_highlighted(&self, task: TaskId) -> bool {
        match self.highlight {
            None => false,
            Some(Highlight::Task(highlighted)) => highlighted == task,
            Some(Highlight::Line(number)) => {
                let suspension = self.scene.recording.tasks.suspension(task, self.scene.time);
                suspension.is_some_and(|suspension| suspension.line == Some(number))
            }
        }
    }

    /// An open frame with a question mark. It fades to the right, because its end is not known.
    fn paint_ghost(&mut self, y: f64) {
        let Extent { left, axis, .. } = self.layout.extent;
        self.present.rect("ghost", [left, y], 0.6 * axis.width, self.layout.bar_height());
        // Where there is little room, the button stands there.
        if !self.layout.is_narrow {
            self.present.text("unknown", [left + 0.7 * self.layout.size, self.layout.baseline(y)], "?".into());
        }
    }

    /// What the task did, one span after another, and how it ended.
    fn paint_spans(&mut self, y: f64, task: TaskId) {
        let tasks = &self.scene.recording.tasks;
        let end = tasks.finished().or(tasks.stopped()).unwrap_or(self.layout.extent.axis.end);
        let (polls, others): (Vec<TaskSpan>, Vec<_>) =
            tasks.spans(task).into_iter().partition(|span| span.state == TaskState::Running);
        for span in others {
            self.paint_wait(y, task, &span, end);
        }
        let mut ran = Marks::default();
        for span in polls {
            let [from, until] = [span.from, span.until.unwrap_or(self.scene.latest)];
            if self.scene.is_blocked_by(until - from) {
                self.paint_poll("blocking", y, from, until);
            } else {
                let [from, until] = [from, until].map(|at| self.x(at));
                ran.add([from, until.max(from + MIN_POLL_WIDTH)]);
            }
        }
        self.past.path("ran", ran.outline(y - 1.0, self.layout.bar_height() + 2.0));
        match tasks.end_of(task) {
            Some((End::Cancelled | End::GaveUp, at)) => self.paint_cross(y, at),
            Some((End::Refused, at)) => self.paint_poll("refused", y, at, at),
            _ => {}
        }
    }

    /// A span in which the task does not run, with what it waits for if there is room.
    fn paint_wait(&mut self, y: f64, task: TaskId, span: &TaskSpan, end: SimTime) {
        let until = span.until.unwrap_or(end);
        let [x, width] = [self.x(span.from), self.x(until) - self.x(span.from)];
        if width < 1.0 {
            return;
        }
        let class = if span.state == TaskState::Ready { "ready" } else { "suspended" };
        self.past.rect(class, [x, y], width, self.layout.bar_height());
        let tasks = &self.scene.recording.tasks;
        if let Some(suspension) = tasks.suspension(task, span.from).filter(|_| class == "suspended") {
            let text = words::awaited(&suspension.on, span.from);
            let needed = self.layout.size * (CHARACTER * times(text.chars().count(), 1.0) + 1.2);
            if needed < width {
                self.past.text("awaited", [x + 0.6 * self.layout.size, self.layout.baseline(y)], text.into());
            }
        }
    }

    /// A poll: always wide enough to be seen, and it sticks out a little, above and below.
    fn paint_poll(&mut self, class: &'static str, y: f64, from: SimTime, until: SimTime) {
        let [from, until] = [from, until].map(|at| self.x(at));
        self.past.rect(class, [from, y - 1.0], (until - from).max(MIN_POLL_WIDTH), self.layout.bar_height() + 2.0);
    }

    /// Cancelled: a × at the end of the lane.
    fn paint_cross(&mut self, y: f64, at: SimTime) {
        let x = self.x(at);
        let [radius, middle] = [0.3 * self.layout.size, y + self.layout.bar_height() / 2.0];
        for slope in [radius, -radius] {
            self.past.line("cross", [x - radius, middle - slope], [x + radius, middle + slope]);
        }
    }

    /// A result in the column at the right.
    fn paint_result(&mut self, class: &'static str, y: f64, text: String) {
        self.present.text(class, [self.layout.extent.width, self.layout.baseline(y)], text.into());
    }

    fn paint_name(&mut self, y: f64, name: &'static str) {
        self.present.text("task-name", [0.0, self.layout.baseline(y)], name.into());
    }

    fn paint_left_out(&mut self) {
        if self.layout.left_out > 0 {
            let y = times(self.layout.lanes.len(), self.layout.row_height) + 1.1 * self.layout.size;
            let text = words::more_tasks(self.layout.left_out);
            self.present.text("task-name", [0.0, y], text.into());
        }
    }

    /// When the thread was busy. Where it was free, the ground shows.
    fn paint_thread(&mut self) {
        let [y, height] = [self.layout.thread_y(), self.layout.bar_height()];
        let Extent { left, axis, .. } = self.layout.extent;
        self.paint_name(y, "thread");
        self.present.rect("thread-ground", [left, y], axis.width, height);
        for class in ["busy", "blocked", "highlighted"] {
            let marks = self.marks(class).outline(y, height);
            self.past.path(class, marks);
        }
        if let Some(idle) = words::idle(self.scene, self.layout.is_narrow) {
            self.paint_result("idle", y, idle);
        }
    }

    /// The polls: all, those that blocked the thread, or those of the highlighted tasks.
    fn marks(&self, class: &str) -> Marks {
        let tasks = &self.scene.recording.tasks;
        let mut marks = Marks::default();
        for poll in tasks.each_poll() {
            let is_meant = match class {
                "blocked" => self.scene.is_blocked_by(poll.busy),
                "highlighted" => tasks.tasks_in(poll).iter().any(|task| self.is_highlighted(*task)),
                _ => true,
            };
            if is_meant {
                let [from, until] = [poll.at, poll.end()].map(|at| self.x(at));
                marks.add([from, until.max(from + MIN_POLL_WIDTH)]);
            }
        }
        marks
    }

    /// The sleeps that are over, one behind another: what one after another would take.
    fn paint_sum(&mut self) {
        let y = self.layout.sum_y();
        self.paint_name(y, words::SUM_NAME);
        if self.scene.is_ready() {
            return self.paint_ghost(y);
        }
        let (scene, mut sum) = (self.scene, SimTime::ZERO);
        for (at, length) in &scene.recording.sleeps {
            if *at <= scene.time {
                self.paint_piece(y, sum, *length);
                sum += *length;
            }
        }
        if sum > SimTime::ZERO {
            let arrow = if sum > self.layout.extent.axis.end { "→ " } else { "" };
            self.paint_result("sum", y, format!("{arrow}{}", span(sum)));
        }
    }

    /// One sleep, with its length if there is room.
    fn paint_piece(&mut self, y: f64, from: SimTime, length: SimTime) {
        let [x, end] = [from, from + length].map(|at| self.x(at));
        if end - x < 0.5 {
            return;
        }
        self.present.rect("piece", [x, y], end - x, self.layout.bar_height());
        let number = words::rounded(length);
        if end - x > self.layout.size * (0.7 * times(number.len(), 1.0) + 0.6) {
            self.present.text("piece-name", [f64::midpoint(x, end), self.layout.baseline(y)], number.into());
        }
    }

    /// The reader's guess. Before the run, the handle of the playhead is its flag.
    fn paint_guess(&mut self) {
        if !self.scene.is_guessed {
            return;
        }
        let x = self.x(self.scene.guess.unwrap_or_default());
        let [y, size] = [self.layout.extent.axis_y, self.layout.size];
        if self.scene.guess.is_some() && !self.scene.is_ready() {
            self.present.line("guess-line", [x, 0.0], [x, y + 2.2 * size]);
        }
        if self.scene.guess.is_some() || self.scene.is_ready() {
            self.present.text("guess-name", [x, y + 3.1 * size], crate::words::guess_mark(self.scene.guess).into());
        }
    }
}
