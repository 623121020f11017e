//! The figure on the screen. Its nodes are built once for each set of settings, then only updated.

mod action;
mod crowd;
mod panels;
mod phone;
mod picture;
mod source;
mod switch;
mod widgets;

use std::cell::{Cell, RefCell};

use web_sys::{Element, Event, HtmlInputElement, ShadowRoot};

use super::{
    dom::focus,
    widgets::{
        comparison::Comparison,
        player::Player,
        shell::{Press, Shell, stage_name},
        view_event::ViewEvent,
    },
};
use crate::{
    picture::{Highlight, Viewport},
    playhead::Seek,
    scene::Scene,
    settings::{Panel, Settings},
    time::{RealTime, SimTime},
    words,
};
pub use action::Action;
use panels::Panels;
use phone::Phone;
use picture::PictureView;
use switch::Switch;

/// The figure's nodes.
pub struct View {
    shell: Shell,
    /// What depends on the settings, from the top down.
    widgets: RefCell<Vec<Box<dyn Widget>>>,
    /// Where the reader types the code, if the reader takes part.
    code_input: RefCell<Option<HtmlInputElement>>,
    viewport: Cell<Viewport>,
    /// Whether the reader prefers reduced motion: then nothing moves while nothing happens.
    reduces_motion: Cell<bool>,
    drawn: Cell<Option<Drawn>>,
}

/// What is on the screen.
#[derive(Clone, Copy)]
struct Drawn {
    run_number: u32,
    revision: u32,
    viewport: Viewport,
    stage: &'static str,
    from: SimTime,
    /// Until then, nothing but the time changes.
    until: SimTime,
    /// How many frames have only been moved on since then.
    advanced: u32,
}

/// A crowd changes all the time, so after each frame in which everything is drawn, this many only move things and fill cells.
const CROWD_INTERVAL: u32 = 6;

/// How often texts that follow the time, such as the share for which the thread was idle, are refreshed while nothing happens.
const REFRESH: RealTime = RealTime::from_millis(200);

impl Drawn {
    /// Whether it is enough to move on to the time of `scene`.
    fn differs_in_time_only(&self, scene: &Scene, viewport: Viewport) -> bool {
        let is_same = if scene.is_crowd() {
            let is_same_run = (self.run_number, self.stage) == (scene.run_number, stage_name(scene));
            is_same_run && scene.is_moving() && self.advanced < CROWD_INTERVAL
        } else {
            self.revision == scene.revision && (self.from..self.until).contains(&scene.time)
        };
        is_same && self.viewport == viewport
    }
}

/// A part of the figure.
trait Widget {
    /// The widget's root element.
    fn root(&self) -> &Element;

    /// Forgets what it keeps of the run that was shown, because another one is drawn next.
    fn reset(&mut self) {}

    /// Makes it show `scene`.
    fn draw(&mut self, scene: &Scene, viewport: &Viewport);

    /// Makes it show `scene`, which differs from what is shown only in the time.
    fn advance(&mut self, _scene: &Scene) {}

    /// Notes the time of such a scene, but moves nothing.
    fn hold(&mut self, _scene: &Scene) {}

    /// Where in the figure the button that starts the first run belongs, in CSS pixels from the top, if this widget decides that.
    fn button_y(&self) -> Option<f64> {
        None
    }

    /// What the reader asks for with that event, if it happened here.
    fn on_event(&mut self, _event: &ViewEvent) -> Option<Action> {
        None
    }
}

fn boxed(widget: impl Widget + 'static) -> Box<dyn Widget> {
    Box::new(widget)
}

impl View {
    /// Replaces what is in `root`.
    pub fn new(root: &ShadowRoot) -> Self {
        Self {
            shell: Shell::new(root),
            widgets: RefCell::default(),
            code_input: RefCell::default(),
            viewport: Cell::default(),
            reduces_motion: Cell::default(),
            drawn: Cell::default(),
        }
    }

    /// Builds what the settings ask for.
    pub fn build(&self, settings: &Settings) {
        let has_picture = settings.panels.contains(&Panel::Timeline);
        let phone = settings.you.then(|| Phone::new(self.shell.status.clone()));
        self.code_input.replace(phone.as_ref().map(|phone| phone.input.clone()));
        let strategies = &settings.strategies[..];
        let wanted = [
            phone.map(boxed),
            (strategies.len() > 1).then(|| boxed(Switch::new(settings))),
            has_picture.then(|| boxed(PictureView::new(settings))),
            Some(boxed(Player::new())),
            Some(boxed(Comparison::new(words::row_count(strategies), strategies.len() > 1))),
            Panels::new(settings).map(boxed),
        ];
        let widgets: Vec<_> = wanted.into_iter().flatten().collect();
        self.shell.fill(widgets.iter().map(|widget| widget.root()), settings.controls, has_picture);
        self.widgets.replace(widgets);
        self.viewport.set(Viewport { selected: Some(0), highlight: None, ..self.viewport.get() });
        self.drawn.set(None);
    }

    /// Shows the message, or none.
    pub fn show_error(&self, message: Option<&str>) {
        self.shell.show_error(message);
    }

    /// Focuses the field where the reader types the code, if there is one.
    pub fn focus_code_input(&self) {
        self.code_input.borrow().iter().for_each(|input| focus(input));
    }

    /// Sets the width of the figure's content and the size of text in drawings, in CSS pixels.
    pub fn set_space(&self, width: f64, size: f64) {
        self.viewport.set(Viewport { width, size, ..self.viewport.get() });
    }

    /// Sets whether the reader prefers reduced motion.
    pub fn set_reduces_motion(&self, reduces_motion: bool) {
        self.reduces_motion.set(reduces_motion);
    }

    /// Draws only one of several strategies where there is no room for all, or all of them nevertheless.
    pub fn select(&self, selected: Option<usize>) {
        self.viewport.set(Viewport { selected, ..self.viewport.get() });
    }

    /// Highlights something, or nothing.
    pub fn highlight(&self, highlight: Option<Highlight>) {
        self.viewport.set(Viewport { highlight, ..self.viewport.get() });
    }

    /// What the event asks the figure to do, if anything. (Drawing causes events too; those ask for nothing.)
    pub fn action(&self, event: &Event) -> Option<Action> {
        let event = ViewEvent::new(event)?;
        let mut widgets = self.widgets.try_borrow_mut().ok()?;
        // The second click must not undo the first. It only puts the focus back to where the first had put it.
        let pressed = self.shell.press(&event).map(|press| match press {
            Press::Once => Action::Press,
            Press::Again => Action::FocusCodeInput,
        });
        pressed.or_else(|| widgets.iter_mut().find_map(|widget| widget.on_event(&event)))
    }

    /// Makes the screen show `scene`.
    pub fn draw(&self, scene: &Scene) {
        let (mut widgets, viewport) = (self.widgets.borrow_mut(), self.viewport.get());
        let drawn = self.drawn.get();
        if let Some(drawn) = drawn.filter(|drawn| drawn.differs_in_time_only(scene, viewport)) {
            self.drawn.set(Some(Drawn { advanced: drawn.advanced + 1, ..drawn }));
            let is_held = self.reduces_motion.get() && scene.is_moving();
            let update =
                |widget: &mut Box<dyn Widget>| if is_held { widget.hold(scene) } else { widget.advance(scene) };
            return widgets.iter_mut().for_each(update);
        }
        if drawn.is_none_or(|drawn| drawn.run_number != scene.run_number) {
            widgets.iter_mut().for_each(|widget| widget.reset());
        }
        let is_flood = scene.is_crowd() && scene.is_moving();
        self.shell.draw(scene, &words::button(scene), &words::status(scene), is_flood);
        if viewport.width > 0.0 {
            widgets.iter_mut().for_each(|widget| widget.draw(scene, &viewport));
        }
        // Later the button is in the header; and to ask where something is makes the browser lay everything out.
        if scene.is_ready()
            && let Some(y) = widgets.iter().find_map(|widget| widget.button_y())
        {
            self.shell.place_button(y);
        }
        let until = if scene.is_crowd() { SimTime::ZERO } else { self.until(scene) };
        let (run_number, revision, stage) = (scene.run_number, scene.revision, stage_name(scene));
        self.drawn.set(Some(Drawn { run_number, revision, viewport, stage, from: scene.time, until, advanced: 0 }));
    }

    /// Until when it is enough to move what is drawn of `scene`.
    fn until(&self, scene: &Scene) -> SimTime {
        let next = scene.time_of(Seek::NextEvent);
        if self.reduces_motion.get() { next } else { next.min(scene.time + scene.speed.simulated(REFRESH)) }
    }

    /// Makes the next `draw` draw everything.
    pub fn invalidate(&self) {
        self.drawn.set(None);
    }
}
