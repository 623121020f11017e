//! The panels below: a button for each, and the one that is open.

use web_sys::Element;

use super::{
    super::dom::{append, new_html, set_attr, set_attr_if_changed, set_text, toggle_attr},
    super::widgets::log::Log,
    super::widgets::thread::Thread,
    super::widgets::view_event::ViewEvent,
    Action, Viewport, Widget, boxed,
    source::Source,
};
use crate::{
    scene::Scene,
    settings::{Panel, Settings},
};

/// The panels' nodes.
pub struct Panels {
    root: Element,
    /// Each with its button.
    widgets: Vec<(Element, Box<dyn Widget>)>,
    /// The index of the panel that is open, if one is.
    open: Option<usize>,
}

impl Panels {
    /// The panels of `settings`, if there are any. The log is closed until the reader opens it.
    pub fn new(settings: &Settings) -> Option<Self> {
        let has = |panel| settings.panels.contains(&panel);
        let wanted = [
            has(Panel::Source).then(|| ("Code", boxed(Source::new(settings)))),
            has(Panel::Loop).then(|| ("Thread", boxed(Thread::new()))),
            has(Panel::Transcript).then(|| ("Log", boxed(Log::new("Log")))),
        ];
        let (root, tabs) = (new_html("div", "panels"), new_html("div", "tabs"));
        append(&root, [&tabs]);
        let add = |(name, widget): (&str, Box<dyn Widget>)| {
            let tab = new_html("button", "tab");
            set_attr(&tab, "type", "button");
            set_text(&tab, name);
            append(&tabs, [&tab]);
            append(&root, [widget.root()]);
            (tab, widget)
        };
        let widgets: Vec<_> = wanted.into_iter().flatten().map(add).collect();
        let opens_first = has(Panel::Source) || has(Panel::Loop);
        (!widgets.is_empty()).then(|| Self { root, widgets, open: opens_first.then_some(0) })
    }
}

impl Widget for Panels {
    fn root(&self) -> &Element {
        &self.root
    }

    fn reset(&mut self) {
        self.widgets.iter_mut().for_each(|(_, widget)| widget.reset());
    }

    fn draw(&mut self, scene: &Scene, viewport: &Viewport) {
        for (index, (tab, widget)) in self.widgets.iter_mut().enumerate() {
            let is_open = self.open == Some(index);
            set_attr_if_changed(tab, "aria-expanded", if is_open { "true" } else { "false" });
            toggle_attr(widget.root(), "hidden", !is_open);
            if is_open {
                widget.draw(scene, viewport);
            }
        }
    }

    fn on_event(&mut self, event: &ViewEvent) -> Option<Action> {
        let pressed = self.widgets.iter().position(|(tab, _)| event.name == "click" && event.is_at(tab));
        if let Some(index) = pressed {
            self.open = Some(index).filter(|index| self.open != Some(*index));
            return Some(Action::Redraw);
        }
        self.widgets.iter_mut().find_map(|(_, widget)| widget.on_event(event))
    }
}
