//! The waits laid end to end: what one after another would take. Each piece is empty until that wait has ended.

use web_sys::Element;

use super::{
    layout::{LABELS, Layout, MARGIN},
    textures::HATCHING,
};
use crate::{
    axis::Axis,
    browser::view::{
        dom::{append, hundredths, set, set_number, set_text, toggle},
        tree::{Tree, shape},
    },
    format::{seconds, seconds_number, span},
    scene::{Phase, Scene},
    time::Time,
};

/// The nodes of the bar and of what stands around it.
pub struct InARow {
    pieces: Vec<Piece>,
    cut: Element,
    drop: Element,
    everyone: Element,
}

/// One user's wait.
struct Piece {
    bar: Element,
    number: Element,
}

const ROW: Tree = shape(
    "g",
    "in-a-row",
    &[],
    &[
        shape("text", "name", &[("x", "58"), ("y", "4")], &[]).saying("one after"),
        shape("text", "name", &[("x", "58"), ("y", "17")], &[]).saying("another"),
        shape("g", "pieces", &[], &[]),
        shape("text", "cut", &[("y", "11")], &[]),
        shape("line", "drop", &[("y1", "-20"), ("y2", "-3")], &[]),
        shape("text", "everyone", &[("y", "-10")], &[]),
    ],
);

const PIECE: Tree = shape(
    "g",
    "wait",
    &[],
    &[shape("rect", "suspended", &[("height", "14")], &[]), shape("text", "piece", &[("y", "11")], &[])],
);

/// Between the moment at which everyone is in and the words about it.
const SPACE: f64 = 7.0;
/// The width of a character of them, on average.
const CHARACTER: f64 = 6.8;

impl InARow {
    /// An empty bar with its top at `y`. The users of a crowd share a single piece.
    pub fn new(picture: &Element, layout: &Layout, y: f64) -> Self {
        let [root, _, _, row, cut, drop, everyone] = ROW.build();
        set(&root, "transform", &format!("translate(0 {})", hundredths(y)));
        append(picture, [&root]);
        let pieces = (0..layout.lanes.max(1)).map(|_| Piece::new(&row)).collect();
        Self { pieces, cut, drop, everyone }
    }

    /// Fills the pieces of the waits that have ended.
    pub fn draw(&self, scene: &Scene, axis: &Axis) {
        let total = scene.plan.total_wait();
        if let [piece] = &self.pieces[..] {
            piece.draw(Time::ZERO, total.min(axis.end), scene.phase_then() == Phase::Finished, axis);
        } else {
            self.draw_pieces(scene, axis);
        }
        let is_cut = total > axis.end;
        toggle(&self.cut, "hidden", !is_cut);
        set_text(&self.cut, &format!("on to {} →", span(total)));
        set_number(&self.cut, "x", LABELS + axis.width - 4.0);
        self.draw_everyone(scene, axis);
    }

    fn draw_pieces(&self, scene: &Scene, axis: &Axis) {
        let mut start = Time::ZERO;
        for (user, piece) in self.pieces.iter().enumerate() {
            let wait = scene.plan.users()[user].wait();
            piece.draw(start, wait.min(axis.end - start), scene.arrived().contains(&(user as u32)), axis);
            start += wait;
        }
    }

    fn draw_everyone(&self, scene: &Scene, axis: &Axis) {
        let everyone_in = scene.everyone_in();
        for node in [&self.drop, &self.everyone] {
            toggle(node, "hidden", everyone_in.is_none());
        }
        let Some(at) = everyone_in else { return };
        let x = LABELS + axis.x(at);
        set_number(&self.drop, "x1", x);
        set_number(&self.drop, "x2", x);
        let texts = ["everyone is in after", "all in after"].map(|words| format!("{words} {}", seconds(at)));
        let (anchor, x, text) = beside(x, LABELS + axis.width + MARGIN, texts);
        set(&self.everyone, "text-anchor", anchor);
        set_number(&self.everyone, "x", x);
        set_text(&self.everyone, &text);
    }
}

/// Where to write beside `x` on a picture so wide: behind it or, if there is no room, before it; the shorter text if the
/// longer one fits nowhere, and at the edge if that one does not fit either. At its anchor and `x`.
fn beside(x: f64, width: f64, [long, short]: [String; 2]) -> (&'static str, f64, String) {
    let length = |text: &str| SPACE + CHARACTER * text.chars().count() as f64;
    let fits_behind = |text: &str| x + length(text) <= width;
    let text = if fits_behind(&long) || length(&long) <= x { long } else { short };
    if fits_behind(&text) {
        ("start", x + SPACE, text)
    } else {
        ("end", if length(&text) <= x { x - SPACE } else { width }, text)
    }
}

impl Piece {
    fn new(row: &Element) -> Self {
        let [root, bar, number] = PIECE.build();
        append(row, [&root]);
        Self { bar, number }
    }

    /// Draws the piece, with its length in seconds if it is filled and there is room.
    fn draw(&self, from: Time, wait: Time, is_filled: bool, axis: &Axis) {
        let (width, number) = (axis.x(wait), seconds_number(wait));
        toggle(&self.bar, "hidden", width <= 0.0);
        set(&self.bar, "fill", if is_filled { HATCHING } else { "none" });
        set_number(&self.bar, "x", LABELS + axis.x(from));
        set_number(&self.bar, "width", width);
        toggle(
            &self.number,
            "hidden",
            !is_filled || from + wait >= axis.end || width < 8.0 + 7.0 * number.len() as f64,
        );
        set_text(&self.number, &number);
        set_number(&self.number, "x", LABELS + axis.x(from) + width / 2.0);
    }
}
