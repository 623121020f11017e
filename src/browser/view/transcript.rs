//! What became of each task, in words, always in the order of the tasks.

use web_sys::Element;

use super::{
    super::dom::{Template, append, new_html, set_text, toggle_attr},
    Widget, append_title,
};
use crate::{
    recording::TaskSnapshot,
    scene::{MAX_LANES, Scene},
    settings::{Settings, Strategy},
    words,
};

/// Longer lists, and several, are closed until the reader opens them.
const MAX_OPEN: usize = 12;

const TRANSCRIPT: Template = Template(
    r"
details.transcript
  summary.summary | Transcript: what happened to each task
",
);

/// The transcript's nodes.
pub struct Transcript {
    root: Element,
    lists: Vec<List>,
}

/// The tasks of one strategy.
struct List {
    lines: Vec<Element>,
    drawn: Vec<Option<TaskSnapshot>>,
    result: Element,
}

impl Transcript {
    /// Empty lines for the tasks of each strategy.
    pub fn new(settings: &Settings) -> Self {
        let root = TRANSCRIPT.build().root;
        let users = settings.waits.users();
        toggle_attr(&root, "open", settings.strategies.len() == 1 && users <= MAX_OPEN);
        let list = |strategy: &Strategy| {
            append_title(&root, settings, *strategy);
            List::new(&root, users)
        };
        let lists = settings.strategies.iter().map(list).collect();
        Self { root, lists }
    }
}

impl Widget for Transcript {
    fn root(&self) -> &Element {
        &self.root
    }

    fn reset(&mut self) {
        self.lists.iter_mut().for_each(|list| list.drawn.fill(None));
    }

    fn draw(&mut self, scene: &Scene, _: f64) {
        for (list, run) in self.lists.iter_mut().zip(scene.strategy_runs) {
            for (user, line) in list.lines.iter().enumerate() {
                let task = Some(run.recording.snapshot(user, scene.time));
                if list.drawn[user] != task {
                    set_text(line, &words::task_line(scene, run, user));
                    list.drawn[user] = task;
                }
            }
            set_text(&list.result, &words::result_line(scene, run).unwrap_or_default());
        }
    }
}

impl List {
    fn new(root: &Element, users: usize) -> Self {
        let list = new_html("ol", "lines");
        let lines: Vec<_> = (0..users.min(MAX_LANES)).map(|_| new_html("li", "line")).collect();
        append(&list, &lines);
        append(root, [&list]);
        if let Some(text) = words::more(users, MAX_LANES) {
            let more = new_html("p", "more");
            set_text(&more, &text);
            append(root, [&more]);
        }
        let result = new_html("p", "result");
        append(root, [&result]);
        Self { drawn: vec![None; lines.len()], lines, result }
    }
}
