//! The player: a slider for the time that is shown, and buttons.

use web_sys::{Element, HtmlInputElement};

use super::{
    super::dom::{Template, set_attr_if_changed, set_text, toggle_attr},
    Widget,
    view_event::{Action, ViewEvent},
};
use crate::{
    playhead::{PlaybackRate, Seek},
    scene::Scene,
    session::Command,
    time::SimTime,
    words,
};

/// The player's nodes.
pub struct Player {
    root: Element,
    slider: HtmlInputElement,
    back: Element,
    play: Element,
    forward: Element,
    rate: Element,
    time: Element,
}

/// The slider counts in thousandths of the run, and has this many steps of five.
const STEPS: f64 = 200.0;

const PLAYER: Template = Template(
    r#"
div.player
  input.slider type="range" max="1000" step="5" aria-label="The time that is shown"
  button.back type="button" aria-label="To the previous event" | ◂|
  button.play type="button"
  button.forward type="button" aria-label="To the next event" | |▸
  select.rate aria-label="Playback rate"
    option.option value="1" | 0.01 ×
    option.option value="10" | 0.1 ×
    option.option value="50" | 0.5 ×
    option.option value="100" selected="" | 1 ×
    option.option value="500" | 5 ×
  span.shown-time
"#,
);

impl Player {
    /// A player for a run that has not started.
    pub fn new() -> Self {
        let nodes = PLAYER.build();
        let [back, play, forward] = ["back", "play", "forward"].map(|name| nodes.get(name));
        let [rate, time] = ["rate", "shown-time"].map(|name| nodes.get(name));
        Self { slider: nodes.get_as("slider"), back, play, forward, rate, time, root: nodes.root }
    }
}

impl Widget for Player {
    fn root(&self) -> &Element {
        &self.root
    }

    fn draw(&mut self, scene: &Scene, _: f64) {
        toggle_attr(&self.root, "hidden", scene.is_ready());
        let share = if scene.looks_back() { scene.time.in_units_of(scene.latest) } else { 1.0 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 200")]
        let value = (5 * (share * STEPS) as u32).to_string();
        // Even the same value, set again, would be painted again.
        if self.slider.value() != value {
            self.slider.set_value(&value);
        }
        set_attr_if_changed(&self.slider, "aria-valuetext", &words::time_description(scene));
        set_attr_if_changed(&self.play, "aria-label", if scene.is_moving() { "Pause" } else { "Play" });
        set_text(&self.play, if scene.is_moving() { "❚❚" } else { "▶\u{fe0e}" });
        set_text(&self.time, &words::time(scene));
        // A disabled button would lose the focus when the reader steps to the end.
        for (button, leads_nowhere) in [(&self.back, scene.time == SimTime::ZERO), (&self.forward, !scene.looks_back())]
        {
            set_attr_if_changed(button, "aria-disabled", if leads_nowhere { "true" } else { "false" });
        }
    }

    fn on_event(&mut self, event: &ViewEvent) -> Option<Action> {
        let command = match &*event.name {
            "input" if event.is_at(&self.slider) => Command::Seek(Seek::Thousandths(event.number()?)),
            "change" if event.is_at(&self.rate) => Command::SetRate(PlaybackRate::from_percent(event.number()?)?),
            "click" if event.is_at(&self.back) => Command::Seek(Seek::PreviousEvent),
            "click" if event.is_at(&self.play) => Command::PlayOrPause,
            "click" if event.is_at(&self.forward) => Command::Seek(Seek::NextEvent),
            _ => return None,
        };
        Some(Action::Dispatch(command))
    }
}
