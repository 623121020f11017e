//! What the one thread did, on the same axis as the users above it.

use web_sys::Element;

use super::{
    dom::{hundredths, set},
    timeline::{
        bands::Bands,
        layout::{LABELS, axis},
    },
    tree::{Tree, shape},
};
use crate::{axis::Axis, recording::Poll, scene::Scene};

/// Nothing is drawn yet; where the thread is free, the background shows. The words beside it tell the same.
pub const STRIP: Tree = shape(
    "svg",
    "strip",
    &[("aria-hidden", "true")],
    &[shape("text", "name", &[("x", "58"), ("y", "14")], &[]).saying("thread"), shape("path", "busy", &[], &[])],
);
const HEIGHT: f64 = 20.0;
/// Most polls are too short to be seen, and are drawn so wide, in CSS pixels.
const THINNEST: f64 = 1.5;

/// The strip's nodes, in a picture that stands as [`STRIP`] in its panel.
pub struct Strip {
    busy: Element,
    bands: Bands,
    /// How many polls are drawn, and on which axis. (Every run is drawn before it has any.)
    drawn: Option<(usize, Axis)>,
}

impl Strip {
    /// The polls are to be drawn as `busy`, which is in `root`.
    pub fn new(root: &Element, busy: Element) -> Self {
        Self { busy, bands: Bands::new(root), drawn: None }
    }

    /// Draws all polls so far and marks the moment, on a picture so many CSS pixels wide.
    pub fn draw(&mut self, scene: &Scene, width: f64) {
        let Some(axis) = axis(scene, width) else { return };
        let polls = scene.acts.iter().map(|act| act.recording.each_poll());
        let drawn = Some((polls.clone().map(<[_]>::len).sum(), axis));
        if self.drawn != drawn {
            self.bands.forget();
            let mut path = String::new();
            for polls in polls {
                for poll in polls {
                    path += &bar(poll, &axis);
                }
            }
            set(&self.busy, "d", &path);
            self.drawn = drawn;
        }
        self.bands.draw(scene, &axis, HEIGHT);
    }
}

fn bar(poll: &Poll, axis: &Axis) -> String {
    let (x, width) = (hundredths(LABELS + axis.x(poll.at)), hundredths(axis.x(poll.busy).max(THINNEST)));
    format!("M{x} 0h{width}v20h-{width}z")
}
