//! The cells of a crowd on a canvas. A cell is one pixel of it; the browser enlarges them, and what is behind shows through
//! where somebody waits.

use std::ops::Range;

use wasm_bindgen::{Clamped, JsCast, UnwrapThrowExt};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::{browser::js::object, cells::Cells, recording::Recording, time::Time};

/// Red, green, blue, and how opaque it is.
type Colour = [u8; 4];

/// A canvas, and what is on it.
pub struct Picture {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    cells: Cells,
    /// Four bytes for each cell: red, green, blue, and how opaque it is.
    pixels: Vec<u8>,
    /// How many users in each cell have arrived.
    arrived: Vec<u32>,
    /// How many users had begun to wait, and how many had arrived, when it was drawn.
    drawn: (usize, usize),
    colours: Colours,
}

/// How much of the texture behind is covered where nobody waits, not yet or no longer: it is there, but pale.
const PALE: usize = 160;

/// The colours as the style names them, and as they are.
#[derive(Default)]
struct Colours {
    names: [String; 2],
    /// Of those who have arrived.
    arrived: Colour,
    /// Of those who do not wait.
    blank: Colour,
}

impl Picture {
    /// An empty picture on `canvas`.
    pub fn new(canvas: HtmlCanvasElement, cells: Cells) -> Self {
        canvas.set_width(cells.columns as u32);
        canvas.set_height(cells.rows as u32);
        // The picture is made here and only shown there, so the browser should keep it in memory, not in the graphics card.
        let options = object(&[("willReadFrequently", true.into())]);
        let context = canvas.get_context_with_context_options("2d", &options);
        let context = context.ok().flatten().expect_throw("a canvas has a context");
        let (context, area) = (context.unchecked_into(), cells.columns * cells.rows);
        let (pixels, arrived) = (vec![0; 4 * area], vec![0; cells.count()]);
        Self { canvas, context, cells, pixels, arrived, drawn: (0, 0), colours: Colours::default() }
    }

    /// Shows who waited and who had arrived at time `t`. It costs as much as has changed since it was drawn before,
    /// forwards or backwards.
    pub fn draw(&mut self, recording: &Recording, t: Time) {
        let is_recoloured = self.take_colours();
        let drawn = (recording.waiting_by(t), recording.arrived_by(t).len());
        let (waiting, arrived) = std::mem::replace(&mut self.drawn, drawn);
        if drawn != (waiting, arrived) || is_recoloured {
            self.count(recording, arrived, drawn.1);
            self.paint_cells_of(waiting.min(drawn.0)..waiting.max(drawn.0));
            self.show();
        }
    }

    /// Takes the colours from the style: the properties `fill` and `stroke`, which mean nothing else on a canvas. Paints
    /// everything anew if they have changed, and tells whether they have.
    fn take_colours(&mut self) -> bool {
        let window = web_sys::window().expect_throw("an element lives in a window");
        let style = window.get_computed_style(&self.canvas).ok().flatten().expect_throw("an element has a style");
        let names = ["fill", "stroke"].map(|property| style.get_property_value(property).unwrap_or_default());
        let is_new = names != self.colours.names;
        if is_new {
            let [arrived, blank] = [0, 1].map(|index| self.read(&names[index]));
            self.colours = Colours { names, arrived, blank };
            self.paint_all();
        }
        is_new
    }

    /// Forgets everybody, because another run is about to begin.
    pub fn forget(&mut self) {
        if std::mem::take(&mut self.drawn) != (0, 0) {
            self.arrived.fill(0);
            self.paint_all();
            self.show();
        }
    }

    fn paint_all(&mut self) {
        (0..self.cells.columns * self.cells.rows).for_each(|cell| self.paint(cell));
    }

    /// Adds those who arrived between the two counts, or takes them away again.
    fn count(&mut self, recording: &Recording, from: usize, to: usize) {
        for user in recording.arrivals(from.min(to)..from.max(to)) {
            let cell = self.cells.cell_of(*user as usize);
            self.arrived[cell] = if to > from { self.arrived[cell] + 1 } else { self.arrived[cell] - 1 };
            self.paint(cell);
        }
    }

    fn paint_cells_of(&mut self, users: Range<usize>) {
        if !users.is_empty() {
            (self.cells.cell_of(users.start)..=self.cells.cell_of(users.end - 1)).for_each(|cell| self.paint(cell));
        }
    }

    fn paint(&mut self, cell: usize) {
        let users = self.cells.users_in(cell);
        let (colour, opacity) = if users.is_empty() {
            (self.colours.blank, 255)
        } else if users.start >= self.drawn.0 && self.arrived[cell] == 0 {
            (self.colours.blank, PALE)
        } else {
            (self.colours.arrived, self.arrived[cell] as usize * 255 / users.len())
        };
        let [red, green, blue, alpha] = colour;
        let alpha = usize::from(alpha) * opacity / 255;
        self.pixels[4 * cell..4 * cell + 4].copy_from_slice(&[red, green, blue, alpha as u8]);
    }

    fn show(&mut self) {
        let image = ImageData::new_with_u8_clamped_array(Clamped(&self.pixels), self.cells.columns as u32);
        let shown = image.and_then(|image| self.context.put_image_data(&image, 0.0, 0.0));
        shown.expect_throw("the picture is as large as its cells");
    }

    /// What a colour comes to on the screen, however it is written. (A pixel of the picture is lost for that.)
    fn read(&self, colour: &str) -> Colour {
        self.context.set_fill_style_str(colour);
        self.context.clear_rect(0.0, 0.0, 1.0, 1.0);
        self.context.fill_rect(0.0, 0.0, 1.0, 1.0);
        let pixel = self.context.get_image_data(0.0, 0.0, 1.0, 1.0).map(|image| image.data().0);
        let pixel = pixel.unwrap_or_default();
        [0, 1, 2, 3].map(|channel| pixel.get(channel).copied().unwrap_or_default())
    }
}
