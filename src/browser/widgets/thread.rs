//! The panel `loop`: more about the row of the thread. It says what is in the ready queue, and lists the last polls before the time
//! that is shown, with bars to one scale.

use web_sys::Element;

use super::super::dom::{Template, append, set_style, set_text, toggle_attr};
use crate::{format::hundredths, time::SimTime};

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
    pub root: Element,
    summary: Element,
    queue: Element,
    polls_title: Element,
    polls: Element,
    drawn: Vec<(String, SimTime)>,
}

/// As many polls as there is room for.
pub const MAX_POLLS: usize = 24;

impl Thread {
    /// A thread that has done nothing.
    pub fn new() -> Self {
        let nodes = THREAD.build();
        let [summary, queue, polls_title, polls] =
            ["thread-summary", "queue", "polls-title", "polls"].map(|name| nodes.get(name));
        Self { summary, queue, polls_title, polls, drawn: Vec::new(), root: nodes.root }
    }

    /// Says what the thread does and, if single polls are known, what is in the ready queue and which polls were the last: each in words,
    /// and how long it took.
    pub fn show(&mut self, summary: &str, polls: Option<(String, Vec<(String, SimTime)>)>) {
        set_text(&self.summary, summary);
        toggle_attr(&self.queue, "hidden", polls.is_none());
        toggle_attr(&self.polls_title, "hidden", polls.is_none());
        let Some((queue, polls)) = polls else { return };
        set_text(&self.queue, &queue);
        if polls != self.drawn {
            self.polls.set_text_content(None);
            let longest = polls.iter().map(|(_, busy)| *busy).max().unwrap_or_default().max(SimTime::from_micros(1));
            for (text, busy) in &polls {
                append(&self.polls, [&line(text, busy.in_units_of(longest))]);
            }
            self.drawn = polls;
        }
    }
}

fn line(text: &str, share: f64) -> Element {
    let nodes = POLL_ROW.build();
    set_text(&nodes.get("text"), text);
    set_style(&nodes.get("length"), "width", &format!("{}%", hundredths(100.0 * share)));
    nodes.root
}
