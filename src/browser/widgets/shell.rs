//! What every figure has around what it shows: the line at the top with status, button and menus, and the place for errors.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot, UiEvent};

use super::{
    super::dom::{Nodes, Template, append, set_attr, set_attr_if_changed, set_style, set_text, toggle_attr},
    view_event::ViewEvent,
};
use crate::{format::hundredths, playback::Moment};

/// Everything in the shadow root. Apart from an error, none of it is shown until the settings are valid for the first time.
///
/// The ruler is an empty element that is as wide as the figure's content and as high as the text of drawings; its size is observed.
/// (The figure itself grows while it is drawn, and browsers complain if an observer's callback changes what it observes.) The figure
/// is in English, whatever the page is in.
///
/// What the menu offers, only JavaScript can do: see `www/export-menu.js`.
const FIGURE: Template = Template(
    r#"
div.figure lang="en"
  div.ruler
  div.header
    p.status role="status" tabindex="-1"
    button.button type="button"
    details.controls hidden=""
      summary.summary aria-label="Settings" title="Settings" | ⚙︎
      div.menu
        p.outcome role="status"
    details.take-away
      summary.summary aria-label="Menu" title="Menu" | ⋯
      div.menu
        p.outcome role="status"
  p.error role="alert"
  div.body
"#,
);

/// The parts of [`FIGURE`] that are hidden until the settings are valid.
const NEED_SETTINGS: [&str; 3] = ["status", "button", "take-away"];

/// The shell's nodes.
pub struct Shell {
    nodes: Nodes,
    button: Element,
    pub status: HtmlElement,
    error: Element,
    /// Around the widgets.
    body: Element,
}

/// How the button is pressed.
pub enum Press {
    Once,
    /// The second click of a double click.
    Again,
}

impl Shell {
    /// Replaces what is in `root`.
    pub fn new(root: &ShadowRoot) -> Self {
        let nodes = FIGURE.build();
        root.set_text_content(None);
        append(root, [&nodes.root]);
        for name in NEED_SETTINGS {
            toggle_attr(&nodes.get(name), "hidden", true);
        }
        let [button, error, body] = ["button", "error", "body"].map(|name| nodes.get(name));
        Self { button, status: nodes.get_as("status"), error, body, nodes }
    }

    /// Shows these elements: the settings are valid.
    pub fn fill<'a>(&self, widgets: impl IntoIterator<Item = &'a Element>, has_controls: bool, has_picture: bool) {
        self.body.set_text_content(None);
        append(&self.body, widgets);
        for name in NEED_SETTINGS {
            toggle_attr(&self.nodes.get(name), "hidden", false);
        }
        toggle_attr(&self.nodes.get("controls"), "hidden", !has_controls);
        toggle_attr(&self.nodes.root, "data-pictured", has_picture);
    }

    /// Shows the message, or none.
    pub fn show_error(&self, message: Option<&str>) {
        set_text(&self.error, message.unwrap_or_default());
        toggle_attr(&self.error, "hidden", message.is_none());
        self.enable(message.is_none());
    }

    /// Lets the button be pressed, or not. If it has the focus it is not really disabled: then it would lose the focus.
    fn enable(&self, on: bool) {
        let is_focused = self.button.matches(":focus") == Ok(true);
        toggle_attr(&self.button, "disabled", !on && !is_focused);
        if on {
            let _ = self.button.remove_attribute("aria-disabled");
        } else {
            set_attr(&self.button, "aria-disabled", "true");
        }
    }

    /// Whether the event presses the button.
    pub fn press(&self, event: &ViewEvent) -> Option<Press> {
        if event.name != "click" || !event.is_at(&self.button) || self.button.has_attribute("aria-disabled") {
            return None;
        }
        let is_repeated = event.event.unchecked_ref::<UiEvent>().detail() > 1;
        Some(if is_repeated { Press::Again } else { Press::Once })
    }

    /// Writes the button and the status. A `flood` of changes is not read out: a crowd's codes come by the hundred.
    pub fn draw(&self, moment: &Moment, button: &str, status: &str, is_flood: bool) {
        set_text(&self.button, button);
        set_attr_if_changed(&self.status, "aria-live", if is_flood { "off" } else { "polite" });
        set_text(&self.status, status);
        set_attr(&self.nodes.root, "data-stage", stage_name(moment));
    }

    /// Puts the button that starts the first run that many CSS pixels from the top.
    pub fn place_button(&self, y: f64) {
        set_style(&self.nodes.root, "--button-y", &format!("{}px", hundredths(y)));
    }
}

/// The stage as the style sheet knows it.
pub fn stage_name(moment: &Moment) -> &'static str {
    match (moment.is_ready(), moment.is_running()) {
        (true, _) => "ready",
        (_, true) => "running",
        _ => "ended",
    }
}
