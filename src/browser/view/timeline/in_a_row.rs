//! The waits laid end to end, each as soon as it has ended: what one after another would take.

use std::iter;

use web_sys::Element;

use super::{
    lane::{bar, instant},
    layout::{BAR, LABELS, Layout, MARGIN},
    text,
};
use crate::{
    axis::Axis,
    browser::view::dom::{append, set_number, set_text, svg, toggle},
    format::{seconds, seconds_number},
    plan::{Plan, User},
    scene::{Phase, Scene},
    time::Time,
};

/// The nodes of the bar and of what stands around it.
pub struct InARow {
    pieces: Vec<Piece>,
    end: Element,
    drop: Element,
    everyone: Element,
    cut: Element,
}

/// The width of "everyone is in after 13 s", with a little to spare.
const EVERYONE: f64 = 160.0;

/// One user's wait.
struct Piece {
    bar: Element,
    number: Element,
}

impl InARow {
    /// An empty bar with its top at `y`. Many users share a single piece.
    pub fn new(picture: &Element, plan: &Plan, layout: &Layout, y: f64) -> Self {
        append(picture, [&text("name", LABELS - 10.0, y + BAR - 3.0, "in a row")]);
        let has_a_lane_each = plan.users().len() == layout.lanes;
        let pieces: Vec<_> =
            (0..if has_a_lane_each { layout.lanes } else { 1 }).map(|_| Piece::new(picture, y)).collect();
        let (end, cut) = (instant(y), text("cut", 0.0, y + BAR - 3.0, ""));
        let (drop, everyone) = (svg("line", &[("class", "drop")]), text("everyone", 0.0, y - 9.0, ""));
        let last = plan.users().iter().position(|user| user.wait() == plan.longest_wait());
        set_number(&drop, "y1", layout.lane(0, last.unwrap_or_default().min(layout.lanes - 1)) + BAR + 1.0);
        set_number(&drop, "y2", y);
        append(picture, [&end, &cut, &drop, &everyone]);
        Self { pieces, end, drop, everyone, cut }
    }

    /// Lays down the waits that have ended.
    pub fn draw(&self, scene: &Scene, axis: &Axis) {
        let is_over = scene.phase == Phase::Finished;
        let total = scene.plan.total_wait();
        self.draw_pieces(scene, axis);
        toggle(&self.end, "hidden", !is_over || total > axis.end);
        set_number(&self.end, "x", LABELS + axis.x(total) - 1.0);
        toggle(&self.cut, "hidden", scene.arrived_wait() <= axis.end);
        set_text(&self.cut, &format!("on to {} →", seconds(scene.arrived_wait())));
        set_number(&self.cut, "x", LABELS + axis.width - 4.0);
        self.draw_everyone(is_over, scene.plan.longest_wait(), axis);
    }

    fn draw_pieces(&self, scene: &Scene, axis: &Axis) {
        if let [piece] = &self.pieces[..] {
            return piece.draw(Time::ZERO, scene.arrived_wait(), axis);
        }
        let waits = || scene.plan.users().iter().map(User::wait);
        let ends = waits().scan(Time::ZERO, |end, wait| {
            *end += wait;
            Some(*end)
        });
        for (user, (piece, (wait, end))) in self.pieces.iter().zip(iter::zip(waits(), ends)).enumerate() {
            let wait = if scene.arrived().contains(&user) { wait } else { Time::ZERO };
            piece.draw(end - wait, wait, axis);
        }
    }

    fn draw_everyone(&self, is_over: bool, longest: Time, axis: &Axis) {
        for node in [&self.drop, &self.everyone] {
            toggle(node, "hidden", !is_over);
        }
        let x = LABELS + axis.x(longest);
        set_number(&self.drop, "x1", x);
        set_number(&self.drop, "x2", x);
        set_text(&self.everyone, &format!("everyone is in after {}", seconds(longest)));
        set_number(&self.everyone, "x", (x + 7.0).min(LABELS + axis.width + MARGIN - EVERYONE));
    }
}

impl Piece {
    fn new(picture: &Element, y: f64) -> Self {
        let (bar, number) = (bar(y), text("piece", 0.0, y + BAR - 3.0, ""));
        append(picture, [&bar, &number]);
        Self { bar, number }
    }

    /// Draws the piece, cut off at the end of the axis, with its length in seconds if there is room.
    fn draw(&self, from: Time, wait: Time, axis: &Axis) {
        let until = (from + wait).min(axis.end);
        let width = axis.x(until - from);
        let number = seconds_number(wait);
        toggle(&self.bar, "hidden", width <= 0.0);
        set_number(&self.bar, "x", LABELS + axis.x(from));
        set_number(&self.bar, "width", width);
        toggle(&self.number, "hidden", width < 8.0 + 7.0 * number.len() as f64);
        set_text(&self.number, &number);
        set_number(&self.number, "x", LABELS + axis.x(from) + width / 2.0);
    }
}
