//! The player: buttons that play the run again and step through it.

use web_sys::Element;

use super::{
    super::dom::{Template, append, new_html, set_attr, set_attr_if_changed, set_text, toggle_attr},
    view_event::ViewEvent,
};
use crate::{
    format,
    playback::{Moment, PlayerCommand},
    playhead::{PlaybackRate, Seek},
    time::SimTime,
    words,
};

/// The player's nodes.
pub struct Player {
    pub root: Element,
    back: Element,
    play: Element,
    forward: Element,
    speed: Element,
    rate: Element,
    /// The choices of the rate, in the order of [`RATES`].
    options: Vec<Element>,
    time: Element,
}

const PLAYER: Template = Template(
    r#"
div.player data-idle=""
  button.play type="button"
  button.back type="button" aria-label="To the previous event" | ‹
    span.word |  event
  button.forward type="button" aria-label="To the next event"
    span.word | event 
    span.sign | ›
  label.speed
    span.speed-name
    select.rate aria-label="Speed of the replay"
  output.shown-time
"#,
);

/// In percent of the run's own speed.
const RATES: [u32; 5] = [1, 10, 50, 100, 500];

impl Player {
    /// A player for a run that has not started.
    pub fn new() -> Self {
        let nodes = PLAYER.build();
        let [back, play, forward] = ["back", "play", "forward"].map(|name| nodes.get(name));
        let [speed, rate, time] = ["speed-name", "rate", "shown-time"].map(|name| nodes.get(name));
        let options: Vec<_> = RATES.into_iter().map(option).collect();
        append(&rate, &options);
        Self { back, play, forward, speed, rate, options, time, root: nodes.root }
    }

    /// Makes it show `moment`.
    pub fn draw(&self, moment: &Moment) {
        toggle_attr(&self.root, "data-idle", moment.is_ready());
        set_attr_if_changed(
            &self.play,
            "aria-label",
            if moment.is_moving() { "Pause the view" } else { "Play the run" },
        );
        toggle_attr(&self.play, "data-pauses", moment.is_moving());
        self.draw_speed(moment);
        // A disabled button would lose the focus when the reader steps to the end.
        let ends = [(&self.back, moment.time == SimTime::ZERO), (&self.forward, !moment.looks_back())];
        for (button, leads_nowhere) in ends {
            set_attr_if_changed(button, "aria-disabled", if leads_nowhere { "true" } else { "false" });
        }
        // It is read out when the reader steps from event to event, but not while it or the run goes on.
        let goes_on = moment.is_moving() || moment.is_running();
        set_attr_if_changed(&self.time, "aria-live", if goes_on { "off" } else { "polite" });
        self.advance(moment);
    }

    /// Makes it show `moment`, which differs from what is shown only in the time.
    pub fn advance(&self, moment: &Moment) {
        set_text(&self.time, &words::time(moment));
    }

    /// What the reader asks for with that event, if it happened here.
    pub fn command(&self, event: &ViewEvent) -> Option<PlayerCommand> {
        Some(match &*event.name {
            "change" if event.is_at(&self.rate) => PlayerCommand::SetRate(PlaybackRate::from_percent(event.number()?)?),
            "click" if event.is_in(&self.back) => PlayerCommand::Seek(Seek::PreviousEvent),
            "click" if event.is_in(&self.play) => PlayerCommand::PlayOrPause,
            "click" if event.is_in(&self.forward) => PlayerCommand::Seek(Seek::NextEvent),
            _ => return None,
        })
    }

    /// The one speed: of the run, or of the replay.
    fn draw_speed(&self, moment: &Moment) {
        let is_live = !moment.looks_back() && moment.is_running();
        set_text(
            &self.speed,
            &if is_live { format!("Runs at {}", format::speed(moment.speed)) } else { "Replay at".to_owned() },
        );
        toggle_attr(&self.rate, "hidden", is_live);
        for (option, percent) in self.options.iter().zip(RATES) {
            set_text(option, &format::speed(moment.speed.scaled(percent)));
        }
    }
}

fn option(percent: u32) -> Element {
    let option = new_html("option", "option");
    set_attr(&option, "value", &percent.to_string());
    toggle_attr(&option, "selected", percent == 100);
    option
}
