//! The waits laid end to end: what one after another would take. Each piece is empty until that wait has ended.

use web_sys::Element;

use super::{layout::Layout, textures::HATCHING};
use crate::{
    axis::Axis,
    browser::{
        dom::{Template, append, hundredths, set_attr, set_number, set_text, toggle_attr},
        view::metrics::{MARGIN, NAMES_WIDTH, SPACE, text_width},
    },
    format::{seconds, seconds_number, span},
    scene::Scene,
    time::SimTime,
};

/// The nodes of the bar and of the texts around it.
pub struct SequentialBar {
    pieces: Vec<Piece>,
    /// Says how long the bar is, where it does not fit.
    cut: Element,
    everyone_line: Element,
    everyone: Element,
}

/// One user's wait.
struct Piece {
    bar: Element,
    number: Element,
}

const SEQUENTIAL_BAR: Template = Template(
    r#"
g.sequential
  text.name x="58" y="4" | one after
  text.name x="58" y="17" | another
  g.pieces
  text.cut y="11"
  line.everyone-line y1="-20" y2="-3"
  text.everyone y="-10"
"#,
);

const PIECE: Template = Template(
    r#"
g.wait
  rect.suspended height="14"
  text.piece y="11"
"#,
);

impl SequentialBar {
    /// An empty bar with its top at `y`. The users of a crowd share a single piece.
    pub fn new(svg: &Element, layout: &Layout, y: f64) -> Self {
        let nodes = SEQUENTIAL_BAR.build();
        set_attr(&nodes.root, "transform", &format!("translate(0 {})", hundredths(y)));
        append(svg, [&nodes.root]);
        let pieces = (0..layout.lanes.max(1)).map(|_| Piece::new(&nodes.get("pieces"))).collect();
        let [cut, everyone_line, everyone] = ["cut", "everyone-line", "everyone"].map(|name| nodes.get(name));
        Self { pieces, cut, everyone_line, everyone }
    }

    /// Fills the pieces of the waits that have ended.
    pub fn draw(&self, scene: &Scene, axis: &Axis) {
        let total = scene.plan.total_wait();
        if let [piece] = &self.pieces[..] {
            piece.draw(SimTime::ZERO, total.min(axis.end), scene.shows_finish(), axis);
        } else {
            self.draw_pieces(scene, axis);
        }
        toggle_attr(&self.cut, "hidden", total <= axis.end);
        set_text(&self.cut, &format!("on to {} →", span(total)));
        set_number(&self.cut, "x", NAMES_WIDTH + axis.width - 4.0);
        self.draw_everyone(scene, axis);
    }

    fn draw_pieces(&self, scene: &Scene, axis: &Axis) {
        let mut start = SimTime::ZERO;
        for (user, piece) in self.pieces.iter().enumerate() {
            let wait = scene.plan.users()[user].wait();
            let has_arrived = scene.arrived_under_first_strategy().iter().any(|arrived| *arrived as usize == user);
            piece.draw(start, wait.min(axis.end - start), has_arrived, axis);
            start += wait;
        }
    }

    fn draw_everyone(&self, scene: &Scene, axis: &Axis) {
        let everyone_in = scene.everyone_in();
        for node in [&self.everyone_line, &self.everyone] {
            toggle_attr(node, "hidden", everyone_in.is_none());
        }
        let Some(at) = everyone_in else { return };
        let x = NAMES_WIDTH + axis.x(at);
        set_number(&self.everyone_line, "x1", x);
        set_number(&self.everyone_line, "x2", x);
        let texts = ["everyone is in after", "all in after"].map(|words| format!("{words} {}", seconds(at)));
        let (anchor, x, text) = place_beside(x, NAMES_WIDTH + axis.width + MARGIN, texts);
        set_attr(&self.everyone, "text-anchor", anchor);
        set_number(&self.everyone, "x", x);
        set_text(&self.everyone, &text);
    }
}

/// Places a text beside `x` on a drawing `width` wide: after it or, if there is no room, before it; the shorter text if the
/// longer one fits nowhere, and at the edge if that one does not fit either. Returns anchor, `x` and text.
fn place_beside(x: f64, width: f64, [long, short]: [String; 2]) -> (&'static str, f64, String) {
    let length = |text: &str| SPACE + text_width(text);
    let fits_after = |text: &str| x + length(text) <= width;
    let text = if fits_after(&long) || length(&long) <= x { long } else { short };
    if fits_after(&text) {
        ("start", x + SPACE, text)
    } else {
        ("end", if length(&text) <= x { x - SPACE } else { width }, text)
    }
}

impl Piece {
    fn new(row: &Element) -> Self {
        let nodes = PIECE.build();
        append(row, [&nodes.root]);
        Self { bar: nodes.get("suspended"), number: nodes.get("piece") }
    }

    /// Draws the piece, with its length in seconds if it is filled and there is room.
    fn draw(&self, from: SimTime, wait: SimTime, is_filled: bool, axis: &Axis) {
        let (width, number) = (axis.x(wait), seconds_number(wait));
        toggle_attr(&self.bar, "hidden", width <= 0.0);
        set_attr(&self.bar, "fill", if is_filled { HATCHING } else { "none" });
        set_number(&self.bar, "x", NAMES_WIDTH + axis.x(from));
        set_number(&self.bar, "width", width);
        let has_number = is_filled && from + wait < axis.end && width >= SPACE + text_width(&number);
        toggle_attr(&self.number, "hidden", !has_number);
        set_text(&self.number, &number);
        set_number(&self.number, "x", NAMES_WIDTH + axis.x(from) + width / 2.0);
    }
}
