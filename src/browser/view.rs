//! The figure on the screen. Its nodes are built once for each set of settings, then only updated.

mod comparison;
mod guess;
mod header;
mod metrics;
mod origin;
mod phone;
mod player;
mod source;
mod thread;
mod thread_track;
mod timeline;
mod transcript;
mod view_event;

use std::cell::{Cell, RefCell};

use web_sys::{Element, Event, HtmlInputElement, ShadowRoot};

use super::dom::{Nodes, Template, append, focus, hundredths, new_html, set_style, set_text, toggle_attr};
use crate::{
    scene::Scene,
    settings::{Panel, Settings, Strategy},
    words,
};
use comparison::Comparison;
use guess::Guess;
use header::Header;
use metrics::{MARGIN, NAMES_WIDTH};
use origin::Origin;
use phone::Phone;
use player::Player;
use source::Source;
use thread::Thread;
use timeline::Timeline;
use transcript::Transcript;
pub use view_event::Action;
use view_event::ViewEvent;

/// Everything in the shadow root. Apart from an error, none of it is shown until the settings are valid for the first time.
///
/// The ruler is an empty element whose width is observed. (The figure itself grows while it is drawn, and browsers complain if an
/// observer's callback changes what it observes.) The figure is in English, whatever the page is in.
///
/// What the buttons of the menu do, only JavaScript can do: see `www/export-menu.js`.
const FIGURE: Template = Template(
    r#"
div.figure lang="en"
  div.ruler
  div.header
    button.button type="button"
    p.status role="status" tabindex="-1"
  p.error role="alert"
  div.body
  p.origin
    span.seed
    span.separator |  · 
    a.link | link to this run
  details.take-away
    summary.summary | Take it away
    button.take type="button" data-action="link" | Copy the link to this time
    button.take type="button" data-action="embed" | Copy the code to embed it
    button.take type="button" data-action="picture" | Save the picture
    button.take type="button" data-action="transcript" | Save the transcript
    button.take type="button" data-action="recording" | Save the recording
    label.take
      span.prompt | Open a recording 
      input.file type="file" accept=".json,application/json"
    p.outcome role="status"
"#,
);

/// The parts of [`FIGURE`] that are hidden until the settings are valid.
const NEED_SETTINGS: [&str; 3] = ["header", "origin", "take-away"];

/// The figure's nodes.
pub struct View {
    nodes: Nodes,
    header: Header,
    origin: Origin,
    error: Element,
    /// Around the widgets.
    body: Element,
    /// What depends on the settings, from the top down.
    widgets: RefCell<Vec<Box<dyn Widget>>>,
    /// Where the reader types the code, if the reader takes part.
    code_input: RefCell<Option<HtmlInputElement>>,
    /// The width of the figure's content, in CSS pixels; zero until the browser has laid it out.
    width: Cell<f64>,
    /// The number of the run that was drawn.
    run_number: Cell<Option<u32>>,
}

/// A part of the figure.
trait Widget {
    /// The widget's root element.
    fn root(&self) -> &Element;

    /// Forgets what it keeps of the run that was shown, because another one is drawn next.
    fn reset(&mut self) {}

    /// Makes it show `scene`, `width` CSS pixels wide.
    fn draw(&mut self, scene: &Scene, width: f64);

    /// What the reader asks for with that event, if it happened here.
    fn on_event(&mut self, _event: &ViewEvent) -> Option<Action> {
        None
    }
}

/// If there are several strategies, writes the title of one into `parent`.
fn append_title(parent: &Element, settings: &Settings, strategy: Strategy) {
    if settings.strategies.len() > 1 {
        let title = new_html("p", "strategy");
        set_text(&title, &words::title(strategy));
        append(parent, [&title]);
    }
}

fn boxed(widget: impl Widget + 'static) -> Box<dyn Widget> {
    Box::new(widget)
}

impl View {
    /// Replaces what is in `root`.
    pub fn new(root: &ShadowRoot) -> Self {
        let nodes = FIGURE.build();
        for (property, length) in [("--names", NAMES_WIDTH), ("--margin", MARGIN)] {
            set_style(&nodes.root, property, &format!("{}px", hundredths(length)));
        }
        root.set_text_content(None);
        append(root, [&nodes.root]);
        for name in NEED_SETTINGS {
            toggle_attr(&nodes.get(name), "hidden", true);
        }
        Self {
            header: Header::new(&nodes),
            origin: Origin::new(&nodes),
            error: nodes.get("error"),
            body: nodes.get("body"),
            widgets: RefCell::default(),
            code_input: RefCell::default(),
            width: Cell::default(),
            run_number: Cell::default(),
            nodes,
        }
    }

    /// Builds what the settings ask for.
    pub fn build(&self, settings: &Settings) {
        let has = |panel| settings.panels.contains(&panel);
        let phone = settings.you.then(|| Phone::new(self.header.status.clone()));
        self.code_input.replace(phone.as_ref().map(|phone| phone.input.clone()));
        let wanted = [
            settings.guess.then(|| boxed(Guess::new())),
            phone.map(boxed),
            has(Panel::Timeline).then(|| boxed(Timeline::new(settings))),
            Some(boxed(Player::new())),
            Some(boxed(Comparison::new(settings))),
            has(Panel::Loop).then(|| boxed(Thread::new())),
            has(Panel::Source).then(|| boxed(Source::new(settings))),
            has(Panel::Transcript).then(|| boxed(Transcript::new(settings))),
        ];
        let widgets: Vec<_> = wanted.into_iter().flatten().collect();
        self.body.set_text_content(None);
        append(&self.body, widgets.iter().map(|widget| widget.root()));
        self.widgets.replace(widgets);
        for name in NEED_SETTINGS {
            toggle_attr(&self.nodes.get(name), "hidden", false);
        }
    }

    /// Shows the message, or none.
    pub fn show_error(&self, message: Option<&str>) {
        set_text(&self.error, message.unwrap_or_default());
        toggle_attr(&self.error, "hidden", message.is_none());
        self.header.enable(message.is_none());
    }

    /// Focuses the field where the reader types the code, if there is one.
    pub fn focus_code_input(&self) {
        self.code_input.borrow().iter().for_each(|input| focus(input));
    }

    /// Sets the width of the figure's content, in CSS pixels.
    pub fn set_width(&self, width: f64) {
        self.width.set(width);
    }

    /// What the event asks the figure to do, if anything. (Drawing causes events too; those ask for nothing.)
    pub fn action(&self, event: &Event) -> Option<Action> {
        let event = ViewEvent::new(event)?;
        let mut widgets = self.widgets.try_borrow_mut().ok()?;
        self.header.on_event(&event).or_else(|| widgets.iter_mut().find_map(|widget| widget.on_event(&event)))
    }

    /// Makes the screen show `scene`. `link` returns the address that shows the run again.
    pub fn draw(&self, scene: &Scene, link: impl FnOnce() -> String) {
        let mut widgets = self.widgets.borrow_mut();
        if self.run_number.replace(Some(scene.run_number)) != Some(scene.run_number) {
            self.origin.draw(scene, &link());
            for widget in widgets.iter_mut() {
                widget.reset();
            }
        }
        self.header.draw(scene);
        for widget in widgets.iter_mut() {
            widget.draw(scene, self.width.get());
        }
    }
}
