//! Too many users for a lane each: a cell for each, which fills when the code is in. One of them can be asked about.

mod asked;
mod picture;

use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::{
    browser::view::{
        dom::{hundredths, pixel_ratio, set, set_if_changed, set_text, style, toggle},
        heard::{Command, Heard},
        tree::{Tree, node},
    },
    cells::Cells,
    scene::{Act, Scene},
    words,
};
use asked::{Asked, Laid};
use picture::Picture;

/// The nodes of a crowd.
pub struct Crowd {
    pub root: Element,
    canvas: Element,
    marker: Element,
    about: Element,
    users: usize,
    picture: Option<Picture>,
    asked: Asked,
}

/// A slider is what moves through a row of values, one of them at a time, on every platform.
const CROWD: Tree = node(
    "div",
    "crowd",
    &[],
    &[
        node("p", "strategy", &[], &[]),
        node(
            "div",
            "cells",
            &[],
            &[
                node(
                    "canvas",
                    "canvas",
                    &[("role", "slider"), ("tabindex", "0"), ("aria-valuemin", "1"), ("aria-valuenow", "1")],
                    &[],
                ),
                node("div", "marker", &[], &[]),
            ],
        ),
        node("p", "about", &[], &[]),
    ],
);

/// In CSS pixels.
const HEIGHT: f64 = 168.0;
const LARGEST_CELL: f64 = 14.0;
/// Smaller cells, in device pixels, lie side by side without a gap.
const SMALLEST_WITH_GAP: usize = 4;
/// A gap is so small a part of a cell, but at least one device pixel.
const GAP: usize = 7;

impl Crowd {
    /// A crowd of so many.
    pub fn new(users: usize, title: Option<&str>) -> Self {
        let [root, name, _, canvas, marker, about] = CROWD.build();
        toggle(&name, "hidden", title.is_none());
        set_text(&name, title.unwrap_or_default());
        let title = title.map_or(String::new(), |title| format!(", {title}"));
        set(&canvas, "aria-valuemax", &users.to_string());
        set(&canvas, "aria-label", &format!("Ask about users{title}"));
        Self { root, canvas, marker, about, users, picture: None, asked: Asked::default() }
    }

    /// The reader asks about somebody else.
    pub fn asked(&mut self, heard: &Heard) -> Option<Command> {
        (heard.at(&self.canvas) && self.asked.note(heard)).then_some(Command::Look)
    }

    /// Lays the cells out for so many CSS pixels, if they are not.
    pub fn place(&mut self, width: f64) {
        let ratio = pixel_ratio();
        let is_laid = |laid: Laid| (laid.width, laid.ratio) == (width, ratio);
        if self.asked.laid.is_some_and(is_laid) {
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
        let (Some(picture), Some(laid)) = (&mut self.picture, self.asked.laid) else { return };
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
