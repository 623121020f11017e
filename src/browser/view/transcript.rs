//! What each task says, always in the order of the tasks.

use web_sys::Element;

use super::dom::{append, html, set_text, toggle};
use crate::{recording::State, scene::Scene, settings::Settings, words};

/// At most so many tasks are listed for each strategy.
const MAX_LISTED: usize = 60;

/// Longer lists are closed until somebody opens them.
const MAX_OPEN: usize = 12;

/// The transcript's nodes.
pub struct Transcript {
    pub root: Element,
    parts: Vec<Part>,
}

/// What was said under one strategy.
struct Part {
    lines: Vec<Element>,
    drawn: Vec<Option<State>>,
    result: Element,
}

impl Transcript {
    /// Empty lines for the tasks of each strategy.
    pub fn new(settings: &Settings) -> Self {
        let (root, summary) = (html("details", "transcript"), html("summary", "summary"));
        let users = settings.waits.users();
        toggle(&root, "open", users <= MAX_OPEN);
        set_text(&summary, "What each task said");
        append(&root, [&summary]);
        let is_shared = settings.strategies.len() > 1;
        let part = |strategy| {
            if is_shared {
                let title = html("p", "strategy");
                set_text(&title, words::title(strategy));
                append(&root, [&title]);
            }
            Part::new(&root, users)
        };
        let parts = settings.strategies.iter().copied().map(part).collect();
        Self { root, parts }
    }

    /// Writes what has been said by now.
    pub fn draw(&mut self, scene: &Scene) {
        for (part, act) in self.parts.iter_mut().zip(scene.acts) {
            for (user, line) in part.lines.iter().enumerate() {
                let state = Some(act.recording.state(user, scene.t));
                if part.drawn[user] != state {
                    set_text(line, &words::said(scene, act, user));
                    part.drawn[user] = state;
                }
            }
            set_text(&part.result, &words::said_last(scene, act).unwrap_or_default());
        }
    }
}

impl Part {
    fn new(root: &Element, users: usize) -> Self {
        let list = html("ol", "lines");
        let lines: Vec<_> = (0..users.min(MAX_LISTED)).map(|_| html("li", "line")).collect();
        append(&list, &lines);
        append(root, [&list]);
        if let Some(text) = words::more(users, MAX_LISTED) {
            let more = html("p", "more");
            set_text(&more, &text);
            append(root, [&more]);
        }
        let result = html("p", "result");
        append(root, [&result]);
        Self { drawn: vec![None; lines.len()], lines, result }
    }
}
