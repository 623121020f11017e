//! The reader's phone: it shows the code, which the reader types.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::{
    Part,
    dom::{focus, set_text, toggle},
    heard::{Command, Heard},
    tree::{Tree, node},
};
use crate::{
    reader::Answer,
    scene::{Phase, Scene},
    words,
};

const PHONE: Tree = node(
    "form",
    "phone",
    &[("hidden", "")],
    &[
        node("p", "message", &[("id", "sent")], &[]),
        node(
            "input",
            "typed",
            &[
                ("inputmode", "numeric"),
                ("autocomplete", "off"),
                ("maxlength", "9"),
                ("aria-label", "The code from your phone"),
                ("aria-describedby", "sent"),
            ],
            &[],
        ),
        node("button", "confirm", &[], &[]).saying("Type it in"),
        node("button", "give-up", &[("type", "button")], &[]).saying("Give up"),
        node("p", "wrong", &[("role", "alert")], &[]),
    ],
);

/// The phone's nodes.
pub struct Phone {
    root: Element,
    message: Element,
    pub input: HtmlInputElement,
    wrong: Element,
    resign: Element,
    /// Where the focus goes when the phone goes. (On the figure's button, a second Enter would stop the run.)
    status: HtmlElement,
    /// The code that was sent, without spaces.
    code: String,
}

impl Phone {
    /// A phone without a message.
    pub fn new(status: HtmlElement) -> Self {
        let [root, message, input, _, resign, wrong] = PHONE.build();
        Self { root, message, input: input.unchecked_into(), wrong, resign, status, code: String::new() }
    }

    /// The reader has typed something in.
    fn check(&self) -> Option<Command> {
        let typed = self.input.value();
        let is_right = typed.chars().filter(char::is_ascii_digit).eq(self.code.chars());
        set_text(&self.wrong, &if is_right { String::new() } else { words::wrong_code(&typed) });
        self.input.select();
        is_right.then_some(Command::Answer(Answer::Code))
    }
}

impl Part for Phone {
    fn root(&self) -> &Element {
        &self.root
    }

    /// Shows the code as long as it is waited for.
    fn draw(&mut self, scene: &Scene, _: f64) {
        let is_asked = scene.phase == Phase::Running && scene.reader.is_some_and(|reader| reader.answered().is_none());
        if is_asked != self.root.has_attribute("hidden") {
            return;
        }
        if self.root.matches(":focus-within") == Ok(true) {
            focus(&self.status);
        }
        toggle(&self.root, "hidden", !is_asked);
        if let Some(user) = scene.plan.users().first().filter(|_| is_asked) {
            self.code = user.code.to_string();
            set_text(&self.message, &words::sent(user.code));
            set_text(&self.wrong, "");
            self.input.set_value("");
        }
    }

    fn asked(&mut self, heard: &Heard) -> Option<Command> {
        match &*heard.name {
            "submit" if heard.at(&self.root) => {
                heard.event.prevent_default();
                self.check()
            }
            "input" if heard.at(&self.input) => {
                set_text(&self.wrong, "");
                None
            }
            "click" if heard.at(&self.resign) => Some(Command::Answer(Answer::GaveUp)),
            _ => None,
        }
    }
}
