//! The figure on the screen. Nodes are built once for each settings and plan, then only updated.

mod comparison;
pub mod dom;
mod guess;
mod header;
mod heard;
mod origin;
mod phone;
mod player;
mod source;
mod strip;
mod thread;
mod timeline;
mod transcript;
mod tree;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use web_sys::{Element, Event, HtmlInputElement, ShadowRoot};

use super::frames::Frames;
use crate::{
    plan::Plan,
    scene::Scene,
    settings::{Panel, Settings, Strategy},
    words,
};
use comparison::Comparison;
use dom::{Listener, Resize, append, focus, html, on_scheme_change, set_text, toggle};
use guess::Guess;
use header::Header;
pub use heard::Command;
use heard::{EVENTS, Heard};
use origin::Origin;
use phone::Phone;
use player::Player;
use source::Source;
use thread::Thread;
use timeline::Timeline;
use transcript::Transcript;
use tree::{Tree, node};

/// The ruler is empty, so that only its width can change: what is drawn for a width may change the height of all the rest. (And
/// so it may bring a scroll bar, and change the width again. That is why it is drawn in the next frame: browsers report an error
/// when what they observe changes while they tell of it.)
///
/// The figure is in English, whatever the page is in.
const FIGURE: Tree = node(
    "div",
    "figure",
    &[("lang", "en")],
    &[node("div", "ruler", &[], &[]), node("p", "error", &[("role", "alert")], &[])],
);

/// Everything in the shadow root.
pub struct View {
    frame: Element,
    header: Header,
    error: Element,
    /// Around what settings decide about, so that building that anew leaves the button its focus.
    body: Element,
    /// What depends on the settings, from the top down.
    parts: RefCell<Vec<Box<dyn Part>>>,
    /// Where the reader types, if the reader does.
    input: RefCell<Option<HtmlInputElement>>,
    origin: Origin,
    /// Of what lies inside the frame, in CSS pixels; zero until the browser has laid it out.
    width: Rc<Cell<f64>>,
    _listener: Listener,
    _resize: Resize,
    _scheme: Option<Listener>,
}

/// A part of the figure.
trait Part {
    /// The element that everything else of it is in.
    fn root(&self) -> &Element;

    /// Makes it show `scene`, so many CSS pixels wide.
    fn draw(&mut self, scene: &Scene, width: f64);

    /// What the reader asks for, if that was at this part.
    fn asked(&mut self, _heard: &Heard) -> Option<Command> {
        None
    }
}

/// Names the strategy that what follows in `parent` is about, if there are several.
fn headline(parent: &Element, settings: &Settings, strategy: Strategy) {
    if settings.strategies.len() > 1 {
        let title = html("p", "strategy");
        set_text(&title, &words::title(strategy));
        append(parent, [&title]);
    }
}

fn part(part: impl Part + 'static) -> Box<dyn Part> {
    Box::new(part)
}

impl View {
    /// Replaces what is in `root`. `hear` is called with whatever the reader does, `redraw` when something else than the scene
    /// has changed: the width, or light to dark.
    pub fn new(root: &ShadowRoot, hear: impl Fn(Event) + 'static, redraw: impl Fn() + 'static) -> Self {
        let [frame, ruler, error] = FIGURE.build();
        root.set_text_content(None);
        append(root, [&frame]);
        let (width, redraw) = (Rc::new(Cell::new(0.0)), Rc::new(redraw));
        let (measured, changed) = (Rc::clone(&width), Rc::clone(&redraw));
        let next_frame = Frames::new(move || changed());
        let resize = Resize::observe(&ruler, move |width| {
            measured.set(width);
            next_frame.request();
        });
        let (listener, scheme) = (Listener::on(&frame, EVENTS, hear), on_scheme_change(redraw));
        Self {
            frame,
            header: Header::new(),
            error,
            body: html("div", "body"),
            parts: RefCell::default(),
            input: RefCell::default(),
            origin: Origin::new(),
            width,
            _listener: listener,
            _resize: resize,
            _scheme: scheme,
        }
    }

    /// Builds what the settings ask for.
    pub fn build(&self, settings: &Settings) {
        let has = |panel| settings.panels.contains(&panel);
        let phone = settings.you.then(|| Phone::new(self.header.status.clone()));
        self.input.replace(phone.as_ref().map(|phone| phone.input.clone()));
        let wanted = [
            settings.guess.then(|| part(Guess::new())),
            phone.map(part),
            has(Panel::Timeline).then(|| part(Timeline::new(settings))),
            Some(part(Player::new())),
            Some(part(Comparison::new(settings))),
            has(Panel::Loop).then(|| part(Thread::new())),
            has(Panel::Source).then(|| part(Source::new(settings))),
            has(Panel::Transcript).then(|| part(Transcript::new(settings))),
        ];
        let mut parts = Vec::new();
        for part in wanted {
            parts.extend(part);
        }
        self.body.set_text_content(None);
        append(&self.body, parts.iter().map(|part| part.root()));
        append(&self.frame, [&self.header.root, &self.error, &self.body, &self.origin.root]);
        self.parts.replace(parts);
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

    /// Gives the focus to where the reader types, if the reader is asked to.
    pub fn let_type(&self) {
        self.input.borrow().iter().for_each(|input| focus(input));
    }

    /// What the reader asks for by that event, if by anything. (What happens because something is drawn is nobody's wish.)
    pub fn asked(&self, event: &Event) -> Option<Command> {
        let heard = Heard::new(event)?;
        let mut parts = self.parts.try_borrow_mut().ok()?;
        self.header.asked(&heard).or_else(|| parts.iter_mut().find_map(|part| part.asked(&heard)))
    }

    /// Makes the screen show `scene`.
    pub fn draw(&self, scene: &Scene) {
        self.header.draw(scene);
        for part in &mut *self.parts.borrow_mut() {
            part.draw(scene, self.width.get());
        }
    }
}
