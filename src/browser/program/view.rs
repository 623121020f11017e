//! The figure of a program on the screen. Its nodes are built once for each set of settings, then only updated.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, ShadowRoot};

use super::{
    super::{
        dom::{append, new_html, set_attr, set_text},
        widgets::{
            comparison::Comparison,
            key::Key,
            log::Log,
            player::Player,
            shell::{Press, Shell},
            thread::{MAX_POLLS, Thread},
            timeline::{Timeline, TimelineEvent},
            view_event::ViewEvent,
        },
    },
    source::Source,
};
use crate::{
    playback::PlayerCommand,
    playhead::Seek,
    program::{
        picture::{Highlight, Layout, Picture, Viewport},
        scene::ProgramScene,
        words,
    },
    settings::{Panel, ProgramSettings},
    time::{RealTime, SimTime},
};

/// What the reader asks for.
pub enum Action {
    /// To start or stop the run.
    Press,
    /// To highlight something, or nothing.
    Highlight(Option<Highlight>),
    /// To show another time.
    Player(PlayerCommand),
}

/// The figure's nodes.
pub struct ProgramView {
    shell: Shell,
    /// `None` until the settings are valid.
    parts: RefCell<Option<Parts>>,
    viewport: Cell<Viewport>,
    /// Whether the reader prefers reduced motion: then nothing moves while nothing happens.
    reduces_motion: Cell<bool>,
    drawn: Cell<Option<Drawn>>,
}

/// What depends on the settings, from the top down.
struct Parts {
    picture: Option<PictureView>,
    player: Player,
    comparison: Comparison,
    source: Option<Source>,
    log: Option<Log>,
    thread: Option<Thread>,
}

/// What is on the screen.
#[derive(Clone, Copy)]
struct Drawn {
    run_number: u32,
    revision: u32,
    viewport: Viewport,
    from: SimTime,
    /// Until then, nothing but the time changes.
    until: SimTime,
}

/// How often texts that follow the time, such as the share for which the thread was idle, are refreshed while nothing happens.
const REFRESH: RealTime = RealTime::from_millis(200);

impl ProgramView {
    /// Replaces what is in `root`.
    pub fn new(root: &ShadowRoot) -> Self {
        Self {
            shell: Shell::new(root),
            parts: RefCell::default(),
            viewport: Cell::default(),
            reduces_motion: Cell::default(),
            drawn: Cell::default(),
        }
    }

    /// Builds what the settings ask for.
    pub fn build(&self, settings: &ProgramSettings) {
        let parts = Parts::new(settings);
        self.shell.fill(&parts.roots(), false, parts.picture.is_some());
        self.parts.replace(Some(parts));
        self.drawn.set(None);
    }

    /// Shows the message, which may be about a line of the program; or none.
    pub fn show_error(&self, message: Option<&str>, line: Option<u32>) {
        self.shell.show_error(message);
        if let Some(Parts { source: Some(source), .. }) = &*self.parts.borrow() {
            source.mark_error(line);
        }
    }

    /// Sets the width of the figure's content and the size of text in drawings, in CSS pixels.
    pub fn set_space(&self, width: f64, size: f64) {
        self.viewport.set(Viewport { width, size, ..self.viewport.get() });
    }

    /// Sets whether the reader prefers reduced motion.
    pub fn set_reduces_motion(&self, reduces_motion: bool) {
        self.reduces_motion.set(reduces_motion);
    }

    /// Highlights something, or nothing.
    pub fn highlight(&self, highlight: Option<Highlight>) {
        self.viewport.set(Viewport { highlight, ..self.viewport.get() });
    }

    /// What the event asks the figure to do, if anything. (Drawing causes events too; those ask for nothing.)
    pub fn action(&self, event: &Event) -> Option<Action> {
        let event = ViewEvent::new(event)?;
        if let Some(press) = self.shell.press(&event) {
            return matches!(press, Press::Once).then_some(Action::Press);
        }
        self.parts.try_borrow_mut().ok()?.as_mut()?.action(&event)
    }

    /// Makes the screen show `scene`.
    pub fn draw(&self, scene: &ProgramScene) {
        let (mut parts, viewport) = (self.parts.borrow_mut(), self.viewport.get());
        let Some(parts) = &mut *parts else { return };
        if self.drawn.get().is_some_and(|drawn| drawn.differs_in_time_only(scene, viewport)) {
            return parts.advance(scene, self.reduces_motion.get());
        }
        self.shell.draw(scene, words::button(scene), &words::status(scene), false);
        if viewport.width > 0.0 {
            parts.draw(scene, &viewport);
        }
        if scene.is_ready()
            && let Some(picture) = &parts.picture
        {
            self.shell.place_button(picture.button_y());
        }
        let next = scene.time_of(Seek::NextEvent);
        let until =
            if self.reduces_motion.get() { next } else { next.min(scene.time + scene.speed.simulated(REFRESH)) };
        let (run_number, revision) = (scene.run_number, scene.revision);
        self.drawn.set(Some(Drawn { run_number, revision, viewport, from: scene.time, until }));
    }
}

impl Drawn {
    /// Whether it is enough to move on to the time of `scene`.
    fn differs_in_time_only(&self, scene: &ProgramScene, viewport: Viewport) -> bool {
        (self.run_number, self.revision) == (scene.run_number, scene.revision)
            && self.viewport == viewport
            && (self.from..self.until).contains(&scene.time)
    }
}

impl Parts {
    fn new(settings: &ProgramSettings) -> Self {
        let has = |panel| settings.panels.contains(&panel);
        Self {
            picture: has(Panel::Timeline).then(PictureView::new),
            player: Player::new(),
            comparison: Comparison::new(2, false),
            source: (has(Panel::Source) || settings.controls).then(|| Source::new(settings.controls)),
            log: has(Panel::Transcript).then(|| Log::new("Output")),
            thread: has(Panel::Loop).then(Thread::new),
        }
    }

    fn roots(&self) -> Vec<Element> {
        let panels = new_html("div", "program-panels");
        let panel = |title: &str, content: Option<&Element>| {
            if let Some(content) = content {
                let (panel, heading) = (new_html("section", "program-panel"), new_html("p", "panel-title"));
                set_text(&heading, title);
                set_attr(&panel, "aria-label", title);
                append(&panel, [&heading, content]);
                append(&panels, [&panel]);
            }
        };
        panel("Program", self.source.as_ref().map(|source| &source.root));
        panel("Output", self.log.as_ref().map(|log| &log.root));
        panel("Thread", self.thread.as_ref().map(|thread| &thread.root));
        let picture = self.picture.as_ref().map(|picture| picture.root.clone());
        picture.into_iter().chain([self.player.root.clone(), self.comparison.root.clone(), panels]).collect()
    }

    fn draw(&mut self, scene: &ProgramScene, viewport: &Viewport) {
        if let Some(picture) = &mut self.picture {
            picture.draw(scene, viewport);
        }
        self.player.draw(scene);
        self.comparison.show(&words::comparison(scene));
        if let Some(source) = &self.source {
            source.draw(scene, viewport);
        }
        if let Some(log) = &mut self.log {
            log.show(&words::log(scene));
        }
        if let Some(thread) = &mut self.thread {
            let steps = (!scene.is_ready()).then(|| (words::queue(scene), words::last_steps(scene, MAX_POLLS)));
            thread.show(&words::thread_summary(scene), steps);
        }
    }

    fn advance(&mut self, scene: &ProgramScene, reduces_motion: bool) {
        if let Some(picture) = &mut self.picture {
            picture.advance(scene, reduces_motion);
        }
        if !reduces_motion || !scene.is_moving() {
            self.player.advance(scene);
        }
    }

    fn action(&mut self, event: &ViewEvent) -> Option<Action> {
        if let Some(command) = self.player.command(event) {
            return Some(Action::Player(command));
        }
        let at_source = self.source.as_ref().and_then(|source| source.action(event));
        at_source.or_else(|| self.picture.as_mut()?.action(event))
    }
}

/// The central picture: the timeline and its key.
struct PictureView {
    root: Element,
    timeline: Timeline,
    key: Key,
    /// Where everything in the drawing is, once there is one.
    layout: Option<Layout>,
}

impl PictureView {
    fn new() -> Self {
        let (root, timeline, mut key) = (new_html("div", "picture"), Timeline::new(), Key::new());
        key.add("suspended", "suspended", ": needs no thread");
        key.add("ran", "running", " on the thread");
        key.add_occasional("blocking", "keeps the thread", " from all others");
        key.add_occasional("ready", "ready", ", without the thread");
        key.add_occasional("hidden-span", "this page was hidden", "");
        append(&root, [&timeline.root, &key.root]);
        Self { root, timeline, key, layout: None }
    }

    fn draw(&mut self, scene: &ProgramScene, viewport: &Viewport) {
        let Picture { layout, past, present } = Picture::new(scene, viewport);
        self.key.explain(&past);
        self.timeline.show(layout.extent, past, present, scene.is_ready() && scene.is_guessed);
        self.layout = Some(layout);
        self.timeline.move_to(scene);
        self.timeline.describe(scene, &words::timeline_description(scene), &words::time_description(scene));
    }

    fn advance(&mut self, scene: &ProgramScene, reduces_motion: bool) {
        if reduces_motion && scene.is_moving() {
            self.timeline.hold(scene.time);
        } else {
            self.timeline.move_to(scene);
        }
    }

    /// The middle of the lanes.
    fn button_y(&self) -> f64 {
        let top = f64::from(self.timeline.root.unchecked_ref::<HtmlElement>().offset_top());
        top + self.layout.as_ref().map_or(0.0, |layout| layout.thread_y().min(240.0)) / 2.0
    }

    fn action(&mut self, event: &ViewEvent) -> Option<Action> {
        Some(match self.timeline.on_event(event)? {
            TimelineEvent::Player(command) => Action::Player(command),
            TimelineEvent::Point(place) => {
                let task = place.and_then(|[_, y]| self.layout.as_ref()?.task_at(y));
                Action::Highlight(task.map(Highlight::Task))
            }
        })
    }
}
