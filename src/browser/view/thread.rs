//! The panel `loop`: what the one thread does. It shows each poll, on the same axis as the users' lanes, and a list of the last polls
//! before the time that is shown.

use web_sys::Element;

use super::{
    super::dom::{Template, append, hundredths, set_style, set_text, toggle_attr},
    Widget,
    thread_track::ThreadTrack,
};
use crate::{
    event::is_recorded_in_detail,
    scene::Scene,
    thread::{self, ThreadPoll},
    time::{RealTime, SimTime},
    words,
};

const THREAD: Template = Template(
    r#"
div.thread
  svg.track aria-hidden="true"
    text.name x="58" y="14" | thread
    path.busy
  p.thread-summary
  p.queue
  details.last-polls
    summary.summary | The last polls before this time
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
    track: ThreadTrack,
    last_polls: Element,
    polls: Element,
    drawn: Vec<ThreadPoll>,
}

const MAX_POLLS: usize = 24;
/// Polls belong together if there is less real time between them.
const PAUSE: RealTime = RealTime::from_millis(2);

impl Thread {
    /// A thread that has done nothing.
    pub fn new() -> Self {
        let nodes = THREAD.build();
        let [summary, queue, last_polls, polls] =
            ["thread-summary", "queue", "last-polls", "polls"].map(|name| nodes.get(name));
        Self { summary, queue, track: ThreadTrack::new(&nodes), last_polls, polls, drawn: Vec::new(), root: nodes.root }
    }

    fn draw_last_polls(&mut self, scene: &Scene) {
        let polls = thread::last_polls(scene, scene.speed.simulated(PAUSE), MAX_POLLS);
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

    fn reset(&mut self) {
        self.track.reset();
    }

    fn draw(&mut self, scene: &Scene, width: f64) {
        set_text(&self.summary, &words::thread_summary(scene));
        let is_known = !scene.is_ready() && is_recorded_in_detail(scene.plan.users().len());
        toggle_attr(&self.queue, "hidden", !is_known);
        toggle_attr(&self.last_polls, "hidden", !is_known);
        if is_known {
            set_text(&self.queue, &words::queue(scene));
            self.draw_last_polls(scene);
        }
        self.track.draw(scene, width);
    }
}

fn line(text: &str, share: f64) -> Element {
    let nodes = POLL_ROW.build();
    set_text(&nodes.get("text"), text);
    set_style(&nodes.get("length"), "width", &format!("{}%", hundredths(100.0 * share)));
    nodes.root
}
