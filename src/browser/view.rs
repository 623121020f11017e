//! The figure on the screen. Nodes are built once for each settings and plan, then only updated.

mod comparison;
mod dom;
mod header;
mod timeline;
mod transcript;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use web_sys::{Element, ShadowRoot};

use crate::{
    plan::Plan,
    scene::Scene,
    settings::{Panel, Settings},
};
use comparison::Comparison;
use dom::{Resize, append, html, set, set_text, toggle};
use header::Header;
use timeline::Timeline;
use transcript::Transcript;

/// Everything in the shadow root.
pub struct View {
    frame: Element,
    error: Element,
    header: Header,
    panels: RefCell<Option<Panels>>,
    /// Of what lies inside the frame, in CSS pixels; zero until the browser has laid it out.
    width: Rc<Cell<f64>>,
    _resize: Resize,
}

/// The parts that depend on settings and plan.
struct Panels {
    timeline: Option<Timeline>,
    comparison: Comparison,
    transcript: Option<Transcript>,
}

impl View {
    /// Replaces what is in `root`. `press` is called when the button is pressed, `resize` when the width has changed.
    pub fn new(root: &ShadowRoot, press: impl Fn() + 'static, resize: impl Fn() + 'static) -> Self {
        let frame = html("div", "figure");
        let error = html("p", "error");
        set(&error, "role", "alert");
        root.set_text_content(None);
        append(root, [&frame]);
        append(&frame, [&error]);
        let width = Rc::new(Cell::new(0.0));
        let measured = Rc::clone(&width);
        let resize = Resize::observe(&frame, move |width| {
            measured.set(width);
            resize();
        });
        Self { frame, error, header: Header::new(press), panels: RefCell::default(), width, _resize: resize }
    }

    /// Builds what the settings ask for. `link` is the address of the run.
    pub fn build(&self, settings: &Settings, plan: &Plan, link: &str) {
        let has = |panel| settings.panels.contains(&panel);
        let panels = Panels {
            timeline: has(Panel::Timeline).then(|| Timeline::new(settings, plan)),
            comparison: Comparison::new(settings),
            transcript: has(Panel::Transcript).then(|| Transcript::new(settings, plan)),
        };
        self.header.tell_origin(settings, plan, link);
        self.frame.set_text_content(None);
        append(&self.frame, [&self.header.root, &self.error].into_iter().chain(panels.roots()));
        self.panels.replace(Some(panels));
    }

    /// Shows the message, or none.
    pub fn show_error(&self, message: Option<&str>) {
        set_text(&self.error, message.unwrap_or_default());
        toggle(&self.error, "hidden", message.is_none());
        self.header.enable(message.is_none());
    }

    /// Makes the screen show `scene`.
    pub fn draw(&self, scene: &Scene) {
        self.header.draw(scene);
        if let Some(panels) = &mut *self.panels.borrow_mut() {
            panels.draw(scene, self.width.get());
        }
    }
}

impl Panels {
    fn roots(&self) -> impl Iterator<Item = &Element> {
        let timeline = self.timeline.iter().map(|timeline| &timeline.root);
        let transcript = self.transcript.iter().map(|transcript| &transcript.root);
        timeline.chain([&self.comparison.root]).chain(transcript)
    }

    fn draw(&mut self, scene: &Scene, width: f64) {
        if let Some(timeline) = &mut self.timeline {
            timeline.draw(scene, width);
        }
        self.comparison.draw(scene);
        if let Some(transcript) = &mut self.transcript {
            transcript.draw(scene);
        }
    }
}
