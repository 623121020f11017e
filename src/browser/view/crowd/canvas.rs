//! The cells of a crowd on a canvas: one pixel for each, which the browser enlarges. Where a user waits, the texture behind the
//! canvas shows through.

use std::{mem, ops::Range};

use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageData};

use crate::{
    browser::{convert::object, dom::OrBroken},
    cells::Cells,
    recording::Recording,
    time::SimTime,
};

/// Red, green, blue, and how opaque it is.
type Colour = [u8; 4];

/// A canvas, and what is on it.
pub struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    cells: Cells,
    /// The colours of all cells.
    pixels: Vec<u8>,
    /// How many users in each cell have arrived.
    arrived: Vec<u32>,
    drawn: Drawn,
    palette: Palette,
    /// Whether the colours have changed since it was drawn.
    has_new_colours: bool,
}

/// How many users had begun their wait (none once the run is over), and how many codes had arrived, when the canvas was drawn.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Drawn {
    begun: usize,
    arrived: usize,
    /// Whether the reader, who is the first user, has given up.
    has_given_up: bool,
}

/// The opacity of a cell whose user is not waiting yet, or no longer is: little of the texture shows.
const PALE: usize = 160;
const OPAQUE: usize = 255;

/// The colours as the style names them, and as they are.
#[derive(Default)]
struct Palette {
    names: [String; 2],
    arrived: Colour,
    /// A cell whose user does not wait.
    blank: Colour,
}

impl Canvas {
    /// Empty cells on `canvas`.
    pub fn new(canvas: &Element, cells: Cells) -> Self {
        let canvas: HtmlCanvasElement = canvas.clone().unchecked_into();
        canvas.set_width(cells.columns.try_into().unwrap_or(u32::MAX));
        canvas.set_height(cells.rows.try_into().unwrap_or(u32::MAX));
        // The pixels are computed in `self.pixels` and the canvas only shows them, so the browser should keep it in memory, not on the
        // graphics card.
        let options = object(&[("willReadFrequently", true.into())]);
        let context = canvas.get_context_with_context_options("2d", &options);
        let context = context.ok().flatten().or_broken("a canvas has a context");
        let (context, area) = (context.unchecked_into(), cells.columns * cells.rows);
        let (pixels, arrived) = (vec![0; 4 * area], vec![0; cells.count()]);
        Self {
            element: canvas,
            context,
            cells,
            pixels,
            arrived,
            drawn: Drawn::default(),
            palette: Palette::default(),
            has_new_colours: false,
        }
    }

    /// Shows the users who waited and who had arrived at time `t`. It repaints the cells that have changed since the last call,
    /// forwards or backwards.
    pub fn draw(&mut self, recording: &Recording, t: SimTime) {
        let now = Drawn {
            begun: recording.started_while_running(t),
            arrived: recording.arrived_by(t).len(),
            has_given_up: recording.has_given_up_by(t),
        };
        let before = mem::replace(&mut self.drawn, now);
        if now != before || mem::take(&mut self.has_new_colours) {
            self.update_arrived(recording, before.arrived, now.arrived);
            self.paint_cells_of(before.begun.min(now.begun)..before.begun.max(now.begun));
            // The reader, who may have given up.
            self.paint_cells_of(0..1);
            self.show();
        }
    }

    /// Reads the colours from the style: the properties `fill` and `stroke`, which mean nothing else on a canvas. If they have
    /// changed, repaints everything, which the next `draw` shows.
    pub fn update_palette(&mut self) {
        let window = web_sys::window().or_broken("an element lives in a window");
        let style = window.get_computed_style(&self.element).ok().flatten().or_broken("an element has a style");
        let names = ["fill", "stroke"].map(|property| style.get_property_value(property).unwrap_or_default());
        if names == self.palette.names {
            return;
        }
        let [arrived, blank] = names.each_ref().map(|name| self.read_colour(name));
        self.palette = Palette { names, arrived, blank };
        self.paint_all();
        self.has_new_colours = true;
    }

    /// Empties all cells.
    pub fn reset(&mut self) {
        if mem::take(&mut self.drawn) != Drawn::default() {
            self.arrived.fill(0);
            self.paint_all();
            self.show();
        }
    }

    fn paint_all(&mut self) {
        (0..self.cells.columns * self.cells.rows).for_each(|cell| self.paint(cell));
    }

    /// Fills the cells of those who arrived between the two counts, or empties them again.
    fn update_arrived(&mut self, recording: &Recording, from: usize, to: usize) {
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
        let is_idle = users.start >= self.drawn.begun || (self.drawn.has_given_up && users.end == 1);
        let ([red, green, blue, alpha], opacity) = if users.is_empty() {
            (self.palette.blank, OPAQUE)
        } else if is_idle && self.arrived[cell] == 0 {
            (self.palette.blank, PALE)
        } else {
            (self.palette.arrived, self.arrived[cell] as usize * OPAQUE / (users.end - users.start))
        };
        let alpha = u8::try_from(usize::from(alpha) * opacity / OPAQUE).unwrap_or(u8::MAX);
        self.pixels[4 * cell..4 * cell + 4].copy_from_slice(&[red, green, blue, alpha]);
    }

    fn show(&mut self) {
        let width = self.cells.columns.try_into().unwrap_or(u32::MAX);
        let image = ImageData::new_with_u8_clamped_array(Clamped(&self.pixels), width);
        let shown = image.and_then(|image| self.context.put_image_data(&image, 0.0, 0.0));
        shown.or_broken("the picture is as large as its cells");
    }

    /// What a colour is on the screen, however it is written. This overwrites one pixel of the canvas; the caller repaints
    /// everything.
    fn read_colour(&self, colour: &str) -> Colour {
        self.context.set_fill_style_str(colour);
        self.context.clear_rect(0.0, 0.0, 1.0, 1.0);
        self.context.fill_rect(0.0, 0.0, 1.0, 1.0);
        let pixel = self.context.get_image_data(0.0, 0.0, 1.0, 1.0).map(|image| image.data().0).unwrap_or_default();
        [0, 1, 2, 3].map(|channel| pixel.get(channel).copied().unwrap_or_default())
    }
}
