//! The panel `source` of a program. An element of its own shows the program, and lets the reader change it: see `www/program-source.js`.
//! Its attributes say what there is to say of each line.

use web_sys::Element;

use super::{
    super::{
        dom::{new_html, set_attr_if_changed, toggle_attr},
        widgets::view_event::ViewEvent,
    },
    view::Action,
};
use crate::{
    event::TaskId,
    program::{
        lines::{LineState, lines},
        picture::{Highlight, Viewport},
        scene::ProgramScene,
    },
};

/// The panel's element.
pub struct Source {
    pub root: Element,
}

impl Source {
    /// A panel in which the reader may change the program if `is_editable`.
    pub fn new(is_editable: bool) -> Self {
        let root = new_html("waiting-room-program", "source");
        toggle_attr(&root, "editable", is_editable);
        Self { root }
    }

    /// Marks the line with an error, or none.
    pub fn mark_error(&self, line: Option<u32>) {
        set_attr_if_changed(&self.root, "error-line", &line.map_or_else(String::new, |line| line.to_string()));
    }

    /// Shows on which lines the tasks wait.
    pub fn draw(&self, scene: &ProgramScene, viewport: &Viewport) {
        set_attr_if_changed(&self.root, "program", scene.text);
        let tasks = &scene.recording.tasks;
        let name = |task: &TaskId| tasks.info(*task).map_or_else(String::new, |info| quoted(&info.name));
        let line = |(number, state): &(u32, LineState)| {
            let waiting: Vec<_> = state.waiting.iter().map(name).collect();
            format!("[{number},{},[{}]]", state.hits, waiting.join(","))
        };
        let states: Vec<_> = lines(tasks, scene.time).iter().map(line).collect();
        set_attr_if_changed(&self.root, "lines", &format!("[{}]", states.join(",")));
        let failed = scene.ended().and_then(|_| failing_line(&scene.recording.errors));
        set_attr_if_changed(&self.root, "failing-line", &failed.map_or_else(String::new, |line| line.to_string()));
        let highlighted = match viewport.highlight {
            Some(Highlight::Task(task)) => tasks.suspension(task, scene.time).and_then(|suspension| suspension.line),
            _ => None,
        };
        let highlighted = highlighted.map_or_else(String::new, |line| line.to_string());
        set_attr_if_changed(&self.root, "highlighted", &highlighted);
    }

    /// What the reader asks for with that event, if it happened here: to highlight the tasks on a line.
    pub fn action(&self, event: &ViewEvent) -> Option<Action> {
        match &*event.name {
            "pointermove" if event.is_in(&self.root) => {
                let line = event.attribute("data-line").and_then(|line| line.parse().ok());
                Some(Action::Highlight(line.map(Highlight::Line)))
            }
            "pointerout" if event.is_in(&self.root) => Some(Action::Highlight(None)),
            _ => None,
        }
    }
}

/// A text in JSON.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\0'..' ' => quoted.push(' '),
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}

/// The line of the program that the last traceback names last, or the reason why it was ended.
fn failing_line(errors: &str) -> Option<u32> {
    let line = errors.lines().rev().find_map(|text| {
        let text = text.trim_start();
        text.strip_prefix("line ").or_else(|| text.strip_prefix("File ")?.split_once(", line ").map(|(_, rest)| rest))
    })?;
    let digits: String = line.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
