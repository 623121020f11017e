//! The reader's phone: it shows the code, and the reader types it in.

use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::{
    super::dom::{Template, focus, set_text, toggle_attr},
    super::widgets::view_event::ViewEvent,
    Action, Viewport, Widget,
};
use crate::{reader::Answer, scene::Scene, session::Command, words};

const PHONE: Template = Template(
    r#"
form.phone hidden=""
  p.message id="sent"
  input.typed inputmode="numeric" autocomplete="off" maxlength="9" aria-label="The code from your phone" aria-describedby="sent"
  button.confirm | Enter
  button.give-up type="button" | Give up
  p.wrong role="alert"
"#,
);

/// The phone's nodes.
pub struct Phone {
    root: Element,
    message: Element,
    pub input: HtmlInputElement,
    wrong: Element,
    give_up: Element,
    /// Takes the focus when the phone is hidden. (On the figure's button, a second Enter would stop the run.)
    status: HtmlElement,
    /// The code that was sent, without spaces.
    code: String,
}

impl Phone {
    /// A phone without a message.
    pub fn new(status: HtmlElement) -> Self {
        let nodes = PHONE.build();
        let [message, wrong, give_up] = ["message", "wrong", "give-up"].map(|name| nodes.get(name));
        Self { message, input: nodes.get_as("typed"), wrong, give_up, status, code: String::new(), root: nodes.root }
    }

    /// Nothing typed is nothing wrong: a second press of Enter on the figure's button arrives here.
    fn check(&self) -> Option<Action> {
        let typed = self.input.value();
        if typed.trim_ascii().is_empty() {
            return None;
        }
        let is_right = typed.chars().filter(char::is_ascii_digit).eq(self.code.chars());
        set_text(&self.wrong, &if is_right { String::new() } else { words::wrong_code(&typed) });
        self.input.select();
        is_right.then_some(Action::Dispatch(Command::Answer(Answer::Code)))
    }
}

impl Widget for Phone {
    fn root(&self) -> &Element {
        &self.root
    }

    /// Shows the code for as long as the run waits for it.
    fn draw(&mut self, scene: &Scene, _: &Viewport) {
        let is_shown = scene.is_running() && scene.reader.is_some_and(|reader| reader.answer().is_none());
        let was_shown = !self.root.has_attribute("hidden");
        if is_shown == was_shown {
            return;
        }
        if self.root.matches(":focus-within") == Ok(true) {
            focus(&self.status);
        }
        toggle_attr(&self.root, "hidden", !is_shown);
        if let Some(user) = scene.plan.users().first().filter(|_| is_shown) {
            self.code = user.code.to_string();
            set_text(&self.message, &words::code_sent(user.code));
            set_text(&self.wrong, "");
            self.input.set_value("");
        }
    }

    fn on_event(&mut self, event: &ViewEvent) -> Option<Action> {
        match &*event.name {
            "submit" if event.is_at(&self.root) => {
                event.event.prevent_default();
                self.check()
            }
            "input" if event.is_at(&self.input) => {
                set_text(&self.wrong, "");
                None
            }
            "click" if event.is_at(&self.give_up) => Some(Action::Dispatch(Command::Answer(Answer::GaveUp))),
            _ => None,
        }
    }
}
