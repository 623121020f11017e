//! What each task says, always in the order of the tasks.

use web_sys::Element;

use super::{
    Part,
    dom::{append, html, set_text, toggle},
    headline,
    tree::{Tree, node},
};
use crate::{
    recording::Life,
    scene::Scene,
    settings::{Settings, Strategy},
    words,
};

/// At most so many tasks are listed for each strategy.
const MAX_LISTED: usize = 60;

/// Longer lists, and several, are closed until somebody opens them.
const MAX_OPEN: usize = 12;

const TRANSCRIPT: Tree =
    node("details", "transcript", &[], &[node("summary", "summary", &[], &[]).saying("What each task said")]);

/// The transcript's nodes.
pub struct Transcript {
    root: Element,
    lists: Vec<List>,
}

/// What was said under one strategy.
struct List {
    lines: Vec<Element>,
    drawn: Vec<Option<Life>>,
    result: Element,
}

impl Transcript {
    /// Empty lines for the tasks of each strategy.
    pub fn new(settings: &Settings) -> Self {
        let [root, _] = TRANSCRIPT.build();
        let users = settings.waits.users();
        toggle(&root, "open", settings.strategies.len() == 1 && users <= MAX_OPEN);
        let list = |strategy: &Strategy| {
            headline(&root, settings, *strategy);
            List::new(&root, users)
        };
        let lists = settings.strategies.iter().map(list).collect();
        Self { root, lists }
    }
}

impl Part for Transcript {
    fn root(&self) -> &Element {
        &self.root
    }

    /// Writes what has been said by now.
    fn draw(&mut self, scene: &Scene, _: f64) {
        for (list, act) in self.lists.iter_mut().zip(scene.acts) {
            for (user, line) in list.lines.iter().enumerate() {
                let state = Some(act.recording.life(user, scene.t));
                if list.drawn[user] != state {
                    set_text(line, &words::said(scene, act, user));
                    list.drawn[user] = state;
                }
            }
            set_text(&list.result, &words::said_last(scene, act).unwrap_or_default());
        }
    }
}

impl List {
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
