//! Which cell of a crowd the reader has selected.

use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, MouseEvent};

use crate::{browser::widgets::view_event::ViewEvent, cells::Cells};

/// The selected cell, and how the cells lie.
#[derive(Default)]
pub struct CellSelection {
    /// The cell under the pointer.
    hovered: Option<usize>,
    /// The cell that a key or a tap has selected.
    focused: Option<usize>,
    pub grid: Option<GridLayout>,
}

/// How the cells lie in `width` CSS pixels, with `ratio` device pixels to each.
#[derive(Clone, Copy)]
pub struct GridLayout {
    pub width: f64,
    pub ratio: f64,
    pub cells: Cells,
}

impl GridLayout {
    /// A length in device pixels, in CSS pixels.
    #[expect(clippy::cast_precision_loss, reason = "a drawing is less than a million pixels wide")]
    pub fn css_pixels(self, device_pixels: usize) -> f64 {
        device_pixels as f64 / self.ratio
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "never negative")]
    fn device_pixels(self, css_pixels: i32) -> usize {
        (f64::from(css_pixels.max(0)) * self.ratio) as usize
    }
}

impl CellSelection {
    /// Handles an event on the cells; returns whether another cell is selected now.
    pub fn update(&mut self, event: &ViewEvent) -> bool {
        let before = self.cell();
        match &*event.name {
            "pointermove" => self.hovered = self.under(event.event.unchecked_ref()),
            "pointerout" => self.hovered = None,
            "pointerdown" => self.focused = self.under(event.event.unchecked_ref()),
            "focusin" => self.focused = self.focused.or(Some(0)),
            "focusout" => self.focused = None,
            "keydown" => self.press(event.event.unchecked_ref()),
            _ => {}
        }
        self.cell() != before
    }

    /// The selected cell.
    pub fn cell(&self) -> Option<usize> {
        self.hovered.or(self.focused)
    }

    /// Lays the cells out again.
    pub fn lay_out(&mut self, grid: GridLayout) {
        self.grid = Some(grid);
        self.hovered = None;
        self.focused = self.focused.and(Some(0));
    }

    fn under(&self, pointer: &MouseEvent) -> Option<usize> {
        let grid = self.grid?;
        grid.cells.at(grid.device_pixels(pointer.offset_x()), grid.device_pixels(pointer.offset_y()))
    }

    fn press(&mut self, key: &KeyboardEvent) {
        if let Some(target) = self.grid.and_then(|grid| self.target(&key.key(), &grid.cells)) {
            key.prevent_default();
            self.hovered = None;
            self.focused = Some(target);
        }
    }

    /// Left and right go to the next cell, up and down to the next row, and a page is a tenth of the crowd.
    fn target(&self, key: &str, cells: &Cells) -> Option<usize> {
        let cell = self.focused.unwrap_or_default();
        let (last, page) = (cells.count() - 1, cells.count().div_ceil(10));
        let target = match key {
            "ArrowLeft" => cell.saturating_sub(1),
            "ArrowRight" => cell + 1,
            "ArrowUp" => cell.checked_sub(cells.columns).unwrap_or(cell),
            "ArrowDown" => Some(cell + cells.columns).filter(|below| *below <= last).unwrap_or(cell),
            "PageUp" => cell.saturating_sub(page),
            "PageDown" => cell + page,
            "Home" => 0,
            "End" => last,
            _ => return None,
        };
        Some(target.min(last))
    }
}
