//! When the one thread was busy, on the same axis as the users above it. Where it was free, the background shows. (The words beside
//! the drawing say the same, so it is not read out.)

use web_sys::Element;

use super::{
    super::dom::{Nodes, hundredths, set_attr},
    metrics::NAMES_WIDTH,
    timeline::{bands::Bands, layout::make_axis},
};
use crate::{axis::Axis, recording::PollSpan, scene::Scene};

const HEIGHT: f64 = 20.0;
/// Most polls are too short to be seen, and are drawn this wide, in CSS pixels.
const MIN_WIDTH: f64 = 1.5;

/// The track's nodes.
pub struct ThreadTrack {
    busy: Element,
    bands: Bands,
    /// How many polls are drawn, and on which axis.
    drawn: Option<(usize, Axis)>,
}

impl ThreadTrack {
    /// The track of the thread's panel.
    pub fn new(nodes: &Nodes) -> Self {
        Self { busy: nodes.get("busy"), bands: Bands::new(&nodes.get("track")), drawn: None }
    }

    /// Makes the next `draw` redraw everything.
    pub fn reset(&mut self) {
        self.drawn = None;
    }

    /// Draws all polls so far and marks the time that is shown, on a drawing `width` CSS pixels wide.
    pub fn draw(&mut self, scene: &Scene, width: f64) {
        let Some(axis) = make_axis(scene, width) else { return };
        let polls = scene.strategy_runs.iter().map(|run| run.recording.each_poll());
        let drawn = Some((polls.clone().map(<[_]>::len).sum(), axis));
        if self.drawn != drawn {
            self.bands.reset();
            let mut path = String::new();
            for polls in polls {
                for poll in polls {
                    path += &bar(poll, &axis);
                }
            }
            set_attr(&self.busy, "d", &path);
            self.drawn = drawn;
        }
        self.bands.draw(scene, &axis, HEIGHT);
    }
}

fn bar(poll: &PollSpan, axis: &Axis) -> String {
    let (x, width) = (hundredths(NAMES_WIDTH + axis.x(poll.at)), hundredths(axis.x(poll.busy).max(MIN_WIDTH)));
    format!("M{x} 0h{width}v20h-{width}z")
}
