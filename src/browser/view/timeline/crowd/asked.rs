//! Whom of a crowd the reader asks about.

use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, MouseEvent};

use crate::{browser::view::heard::Heard, cells::Cells};

/// Which cell is asked about, and how the cells lie.
#[derive(Default)]
pub struct Asked {
    /// The cell under the pointer.
    pointed: Option<usize>,
    /// The cell that was chosen by a key or a tap.
    chosen: Option<usize>,
    pub laid: Option<Laid>,
}

/// How the cells lie in so many CSS pixels, on a screen with so many device pixels for each.
#[derive(Clone, Copy)]
pub struct Laid {
    pub width: f64,
    pub ratio: f64,
    pub cells: Cells,
}

impl Asked {
    /// Notes what the reader does at the cells; tells whether somebody else is asked about now.
    pub fn note(&mut self, heard: &Heard) -> bool {
        let before = self.cell();
        match &*heard.name {
            "pointermove" => self.pointed = self.under(heard.event.unchecked_ref()),
            "pointerout" => self.pointed = None,
            "pointerdown" => self.chosen = self.under(heard.event.unchecked_ref()),
            "focusin" => self.chosen = self.chosen.or(Some(0)),
            "focusout" => self.chosen = None,
            "keydown" => self.press(heard.event.unchecked_ref()),
            _ => {}
        }
        self.cell() != before
    }

    /// The cell that is asked about.
    pub fn cell(&self) -> Option<usize> {
        self.pointed.or(self.chosen)
    }

    /// The cells lie otherwise now.
    pub fn lay(&mut self, laid: Laid) {
        self.laid = Some(laid);
        self.pointed = None;
        self.chosen = self.chosen.and(Some(0));
    }

    fn under(&self, pointer: &MouseEvent) -> Option<usize> {
        let Laid { cells, ratio, .. } = self.laid?;
        let device = |length: i32| (f64::from(length.max(0)) * ratio) as usize;
        cells.at(device(pointer.offset_x()), device(pointer.offset_y()))
    }

    fn press(&mut self, key: &KeyboardEvent) {
        let has_modifier = key.alt_key() || key.ctrl_key() || key.meta_key();
        let laid = self.laid.filter(|_| !has_modifier);
        if let Some(to) = laid.and_then(|laid| self.after(&key.key(), &laid.cells)) {
            key.prevent_default();
            self.pointed = None;
            self.chosen = Some(to);
        }
    }

    /// Left and right go to the next cell, up and down to the next row, and a page is a tenth of the crowd.
    fn after(&self, key: &str, cells: &Cells) -> Option<usize> {
        let cell = self.chosen.unwrap_or_default();
        let (last, page) = (cells.count() - 1, cells.count().div_ceil(10));
        let to = match key {
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
        Some(to.min(last))
    }
}
