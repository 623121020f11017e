//! The figure on the screen. Nodes are built once for each settings and plan, then only updated.

mod comparison;
mod dom;
mod header;
mod origin;
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
use dom::{Listener, Resize, append, html, on_scheme_change, set, set_text, toggle};
use header::Header;
use origin::Origin;
use timeline::Timeline;
use transcript::Transcript;

/// Everything in the shadow root.
pub struct View {
    frame: Element,
    header: Header,
    error: Element,
    /// Around what settings decide about, so that building that anew leaves the button its focus.
    body: Element,
    panels: RefCell<Option<Panels>>,
    origin: Origin,
    /// Of what lies inside the frame, in CSS pixels; zero until the browser has laid it out.
    width: Rc<Cell<f64>>,
    /// Asks for the same scene to be drawn again.
    redraw: Rc<dyn Fn()>,
    _resize: Resize,
    _scheme: Option<Listener>,
}

/// The parts that depend on the settings.
struct Panels {
    timeline: Option<Timeline>,
    comparison: Comparison,
    transcript: Option<Transcript>,
}

impl View {
    /// Replaces what is in `root`. `press` is called when the button is pressed, `redraw` when something else than the scene
    /// has changed: the width, light to dark, or whom the reader asks about.
    pub fn new(root: &ShadowRoot, press: impl Fn() + 'static, redraw: impl Fn() + 'static) -> Self {
        let (frame, error, body) = (html("div", "figure"), html("p", "error"), html("div", "body"));
        // Empty, so that only its width can change: what is drawn for a width may change the height of all the rest.
        let ruler = html("div", "ruler");
        let (header, origin) = (Header::new(press), Origin::new());
        set(&error, "role", "alert");
        root.set_text_content(None);
        append(root, [&frame]);
        append(&frame, [&ruler, &error]);
        let width = Rc::new(Cell::new(0.0));
        let (measured, redraw): (_, Rc<dyn Fn()>) = (Rc::clone(&width), Rc::new(redraw));
        let changed = Rc::clone(&redraw);
        let resize = Resize::observe(&ruler, move |width| {
            measured.set(width);
            changed();
        });
        let scheme = on_scheme_change(Rc::clone(&redraw));
        Self {
            frame,
            header,
            error,
            body,
            panels: RefCell::default(),
            origin,
            width,
            redraw,
            _resize: resize,
            _scheme: scheme,
        }
    }

    /// Builds what the settings ask for, for so many users.
    pub fn build(&self, settings: &Settings) {
        let has = |panel| settings.panels.contains(&panel);
        let panels = Panels {
            timeline: has(Panel::Timeline).then(|| Timeline::new(settings, &self.redraw)),
            comparison: Comparison::new(settings),
            transcript: has(Panel::Transcript).then(|| Transcript::new(settings)),
        };
        self.body.set_text_content(None);
        append(&self.body, panels.roots());
        append(&self.frame, [&self.header.root, &self.error, &self.body, &self.origin.root]);
        self.panels.replace(Some(panels));
    }

    /// Tells what the run to come is drawn from; `link` is the address that shows it again.
    pub fn tell_origin(&self, settings: &Settings, plan: &Plan, link: &str) {
        self.origin.tell(settings, plan, link);
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
