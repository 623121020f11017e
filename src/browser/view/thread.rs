//! The panel `loop`: more about the row of the thread. It says what is in the ready queue, and lists the last polls before the time
//! that is shown, with bars to one scale.

use web_sys::Element;

use super::{
    super::dom::{Template, append, set_style, set_text, toggle_attr},
    Viewport, Widget,
};
use crate::{
    event::is_recorded_in_detail,
    format::hundredths,
    scene::Scene,
    thread::{self, ThreadPoll},
    time::SimTime,
    words,
};

const THREAD: Template = Template(
    r#"
div.thread tabindex="0" role="region" aria-label="The thread"
  p.thread-summary
  p.queue
  p.queue#polls-title | The last polls before this time:
  ol.polls
"#,
);

/// A poll in words, with a bar as long as it took.
const POLL_ROW: Template = Template(
    r"
li.poll
  span.text
  span.length
",
);

/// The panel's nodes.
pub struct Thread {
    root: Element,
    summary: Element,
    queue: Element,
    polls_title: Element,
    polls: Element,
    drawn: Vec<ThreadPoll>,
}

const MAX_POLLS: usize = 24;

impl Thread {
    /// A thread that has done nothing.
    pub fn new() -> Self {
        let nodes = THREAD.build();
        let [summary, queue, polls_title, polls] =
            ["thread-summary", "queue", "polls-title", "polls"].map(|name| nodes.get(name));
        Self { summary, queue, polls_title, polls, drawn: Vec::new(), root: nodes.root }
    }

    fn draw_last_polls(&mut self, scene: &Scene) {
        let polls = thread::last_polls(scene, MAX_POLLS);
        if polls == self.drawn {
            return;
        }
        self.polls.set_text_content(None);
        let longest = polls.iter().map(|poll| poll.busy).max().unwrap_or_default().max(SimTime::from_micros(1));
        for poll in &polls {
            append(&self.polls, [&line(&words::poll_line(scene, poll), poll.busy.in_units_of(longest))]);
        }
        self.drawn = polls;
    }
}

impl Widget for Thread {
    fn root(&self) -> &Element {
        &self.root
    }

    fn draw(&mut self, scene: &Scene, _: &Viewport) {
        set_text(&self.summary, &words::thread_summary(scene));
        let is_known = !scene.is_ready() && is_recorded_in_detail(scene.plan.users().len());
        toggle_attr(&self.queue, "hidden", !is_known);
        toggle_attr(&self.polls_title, "hidden", !is_known);
        if is_known {
            set_text(&self.queue, &words::queue(scene));
            self.draw_last_polls(scene);
        }
    }
}

fn line(text: &str, share: f64) -> Element {
    let nodes = POLL_ROW.build();
    set_text(&nodes.get("text"), text);
    set_style(&nodes.get("length"), "width", &format!("{}%", hundredths(100.0 * share)));
    nodes.root
}
