//! Too many users for a lane each: a cell for each, which fills when the code is in. One of them can be asked about.

mod picture;

use std::{cell::Cell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

use crate::{
    browser::view::dom::{
        Listener, append, html, hundredths, pixel_ratio, set, set_if_changed, set_text, style, toggle,
    },
    cells::Cells,
    scene::{Act, Scene},
    words,
};
use picture::Picture;

/// The nodes of a crowd.
pub struct Crowd {
    pub root: Element,
    canvas: Element,
    marker: Element,
    about: Element,
    users: usize,
    picture: Option<Picture>,
    /// What the listeners know.
    asked: Rc<Asked>,
    _listeners: Vec<Listener>,
}

/// Which cell is asked about, and how the cells lie.
#[derive(Default)]
struct Asked {
    /// The cell under the pointer.
    pointed: Cell<Option<usize>>,
    /// The cell that was chosen by a key or a tap.
    chosen: Cell<Option<usize>>,
    laid: Cell<Option<Laid>>,
}

/// How the cells lie in so many CSS pixels, on a screen with so many device pixels for each.
#[derive(Clone, Copy)]
struct Laid {
    width: f64,
    ratio: f64,
    cells: Cells,
}

/// In CSS pixels.
const HEIGHT: f64 = 168.0;
const LARGEST_CELL: f64 = 14.0;
/// Smaller cells, in device pixels, lie side by side without a gap.
const SMALLEST_WITH_GAP: usize = 4;
/// A gap is so small a part of a cell, but at least one device pixel.
const GAP: usize = 7;

impl Crowd {
    /// A crowd of so many. `ask` is called when somebody else is asked about.
    pub fn new(users: usize, title: Option<&str>, ask: &Rc<dyn Fn()>) -> Self {
        let (root, cells, canvas) = (html("div", "crowd"), html("div", "cells"), html("canvas", "canvas"));
        let (marker, about) = (html("div", "marker"), html("p", "about"));
        if let Some(title) = title {
            let name = html("p", "strategy");
            set_text(&name, title);
            append(&root, [&name]);
        }
        append(&cells, [&canvas, &marker]);
        append(&root, [&cells, &about]);
        describe(&canvas, users, title);
        let asked = Rc::<Asked>::default();
        let listeners = listen(&canvas, &asked, ask);
        Self { root, canvas, marker, about, users, picture: None, asked, _listeners: listeners }
    }

    /// Lays the cells out for so many CSS pixels, if they are not.
    pub fn place(&mut self, width: f64) {
        let ratio = pixel_ratio();
        let is_laid = |laid: Laid| (laid.width, laid.ratio) == (width, ratio);
        if self.asked.laid.get().is_some_and(is_laid) {
            return;
        }
        let device = |length: f64| (length * ratio).floor() as usize;
        let cells = Cells::fitting(self.users, device(width).max(1), device(HEIGHT), device(LARGEST_CELL));
        let css = |length: usize| format!("{}px", hundredths(length as f64 / ratio));
        style(&self.canvas, "width", &css(cells.columns * cells.size));
        style(&self.canvas, "height", &css(cells.rows * cells.size));
        style(&self.root, "--cell", &css(cells.size));
        style(&self.root, "--gap", &css((cells.size / GAP).max(1)));
        toggle(&self.root, "data-dense", cells.size < SMALLEST_WITH_GAP);
        self.asked.lay(Laid { width, ratio, cells });
        self.picture = Some(Picture::new(self.canvas.clone().unchecked_into(), cells));
    }

    /// Forgets everybody, because another run is about to begin.
    pub fn forget(&mut self) {
        self.picture.iter_mut().for_each(Picture::forget);
    }

    /// Fills the cells of those whose code is in.
    pub fn draw(&mut self, scene: &Scene, act: &Act) {
        let (Some(picture), Some(laid)) = (&mut self.picture, self.asked.laid.get()) else { return };
        picture.draw(&act.recording, scene.t);
        let (asked, cells) = (self.asked.cell(), laid.cells);
        let users = cells.users_in(asked.unwrap_or_default());
        set_if_changed(&self.canvas, "aria-valuenow", &(users.start + 1).to_string());
        let told = words::about(scene, act, users);
        set_if_changed(&self.canvas, "aria-valuetext", &told);
        set_text(&self.about, &if asked.is_some() { told } else { words::ask(cells.users_per_cell) });
        self.mark(asked, laid);
    }

    fn mark(&self, asked: Option<usize>, Laid { cells, ratio, .. }: Laid) {
        toggle(&self.marker, "hidden", asked.is_none());
        if let Some(cell) = asked {
            let (x, y) = cells.corner(cell);
            for (property, length) in [("left", x), ("top", y)] {
                style(&self.marker, property, &format!("{}px", hundredths(length as f64 / ratio)));
            }
        }
    }
}

/// A slider is what moves through a row of values, one of them at a time, on every platform.
fn describe(canvas: &Element, users: usize, title: Option<&str>) {
    let (last, name) = (users.to_string(), title.map_or(String::new(), |title| format!(", {title}")));
    let name = format!("Ask about users{name}");
    let values = [("aria-valuemin", "1"), ("aria-valuenow", "1"), ("aria-valuemax", &last)];
    for (name, value) in [("role", "slider"), ("tabindex", "0"), ("aria-label", &name)].into_iter().chain(values) {
        set(canvas, name, value);
    }
}

fn listen(canvas: &Element, asked: &Rc<Asked>, ask: &Rc<dyn Fn()>) -> Vec<Listener> {
    let on = |event, note: fn(&Asked, &Event)| {
        let (asked, ask) = (Rc::clone(asked), Rc::clone(ask));
        Listener::on(canvas, event, move |event| {
            let before = asked.cell();
            note(&asked, &event);
            if asked.cell() != before {
                ask();
            }
        })
    };
    vec![
        on("pointermove", |asked, event| asked.pointed.set(asked.under(event.unchecked_ref()))),
        on("pointerleave", |asked, _| asked.pointed.set(None)),
        on("pointerdown", |asked, event| asked.chosen.set(asked.under(event.unchecked_ref()))),
        on("focus", |asked, _| asked.chosen.set(asked.chosen.get().or(Some(0)))),
        on("blur", |asked, _| asked.chosen.set(None)),
        on("keydown", |asked, event| asked.press(event.unchecked_ref())),
    ]
}

impl Asked {
    fn cell(&self) -> Option<usize> {
        self.pointed.get().or(self.chosen.get())
    }

    fn lay(&self, laid: Laid) {
        self.laid.set(Some(laid));
        self.pointed.set(None);
        self.chosen.set(self.chosen.get().and(Some(0)));
    }

    fn under(&self, pointer: &MouseEvent) -> Option<usize> {
        let Laid { cells, ratio, .. } = self.laid.get()?;
        let device = |length: i32| (f64::from(length.max(0)) * ratio) as usize;
        cells.at(device(pointer.offset_x()), device(pointer.offset_y()))
    }

    fn press(&self, key: &KeyboardEvent) {
        let has_modifier = key.alt_key() || key.ctrl_key() || key.meta_key();
        let laid = self.laid.get().filter(|_| !has_modifier);
        if let Some(to) = laid.and_then(|laid| self.after(&key.key(), &laid.cells)) {
            key.prevent_default();
            self.pointed.set(None);
            self.chosen.set(Some(to));
        }
    }

    /// Left and right go to the next cell, up and down to the next row, and a page is a tenth of the crowd.
    fn after(&self, key: &str, cells: &Cells) -> Option<usize> {
        let cell = self.chosen.get().unwrap_or_default();
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
