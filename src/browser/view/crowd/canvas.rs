//! The cells of a crowd on a canvas: one pixel for each, which the browser enlarges. Where a user waits, the texture behind the
//! canvas shows through.

use std::{mem, ops::Range};

use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageData};

use crate::{
    browser::{
        convert::object,
        dom::{OrBroken, window},
    },
    cells::Cells,
    event::End,
    recording::Recording,
    time::SimTime,
};

/// Red, green and blue.
type Colour = [u8; 3];

/// A canvas, and what is on it.
pub struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    cells: Cells,
    /// The colours of all cells.
    pixels: Vec<u8>,
    drawn: Drawn,
    palette: Palette,
    /// Whether all cells must be repainted.
    is_stale: bool,
}

/// The state in which the canvas was drawn.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Drawn {
    time: SimTime,
    /// How many users had begun their wait; none once the run is over.
    begun: usize,
    /// How many codes had arrived.
    arrived: usize,
    /// Whether the reader, who is the first user, has given up.
    has_given_up: bool,
}

/// The opacity of a cell whose user is not waiting yet, or no longer is: little of the texture shows.
const PALE: usize = 160;
const OPAQUE: usize = 255;

/// The colours.
#[derive(Default, PartialEq, Eq)]
struct Palette {
    /// Of the first code that arrives.
    first: Colour,
    /// Of the last one. What arrives in between has a colour in between.
    last: Colour,
    /// When the first code arrived, and when the last one did or is expected.
    span: (SimTime, SimTime),
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
        Self {
            element: canvas,
            context: context.unchecked_into(),
            pixels: vec![0; 4 * cells.columns * cells.rows],
            cells,
            drawn: Drawn::default(),
            palette: Palette::default(),
            is_stale: false,
        }
    }

    /// Shows the users who waited and who had arrived at time `t`. It repaints the cells that have changed since the last call,
    /// forwards or backwards.
    pub fn draw(&mut self, recording: &Recording, t: SimTime) {
        let now = Drawn {
            time: t,
            begun: recording.started_while_running(t),
            arrived: recording.arrived_by(t).len(),
            has_given_up: recording.has_given_up_by(t),
        };
        let before = mem::replace(&mut self.drawn, now);
        if mem::take(&mut self.is_stale) {
            (0..self.cells.columns * self.cells.rows).for_each(|cell| self.paint(recording, cell));
        } else if (Drawn { time: t, ..before }) == now {
            return;
        } else {
            for user in recording.arrivals(before.arrived.min(now.arrived)..before.arrived.max(now.arrived)) {
                self.paint(recording, self.cells.cell_of(*user as usize));
            }
            self.paint_cells_of(recording, before.begun.min(now.begun)..before.begun.max(now.begun));
            // The reader, who may have given up.
            self.paint_cells_of(recording, 0..1);
        }
        self.show();
    }

    /// Reads the colours from the style, whose properties `fill`, `color` and `stroke` mean nothing else on a canvas. Codes arrive
    /// in the time `span`. If anything has changed, the next `draw` repaints all cells.
    pub fn update_palette(&mut self, span: (SimTime, SimTime)) {
        let style = window().get_computed_style(&self.element).ok().flatten().or_broken("an element has a style");
        let colour = |name| read_colour(&style.get_property_value(name).unwrap_or_default());
        let [first, last, blank] = ["fill", "color", "stroke"].map(colour);
        let before = mem::replace(&mut self.palette, Palette { first, last, span, blank });
        self.is_stale |= self.palette != before;
    }

    /// Makes the next `draw` repaint all cells.
    pub fn reset(&mut self) {
        self.is_stale = true;
    }

    fn paint_cells_of(&mut self, recording: &Recording, users: Range<usize>) {
        if !users.is_empty() {
            let cells = self.cells.cell_of(users.start)..=self.cells.cell_of(users.end - 1);
            cells.for_each(|cell| self.paint(recording, cell));
        }
    }

    fn paint(&mut self, recording: &Recording, cell: usize) {
        let users = self.cells.users_in(cell);
        let is_idle = users.start >= self.drawn.begun || (self.drawn.has_given_up && users.end == 1);
        // One of them gives the cell its colour: the mean of several would be nearly the same everywhere.
        let (mut arrived, mut arrival) = (0, None);
        for user in users.clone() {
            if let Some((End::Done, at)) = recording.ended_at(user)
                && at <= self.drawn.time
            {
                arrived += 1;
                arrival = arrival.or(Some(at));
            }
        }
        let (colour, opacity) = if users.is_empty() {
            (self.palette.blank, OPAQUE)
        } else if is_idle && arrived == 0 {
            (self.palette.blank, PALE)
        } else {
            (self.palette.at(arrival.unwrap_or_default()), arrived * OPAQUE / (users.end - users.start))
        };
        let [red, green, blue] = colour;
        let alpha = u8::try_from(opacity).unwrap_or(u8::MAX);
        self.pixels[4 * cell..4 * cell + 4].copy_from_slice(&[red, green, blue, alpha]);
    }

    fn show(&mut self) {
        let width = self.cells.columns.try_into().unwrap_or(u32::MAX);
        let image = ImageData::new_with_u8_clamped_array(Clamped(&self.pixels), width);
        let shown = image.and_then(|image| self.context.put_image_data(&image, 0.0, 0.0));
        shown.or_broken("the picture is as large as its cells");
    }
}

impl Palette {
    /// The colour of a code that arrived at `time`.
    fn at(&self, time: SimTime) -> Colour {
        let (first, last) = self.span;
        let share = (time - first).in_units_of(last - first).min(1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
        let mix = |first: u8, last: u8| (f64::from(first) + (f64::from(last) - f64::from(first)) * share) as u8;
        [0, 1, 2].map(|channel| mix(self.first[channel], self.last[channel]))
    }
}

/// Reads `color(srgb 0.04 0.5 0.4)`. The style mixes each colour with itself, and browsers write such a mixture so, whatever the
/// colour was. A channel below zero, or so small that it is written with an exponent, counts as zero. (Drawing the colour and reading
/// a pixel back would work too, but some browsers falsify what pages read from a canvas.)
fn read_colour(written: &str) -> Colour {
    let (mut channels, mut channel, mut unit) = ([0.0; 5], 0, 0.0);
    for byte in written.bytes() {
        match byte {
            b' ' => {
                channel = (channel + 1).min(4);
                unit = 255.0;
            }
            b'0'..=b'9' => {
                channels[channel] += f64::from(byte - b'0') * unit;
                unit /= 10.0;
            }
            b'-' | b'e' => {
                channels[channel] = 0.0;
                unit = 0.0;
            }
            _ => {}
        }
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
    [1, 2, 3].map(|channel| channels[channel] as u8)
}
